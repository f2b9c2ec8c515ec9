"""Posts the webhooks of a plan to a running stack, as Meta does: many at once, again when the connection was lost."""

from __future__ import annotations

import asyncio
import hmac
import random
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import LiteralString

from bench.fuzz import lengths
from bench.fuzz.graph import Graph
from bench.fuzz.ledger import HUNG_UP, Ledger
from bench.fuzz.webhooks import CROWDED, Webhook, told, webhook
from bench.stack import Stack, StackFailed
from bench.webhooks import PATH
from bench.wire import Client, ServedConnection, request
from satark.vault import keystore, tags

CONNECTIONS = 24
AT_ONCE = 4_000
"""Things on their way to the database at most: the door lets Meta wait beyond 20,000."""
AGAIN, TRIES = 0.1, 5
DOUBLED = 30
"""Every so-and-so-many webhooks one comes again although it was acknowledged."""
CHUNKED = 37
"""Every so-and-so-many webhooks one comes in chunks, without a length."""
TOLD = 20
"""Every so-and-so-many webhooks one tells of replies that were really sent."""
LIED = 400
"""Every so-and-so-many webhooks there is a request whose length is a lie."""
PUT_RIGHT = 1.0
LONGEST_WORK = 1_200.0
INBOX: LiteralString = "select (select count(*) from relay_inboxitem) + (select count(*) from relay_later)"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    webhooks: int
    seed: int
    now: int
    """Unix seconds: what the timestamps say. All else comes from the seed."""
    patience: float = 300.0
    """Seconds for the last replies to come."""

    @property
    def people(self) -> int:
        return max(20, self.webhooks // CROWDED)

    def webhook(self, number: int) -> Webhook:
        return webhook(self.seed, number, people=self.people, now=self.now)


class Campaign:
    def __init__(self, stack: Stack, plan: Plan, say: Say) -> None:
        keys = keystore.read(stack.settings.keys_dir, "edge")
        self._stack, self._plan, self._say = stack, plan, say
        self._secret = stack.shared.app_secret.encode()
        self._head = request(PATH, str(stack.places.edge), {"Content-Type": "application/json"})
        self._under_way = 0
        self._pending = 0
        self._moved = asyncio.Event()
        self._began = time.monotonic()
        self.ledger = Ledger(tag=lambda identity: tags.keyed(keys.dedupe, identity))
        self.graph = Graph()
        self.seconds_posting = 0.0

    async def run(self) -> None:
        edge, graph = self._stack.places.edge, self._stack.places.graph
        respond = self.graph.respond
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: ServedConnection(respond), graph.host, graph.port)
        self._client = Client(edge.host, edge.port, CONNECTIONS)
        await self._client.open()
        beside: list[asyncio.Task[None]] = []
        try:
            beside += [asyncio.create_task(self._put_right()), asyncio.create_task(self._lie())]
            await self._post_all()
            await beside.pop()
            await self._wait("to be worked off", LONGEST_WORK, lambda: not count(self._stack, INBOX))
            await self._wait("for the last replies", self._plan.patience, self._all_answered)
        finally:
            for task in beside:
                task.cancel()
            self._client.close()
            server.close()

    # --- posting -----------------------------------------------------------------------------------------------------

    async def _post_all(self) -> None:
        for number in range(self._plan.webhooks):
            made = self._plan.webhook(number)
            self._post(made)
            if number % DOUBLED == 0:
                self._post(made, again=True)
            if number % TOLD == 0 and self.graph.opaques:
                self._post(told(self._plan.seed, number, self.graph.opaques, now=self._plan.now))
            await self._room()
            if number % 10_000 == 9_999:
                self._say(f"{number + 1:,} webhooks posted after {self._seconds():.0f} s")
        while self._pending:
            await self._answer_came()
        self.seconds_posting = self._seconds()

    async def _room(self) -> None:
        while self._under_way > AT_ONCE or self._client.waiting:
            await self._answer_came()

    async def _answer_came(self) -> None:
        self._moved.clear()
        await self._moved.wait()

    def _post(self, made: Webhook, *, again: bool = False) -> None:
        before = self.ledger.things
        wanted = 0 if again else self.ledger.post(made)
        weight = 1 + self.ledger.things - before
        whole = signed(self._head, self._secret, made.body, chunked=made.number % CHUNKED == 0)
        self._under_way += weight
        self._pending += 1
        self._send(whole, made.number, wanted, weight, TRIES)

    def _send(self, whole: bytes, number: int, wanted: int, weight: int, tries: int) -> None:
        def answered(status: int) -> None:
            if status == HUNG_UP and tries > 1:
                self.ledger.repeated += 1
                loop = asyncio.get_running_loop()
                loop.call_later(AGAIN, lambda: self._send(whole, number, wanted, weight, tries - 1))
                return
            self._under_way -= weight
            self._pending -= 1
            self._moved.set()
            if wanted:
                self.ledger.answered(number, wanted, status)
            else:
                self.ledger.repeated += 1

        self._client.post(whole, answered)

    async def _lie(self) -> None:
        edge = self._stack.places.edge
        for number in range(1 + self._plan.webhooks // LIED):
            chance = random.Random(f"{self._plan.seed}:lie:{number}")
            body = self._plan.webhook(number).body or b"{}"
            lie = chance.choice(lengths.LIES)(body, chance)
            head = self._head + b"\r\n" + signature(self._secret, body) + b"\r\n"
            self.ledger.lied(lie[:40], await lengths.status_of(edge.host, edge.port, head + lie))

    async def _put_right(self) -> None:
        """Among the webhooks are some by which sending stops: our account is closed, our token is dead."""
        while True:
            await asyncio.to_thread(resume, self._stack)
            await asyncio.sleep(PUT_RIGHT)

    # --- waiting -----------------------------------------------------------------------------------------------------

    async def _wait(self, what: str, limit: float, done: Callable[[], bool]) -> None:
        """Until it is done, or nobody can say any more that it will be."""
        until, told = time.monotonic() + limit, time.monotonic()
        while not await asyncio.to_thread(done) and time.monotonic() < until:
            self._check_alive()
            if time.monotonic() - told > 20:
                told = time.monotonic()
                left = await asyncio.to_thread(count, self._stack, INBOX)
                self._say(f"waiting {what}: {self._seconds():.0f} s, {left:,} in the inbox")
            await asyncio.sleep(0.25)

    def _check_alive(self) -> None:
        for child in self._stack.children:
            if not child.alive:
                raise StackFailed(f"{child.part.name} died: {self._stack.log_tail(child)}")

    def _all_answered(self) -> bool:
        return self.ledger.answered_at.keys() <= self.graph.replies.keys()

    def _seconds(self) -> float:
        return time.monotonic() - self._began


def signature(secret: bytes, body: bytes) -> bytes:
    return b"X-Hub-Signature-256: sha256=" + hmac.digest(secret, body, "sha256").hex().encode()


def signed(head: bytes, secret: bytes, body: bytes, *, chunked: bool = False) -> bytes:
    """The whole request. In chunks: two, so that the door has to put them together."""
    opening = head + b"\r\n" + signature(secret, body) + b"\r\n"
    if not chunked:
        return b"%sContent-Length: %d\r\n\r\n%s" % (opening, len(body), body)
    halves = (body[: len(body) // 2], body[len(body) // 2 :])
    parts = b"".join(b"%x\r\n%s\r\n" % (len(half), half) for half in halves if half)
    return b"%sTransfer-Encoding: chunked\r\n\r\n%s0\r\n\r\n" % (opening, parts)


def resume(stack: Stack) -> None:
    """What an operator does once the trouble is over. Waits for nobody: a row that is in use is left for the next time."""
    with closing(stack.superuser()) as connection:
        connection.execute(
            "delete from relay_pause where ctid in (select ctid from relay_pause for update skip locked)"
        )


def count(stack: Stack, query: LiteralString) -> int:
    with closing(stack.superuser()) as connection:
        row = connection.execute(query).fetchone()
    return int(str(row[0])) if row else 0
