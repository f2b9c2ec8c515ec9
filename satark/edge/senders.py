"""Tells one sender's messages from everybody else's for an hour, by a key that was never written down.

Without it the relay would have to open a flood to see that it comes from one phone, and the door could not keep one
sender's messages from filling everybody's batches.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from satark.edge.split import Item
from satark.vault import sealing, tags

LIFE = timedelta(hours=1)
"""A tag of before says nothing afterwards, not even to whoever holds every key file: the key was in memory alone."""
SIZE = 8
MINUTE = timedelta(minutes=1)
MANY = 60
"""Messages of one sender in a minute: as many as the relay hears at once (`allowance`)."""


class Senders:
    def __init__(self) -> None:
        self._key = b""
        self._until = self._minute = datetime.min.replace(tzinfo=UTC)
        self._now: Counter[bytes] = Counter()
        self._before: Counter[bytes] = Counter()

    def tag(self, item: Item, now: datetime) -> bytes:
        """The same for all that one sender writes within the hour; empty for what nobody wrote."""
        if not item.written or not item.sender:
            return b""
        if now >= self._until:
            self._key, self._until = sealing.new_key(), now + LIFE
        return tags.keyed(self._key, item.sender, size=SIZE)

    def floods(self, tag: bytes, now: datetime) -> bool:
        """Whether the sender of this message sends very many, in this minute or the one before."""
        if not tag:
            return False
        if not self._minute <= now < self._minute + MINUTE:
            self._minute, self._before, self._now = now, self._now, Counter()
        self._now[tag] += 1
        return self._now[tag] > MANY or self._before[tag] > MANY
