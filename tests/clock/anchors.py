"""Small models of how other systems count lateness, each with the fault it is known for. They read the same record."""

from __future__ import annotations

from datetime import datetime, timedelta

from satark.cases.clock.history import History
from satark.cases.models import Event

TERM = timedelta(minutes=30)
"""To receive; what `rules.TERMS` gives an ordinary complaint."""


def _over(since: datetime, until: datetime) -> float:
    return max((until - since - TERM).total_seconds(), 0.0)


def restarts_on_edit(history: History, now: datetime) -> float:
    """DIGIT: any edit of the case begins the term anew."""
    edits = [e.at for e in history.of(Event.Kind.NOTE, Event.Kind.RECATEGORISED)]
    began = max([history.duties[0].at, *edits])
    return _over(began, history.first(Event.Kind.RECEIVED) or now)


def skips_the_unassigned(history: History, now: datetime) -> float:
    """DIGIT: what has no assignee is in no list of late ones."""
    if not history.duties:
        return 0.0
    return _over(history.duties[0].at, history.first(Event.Kind.RECEIVED) or now)


def freezes_in_pending(history: History, now: datetime) -> float:
    """Zammad: "pending" stops the clock. Here a reason is what "pending" is there."""
    pending = history.first(Event.Kind.REASON)
    return _over(history.duties[0].at, pending or history.first(Event.Kind.RECEIVED) or now)


def only_the_first_hundred(late: list[float]) -> float:
    """DIGIT: the job looks at one page."""
    return sum(late[:100])


def no_target_no_lateness(
    _history: History, _now: datetime, *, targets: dict[str, timedelta], unit: str
) -> float:
    """Where nobody configured a term, nothing is ever breached."""
    if unit not in targets:
        return 0.0
    raise AssertionError("the fault is only shown for a unit that nobody configured")


def runs_on_after_close(history: History, now: datetime) -> float:
    """Chatwoot: the clock of a closed talk runs on, so that figures of the diligent grow and nobody believes them."""
    return _over(history.duties[0].at, now)
