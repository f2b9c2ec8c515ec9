"""One look of the clock at one case: what is owed now, and when to look again. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from satark.cases.clock import escalation, ladder, reminders
from satark.cases.clock.history import History, earliest
from satark.cases.clock.owed import Owed, Tell
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Event
from satark.outbox.models import Notice


class Command(escalation.Command, ladder.Command, Protocol):
    """The roster, as far as the clock needs to know it."""


@dataclass(frozen=True, slots=True)
class Look:
    owed: tuple[Owed, ...]
    again_at: datetime | None


def look(history: History, book: Rulebook, roster: Command, now: datetime) -> Look:
    found = (
        *_stand_in(history, roster, now),
        *ladder.owed(history, book, roster, now),
        *escalation.owed(history, book, roster, now),
        *reminders.owed(history, book, roster, now),
    )
    return Look(found, next_look(history.with_done(found, now), book, roster, now))


def next_look(history: History, book: Rulebook, roster: Command, now: datetime) -> datetime | None:
    """For `Standing.look_at`. Who comes and goes in the roster is looked for apart (`ticks.owners_gone`)."""
    moments = (
        escalation.look_at(history, book, roster, now),
        ladder.look_at(history, book),
        reminders.look_at(history, book),
    )
    return earliest(at for at in moments if at)


def _stand_in(history: History, roster: Command, now: datetime) -> Iterator[Owed]:
    """Whoever answers for the post now gets the case too, when it is not who was told last."""
    duty = next(iter(history.attendance[-1:]), None)
    if duty is None or history.ended or history.first(Event.Kind.RECALLED, ref=duty.ref):
        return
    told = list(history.of(Event.Kind.STOOD_IN, ref=duty.ref))
    last = str(told[-1].data.get("to", "")) if told else roster.living(duty.post, duty.at)
    to = roster.living(duty.post, now)
    if to == last or history.answer({duty.ref}) is not None:
        return
    tell = Tell(Notice.Kind.COMPLAINT, to, {"post": duty.post, "stood_in": True, "to": to})
    yield Owed(Event.Kind.STOOD_IN, duty.ref, str(len(told) + 1), duty.post, {"to": to}, (tell,))
