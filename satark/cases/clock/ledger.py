"""Per duty: how far the chain from our receiving a complaint to its end has come, where it is broken, and whose fault that is.

Links: received by us → forwarded → sent → delivered → read (थाने के फोन पर पढ़ा गया: on the station's phone, by whoever held
it) → acknowledged → left → reached → done. A later link that is known says that the earlier ones were passed. What is Meta's
or our own doing is never an officer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from satark.cases.clock.history import Duty, History
from satark.cases.clock.lateness import (
    DESK,
    MEANS,
    NETWORK,
    NETWORK_REASON,
    OTHERS,
    PLATFORM,
    WILL,
    cause_of_refusal,
)
from satark.cases.models import Event

FILED, FORWARDED, SENT, DELIVERED, READ = "filed", "forwarded", "sent", "delivered", "read"
ACKNOWLEDGED, LEFT, REACHED, DONE = "acknowledged", "left", "reached", "done"
LINKS = (FILED, FORWARDED, SENT, DELIVERED, READ, ACKNOWLEDGED, LEFT, REACHED, DONE)
EVENTS: dict[str, str] = {
    SENT: Event.Kind.DIRECTION_SENT,
    DELIVERED: Event.Kind.DIRECTION_DELIVERED,
    READ: Event.Kind.DIRECTION_READ,
    ACKNOWLEDGED: Event.Kind.RECEIVED,
    LEFT: Event.Kind.TEAM_SENT,
    REACHED: Event.Kind.ON_SPOT,
}
PROOFS = (READ, DELIVERED, SENT)
"""What shows that a message reached the phone, the strongest first."""


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    at: datetime | None
    """None: not known, or not yet."""
    seconds: float
    """From the link before that is known; of the broken one until now."""
    cause: str
    """Whose these seconds are; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Ledger:
    ref: str
    post: str
    links: tuple[Link, ...]
    broken: str
    """Name of the first link that is missing; empty when the chain is whole."""
    cause: str
    """Whose it is; empty when nothing is broken."""

    def link(self, name: str) -> Link:
        return next(each for each in self.links if each.name == name)

    @property
    def proof(self) -> Link | None:
        """The strongest proof that the post had it before it."""
        return next((self.link(name) for name in PROOFS if self.link(name).at), None)


def ledger(history: History, ref: str, now: datetime) -> Ledger:
    """The chain of one direction; with an empty ref that of a complaint which lies with the desk."""
    duty = history.duty(ref)
    reached = _reached(history, duty)
    furthest = max((place for place, name in enumerate(LINKS) if reached.get(name)), default=0)
    broken = LINKS[furthest + 1] if furthest + 1 < len(LINKS) and history.ended is None else ""
    links, before = [], history.filed_at
    for name in LINKS:
        at = reached.get(name) or (now if name == broken else None)
        seconds = max((at - before).total_seconds(), 0.0) if at else 0.0
        cause = _cause(history, duty, name, at) if at and name != FILED else ""
        links.append(Link(name, reached.get(name), seconds, cause if seconds else ""))
        before = at or before
    cause = _cause(history, duty, broken, now) if broken else ""
    return Ledger(ref, duty.post if duty else history.desk, tuple(links), broken, cause)


def _reached(history: History, duty: Duty | None) -> dict[str, datetime | None]:
    if duty is None:
        return {FILED: history.filed_at}
    found: dict[str, datetime | None] = {FILED: history.filed_at, FORWARDED: duty.at}
    for name, kind in EVENTS.items():
        found[name] = history.first(kind, ref=duty.ref)
    return found | {DONE: history.answer({duty.ref})}


def _cause(history: History, duty: Duty | None, name: str, at: datetime) -> str:
    """Whose the time before a link is."""
    if duty is None or name == FORWARDED:
        return DESK
    if name in (SENT, DELIVERED):
        return _on_the_way(history, duty, name, at)
    left = history.left(duty)
    if left and left <= at:
        return OTHERS
    reasons = [e for e in history.of(Event.Kind.REASON, ref=duty.ref) if e.at <= at]
    if reasons:
        return NETWORK if reasons[-1].data.get("code") == NETWORK_REASON else MEANS
    return WILL


def _on_the_way(history: History, duty: Duty, name: str, at: datetime) -> str:
    failed = [e for e in history.of(Event.Kind.DIRECTION_FAILED, ref=duty.ref) if e.at <= at]
    if failed:
        return cause_of_refusal(str(failed[-1].data.get("why", "")))
    return PLATFORM if name == SENT else NETWORK
