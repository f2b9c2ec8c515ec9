"""By which times a district is measured. What nobody configured has a default: missing configuration never means "not late".

A clock runs by the version that was in force when it began; a later version, or one that takes it back, never touches it.
The minutes are our own targets where no order names any; ten days are the DGP's limit for grievances.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from satark.clock import INDIA

DESK, RECEIVE, TEAM, SPOT, CLOSE, DISPUTE, ORDER = (
    "desk",
    "receive",
    "team",
    "spot",
    "close",
    "dispute",
    "order",
)
CLOCKS = (DESK, RECEIVE, TEAM, SPOT, CLOSE, DISPUTE, ORDER)
MINUTED = (DESK, RECEIVE, TEAM, SPOT)
"""Clocks whose terms are minutes, and may differ by category, unit and hour."""
RADIO, SMS, CALL, DEPUTY = "radio", "sms", "call", "deputy"
LADDER = (RADIO, SMS, CALL, DEPUTY)
"""What is tried, in this order, while a message does not reach a phone."""


@dataclass(frozen=True, slots=True)
class Term:
    urgent: timedelta
    ordinary: timedelta

    def of(self, *, urgent: bool) -> timedelta:
        return self.urgent if urgent else self.ordinary


def minutes(urgent: float, ordinary: float) -> Term:
    return Term(timedelta(minutes=urgent), timedelta(minutes=ordinary))


@dataclass(frozen=True, slots=True)
class Hours:
    """From an hour of the day in India until another; over midnight where the second is not later."""

    start: int = 0
    end: int = 24

    def cover(self, at: datetime) -> bool:
        hour = at.astimezone(INDIA).hour
        if self.start < self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def next(self, at: datetime) -> datetime:
        """`at` itself when it is covered, else when the hours begin next."""
        if self.cover(at):
            return at
        here = at.astimezone(INDIA)
        opening = datetime.combine(here.date(), time(self.start), INDIA)
        return (opening if opening > here else opening + timedelta(days=1)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Condition:
    """What is left out fits everything."""

    categories: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    hours: Hours | None = None
    festival: bool | None = None

    def fits(self, *, category: str, unit: str, at: datetime, festival: bool) -> bool:
        return (
            (not self.categories or category in self.categories)
            and (not self.units or unit in self.units)
            and (self.hours is None or self.hours.cover(at))
            and (self.festival is None or self.festival == festival)
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """Other terms under a condition. The first in the file that fits and names the clock counts."""

    when: Condition
    terms: Mapping[str, Term]


TERMS: Mapping[str, Term] = MappingProxyType(
    {DESK: minutes(5, 30), RECEIVE: minutes(5, 30), TEAM: minutes(15, 120), SPOT: minutes(45, 240)}
)
AGAIN: Mapping[str, Term] = MappingProxyType(
    {
        DESK: minutes(5, 30),
        RECEIVE: minutes(5, 30),
        TEAM: minutes(15, 60),
        SPOT: minutes(30, 120),
        CLOSE: minutes(1440, 1440),
        DISPUTE: minutes(15, 30),
        ORDER: minutes(1440, 1440),
    }
)
RUNGS: Mapping[str, Term] = MappingProxyType(
    {RADIO: minutes(3, 15), SMS: minutes(5, 20), CALL: minutes(8, 30), DEPUTY: minutes(12, 45)}
)


@dataclass(frozen=True, slots=True)
class Rules:
    terms: Mapping[str, Term] = field(default_factory=lambda: TERMS)
    again: Mapping[str, Term] = field(default_factory=lambda: AGAIN)
    """From one rank that is told to the next."""
    variants: tuple[Variant, ...] = ()
    close_days: int = 10
    """The case is to be finished by the end of the day so many days after it came, in India."""
    dispute: timedelta = timedelta(minutes=30)
    signature: timedelta = timedelta(hours=72)
    """BNSS 173(1): what was told electronically is signed within three days."""
    reminders: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(hours=48))
    visit: timedelta = timedelta(days=3)
    """How long the complainant's silence on "did anybody come?" keeps a case open."""
    festivals: frozenset[date] = frozenset()
    auto_forward: tuple[Condition, ...] = ()
    staffed: Hours = field(default_factory=Hours)
    """When somebody of the desk reads: an ordinary complaint waits for it, an urgent one does not."""
    ladder: Mapping[str, Term] = field(default_factory=lambda: RUNGS)
    """So long after it was due to go out, without delivery."""
    digests: tuple[int, ...] = (8, 20)
    """Hours in India."""
    at_once: frozenset[str] = frozenset(CLOCKS)
    """Clocks whose running out goes to superiors' phones at once; of the others boards and digests tell."""

    def is_festival(self, at: datetime) -> bool:
        return at.astimezone(INDIA).date() in self.festivals

    def term(self, clock: str, *, category: str, unit: str, urgent: bool, at: datetime) -> timedelta:
        """Of a clock in minutes that begins at `at`."""
        festival = self.is_festival(at)
        for variant in self.variants:
            if clock in variant.terms and variant.when.fits(
                category=category, unit=unit, at=at, festival=festival
            ):
                return variant.terms[clock].of(urgent=urgent)
        return self.terms.get(clock, TERMS[clock]).of(urgent=urgent)

    def step(self, clock: str, *, urgent: bool) -> timedelta:
        return self.again.get(clock, AGAIN[clock]).of(urgent=urgent)

    def close_by(self, filed_at: datetime) -> datetime:
        return end_of_day(filed_at, self.close_days)

    def forwards_by_itself(self, *, category: str, unit: str, at: datetime) -> bool:
        festival = self.is_festival(at)
        return any(
            each.fits(category=category, unit=unit, at=at, festival=festival) for each in self.auto_forward
        )


def end_of_day(at: datetime, days: int) -> datetime:
    """The end of the day so many days later, in India."""
    day = at.astimezone(INDIA).date() + timedelta(days=days + 1)
    return datetime.combine(day, time(), INDIA).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Version:
    since: datetime
    rules: Rules


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All versions of a district, the oldest first."""

    versions: Sequence[Version] = ()

    def at(self, moment: datetime) -> Rules:
        """The version in force at that moment; before the first, and where there is none, the defaults."""
        for version in reversed(self.versions):
            if version.since <= moment:
                return version.rules
        return DEFAULTS


DEFAULTS = Rules()
