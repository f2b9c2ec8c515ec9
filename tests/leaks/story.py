"""What people do: a source files a tip whole, with everything WhatsApp can carry; an officer answers a direction."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from tests.leaks.phone import Phone, offered, shown, step

MOST_TURNS = 40
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
LANGUAGES = ("hi", "en", "ur", "bho")
WORDS = {
    "what": "रात में ट्रक से बालू जाता है",
    "who": "एक आदमी लाल गमछे में",
    "place": "बलुआ घाट",
    "when": "रोज रात",
}
CHOSEN = {"police": "no", "now": "no", "confirm": "send", "push": "yes", "path": "both"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How one source differs from the others."""

    place: int

    @property
    def language(self) -> str:
        return LANGUAGES[self.place % len(LANGUAGES)]

    @property
    def sends_pin(self) -> bool:
        return self.place % 2 == 0

    @property
    def leaves_unfinished(self) -> bool:
        return self.place % 16 == 15

    @property
    def asks_status(self) -> bool:
        return self.place % 3 == 0

    @property
    def forgets(self) -> bool:
        return self.place % 10 == 4


async def tip(phone: Phone, plan: Plan) -> None:
    """From Hi to filed, whatever is asked in between."""
    await phone.hears(phone.says("Hi"))
    for _ in range(MOST_TURNS):
        asked = step(phone.last)
        if plan.leaves_unfinished and asked == "evidence":
            await everything(phone)
            return
        await answer(phone, plan, asked)
        if asked == "push":
            return
    raise AssertionError(f"the tip did not end: {shown(phone.last)!r}")


async def answer(phone: Phone, plan: Plan, asked: str) -> None:
    if asked == "evidence":
        await everything(phone)
        await phone.hears(phone.presses("evidence:done"))
    elif asked == "place" and plan.sends_pin and "place:skip" in offered(phone.last):
        await phone.hears(phone.points())
    elif option := choice(phone, plan, asked):
        await phone.hears(phone.presses(option))
    else:
        await phone.hears(phone.says(WORDS.get(asked, "पता नहीं, दो लोग थे")))


def choice(phone: Phone, plan: Plan, asked: str) -> str:
    """The button to press; empty where words are better."""
    options = offered(phone.last)
    if asked == "language":
        return f"language:{plan.language}"
    if asked == "category":
        return options[plan.place % (len(options) - 2)]
    wanted = f"{asked}:{CHOSEN.get(asked, '')}"
    if wanted in options:
        return wanted
    return options[0] if len(options) > 2 or (options and not options[0].endswith(":skip")) else ""


async def everything(phone: Phone) -> None:
    """What is no words: files as an album, then things that are kept out."""
    await phone.hears(asyncio.gather(phone.photographs(), phone.photographs("gone", "half"), phone.speaks()))
    await phone.hears(phone.sends_document())
    await phone.hears(phone.shares_card())
    await phone.reacts()
    await phone.hears(phone.sends_view_once())


async def afterwards(phone: Phone, plan: Plan) -> None:
    if plan.asks_status:
        await phone.hears(phone.says("status"))
    if plan.forgets:
        await phone.hears(phone.says("नंबर हटाओ"))
        if option := next((each for each in offered(phone.last) if each.endswith(":yes")), ""):
            await phone.hears(phone.presses(option))


async def bad_luck(phone: Phone) -> None:
    """A talk that a poster opens, whose code does not arrive and is held; then every way to ask for no more messages."""
    await phone.hears(phone.says("नमस्ते 4K7M"))
    for _ in range(MOST_TURNS):
        if (asked := step(phone.last)) == "confirm":
            break
        await answer(phone, Plan(0), asked)
    await phone.misses(phone.presses("confirm:send"))
    await phone.hears(phone.says("कुछ नहीं आया"))
    assert CODE.search(shown(phone.last)), f"the code was not said again: {shown(phone.last)!r}"
    await phone.hears(phone.presses("push:yes"))
    await phone.hears(phone.says("stop"))
    await phone.hears(phone.says("start"))
    await phone.opts_out()


async def duty(phone: Phone, code: str) -> None:
    """The phone of a post: from its one-time code on it gets directions."""
    await phone.hears(phone.says(f"duty {code}"))


async def answer_direction(phone: Phone) -> None:
    """Received, Done, the answer in words, a photo of it."""
    received = offered(phone.last)[0]
    await phone.hears(phone.presses(received))
    await phone.hears(phone.presses(next(each for each in offered(phone.last) if ":done:" in each)))
    await phone.hears(phone.says("मौके पर दो ट्रक पकड़े गए"))
    await phone.hears(phone.photographs())


async def hear_news(phone: Phone) -> None:
    """The neutral notice came: press its button, read, and say something back."""
    await phone.hears(phone.presses("news:read"))
    await phone.hears(phone.says("धन्यवाद, कल फिर देखेंगे"))
