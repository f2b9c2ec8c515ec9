"""A station's officer with nothing but his phone: does what the newest message offers, as people do: late, twice, to the wrong one.

He reads what is shown and knows no more: which case a message is about stands on its buttons.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from satark.rehearsal.phone import Phone, options, step_of
from satark.rehearsal.wire import Json

PRESSED = (
    *(
        "direction:show:",
        "news:",
        "direction:received:",
        "direction:team:",
        "direction:spot:",
        "direction:done:",
    ),
    *("outcome:compromise:", "why:court:", "help:force:", "whose:", "decide:"),
)
"""What is pressed where it is offered, the first of these."""
PHOTO, NAMES = "फोटो", "कौन गया"
"""Words of a question without buttons, and what it wants."""
DONE, GONE = "निस्तारण दर्ज हो गया", "अब खुला नहीं है"
"""Words after which there is nothing more to do about a task."""
ASKS_AGAIN = 8.0
"""Real seconds without a message after which an officer with open tasks looks what there is."""
WHICH = "which"
REF = re.compile(r"(\d{3}) ?(\d{3}) ?(\d{4})-(\d+)")
SILENT, DOUBLED, STALE, ASTRAY = 0.02, 0.1, 0.05, 0.05


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do with the phone."""

    kind: str
    """press, say, photo, pin, number, which or wait"""
    start: str = ""
    """Of a press: how the id of the option begins."""


WAIT = Act("wait")


def answer_to(shown: Json) -> Act:
    """What somebody does who wants the work done and reads only this message."""
    offered = [str(each["id"]) for each in options(shown)]
    for start in PRESSED:
        if any(each.startswith(start) for each in offered):
            return Act("press", start)
    if any(each.startswith("number:") for each in offered):
        return Act("number")
    if any(each.startswith(f"{WHICH}:") for each in offered):
        return Act("which")
    if shown.get("ask_pin"):
        return Act("pin")
    text = str(shown.get("text", ""))
    if not offered and NAMES in text:
        return Act("say")
    return Act("photo") if not offered and PHOTO in text and "नहीं है तो" in text else WAIT


def ref_of(shown: Json) -> str:
    """The task that a message is about, as its buttons or its words say; "" where it is about none."""
    for text in (*(str(each["id"]) for each in options(shown)), str(shown.get("text", ""))):
        if found := REF.search(text):
            return "".join(found.group(1, 2, 3)) + f"-{found[4]}"
    return ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What an officer says and shows of a task (by its ref): the same of every task, unless somebody wants to follow it."""

    names: Callable[[str], str] = lambda ref: "एसआई राम सिंह, आरक्षी मोहन"
    photo: Callable[[str], bytes] | None = None


@dataclass
class Station:
    phone: Phone
    chance: random.Random
    pause: Callable[[float, float], None] = lambda least, most: time.sleep(0)
    """Reads, thinks, types for so many pretend seconds."""
    faults: bool = True
    proof: Proof = field(default_factory=Proof)
    heard: Callable[[Json], None] = lambda shown: None
    """Told of every message in the moment in which it is on the phone."""
    acts: Counter[str] = field(default_factory=Counter)
    before: list[Json] = field(default_factory=list)
    """Messages with buttons that it has shown, the newest last."""
    open: dict[str, None] = field(default_factory=dict)
    """Refs of tasks that are not done yet."""
    meant: str = ""
    """The task that he has in mind."""
    left: Json | None = None
    """A message that was not looked at when it came."""

    def attend(self, over: threading.Event) -> None:
        """Until it is over. Who has left something looks again after a while, as anybody does."""
        quiet_since = time.monotonic()
        while not over.is_set():
            shown = self.phone.glance(1)
            if shown is not None:
                self.heard(shown)
                self.meet(shown)
                quiet_since = time.monotonic()
            elif self.open and time.monotonic() - quiet_since > ASKS_AGAIN:
                self.look_again()
                quiet_since = time.monotonic()

    def look_again(self) -> None:
        """At the message that was left, else at what is open."""
        self.acts["late"] += 1
        left, self.left = self.left, None
        if left is not None:
            self._do(answer_to(left), left)
            return
        self.meant = ""
        self.phone.says("निर्देश")

    def meet(self, shown: Json) -> None:
        """React to one message, and now and then make one of the mistakes that people make."""
        self._note(shown)
        act = answer_to(shown)
        if self.faults and act != WAIT and self.chance.random() < SILENT:
            self.acts["silent"] += 1
            self.left = shown
            return
        self.pause(5, 120)
        self._do(act, shown)
        if self.faults:
            self._blunder(shown)
        if options(shown):
            self.before.append(shown)

    def _note(self, shown: Json) -> None:
        """Which tasks are open, as far as the phone has shown."""
        ref, text = ref_of(shown), str(shown.get("text", ""))
        if not ref or step_of(shown) == WHICH:
            return
        if DONE in text or GONE in text:
            self.open.pop(ref, None)
        elif any(each["id"].startswith("direction:received:") for each in options(shown)):
            self.open[ref] = None

    def _do(self, act: Act, shown: Json) -> None:
        self.acts[act.start or act.kind] += act.kind != "wait"
        if act.kind != "which":
            self.meant = ref_of(shown) or self.meant
        match act.kind:
            case "press":
                self.phone.chooses(shown, act.start)
            case "say":
                self.phone.says(self.proof.names(self.meant), message=shown["wamid"])
            case "photo":
                self._photo(shown)
            case "pin":
                self.phone.send(type="pin", latitude=25.41, longitude=83.18, message=shown["wamid"])
            case "number":
                self.phone.says("112/2026", message=shown["wamid"])
            case "which":
                self._choose_which(shown)

    def _photo(self, shown: Json) -> None:
        """Bare under the newest message, as anybody sends it; drawn to an older one where something newer came since."""
        quote = {} if self.phone.shows_last(shown) else {"message": str(shown["wamid"])}
        if self.proof.photo is None:
            self.phone.photo(**quote)
            return
        data = self.proof.photo(self.meant)
        self.phone.file(data, name="photo.jpg", mime="image/jpeg", kind="image", **quote)

    def _choose_which(self, shown: Json) -> None:
        """The one he had in mind where it is offered, else one that is not done, else the first."""
        rows = {str(each["id"]).rpartition(":")[2]: each for each in options(shown)}
        wanted = next((ref for ref in (self.meant, *self.open) if ref in rows), next(iter(rows)))
        self.phone.press(shown, rows[wanted])

    def _blunder(self, shown: Json) -> None:
        """Pressed twice; pressed on something of long ago; said to nobody in particular."""
        act = answer_to(shown)
        if act.kind == "press" and self.chance.random() < DOUBLED:
            self.phone.chooses(shown, act.start)
            self.acts["doubled"] += 1
        if self.before and self.chance.random() < STALE:
            old = self.chance.choice(self.before)
            self.phone.press(old, self.chance.choice(options(old)))
            self.acts["stale"] += 1
        if self.chance.random() < ASTRAY:
            self.phone.says("वहाँ भीड़ है")
            self.acts["astray"] += 1
