"""Work goes on after "done", one rank higher: the same station attends, on the order of the next superior, who is told."""

from __future__ import annotations

from datetime import datetime

from satark.cases import standing
from satark.cases.forwarding import Actor, Order, attend, had_phone
from satark.cases.merging import parts_of
from satark.cases.models import Event
from satark.cases.record import record
from satark.cases.standing import Record
from satark.cases.telling import brief_of, tell_complainant, tell_posts
from satark.jurisdiction.chairs import COMMAND
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.rosters import load_roster
from satark.outbox.models import Notice
from satark.vault.services import open_case


def reopen(known: Record, *, came: str, words: str, now: datetime) -> str:
    """The complainant says that nobody came, or not enough was done. Returns the new direction's ref."""
    case, box = known.case, open_case(known.case.id)
    roster = load_roster(case.district_id, since=now)
    before = known.standing
    if before is None:
        return ""
    unit, rank = roster.posts[before.post_id].unit, _times(known) + 1
    superior = superior_of(roster, before.post_id, rank, at=now)
    order = Order(
        unit=unit,
        by_post=superior,
        words=brief_of(before, box),
        phone=had_phone(known),
        facts={"reopened": rank, "came": came},
    )
    data = {"by": "complainant", "rank": rank, "of": before.ref, "superior": superior}
    ref = attend(known, box, roster, order, event=Event.Kind.REOPENED, by=Actor(), now=now, data=data)
    facts = {"post": before.post_id, "clock": "visit", "over": 0, "to": superior, "unit": unit, "came": came}
    tell_posts(
        case, box, Notice.Kind.ESCALATION, posts=[superior], ref=ref, words=words, now=now, facts=facts
    )
    _with_its_parts(known, now=now)
    tell_complainant(case, box, "reopened", now=now, unit=unit)
    return ref


def _with_its_parts(known: Record, *, now: datetime) -> None:
    """What ended with it goes on with it: its people hear of each step again."""
    for part in parts_of(known):
        record(part.case.id, Event.Kind.MERGED, now=now, data={"into": known.case.number})
        standing.refresh(part.case.id, now=now)


def _times(known: Record) -> int:
    return sum(e.kind == Event.Kind.REOPENED and bool(e.ref) for e in known.events)


def superior_of(roster: Roster, post: str, rank: int, *, at: datetime) -> str:
    """The living superior `rank` steps above a post, the highest when there are fewer. Officers of the line, by night too."""
    ladder = roster.ladder(post, at)
    commanders = [each for each in ladder if roster.posts[each].role in COMMAND] or list(ladder)
    return commanders[min(rank, len(commanders)) - 1] if commanders else roster.above(post, at)
