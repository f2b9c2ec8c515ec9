"""Several relays share the senders: each owns some of 256 partitions, so one person's messages stay in order.

Ownership is a session-level advisory lock on the connection that does the work: a relay that dies or loses its
connection loses its partitions in the same instant, and can commit nothing any more.
"""

from __future__ import annotations

from typing import Any

GROUPS = 16
SIZE = 256 // GROUPS
LOCK_CLASS = 0x5A7A
"""The first half of the advisory lock's key; the second is the group."""


class Partitions:
    def __init__(self) -> None:
        self._groups: set[int] = set()

    @property
    def mine(self) -> list[int]:
        return [group * SIZE + place for group in sorted(self._groups) for place in range(SIZE)]

    def balance(self, cursor: Any, relays: int) -> list[int]:
        """Take up to a fair share among `relays` living ones, give back the rest. Returns partitions newly taken."""
        share = -(-GROUPS // max(relays, 1))
        for group in sorted(self._groups, reverse=True)[: max(len(self._groups) - share, 0)]:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, group])
            self._groups.discard(group)
        before = set(self._groups)
        for group in range(GROUPS):
            if len(self._groups) >= share:
                break
            if group not in self._groups and _locked(cursor, group):
                self._groups.add(group)
        return [group * SIZE + place for group in self._groups - before for place in range(SIZE)]

    def lost(self) -> None:
        """The connection is gone, and with it everything that was ours."""
        self._groups.clear()


def _locked(cursor: Any, group: int) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, group])
    return bool(cursor.fetchone()[0])
