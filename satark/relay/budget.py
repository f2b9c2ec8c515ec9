"""What one number of ours may send and receive a second, as WhatsApp counts it: in and out together, some room left.

What comes in cannot be refused, so it is counted first; what goes out waits for its place. A flood takes the places of
one second and no more: what came in before that is past, and must not silence us for an hour. One number's places are
not another's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

USUAL = 80
"""Messages a second; Meta raises a number to 1,000 by itself (`relay_number.per_second`)."""
BURST = 0.25
"""So many seconds' worth may go at once."""
ROOM = 0.9 / (1 + BURST)
"""What is used of it: within any second a burst and a second's worth may go, and still nine tenths are not passed."""
FLOOD = timedelta(seconds=1)
SLOWEST = timedelta(seconds=64)
GLANCE = 0.05
"""Seconds between looks at the clock: in a rehearsal it may run fast, or jump."""


class Budget:
    """Lives in the sender's event loop."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rates: Mapping[str, int] = {}
        self._next: dict[str, datetime] = {}
        self._slow: dict[str, timedelta] = {}
        self._rested: dict[str, datetime] = {}
        """Until when a number rests."""

    def allow(self, rates: Mapping[str, int]) -> None:
        """Messages a second by number; those not named get the usual."""
        self._rates = rates

    def heard(self, number_id: str, count: int) -> None:
        """So many messages came in."""
        now = self._clock()
        due = max(self._next.get(number_id, now), now)
        taken = min(due + self._each(number_id) * count, now + FLOOD)
        self._next[number_id] = max(due, taken)

    async def turn(self, number_id: str) -> None:
        """Return when one more message may go by this number."""
        due = self._book(number_id) - timedelta(seconds=BURST)
        while self._clock() < due:  # noqa: ASYNC110 - nothing happens when a clock reaches a time
            await asyncio.sleep(min((due - self._clock()).total_seconds(), GLANCE))

    def slow_down(self, number_id: str) -> None:
        """WhatsApp said that it was too much: this number rests, each time for twice as long.

        Many are under way at once: those refused while it rests already were sent before, and count with the first.
        """
        now = self._clock()
        if now < self._rested.get(number_id, now):
            return
        rest = min(self._slow.get(number_id, timedelta(seconds=0.5)) * 2, SLOWEST)
        self._slow[number_id], self._rested[number_id] = rest, now + rest
        self._next[number_id] = max(self._next.get(number_id, now), now + rest)

    def went(self, number_id: str) -> None:
        if self._slow:
            self._slow.pop(number_id, None)

    def _book(self, number_id: str) -> datetime:
        now = self._clock()
        due = max(self._next.get(number_id, now), now)
        self._next[number_id] = due + self._each(number_id)
        return due

    def _each(self, number_id: str) -> timedelta:
        return timedelta(seconds=1 / (self._rates.get(number_id, USUAL) * ROOM))
