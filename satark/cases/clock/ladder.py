"""The dead-zone ladder: while a message is on no phone, other ways are tried, each a little later: radio, SMS, a call, the deputy.

The superior is told by the clock itself (`escalation`). What the network took is booked to the network (`lateness`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from satark.cases.clock import rules
from satark.cases.clock.history import Duty, History, earliest
from satark.cases.clock.lateness import delivered_at
from satark.cases.clock.owed import Owed, Tell
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Event
from satark.jurisdiction.chairs import Chair, UnitPlace
from satark.outbox.models import Notice

DEPUTIES = ("ssi", "night", "sho")


class Command(Protocol):
    """The roster, as far as this needs to know it (`jurisdiction.roster.Roster`)."""

    def living(self, post: str, at: datetime) -> str: ...
    def above(self, post: str, at: datetime) -> str: ...
    @property
    def units(self) -> Mapping[str, UnitPlace]: ...
    @property
    def posts(self) -> Mapping[str, Chair]: ...


def owed(history: History, book: Rulebook, roster: Command, now: datetime) -> Iterator[Owed]:
    """Steps that are due, in their order, each once."""
    duty = _unreached(history)
    if duty is None:
        return
    taken = {event.step for event in history.of(Event.Kind.LADDER, ref=duty.ref)}
    for rung in rules.LADDER:
        if rung not in taken and _due(history, duty, rung, book) <= now:
            yield _rung(duty, rung, roster, now)


def look_at(history: History, book: Rulebook) -> datetime | None:
    """When the next step is due; None when the message arrived, or all was tried."""
    duty = _unreached(history)
    if duty is None:
        return None
    taken = {event.step for event in history.of(Event.Kind.LADDER, ref=duty.ref)}
    return earliest(_due(history, duty, rung, book) for rung in rules.LADDER if rung not in taken)


def _unreached(history: History) -> Duty | None:
    """The order to attend that stands, as long as nothing says that it is on a phone."""
    duty = next(iter(history.attendance[-1:]), None)
    if duty is None or history.ended or delivered_at(history, duty.ref):
        return None
    return None if history.first(Event.Kind.RECALLED, ref=duty.ref) else duty


def _due(history: History, duty: Duty, rung: str, book: Rulebook) -> datetime:
    term = book.at(duty.at).ladder[rung]
    urgent = history.urgent_from
    usual = duty.at + term.ordinary
    return usual if urgent is None else min(usual, max(urgent, duty.at) + term.urgent)


def _rung(duty: Duty, rung: str, roster: Command, now: datetime) -> Owed:
    to = _addressee(duty, rung, roster, now)
    kind = {rules.SMS: Notice.Kind.SMS, rules.DEPUTY: Notice.Kind.COMPLAINT}.get(rung, Notice.Kind.ESCALATION)
    facts: Mapping[str, object] = {
        "clock": "ladder",
        "step": rung,
        "post": duty.post,
        "over": int((now - duty.at).total_seconds()),
        "to": to,
        # Somebody else's phone: that it arrived there does not say that it reached the post.
        "beside": rung == rules.DEPUTY,
    }
    return Owed(Event.Kind.LADDER, duty.ref, rung, duty.post, {"to": to}, (Tell(kind, to, facts),))


def _addressee(duty: Duty, rung: str, roster: Command, now: datetime) -> str:
    """Radio and telephone are the control room's; an SMS goes to the phone itself; the deputy is whoever else is there."""
    match rung:
        case rules.RADIO | rules.CALL:
            return control_room(duty, roster, now)
        case rules.SMS:
            return duty.post
        case _:
            return next(_deputies(duty, roster, now), roster.above(duty.post, now))


def _deputies(duty: Duty, roster: Command, now: datetime) -> Iterator[str]:
    """Whoever else of the station is there and has another phone."""
    for role in DEPUTIES:
        for chair in roster.posts.values():
            there = chair.unit == duty.unit and chair.role == role and chair.code != duty.post
            if there and roster.living(chair.code, now) == chair.code:
                yield chair.code


def control_room(duty: Duty, roster: Command, now: datetime) -> str:
    """Of the district; where it has none, the next post above."""
    district = roster.units[duty.unit].district if duty.unit in roster.units else ""
    rooms = (
        post.code
        for post in roster.posts.values()
        if post.role == "control" and roster.units[post.unit].district == district
    )
    room = next(rooms, "")
    return roster.living(room, now) if room else roster.above(duty.post, now)
