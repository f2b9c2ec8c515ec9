"""Everything of one complaint or incident, for the desk, the line and the station. Only inside `acting_as`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from satark.cases import services
from satark.cases.errors import CaseNotFound
from satark.cases.lists import Line, line_of
from satark.cases.models import Audience, Case, Direction, Event, Statement
from satark.cases.queries import (
    all_directions,
    direction_line,
    event_line,
    events_by_case,
    statement_view,
)
from satark.cases.values import DirectionLine, EventLine, StatementView, ToSource
from satark.evidence.queries import EvidenceLine, evidence_of
from satark.jurisdiction import chairs
from satark.jurisdiction.models import Post
from satark.jurisdiction.queries import Viewer, who_am_i
from satark.vault.services import CaseBox, open_case

OUTWARD = {Event.Kind.ASKED: "question", Event.Kind.TOLD: "answer"}
DESK_ACTS = frozenset(
    {"forward", "recall", "park", "merge", "urgent", "recategorise", "ask", "answer", "note"}
)
COMMAND_ACTS = frozenset({"order", "decide", "return", "approve", "note"})
STATION_ACTS = frozenset({"step"})
COMMAND = frozenset(chairs.COMMAND)
STATION = frozenset({Post.Role.SHO, Post.Role.SSI, Post.Role.NIGHT})


@dataclass(frozen=True, slots=True)
class Contact:
    """Who complained, as far as they said. Never printed in a log."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    place: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    line: Line
    statements: list[StatementView]
    evidence: list[EvidenceLine]
    events: list[EventLine]
    directions: list[DirectionLine]
    to_source: list[ToSource]
    contact: Contact
    theirs: frozenset[str]
    """Acts of the acting officer's posts: of the desk, of the line, of the station."""
    now_open: frozenset[str]

    @property
    def may(self) -> frozenset[str]:
        """What the page offers."""
        return self.theirs & self.now_open


def complaint_page(case_id: UUID, *, now: datetime) -> ComplaintPage:
    """Raises CaseNotFound for an absent one and for one that is not yours."""
    line, viewer = line_of(case_id, now=now), who_am_i()
    if line is None or viewer is None:
        raise CaseNotFound(case_id)
    box = open_case(case_id)
    rows = list(events_by_case([case_id])[case_id])
    said = list(Statement.objects.filter(case_id=case_id).order_by("at", "id"))
    events = [event_line(row, box) for row in rows]
    sent = list(all_directions().filter(case_id=case_id))
    asked = _decides(viewer, rows, sent)
    return ComplaintPage(
        line=line,
        statements=[statement_view(row, box) for row in said],
        evidence=evidence_of(case_id),
        events=events,
        directions=[direction_line(row, rows, events, box, now) for row in sent],
        to_source=[ToSource(e.at, OUTWARD[Event.Kind(e.kind)], e.text) for e in events if e.kind in OUTWARD],
        contact=_contact(said, box),
        theirs=theirs(viewer, line, _line_units(case_id)) | ({"decide"} if asked else set()),
        now_open=now_open(line, dispute=asked),
    )


def _contact(said: Iterable[Statement], box: CaseBox) -> Contact:
    """The newest of each: what was corrected later counts."""
    found: dict[str, str] = {}
    for row in said:
        content = json.loads(box.open(row.sealed, services.STATEMENT))
        found |= {key: str(content[key]) for key in ("name", "phone", "place") if content.get(key)}
    return Contact(**found)


def _line_units(case_id: UUID) -> set[str]:
    return set(Audience.objects.filter(case_id=case_id, side="line").values_list("unit_id", flat=True))


def _decides(viewer: Viewer, events: list[Event], sent: list[Direction]) -> bool:
    """Whether a dispute waits for one of the officer's posts."""
    own = {post.code for post in viewer.posts}
    over = {event.ref for event in events if event.kind in (Event.Kind.DECIDED, Event.Kind.RECALLED)}
    return any(
        row.kind == Direction.Kind.DISPUTE and row.post_id in own and row.ref not in over for row in sent
    )


def theirs(viewer: Viewer, line: Line, line_units: set[str]) -> frozenset[str]:
    """Acts that belong to the officer's posts on this case, whether or not this is the moment for them."""
    acts: frozenset[str] = frozenset()
    if viewer.is_desk:
        acts |= DESK_ACTS if line.lane == Case.Lane.OPEN else {"note"}
    if any(post.role in COMMAND and post.unit in line_units for post in viewer.posts):
        acts |= COMMAND_ACTS
    if any(post.role in STATION and post.unit == line.unit_code for post in viewer.posts):
        acts |= STATION_ACTS
    return acts


def now_open(line: Line, *, dispute: bool) -> frozenset[str]:
    """Acts for which this is the moment. Whether one is allowed is decided again by the services and the database."""
    acts = {"urgent", "recategorise", "ask", "answer", "note", "order"}
    acts |= {"forward", "park", "merge"} if line.stage in ("desk", "parked") else set()
    acts |= {"recall"} if line.stage in ("sent", "received") else set()
    acts |= {"return", "approve"} if line.stage == "done" else set()
    acts |= {"step"} if line.stage in ("sent", "received", "team", "spot") else set()
    acts |= {"decide"} if dispute else set()
    return frozenset(acts)
