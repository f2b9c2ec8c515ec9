"""Delivers webhooks to the edge: signed, in order along each line, again and again until it says 200.

A line is what must keep its order: the messages of one phone, or the statuses of one message. What waits is in the
store, so that a restart goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from satark.simulator import updates, wire
from satark.simulator.config import SimulatorConfig
from satark.simulator.faults import Faults
from satark.simulator.journal import Journal
from satark.simulator.store import Store

BACKOFF = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Seconds before the next try; the last one repeats. Meta goes on to hours; a rehearsal has minutes."""
GIVE_UP_SECONDS = 7 * 24 * 3600
AT_ONCE = 32
TIME_OUT = aiohttp.ClientTimeout(total=10)


@dataclass(slots=True)
class Letter:
    """One change waiting to be delivered. `ticks` is the wamid of a phone's message that gets its second tick then."""

    id: int
    waba: str
    value: dict[str, Any]
    ticks: str
    made: float
    due: float
    tries: int


@dataclass(slots=True)
class Postman:
    config: SimulatorConfig
    store: Store
    faults: Faults
    journal: Journal
    chance: random.Random
    on_delivered: Callable[[str], None] = lambda _: None
    """Called with the wamid of a phone's message when the edge has taken it."""
    on_change: Callable[[], None] = lambda: None
    """Called when the number of waiting letters, or whether the edge answers, has changed."""
    last_failure: str = ""
    _lines: dict[str, deque[Letter]] = field(default_factory=dict)
    _walks: set[asyncio.Task[None]] = field(default_factory=set)
    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _hurry: asyncio.Event = field(default_factory=asyncio.Event)
    _http: aiohttp.ClientSession | None = None

    @property
    def waiting(self) -> int:
        return sum(len(line) for line in self._lines.values())

    def post(
        self, line: str, waba: str, value: dict[str, Any], *, ticks: str = "", after: float = 0.0
    ) -> Letter:
        """Write one letter down (inside the caller's transaction); `start` brings it on its way."""
        now = time.time()
        letter = Letter(0, waba, value, ticks, now, now + after, 0)
        letter.id = self.store.run(
            "insert into webhook (line, waba, value, ticks, made, due, tries) values (?,?,?,?,?,?,0)",
            *(line, waba, orjson.dumps(value).decode(), ticks, letter.made, letter.due),
        )
        return letter

    def start(self, line: str, *letters: Letter) -> None:
        """Bring written letters on their way, after what is already on this line."""
        if self.faults.reorder:
            for letter in letters:
                letter.due += self.chance.uniform(0, 1.5)
                self._walk_on(f"{line}#{letter.id}", letter)
            return
        self._walk_on(line, *letters)

    async def deliver_now(self, letter: Letter) -> bool:
        """Deliver one letter out of turn; when it fails it waits as any other."""
        if await self._delivered([letter]):
            return True
        self._walk_on(f"late#{letter.id}", letter)
        return False

    def hurry(self) -> None:
        """Try everything that waits for its next try now."""
        self._hurry.set()
        self._hurry = asyncio.Event()

    async def resume(self) -> None:
        """Start, with everything that an earlier run left behind."""
        self._http = aiohttp.ClientSession(timeout=TIME_OUT)
        for row in self.store.rows("select * from webhook order by id"):
            value = orjson.loads(row["value"])
            letter = Letter(row["id"], row["waba"], value, row["ticks"], row["made"], 0.0, row["tries"])
            self._walk_on(row["line"], letter)

    async def stop(self) -> None:
        for walk in self._walks:
            walk.cancel()
        await asyncio.gather(*self._walks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    def _walk_on(self, line: str, *letters: Letter) -> None:
        waiting = self._lines.get(line)
        if waiting is not None:
            waiting.extend(letters)
            return
        self._lines[line] = deque(letters)
        walk = asyncio.create_task(self._walk(line))
        self._walks.add(walk)
        walk.add_done_callback(self._walks.discard)

    async def _walk(self, line: str) -> None:
        waiting = self._lines[line]
        while waiting:
            first = waiting[0]
            await self._until(first.due + self.faults.delay_ms / 1000)
            letters = [
                letter for letter in list(waiting)[: max(1, self.faults.batch)] if letter.due <= first.due + 1
            ]
            if await self._delivered(letters) or self._too_old(letters):
                for _ in letters:
                    waiting.popleft()
            else:
                self._put_off(letters)
        del self._lines[line]

    async def _until(self, due: float) -> None:
        while (left := due - time.time()) > 0:
            try:
                await asyncio.wait_for(self._hurry.wait(), left)
            except TimeoutError:
                continue
            return

    async def _delivered(self, letters: list[Letter]) -> bool:
        """Post them as one body; on 200 they are gone for good."""
        body = wire.encode(updates.envelope([(letter.waba, letter.value) for letter in letters]))
        for _ in range(1 + self.faults.duplicate):
            if not await self._taken(body):
                return False
        with self.store.transaction():
            self.store.count("webhooks delivered", len(letters))
            for letter in letters:
                self.store.run("delete from webhook where id = ?", letter.id)
                if letter.ticks:
                    self.on_delivered(letter.ticks)
        return True

    async def _taken(self, body: bytes) -> bool:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": wire.sign(body, self.config.app_secret),
        }
        if self._http is None:
            return False
        async with self._free:
            try:
                async with self._http.post(self.config.webhook_url, data=body, headers=headers) as answer:
                    outcome = "" if answer.status == 200 else str(answer.status)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                outcome = type(error).__name__
        self.journal.write("webhook", outcome=outcome or "200", body=body.decode("ascii"))
        self._tell(outcome)
        return not outcome

    def _tell(self, outcome: str) -> None:
        changed = bool(outcome) != bool(self.last_failure)
        self.last_failure = outcome
        if changed:
            self.on_change()

    def _put_off(self, letters: list[Letter]) -> None:
        for letter in letters:
            wait = BACKOFF[min(letter.tries, len(BACKOFF) - 1)]
            letter.tries += 1
            letter.due = time.time() + wait
        self.store.count("webhooks refused", len(letters))
        self.on_change()
        self.store.db.executemany(
            "update webhook set due = ?, tries = ? where id = ?",
            [(le.due, le.tries, le.id) for le in letters],
        )

    def _too_old(self, letters: list[Letter]) -> bool:
        if time.time() - letters[0].made < GIVE_UP_SECONDS:
            return False
        self.store.count("webhooks given up", len(letters))
        self.store.db.executemany("delete from webhook where id = ?", [(letter.id,) for letter in letters])
        return True
