"""One person may get one message per six seconds, with a burst that is repaid later (WhatsApp's pair limit).

The generic cell rate algorithm: one number a person says when the next message would be on time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K")

EVERY = timedelta(seconds=6)
BURST = 30
"""Meta allows 45 within six seconds; we keep room for what a restart made us forget."""
REMEMBERED = 200_000


class Pace(Generic[K]):
    def __init__(self, every: timedelta = EVERY, burst: int = BURST) -> None:
        self._every = every
        self._ahead = every * (burst - 1)
        self._next: dict[K, datetime] = {}

    def book(self, who: K, now: datetime) -> datetime:
        """When one more message to `who` may go: now, or later. The place is taken."""
        due = max(self._next.get(who, now), now)
        self._next[who] = due + self._every
        if len(self._next) > REMEMBERED:
            self._forget(now)
        return max(now, due - self._ahead)

    def give_back(self, who: K) -> None:
        """A booked message was dropped before it went."""
        if who in self._next:
            self._next[who] -= self._every

    def _forget(self, now: datetime) -> None:
        self._next = {who: due for who, due in self._next.items() if due > now}
