"""What each post did with its duties on one day in India: in time, late, or nothing at all. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from satark.cases.clock import rules
from satark.cases.clock.clocks import Run, runs
from satark.cases.clock.history import ACTS, History
from satark.cases.clock.lateness import charges
from satark.cases.clock.ledger import Link, ledger
from satark.cases.clock.rules import Rulebook
from satark.clock import INDIA


@dataclass(frozen=True, slots=True)
class Account:
    """One post and one duty (or, with an empty `ref`, a complaint that lay with the desk)."""

    post: str
    ref: str
    given_at: datetime
    late: float
    """Seconds late on this day, by the clock that was longest over."""
    clock: str
    """That clock; empty when it was in time."""
    silent: bool
    """A term was over at the end of the day, or of what is gone of it, and nothing was done about it."""
    cause: str
    link: str
    """Where the chain is broken."""
    proof: Link | None


def bounds(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), INDIA)
    return start.astimezone(UTC), (start + timedelta(days=1)).astimezone(UTC)


def accounts(history: History, book: Rulebook, day: date, now: datetime) -> Iterator[Account]:
    """Of every post that had something to do that day; what was over and done before it is left out."""
    start, end = bounds(day)
    end = min(end, now)
    by_duty: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for run in runs(history, book):
        if run.began < end and (run.ended is None or run.ended >= start):
            by_duty[run.post, run.ref].append(run)
    for (post, ref), mine in by_duty.items():
        yield _account(history, book, post, ref, mine, start, end)


def _account(
    history: History, book: Rulebook, post: str, ref: str, mine: list[Run], start: datetime, end: datetime
) -> Account:
    by_clock = {run.clock: _within(run, start, end) for run in mine}
    clock = max(by_clock, key=lambda name: by_clock[name])
    late = by_clock[clock]
    found = ledger(history, ref, end)
    return Account(
        post=post,
        ref=ref,
        given_at=min(run.began for run in mine),
        late=late,
        clock=clock if late else "",
        silent=any(_silent(history, run, end) for run in mine),
        cause=_cause(history, book, post, ref, end) if late else "",
        link=found.broken,
        proof=found.proof,
    )


def _within(run: Run, start: datetime, end: datetime) -> float:
    return max((run.until(end) - max(run.due, start)).total_seconds(), 0.0)


def _silent(history: History, run: Run, end: datetime) -> bool:
    """Over, not done, still this post's own, and not even acknowledged (the desk: not even forwarded)."""
    over = run.due < end and (run.ended is None or run.ended > end)
    duty = history.duty(run.ref)
    left = history.left(duty) if duty else None
    if not over or (left is not None and left <= end):
        return False
    if run.clock in (rules.DESK, rules.DISPUTE, rules.ORDER):
        return True
    return not any(e.kind in ACTS and e.ref == run.ref and e.at <= end for e in history.events)


def _cause(history: History, book: Rulebook, post: str, ref: str, end: datetime) -> str:
    """What weighs most in all that this post is late with this duty."""
    total: dict[str, float] = defaultdict(float)
    for charge in charges(history, book, end):
        if charge.post == post and charge.ref == ref:
            total[charge.cause] += charge.seconds
    return max(total, key=lambda cause: total[cause], default="")
