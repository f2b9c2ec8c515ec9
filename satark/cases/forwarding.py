"""Giving a complaint to a unit: a direction to its head, the line above it may read, its phones are told. Never half of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from satark.cases import audience, errors
from satark.cases.categories import BY_CODE
from satark.cases.clock.rulebooks import load
from satark.cases.models import Audience, Case, Direction, Event
from satark.cases.record import record
from satark.cases.standing import Record, receive_by
from satark.cases.statements import BRIEF
from satark.cases.telling import tell_posts
from satark.evidence.queries import evidence_of
from satark.jurisdiction.roster import Roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox

LEAST = timedelta(days=1)
"""Whoever gets it on the last day has until the next."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The post that acts, and the officer where a person signed in; nobody for what happens by rule."""

    post: str = ""
    officer: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Who is to attend, on whose order, and what the phones are told with it."""

    unit: str
    by_post: str
    words: str = field(repr=False)
    phone: bool = False
    """Whether the brief holds the complainant's number."""
    facts: Mapping[str, object] = field(default_factory=dict)


def attend(
    known: Record,
    box: CaseBox,
    roster: Roster,
    order: Order,
    *,
    event: Event.Kind,
    by: Actor,
    now: datetime,
    data: Mapping[str, object],
    ref_of_event: str = "",
) -> str:
    """Order a unit to attend. Returns the new direction's ref. Raises PostNotAllowed for a unit where nobody attends.

    The event bears the new ref unless `ref_of_event` names another (the dispute that it decides).
    """
    case = known.case
    posts = attending(case, roster, order.unit, now=now)
    ref = next_ref(known)
    give(
        known,
        box,
        kind=Direction.Kind.COMPLAINT,
        post=posts[0],
        by_post=order.by_post,
        words=order.words,
        due_at=close_by(case, now),
        now=now,
    )
    what = {"to": posts[0], "unit": order.unit, "new": ref, "phone": order.phone, **data}
    record(case.id, event, now=now, officer=by.officer, post=by.post, ref=ref_of_event or ref, data=what)
    audience.name(case.id, roster.line(order.unit), side=Audience.Side.LINE)
    facts = {**complaint_facts(known, order, now=now), **order.facts}
    tell_posts(
        case, box, Notice.Kind.COMPLAINT, posts=posts, ref=ref, words=order.words, now=now, facts=facts
    )
    if case.urgent:
        tell_control(case, box, roster, ref=ref, words=order.words, now=now, facts=facts)
    return ref


def attending(case: Case, roster: Roster, unit: str, *, now: datetime) -> Sequence[str]:
    """Posts of a unit that get the brief, the one that owns it first. Raises PostNotAllowed where there is none."""
    if unit not in roster.units or roster.units[unit].kind == "department":
        raise errors.PostNotAllowed
    category = BY_CODE.get(case.category)
    posts = roster.station_posts(unit, now, women=bool(category and category.woman_officer))
    if not posts:
        raise errors.PostNotAllowed
    return posts


def give(
    known: Record,
    box: CaseBox,
    *,
    kind: Direction.Kind,
    post: str,
    by_post: str,
    words: str,
    due_at: datetime,
    now: datetime,
) -> str:
    """Write one direction. Returns its ref."""
    direction = Direction(
        case=known.case,
        ref=next_ref(known),
        kind=kind,
        post_id=post,
        by_post_id=by_post or None,
        due_at=due_at,
        at=now,
        sealed_brief=box.seal(words, BRIEF),
    )
    direction.save(force_insert=True)
    known.directions.append(direction)
    return direction.ref


def had_phone(known: Record) -> bool:
    """Whether a brief that was sent holds the complainant's number: whoever gets it next has it as well."""
    return any(bool(event.data.get("phone")) for event in known.events)


def next_ref(known: Record) -> str:
    return f"{known.case.number}-{len(known.directions) + 1}"


def close_by(case: Case, now: datetime) -> datetime:
    """Until when the complaint is to be finished: ten days after it came, unless the district says otherwise."""
    return max(load(case.district_id).at(case.filed_at).close_by(case.filed_at), now + LEAST)


def complaint_facts(known: Record, order: Order, *, now: datetime) -> dict[str, object]:
    case = known.case
    return {
        "unit": order.unit,
        "due_at": receive_by(case, now, load(case.district_id)).isoformat(),
        "by": order.by_post,
        "phone": "given" if order.phone else "",
        "media": media_of(known),
    }


def media_of(known: Record) -> list[str]:
    """Files that the complainant sent, as they came: also those whose message is being worked on just now."""
    told = (event for event in known.events if event.kind in (Event.Kind.FILED, Event.Kind.ADDED))
    named = [str(each) for event in told for each in event.data.get("evidence", ())]
    kept = [str(line.id) for line in evidence_of(known.case.id) if line.by == "source"]
    return list(dict.fromkeys([*kept, *named]))


def tell_control(
    case: Case,
    box: CaseBox,
    roster: Roster,
    *,
    ref: str,
    words: str,
    now: datetime,
    facts: Mapping[str, object],
) -> None:
    """An emergency is on the control room's phone at the same time: it makes the event of 112 (`police-practice.md` 10)."""
    posts = on_duty(roster, case.district_id, "control")
    told = {**facts, "control": True}
    tell_posts(case, box, Notice.Kind.COMPLAINT, posts=posts, ref=ref, words=words, now=now, facts=told)


def on_duty(roster: Roster, district: str | None, role: str) -> list[str]:
    """Posts of a district with this role."""
    found = (chair for chair in roster.posts.values() if chair.role == role)
    return sorted(chair.code for chair in found if roster.units[chair.unit].district == district)


def head_of_district(roster: Roster, district: str | None) -> str:
    """The SP on whose order the desk forwards; "" where a district has none yet."""
    return next(iter(on_duty(roster, district, "sp")), "")
