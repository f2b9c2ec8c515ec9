"""What the complainant says after filing: more, that it is settled, stars, and whether anybody came. From the relay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from satark.cases import closing, errors, outcomes, reopening, standing
from satark.cases.complaints import urgency
from satark.cases.forwarding import Actor, attending
from satark.cases.merging import whole_of
from satark.cases.models import Case, Event
from satark.cases.record import one_at_a_time, record
from satark.cases.standing import Record, record_of
from satark.cases.telling import tell_posts
from satark.cases.values import Addition
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import open_case

CAME = ("yes", "no", "partly")


def added(case: Case, addition: Addition, *, now: datetime) -> None:
    """After the statement is kept: who attends hears of it, an emergency makes it urgent, a parked case comes back."""
    one_at_a_time(case.id)
    if addition.urgent:
        tell_of_danger(case, now=now)
    for each in _with_whole(case):
        if each.course.stage == "parked":
            record(each.case.id, Event.Kind.REOPENED, now=now, data={"by": "complainant"})
    pass_on(case.id, words=addition.text, evidence=addition.evidence, now=now)
    for each in _with_whole(case):
        standing.refresh(each.case.id, now=now)


def tell_of_danger(case: Case, *, now: datetime) -> None:
    """It is an emergency, and so is what it was made part of. Twice is once."""
    roster = load_roster(case.district_id, since=now)
    for each in _with_whole(case):
        if not each.case.urgent:
            urgency.raise_to_urgent(each, open_case(each.case.id), roster, by=Actor(), now=now)


def _with_whole(case: Case) -> list[Record]:
    """The complaint, and the one that it was made part of: that is the one that somebody attends to."""
    known = record_of(case)
    whole = whole_of(known)
    if whole is known:
        return [known]
    one_at_a_time(whole.case.id)
    return [known, record_of(whole.case)]


def pass_on(case_id: UUID, *, words: str, evidence: Sequence[UUID] = (), now: datetime) -> None:
    """Tell the posts that attend what the complainant added. Nobody is told while it lies with the desk, which reads it."""
    facts = {"added": True, "media": [str(each) for each in evidence]}
    known = record_of(Case.objects.get(pk=case_id))
    _tell_attending(whole_of(known), words, facts, now=now)


def _tell_attending(known: Record, words: str, facts: Mapping[str, object], *, now: datetime) -> None:
    direction = known.standing
    if direction is None:
        return
    case, roster = known.case, load_roster(known.case.district_id, since=now)
    unit = roster.posts[direction.post_id].unit
    told = {"unit": unit, "due_at": direction.due_at.isoformat(), **facts}
    tell_posts(
        case,
        open_case(case.id),
        Notice.Kind.COMPLAINT,
        posts=attending(case, roster, unit, now=now),
        ref=direction.ref,
        words=words,
        now=now,
        facts=told,
    )


@transaction.atomic
def say_visit(case_id: UUID, came: str, text: str = "", *, now: datetime) -> None:
    """Whether anybody came. `yes` ends what the station says is done; `no` and `partly` reopen it one rank higher.

    Said before the station is done, who attends hears of it. Of what was made part of another complaint a no is as
    good as any, and a yes ends nothing for the others. Raises CaseNotFound, CodeUnknown.
    """
    if came not in CAME:
        raise errors.CodeUnknown
    case = _held(case_id)
    known, box = record_of(case), open_case(case_id)
    said = {"came": came}
    record(case_id, Event.Kind.VISIT_SAID, now=now, ref=known.course.ref, data=said, words=text, box=box)
    if came == "yes":
        closing.close_if_answered(record_of(case), now=now)
    else:
        _not_helped(_with_whole(case)[-1], came, text, now=now)
    standing.refresh(case_id, now=now)


def _not_helped(whole: Record, came: str, text: str, *, now: datetime) -> None:
    if whole.course.ref and whole.course.stage in ("done", "closed"):
        reopening.reopen(whole, came=came, words=text, now=now)
        standing.refresh(whole.case.id, now=now)
    else:
        _tell_attending(whole, text, {"visit": came}, now=now)


@transaction.atomic
def retract(case_id: UUID, text: str = "", *, now: datetime) -> None:
    """The complainant takes it back. The police still owe a look: no clock ends by it. Raises CaseNotFound."""
    case = _held(case_id)
    record(case_id, Event.Kind.RETRACTED, now=now, words=text, box=open_case(case_id))
    _tell_attending(record_of(case), text, {"retracted": True}, now=now)
    standing.refresh(case_id, now=now)


@transaction.atomic
def rate(case_id: UUID, stars: int, *, now: datetime) -> None:
    """One to five. The last one counts. Raises CaseNotFound, CodeUnknown."""
    if not 1 <= stars <= outcomes.STARS:
        raise errors.CodeUnknown
    _held(case_id)
    record(case_id, Event.Kind.RATED, now=now, data={"stars": stars})


def _held(case_id: UUID) -> Case:
    """A complaint, held until the transaction ends."""
    one_at_a_time(case_id)
    case = Case.objects.filter(pk=case_id, lane=Case.Lane.OPEN).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    return case
