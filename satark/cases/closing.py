"""Who closes a complaint: nobody who is judged by it. The complainant's yes does, or three days of silence after "done"."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from satark.cases import audit, standing
from satark.cases.clock.rulebooks import load
from satark.cases.merging import those_with
from satark.cases.models import Case, Event, Standing
from satark.cases.outcomes import APPROVED_BY_SUPERIOR
from satark.cases.record import one_at_a_time, record
from satark.cases.stages import steps_of
from satark.cases.standing import Record, record_of

BATCH = 200
QUIET = timedelta(days=1)
"""An incident of which nothing was heard for so long is over."""


def close_if_answered(known: Record, *, now: datetime) -> bool:
    """End a complaint whose station says it is done, unless the outcome waits for the CO. Those merged into it end too."""
    answer = answer_that_stands(known)
    if answer is None or known.course.stage != "done":
        return False
    outcome = str(answer.data.get("outcome") or "")
    for case_id, _ in those_with(known.case.id):
        record(case_id, Event.Kind.CLOSED, now=now, data={"outcome": outcome})
        standing.refresh(case_id, now=now)
    audit.draw(known, outcome=outcome, now=now)
    return True


def answer_that_stands(known: Record) -> Event | None:
    """The station's answer, once whoever has to stand by it does."""
    ref = known.course.ref
    steps = [event for event in known.events if event in steps_of(known.events, ref)]
    answers = [event for event in steps if event.kind == Event.Kind.ANSWERED]
    if not answers:
        return None
    waits = answers[-1].data.get("outcome") in APPROVED_BY_SUPERIOR
    approved = any(event.kind == Event.Kind.APPROVED for event in steps)
    return None if waits and not approved else answers[-1]


def close_what_nobody_disputed(*, now: datetime, limit: int = BATCH) -> int:
    """End what was answered so long ago that silence counts as yes. One transaction a case. Returns how many ended.

    By the worker. Run twice, or late, it ends what is left.
    """
    closed = 0
    # All of them, not the first so many: those that wait for the CO's approval would stand before the rest for ever.
    for case_id in [*_said_to_be_done(), *_quiet_incidents(now)]:
        closed += _close_silent(case_id, now)
        if closed == limit:
            break
    return closed


def _said_to_be_done() -> list[UUID]:
    done = Standing.objects.filter(stage="done", case__lane=Case.Lane.OPEN).order_by("since")
    return list(done.values_list("case_id", flat=True))


def _quiet_incidents(now: datetime) -> list[UUID]:
    """Reported a day ago and more. What had to be ordered about one has its own term."""
    open_ones = Standing.objects.filter(
        stage="received", case__lane=Case.Lane.INCIDENT, since__lte=now - QUIET
    )
    return list(open_ones.order_by("since").values_list("case_id", flat=True))


@transaction.atomic
def _close_silent(case_id: UUID, now: datetime) -> bool:
    one_at_a_time(case_id)
    known = record_of(Case.objects.get(pk=case_id))
    if known.case.lane == Case.Lane.INCIDENT:
        return _close_incident(known, now)
    wait = load(known.case.district_id).at(now).visit
    if now - known.course.since < wait:
        return False
    return close_if_answered(known, now=now)


def _close_incident(known: Record, now: datetime) -> bool:
    if known.course.finished or known.events[-1].at > now - QUIET:
        return False
    record(known.case.id, Event.Kind.CLOSED, now=now)
    standing.refresh(known.case.id, now=now)
    return True
