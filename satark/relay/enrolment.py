"""A phone stands for a post after it has sent the post's one-time code. The code is kept as a hash and works once."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from argon2.low_level import Type, hash_secret_raw

LASTS = timedelta(days=2)
ASKED = re.compile(r"^\s*(?:duty|ड्यूटी|डयूटी|post|पोस्ट|enrol|enroll)[\s:.-]*((?:\d[\s-]*){8})$", re.IGNORECASE)
SALT = b"satark enrolment"
"""Fixed, so that a code can be looked up. It lives two days, once, and 10^8 tries have to go through WhatsApp."""


def digest(code: str) -> bytes:
    return hash_secret_raw(
        code.encode(), salt=SALT, time_cost=3, memory_cost=65536, parallelism=1, hash_len=32, type=Type.ID
    )


def issue(cursor: Any, post: str, now: datetime) -> str:
    """A code for a post, for whoever hands it to the officer in person. Run as the owner (`satark post enrol`)."""
    code = f"{secrets.randbelow(10**8):08d}"
    cursor.execute(
        "INSERT INTO relay_enrolment (hash, post_id, expires_at) VALUES (%s, %s, %s)",
        [digest(code), post, now + LASTS],
    )
    return code


def asked(text: str) -> str | None:
    """The code in a message such as "duty 4821 0937", digits of any script; None when it is no such message."""
    found = ASKED.match(text)
    return "".join(str(int(digit)) for digit in found[1] if digit.isdigit()) if found else None


def redeem(cursor: Any, code: str, now: datetime) -> str | None:
    """The post that the code stands for; the code is used up. None when it is wrong, used or too old."""
    cursor.execute(
        """UPDATE relay_enrolment SET used_at = %s
            WHERE hash = %s AND used_at IS NULL AND expires_at > %s RETURNING post_id""",
        [now, digest(code), now],
    )
    row = cursor.fetchone()
    return row[0] if row else None
