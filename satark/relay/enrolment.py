"""A phone stands for a post after it has sent the post's one-time code. The code is kept as a hash and works once.

A post has an official phone (CUG), which stays with the chair when the holder changes, and may have private ones.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from satark.relay.phones import CUG, PRIVATE
from satark.vault.tags import keyed

LASTS = timedelta(days=2)
ASKED = re.compile(r"^\s*(?:duty|ड्यूटी|डयूटी|post|पोस्ट|enrol|enroll)[\s:.-]*((?:\d[\s-]*){8})$", re.IGNORECASE)
TRIES, AGAIN = 5, timedelta(hours=1)
"""Guesses that one person has at once, and how soon another is allowed."""


def digest(key: bytes, code: str) -> bytes:
    """Keyed, with a key that the database does not have: eight digits would fall to any hash without one."""
    return keyed(key, "enrolment", code, size=32)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a code ties a phone to."""

    post: str
    phone: str
    officer_id: int | None = None


class NoSuchPost(Exception):
    """The text is for the administrator."""

    for_administrator = True


class NobodyHolds(Exception):
    """A private phone goes with its officer, and nobody holds the post. The text is for the administrator."""

    for_administrator = True


def issue(cursor: Any, key: bytes, post: str, now: datetime, *, phone: str = CUG) -> str:
    """A code for a post, for whoever hands it to the officer in person. Run as the owner (`satark post enrol`).

    For a private phone it is the present holder's alone. Raises NoSuchPost, NobodyHolds.
    """
    cursor.execute("SELECT 1 FROM jurisdiction_post WHERE code = %s", [post])
    if cursor.fetchone() is None:
        raise NoSuchPost(f"There is no post {post}. `satark roster list` shows all there are.")
    officer = _holder(cursor, post, now) if phone == PRIVATE else None
    code = f"{secrets.randbelow(10**8):08d}"
    cursor.execute(
        "INSERT INTO relay_enrolment (hash, post_id, phone, officer_id, expires_at) VALUES (%s, %s, %s, %s, %s)",
        [digest(key, code), post, phone, officer, now + LASTS],
    )
    return code


def _holder(cursor: Any, post: str, now: datetime) -> int:
    cursor.execute(
        """SELECT officer_id FROM jurisdiction_holding
            WHERE post_id = %s AND since <= %s AND (until IS NULL OR until > %s)
            ORDER BY since DESC, officer_id DESC LIMIT 1""",
        [post, now, now],
    )
    row = cursor.fetchone()
    if row is None:
        raise NobodyHolds(f"Nobody holds {post}: enter first who does, then enrol a private phone.")
    return int(row[0])


def asked(text: str) -> str | None:
    """The code in a message such as "duty 4821 0937", digits of any script; None when it is no such message."""
    found = ASKED.match(text)
    return "".join(str(int(digit)) for digit in found[1] if digit.isdigit()) if found else None


def redeem(cursor: Any, key: bytes, code: str, now: datetime) -> Enrolled | None:
    """What the code stands for; the code is used up. None when it is wrong, used or too old."""
    cursor.execute(
        """UPDATE relay_enrolment SET used_at = %s
            WHERE hash = %s AND used_at IS NULL AND expires_at > %s RETURNING post_id, phone, officer_id""",
        [now, digest(key, code), now],
    )
    row = cursor.fetchone()
    return Enrolled(*row) if row else None


def release(cursor: Any, post: str, *, phone: str | None = None) -> int:
    """Take a post's phones, or those of one kind, with unused codes (`satark post release`). Returns how many it had."""
    cursor.execute(
        "DELETE FROM relay_enrolment WHERE post_id = %s AND phone = coalesce(%s, phone) AND used_at IS NULL",
        [post, phone],
    )
    cursor.execute(
        "SELECT id FROM relay_thread WHERE post_id = %s AND phone = coalesce(%s, phone)", [post, phone]
    )
    threads = [row[0] for row in cursor.fetchall()]
    for table in ("relay_alias", "relay_outgoing"):
        cursor.execute(f"DELETE FROM {table} WHERE thread_id = ANY (%s)", [threads])  # noqa: S608 - our own tables
    cursor.execute("DELETE FROM relay_thread WHERE id = ANY (%s)", [threads])
    return len(threads)
