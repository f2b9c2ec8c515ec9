"""What the desk does with a complaint, one key each. It commands nobody: it forwards on the SP's order.

Only inside `acting_as`. Whoever holds no desk of the case's district finds no case here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from satark.cases import audience, brief, errors, stages, standing
from satark.cases.categories import BY_CODE
from satark.cases.complaints import urgency
from satark.cases.complaints.acting import desk_of
from satark.cases.forwarding import Actor, Order, attend, attending, head_of_district
from satark.cases.merging import those_with
from satark.cases.models import Case, Direction, Event
from satark.cases.outcomes import PARKED
from satark.cases.record import one_at_a_time, record
from satark.cases.record import tell as queue_words
from satark.cases.standing import Record, record_of
from satark.cases.statements import checked, contents
from satark.cases.telling import tell_complainant, tell_posts
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox, open_case

UNDO = timedelta(minutes=1)
"""Called back so soon it was a slip: the wrong station's line never had it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A complaint on the desk's table, held until the transaction ends."""

    known: Record
    box: CaseBox
    roster: Roster
    by: Actor

    @property
    def case(self) -> Case:
        return self.known.case

    def record(
        self,
        kind: Event.Kind,
        *,
        now: datetime,
        ref: str = "",
        data: dict[str, object] | None = None,
        words: str = "",
    ) -> None:
        record(
            self.case.id,
            kind,
            now=now,
            officer=self.by.officer,
            post=self.by.post,
            ref=ref,
            data=data,
            words=words,
            box=self.box,
        )


@transaction.atomic
def forward(case_id: UUID, *, unit: str, now: datetime, urgent: bool | None = None) -> str:
    """Send it to a unit on the SP's order. Returns the direction's ref; a second press for the same unit the first's.

    What another unit had of it is called back. Raises CaseNotFound, CaseClosed, PostNotAllowed.
    """
    desk = _on_the_table(case_id, now=now)
    before = desk.known.standing
    if urgent and not desk.case.urgent:
        _raise_urgency(desk, now=now)
    if before is not None and desk.known.course.stage != "closed" and _unit_of(desk, before) == unit:
        standing.refresh(case_id, now=now, roster=desk.roster)
        return before.ref
    _check_of_the_district(desk, unit)
    attending(desk.case, desk.roster, unit, now=now)
    if before is not None:
        _call_back(desk, before, why="again", now=now)
    ref = _send(desk, unit, now=now)
    standing.refresh(case_id, now=now, roster=desk.roster)
    return ref


def _check_of_the_district(desk: Desk, unit: str) -> None:
    """Another district's station gets it from the post above both, when the first one says that it is not its own."""
    if unit not in desk.roster.units or desk.roster.units[unit].district != desk.case.district_id:
        raise errors.PostNotAllowed


def _send(desk: Desk, unit: str, *, now: datetime) -> str:
    statements = contents(desk.case.id, desk.box)
    order = Order(
        unit=unit,
        by_post=head_of_district(desk.roster, desk.case.district_id),
        words=brief.compose(statements),
        phone=brief.phone_given(statements),
    )
    suggested = stages.filed_facts(desk.known.events).get("unit")
    data: dict[str, object] = {"how": "suggested" if suggested == unit else "picked"}
    ref = attend(
        desk.known, desk.box, desk.roster, order, event=Event.Kind.FORWARDED, by=desk.by, now=now, data=data
    )
    tell_complainant(desk.case, desk.box, "forwarded", now=now, unit=unit)
    return ref


@transaction.atomic
def recall(case_id: UUID, ref: str, *, now: datetime) -> None:
    """Take a forwarding back: it lies with the desk again, whose clock runs. Raises CaseNotFound, CaseClosed, NotForwarded.

    Within a minute it is a slip: the line of the wrong station reads it no more. What was known for longer stays known.
    """
    desk = _on_the_table(case_id, now=now)
    direction = desk.known.standing
    if direction is None or direction.ref != ref or desk.known.course.finished:
        raise errors.NotForwarded
    _call_back(desk, direction, why="mistake", now=now)
    if now - direction.at > UNDO:
        tell_complainant(desk.case, desk.box, "recalled", now=now, unit=_unit_of(desk, direction))
    standing.refresh(case_id, now=now, roster=desk.roster)


def _call_back(desk: Desk, direction: Direction, *, why: str, now: datetime) -> None:
    unit = _unit_of(desk, direction)
    slip = now - direction.at <= UNDO
    # Told before it is taken away: after that the post has nothing to do with the case.
    tell_posts(
        desk.case,
        desk.box,
        Notice.Kind.RECALL,
        posts=attending(desk.case, desk.roster, unit, now=now),
        ref=direction.ref,
        words="",
        now=now,
        facts={"why": why, "unit": unit},
    )
    desk.record(Event.Kind.RECALLED, now=now, ref=direction.ref, data={"why": why, "undo": slip})
    if slip:
        audience.unname_line(desk.case.id, _only_by(desk, direction))


def _only_by(desk: Desk, direction: Direction) -> set[str]:
    """Units that read the case because of this direction alone."""
    others = [each for each in desk.known.directions if each.ref != direction.ref]
    kept = {unit for each in others for unit in desk.roster.line(_unit_of(desk, each))}
    return set(desk.roster.line(_unit_of(desk, direction))) - kept


