"""Where every message of the flood is now: in statements that the cells read, or sealed and waiting to become one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

from bench.stack import Stack
from satark.config import demo_parts
from satark.relay import overflow
from satark.relay.secrets import RelayKeys
from satark.vault import keystore

MARK = re.compile(r"flood-\d{6}")


@dataclass(frozen=True, slots=True)
class Account:
    lost: int
    doubled: int
    additions: int
    """Statements beside the report in the flooder's case: what the cells saw of it."""
    waiting: int
    """Messages that wait, sealed, for the next addition."""
    set_aside: int


def take_stock(stack: Stack, sent: int) -> Account:
    said = [[mark for text in each["words"] for mark in MARK.findall(text)] for each in _cases(stack)]
    own = max(said, key=len)
    waiting = list(_waiting(stack))
    told = Counter([*own, *waiting])
    return Account(
        lost=sent - len(told),
        doubled=told.total() - len(told),
        additions=_number(stack, ADDITIONS),
        waiting=len(waiting),
        set_aside=_number(stack, "select count(*) from relay_setaside"),
    )


ADDITIONS = "select coalesce(max(n), 0) from (select count(*) n from cases_event where kind = 'added' group by case_id) a"


def _cases(stack: Stack) -> list[dict[str, list[str]]]:
    """What the DIG's cell can read, from a process with the console's role, rights and keys."""
    environment = demo_parts.environment(
        "console", stack.settings, stack.shared, stack.settings.database_address
    )
    command = [sys.executable, "-m", "bench.kill.cases"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: list[dict[str, list[str]]] = json.loads(done.stdout)
    return found


def _waiting(stack: Stack) -> Iterable[str]:
    """Read from a copy that is rolled back: nothing is taken from the relay."""
    keys = RelayKeys.of(keystore.read(stack.settings.keys_dir, "relay"))
    with closing(stack.superuser()) as connection, connection.transaction(force_rollback=True):
        cursor = connection.cursor()
        rows = cursor.execute("select distinct case_id::text from relay_overflow").fetchall()
        for case_id in [UUID(str(row[0])) for row in rows]:
            for words in overflow.take_up(cursor, keys, case_id):
                yield from MARK.findall(words)


def _number(stack: Stack, query: str) -> int:
    with closing(stack.superuser()) as connection:
        row = connection.execute(query.encode()).fetchone()
    return int(str(row[0])) if row else 0
