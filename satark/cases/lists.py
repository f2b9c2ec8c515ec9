"""Lists of complaints and incidents: the desk's tray and the boards of the line. Only inside `acting_as`.

Which rows there are is the database's decision; here they are put in order, counted, and timed from their events.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.crypto import salted_hmac

from satark.cases.models import Case, Event, Standing, Statement
from satark.cases.owner import Happened
from satark.cases.stages import FINISHED, filed_facts
from satark.cases.statements import STATEMENT
from satark.evidence.models import Evidence
from satark.vault.services import CaseBox, open_cases

UNDER_WAY = ("sent", "received", "team", "spot")
STEPS = ("forwarded", "received", "team_sent", "on_spot", "answered")
"""What a case passes on its way, in this order; the first of each since it was forwarded last."""
SNIPPET = 160
"""Signs of what was said that a row shows."""
LATELY = timedelta(days=30)
"""How far back lists of finished cases reach."""

Filters = Mapping[str, Q]


def tray_tabs(now: datetime) -> Filters:
    finished_lately = Q(since__gte=now - LATELY)
    return {
        "new": Q(stage="desk"),
        "out": Q(stage__in=UNDER_WAY),
        "late": _late(now),
        "done": Q(stage="done"),
        "parked": Q(stage__in=("parked", "merged")) & finished_lately,
        "closed": Q(stage="closed") & finished_lately,
    }


def board_tabs(now: datetime) -> Filters:
    return {
        "open": ~Q(stage__in=FINISHED),
        "late": _late(now),
        "incidents": Q(case__lane=Case.Lane.INCIDENT, since__gte=now - LATELY),
        "closed": Q(stage__in=FINISHED, since__gte=now - LATELY),
    }


def _late(now: datetime) -> Q:
    return Q(due_at__lt=now) & ~Q(stage__in=FINISHED)


@dataclass(frozen=True, slots=True)
class Took:
    """One step: when it was taken, and how long after the one before."""

    step: str
    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint or incident in a list."""

    id: UUID
    number: str
    lane: str
    category: str
    urgent: bool
    unfinished: bool
    stage: str
    since: datetime
    due_at: datetime | None
    late_seconds: int
    """Beyond the clock that runs now; 0 when it is in time or none runs."""
    unit_code: str
    unit_name_en: str
    unit_name_hi: str
    owner_code: str
    owner_name_en: str
    owner_name_hi: str
    filed_at: datetime
    took: list[Took]
    evidence_count: int
    suggested: list[str]
    """Codes of the stations that the place may mean, best first."""
    how: str
    words: str = field(default="", repr=False)
    """The beginning of what was said; only in the tray."""

    @property
    def late(self) -> bool:
        return self.late_seconds > 0


@dataclass(frozen=True, slots=True)
class Lines:
    items: list[Line]
    counts: dict[str, int]


def tray(*, now: datetime, tab: str = "new", number: str = "", limit: int = 50) -> Lines:
    """What the desk has to look at, the most urgent and the newest first. Unknown tabs are `new`."""
    tabs = tray_tabs(now)
    rows = _rows().filter(case__lane=Case.Lane.OPEN)
    chosen = _chosen(rows, tabs.get(tab, tabs["new"]), number).order_by("-urgent", "-case__filed_at")
    return Lines(_lines(chosen[:limit], now, words=True), _counts(rows, tabs))


def board(*, now: datetime, tab: str = "open", number: str = "", unit: str = "", limit: int = 50) -> Lines:
    """What happens on the ground of the acting officer, the latest first: who waits longest stands on top."""
    tabs = board_tabs(now)
    rows = _rows()
    if unit:
        rows = rows.filter(Q(unit_id=unit) | Q(unit__parent_id=unit) | Q(unit__parent__parent_id=unit))
    chosen = _chosen(rows, tabs.get(tab, tabs["open"]), number)
    ordered = chosen.order_by("-urgent", F("due_at").asc(nulls_last=True), "-case__filed_at")
    return Lines(_lines(ordered[:limit], now, words=False), _counts(rows, tabs))


def line_of(case_id: UUID, *, now: datetime) -> Line | None:
    """None for a case that is not there or not the acting officer's to see."""
    return next(iter(_lines(_rows().filter(case_id=case_id), now, words=False)), None)


AT_ONCE = 50
"""Events that may be written at the same moment: one with a lower id can become visible after one with a higher."""


def newest_events() -> str:
    """Changes with every event the acting officer may see."""
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    return f"{newest}-{Event.objects.filter(id__gt=newest - AT_ONCE).count()}"


