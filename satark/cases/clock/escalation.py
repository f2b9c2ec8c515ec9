"""When a clock has run out, the next living post above is told; and the next one above that, as long as nothing is done.

Which escalations a record owes follows from it alone, whenever somebody looks: a tick that was missed is made up for,
late but once. What another post has taken over goes up no further under the name of the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from satark.cases.clock import rules
from satark.cases.clock.clocks import Run, runs
from satark.cases.clock.history import History, earliest
from satark.cases.clock.owed import Owed, Tell
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Event
from satark.outbox.models import Notice


class Command(Protocol):
    """The roster, as far as this needs to know it (`jurisdiction.roster.Roster`)."""

    def living(self, post: str, at: datetime) -> str: ...
    def ladder(self, post: str, at: datetime) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Overrun:
    """A clock of one post in one direction, with all its runs (the desk's may have several)."""

    clock: str
    post: str
    ref: str
    seconds: float
    open: Run | None
    """The run that goes on now."""
    urgent: bool
    began: datetime


def overruns(history: History, book: Rulebook, now: datetime) -> list[Overrun]:
    """Every clock, also those that are not late yet."""
    found: dict[tuple[str, str, str], list[Run]] = defaultdict(list)
    for run in runs(history, book):
        found[run.clock, run.post, run.ref].append(run)
    return [_overrun(history, key, each, now) for key, each in found.items()]


def _overrun(history: History, key: tuple[str, str, str], all_runs: list[Run], now: datetime) -> Overrun:
    ends = [(run, earliest(at for at in (run.ended, _handed_on(history, run)) if at)) for run in all_runs]
    seconds = sum(max((min(end or now, now) - run.due).total_seconds(), 0.0) for run, end in ends)
    going = next((run for run, end in ends if end is None), None)
    first = all_runs[0]
    return Overrun(*key, seconds=seconds, open=going, urgent=first.urgent, began=first.began)


def _handed_on(history: History, run: Run) -> datetime | None:
    """When a later order to attend took this one's place, or it was called back."""
    duty = history.duty(run.ref)
    following = history.since(duty)[1:2] if duty else ()
    recalled = history.first(Event.Kind.RECALLED, ref=run.ref) if run.ref else None
    return earliest(at for at in (recalled, *(each.at for each in following)) if at)


def owed(history: History, book: Rulebook, roster: Command, now: datetime) -> Iterator[Owed]:
    """Escalations that are due and not in the record, the lowest rank first."""
    known = {(e.ref, e.step) for e in history.of(Event.Kind.ESCALATED)}
    for each in overruns(history, book, now):
        if each.seconds <= 0:
            continue
        targets = told(history, each, roster, now)
        for level, to in enumerate(targets[: _reached(each, book)], start=1):
            if (each.ref, f"{each.clock}:{level}") not in known:
                yield _escalation(each, level, to, book, roster, now)


def look_at(history: History, book: Rulebook, roster: Command, now: datetime) -> datetime | None:
    """When the next escalation falls due, in the past where one is owed; None when none can."""
    return earliest(
        at for each in overruns(history, book, now) if (at := _next(history, each, book, roster, now))
    )


def _next(history: History, each: Overrun, book: Rulebook, roster: Command, now: datetime) -> datetime | None:
    reached = _reached(each, book)
    if each.open is None or reached >= len(told(history, each, roster, now)):
        return None
    before = each.seconds - each.open.over(now)
    return each.open.due + timedelta(seconds=max(reached * _step(each, book).total_seconds() - before, 0.0))


def told(history: History, each: Overrun, roster: Command, now: datetime) -> tuple[str, ...]:
    """Who is told, one after the other: the line above; of an order only who gave it, when he stands above."""
    line = roster.ladder(each.post, now)
    duty = history.duty(each.ref) if each.clock == rules.ORDER else None
    if duty and duty.by_post:
        giver = roster.living(duty.by_post, now)
        return (giver,) if giver in line else line
    return line


def _reached(each: Overrun, book: Rulebook) -> int:
    """How many ranks know of it by now."""
    if each.seconds <= 0:
        return 0
    return 1 + int(each.seconds // _step(each, book).total_seconds())


def _step(each: Overrun, book: Rulebook) -> timedelta:
    return book.at(each.began).step(each.clock, urgent=each.urgent)


def _escalation(each: Overrun, level: int, to: str, book: Rulebook, roster: Command, now: datetime) -> Owed:
    data = {"to": to, "over": int(each.seconds), "clock": each.clock}
    facts: Mapping[str, object] = {**data, "post": each.post}
    tell = [Tell(Notice.Kind.ESCALATION, to, facts)] if each.clock in book.at(now).at_once else []
    if level == 1 and each.open is not None and each.clock != rules.DESK:
        # The fact, not a scolding: who was told, and the list of fair reasons.
        tell.append(Tell(Notice.Kind.ESCALATION, roster.living(each.post, now), facts))
    return Owed(Event.Kind.ESCALATED, each.ref, f"{each.clock}:{level}", each.post, data, tuple(tell))
