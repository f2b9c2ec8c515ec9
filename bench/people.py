"""People who walk through a tip: each reads the reply as it came, presses what is in it, or writes.

They know the questions by what a button is for, as a reader does, and nothing of the script behind them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from bench import webhooks
from bench.webhooks import Identity

Option = tuple[str, str]
"""What a button or row is for, and its title."""

GREETINGS = ("Hi", "Hello", "नमस्ते", "Namaste", "hi")
STORIES = (
    "हमारे गाँव के बाहर रोज रात जुआ चलता है, बाहर के लोग भी आते हैं",
    "Raat me ghat se balu bhar ke tractor nikalte hain, roz",
    "बाजार के पीछे कच्ची शराब बिकती है, लड़के पीकर झगड़ा करते हैं",
    "Ek aadmi katta dikha kar dukan walon se paisa leta hai",
)
PLACES = (
    "बलुआ",
    "Sakaldiha",
    "सैयदराजा",
    "Chakia",
    "dheena bazar",
    "Mughal Sarai",
    "धानापुर",
    "Naugarh",
    "नहर के पास",
)
SPOT = (25.41, 83.18)
WORDS: dict[str, Sequence[str]] = {
    "who": (
        "दो भाई हैं, एक लम्बा, दाढ़ी वाला, गाँव के ही",
        "naam nahi pata, kaali bike pe aata hai",
        "तीन चार लड़के, उम्र बीस पच्चीस",
    ),
    "what": STORIES,
    "since": ("दो महीने से", "kai saal se", "पिछली दिवाली के बाद से"),
    "found": ("शाम सात बजे के बाद चाय की दुकान पर", "raat ko bagiche me"),
    "when": ("रोज रात ग्यारह बजे के बाद", "shanivar ko, kabhi kabhi", "कल रात"),
    "vehicle": ("सफेद पिकअप, नंबर में 4417 है", "neela tractor bina number"),
    "many": ("दस बारह", "5-6 log", "करीब बीस लोग"),
    "police_who": ("चौकी का एक सिपाही", "naam nahi pata"),
    "more": ("एक बात और, वहाँ कुत्ता भी रहता है",),
}
LIKELY: dict[str, dict[str, float]] = {
    "language": {"hi": 0.8, "en": 0.08, "bho": 0.08, "ur": 0.04},
    "police": {"no": 0.8, "unknown": 0.12, "yes": 0.08},
    "confirm": {"send": 0.94, "add": 0.06},
    "evidence": {"nothing": 0.9, "done": 0.1},
    "push": {"yes": 0.7, "no": 0.3},
}
BEGINS_WITH_STORY = 0.15
WRITES_ANSWER = 0.75
"""Of the questions with a Skip button. The rest press it."""
SHOWS_NO_NUMBER = 0.2


class Person:
    """One source with one phone and one tip to give."""

    __slots__ = (
        "_chance",
        "_seen",
        "_words",
        "_writes",
        "answering",
        "chosen",
        "code_seen",
        "identity",
        "mark",
        "replies",
        "sent_at",
        "written",
    )

    def __init__(self, index: int, *, writes: float = WRITES_ANSWER) -> None:
        """`writes`: how often an open question is answered in words."""
        self._chance = random.Random(index)
        self._writes = writes
        self.identity = Identity.of(index, shows_number=self._chance.random() >= SHOWS_NO_NUMBER)
        self.mark = f"{index:06d}"
        self._words = 0
        self._seen: dict[str, Any] = {}
        self.answering = ""
        """The question that the last message answers."""
        self.chosen: dict[str, str] = {}
        """What was pressed last, by question."""
        self.written = 0
        """Messages of this person's own."""
        self.replies = 0
        self.sent_at = 0.0
        """When the message was due that is not answered yet; 0 when none is."""
        self.code_seen = False
        """Whether the report was filed, as far as this person can tell."""

    def read(self, reply: dict[str, Any]) -> None:
        self.replies += 1
        self._seen = reply
        self.code_seen = self.code_seen or any(step == "push" for step in _steps(_options(reply)))

    def write(self) -> str | None:
        """The content of the next message; None when there is nothing left to say."""
        content = self._first() if not self.written else self._next()
        self.written += content is not None
        return content

    def _first(self) -> str:
        self.answering = "greeting"
        if self._chance.random() < BEGINS_WITH_STORY:
            return webhooks.text(self._marked(self._chance.choice(STORIES)))
        return webhooks.text(self._chance.choice(GREETINGS))

    def _next(self) -> str | None:
        interactive = self._seen.get("interactive")
        if interactive is None:
            return None
        if interactive["type"] == "location_request_message":
            self.answering = "pin"
            return webhooks.pin(*SPOT)
        options = _options(self._seen)
        step = self.answering = options[0][0].partition(":")[0]
        answer = self._in_words(step, options)
        if answer:
            return webhooks.text(answer)
        ident, title = self._pressed(step, options)
        self.chosen[step] = ident.partition(":")[2]
        return webhooks.pressed(ident, title, row=interactive["type"] == "list")

    def _in_words(self, step: str, options: Sequence[Option]) -> str:
        """What is written instead of pressing; empty when something is pressed."""
        names = {ident.partition(":")[2] for ident, _ in options}
        if step == "place" and "pin" in names:
            return self._chance.choice(PLACES) if self._chance.random() < WRITES_ANSWER else ""
        if step == "more" and not self._told_more():
            return self._marked(self._chance.choice(WORDS["more"]))
        if step in WORDS and "skip" in names and self._chance.random() < self._writes:
            return self._marked(self._chance.choice(WORDS[step]))
        return ""

    def _told_more(self) -> bool:
        """`Done` alone is left once something was added."""
        return self.replies > 0 and "✓" in self._seen["interactive"]["body"]["text"]

    def _pressed(self, step: str, options: Sequence[Option]) -> Option:
        likely = LIKELY.get(step, {})
        weights = [likely.get(ident.partition(":")[2], 0.0) for ident, _ in options]
        if any(weights):
            return self._chance.choices(options, weights)[0]
        if step == "place":
            return options[0]
        return self._chance.choice(options)

    def _marked(self, words: str) -> str:
        """Words that can be found again and told apart from everybody's."""
        self._words += 1
        return f"{words} ({self.mark}-{self._words})"

    @property
    def marks(self) -> list[str]:
        """Every mark this person has written."""
        return [f"({self.mark}-{number})" for number in range(1, self._words + 1)]


def _options(reply: dict[str, Any]) -> list[Option]:
    action = reply.get("interactive", {}).get("action", {})
    if "buttons" in action:
        return [(button["reply"]["id"], button["reply"]["title"]) for button in action["buttons"]]
    return [(row["id"], row["title"]) for section in action.get("sections", ()) for row in section["rows"]]


def _steps(options: Sequence[Option]) -> set[str]:
    return {ident.partition(":")[0] for ident, _ in options}
