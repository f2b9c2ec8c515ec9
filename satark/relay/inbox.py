"""What the edge stored: taken in order, opened one by one, gone when the turn is done, set aside when it cannot be done."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from satark.vault.sealing import Box, SealBroken, open_minute_key

KEYS_AT_HAND = 64


class Lost(Exception):
    """Rows of this batch are gone: another relay did them. The transaction must not be committed."""


@dataclass(frozen=True, slots=True)
class Item:
    seq: int
    key_id: UUID
    tag: bytes = field(repr=False)
    partition: int
    body: bytes = field(repr=False)
    sender: bytes | None = field(default=None, repr=False)
    """The edge's tag of who wrote it."""


def take(cursor: Any, partitions: list[int], *, limit: int) -> list[Item]:
    cursor.execute(
        """SELECT id, key_id, tag, partition, body, sender FROM relay_inboxitem
            WHERE partition = ANY (%s) ORDER BY id LIMIT %s""",
        [partitions, limit],
    )
    return [Item(*row) for row in cursor.fetchall()]


def remove(cursor: Any, items: list[Item]) -> None:
    """Raises Lost when any of them was already gone."""
    cursor.execute("DELETE FROM relay_inboxitem WHERE id = ANY (%s)", [[item.seq for item in items]])
    if cursor.rowcount != len(items):
        raise Lost


def set_aside(cursor: Any, items: list[tuple[Item, str]], now: datetime) -> None:
    """Keep them sealed with a reason code. They stop nobody; `satark doctor` counts them."""
    cursor.executemany(
        "INSERT INTO relay_setaside (key_id, tag, partition, body, reason, at) VALUES (%s, %s, %s, %s, %s, %s)",
        [(item.key_id, item.tag, item.partition, item.body, reason, now) for item, reason in items],
    )


class Opener:
    """Opens items with the minute keys of the edge; an opened minute key stays at hand for the rest of its minute."""

    def __init__(self, private: bytes) -> None:
        self._private = private
        self._boxes: OrderedDict[UUID, Box] = OrderedDict()

    def fetch(self, cursor: Any, items: list[Item]) -> None:
        """Open the minute keys that these items need. A key that does not open leaves its items unopened."""
        missing = {item.key_id for item in items} - self._boxes.keys()
        if not missing:
            return
        cursor.execute("SELECT id, sealed FROM relay_inboxkey WHERE id = ANY (%s)", [list(missing)])
        for ident, sealed in cursor.fetchall():
            try:
                self._boxes[ident] = open_minute_key(self._private, ident, bytes(sealed))
            except SealBroken:
                continue
        while len(self._boxes) > KEYS_AT_HAND:
            self._boxes.popitem(last=False)

    def open(self, item: Item) -> bytes:
        """Raises SealBroken."""
        box = self._boxes.get(item.key_id)
        if box is None:
            raise SealBroken
        return box.open(item.body, item.key_id.bytes)


def forget_keys(cursor: Any, *, before: datetime) -> None:
    """Minute keys that no item needs any more."""
    cursor.execute(
        """DELETE FROM relay_inboxkey k WHERE k.at < %s
              AND NOT EXISTS (SELECT 1 FROM relay_inboxitem i WHERE i.key_id = k.id)
              AND NOT EXISTS (SELECT 1 FROM relay_later l WHERE l.key_id = k.id)
              AND NOT EXISTS (SELECT 1 FROM relay_setaside s WHERE s.key_id = k.id)""",
        [before],
    )
