"""Status and lateness are pure functions of the record and the clock; nobody sets them, so nobody can bend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from satark.cases.models import Event
from satark.cases.owner import Happened

ATTENTION = timedelta(minutes=60)
"""Our own target: a tip that no officer opened within an hour is late."""
MUTED_FOR = timedelta(hours=24)
"""So long a mute lasts by itself."""


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


def progress(events: Iterable[Happened], ref: str) -> Progress:
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


def status(events: Iterable[Happened]) -> str:
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


def unattended(events: Iterable[Happened], *, filed_at: datetime, now: datetime) -> bool:
    """Whether nobody of a cell opened it in time."""
    looked = (event.at for event in events if event.kind == Event.Kind.READ)
    return min(looked, default=now) - filed_at > ATTENTION


@dataclass(frozen=True, slots=True)
class Quiet:
    """Whether officers wanted to hear nothing of what is added to a case."""

    muted_until: datetime | None = None
    blocked: bool = False

    def is_muted(self, now: datetime) -> bool:
        return self.muted_until is not None and now < self.muted_until

    def covers(self, event: Happened) -> bool:
        """Danger is heard however quiet it is."""
        added = event.kind == Event.Kind.ADDED and not event.data.get("urgent")
        return added and (self.blocked or self.is_muted(event.at))

    def after(self, event: Happened) -> Quiet:
        match event.kind:
            case Event.Kind.MUTED:
                return replace(self, muted_until=event.at + MUTED_FOR)
            case Event.Kind.UNMUTED:
                return replace(self, muted_until=None)
            case Event.Kind.BLOCKED:
                return replace(self, blocked=True)
            case Event.Kind.UNBLOCKED:
                return replace(self, blocked=False)
        return self


def quiet(events: Iterable[Happened]) -> Quiet:
    """As it stands after these events (`noise`)."""
    found = Quiet()
    for event in events:
        found = found.after(event)
    return found


def has_new(events: Iterable[Happened]) -> bool:
    """Whether something came from outside after the last time a cell looked, but for what it wants no word of."""
    outside = {Event.Kind.FILED, Event.Kind.ADDED, Event.Kind.ANSWERED, Event.Kind.RECEIVED}
    came = looked = None
    hushed = Quiet()
    for event in events:
        hushed = hushed.after(event)
        if event.kind in outside and not hushed.covers(event):
            came = event.at
        elif event.kind == Event.Kind.READ:
            looked = event.at
    return came is not None and (looked is None or came > looked)
