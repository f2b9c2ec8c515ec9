"""The share of a relay's time that those get who send too much: a slice, and then everybody else again.

A slice that fails is done message by message, and the one that is at fault is set aside.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from satark import logs
from satark.relay import inbox, later
from satark.relay.lost import LOST_DATABASE
from satark.relay.slow import SLICE
from satark.relay.sweeps import Every
from satark.relay.turns import Turns
from satark.relay.work import Ready

PORTION = 0.05
"""Seconds from one slice to the next: two thousand messages a second at most."""

log = logs.get()


class Backlog:
    def __init__(self, turns: Turns, *, clock: Callable[[], datetime]) -> None:
        self._turns = turns
        self._clock = clock
        self._next, self._tidy = Every(PORTION), Every(30)
        self._careful = 0
        """So many are still taken one by one, after a slice that failed."""
        self.more = False
        """Whether the last slice found something."""

    def work_off(self, cursor: Any, partitions: list[int]) -> Ready:
        """A slice, when it is time for one. Raises Lost, and whatever a lost database raises."""
        if not self._next.now():
            return Ready([], [], 0)
        alone = self._careful > 0
        self._careful = max(self._careful - 1, 0)
        try:
            with transaction.atomic():
                if self._tidy.now():
                    later.forget(cursor, partitions, self._clock())
                done = self._turns.behind(cursor, partitions, limit=1 if alone else SLICE)
        except (*LOST_DATABASE, inbox.Lost):
            raise
        except Exception as problem:  # noqa: BLE001 - what waits behind must never hold up what is in front
            log.warning("relay.slice_refused", alone=alone, problem=problem)
            self._suspect(cursor, partitions, type(problem).__name__, alone=alone)
            return Ready([], [], 0)
        self.more = done.items > 0
        return done

    def _suspect(self, cursor: Any, partitions: list[int], reason: str, *, alone: bool) -> None:
        if not alone:
            self._careful = SLICE
            return
        now = self._clock()
        items = later.take(cursor, partitions, now, limit=1)
        inbox.set_aside(cursor, [(item, reason[:40]) for item in items], now)
        later.remove(cursor, items)
