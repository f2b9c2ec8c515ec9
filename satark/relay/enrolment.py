"""A phone stands for a post after it has sent the post's one-time code. The code is kept as a hash and works once."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from satark.vault.tags import keyed

LASTS = timedelta(days=2)
ASKED = re.compile(r"^\s*(?:duty|ड्यूटी|डयूटी|post|पोस्ट|enrol|enroll)[\s:.-]*((?:\d[\s-]*){8})$", re.IGNORECASE)
TRIES, AGAIN = 5, timedelta(hours=1)
"""Guesses that one person has at once, and how soon another is allowed."""


def digest(key: bytes, code: str) -> bytes:
    """Keyed, with a key that the database does not have: eight digits would fall to any hash without one."""
    return keyed(key, "enrolment", code, size=32)


def issue(cursor: Any, key: bytes, post: str, now: datetime) -> str:
    """A code for a post, for whoever hands it to the officer in person. Run as the owner (`satark post enrol`)."""
    code = f"{secrets.randbelow(10**8):08d}"
    cursor.execute(
        "INSERT INTO relay_enrolment (hash, post_id, expires_at) VALUES (%s, %s, %s)",
        [digest(key, code), post, now + LASTS],
    )
    return code


def asked(text: str) -> str | None:
    """The code in a message such as "duty 4821 0937", digits of any script; None when it is no such message."""
    found = ASKED.match(text)
    return "".join(str(int(digit)) for digit in found[1] if digit.isdigit()) if found else None


def redeem(cursor: Any, key: bytes, code: str, now: datetime) -> str | None:
    """The post that the code stands for; the code is used up. None when it is wrong, used or too old."""
    cursor.execute(
        """UPDATE relay_enrolment SET used_at = %s
            WHERE hash = %s AND used_at IS NULL AND expires_at > %s RETURNING post_id""",
        [now, digest(key, code), now],
    )
    row = cursor.fetchone()
    return row[0] if row else None


def release(cursor: Any, post: str) -> int:
    """Take every phone from a post, and its unused codes (`satark post release`). Returns how many phones it had."""
    cursor.execute("DELETE FROM relay_enrolment WHERE post_id = %s AND used_at IS NULL", [post])
    cursor.execute(
        "DELETE FROM relay_alias WHERE thread_id IN (SELECT id FROM relay_thread WHERE post_id = %s)", [post]
    )
    cursor.execute(
        "DELETE FROM relay_outgoing WHERE thread_id IN (SELECT id FROM relay_thread WHERE post_id = %s)",
        [post],
    )
    cursor.execute("DELETE FROM relay_thread WHERE post_id = %s", [post])
    return int(cursor.rowcount)