def _unit_of(desk: Desk, direction: Direction) -> str:
    return desk.roster.posts[direction.post_id].unit


@transaction.atomic
def park(case_id: UUID, why: str, text: str = "", *, now: datetime) -> None:
    """The desk sees nothing for a station in it (`outcomes.PARKED`). It comes back when the complainant says more.

    Parked twice is parked once. Raises CaseNotFound, CaseClosed, CodeUnknown, NotForwarded once a station works on it.
    """
    if why not in PARKED:
        raise errors.CodeUnknown
    desk = _on_the_table(case_id, now=now)
    if desk.known.course.stage == "parked":
        return
    if desk.known.standing is not None:
        raise errors.NotForwarded
    desk.record(Event.Kind.PARKED, now=now, data={"why": why}, words=text.strip())
    tell_complainant(desk.case, desk.box, "parked", now=now, facts={"why": why})
    standing.refresh(case_id, now=now, roster=desk.roster)


@transaction.atomic
def merge(case_id: UUID, into: str, *, now: datetime) -> None:
    """Make it part of the complaint with this number: one action, an answer to each. Neither complainant learns of it.

    Raises CaseNotFound, CaseClosed, MergeNotAllowed.
    """
    desk = _on_the_table(case_id, now=now)
    target = Case.objects.filter(number=into, lane=Case.Lane.OPEN, district_id=desk.case.district_id).first()
    if target is None:
        raise errors.CaseNotFound(into)
    # What is over takes nothing in: nobody would attend to it any more.
    if target.id == case_id or record_of(target).course.finished or those_with(case_id)[1:]:
        raise errors.MergeNotAllowed
    if stages.merged_into(desk.known.events) == target.number:
        return
    desk.record(Event.Kind.MERGED, now=now, data={"into": target.number})
    standing.refresh(case_id, now=now, roster=desk.roster)


@transaction.atomic
def unmerge(case_id: UUID, *, now: datetime) -> None:
    """It is a matter of its own after all, exactly as it was before. Raises CaseNotFound."""
    desk = _on_the_table(case_id, now=now, merged=True)
    if not stages.merged_into(desk.known.events):
        return
    desk.record(Event.Kind.UNMERGED, now=now)
    standing.refresh(case_id, now=now, roster=desk.roster)


@transaction.atomic
def mark_urgent(case_id: UUID, *, now: datetime) -> None:
    """It is an emergency. No clock gets longer by it, and nothing takes it back. Raises CaseNotFound, CaseClosed."""
    desk = _on_the_table(case_id, now=now)
    if not desk.case.urgent:
        _raise_urgency(desk, now=now)
        standing.refresh(case_id, now=now, roster=desk.roster)


def _raise_urgency(desk: Desk, *, now: datetime) -> None:
    urgency.raise_to_urgent(desk.known, desk.box, desk.roster, by=desk.by, now=now)


@transaction.atomic
def recategorise(case_id: UUID, category: str, *, now: datetime) -> None:
    """It is about something else. What was late stays late. Raises CaseNotFound, CaseClosed, CodeUnknown."""
    if category not in BY_CODE:
        raise errors.CodeUnknown
    desk = _on_the_table(case_id, now=now)
    before = desk.case.category
    if before == category:
        return
    desk.record(Event.Kind.RECATEGORISED, now=now, data={"category": category, "from": before})
    Case.objects.filter(pk=case_id).update(category=category)
    standing.refresh(case_id, now=now, roster=desk.roster)


@transaction.atomic
def ask(case_id: UUID, text: str, *, now: datetime) -> None:
    """Put a question to the complainant. Raises CaseNotFound, EmptyText, TextTooLong."""
    _say(case_id, Event.Kind.ASKED, Notice.Kind.QUESTION, text, now=now)


@transaction.atomic
def tell(case_id: UUID, text: str, *, now: datetime) -> None:
    """Tell the complainant something in the desk's words. Raises CaseNotFound, EmptyText, TextTooLong."""
    _say(case_id, Event.Kind.TOLD, Notice.Kind.ANSWER, text, now=now)


def _say(case_id: UUID, event: Event.Kind, kind: Notice.Kind, text: str, *, now: datetime) -> None:
    desk = _on_the_table(case_id, now=now, closed=True)
    words = checked(text)
    desk.record(event, now=now, words=words)
    queue_words(case_id, desk.box, kind, words, now=now)


@transaction.atomic
def mark_read(case_id: UUID, *, now: datetime) -> None:
    """The desk opened it. The same officer again, with nothing in between, is not recorded."""
    desk = _on_the_table(case_id, now=now, closed=True, merged=True)
    last = desk.known.events[-1]
    if (last.kind, last.officer_id) != (Event.Kind.READ, desk.by.officer):
        desk.record(Event.Kind.READ, now=now)


def _on_the_table(case_id: UUID, *, now: datetime, closed: bool = False, merged: bool = False) -> Desk:
    """Raises CaseNotFound, and CaseClosed unless `closed`; a merged one counts as closed unless `merged`."""
    case = Case.objects.filter(pk=case_id, lane=Case.Lane.OPEN).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    by = desk_of(case)
    one_at_a_time(case_id)
    known = record_of(case)
    stage = known.course.stage
    if (stage == "closed" and not closed) or (stage == "merged" and not (merged or closed)):
        raise errors.CaseClosed(str(case_id))
    return Desk(known, open_case(case_id), load_roster(case.district_id, since=now), by)
