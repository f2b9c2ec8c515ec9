"""A complaint that is told piece by piece: the desk has it from the first words, and each piece as it comes (ADR 12)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from satark.cases import errors, standing
from satark.cases.complaints.filing import complaint_content, filed_data, forward_by_rule, station
from satark.cases.complaints.sayings import pass_on, tell_of_danger
from satark.cases.models import Case, Event
from satark.cases.record import one_at_a_time, record
from satark.cases.standing import Record, record_of
from satark.cases.statements import say
from satark.cases.values import Complaint
from satark.vault.services import open_case


@transaction.atomic
def go_on(case_id: UUID, complaint: Complaint, *, now: datetime) -> str:
    """What is new of a complaint that was filed unfinished, with all that is understood by now. Returns its number.

    Where it goes follows what is understood only until somebody has sent it somewhere. Raises CaseNotFound.
    """
    one_at_a_time(case_id)
    case = Case.objects.filter(pk=case_id, lane=Case.Lane.OPEN).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    box = open_case(case_id)
    say(case_id, box, kind="addition", content=complaint_content(complaint), now=now)
    record(case_id, Event.Kind.ADDED, now=now, data=filed_data(complaint))
    known = record_of(case)
    _understand(known, complaint)
    if complaint.urgent:
        tell_of_danger(case, now=now)
    if known.course.stage == "parked":
        record(case_id, Event.Kind.REOPENED, now=now, data={"by": "complainant"})
    if complaint.said or complaint.evidence:
        pass_on(case_id, words="\n".join(complaint.said), evidence=complaint.evidence, now=now)
    forward_by_rule(case_id, now=now)
    standing.refresh(case_id, now=now)
    return case.number


def newest_of(case_ids: list[UUID]) -> UUID | None:
    """Of a person's cases the complaint that is still being told: the unfinished one filed last."""
    drafts = Case.objects.filter(pk__in=case_ids, lane=Case.Lane.OPEN, unfinished=True)
    return drafts.order_by("-filed_at", "-id").values_list("pk", flat=True).first()


def _understand(known: Record, complaint: Complaint) -> None:
    """The desk's own word on what it is about, and any order given, count for more."""
    case = known.case
    case.unfinished = complaint.unfinished
    corrected = any(event.kind == Event.Kind.RECATEGORISED for event in known.events)
    if known.standing is None:
        case.category = case.category if corrected else complaint.category
        case.unit_id = station(complaint.unit)
    Case.objects.filter(pk=case.pk).update(
        unfinished=case.unfinished, category=case.category, unit_id=case.unit_id
    )
