"""What a roster is made of: units, posts, and who holds, is away from or stands in for them from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from satark.clock import INDIA

COMMAND = ("co", "asp", "sp", "dig", "adg")
"""Roles in command above the stations, the lowest first."""

Hours = tuple[int, int]
NIGHT: Hours = (22, 6)
"""From ten in the evening until six, by India's clock: then the duty sheet goes before the line of command."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit and where it stands; `district` and `range` are empty above these."""

    code: str
    kind: str
    parent: str = ""
    district: str = ""
    range: str = ""


@dataclass(frozen=True, slots=True)
class Chair:
    """A post: a chair in a unit, whoever sits on it."""

    code: str
    unit: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `since` on and before `until`; without an end until further notice."""

    since: datetime
    until: datetime | None = None

    def covers(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Term(Period):
    """An officer holds a post: a posting, or a turn of the duty roster."""

    officer: int
    post: str


@dataclass(frozen=True, slots=True)
class Away(Period):
    """An officer is not there, whatever posts he holds."""

    officer: int
    kind: str


@dataclass(frozen=True, slots=True)
class Deputy(Period):
    """One post acts for another while nobody is there."""

    post: str
    deputy: str


def is_night(at: datetime, hours: Hours = NIGHT) -> bool:
    """Whether `at` lies in these hours of India's clock, which may go over midnight."""
    begins, ends = hours
    hour = at.astimezone(INDIA).hour
    return begins <= hour or hour < ends if begins > ends else begins <= hour < ends
