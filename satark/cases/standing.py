"""`Standing` is written anew after every act, from the events and the roster alone; nothing else ever writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from satark.cases import stages
from satark.cases.clock.clocks import due_now
from satark.cases.clock.histories import history_of
from satark.cases.clock.history import History
from satark.cases.clock.looking import next_look
from satark.cases.clock.rulebooks import load
from satark.cases.clock.rules import RECEIVE, Rulebook
from satark.cases.models import Case, Direction, Event, Standing
from satark.cases.owner import owner_at, standing_direction
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
    roster = roster or load_roster(case.district_id)
    owner = owner_at(known.events, known.directions, roster, now)
    book, history = load(case.district_id), _history(known, roster)
    Standing.objects.update_or_create(
        case_id=case_id,
        defaults={
            "district_id": case.district_id,
            "unit_id": _unit(direction) or (case.unit_id if case.lane == Case.Lane.INCIDENT else None),
            "owner_id": owner,
            "ref": course.ref,
            "stage": course.stage,
            "since": course.since,
            "due_at": None if course.finished else due_now(history, book, course.ref),
            "look_at": next_look(history, book, roster, now),
            "urgent": case.urgent,
        },
    )


def _unit(direction: Direction | None) -> str | None:
    if direction is None:
        return None
    return Post.objects.values_list("unit_id", flat=True).get(pk=direction.post_id)


def _history(known: Record, roster: Roster) -> History:
    units = {code: chair.unit for code, chair in roster.posts.items()}
    return history_of(known.case, known.events, known.directions, units)


def receive_by(case: Case, at: datetime, book: Rulebook) -> datetime:
    """Until when a station has to say that it has it, counted from `at`."""
    term = book.at(at).term(
        RECEIVE, category=case.category, unit=case.unit_id or "", urgent=case.urgent, at=at
    )
    return at + term
