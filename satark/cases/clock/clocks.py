"""Which clocks run in a case, for whom, since when and until when: a pure function of record and rules.

Only the duty itself ends a clock. Whoever had a duty has it until somebody has done it: handing on, recalling, parking,
merging, re-classing and reasons end nothing. An answer that was returned or followed by a reopening has never been.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from satark.cases.clock import rules
from satark.cases.clock.history import ATTEND, Duty, History, earliest
from satark.cases.clock.rules import Rulebook, Rules
from satark.cases.models import Case, Direction, Event

DONE_BY: dict[str, frozenset[str]] = {
    rules.RECEIVE: frozenset({Event.Kind.RECEIVED, Event.Kind.TEAM_SENT, Event.Kind.ON_SPOT}),
    rules.TEAM: frozenset({Event.Kind.TEAM_SENT, Event.Kind.ON_SPOT}),
    rules.SPOT: frozenset({Event.Kind.ON_SPOT}),
    rules.CLOSE: frozenset(),
}
"""What ends a clock besides an answer that stands. A later step says that the earlier was taken."""


@dataclass(frozen=True, slots=True)
class Run:
    """One clock of one post."""

    clock: str
    post: str
    ref: str
    began: datetime
    due: datetime
    ended: datetime | None
    urgent: bool

    def until(self, now: datetime) -> datetime:
        return min(self.ended, now) if self.ended else now

    def over(self, now: datetime) -> float:
        """Seconds beyond the term."""
        return max((self.until(now) - self.due).total_seconds(), 0.0)


def runs(history: History, book: Rulebook) -> tuple[Run, ...]:
    return (*_desk_runs(history, book), *_post_runs(history, book))


def due_now(history: History, book: Rulebook, ref: str) -> datetime | None:
    """When the clock is over that runs out next for whoever has it (an empty `ref`: the desk); None when none runs."""
    wanted = [rules.DESK] if not ref else [rules.RECEIVE, rules.TEAM, rules.SPOT, rules.CLOSE]
    return earliest(
        run.due for run in runs(history, book) if run.ref == ref and run.clock in wanted and run.ended is None
    )


def _post_runs(history: History, book: Rulebook) -> Iterator[Run]:
    for duty in history.duties:
        if duty.kind == ATTEND:
            yield from _attendance(history, duty, book.at(duty.at))
        elif duty.kind == Direction.Kind.DISPUTE:
            yield _dispute(history, duty, book.at(duty.at))
        else:
            yield _order(history, duty)


def _attendance(history: History, duty: Duty, chosen: Rules) -> Iterator[Run]:
    urgent = history.urgent_from is not None
    for clock in (rules.RECEIVE, rules.TEAM, rules.SPOT):
        due, ended = _due(history, duty, clock, chosen), _done(history, duty, clock)
        yield Run(clock, duty.post, duty.ref, duty.at, due, ended, urgent)
    # Whoever gets it on the last day has until the end of the next.
    due = max(chosen.close_by(history.filed_at), rules.end_of_day(duty.at, 1))
    yield Run(rules.CLOSE, duty.post, duty.ref, duty.at, due, _done(history, duty, rules.CLOSE), urgent)


def _due(history: History, duty: Duty, clock: str, chosen: Rules) -> datetime:
    """The earliest of the terms that ever counted: what makes it graver tightens from then, nothing loosens."""
    changes = (at for at in history.graver if at > duty.at)
    return min(at + _term(history, duty, clock, chosen, at) for at in (duty.at, *changes))


def _term(history: History, duty: Duty, clock: str, chosen: Rules, at: datetime) -> timedelta:
    return min(
        chosen.term(clock, category=category, unit=duty.unit, urgent=history.urgent_at(at), at=duty.at)
        for category in history.categories_at(at)
    )


def _done(history: History, duty: Duty, clock: str) -> datetime | None:
    """By this post, or by whoever had it after."""
    refs = {each.ref for each in history.since(duty)}
    step = earliest(e.at for e in history.of(*DONE_BY[clock]) if e.ref in refs)
    return earliest(at for at in (step, history.answer(refs), history.ended) if at)


def _dispute(history: History, duty: Duty, chosen: Rules) -> Run:
    decided = earliest(e.at for e in history.of(Event.Kind.DECIDED) if e.at >= duty.at)
    ended = earliest(at for at in (decided, history.ended) if at)
    due = duty.at + chosen.dispute
    return Run(rules.DISPUTE, duty.post, duty.ref, duty.at, due, ended, history.urgent_from is not None)


def _order(history: History, duty: Duty) -> Run:
    """An order has the term that it names. Only who gave it takes it back."""
    taken_back = earliest(
        e.at
        for e in history.of(Event.Kind.WITHDRAWN, ref=duty.ref)
        if not duty.by_post or e.post == duty.by_post
    )
    ended = earliest(at for at in (history.answer({duty.ref}), taken_back) if at)
    return Run(rules.ORDER, duty.post, duty.ref, duty.at, duty.due_at, ended, urgent=False)


# --- the desk --------------------------------------------------------------------------------------------------------


def _desk_runs(history: History, book: Rulebook) -> Iterator[Run]:
    """Time in which it lies with nobody is the desk's own, all of it together against one term."""
    if history.lane != Case.Lane.OPEN:
        return
    chosen, spent = book.at(history.filed_at), timedelta()
    for came, end in lying(history):
        start = _first_look(history, chosen, came)
        due = _desk_due(history, chosen, start, spent)
        yield Run(rules.DESK, history.desk, "", start, due, end, history.urgent_from is not None)
        if end is not None:
            spent += max(end - start, timedelta())


