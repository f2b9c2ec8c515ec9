"""What a long draft has laid down: sealed for the relay alone, taken up again when the report is filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from satark.relay.secrets import RelayKeys
from satark.vault.sealing import pad, unpad


def lay_down(cursor: Any, keys: RelayKeys, case_id: UUID, words: Sequence[str]) -> None:
    """`words` follow what was laid down before."""
    plain = orjson.dumps([each.encode("utf-8", "replace").decode() for each in words])
    sealed = keys.link.seal(pad(plain), b"overflow" + case_id.bytes)
    cursor.execute("INSERT INTO relay_overflow (case_id, sealed) VALUES (%s, %s)", [case_id, sealed])


def take_up(cursor: Any, keys: RelayKeys, case_id: UUID, *, limit: int | None = None) -> list[str]:
    """What was laid down, all of it or the first `limit` times, in order; it is gone from here. Raises SealBroken."""
    cursor.execute(
        """DELETE FROM relay_overflow WHERE id IN
             (SELECT id FROM relay_overflow WHERE case_id = %s ORDER BY id LIMIT %s) RETURNING id, sealed""",
        [case_id, limit],
    )
    rows = sorted(cursor.fetchall())
    opened = (keys.link.open(bytes(sealed), b"overflow" + case_id.bytes) for _, sealed in rows)
    return [word for plain in opened for word in orjson.loads(unpad(plain))]


def is_left(cursor: Any, case_id: UUID) -> bool:
    cursor.execute("SELECT EXISTS (SELECT 1 FROM relay_overflow WHERE case_id = %s)", [case_id])
    return bool(cursor.fetchone()[0])
