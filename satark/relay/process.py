"""The relay: the only process that knows, for milliseconds, who wrote. It listens nowhere.

One thread works through the database in cycles (a cycle is a transaction); an event loop beside it talks to WhatsApp,
and a second thread works off those who send too much (`backlog`).
What the loop learns comes back as outcomes and is written in the next cycle. A lost database ends nothing: the cycle is
repeated when it is back, and whatever was not committed has not happened.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django import db
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from satark import clock, logs
from satark.relay import attachments, inbox, learnt, outgoing, posters
from satark.relay.backlog import Backlog
from satark.relay.courier import Courier, Handover
from satark.relay.fetching import Fetched
from satark.relay.letters import Outcome
from satark.relay.lost import LOST_DATABASE, was_only_in_the_way
from satark.relay.numbers import Districts
from satark.relay.partitions import Partitions
from satark.relay.secrets import RelayKeys
from satark.relay.sweeps import Every, Sweeps
from satark.relay.turns import BATCH, Turns
from satark.relay.work import Ready
from satark.settings import Settings, SettingsError
from satark.vault import keystore

STATUSES = timedelta(days=35)
"""After so long no status of a message can come any more: WhatsApp gives up after thirty."""
IDLE = 0.25
PATIENT = 0.0005
"""Seconds that one thread may keep the others from the interpreter: the turns must not wait for what is less urgent."""
BAD_ROW = (psycopg.Error, db.Error, inbox.Lost)

log = logs.get()


class Unworkable(Exception):
    """A batch cannot be done as it is: one of its messages, or what is stored of its sender, stands in the way."""


class Relay:
    def __init__(self, settings: Settings, keys: RelayKeys, *, clock: Callable[[], datetime]) -> None:
        self._keys = keys
        self._clock = clock
        self._districts = Districts()
        self._turns = Turns(keys, self._districts, clock=clock)
        self._partitions = Partitions()
        self._courier = Courier(settings, clock=clock)
        self._sweeps = Sweeps(keys, self._turns, self._courier, self._partitions)
        self._turns.replies.may_go = self._sweeps.may_go
        self._name = f"relay:{os.getpid()}"
        self._locked_on: object = None
        """The connection that holds our partitions."""
        self._stop = False
        self._careful = 0
        """So many items are still taken one by one, after a batch that the database refused."""
        self._swept, self._pulse, self._tidy = Every(0.25), Every(3), Every(600)
        self._complaints = Every(10)
        behind = Turns(keys, self._districts, clock=clock, turnstile=self._turns.turnstile)
        self._backlog = Backlog(behind, clock=clock)
        self._scans = posters.Scans()

    def run(self) -> None:
        """Until SIGTERM or SIGINT: then finishes what is under way."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: setattr(self, "_stop", True))
        sys.setswitchinterval(PATIENT)
        self._backlog.start()
        pause = 0.1
        while not self._stop:
            try:
                self._work()
                pause = 0.1
            except LOST_DATABASE as problem:
                log.warning("relay.database_lost", why=type(problem).__name__)
                self._forget_connection()
                time.sleep(pause)  # Nothing to wait on: the server is away. Doubles up to two seconds.
                pause = min(pause * 2, 2)
        self._close()

    def _work(self) -> None:
        if self._pulse.now():
            self._live()
        handover = self._cycle()
        self._courier.hand(handover)
        if not handover.busy:
            self._wait()

    # --- one cycle -------------------------------------------------------------------------------------------------

    def _cycle(self) -> Handover:
        if connection.connection is not self._locked_on:
            # The locks went with the old connection: on a new one nothing is ours until it is taken again.
            raise psycopg.OperationalError
        limit = 1 if self._careful else BATCH
        try:
            with self._transaction() as (cursor, outcomes):
                handover = self._in_transaction(cursor, outcomes, limit)
        except LOST_DATABASE as problem:
            if not was_only_in_the_way(problem):
                raise
            # Rolled back whole; the connection and its partitions are as they were.
            log.warning("relay.cycle_repeated", why=type(problem.__cause__ or problem).__name__)
            return Handover(busy=True)
        except Unworkable as problem:
            reason = type(problem.__cause__ or problem).__name__
            log.warning("relay.batch_refused", why=reason, size=limit, problem=problem)
            self._suspect(reason, alone=limit == 1)
            return Handover(busy=True)
        except BAD_ROW as problem:
            # Not a message's doing: another relay had them, or something learnt could not be written. Once more, later.
            if self._complaints.now():
                log.error("relay.cycle_failed", problem=problem)
            return Handover()
        self._careful = max(self._careful - 1, 0)
        self._scans.note(handover.opened, self._clock())
        return handover

    def _transaction(self) -> Any:
        return _Cycle(self._courier)

    def _in_transaction(self, cursor: Any, outcomes: Outcomes, limit: int) -> Handover:
        now = self._clock()
        self._settle(cursor, outcomes, now)
        done = self._batch(cursor, limit)
        while self._backlog.done:
            done = done.and_(self._backlog.done.popleft())
        self._sweeps.heard += done.heard
        handover = Handover(done.letters, done.fetches, done.heard, opened=done.opened, busy=done.items > 0)
        if self._swept.now():
            self._sweeps.sweep(cursor, handover, now)
        return handover

    def _settle(self, cursor: Any, outcomes: Outcomes, now: datetime) -> None:
        """Write down what the courier learnt."""
        learnt.letters(cursor, self._keys, outcomes.sent, self._sweeps.paused, now)
        for each in outcomes.fetched:
            learnt.file(cursor, each, now)

    def _batch(self, cursor: Any, limit: int) -> Ready:
        try:
            return self._turns.batch(cursor, self._partitions.mine, limit=limit)
        except (*LOST_DATABASE, inbox.Lost):
            raise
        except Exception as problem:
            # A talk or a case that no longer opens, a disk that takes no file: it must not stop everybody else.
            raise Unworkable from problem

    def _suspect(self, reason: str, *, alone: bool) -> None:
        """A batch could not be done: take its items one by one, and set the culprit aside when it is alone."""
        if not alone:
            self._careful = BATCH
            return
        with transaction.atomic():
            cursor = _cursor()
            items = inbox.take(cursor, self._partitions.mine, limit=1)
            if items:
                inbox.set_aside(cursor, [(items[0], reason[:40])], self._clock())
                inbox.remove(cursor, items)

    # --- living ----------------------------------------------------------------------------------------------------

    def _live(self) -> None:
        """Say that we live, take our share of partitions, and find what a dead relay left half sent."""
        now = self._clock()
        with transaction.atomic():
            cursor = _cursor()
            cursor.execute(
                """INSERT INTO relay_pulse (process, at, facts) VALUES (%s, now(), %s)
                   ON CONFLICT (process) DO UPDATE SET at = excluded.at, facts = excluded.facts""",
                [self._name, Jsonb(self._facts())],
            )
            # Sessions, not heartbeats: that of a dead relay is gone at once, and its senders must not wait.
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND application_name = 'satark relay'"
            )
            living = cursor.fetchone()[0]
        cursor = _cursor()
        if connection.connection is not self._locked_on:
            # Without a handler the driver would keep every notification it meets during a query, for ever.
            connection.connection.add_notify_handler(lambda _: None)
            cursor.execute("LISTEN inbox")
            cursor.execute("LISTEN outbox")
        taken = self._partitions.balance(cursor, living)
        self._locked_on = connection.connection
        self._backlog.partitions = self._partitions.mine
        if taken:
            outgoing.doubt(cursor, taken, set(self._courier.under_way), now=now)
        self._districts.refresh(now)
        self._courier.allow(self._districts.rates)
        if self._tidy.now():
            inbox.forget_keys(cursor, before=now - timedelta(hours=1))
            outgoing.purge(cursor, now=now, before=now - STATUSES)
            attachments.forget_old(cursor, now)
            self._scans.write(cursor)
            cursor.execute("DELETE FROM relay_pulse WHERE at < now() - interval '1 day'")

    def _facts(self) -> dict[str, int]:
        sender = self._courier.sender
        return {
            "partitions": len(self._partitions.mine),
            "under_way": len(self._courier.under_way),
            "repeated": sender.repeated,
        }

    def _wait(self) -> None:
        """Until a message, a notice or an outcome comes, or a quarter of a second is over."""
        raw = connection.connection
        ready, _, _ = select.select([raw.fileno(), self._courier.bell], [], [], IDLE)
        if self._courier.bell in ready:
            self._courier.silence_bell()
        if raw.fileno() in ready:
            raw.pgconn.consume_input()
            while raw.pgconn.notifies() is not None:
                pass

    def _forget_connection(self) -> None:
        self._partitions.lost()
        self._backlog.partitions = []
        self._pulse = Every(3)
        self._sweeps.rounds.again()
        with suppress(Exception):
            connection.close()

    def _close(self) -> None:
        self._backlog.close()
        self._courier.close()
        with suppress(*LOST_DATABASE), self._transaction() as (cursor, outcomes):
            self._in_transaction(cursor, outcomes, 0)
            self._scans.write(cursor)
        connection.close()


