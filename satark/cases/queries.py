"""What an officer may read of cases. Only inside `acting_as`: the database leaves out what the officer's cells are not named for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from satark.accounts.models import Officer
from satark.cases import directing, lifecycle, services, tip_rules, tips
from satark.cases.errors import CaseNotFound, NotReleased
from satark.cases.models import Case, Direction, Event, Statement
from satark.cases.record import EVENT
from satark.cases.values import (
    CaseLine,
    CaseList,
    CasePage,
    DirectionLine,
    EventLine,
    Point,
    StatementView,
    ToSource,
)
from satark.evidence.models import Evidence
from satark.evidence.queries import evidence_of
from satark.jurisdiction.models import Post
from satark.jurisdiction.queries import PostLine, who_am_i
from satark.vault.services import CaseBox, open_case, open_cases

WORKED_ON = 500
"""Open cases that a list computes at most; a cell with more has other troubles first."""
MY_DIRECTIONS = 100
OUTWARD = {Event.Kind.ASKED: "question", Event.Kind.TOLD: "answer", Event.Kind.CLOSED: "closed"}


def list_cases(
    *, now: datetime, status: str = "open", category: str = "", number: str = "", limit: int = 50
) -> CaseList:
    """The newest tips first, urgent ones before others. `status`: open, late, closed or all."""
    visible = _filtered(category, number)
    closed = visible.filter(_is_closed()).order_by("-filed_at")
    open_lines = _lines(visible.exclude(_is_closed()).order_by("-urgent", "-filed_at")[:WORKED_ON], now)
    late = [line for line in open_lines if line.late]
    closed_count = closed.count()
    counts = {
        "open": len(open_lines),
        "late": len(late),
        "closed": closed_count,
        "all": len(open_lines) + closed_count,
    }
    if status == "late":
        return CaseList(late[:limit], counts)
    if status == "open":
        return CaseList(open_lines[:limit], counts)
    closed_lines = _lines(closed[:limit], now)
    items = closed_lines if status == "closed" else [*open_lines, *closed_lines]
    return CaseList(items[:limit], counts)


def latest_change(*, now: datetime) -> str:
    """Changes whenever a list may look different: with each event, and once a minute because lateness comes by itself.

    Keyed, so that nobody finds the event's id in it by trying: ids count what happens in cases one may not see.
    """
    newest = Event.objects.aggregate(newest=Max("id"))["newest"]
    files = Evidence.objects.exclude(state=Evidence.State.WAITING).count()
    seen = f"{newest}|{files}|{int(now.timestamp()) // 60}"
    return salted_hmac("satark.cases.latest_change", seen, algorithm="sha256").hexdigest()


def case_page(case_id: UUID, *, now: datetime) -> CasePage:
    """Everything of one tip. Raises CaseNotFound for an absent one, one of the open lane, and one that is not yours."""
    case = Case.objects.select_related("unit").filter(pk=case_id, lane=Case.Lane.SEALED).first()
    if case is None:
        raise CaseNotFound(case_id)
    box = open_case(case_id)
    rows = list(events_by_case([case_id])[case_id])
    sent = list(all_directions().filter(case_id=case_id))
    line = _line(case, rows, sent, _evidence_counts([case_id]), now)
    events = [event_line(row, box) for row in rows]
    return CasePage(
        line=line,
        statements=[
            statement_view(row, box) for row in Statement.objects.filter(case_id=case_id).order_by("at", "id")
        ],
        evidence=evidence_of(case_id),
        events=events,
        directions=[direction_line(row, rows, events, box, now) for row in sent],
        to_source=[ToSource(e.at, OUTWARD[Event.Kind(e.kind)], e.text) for e in events if e.kind in OUTWARD],
        may=_may(case, line, rows, now),
    )


def posts_to_direct(case_id: UUID) -> list[PostLine]:
    """Raises CaseNotFound."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound(case_id)
    return directing.directable(case)


def my_directions(*, now: datetime) -> list[DirectionLine]:
    """Directions to the posts of the acting officer, the newest first."""
    viewer = who_am_i()
    if viewer is None:
        return []
    mine = all_directions().filter(post_id__in=[post.code for post in viewer.posts]).order_by("-at")
    directions = list(mine[:MY_DIRECTIONS])
    ids = list({row.case_id for row in directions})
    boxes, events = open_cases(ids), events_by_case(ids)
    found = []
    for row in directions:
        box, steps = boxes[row.case_id], [event for event in events[row.case_id] if event.ref == row.ref]
        found.append(direction_line(row, steps, [event_line(step, box) for step in steps], box, now))
    return found


# --- lines ---------------------------------------------------------------------------------------------------------


def _filtered(category: str, number: str) -> QuerySet[Case]:
    visible = Case.objects.select_related("unit").filter(lane=Case.Lane.SEALED)
    if category:
        visible = visible.filter(category=category)
    digits = "".join(letter for letter in number if letter.isdigit())
    return visible.filter(number__startswith=digits) if digits else visible


def _is_closed() -> Exists:
    return Exists(Event.objects.filter(case_id=OuterRef("pk"), kind=Event.Kind.CLOSED))


