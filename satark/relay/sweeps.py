"""What no message brings about: notices, what is due, pauses, silence, checks. Each part by itself, four times a second.

A part that fails holds up neither the others nor the batch.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from satark import logs
from satark.relay import (
    alarms,
    clockwatch,
    fetching,
    folding,
    learnt,
    notices,
    numbers,
    outgoing,
    pauses,
    silence,
    sms,
    watch,
)
from satark.relay.courier import Courier, Handover
from satark.relay.letters import Letter
from satark.relay.lost import LOST_DATABASE
from satark.relay.partitions import Partitions
from satark.relay.secrets import RelayKeys
from satark.relay.templates import States
from satark.relay.turns import Turns
from satark.vault.services import those_that_open

UNFINISHED = timedelta(hours=24)
FETCHES = 40
"""Files under way: with so many, what was put off waits on, and what somebody has just sent is next."""
FIRST_PARTITION = 0
"""Whose relay does what only one has to."""

log = logs.get()


class Every:
    """True once in so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    def now(self) -> bool:
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + self._seconds
        return True


class Sweeps:
    def __init__(self, keys: RelayKeys, turns: Turns, courier: Courier, partitions: Partitions) -> None:
        self._keys = keys
        self._turns = turns
        self._courier = courier
        self._partitions = partitions
        self.paused: frozenset[str] = frozenset()
        """Numbers by which nothing goes at present; as the last sweep found them."""
        self.heard: Counter[str] = Counter()
        """Messages by number of ours, since the last check."""
        self.rounds = watch.Rounds()
        self._checks, self._complaints = Every(5), Every(10)

    def sweep(self, cursor: Any, handover: Handover, now: datetime) -> None:
        """Every part once."""
        for part in (
            self._look_for_pauses,
            self._tell_notices,
            self._send_due,
            self._fetch_due,
            self._text_due,
            self._end_silence,
            # After whatever locks talks: those who flood are worked off meanwhile, and lock a talk first and its fold then.
            self._add_folded,
            self._check,
            self._watch,
        ):
            try:
                with transaction.atomic():
                    found = part(cursor, now)
            except LOST_DATABASE:
                raise
            except Exception as problem:  # noqa: BLE001 - one part must not hold up the others
                if self._complaints.now():
                    log.error("relay.part_failed", part=part.__name__, problem=problem)
                continue
            handover.letters += found.letters
            handover.fetches += found.fetches
            handover.texts += found.texts

    def _tell_notices(self, cursor: Any, now: datetime) -> Handover:
        waiting = notices.take(cursor)
        if not waiting:
            return Handover()
        work = notices.new_work(cursor, self._turns, now)
        mine = set(self._partitions.mine)
        notices.Notices(cursor, self._turns, work, partitions=mine).carry_out(waiting)
        outgoing.add(cursor, self._keys, work.drafts, now)
        return Handover([draft.letter for draft in work.drafts if draft.now])

    def _look_for_pauses(self, cursor: Any, now: datetime) -> Handover:
        self.paused = self._courier.sender.paused = pauses.standing(cursor)
        return Handover()

    def may_go(self, number_id: str) -> bool:
        return not ({number_id, pauses.EVERY_NUMBER} & self.paused or number_id in self._courier.full())

    def _send_due(self, cursor: Any, now: datetime) -> Handover:
        if not self.paused:
            return Handover(self._due(cursor, now, closed=self._courier.full()))
        letters = [replace(letter, probe=True) for letter in self._probes(cursor, now)]
        if pauses.EVERY_NUMBER not in self.paused:
            letters += self._due(cursor, now, closed=self.paused | self._courier.full())
        return Handover(letters)

    def _probes(self, cursor: Any, now: datetime) -> list[Letter]:
        """One letter for each number that may try whether it works again."""
        found: list[Letter] = []
        for number_id in pauses.probes(cursor, now):
            letters = self._due(cursor, now, only=number_id or None, limit=1)
            if not letters:
                pauses.unused(cursor, number_id, now)
            found += letters
        return found

    def _due(self, cursor: Any, now: datetime, **narrower: Any) -> list[Letter]:
        usable = States(cursor, now).usable
        due = outgoing.due(cursor, self._keys, self._partitions.mine, now=now, usable=usable, **narrower)
        learnt.failed(due.failed, now)
        return due.letters

    def _fetch_due(self, cursor: Any, now: datetime) -> Handover:
        if len(self._courier.fetching) >= FETCHES:
            return Handover()
        rows = fetching.due(cursor, self._partitions.mine, self._courier.fetching, now=now)
        boxes = those_that_open(list({row[1] for row in rows})) if rows else {}
        found = [fetching.opened(self._keys, row, boxes[row[1]].key) for row in rows if row[1] in boxes]
        return Handover(fetches=[each for each in found if each])

    def _add_folded(self, cursor: Any, now: datetime) -> Handover:
        folding.add_due(cursor, self._keys, self._partitions.mine, now)
        return Handover()

    def _text_due(self, cursor: Any, now: datetime) -> Handover:
        """What the gateway took or did not take since, and what is to go by SMS now. One relay of all does it."""
        courier = self._courier
        learnt_now = list(courier.texted)
        sms.settle(cursor, learnt_now, now)
        for ident, _ in learnt_now:
            courier.texted.popleft()
            courier.texting.discard(ident)
        if FIRST_PARTITION not in self._partitions.mine:
            return Handover()
        found = sms.due(cursor, self._keys, now, under_way=courier.texting, ways=courier.texts)
        return Handover(texts=found)

    def _end_silence(self, cursor: Any, now: datetime) -> Handover:
        """Tips left unfinished for a day."""
        done = self._turns.silence(cursor, self._partitions.mine, older=now - UNFINISHED)
        return Handover(done.letters)

    def _check(self, cursor: Any, now: datetime) -> Handover:
        """What no message tells: that none come, and that a file is about to be gone."""
        if self._checks.now():
            silence.count(cursor, self.heard, now)
            self.heard.clear()
            silence.look(cursor, now)
            clockwatch.look(cursor, now)
            fetching.look(cursor, now)
            alarms.forget(cursor, now)
        return Handover()

    def _watch(self, cursor: Any, now: datetime) -> Handover:
        """Write down what the watch found, and send it round again when it is time. One relay of all does it."""
        while self._courier.found:
            watch.write(cursor, self._courier.found[0], now)
            self._courier.found.popleft()
        if FIRST_PARTITION in self._partitions.mine and self.rounds.due(now):
            self._courier.look(numbers.known())
        return Handover()