@dataclass(frozen=True, slots=True)
class Outcomes:
    sent: list[Outcome]
    fetched: list[Fetched]


class _Cycle:
    """A transaction that takes the courier's outcomes along: they are forgotten only when it is committed."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._atomic = transaction.atomic(durable=True)

    def __enter__(self) -> tuple[Any, Outcomes]:
        self._outcomes = Outcomes(
            [self._courier.sender.outcomes[i] for i in range(len(self._courier.sender.outcomes))],
            [self._courier.fetched[i] for i in range(len(self._courier.fetched))],
        )
        self._atomic.__enter__()
        return _cursor(), self._outcomes

    def __exit__(self, *problem: Any) -> None:
        self._atomic.__exit__(*problem)
        if problem[0] is not None:
            return
        for each in self._outcomes.sent:
            self._courier.sender.outcomes.popleft()
            self._courier.done(each.id)
        for result in self._outcomes.fetched:
            self._courier.fetched.popleft()
            self._courier.fetching.discard(result.fetch.id)


def _cursor() -> Any:
    """A plain psycopg cursor on Django's connection: binary, prepared, and in the same transaction as the services."""
    connection.ensure_connection()
    cursor = psycopg.Cursor(connection.connection)
    cursor.format = psycopg.pq.Format.BINARY
    return cursor


def run(settings: Settings) -> int:
    """`satark relay`, with Django set up."""
    if not settings.graph_token:
        raise SettingsError("SATARK_GRAPH_TOKEN is empty: without Meta's token nobody can be answered.")
    keys = RelayKeys.of(keystore.read(settings.keys_dir, "relay"))
    relay = Relay(settings, keys, clock=clock.now)
    log.info("relay.started")
    relay.run()
    log.info("relay.stopped")
    return 0
