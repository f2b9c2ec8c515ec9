"""What a superior does with what a station says is done: stands by it, or sends it back. Only inside `acting_as`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from satark.cases import errors, standing
from satark.cases.complaints.acting import command_of, reader_of
from satark.cases.forwarding import Actor, attending
from satark.cases.models import Case, Event
from satark.cases.record import one_at_a_time, record
from satark.cases.stages import steps_of
from satark.cases.standing import Record, record_of
from satark.cases.statements import checked
from satark.cases.telling import tell_posts
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import open_case


@dataclass(frozen=True, slots=True)
class Answered:
    """A case whose station says that it is done."""

    known: Record
    unit: str
    roster: Roster
    by: Actor


@transaction.atomic
def approve(case_id: UUID, ref: str, *, now: datetime) -> None:
    """Stand by the outcome. Twice is once. Raises CaseNotFound, NotAnswered."""
    done = _answered(case_id, ref, now=now)
    if any(step.kind == Event.Kind.APPROVED for step in steps_of(done.known.events, ref)):
        return
    record(case_id, Event.Kind.APPROVED, now=now, officer=done.by.officer, post=done.by.post, ref=ref)
    standing.refresh(case_id, now=now, roster=done.roster)


@transaction.atomic
def give_back(case_id: UUID, ref: str, text: str, *, now: datetime) -> None:
    """It is not done: the station works on, with its old term. Raises CaseNotFound, NotAnswered, EmptyText, TextTooLong."""
    words, done = checked(text), _answered(case_id, ref, now=now)
    case, box = done.known.case, open_case(case_id)
    record(
        case_id,
        Event.Kind.RETURNED,
        now=now,
        officer=done.by.officer,
        post=done.by.post,
        ref=ref,
        words=words,
        box=box,
    )
    standing.refresh(case_id, now=now, roster=done.roster)
    direction = done.known.standing
    facts = {
        "unit": done.unit,
        "by": done.by.post,
        "due_at": direction.due_at.isoformat() if direction else "",
    }
    tell_posts(
        case,
        box,
        Notice.Kind.RETURNED,
        posts=attending(case, done.roster, done.unit, now=now),
        ref=ref,
        words=words,
        now=now,
        facts=facts,
    )


def _answered(case_id: UUID, ref: str, *, now: datetime) -> Answered:
    """Raises CaseNotFound for whoever is not above the station, NotAnswered where no answer stands."""
    case = Case.objects.filter(pk=case_id, lane__in=[Case.Lane.OPEN, Case.Lane.INCIDENT]).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    one_at_a_time(case_id)
    known, roster = record_of(case), load_roster(case.district_id, since=now)
    direction = known.standing
    if direction is None or direction.ref != ref or known.course.stage != "done":
        raise errors.NotAnswered
    unit = roster.posts[direction.post_id].unit
    return Answered(known, unit, roster, command_of(case, roster.line(unit)))


@transaction.atomic
def note(case_id: UUID, text: str, *, now: datetime) -> None:
    """Write something for those who may read the case. It has no way out. Raises CaseNotFound, EmptyText, TextTooLong."""
    case = Case.objects.filter(pk=case_id).exclude(lane=Case.Lane.SEALED).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    by, words = reader_of(case), checked(text)
    record(
        case_id,
        Event.Kind.NOTE,
        now=now,
        officer=by.officer,
        post=by.post,
        words=words,
        box=open_case(case_id),
    )
