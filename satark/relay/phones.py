"""Which phones stand for a post now: the official one always, a private one while its officer holds the post."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

CUG, PRIVATE = "cug", "private"
"""The official SIM of the post, which stays with the chair; an officer's own phone, which goes with him."""


def that_stand(cursor: Any, thread_ids: Sequence[UUID], now: datetime) -> Collection[UUID]:
    """Of these talks those whose phone stands for its post."""
    cursor.execute(
        """SELECT t.id FROM relay_thread t
            WHERE t.id = ANY (%s) AND phone_stands(t.phone, t.officer_id, t.post_id, %s)""",
        [list(thread_ids), now],
    )
    return {row[0] for row in cursor.fetchall()}


def of_post(cursor: Any, post: str, now: datetime) -> list[UUID]:
    """Talks with the phones that stand for a post, the official one first."""
    cursor.execute(
        """SELECT t.id FROM relay_thread t
            WHERE t.post_id = %s AND phone_stands(t.phone, t.officer_id, t.post_id, %s) ORDER BY t.phone, t.id""",
        [post, now],
    )
    return [row[0] for row in cursor.fetchall()]


def replaced(cursor: Any, post: str, phone: str, officer_id: int | None, *, by: UUID) -> list[UUID]:
    """Talks with the phones that a newly enrolled one takes the place of: one official, one private of each officer."""
    cursor.execute(
        """SELECT id FROM relay_thread
            WHERE post_id = %s AND phone = %s AND officer_id IS NOT DISTINCT FROM %s AND id <> %s""",
        [post, phone, officer_id, by],
    )
    return [row[0] for row in cursor.fetchall()]
