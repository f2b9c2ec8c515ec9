"""Which complaints are one matter, and which of them is worked on: a reading of their events."""

from __future__ import annotations

from uuid import UUID

from satark.cases import stages
from satark.cases.models import Case, Event, Standing
from satark.cases.standing import Record, record_of


def those_with(case_id: UUID) -> list[tuple[UUID, str]]:
    """The case and those merged into it, each with its number: whose complainants hear of a step."""
    case = Case.objects.get(pk=case_id)
    # By the few that are merged at all: the record is long, and what a number was merged into stands in no index.
    merged = Standing.objects.filter(stage="merged", district_id=case.district_id).values("case_id")
    joined = Event.objects.filter(
        case_id__in=merged, kind=Event.Kind.MERGED, data__into=case.number
    ).values_list("case_id", flat=True)
    rows = [record_of(each) for each in Case.objects.filter(pk__in=list(joined)).order_by("filed_at", "id")]
    still = [each.case for each in rows if stages.merged_into(each.events) == case.number]
    return [(each.id, each.number) for each in (case, *still)]


def whole_of(known: Record) -> Record:
    """The complaint that is worked on: the one that this was made part of, or itself."""
    into = stages.merged_into(known.events)
    return record_of(Case.objects.get(number=into)) if into else known


def parts_of(known: Record) -> list[Record]:
    """Those that ended together with it."""
    into = {"kind": Event.Kind.MERGED, "data__into": known.case.number}
    ended = Standing.objects.filter(stage="closed", district_id=known.case.district_id).values("case_id")
    ids = Event.objects.filter(case_id__in=ended, **into).values_list("case_id", flat=True)
    rows = [record_of(each) for each in Case.objects.filter(pk__in=list(ids))]
    return [each for each in rows if stages.merged_into(each.events) == known.case.number]
