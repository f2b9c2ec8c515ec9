"""Group commit: messages that arrive together are written in one transaction, and only then acknowledged.

1. A request seals its items into the open batch and waits for that batch.
2. A writer takes the batch, calls `edge_store` once, and lets all who wait go on.
3. Meanwhile the next batch fills; two writers keep one batch on its way to the disk and one on its way there.
4. When a connection is lost the outcome is not known: the batch is written again (the tags tell repeats) as soon as
   there is a connection, or, after a few seconds, nobody in it is acknowledged and Meta repeats.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from satark import clock, logs
from satark.edge.senders import Senders
from satark.edge.split import Item
from satark.vault import sealing, tags

WRITERS = 2
ROWS = 500
"""Most rows of one batch."""
WAITING_ROWS = 20_000
"""More than this unwritten: say so (503) and let Meta come again, rather than grow."""
GATHER = 0.002
"""Seconds a small batch waits for company: costs nobody anything, saves a third of the commits."""
SELDOM = 0.05
"""Seconds that messages of those who flood wait for each other: their number makes no more commits for everybody."""
WRITE_LIMIT = 15.0
PATIENCE = 4.0
"""Seconds a message may wait for the database to come back. Meta wants an answer within a second or so, but every
repeat comes later than the one before: a restart of the database should cost none."""
PULSE_EVERY = 5.0
RETRY = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
STORE = "select edge_store(%b::uuid, %b::bytea, %b::bytea[], %b::smallint[], %b::bytea[], %b::bytea[])"

log = logs.get()


class NotStored(Exception):
    """Nothing may be acknowledged now: the database is away, full or too slow."""


class Batch:
    """Rows under one minute key, and everybody who waits for them."""

    __slots__ = ("began", "bodies", "done", "key_id", "partitions", "sealed_key", "senders", "tags")

    def __init__(self, key_id: UUID, sealed_key: bytes) -> None:
        self.key_id = key_id
        self.sealed_key = sealed_key
        self.began = time.monotonic()
        self.tags: list[bytes] = []
        self.partitions: list[int] = []
        self.bodies: list[bytes] = []
        self.senders: list[bytes] = []
        self.done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()


class Store:
    """Takes items, returns when they are on disk."""

    def __init__(
        self, address: str, *, password: str, relay_public: bytes, dedupe: bytes, partition: bytes
    ) -> None:
        self._connect = {"conninfo": address, "user": "satark_edge", "password": password}
        self._minute_keys = sealing.MinuteKeys(relay_public)
        self._senders = Senders()
        self._dedupe = dedupe
        self._partition = partition
        self._batches: deque[Batch] = deque()
        self._floods: deque[Batch] = deque()
        """The same of senders who flood: written seldom."""
        self._waiting = 0
        self._connected = 0
        self._alone_since = time.monotonic()
        self._wake = asyncio.Event()
        self._closing = False
        self._writers: list[asyncio.Task[None]] = []
        self._pulse_due = 0.0
        self.counts: dict[str, int] = {}

    @property
    def ready(self) -> bool:
        return self._connected > 0 and self._waiting < WAITING_ROWS

    @property
    def _takes(self) -> bool:
        patient = self._connected > 0 or time.monotonic() - self._alone_since < PATIENCE
        return patient and self._waiting < WAITING_ROWS and not self._closing

    async def open(self) -> None:
        self._writers = [asyncio.create_task(self._write_forever(number)) for number in range(WRITERS)]

    async def close(self) -> None:
        """Write what is waiting, then let go of the database."""
        self._closing = True
        self._wake.set()
        await asyncio.gather(*self._writers)

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    async def put(self, items: Sequence[Item]) -> None:
        """Returns when all items are durable. Raises NotStored."""
        if not self._takes:
            raise NotStored
        batches = {self._add(item): None for item in items}
        for batch in batches:
            if not await asyncio.shield(batch.done):
                raise NotStored

    def _add(self, item: Item) -> Batch:
        now = clock.now()
        key_id, sealed_key, seal = self._minute_keys.current(now)
        sender = self._senders.tag(item, now)
        line = self._floods if self._senders.floods(sender, now) else self._batches
        batch = line[-1] if line else None
        if batch is None or batch.key_id != key_id or len(batch.tags) >= ROWS:
            batch = Batch(key_id, sealed_key)
            line.append(batch)
            self._wake.set()
        batch.tags.append(tags.keyed(self._dedupe, item.identity))
        batch.partitions.append(tags.keyed(self._partition, item.sender, size=1)[0])
        batch.bodies.append(seal(item.body))
        batch.senders.append(sender)
        self._waiting += 1
        return batch

    # --- writers -----------------------------------------------------------------------------------------------------

    async def _write_forever(self, number: int) -> None:
        failures = 0
        while not self._closing:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **self._connect,  # type: ignore[arg-type]  # plain strings
                    autocommit=True,
                    application_name="satark edge",
                    connect_timeout=5,
                ) as connection:
                    failures = 0
                    await self._write_while_connected(connection, keeps_pulse=number == 0)
            except (psycopg.Error, OSError, TimeoutError) as error:
                log.warning("edge.database_lost", cause=error)
                self._give_up(waited=PATIENCE)
                await asyncio.sleep(RETRY[min(failures, len(RETRY) - 1)])
                failures += 1
        if not self._connected:
            self._give_up(waited=0.0)

    async def _write_while_connected(
        self, connection: psycopg.AsyncConnection[tuple[object, ...]], *, keeps_pulse: bool
    ) -> None:
        self._connected += 1
        try:
            while not self._closing or self._batches or self._floods:
                if keeps_pulse and time.monotonic() > self._pulse_due:
                    await self._pulse(connection)
                if batch := await self._next_batch():
                    await self._write(connection, batch)
        finally:
            self._connected -= 1
            self._alone_since = time.monotonic()

    async def _next_batch(self) -> Batch | None:
        """The oldest batch, or None when none came for a while."""
        self._join_floods()
        if not self._batches:
            self._wake.clear()
            try:
                async with asyncio.timeout(SELDOM if self._floods else 1.0):
                    await self._wake.wait()
            except TimeoutError:
                return None
        if self._batches and len(self._batches[0].tags) < ROWS and not self._closing:
            await asyncio.sleep(GATHER)
        return self._batches.popleft() if self._batches else None

    def _join_floods(self) -> None:
        """What those who flood sent stands in line with the rest once it is full, or has waited long enough."""
        while self._floods and (
            self._closing
            or len(self._floods[0].tags) >= ROWS
            or time.monotonic() - self._floods[0].began >= SELDOM
        ):
            self._batches.append(self._floods.popleft())

    async def _write(self, connection: psycopg.AsyncConnection[tuple[object, ...]], batch: Batch) -> None:
        rows = (batch.key_id, batch.sealed_key, batch.tags, batch.partitions, batch.bodies, batch.senders)
        try:
            async with asyncio.timeout(WRITE_LIMIT):
                cursor = await connection.execute(STORE, rows, prepare=True)
                answer = await cursor.fetchone()
        except psycopg.Error as error:
            if connection.closed:
                self._batches.appendleft(batch)
                raise
            # A full disk is an answer, and the connection is still good.
            log.error("edge.write_refused", cause=error, code=error.sqlstate)
            self.count("refused")
            self._settle(batch, stored=False)
        except BaseException:
            self._batches.appendleft(batch)
            raise
        else:
            self.count("stored", len(batch.tags))
            self.count("repeated", len(batch.tags) - int(str(answer[0] if answer else 0)))
            self._settle(batch, stored=True)

    async def _pulse(self, connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        self._pulse_due = time.monotonic() + PULSE_EVERY
        await connection.execute("select edge_pulse(%s, %s)", ("edge", Jsonb(self.counts)))

    def _give_up(self, *, waited: float) -> None:
        """Let go, unacknowledged, whoever waited this long. Batches stand in the order they began."""
        for line in (self._batches, self._floods):
            while line and time.monotonic() - line[0].began >= waited:
                self._settle(line.popleft(), stored=False)

    def _settle(self, batch: Batch, *, stored: bool) -> None:
        self._waiting -= len(batch.tags)
        batch.done.set_result(stored)
