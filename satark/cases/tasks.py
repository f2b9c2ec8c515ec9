"""A fair reason stops no clock: it becomes a task for the superior, with a term and an answer of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from satark.cases.forwarding import Actor, give
from satark.cases.models import Direction, Event
from satark.cases.record import record
from satark.cases.standing import Record
from satark.cases.telling import brief_of, tell_posts
from satark.cases.values import Step
from satark.jurisdiction.roster import Roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox

NO_TASK = frozenset({"network"})
"""Nothing that a superior could send."""
URGENT, ORDINARY = timedelta(minutes=30), timedelta(hours=6)


def ask_superior(
    known: Record, direction: Direction, step: Step, *, by: Actor, roster: Roster, box: CaseBox, now: datetime
) -> str:
    """Put what is wanting before the next superior. Once for each direction and want; returns the ref, or ""."""
    order = "help" if step.act == "need_help" else "reason"
    if (
        step.code in NO_TASK
        or direction.kind != Direction.Kind.COMPLAINT
        or _asked(known, direction.ref, order, step.code)
    ):
        return ""
    post, case = superior(roster, direction.post_id, at=now), known.case
    due_at = now + (URGENT if case.urgent else ORDINARY)
    words = step.text or brief_of(direction, box)
    ref = give(
        known, box, kind=Direction.Kind.ORDER, post=post, by_post=by.post, words=words, due_at=due_at, now=now
    )
    data = {"to": post, "order": order, "code": step.code, "of": direction.ref}
    record(case.id, Event.Kind.ORDERED, now=now, officer=by.officer, post=by.post, ref=ref, data=data)
    facts = {"by": by.post, "order": order, "code": step.code, "due_at": due_at.isoformat()}
    tell_posts(case, box, Notice.Kind.ORDER, posts=[post], ref=ref, words=words, now=now, facts=facts)
    return ref


def _asked(known: Record, ref: str, order: str, code: str) -> bool:
    wanted = {"order": order, "code": code, "of": ref}
    return any(
        event.kind == Event.Kind.ORDERED and {key: event.data.get(key) for key in wanted} == wanted
        for event in known.events
    )


def superior(roster: Roster, post: str, *, at: datetime) -> str:
    """The next living post above that is not of the same station: it can send what the station has not."""
    station = roster.station(roster.posts[post].unit)
    above = (each for each in roster.ladder(post, at) if roster.station(roster.posts[each].unit) != station)
    return next(above, "") or roster.above(post, at)
