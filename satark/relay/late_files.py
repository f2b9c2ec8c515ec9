"""A file that a notice promised and that was still being fetched when it went: it follows as soon as it is here, once.

1. Lock the notices that list the file. One that another relay is just carrying out is waited for; one that we lock first is
   carried out after us, and then the file is here.
2. Those that went already get the file in a notice of its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

FILE = "file"
"""Fact of a notice that is nothing but one file."""


def follow(cursor: Any, ident: UUID, now: datetime) -> int:
    """Returns how many phones' posts get it now."""
    cursor.execute(
        """SELECT n.case_id, n.post_id, n.kind, n.ref, n.taken_at IS NOT NULL
             FROM outbox_notice n JOIN evidence_evidence e ON e.case_id = n.case_id
            WHERE e.id = %s AND n.facts -> 'media' ? %s FOR UPDATE OF n""",
        [ident, str(ident)],
    )
    gone = {row[:4] for row in cursor.fetchall() if row[4]}
    for case_id, post, kind, ref in gone:
        cursor.execute(
            """INSERT INTO outbox_notice (id, case_id, post_id, kind, ref, sealed_text, facts, at)
               VALUES (%s, %s, %s, %s, %s, '', %s, %s)""",
            [uuid4(), case_id, post, kind, ref, Jsonb({FILE: str(ident)}), now],
        )
    return len(gone)
