"""A source's code: 16 random digits, kept only as Argon2id under a keyed salt, so that it can be looked up and not guessed.

53 bits of chance and a pepper that the database does not have: one MiB and one pass (about a millisecond) already make
10^16 tries hopeless, and a tip does not wait for it.
"""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw

DIGITS = 16
MEMORY_KIB = 1024


def mint() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def spoken(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, DIGITS, 4))


def digest(key: bytes, code: str) -> bytes:
    return hash_secret_raw(
        code.encode(),
        salt=key[:16],
        time_cost=1,
        memory_cost=MEMORY_KIB,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )


def issue(cursor: Any, key: bytes, case_id: UUID) -> str:
    """A new code for a case. Only its hash is stored; the code itself goes into one message and nowhere else."""
    code = mint()
    cursor.execute(
        "INSERT INTO relay_sourcecode (hash, case_id) VALUES (%s, %s)", [digest(key, code), case_id]
    )
    return code


def find(cursor: Any, key: bytes, code: str) -> UUID | None:
    """The case that a code brings back, or None."""
    cursor.execute("SELECT case_id FROM relay_sourcecode WHERE hash = %s", [digest(key, code)])
    row = cursor.fetchone()
    return row[0] if row else None
