"""Times as people say them: `आज शाम 6:42`, `कल सुबह 8:00`."""

from __future__ import annotations

from datetime import datetime

from satark.clock import INDIA
from satark.dialogues.catalogue import Words

_DAWN = 4
"""Until this hour a night belongs, as people say it, to the day on which it began."""
_PARTS = ((_DAWN, "t.night"), (12, "t.morning"), (16, "t.noon"), (20, "t.evening"), (24, "t.night"))
"""Until which hour of the day what is said."""


def spoken(at: datetime, now: datetime, words: Words) -> str:
    """A moment near now, with its part of the day and its day, the date where it is farther away."""
    local = at.astimezone(INDIA)
    part = next(entry for hour, entry in _PARTS if local.hour < hour)
    clock = f"{local.hour % 12 or 12}:{local.minute:02}"
    return words.say("t.at", {"day": _day(local, now, words), "part": words.say(part), "time": clock}.get)


def _day(local: datetime, now: datetime, words: Words) -> str:
    days = (local.date() - now.astimezone(INDIA).date()).days
    if days in _NEAR:
        return words.say(_NEAR[days])
    month = words.say("t.months").split()[local.month - 1]
    return words.say("t.date", {"date": str(local.day), "month": month}.get)


_NEAR = {-1: "t.yesterday", 0: "t.today", 1: "t.tomorrow"}
