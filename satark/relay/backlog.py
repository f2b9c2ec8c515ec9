"""Those who send too much are worked off beside everybody else: by a thread with a connection of its own, a slice at a time.

1. It knows of the main thread's partitions only; should they be another relay's by now, the rows themselves tell (`Lost`).
2. It hands nothing to the courier: its replies are rows like any other, and the next sweep finds them.
3. A slice that fails is done message by message, and the one that is at fault is set aside.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection, transaction

from satark import logs
from satark.relay import inbox, later
from satark.relay.lost import LOST_DATABASE
from satark.relay.slow import SLICE
from satark.relay.sweeps import Every
from satark.relay.turns import Turns
from satark.relay.work import Ready

PORTION, IDLE, LOST_FOR = 0.25, 0.25, 1.0
"""Seconds until the next slice: while there is more (a thousand messages a second at most), while there is none, and
when the database was lost."""
SHARE = 2.0
"""Times as long as a slice took nothing is done: a third of the time at most, however slow the machine is."""
NAME = "satark relay backlog"
"""How its connection is called: relays are counted by theirs (`process`)."""

log = logs.get()


class Backlog:
    def __init__(self, turns: Turns, *, clock: Callable[[], datetime]) -> None:
        """`turns` is its own: nothing in there is made for two threads."""
        self._turns = turns
        self._turns.replies.may_go = lambda _: False
        self._clock = clock
        self._tidy = Every(30)
        self._careful = 0
        """So many are still taken one by one, after a slice that failed."""
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backlog", daemon=True)
        self.partitions: list[int] = []
        """Whose senders are ours; set by the main thread."""
        self.done: deque[Ready] = deque()
        """What was committed and not counted yet."""

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Finish the slice that is under way."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        options = {**connection.settings_dict.get("OPTIONS", {}), "application_name": NAME}
        connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}
        pause = IDLE
        while not self._ending.wait(pause):
            began = time.monotonic()
            try:
                more = self._slice()
                pause = max(PORTION if more else IDLE, SHARE * (time.monotonic() - began))
            except (*LOST_DATABASE, inbox.Lost) as problem:
                log.warning("relay.backlog_interrupted", why=type(problem).__name__)
                pause = LOST_FOR
                with suppress(Exception):
                    connection.close()
        connection.close()

    def _slice(self) -> bool:
        """Whether there may be more. Raises Lost, and whatever a lost database raises."""
        partitions = self.partitions
        alone = self._careful > 0
        self._careful = max(self._careful - 1, 0)
        try:
            with transaction.atomic(durable=True):
                done = self.work_off(_cursor(), partitions, limit=1 if alone else SLICE)
        except (*LOST_DATABASE, inbox.Lost):
            raise
        except Exception as problem:  # noqa: BLE001 - one message must not stop all that wait with it
            log.warning("relay.slice_refused", alone=alone, problem=problem)
            self._suspect(partitions, type(problem).__name__, alone=alone)
            return True
        self.done.append(done)
        return done.items > 0

    def work_off(self, cursor: Any, partitions: list[int], *, limit: int = SLICE) -> Ready:
        if self._tidy.now():
            later.forget(cursor, partitions, self._clock())
        return self._turns.behind(cursor, partitions, limit=limit)

    def _suspect(self, partitions: list[int], reason: str, *, alone: bool) -> None:
        if not alone:
            self._careful = SLICE
            return
        with transaction.atomic(durable=True):
            cursor, now = _cursor(), self._clock()
            items = later.take(cursor, partitions, now, limit=1)
            inbox.set_aside(cursor, [(item, reason[:40]) for item in items], now)
            later.remove(cursor, items)


def _cursor() -> Any:
    connection.ensure_connection()
    cursor = psycopg.Cursor(connection.connection)
    cursor.format = psycopg.pq.Format.BINARY
    return cursor
