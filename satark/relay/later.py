"""What senders wrote who send more than others can wait for: out of the inbox's way, still sealed, still in its order.

1. The relay finds a sender over the allowance: the tag is noted in `relay_slow`, and all of theirs moves to `relay_later`.
2. From then on the edge's door puts their messages there itself, and wakes nobody.
3. The relay takes a slice whenever it has time, from those served longest ago, each in the order it came.
4. A sender of whom nothing waits and nothing came for a while is as everybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from satark.relay.inbox import Item, Lost

LASTS = timedelta(minutes=5)
"""After so long without a message a sender is no longer slow."""
AT_ONCE = 5
"""Senders of whom one slice takes something."""

SERVE = """
    WITH heads AS (
        SELECT sender FROM relay_slow s
         WHERE partition = ANY (%s) AND EXISTS (SELECT 1 FROM relay_later l WHERE l.sender = s.sender)
         ORDER BY served_at, sender LIMIT %s
    ), served AS (
        UPDATE relay_slow SET served_at = %s, until = %s WHERE sender IN (SELECT sender FROM heads)
    )
    SELECT l.* FROM heads h CROSS JOIN LATERAL (
        SELECT id, key_id, tag, partition, body, sender FROM relay_later
         WHERE sender = h.sender ORDER BY id LIMIT greatest(%s / (SELECT count(*) FROM heads), 1)) l
"""
MOVE = """
    WITH gone AS (
        DELETE FROM relay_inboxitem i USING unnest(%s::bigint[], %s::bytea[]) AS n(id, sender)
         WHERE i.id = n.id AND i.id = ANY (%s)
        RETURNING i.id, i.key_id, i.tag, i.partition, i.body, n.sender, i.at)
    INSERT INTO relay_later (id, key_id, tag, partition, body, sender, at) SELECT * FROM gone
"""
MOVE_REST = """
    WITH gone AS (
        DELETE FROM relay_inboxitem WHERE sender = ANY (%s)
        RETURNING id, key_id, tag, partition, body, sender, at)
    INSERT INTO relay_later (id, key_id, tag, partition, body, sender, at) SELECT * FROM gone
"""


def put_off(cursor: Any, items: Sequence[tuple[Item, bytes]], now: datetime) -> None:
    """Items with the tags of their senders, and whatever else of these senders is in the inbox. Raises Lost."""
    tags = {tag: item.partition for item, tag in items}
    cursor.execute(
        """INSERT INTO relay_slow (sender, partition, until, served_at)
           SELECT *, %s, %s FROM unnest(%s::bytea[], %s::smallint[])
           ON CONFLICT (sender) DO UPDATE SET until = excluded.until""",
        [now + LASTS, now, list(tags), list(tags.values())],
    )
    ids = [item.seq for item, _ in items]
    cursor.execute(MOVE, [ids, [tag for _, tag in items], ids])
    if cursor.rowcount != len(ids):
        raise Lost
    cursor.execute(MOVE_REST, [list(tags)])


def take(cursor: Any, partitions: list[int], now: datetime, *, limit: int) -> list[Item]:
    cursor.execute(SERVE, [partitions, min(AT_ONCE, limit), now, now + LASTS, limit])
    return sorted((Item(*row) for row in cursor.fetchall()), key=lambda item: item.seq)


def remove(cursor: Any, items: Sequence[Item]) -> None:
    """Raises Lost when any of them was already gone."""
    cursor.execute("DELETE FROM relay_later WHERE id = ANY (%s)", [[item.seq for item in items]])
    if cursor.rowcount != len(items):
        raise Lost


def forget(cursor: Any, partitions: list[int], now: datetime) -> None:
    """Senders who are slow no longer. One whose last message crossed with that is taken up again first."""
    cursor.execute(
        """INSERT INTO relay_slow (sender, partition, until, served_at)
           SELECT DISTINCT ON (sender) sender, partition, %s::timestamptz, %s::timestamptz FROM relay_later l
            WHERE partition = ANY (%s) AND NOT EXISTS (SELECT 1 FROM relay_slow s WHERE s.sender = l.sender)
           ON CONFLICT DO NOTHING""",
        [now + LASTS, now, partitions],
    )
    cursor.execute(
        """DELETE FROM relay_slow s WHERE until < %s AND partition = ANY (%s)
              AND NOT EXISTS (SELECT 1 FROM relay_later l WHERE l.sender = s.sender)""",
        [now, partitions],
    )
