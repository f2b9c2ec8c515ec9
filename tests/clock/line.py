"""A complaint's history, written down act by act; shared by the tests of clocks, ledger and escalation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from satark.cases.clock.history import Duty, Happening, History
from satark.cases.models import Direction, Event

START = datetime(2026, 11, 10, 6, 30, tzinfo=UTC)
"""A Tuesday, noon in India."""
DESK, SHO, OTHER, CO, SP = "east.desk", "ghat.sho", "bridge.sho", "river.co", "east.sp"
UNITS = {SHO: "ghat", OTHER: "bridge", CO: "river", SP: "east", DESK: "east"}
K = Event.Kind


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def filed(*, urgent: bool = False, category: str = "theft") -> History:
    owner = {"owner": DESK, "urgent": urgent, "category": category}
    return History(
        filed_at=START,
        category=category,
        urgent=urgent,
        desk=DESK,
        events=(Happening(K.FILED, START, data=owner),),
    )


def happens(history: History, kind: str, minutes: float, *, ref: str = "", **data: object) -> History:
    """An event, put where its time belongs; after those of the same moment."""
    return insert(history, Happening(kind, at(minutes), ref=ref, data=data))


def insert(history: History, event: Happening) -> History:
    events = sorted([*history.events, event], key=lambda each: each.at)
    return replace(history, events=tuple(events))


def forwarded(history: History, post: str, minutes: float, *, ref: str = "") -> History:
    """The desk sends it to a post; the message is sent at once."""
    ref = ref or f"N-{len(history.duties) + 1}"
    return happens(
        given(history, Direction.Kind.COMPLAINT, post, minutes, ref=ref),
        K.FORWARDED,
        minutes,
        ref=ref,
        to=post,
    )


def given(history: History, kind: str, post: str, minutes: float, *, ref: str, term: float = 360) -> History:
    duty = Duty(ref, kind, post, UNITS[post], at(minutes), at(minutes + term), by_post=SP)
    duties = sorted([*history.duties, duty], key=lambda each: each.at)
    return replace(history, duties=tuple(duties))


def delivered(history: History, ref: str, minutes: float) -> History:
    history = happens(history, K.DIRECTION_SENT, minutes, ref=ref)
    return happens(history, K.DIRECTION_DELIVERED, minutes, ref=ref)