def _lines(cases: Iterable[Case], now: datetime) -> list[CaseLine]:
    found = list(cases)
    ids = [case.id for case in found]
    events, evidence = events_by_case(ids), _evidence_counts(ids)
    directions: dict[UUID, list[Direction]] = defaultdict(list)
    for row in Direction.objects.filter(case_id__in=ids).order_by("at"):
        directions[row.case_id].append(row)
    return [_line(case, events[case.id], directions[case.id], evidence, now) for case in found]


def events_by_case(ids: list[UUID]) -> dict[UUID, list[Event]]:
    grouped: dict[UUID, list[Event]] = defaultdict(list)
    for row in Event.objects.filter(case_id__in=ids).select_related("post", "officer").order_by("at", "id"):
        grouped[row.case_id].append(row)
    return grouped


def _evidence_counts(ids: list[UUID]) -> dict[UUID, int]:
    return dict(
        Evidence.objects.filter(case_id__in=ids)
        .values("case_id")
        .annotate(n=Count("id"))
        .values_list("case_id", "n")
    )


def _line(
    case: Case, events: list[Event], directions: list[Direction], evidence: Mapping[UUID, int], now: datetime
) -> CaseLine:
    state = lifecycle.status(events)
    steps = [(row, lifecycle.progress(events, row.ref)) for row in directions]
    waiting = [(row, step) for row, step in steps if step.waiting]
    overdue = [row for row, step in waiting if step.late(row.due_at, now)] if state != "closed" else []
    unattended = lifecycle.unattended(events, filed_at=case.filed_at, now=now)
    return CaseLine(
        id=case.id,
        number=case.number,
        category=case.category,
        urgent=case.urgent,
        police=case.police,
        unfinished=case.unfinished,
        district_code=case.district_id or "",
        unit_code=case.unit_id or "",
        unit_name_en=case.unit.name_en if case.unit else "",
        unit_name_hi=case.unit.name_hi if case.unit else "",
        filed_at=case.filed_at,
        status=state,
        late=bool(overdue) or (state == "new" and unattended),
        last_event_at=events[-1].at if events else case.filed_at,
        evidence_count=evidence.get(case.id, 0),
        directions_open=len(waiting) if state != "closed" else 0,
        directions_late=len(overdue),
        has_new=lifecycle.has_new(events),
    )


# --- one case ------------------------------------------------------------------------------------------------------


def statement_view(row: Statement, box: CaseBox) -> StatementView:
    content = json.loads(box.open(row.sealed, services.STATEMENT))
    return StatementView(
        at=row.at,
        kind=row.kind,
        category=content.get("category", ""),
        language=content.get("language", ""),
        answers=list(content.get("answers", {}).items()),
        said=content.get("said", []),
        pin=_point(content.get("pin")),
        sent_at=datetime.fromisoformat(sent) if (sent := content.get("sent_at")) else None,
        passed_on=content.get("passed_on", False),
    )


def _point(pair: Any) -> Point | None:
    return (float(pair[0]), float(pair[1])) if pair else None


def event_line(row: Event, box: CaseBox) -> EventLine:
    words = json.loads(box.open(row.sealed, EVENT)) if row.sealed else {}
    post: Post | None = row.post
    officer: Officer | None = row.officer
    return EventLine(
        at=row.at,
        kind=row.kind,
        post_code=row.post_id or "",
        post_name_en=post.name_en if post else "",
        post_name_hi=post.name_hi if post else "",
        officer_name=officer.name if officer else "",
        text=words.get("text", ""),
        pin=_point(words.get("pin")),
        ref=row.ref,
        data=row.data,
    )


def all_directions() -> QuerySet[Direction]:
    return Direction.objects.select_related("post").order_by("at", "ref")


def direction_line(
    row: Direction, rows: list[Event], events: list[EventLine], box: CaseBox, now: datetime
) -> DirectionLine:
    step = lifecycle.progress(rows, row.ref)
    answers = [e.text for e in events if e.ref == row.ref and e.kind == Event.Kind.ANSWERED]
    return DirectionLine(
        ref=row.ref,
        kind=row.kind,
        case_number=row.ref.split("-")[0],
        post_code=row.post_id,
        post_name_en=row.post.name_en,
        post_name_hi=row.post.name_hi,
        brief=box.open(row.sealed_brief, services.BRIEF),
        at=row.at,
        due_at=row.due_at,
        sent_at=step.sent_at,
        delivered_at=step.delivered_at,
        read_at=step.read_at,
        received_at=step.received_at,
        answered_at=step.answered_at,
        withdrawn_at=step.withdrawn_at,
        answer=answers[-1] if answers else "",
        returned=step.returned,
        late=step.late(row.due_at, now),
    )


def _may(case: Case, line: CaseLine, rows: list[Event], now: datetime) -> frozenset[str]:
    """The acts that stand open; what a tip lacks before anybody may be directed comes instead of the direction."""
    viewer = who_am_i()
    if line.status == "closed" or viewer is None:
        return frozenset({"note"})
    missing = tip_rules.lacks(case, rows)
    quiet = lifecycle.quiet(rows)
    return frozenset(
        {
            *("assess", "urgent", "ask", "answer", "note", "return", "accept", "close"),
            *(["direct"] if missing is None else []),
            *(["release"] if isinstance(missing, NotReleased) else []),
            *(["accuse", "hand-over"] if tips.is_above(viewer) else []),
            "unmute" if quiet.is_muted(now) else "mute",
            "unblock" if quiet.blocked else "block",
        }
    )
