"""What waits to be delivered: lines that keep their order, and which of them is due next.

Nobody sleeps until a letter is due, for the pretend clock may jump or change its pace at any moment: whoever delivers
looks again and again, and a look costs the same with ten lines waiting as with ten thousand.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

AT_ONCE = 0.0
"""Due before every moment there is."""


def of_phone(phone_id: str) -> str:
    """The line of what happens on one phone."""
    return f"p:{phone_id}"


def of_message(wamid: str) -> str:
    """The line of the statuses of one message."""
    return f"s:{wamid}"


def of_account(waba: str) -> str:
    """The line of the news of one account."""
    return f"a:{waba}"


def of_template(template_id: str) -> str:
    """The line of what is still to become of one template: it can be withdrawn by itself."""
    return f"t:{template_id}"


@dataclass(slots=True)
class Letter:
    """One change waiting to be delivered. `ticks` are wamids of phones' messages that get their second tick then."""

    id: int
    waba: str
    field: str
    value: dict[str, Any]
    ticks: str
    made: float
    due: float
    tries: int


@dataclass(slots=True)
class Lines:
    """Letters by line. A line is due when its first letter is; one that was taken is due to nobody else."""

    count: int = 0
    """How many letters wait in all."""
    _letters: dict[str, deque[Letter]] = field(default_factory=dict)
    _schedule: list[tuple[float, int, str]] = field(default_factory=list)
    """Every line that is not taken, once."""
    _turns: Iterator[int] = field(default_factory=itertools.count)

    def add(self, line: str, *letters: Letter) -> None:
        """Behind whatever is already on this line."""
        self.count += len(letters)
        waiting = self._letters.get(line)
        if waiting is not None:
            waiting.extend(letters)
        elif letters:
            self._letters[line] = deque(letters)
            self._plan(line)

    def next_due(self) -> float | None:
        return self._schedule[0][0] if self._schedule else None

    def take(self, now: float) -> str | None:
        """The line that is due longest, for the caller alone until `give_back`."""
        if not self._schedule or self._schedule[0][0] > now:
            return None
        return heapq.heappop(self._schedule)[2]

    def give_back(self, line: str) -> None:
        if self._letters[line]:
            self._plan(line)
        else:
            del self._letters[line]

    def on(self, line: str) -> deque[Letter]:
        """A taken line's letters, oldest first."""
        return self._letters[line]

    def drop_first(self, line: str, how_many: int = 1) -> None:
        for _ in range(how_many):
            self._letters[line].popleft()
        self.count -= how_many

    def withdraw(self, line: str) -> list[Letter]:
        """Take this line away, unless it is just being delivered. Returns what was on it."""
        planned = [entry for entry in self._schedule if entry[2] != line]
        if len(planned) == len(self._schedule):
            return []
        heapq.heapify(planned)
        self._schedule = planned
        letters = list(self._letters.pop(line))
        self.count -= len(letters)
        return letters

    def hurry(self) -> None:
        """Every line that is not taken is due now."""
        planned = [line for _, _, line in sorted(self._schedule)]
        for line in planned:
            self._letters[line][0].due = AT_ONCE
        self._schedule = [(AT_ONCE, next(self._turns), line) for line in planned]

    def _plan(self, line: str) -> None:
        heapq.heappush(self._schedule, (self._letters[line][0].due, next(self._turns), line))
