"""A station's officer with nothing but his phone: does what the newest message offers, as people do: late, twice, to the wrong one.

He reads what is shown and knows no more: which case a message is about stands on its buttons.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from satark.rehearsal.phone import Phone, options
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
SILENT, DOUBLED, STALE, ASTRAY = 0.02, 0.1, 0.05, 0.05


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do with the phone."""

    kind: str
    """press, say, photo, pin or wait"""
    start: str = ""
    """Of a press: how the id of the option begins."""


WAIT = Act("wait")


def answer_to(shown: Json) -> Act:
    """What somebody does who wants the work done and reads only this message."""
    offered = [str(each["id"]) for each in options(shown)]
    for start in PRESSED:
        if any(each.startswith(start) for each in offered):
            return Act("press", start)
    if shown.get("ask_pin"):
        return Act("pin")
    text = str(shown.get("text", ""))
    if not offered and NAMES in text:
        return Act("say")
    return Act("photo") if not offered and PHOTO in text and "नहीं है तो" in text else WAIT


@dataclass
class Station:
    phone: Phone
    chance: random.Random
    pause: Callable[[float, float], None] = lambda least, most: time.sleep(0)
    """Reads, thinks, types for so many pretend seconds."""
    faults: bool = True
    acts: Counter[str] = field(default_factory=Counter)
    before: list[Json] = field(default_factory=list)
    """Messages with buttons that it has shown, the newest last."""

    def attend(self, over: threading.Event) -> None:
        """Until it is over."""
        while not over.is_set():
            shown = self.phone.glance(0.5)
            if shown is not None:
                self.meet(shown)

    def meet(self, shown: Json) -> None:
        """React to one message, and now and then make one of the mistakes that people make."""
        if self.faults and self.chance.random() < SILENT:
            self.acts["silent"] += 1
            return
        self.pause(5, 120)
        self._do(answer_to(shown), shown)
        if self.faults:
            self._blunder(shown)
        if options(shown):
            self.before.append(shown)

    def _do(self, act: Act, shown: Json) -> None:
        self.acts[act.start or act.kind] += act.kind != "wait"
        match act.kind:
            case "press":
                self.phone.chooses(shown, act.start)
            case "say":
                self.phone.says("एसआई राम सिंह, आरक्षी मोहन", message=shown["wamid"])
            case "photo":
                self.phone.photo()
            case "pin":
                self.phone.send(type="pin", latitude=25.41, longitude=83.18, message=shown["wamid"])

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
