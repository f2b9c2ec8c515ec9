"""Histories as the database has them: many cases at once, in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from satark.cases.clock.history import Duty, Happening, History
from satark.cases.models import Case, Direction, Event
from satark.cases.owner import first_owner
from satark.cases.stages import filed_facts
from satark.jurisdiction.models import Post

PRV = "prv"


def histories(cases: Sequence[Case], units: Mapping[str, str] | None = None) -> dict[UUID, History]:
    """By case. `units`: post → unit, where the caller knows it already."""
    ids = [case.id for case in cases]
    events: dict[UUID, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(case_id__in=ids).defer("sealed").order_by("at", "id"):
        events[event.case_id].append(event)
    directions: dict[UUID, list[Direction]] = defaultdict(list)
    for direction in Direction.objects.filter(case_id__in=ids).defer("sealed_brief").order_by("at", "ref"):
        directions[direction.case_id].append(direction)
    known = units if units is not None else units_of(ids)
    return {case.id: history_of(case, events[case.id], directions[case.id], known) for case in cases}


def units_of(case_ids: Sequence[UUID]) -> dict[str, str]:
    """Post → unit, of the posts that these cases were given to."""
    given = Direction.objects.filter(case_id__in=case_ids).values("post_id")
    return dict(Post.objects.filter(code__in=given).values_list("code", "unit_id"))


def history_of(
    case: Case, events: Iterable[Event], directions: Iterable[Direction], units: Mapping[str, str]
) -> History:
    """Events and directions in their order."""
    record = list(events)
    filed = [event for event in record if event.kind == Event.Kind.FILED]
    at_first = filed[0].data if filed else {}
    known = filed_facts(record)
    return History(
        filed_at=case.filed_at,
        category=str(at_first.get("category") or _first_category(record) or case.category),
        urgent=bool(at_first.get("urgent", False)),
        lane=case.lane,
        desk=first_owner(record) if filed and "owner" in at_first else "",
        unit=str(known.get("unit") or case.unit_id or ""),
        cognizable=bool(known.get("cognizable")),
        duties=tuple(_duty(each, units) for each in directions),
        events=tuple(_happening(each) for each in record),
    )


def _first_category(events: Iterable[Event]) -> str:
    """What it was called before it was called otherwise, where that is written down."""
    named = (e.data.get("from") for e in events if e.kind == Event.Kind.RECATEGORISED)
    return str(next(named, "") or "")


def _duty(row: Direction, units: Mapping[str, str]) -> Duty:
    unit = units.get(row.post_id, "")
    return Duty(row.ref, row.kind, row.post_id, unit, row.at, row.due_at, by_post=row.by_post_id or "")


def _happening(row: Event) -> Happening:
    return Happening(
        row.kind,
        row.at,
        # That a 112 vehicle arrived is no step of the station's, although it stands at its order.
        ref="" if row.step == PRV else row.ref,
        step=row.step,
        post=row.post_id or "",
        by_officer=row.officer_id is not None,
        data=row.data,
    )
