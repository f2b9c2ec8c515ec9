"""`Standing` is written anew after every act, from the events and the roster alone; nothing else ever writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from satark.cases import stages
from satark.cases.models import Case, Direction, Event, Standing
from satark.cases.owner import owner_at, standing_direction
from satark.cases.rulebooks import load
from satark.cases.rules import DESK, RECEIVE, Rulebook
from satark.jurisdiction.models import Post
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster


@dataclass(frozen=True, slots=True)
class Record:
    """Everything of one case that its standing follows from."""

    case: Case
    events: list[Event]
    directions: list[Direction]

    @property
    def course(self) -> stages.Course:
        return stages.course(self.events, self.directions)

    @property
    def standing(self) -> Direction | None:
        """The order to attend that stands; None while it lies with the desk."""
        return standing_direction(self.events, self.directions)


def record_of(case: Case) -> Record:
    events = list(Event.objects.filter(case_id=case.id).order_by("at", "id"))
    return Record(case, events, list(Direction.objects.filter(case_id=case.id).order_by("at", "ref")))


def refresh(case_id: UUID, *, now: datetime, roster: Roster | None = None) -> None:
    """Write where a case stands. Twice is once; a case of the sealed lane has no standing."""
    case = Case.objects.get(pk=case_id)
    if case.lane in (Case.Lane.SEALED, Case.Lane.ORDER):
        return
    known = record_of(case)
    course, direction = known.course, known.standing
    owner = owner_at(known.events, known.directions, roster or load_roster(case.district_id), now)
    due = due_at(known, load(case.district_id))
    Standing.objects.update_or_create(
        case_id=case_id,
        defaults={
            "district_id": case.district_id,
            "unit_id": _unit(direction) or (case.unit_id if case.lane == Case.Lane.INCIDENT else None),
            "owner_id": owner,
            "ref": course.ref,
            "stage": course.stage,
            "since": course.since,
            "due_at": due,
            "look_at": due,
            "urgent": case.urgent,
        },
    )


def _unit(direction: Direction | None) -> str | None:
    if direction is None:
        return None
    return Post.objects.values_list("unit_id", flat=True).get(pk=direction.post_id)


def due_at(known: Record, book: Rulebook) -> datetime | None:
    """When the clock is over that runs for whoever has it now; None when it is finished or said to be."""
    course, direction, case = known.course, known.standing, known.case
    if course.finished or course.stage == "done":
        return None
    if course.stage == "desk":
        term = book.at(case.filed_at).term(
            DESK, category=case.category, unit=case.unit_id or "", urgent=case.urgent, at=case.filed_at
        )
        return course.since + term
    if direction is not None and course.stage == "sent":
        return receive_by(case, direction.at, book)
    return direction.due_at if direction else None


def receive_by(case: Case, at: datetime, book: Rulebook) -> datetime:
    """Until when a station has to say that it has it, counted from `at`."""
    term = book.at(at).term(
        RECEIVE, category=case.category, unit=case.unit_id or "", urgent=case.urgent, at=at
    )
    return at + term
