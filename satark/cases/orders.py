"""Orders of the line of command: an addressee, a term, an answer, and their own lateness. Nobody orders past a rank."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from django.db import transaction

from satark.cases import audience, errors
from satark.cases.entitled import direction_named
from satark.cases.forwarding import give as give_direction
from satark.cases.models import Audience, Case, Direction, Event
from satark.cases.record import officer_here, one_at_a_time, record
from satark.cases.standing import Record, record_of
from satark.cases.statements import checked, free_number
from satark.cases.telling import tell_posts
from satark.jurisdiction.models import Unit
from satark.jurisdiction.queries import who_am_i
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox, new_case, open_case

Kind = Literal["order", "explanation"]


@transaction.atomic
def give(
    case_id: UUID | None,
    *,
    kind: Kind,
    post: str,
    text: str,
    due_at: datetime,
    now: datetime,
    by: str = "",
    about: str = "",
) -> str:
    """Order a post to do something, or call for its explanation (स्पष्टीकरण). Returns the order's ref.

    `by`: the post whose phone it came from; on a page the acting officer's own. `about`: the ref that it is about, whose
    addressee it goes to when `post` is empty. An order about no case makes a case of its own, from the relay alone.
    Raises CaseNotFound, PostNotAllowed, TermInPast, EmptyText, TextTooLong.
    """
    words = checked(text)
    if due_at <= now:
        raise errors.TermInPast
    named = direction_named(about) if about else None
    addressee = post or (named.post_id if named else "")
    roster = load_roster(_unit_of(addressee), since=now)
    orderer = _who_orders(roster, by, addressee)
    case = _case(case_id or (named.case_id if named else None), roster, orderer, addressee, now=now)
    one_at_a_time(case.id)
    known, box = record_of(case), open_case(case.id)
    ref = give_direction(
        known,
        box,
        kind=Direction.Kind(kind),
        post=addressee,
        by_post=orderer,
        words=words,
        due_at=due_at,
        now=now,
    )
    data = {"to": addressee, "order": kind, "of": about}
    record(case.id, Event.Kind.ORDERED, now=now, officer=officer_here(), post=orderer, ref=ref, data=data)
    _tell(known.directions[-1], roster, box, words, now=now)
    return ref


def _tell(order: Direction, roster: Roster, box: CaseBox, words: str, *, now: datetime) -> None:
    """The addressee, or whoever answers for him; of an explanation also the CO through whom it is called for."""
    by, to = order.by_post_id or "", order.post_id
    facts = {"by": by, "order": order.kind, "due_at": order.due_at.isoformat()}
    told = [([roster.living(to, now)], facts)]
    if order.kind == Direction.Kind.EXPLANATION:
        told.append((_through(roster, by, to), {**facts, "via": to}))
    for posts, known in told:
        tell_posts(
            order.case, box, Notice.Kind.ORDER, posts=posts, ref=order.ref, words=words, now=now, facts=known
        )


def _unit_of(post: str) -> str:
    """Raises PostNotAllowed for what is no post."""
    unit = Unit.objects.filter(posts__code=post).values_list("code", flat=True).first()
    if unit is None:
        raise errors.PostNotAllowed
    return unit


def _who_orders(roster: Roster, by: str, addressee: str) -> str:
    """Raises PostNotAllowed where the line of command does not lead from the one to the other."""
    viewer = None if by else who_am_i()
    posts = [by] if by else [line.code for line in viewer.posts] if viewer else []
    allowed = (post for post in posts if post in roster.posts and roster.may_order(post, addressee))
    found = next(allowed, "")
    if not found:
        raise errors.PostNotAllowed
    return found


def _case(case_id: UUID | None, roster: Roster, orderer: str, addressee: str, *, now: datetime) -> Case:
    """The case that an order is about; a new one for an order about none. Raises CaseNotFound."""
    if case_id is None:
        return _own_case(roster, orderer, addressee, now=now)
    case = Case.objects.filter(pk=case_id).exclude(lane=Case.Lane.SEALED).first()
    if case is None:
        raise errors.CaseNotFound(case_id)
    return case


def _own_case(roster: Roster, orderer: str, addressee: str, *, now: datetime) -> Case:
    case_id = uuid4()
    unit = roster.posts[addressee].unit
    case = Case(
        id=case_id,
        number=free_number(case_id) or "",
        lane=Case.Lane.ORDER,
        district_id=roster.units[unit].district or None,
        category="order",
        police=Case.Police.NO,
        filed_at=now,
    )
    case.save(force_insert=True)
    new_case(case_id)
    audience.name(case_id, {unit, roster.posts[orderer].unit}, side=Audience.Side.LINE)
    record(case_id, Event.Kind.FILED, now=now, post=orderer, data={"owner": addressee})
    return case


def _through(roster: Roster, orderer: str, addressee: str) -> list[str]:
    """The circle officer through whom an explanation is called for, unless it is his own."""
    line = roster.line(roster.posts[addressee].unit)
    found = (chair.code for chair in roster.posts.values() if chair.role == "co" and chair.unit in line)
    return [post for post in sorted(found) if post not in (orderer, addressee)]


@transaction.atomic
def send_back(ref: str, text: str, *, post: str, now: datetime) -> None:
    """The answer does not do. The order is open again, with its old term.

    Raises CaseNotFound for whoever did not give it, NotAnswered, EmptyText, TextTooLong.
    """
    words, order = checked(text), _given_by(ref, post)
    known = _held(order)
    decisive = [
        e.kind for e in known.events if e.ref == ref and e.kind in (Event.Kind.ANSWERED, Event.Kind.RETURNED)
    ]
    if decisive[-1:] != [Event.Kind.ANSWERED]:
        raise errors.NotAnswered
    box = open_case(order.case_id)
    record(
        order.case_id,
        Event.Kind.RETURNED,
        now=now,
        officer=officer_here(),
        post=post,
        ref=ref,
        words=words,
        box=box,
    )
    facts = {"by": post, "order": order.kind, "due_at": order.due_at.isoformat()}
    tell_posts(
        order.case,
        box,
        Notice.Kind.RETURNED,
        posts=[order.post_id],
        ref=ref,
        words=words,
        now=now,
        facts=facts,
    )


@transaction.atomic
def withdraw(ref: str, *, post: str, now: datetime) -> None:
    """No answer is wanted any more. Only who gave an order takes it back; twice is once. Raises CaseNotFound."""
    order = _given_by(ref, post)
    known = _held(order)
    if any(e.kind == Event.Kind.WITHDRAWN and e.ref == ref for e in known.events):
        return
    record(order.case_id, Event.Kind.WITHDRAWN, now=now, officer=officer_here(), post=post, ref=ref)
    facts = {"why": "withdrawn", "by": post}
    tell_posts(
        order.case,
        open_case(order.case_id),
        Notice.Kind.RECALL,
        posts=[order.post_id],
        ref=ref,
        words="",
        now=now,
        facts=facts,
    )


def _held(order: Direction) -> Record:
    one_at_a_time(order.case_id)
    return record_of(order.case)


def _given_by(ref: str, post: str) -> Direction:
    order = direction_named(ref)
    orders = (Direction.Kind.ORDER, Direction.Kind.EXPLANATION, Direction.Kind.REVIEW)
    if order.kind not in orders or order.by_post_id != post:
        raise errors.CaseNotFound
    return order
