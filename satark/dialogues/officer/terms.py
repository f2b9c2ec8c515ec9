"""Until when, in words as people write them: `6 बजे तक`, `kal subah 10`, `by 6 pm`, `in 2 hours`, `आज शाम तक`.

A bare hour is the next time that the clock shows it. What cannot be read is not guessed: the caller has its own term.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from satark.conversation.text import fold
from satark.dialogues.officer.directions import IST

_NUMBERS = {
    **dict.fromkeys(("ek", "एक", "one"), 1),
    **dict.fromkeys(("do", "दो", "two"), 2),
    **dict.fromkeys(("teen", "tin", "तीन", "three"), 3),
    **dict.fromkeys(("char", "chaar", "चार", "four"), 4),
    **dict.fromkeys(("panch", "paanch", "पांच", "पाँच", "five"), 5),
    **dict.fromkeys(("chhe", "che", "chah", "छह", "छः", "छ", "six"), 6),
    **dict.fromkeys(("saat", "sat", "सात", "seven"), 7),
    **dict.fromkeys(("aath", "आठ", "eight"), 8),
    **dict.fromkeys(("nau", "नौ", "nine"), 9),
    **dict.fromkeys(("das", "dus", "दस", "ten"), 10),
    **dict.fromkeys(("gyarah", "ग्यारह", "eleven"), 11),
    **dict.fromkeys(("barah", "बारह", "twelve"), 12),
}
_SPELT = {fold(word): str(value) for word, value in _NUMBERS.items()}
_HALF_HOUR = re.compile(r"(?:आधे|आधा|aadhe|adhe|half an?) (?:घंटे|घंटा|ghante|ghanta|hour)")
_SPAN = re.compile(
    r"(\d{1,3}) ?(?:(मिनट|minute|minutes|min|mins|minat)|(घंटे|घंटा|घंटों|ghante|ghanta|hour|hours|hrs|hr)"
    r"|(दिन|दिनों|din|day|days))(?: |$)"
)
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})[:.](\d{2})(?![.:]?\d)")
"""Not a date such as 25.11.2026."""
_HOUR = re.compile(
    r"(?:^| )(?:by|till|until|before|at) (\d{1,2}) ?(am|pm)?(?: |$)"
    r"|(?:^| )(\d{1,2}) ?(am|pm|बजे|baje|bje|bajey|o clock|तक|tak)(?: |$)"
)
_PARTS: dict[str, tuple[str, ...]] = {
    "morning": ("सुबह", "सवेरे", "subah", "savere", "morning"),
    "noon": ("दोपहर", "dopahar", "dopahr", "noon", "afternoon"),
    "evening": ("शाम", "sham", "shaam", "evening"),
    "night": ("रात", "raat", "rat", "night", "tonight"),
}
_DAYS: dict[int, tuple[str, ...]] = {
    0: ("आज", "aaj", "aj", "today", "tonight"),
    1: ("कल", "kal", "tomorrow"),
    2: ("परसों", "परसो", "parson", "parso"),
}
_ENDS = {"morning": 10, "noon": 14, "evening": 18, "night": 22, "": 18}
"""Which hour is meant where only the part of the day is said, or only the day."""
_UNTIL = frozenset(fold("तक tak by till until before").split())


def due(text: str, now: datetime) -> datetime | None:
    """The moment that is said, UTC-aware and later than `now`; None where none is said or it is over."""
    clock = _CLOCK.search(text.translate(_DIGITS))
    plain = " ".join(_SPELT.get(word, word) for word in fold(text).split())
    if span := _span(plain):
        return now + span
    local = now.astimezone(IST)
    found = _at_hour(plain, clock, local) or _at_part(plain, local)
    return found.astimezone(now.tzinfo) if found is not None and found > local else None


_DIGITS = {0x0966 + digit: str(digit) for digit in range(10)}


def _span(plain: str) -> timedelta | None:
    if _HALF_HOUR.search(plain):
        return timedelta(minutes=30)
    found = _SPAN.search(plain)
    if found is None or not int(found[1]):
        return None
    number = int(found[1])
    if found[2]:
        return timedelta(minutes=number)
    return timedelta(hours=number) if found[3] else timedelta(days=number)


def _at_hour(plain: str, clock: re.Match[str] | None, local: datetime) -> datetime | None:
    hour, minute, half = _said(plain, clock)
    if hour is None or hour > 24 or minute > 59:
        return None
    day = _day(plain)
    part = _part(plain)
    if half or part:
        hour = _in_half(hour, half, part)
        return _placed(local, day, hour, minute, part)
    if hour > 12 or hour == 0:
        return _placed(local, day, hour, minute, part)
    if day:
        return _placed(local, day, hour + 12 if hour < 7 else hour, minute, part)
    return _next(local, hour, minute, only_today=day == 0)


def _said(plain: str, clock: re.Match[str] | None) -> tuple[int | None, int, str]:
    """Hour, minute and am or pm, as they stand there."""
    if clock is not None:
        half = re.search(rf"{clock[1]} ?{clock[2]} ?(am|pm)", plain)
        return int(clock[1]), int(clock[2]), half[1] if half else ""
    found = _HOUR.search(plain)
    if found is None:
        return None, 0, ""
    word = found[2] or found[4] or ""
    return int(found[1] or found[3]), 0, word if word in ("am", "pm") else ""


def _in_half(hour: int, half: str, part: str) -> int:
    if hour > 12:
        return hour
    if half:
        return hour % 12 + (12 if half == "pm" else 0)
    if part == "morning":
        return hour
    if part == "noon":
        return hour if hour in (11, 12) else hour + 12
    if part == "night" and (hour == 12 or hour < 5):
        return hour % 12 + 24
    return hour + 12 if hour < 12 else hour


def _placed(local: datetime, day: int | None, hour: int, minute: int, part: str) -> datetime:
    at = _midnight(local) + timedelta(days=day or 0, hours=hour, minutes=minute)
    if day is not None:
        return at
    if at <= local:
        return at + timedelta(days=1)
    # Said after midnight, the small hours are those of this night.
    return at - timedelta(days=1) if part == "night" and at - local > timedelta(days=1) else at


def _next(local: datetime, hour: int, minute: int, *, only_today: bool) -> datetime | None:
    """The next time that a clock with twelve hours shows it."""
    today = _midnight(local) + timedelta(minutes=minute)
    hours = [hour % 12, hour % 12 + 12] + ([] if only_today else [hour % 12 + 24])
    return next((at for each in hours if (at := today + timedelta(hours=each)) > local), None)


def _at_part(plain: str, local: datetime) -> datetime | None:
    """`आज शाम तक`, `by tomorrow`: only where the words say that it is a term."""
    day, part = _day(plain), _part(plain)
    if (day is None and not part) or _UNTIL.isdisjoint(plain.split()):
        return None
    return _placed(local, day, _ENDS[part], 0, "")


def _day(plain: str) -> int | None:
    words = plain.split()
    return next((day for day, names in _DAYS.items() if any(fold(name) in words for name in names)), None)


def _part(plain: str) -> str:
    words = plain.split()
    return next((part for part, names in _PARTS.items() if any(fold(name) in words for name in names)), "")


def _midnight(local: datetime) -> datetime:
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
