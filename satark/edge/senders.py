"""Tells one sender's messages from everybody else's for an hour, by a key that was never written down.

Without it the relay would have to open a flood to see that it comes from one phone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from satark.edge.split import Item
from satark.vault import sealing, tags

LIFE = timedelta(hours=1)
"""A tag of before says nothing afterwards, not even to whoever holds every key file: the key was in memory alone."""
SIZE = 8


class Senders:
    def __init__(self) -> None:
        self._key = b""
        self._until = datetime.min.replace(tzinfo=UTC)

    def tag(self, item: Item, now: datetime) -> bytes:
        """The same for all that one sender writes within the hour; empty for what nobody wrote."""
        if not item.written or not item.sender:
            return b""
        if now >= self._until:
            self._key, self._until = sealing.new_key(), now + LIFE
        return tags.keyed(self._key, item.sender, size=SIZE)
