"""A share of what is closed is looked into by another circle: ordered by the SP, done by that CO, never by an equal.

Which ones nobody can know beforehand: it hangs on the case's random id and on the moment it was closed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from satark.cases import audience
from satark.cases.forwarding import head_of_district, next_ref, on_duty
from satark.cases.models import Audience, Direction, Event
from satark.cases.record import record
from satark.cases.standing import Record
from satark.cases.telling import case_facts
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.outbox.services import queue

SHARE = 0.05
TERM = timedelta(days=7)


def is_drawn(case_id: UUID, closed_at: datetime, share: float = SHARE) -> bool:
    """The same answer each time it is asked for the same case and moment."""
    return _lot(case_id, closed_at, "drawn") < share


def _lot(case_id: UUID, at: datetime, use: str) -> float:
    digest = sha256(f"{use}|{case_id}|{at.isoformat()}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def draw(known: Record, *, outcome: str, now: datetime) -> str:
    """Order the review of a case that was closed just now, if it is drawn. Returns the ref, or ""."""
    answered = known.standing
    if answered is None or not is_drawn(known.case.id, now):
        return ""
    roster = load_roster(known.case.district_id, since=now)
    sp = head_of_district(roster, known.case.district_id)
    reviewer = reviewer_of(roster, known, roster.posts[answered.post_id].unit, now=now)
    if not reviewer or not sp:
        return ""
    audience.name(known.case.id, [roster.posts[reviewer].unit], side=Audience.Side.LINE)
    return _order(known, answered, reviewer=reviewer, by=sp, outcome=outcome, now=now)


def reviewer_of(roster: Roster, known: Record, unit: str, *, now: datetime) -> str:
    """The living CO of a circle of the district that did not handle it; "" where there is no other."""
    own = set(roster.line(unit))
    others = [
        post
        for post in on_duty(roster, known.case.district_id, "co")
        if roster.posts[post].unit not in own and roster.present(post, now) is not None
    ]
    return others[int(_lot(known.case.id, now, "circle") * len(others))] if others else ""


def _order(known: Record, answered: Direction, *, reviewer: str, by: str, outcome: str, now: datetime) -> str:
    case, ref = known.case, next_ref(known)
    direction = Direction(
        case=case,
        ref=ref,
        kind=Direction.Kind.REVIEW,
        post_id=reviewer,
        by_post_id=by,
        due_at=now + TERM,
        at=now,
        # Of the same case and column, so it opens there as well: the worker, which orders it, has no key.
        sealed_brief=bytes(answered.sealed_brief),
    )
    direction.save(force_insert=True)
    known.directions.append(direction)
    record(case.id, Event.Kind.ORDERED, now=now, ref=ref, data={"to": reviewer, "order": "review", "by": by})
    facts = {
        **case_facts(case),
        "by": by,
        "order": "review",
        "outcome": outcome,
        "due_at": direction.due_at.isoformat(),
    }
    queue(
        case_id=case.id, kind=Notice.Kind.ORDER, sealed_text=b"", now=now, post=reviewer, ref=ref, facts=facts
    )
    return ref
