"""How much of one sender is heard at once: more than any honest telling needs, less than would keep others waiting.

The generic cell rate algorithm, as for what we send (`pace`), but whoever passes it has to rest: otherwise the one
message in so many that comes in time would be taken for an answer to what was asked last.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then one in `every`. Whoever sends more is heard again when nothing came for `rest`."""

    burst: int
    every: timedelta
    rest: timedelta


USUAL = Rate(60, timedelta(seconds=5), timedelta(seconds=60))
"""A whole tip is 13 to 20 messages, an album holds 30 files: both together pass. One in five seconds is more than we
may answer, which is one in six (WhatsApp's pair limit)."""
STEERING = Rate(3, timedelta(seconds=10), timedelta())
"""Presses, and words such as "remove my number", of whoever is over the first: they need an answer all the same."""
DANGER = Rate(1, timedelta(seconds=60), timedelta())
"""How often one who floods is told to call 112."""
REMEMBERED = 50_000


class Allowance(Generic[K]):
    """In memory alone: whom a restart makes us forget gets a burst more."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._ahead = rate.every * (rate.burst - 1)
        self._next: dict[K, datetime] = {}

    def takes(self, who: K, now: datetime) -> bool:
        """Whether one more of `who` is heard now."""
        due = max(self._next.get(who, now), now)
        late = due - self._ahead > now
        self._next[who] = max(due, now + self._ahead + self._rate.rest) if late else due + self._rate.every
        if len(self._next) > REMEMBERED:
            self._next = {each: at for each, at in self._next.items() if at > now}
        return not late