def _first_look(history: History, chosen: Rules, came: datetime) -> datetime:
    """When somebody reads what came: at once what is urgent."""
    staffed, urgent = chosen.staffed.next(came), history.urgent_from
    return staffed if urgent is None else max(came, min(staffed, urgent))


def _desk_due(history: History, chosen: Rules, start: datetime, spent: timedelta) -> datetime:
    changes = (at for at in history.graver if at > start)
    return min(at + max(_desk_term(history, chosen, at) - spent, timedelta()) for at in (start, *changes))


def _desk_term(history: History, chosen: Rules, at: datetime) -> timedelta:
    urgent, filed_at = history.urgent_at(at), history.filed_at
    return min(
        chosen.term(rules.DESK, category=category, unit=history.unit, urgent=urgent, at=filed_at)
        for category in history.categories_at(at)
    )


CAME, BACK, DOWN, UP = range(4)


def lying(history: History) -> list[tuple[datetime, datetime | None]]:
    """From when until when it lay with the desk: from filing to the first post, and again after a recall."""
    found: list[tuple[datetime, datetime | None]] = []
    since: datetime | None = history.filed_at
    down = False
    for at, turn in sorted(_turns(history)):
        if turn in (CAME, DOWN) and since is not None:
            found.append((since, at))
            # Put aside only where it lay with the desk: parking what a post has changes nothing.
            since, down = None, turn == DOWN
        elif since is None and (turn == BACK or (turn == UP and down)):
            since, down = at, False
    if since is not None:
        found.append((since, history.ended))
    return found


def _turns(history: History) -> Iterator[tuple[datetime, int]]:
    """Parking and merging count unless a superior or an audit undid them: then they were wrong from the start."""
    for duty in history.attendance:
        yield duty.at, CAME
    for event in history.of(Event.Kind.RECALLED):
        newest = [duty for duty in history.attendance if duty.at <= event.at][-1:]
        if any(duty.ref == event.ref for duty in newest):
            yield event.at, BACK
    undoing = list(history.of(Event.Kind.REOPENED, Event.Kind.UNMERGED))
    for event in history.of(Event.Kind.PARKED, Event.Kind.MERGED):
        undone = next((each for each in undoing if each.at >= event.at), None)
        if undone is None or undone.data.get("by") == "complainant":
            yield event.at, DOWN
        if undone is not None and undone.data.get("by") == "complainant":
            yield undone.at, UP
