"""A complaint becomes a case: the district's desk may read it, and where the rule says so it goes to the station at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from satark.cases import audience, brief, stages, standing
from satark.cases.clock.rulebooks import load
from satark.cases.forwarding import Actor, Order, attend, head_of_district, on_duty
from satark.cases.models import Audience, Case, Event
from satark.cases.record import record
from satark.cases.standing import Record, record_of
from satark.cases.statements import contents, free_number, marks, say
from satark.cases.telling import tell_complainant
from satark.cases.values import Complaint
from satark.jurisdiction.models import Unit
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.vault.services import CaseBox, new_case, open_case


@transaction.atomic
def file_complaint(case_id: UUID, complaint: Complaint, *, now: datetime) -> str:
    """Make the case of a complaint. Returns the case number; a second call returns the first's and changes nothing."""
    number = free_number(case_id)
    if number is None:
        return Case.objects.get(pk=case_id).number
    case = Case(
        id=case_id,
        number=number,
        lane=Case.Lane.OPEN,
        district_id=complaint.district,
        unit_id=station(complaint.unit),
        category=complaint.category,
        police=Case.Police.NO,
        urgent=complaint.urgent,
        unfinished=complaint.unfinished,
        filed_at=now,
    )
    case.save(force_insert=True)
    audience.name(case_id, [complaint.district], side=Audience.Side.DESK)
    box, roster = new_case(case_id), load_roster(complaint.district)
    content = complaint_content(complaint)
    say(case_id, box, kind="report", content=content, now=now)
    filed = {"owner": _desk(roster, complaint.district), **filed_data(complaint)}
    record(case_id, Event.Kind.FILED, now=now, data=filed)
    _forward_by_rule(case, box, roster, [content], now=now)
    standing.refresh(case_id, now=now, roster=roster)
    return number


def station(unit: str) -> str | None:
    """The code, if it is a station's."""
    return unit if Unit.objects.filter(pk=unit, kind=Unit.Kind.STATION).exists() else None


def _desk(roster: Roster, district: str) -> str:
    """The desk's post; in a district without one whoever is at its head: a complaint never lies with nobody."""
    chairs = (*on_duty(roster, district, "desk"), head_of_district(roster, district), *sorted(roster.posts))
    return next(post for post in chairs if post)


def complaint_content(complaint: Complaint) -> dict[str, object]:
    """What is sealed as the complainant's words."""
    return {
        "category": complaint.category,
        "language": complaint.language,
        "answers": dict(complaint.answers),
        "said": list(complaint.said),
        "pin": complaint.pin,
        "place": complaint.place,
        "name": complaint.name,
        "phone": complaint.phone,
        **marks(complaint.sent_at, passed_on=complaint.passed_on),
    }


def filed_data(complaint: Complaint) -> dict[str, object]:
    """Codes that the tray, the rules and the clock go by."""
    return {
        "category": complaint.category,
        "unit": complaint.unit,
        "how": complaint.how,
        "candidates": list(complaint.candidates),
        "urgent": complaint.urgent,
        "unfinished": complaint.unfinished,
        "cognizable": complaint.cognizable,
        "evidence": [str(each) for each in complaint.evidence],
        "sender": complaint.sender,
        **({"alike": "many"} if complaint.alike else {}),
    }


@transaction.atomic
def forward_by_rule(case_id: UUID, *, now: datetime) -> str:
    """Send a complaint to its station where the district's rule says so. Returns the ref; "" where the desk decides.

    Asked when the talk ends. A complaint that went out, or was put aside, stays where it is.
    """
    case = Case.objects.get(pk=case_id)
    box, roster = open_case(case_id), load_roster(case.district_id)
    ref = _forward_by_rule(case, box, roster, None, now=now)
    if ref:
        standing.refresh(case_id, now=now, roster=roster)
    return ref


def _forward_by_rule(
    case: Case, box: CaseBox, roster: Roster, said: list[dict[str, object]] | None, *, now: datetime
) -> str:
    """`said`: what the brief is made of; None to read what is there."""
    known = record_of(case)
    unit = _clear_station(known)
    if not unit or known.course.stage != "desk" or not _by_itself(case, unit, now):
        return ""
    statements = contents(case.id, box) if said is None else said
    order = Order(
        unit=unit,
        by_post=head_of_district(roster, case.district_id),
        words=brief.compose(statements),
        phone=brief.phone_given(statements),
    )
    data = {"how": str(stages.filed_facts(known.events).get("how") or ""), "auto": True}
    ref = attend(known, box, roster, order, event=Event.Kind.FORWARDED, by=Actor(), now=now, data=data)
    tell_complainant(case, box, "forwarded", now=now, unit=unit)
    return ref


def _clear_station(known: Record) -> str:
    """The station that it can only be; "" where there is a choice, or the place was not understood."""
    facts = stages.filed_facts(known.events)
    unit, candidates = str(facts.get("unit") or ""), facts.get("candidates")
    others = set(candidates if isinstance(candidates, list) else []) - {unit}
    return "" if others else station(unit) or ""


def _by_itself(case: Case, unit: str, now: datetime) -> bool:
    """What is urgent does not wait for the desk; for the rest the district decides by category, unit and hour."""
    rules = load(case.district_id).at(now)
    waits = case.unfinished and not case.urgent
    return not waits and (case.urgent or rules.forwards_by_itself(category=case.category, unit=unit, at=now))
