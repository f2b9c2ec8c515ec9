"""What an officer reports from his phone: on the board of the line above his unit and on its phones at once, without the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from satark.cases import audience, errors, standing
from satark.cases.forwarding import on_duty
from satark.cases.models import Audience, Case, Event
from satark.cases.record import officer_here, one_at_a_time, record
from satark.cases.statements import free_number, say
from satark.cases.telling import case_facts, tell_posts
from satark.cases.values import Point
from satark.jurisdiction.models import Post
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import new_case, open_case

CATEGORY = "incident"
RANKS = frozenset({"co", "asp", "sp"})
"""Of the line above the unit, whose phones ring at once."""


@transaction.atomic
def report(
    case_id: UUID,
    *,
    post: str,
    text: str = "",
    pin: Point | None = None,
    evidence: Sequence[UUID] = (),
    now: datetime,
) -> str:
    """Make the case of an incident and tell the line. Returns its number; a second call returns the first's.

    Raises CaseNotFound for what is no post.
    """
    number = free_number(case_id)
    if number is None:
        return Case.objects.get(pk=case_id).number
    unit = Post.objects.filter(pk=post).values_list("unit_id", flat=True).first()
    if unit is None:
        raise errors.CaseNotFound
    roster = load_roster(unit, since=now)
    case = _new_case(case_id, number, roster, roster.station(unit), now=now)
    box = new_case(case_id)
    say(case_id, box, kind="report", content={"said": [text] if text else [], "pin": pin}, now=now)
    data = {
        "owner": _owner(roster, post, now),
        "stage": "received",
        "evidence": [str(each) for each in evidence],
    }
    record(case_id, Event.Kind.FILED, now=now, officer=officer_here(), post=post, data=data)
    _tell_line(case, roster, post, text, evidence, now=now)
    standing.refresh(case_id, now=now, roster=roster)
    return number


def _new_case(case_id: UUID, number: str, roster: Roster, unit: str, *, now: datetime) -> Case:
    place = roster.units[unit]
    case = Case(
        id=case_id,
        number=number,
        lane=Case.Lane.INCIDENT,
        district_id=place.district or None,
        unit_id=unit if place.kind == "station" else None,
        category=CATEGORY,
        police=Case.Police.NO,
        urgent=True,
        filed_at=now,
    )
    case.save(force_insert=True)
    audience.name(case_id, roster.line(unit), side=Audience.Side.LINE)
    return case


def _owner(roster: Roster, post: str, now: datetime) -> str:
    """Who sees to it: the head of the unit on whose ground it is."""
    return next(iter(roster.station_posts(roster.posts[post].unit, now)), post)


@transaction.atomic
def more(
    case_id: UUID,
    *,
    post: str,
    text: str = "",
    pin: Point | None = None,
    evidence: Sequence[UUID] = (),
    now: datetime,
) -> None:
    """A further piece of an incident, from the phone that reported it. Raises CaseNotFound for any other post."""
    one_at_a_time(case_id)
    case = Case.objects.filter(pk=case_id, lane=Case.Lane.INCIDENT).first()
    filed = Event.objects.filter(case_id=case_id, kind=Event.Kind.FILED, post_id=post).first()
    if case is None or filed is None:
        raise errors.CaseNotFound(case_id)
    say(
        case_id,
        open_case(case_id),
        kind="addition",
        content={"said": [text] if text else [], "pin": pin},
        now=now,
    )
    data = {"evidence": [str(each) for each in evidence]}
    record(case_id, Event.Kind.ADDED, now=now, officer=officer_here(), post=post, data=data)
    roster = load_roster(case.district_id, since=now)
    _tell_line(case, roster, post, text, evidence, now=now, added=True)
    standing.refresh(case_id, now=now, roster=roster)


def _tell_line(
    case: Case,
    roster: Roster,
    post: str,
    text: str,
    evidence: Sequence[UUID],
    *,
    now: datetime,
    added: bool = False,
) -> None:
    facts = {
        **case_facts(case),
        "post": post,
        "unit": roster.posts[post].unit,
        "media": [str(each) for each in evidence],
        "added": added,
    }
    posts = superiors(roster, post, now=now)
    tell_posts(
        case, open_case(case.id), Notice.Kind.INCIDENT, posts=posts, ref="", words=text, now=now, facts=facts
    )


def superiors(roster: Roster, post: str, *, now: datetime) -> list[str]:
    """The head of the reporting officer's station, the ranks above up to the SP, and the control room: all who are there."""
    unit = roster.posts[post].unit
    line = roster.line(unit)
    heads = roster.station_posts(unit, now)[:1]
    ranked = [chair.code for chair in roster.posts.values() if chair.role in RANKS and chair.unit in line]
    ranked.sort(key=lambda code: line.index(roster.posts[code].unit))
    control = on_duty(roster, roster.units[unit].district, "control")
    told = [*(roster.living(each, now) for each in (*heads, *ranked)), *control]
    return [each for each in dict.fromkeys(told) if each != post]
