"""Everything that changes a case: one transaction, one event, words sealed for the case.

The relay files, adds and records officers' answers; the console directs, asks, tells, notes, returns and closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from satark.cases import directing, errors, lifecycle, tip_rules
from satark.cases.complaints import sayings
from satark.cases.models import Audience, Case, Direction, Event
from satark.cases.outcomes import OUTCOMES
from satark.cases.record import record, record_once, tell
from satark.cases.releases import let_through
from satark.cases.sealed import case_named, cell_officer, open_for
from satark.cases.statements import BRIEF as BRIEF
from satark.cases.statements import STATEMENT as STATEMENT
from satark.cases.statements import checked, free_number, marks, say
from satark.cases.values import Addition, Answer, Report
from satark.jurisdiction.models import Unit
from satark.outbox.models import Notice
from satark.vault.services import new_case, open_case

# --- from the relay ------------------------------------------------------------------------------------------------


@transaction.atomic
def file_report(case_id: UUID, report: Report, *, now: datetime) -> str:
    """Make the case of a report that is complete. Returns the case number; a second call returns the first's.

    Who may read it is decided here: the cells of the district and of its range, or of the range alone where police
    are or may be mixed up in it (`product.md` 29, until the finer wall exists).
    """
    number = free_number(case_id)
    if number is None:
        return Case.objects.get(pk=case_id).number
    ground = _ground(report)
    case = Case(
        id=case_id,
        number=number,
        district_id=ground.district_id if ground else None,
        unit_id=ground.code if ground and ground.kind == Unit.Kind.STATION else None,
        category=report.category,
        police=report.police,
        urgent=report.urgent,
        unfinished=report.unfinished,
        filed_at=now,
    )
    case.save(force_insert=True)
    Audience.objects.bulk_create(
        [Audience(case=case, unit_id=unit) for unit in _readers(ground, report.police)]
    )
    box = new_case(case_id)
    say(case_id, box, kind="report", content=_report_json(report), now=now)
    record(case_id, Event.Kind.FILED, now=now, data=_filed(report))
    return case.number


def _filed(report: Report) -> dict[str, object]:
    data: dict[str, object] = {
        "unfinished": report.unfinished,
        "urgent": report.urgent,
        "sender": report.sender,
    }
    return data | ({"alike": "many"} if report.alike else {})


def _ground(report: Report) -> Unit | None:
    """The unit that the place was understood as, else the one that answers the number."""
    units = Unit.objects.in_bulk([code for code in (report.unit, report.fallback_unit) if code])
    return units.get(report.unit) or units.get(report.fallback_unit)


def _readers(ground: Unit | None, police: str) -> list[str]:
    if ground is None:
        return []
    above = [ground.range_id] if ground.range_id else []
    if police != Case.Police.NO:
        return above
    return [*([ground.district_id] if ground.district_id else []), *above]


def _report_json(report: Report) -> dict[str, object]:
    return {
        "category": report.category,
        "language": report.language,
        "answers": dict(report.answers),
        "said": list(report.said),
        "pin": report.pin,
        **marks(report.sent_at, passed_on=report.passed_on),
    }


@transaction.atomic
def add_statement(case_id: UUID, addition: Addition, *, now: datetime) -> None:
    """The source said more. Also on a closed case: what is told is never refused. Raises CaseNotFound.

    Of a complaint whoever attends hears it. Of a tip only its readers do: saying now that police are or may be mixed up in it raises the wall from this moment: the district's cell, which
    could read the case until then, no longer can.
    """
    case = case_named(case_id)
    content: dict[str, object] = {
        "answers": dict(addition.answers),
        "said": [addition.text] if addition.text else [],
        "pin": addition.pin,
        **marks(addition.sent_at, passed_on=addition.passed_on),
    }
    say(case_id, open_case(case_id), kind="addition", content=content, now=now)
    data: dict[str, object] = {"evidence": [str(each) for each in addition.evidence]}
    record(case_id, Event.Kind.ADDED, now=now, data=data | ({"urgent": True} if addition.urgent else {}))
    if case.lane == Case.Lane.OPEN:
        sayings.added(case, addition, now=now)
        return
    if addition.urgent and not case.urgent:
        Case.objects.filter(pk=case_id).update(urgent=True)
    police = addition.answers.get("police", "")
    if police in SUSPICION and SUSPICION.index(police) > SUSPICION.index(case.police):
        _wall(case, police)


SUSPICION: list[str] = [Case.Police.NO, Case.Police.UNKNOWN, Case.Police.YES]
"""What a source says of police counts upwards only."""


def _wall(case: Case, police: str) -> None:
    Case.objects.filter(pk=case.id).update(police=police)
    Audience.objects.filter(case=case, unit_id=case.district_id).delete()


@transaction.atomic
def acknowledge(ref: str, *, post: str, now: datetime) -> None:
    """An officer at the post's phone pressed Received. Twice is once. Raises CaseNotFound for another post's."""
    direction = _direction_of(ref, post)
    record_once(direction, Event.Kind.RECEIVED, now=now)


@transaction.atomic
def answer_direction(ref: str, answer: Answer, *, post: str, now: datetime) -> None:
    """An officer answered, with words, a place or files. `done` ends the direction; before that it is progress.

    Raises CaseNotFound for another post's direction.
    """
    direction = _direction_of(ref, post)
    record_once(direction, Event.Kind.RECEIVED, now=now)
    kind = Event.Kind.ANSWERED if answer.done else Event.Kind.PROGRESS
    record(
        direction.case_id,
        kind,
        now=now,
        post=post,
        ref=ref,
        data={"evidence": [str(each) for each in answer.evidence], **marks(answer.sent_at)},
        words=answer.text,
        pin=answer.pin,
        box=open_case(direction.case_id),
    )


@transaction.atomic
def direction_moved(ref: str, kind: Event.Kind, *, now: datetime, why: str = "") -> None:
    """The message that carries a direction was sent, delivered, read or refused (`why`). An unknown ref is ignored.

    Sent, delivered and read count once; each refusal is recorded.
    """
    direction = Direction.objects.filter(ref=ref).first()
    if direction is not None:
        record_once(direction, kind, now=now, data={"why": why} if why else None)


@transaction.atomic
def reply_held(case_id: UUID, *, now: datetime, why: str) -> None:
    """No message tells the source that there is something to hear (`why`): it waits until they write.

    Never when they heard it, and nothing of who they are.
    """
    record(case_id, Event.Kind.REPLY_HELD, now=now, data={"why": why})


@transaction.atomic
def record_overdue(*, now: datetime) -> int:
    """Record, once each, the directions whose term is over without an answer that stands. Returns how many are new."""
    late = _without_answer().filter(due_at__lt=now)
    rows = [
        Event(case_id=row.case_id, kind=Event.Kind.OVERDUE, at=now, post_id=row.post_id, ref=row.ref)
        for row in late
    ]
    Event.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _without_answer() -> QuerySet[Direction]:
    """Not yet counted as overdue, not withdrawn, and without an answer or with one that was returned."""
    # By case: there is an index.
    steps = Event.objects.filter(case_id=OuterRef("case_id"), ref=OuterRef("ref"))
    ended = steps.filter(kind__in=[Event.Kind.OVERDUE, Event.Kind.WITHDRAWN])
    decisive = steps.filter(kind__in=[Event.Kind.ANSWERED, Event.Kind.RETURNED]).order_by("-at", "-id")
    last = Coalesce(Subquery(decisive.values("kind")[:1]), Value(""))
    return Direction.objects.annotate(last=last).filter(~Exists(ended), ~Q(last=Event.Kind.ANSWERED))


def _direction_of(ref: str, post: str) -> Direction:
    direction = Direction.objects.filter(ref=ref, post_id=post).first()
    if direction is None:
        raise errors.CaseNotFound
    return direction


# --- from the console, inside `acting_as` ----------------------------------------------------------------------------


@transaction.atomic
def mark_read(case_id: UUID, *, now: datetime) -> None:
    """A cell opened the case. The same officer again, with nothing in between, is not recorded."""
    viewer = cell_officer(case_named(case_id))
    last = (
        Event.objects.filter(case_id=case_id).order_by("-at", "-id").values_list("kind", "officer_id").first()
    )
    if last != (Event.Kind.READ, viewer.officer_id):
        record(case_id, Event.Kind.READ, now=now, viewer=viewer)


@transaction.atomic
def direct(case_id: UUID, *, post: str, brief: str, due_at: datetime, now: datetime) -> str:
    """Order a post to act, with a brief that the cell wrote: no file goes along (ADR 8). Returns the direction's ref.

    Raises CaseNotFound, CaseClosed, EmptyText, TextTooLong, TermInPast, PostNotAllowed; NotAssessed, AccusedNotSaid,
    NotReleased while the tip may start no action.
    """
    (ref,) = direct_team(case_id, posts=(post,), brief=brief, due_at=due_at, now=now)
    return ref


@transaction.atomic
def direct_team(
    case_id: UUID, *, posts: Sequence[str], brief: str, due_at: datetime, now: datetime
) -> list[str]:
    """The same to several posts that act together: each has a direction of its own to answer. Raises as `direct`."""
    case, viewer = open_for(case_id)
    words = checked(brief)
    if due_at <= now:
        raise errors.TermInPast
    tip_rules.check_may_act(case, list(Event.objects.filter(case_id=case_id).order_by("at", "id")))
    return directing.send(case, viewer, posts=posts, words=words, due_at=due_at, now=now)


@transaction.atomic
def ask_source(case_id: UUID, *, text: str, now: datetime) -> None:
    """Put a question to the source, whoever that is. Raises CaseNotFound, CaseClosed, EmptyText, TextTooLong, TextHeld."""
    _to_source(case_id, Event.Kind.ASKED, Notice.Kind.QUESTION, text, now=now)


@transaction.atomic
def answer_source(case_id: UUID, *, text: str, now: datetime) -> None:
    """Tell the source what came of it. Raises as `ask_source`."""
    _to_source(case_id, Event.Kind.TOLD, Notice.Kind.ANSWER, text, now=now)


def _to_source(case_id: UUID, event: Event.Kind, notice: Notice.Kind, text: str, *, now: datetime) -> None:
    _, viewer = open_for(case_id)
    words, box = checked(text), open_case(case_id)
    let_through(case_id, words, box)
    record(case_id, event, now=now, viewer=viewer, words=words, box=box)
    tell(case_id, box, notice, words, now=now)


@transaction.atomic
def note(case_id: UUID, *, text: str, now: datetime) -> None:
    """Write something for the cells alone. It has no way out: no notice is made. Also on a closed case."""
    viewer = cell_officer(case_named(case_id))
    record(case_id, Event.Kind.NOTE, now=now, viewer=viewer, words=checked(text), box=open_case(case_id))


@transaction.atomic
def return_answer(case_id: UUID, *, ref: str, text: str, now: datetime) -> None:
    """Send an answer back as unsatisfactory: the direction is open again, with its old term.

    Raises CaseNotFound, CaseClosed, NotAnswered, EmptyText, TextTooLong.
    """
    case, viewer = open_for(case_id)
    direction = Direction.objects.filter(ref=ref, case_id=case_id).first()
    steps = Event.objects.filter(case_id=case_id, ref=ref).order_by("at", "id")
    decisive = steps.filter(kind__in=[Event.Kind.ANSWERED, Event.Kind.RETURNED]).last()
    if direction is None or decisive is None or decisive.kind != Event.Kind.ANSWERED:
        raise errors.NotAnswered
    words, box = checked(text), open_case(case_id)
    record(case_id, Event.Kind.RETURNED, now=now, viewer=viewer, ref=ref, words=words, box=box)
    facts = directing.facts(case, direction.due_at)
    tell(case_id, box, Notice.Kind.RETURNED, words, now=now, post=direction.post_id, ref=ref, facts=facts)


@transaction.atomic
def close(case_id: UUID, *, outcome: str, text: str, now: datetime) -> None:
    """End the work with an outcome of the list; `text` is what the source will read.

    Directions that nobody has answered are withdrawn: no post works on for a case that is over.
    Raises CaseNotFound, CaseClosed, OutcomeUnknown, EmptyText, TextTooLong, TextHeld.
    """
    _, viewer = open_for(case_id)
    if outcome not in OUTCOMES:
        raise errors.OutcomeUnknown
    words, box = checked(text), open_case(case_id)
    let_through(case_id, words, box)
    for ref in _waiting(case_id):
        record(case_id, Event.Kind.WITHDRAWN, now=now, viewer=viewer, ref=ref)
    record(
        case_id, Event.Kind.CLOSED, now=now, viewer=viewer, data={"outcome": outcome}, words=words, box=box
    )
    tell(case_id, box, Notice.Kind.CLOSED, words, now=now)


def _waiting(case_id: UUID) -> list[str]:
    events = list(Event.objects.filter(case_id=case_id).order_by("at", "id"))
    refs = Direction.objects.filter(case_id=case_id).order_by("at", "ref").values_list("ref", flat=True)
    return [ref for ref in refs if lifecycle.progress(events, ref).waiting]
