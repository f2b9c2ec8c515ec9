"""How much one number and one pair may say: messages in and out a second, and one per 6 s to one user."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

PAIR_SECONDS = 6.0


@dataclass(slots=True)
class PairLimit:
    """One message per 6 s to one user, with a burst that is repaid at that rate (a bucket that refills)."""

    _full_at: dict[tuple[str, str], float] = field(default_factory=dict)
    """When the pair's whole burst is available again."""

    def allows(self, pair: tuple[str, str], now: float, burst: int) -> bool:
        """Whether one more may go now; counts it when it may."""
        full_at = max(self._full_at.get(pair, now), now)
        if full_at - now > (burst - 1) * PAIR_SECONDS:
            return False
        self._full_at[pair] = full_at + PAIR_SECONDS
        return True


@dataclass(slots=True)
class Throughput:
    """The messages of each number's last second, in both directions."""

    _times: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def count(self, phone_number_id: str, now: float) -> None:
        self._lately(phone_number_id, now).append(now)

    def within(self, phone_number_id: str, now: float) -> int:
        """How many there were in the second before now."""
        return len(self._lately(phone_number_id, now))

    def _lately(self, phone_number_id: str, now: float) -> deque[float]:
        times = self._times[phone_number_id]
        while times and times[0] <= now - 1:
            times.popleft()
        return times


CALLS_AN_HOUR = 5000
"""For an account with an active number; others have 200."""
HOUR = 3600.0


@dataclass(slots=True)
class Calls:
    """What was asked of each account in its last hour."""

    _times: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def allows(self, waba: str, now: float) -> bool:
        """Whether one more may be asked; counts it when it may."""
        times = self._times[waba]
        while times and times[0] <= now - HOUR:
            times.popleft()
        if len(times) >= CALLS_AN_HOUR:
            return False
        times.append(now)
        return True
