"""One text from many phones: a joke that is passed on, or a crowd that was told what to write. Counted, never dropped.

Texts are counted by a keyed hash in memory alone, under a key that lives a day: nothing of it reaches a table, and of a
case no more is said than that many sent the same.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from satark.conversation.text import fold
from satark.vault.tags import keyed

MANY = 10
"""More people than this within an hour."""
HOUR = timedelta(hours=1)
LIFE = timedelta(days=1)
SHORTEST = 20
"""Folded characters. Shorter texts are alike in every talk."""
TEXTS = 20_000
"""Texts remembered at once; of a flood of different ones the oldest go first."""


class Alike:
    """What this relay heard lately. Several relays count each for themselves; a restart begins anew."""

    def __init__(self) -> None:
        self._key = b""
        self._until = datetime.min.replace(tzinfo=UTC)
        self._heard: OrderedDict[bytes, dict[UUID, datetime]] = OrderedDict()
        self._many: dict[bytes, None] = {}

    def heard(self, text: str, thread: UUID, now: datetime) -> None:
        folded = fold(text)
        if len(folded) < SHORTEST:
            return
        self._renew(now)
        mark = self._mark(folded)
        senders = self._heard.setdefault(mark, {})
        self._heard.move_to_end(mark)
        senders[thread] = now
        if len(senders) > MANY:
            self._count(mark, senders, now)
        if len(self._heard) > TEXTS:
            self._heard.popitem(last=False)

    def is_many(self, texts: Iterable[str], now: datetime) -> bool:
        """Whether any of these came from many within one hour of this day."""
        self._renew(now)
        return any(self._mark(fold(text)) in self._many for text in texts) if self._many else False

    def _count(self, mark: bytes, senders: dict[UUID, datetime], now: datetime) -> None:
        for thread in [thread for thread, at in senders.items() if now - at > HOUR]:
            del senders[thread]
        if len(senders) > MANY:
            self._many[mark] = None

    def _renew(self, now: datetime) -> None:
        if now >= self._until:
            self._key, self._until = secrets.token_bytes(32), now + LIFE
            self._heard.clear()
            self._many.clear()

    def _mark(self, folded: str) -> bytes:
        return keyed(self._key, folded)
