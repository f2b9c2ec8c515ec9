"""Status and lateness are pure functions of the record and the clock; nobody sets them, so nobody can bend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from satark.cases.models import Event

ATTENTION = timedelta(minutes=60)
"""Our own target: a tip that no officer opened within an hour is late."""


class Step(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def ref(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one direction has come. The last answer or return counts."""

    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    received_at: datetime | None = None
    answered_at: datetime | None = None
    returned: bool = False
    withdrawn_at: datetime | None = None
    """When the case was closed without waiting for the answer."""

    @property
    def waiting(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    def late(self, due_at: datetime, now: datetime) -> bool:
        """The clock stops at the answer, or when none is wanted any more: a post is not judged by who closes a case."""
        return min((at for at in (self.answered_at, self.withdrawn_at) if at), default=now) > due_at


def progress(events: Iterable[Step], ref: str) -> Progress:
    steps = [event for event in events if event.ref == ref]
    first = {event.kind: event.at for event in reversed(steps)}
    decisive = [e for e in steps if e.kind in (Event.Kind.ANSWERED, Event.Kind.RETURNED)]
    returned = bool(decisive) and decisive[-1].kind == Event.Kind.RETURNED
    return Progress(
        sent_at=first.get(Event.Kind.DIRECTION_SENT),
        delivered_at=first.get(Event.Kind.DIRECTION_DELIVERED),
        read_at=first.get(Event.Kind.DIRECTION_READ),
        received_at=first.get(Event.Kind.RECEIVED),
        answered_at=decisive[-1].at if decisive and not returned else None,
        returned=returned,
        withdrawn_at=first.get(Event.Kind.WITHDRAWN),
    )


def status(events: Iterable[Step]) -> str:
    """new → read → directed → answered → closed; a new or returned direction leads back to directed."""
    now = "new"
    for event in events:
        if event.kind == Event.Kind.CLOSED:
            return "closed"
        if event.kind == Event.Kind.READ and now == "new":
            now = "read"
        elif event.kind in (Event.Kind.DIRECTED, Event.Kind.RETURNED):
            now = "directed"
        elif event.kind == Event.Kind.ANSWERED:
            now = "answered"
    return now


def unattended(events: Iterable[Step], *, filed_at: datetime, now: datetime) -> bool:
    """Whether nobody of a cell opened it in time."""
    looked = (event.at for event in events if event.kind == Event.Kind.READ)
    return min(looked, default=now) - filed_at > ATTENTION


def has_new(events: Iterable[Step]) -> bool:
    """Whether something came from outside after the last time a cell looked."""
    outside = {Event.Kind.FILED, Event.Kind.ADDED, Event.Kind.ANSWERED, Event.Kind.RECEIVED}
    came = looked = None
    for event in events:
        if event.kind in outside:
            came = event.at
        elif event.kind == Event.Kind.READ:
            looked = event.at
    return came is not None and (looked is None or came > looked)
