"""A complaint turns out to be an emergency: from that moment its clocks are the short ones, and who attends is told again."""

from __future__ import annotations

from datetime import datetime

from satark.cases.clock.rulebooks import load
from satark.cases.forwarding import Actor, attending, media_of, tell_control
from satark.cases.models import Case, Event
from satark.cases.record import record
from satark.cases.standing import Record, receive_by
from satark.cases.telling import brief_of, tell_posts
from satark.jurisdiction.roster import Roster
from satark.outbox.models import Notice
from satark.vault.services import CaseBox


def raise_to_urgent(known: Record, box: CaseBox, roster: Roster, *, by: Actor, now: datetime) -> None:
    """Nothing takes it back."""
    case = known.case
    record(case.id, Event.Kind.MADE_URGENT, now=now, officer=by.officer, post=by.post)
    Case.objects.filter(pk=case.id).update(urgent=True)
    case.urgent = True
    direction = known.standing
    if direction is None or known.course.finished:
        return
    unit, words = roster.posts[direction.post_id].unit, brief_of(direction, box)
    facts = {
        "made_urgent": True,
        "unit": unit,
        "due_at": receive_by(case, now, load(case.district_id)).isoformat(),
        "media": media_of(known),
    }
    posts = attending(case, roster, unit, now=now)
    tell_posts(
        case, box, Notice.Kind.COMPLAINT, posts=posts, ref=direction.ref, words=words, now=now, facts=facts
    )
    tell_control(case, box, roster, ref=direction.ref, words=words, now=now, facts=facts)