def state_of(case_id: UUID) -> str:
    """Changes with every event of the case and with every file that arrived or was lost. Opens no words."""
    counted = Event.objects.filter(case_id=case_id).aggregate(events=Count("id"), newest=Max("id"))
    files = Evidence.objects.filter(case_id=case_id)
    here = files.exclude(state=Evidence.State.WAITING).count()
    seen = f"{counted['events']}|{counted['newest']}|{files.count()}|{here}"
    # Keyed: ids count what happens in cases one may not see.
    return salted_hmac("satark.cases.state_of", seen, algorithm="sha256").hexdigest()[:24]


def _rows() -> QuerySet[Standing]:
    return Standing.objects.select_related("case", "unit", "owner")


def _chosen(rows: QuerySet[Standing], tab: Q, number: str) -> QuerySet[Standing]:
    """A number that was typed is found wherever it stands."""
    return rows.filter(case__number__startswith=number) if number else rows.filter(tab)


def _counts(rows: QuerySet[Standing], tabs: Filters) -> dict[str, int]:
    counted = {name: Count("pk", filter=chosen) for name, chosen in tabs.items()}
    return dict(rows.aggregate(**counted))


# --- one line ------------------------------------------------------------------------------------------------------


def _lines(rows: Iterable[Standing], now: datetime, *, words: bool) -> list[Line]:
    found = list(rows)
    ids = [row.case_id for row in found]
    events = _events(ids)
    files = _file_counts(ids)
    said = _beginnings(ids) if words else {}
    return [_line(row, events[row.case_id], files, said, now) for row in found]


def _events(ids: list[UUID]) -> dict[UUID, list[Event]]:
    grouped: dict[UUID, list[Event]] = defaultdict(list)
    for row in Event.objects.filter(case_id__in=ids).order_by("at", "id").defer("sealed"):
        grouped[row.case_id].append(row)
    return grouped


def _file_counts(ids: list[UUID]) -> dict[UUID, int]:
    counted = Evidence.objects.filter(case_id__in=ids).values("case_id").annotate(n=Count("id"))
    return dict(counted.values_list("case_id", "n"))


def _beginnings(ids: list[UUID]) -> dict[UUID, str]:
    boxes = open_cases(ids)
    found: dict[UUID, str] = {}
    for row in Statement.objects.filter(case_id__in=ids).order_by("at", "id"):
        if len(found.get(row.case_id, "")) < SNIPPET and row.case_id in boxes:
            said = _said(row, boxes[row.case_id])
            found[row.case_id] = " ".join(part for part in (found.get(row.case_id, ""), said) if part)
    return {case_id: words[:SNIPPET] for case_id, words in found.items()}


def _said(row: Statement, box: CaseBox) -> str:
    return " ".join(json.loads(box.open(row.sealed, STATEMENT)).get("said", []))


def _line(
    row: Standing, events: list[Event], files: Mapping[UUID, int], said: Mapping[UUID, str], now: datetime
) -> Line:
    case = row.case
    filed = filed_facts(events)
    running = row.due_at is not None and row.stage not in FINISHED
    return Line(
        id=case.id,
        number=case.number,
        lane=case.lane,
        category=case.category,
        urgent=row.urgent,
        unfinished=case.unfinished,
        stage=row.stage,
        since=row.since,
        due_at=row.due_at,
        late_seconds=max(0, int((now - row.due_at).total_seconds())) if running and row.due_at else 0,
        unit_code=row.unit_id or "",
        unit_name_en=row.unit.name_en if row.unit else "",
        unit_name_hi=row.unit.name_hi if row.unit else "",
        owner_code=row.owner_id,
        owner_name_en=row.owner.name_en,
        owner_name_hi=row.owner.name_hi,
        filed_at=case.filed_at,
        took=steps(events, row.ref),
        evidence_count=files.get(case.id, 0),
        suggested=_suggested(filed),
        how=str(filed.get("how") or ""),
        words=said.get(case.id, ""),
    )


def _suggested(filed: Mapping[str, object]) -> list[str]:
    first, others = filed.get("unit"), filed.get("candidates")
    codes = [first, *others] if isinstance(others, list) else [first]
    return list(dict.fromkeys(str(code) for code in codes if code))


def steps(events: Iterable[Happened], ref: str) -> list[Took]:
    """What was done about the direction that is worked on, each with the seconds since the step before."""
    first: dict[str, datetime] = {}
    filed = None
    for event in events:
        if event.kind == Event.Kind.FILED:
            filed = event.at
        elif event.ref == ref and ref and event.kind in STEPS:
            first.setdefault(event.kind, event.at)
    before, found = filed, []
    for step in STEPS:
        if step in first:
            found.append(
                Took(step, first[step], max(0, int((first[step] - (before or first[step])).total_seconds())))
            )
            before = first[step]
    return found
