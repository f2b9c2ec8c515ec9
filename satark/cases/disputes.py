"""Not our station: the post above both decides within its own clock, and until then who got it attends (BNSS 173(1), zero FIR)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from satark.cases import errors, standing
from satark.cases.clock.rulebooks import load
from satark.cases.entitled import direction_named
from satark.cases.forwarding import Actor, Order, attend, attending, give, had_phone
from satark.cases.models import Direction, Event
from satark.cases.record import officer_here, one_at_a_time, record
from satark.cases.standing import Record, record_of
from satark.cases.telling import brief_of, tell_complainant, tell_posts
from satark.cases.values import Step
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox, open_case


def put_before_superior(
    known: Record, direction: Direction, step: Step, *, by: Actor, roster: Roster, box: CaseBox, now: datetime
) -> str:
    """Ask the post above both stations whose it is. Returns the dispute's ref."""
    case, has_it = known.case, roster.posts[direction.post_id].unit
    claimed = step.unit if step.unit in roster.units and step.unit != has_it else ""
    decider = roster.over_both(has_it, claimed or has_it, now)
    due_at = now + load(case.district_id).at(now).dispute
    ref = give(
        known,
        box,
        kind=Direction.Kind.DISPUTE,
        post=decider,
        by_post="",
        words=brief_of(direction, box),
        due_at=due_at,
        now=now,
    )
    facts = {"unit": has_it, "claimed": claimed, "due_at": due_at.isoformat(), "by": by.post}
    tell_posts(
        case,
        box,
        Notice.Kind.DISPUTE,
        posts=[decider],
        ref=ref,
        words=step.text or brief_of(direction, box),
        now=now,
        facts=facts,
    )
    return ref


@transaction.atomic
def decide(ref: str, unit: str, *, post: str, now: datetime) -> str:
    """It is this unit's. Returns the ref of the direction that stands then.

    Whoever has it keeps it, or it goes on to the other with all that is known. Raises CaseNotFound for a post that the
    dispute is not before, NotInDispute when it was decided meanwhile, PostNotAllowed for a unit where nobody attends, or
    that does not stand below who decides: what is another circle's is for the next above both to give.
    """
    dispute = direction_named(ref)
    case = dispute.case
    roster = load_roster(case.district_id, since=now)
    if dispute.kind != Direction.Kind.DISPUTE or not _decides(dispute, post, roster, now=now):
        raise errors.CaseNotFound
    one_at_a_time(case.id)
    known = record_of(case)
    has_it = known.standing
    if known.course.finished or _decided(known, ref):
        raise errors.NotInDispute
    if not _commands(post, unit, roster, now=now):
        raise errors.PostNotAllowed
    attending(case, roster, unit, now=now)
    by, box = Actor(post, officer_here()), open_case(case.id)
    if has_it is not None and roster.posts[has_it.post_id].unit == unit:
        new = _stays(known, has_it, ref, by=by, roster=roster, box=box, now=now)
    else:
        new = _moves(known, dispute, unit, by=by, roster=roster, box=box, now=now)
    standing.refresh(case.id, now=now, roster=roster)
    return new


def _decides(dispute: Direction, post: str, roster: Roster, *, now: datetime) -> bool:
    """The post it was put before, whoever answers for it now, and those above."""
    asked = dispute.post_id
    return post in (asked, roster.living(asked, now), *roster.ladder(asked, now))


def _commands(post: str, unit: str, roster: Roster, *, now: datetime) -> bool:
    """On the post's own ground, or on that of a post it answers for."""
    answered_for = (each for each in roster.posts if each == post or roster.acting(each, now) == post)
    return any(unit in roster.area(each) for each in answered_for)


def _decided(known: Record, ref: str) -> bool:
    return any(event.kind == Event.Kind.DECIDED and event.ref == ref for event in known.events)


def _stays(
    known: Record, has_it: Direction, ref: str, *, by: Actor, roster: Roster, box: CaseBox, now: datetime
) -> str:
    case, unit = known.case, roster.posts[has_it.post_id].unit
    data = {"to": has_it.post_id, "unit": unit, "new": has_it.ref}
    record(case.id, Event.Kind.DECIDED, now=now, officer=by.officer, post=by.post, ref=ref, data=data)
    facts = {"decided": True, "by": by.post, "unit": unit, "due_at": has_it.due_at.isoformat()}
    tell_posts(
        case,
        box,
        Notice.Kind.COMPLAINT,
        posts=attending(case, roster, unit, now=now),
        ref=has_it.ref,
        words=brief_of(has_it, box),
        now=now,
        facts=facts,
    )
    return has_it.ref


def _moves(
    known: Record, dispute: Direction, unit: str, *, by: Actor, roster: Roster, box: CaseBox, now: datetime
) -> str:
    """The new station has it before the old one is let go: at no instant does it lie with nobody.

    What the desk called back meanwhile goes out again on the superior's word: the question was put before him.
    """
    case, had_it = known.case, known.standing
    order = Order(unit=unit, by_post=by.post, words=brief_of(had_it or dispute, box), phone=had_phone(known))
    new = attend(
        known, box, roster, order, event=Event.Kind.DECIDED, by=by, now=now, data={}, ref_of_event=dispute.ref
    )
    if had_it is not None:
        _let_go(known, had_it, unit, by=by, roster=roster, box=box, now=now)
    tell_complainant(case, box, "decided", now=now, unit=unit)
    return new


def _let_go(
    known: Record, had_it: Direction, to: str, *, by: Actor, roster: Roster, box: CaseBox, now: datetime
) -> None:
    case, old = known.case, roster.posts[had_it.post_id].unit
    why = {"why": "decided"}
    record(case.id, Event.Kind.RECALLED, now=now, officer=by.officer, post=by.post, ref=had_it.ref, data=why)
    posts = attending(case, roster, old, now=now)
    facts = {**why, "unit": old, "to": to}
    tell_posts(case, box, Notice.Kind.RECALL, posts=posts, ref=had_it.ref, words="", now=now, facts=facts)
