"""Wrong passwords cost time: after five within a quarter of an hour a username waits, each time twice as long.

Counted per username, whether it exists or not, and in this process' memory: a restart forgets it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

FREE = 5
WINDOW = timedelta(minutes=15)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15))
REMEMBERED = 10_000
"""Usernames kept at most; beyond them the half with the fewest guesses is forgotten."""


@dataclass(slots=True)
class Tries:
    at: list[datetime] = field(default_factory=list)
    """The last ones, at most `FREE`."""
    waits: int = 0
    until: datetime | None = None

    def over(self, now: datetime) -> bool:
        """Whether it counts no more."""
        return (self.until or self.at[-1]) + WINDOW < now


class Guesses:
    """Safe to be called from every thread of the console."""

    def __init__(self) -> None:
        self._tries: dict[str, Tries] = {}
        self._lock = Lock()

    def count(self, username: str, *, now: datetime) -> datetime | None:
        """Count one try as wrong before it is looked at: of many at once none slips through. A right one is forgotten.

        Returns until when the username has to wait; then the try is not to be looked at and was not counted.
        """
        with self._lock:
            tries = self._of(username, now)
            if tries.until and now < tries.until:
                return tries.until
            tries.at = [*(at for at in tries.at if now - at < WINDOW), now][-FREE:]
            if tries.waits or len(tries.at) == FREE:
                tries.until = now + WAITS[min(tries.waits, len(WAITS) - 1)]
                tries.waits += 1
            return None

    def until(self, username: str, *, now: datetime) -> datetime | None:
        """When it may be tried again, if not at once."""
        with self._lock:
            tries = self._tries.get(username)
            return tries.until if tries and tries.until and now < tries.until else None

    def forget(self, username: str) -> None:
        with self._lock:
            self._tries.pop(username, None)

    def _of(self, username: str, now: datetime) -> Tries:
        known = self._tries.get(username)
        if known is None and len(self._tries) >= REMEMBERED:
            self._make_room(now)
        if known is None or known.over(now):
            known = self._tries[username] = Tries()
        return known

    def _make_room(self, now: datetime) -> None:
        """The most guessed ones stay: a flood of invented names must not wash away the wait of a real one."""
        living = [(name, tries) for name, tries in self._tries.items() if not tries.over(now)]
        living.sort(key=lambda each: (each[1].waits, each[1].at), reverse=True)
        self._tries = dict(living[: REMEMBERED // 2])
