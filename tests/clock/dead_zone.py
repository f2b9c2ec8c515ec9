"""A village without a signal, played with the real ladder: when does a human know of an urgent complaint, and by what way?

Every way fails as often as the message itself did, but for the radio, which fails once in ten. What a way takes, once it is
begun, is drawn at random between plain bounds; these are assumptions and no measurements.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from satark.cases.clock.history import History
from satark.cases.clock.lateness import charges
from satark.cases.clock.looking import look
from satark.cases.clock.owed import Owed
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Event
from tests.clock.line import SHO, START, K, at, filed, forwarded, happens
from tests.jurisdiction.duty import roster

PEOPLE = roster()
WAYS = {
    # way -> seconds it takes at least and at most
    "whatsapp": (1, 20),
    "radio": (60, 240),
    "sms": (5, 60),
    "call": (60, 240),
    "deputy": (1, 60),
    "superior": (1, 120),
}
RADIO_FAILS = 0.1


@dataclass(frozen=True, slots=True)
class Known:
    way: str
    seconds: float
    late: dict[str, float]
    """Lateness of the station by cause when it acknowledges a minute after it knows."""


def play(luck: Random, loss: float) -> Known:
    """One urgent complaint."""
    history = happens(forwarded(filed(urgent=True), SHO, 0), K.DIRECTION_SENT, 0, ref="N-1")
    heard = _arrives(luck, "whatsapp", loss, 0.0)
    now = 0.0
    while True:
        found = look(history, Rulebook(), PEOPLE, START + timedelta(seconds=now))
        history = history.with_done(found.owed, START + timedelta(seconds=now))
        for owed in found.owed:
            heard = min(heard, _arrives(luck, _way(owed), loss, now))
        again = (found.again_at - START).total_seconds() if found.again_at else float("inf")
        if heard[0] <= max(again, now + 1) or again == float("inf"):
            return _known(history, *heard)
        now = max(again, now + 1) + 0.001


def _way(owed: Owed) -> str:
    return owed.step if owed.kind == Event.Kind.LADDER else "superior"


def _arrives(luck: Random, way: str, loss: float, since: float) -> tuple[float, str]:
    if luck.random() < (RADIO_FAILS if way == "radio" else loss):
        return float("inf"), way
    return since + luck.uniform(*WAYS[way]), way


def _known(history: History, seconds: float, way: str) -> Known:
    """WhatsApp tells of delivery; by every other way the acknowledgement is the first that shows it."""
    minutes = seconds / 60
    if way == "whatsapp":
        history = happens(history, K.DIRECTION_DELIVERED, minutes, ref="N-1")
    history = happens(history, K.RECEIVED, minutes + 1, ref="N-1")
    late = charges(history, Rulebook(), at(minutes + 2))
    return Known(way, seconds, {c.cause: c.seconds for c in late if c.clock == "receive"})
