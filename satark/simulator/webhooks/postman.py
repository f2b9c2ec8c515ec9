"""Delivers webhooks to the edge: in order along each line, again and again until it says 200.

A line is what must keep its order: the messages of one phone, or the statuses of one message. What waits is in the
store, so that a restart goes on where it stopped. All times are those of the pretend clock.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice, takewhile
from typing import Any

import orjson

from satark.simulator.config import SimulatorConfig
from satark.simulator.faults import Faults
from satark.simulator.journal import Journal
from satark.simulator.store import Store
from satark.simulator.webhooks import updates, wire
from satark.simulator.webhooks.carrier import Carrier
from satark.simulator.webhooks.lines import AT_ONCE, Letter, Lines

BACKOFF = (0, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200)
"""Seconds before the next try; the last one repeats. Meta: at once, then less and less often."""
GIVE_UP_SECONDS = 7 * 24 * 3600
WAYS = 32
"""How many POSTs are on their way at once."""
LOOK_AGAIN = 0.1
"""Real seconds after which the clock is looked at again at the latest: it may have jumped."""
SHORTEST_LOOK = 0.005
TOGETHER_SECONDS = 1.0
"""A batch takes along what is due so soon."""


@dataclass(slots=True)
class Postman:
    config: SimulatorConfig
    store: Store
    faults: Faults
    journal: Journal
    carrier: Carrier
    chance: random.Random
    on_delivered: Callable[[str], None] = lambda _: None
    """Called with the wamid of a phone's message when the edge has taken it."""
    on_change: Callable[[], None] = lambda: None
    """Called when the number of waiting letters has changed."""
    address_of: Callable[[Letter], str] = lambda _: ""
    """Where a letter goes; empty when nobody is to hear of it."""
    _lines: Lines = field(default_factory=Lines)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _walks: set[asyncio.Task[None]] = field(default_factory=set)
    _rounds: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        return self._lines.count

    def post(
        self,
        line: str,
        waba: str,
        value: dict[str, Any],
        *,
        ticks: str = "",
        after: float = 0.0,
        about: str = "messages",
    ) -> Letter:
        """Write one letter down (inside the caller's transaction); `start` brings it on its way."""
        now = self.config.clock()
        letter = Letter(0, waba, about, value, ticks, now, now + after, 0)
        letter.id = self.store.run(
            "insert into letter (line, waba, field, value, ticks, made, due, tries) values (?,?,?,?,?,?,?,0)",
            *(line, waba, about, orjson.dumps(value).decode(), ticks, letter.made, letter.due),
        )
        return letter

    def start(self, line: str, *letters: Letter) -> None:
        """Bring written letters on their way, after what is already on this line."""
        if self.faults.reorder:
            for letter in letters:
                letter.due += self.chance.uniform(0, 1.5)
                self._lines.add(f"{line}#{letter.id}", letter)
        else:
            self._lines.add(line, *letters)
        self._changed.set()

    def withdraw(self, line: str) -> None:
        """Nobody is to hear what still waits on this line."""
        for letter in self._lines.withdraw(line):
            self.store.run("delete from letter where id = ?", letter.id)

    async def deliver_now(self, letter: Letter) -> bool:
        """Deliver one letter out of turn; when it fails it waits as any other."""
        return await self.deliver_together([letter])

    async def deliver_together(self, letters: list[Letter], *, changes_most: int = 1000) -> bool:
        """Deliver these in one POST, out of turn; when it fails they wait as any others."""
        if not self.faults.silence and await self._delivered(letters, changes_most):
            return True
        for letter in letters:
            self._lines.add(f"late#{letter.id}", letter)
        self._changed.set()
        return False

    def hurry(self) -> None:
        """Try everything that waits now."""
        self._lines.hurry()
        self._changed.set()

    def look(self) -> None:
        """Look at the schedule at once: a fault was changed."""
        self._changed.set()

    async def resume(self) -> None:
        """Start, with everything that an earlier run left behind."""
        await self.carrier.open()
        for row in self.store.rows("select * from letter order by id"):
            value = orjson.loads(row["value"])
            letter = Letter(
                *(row["id"], row["waba"], row["field"], value, row["ticks"], row["made"]),
                *(row["due"] if row["tries"] == 0 else AT_ONCE, row["tries"]),
            )
            self._lines.add(row["line"], letter)
        self._rounds = asyncio.create_task(self._go_round())

    async def stop(self) -> None:
        tasks = [*self._walks, *([self._rounds] if self._rounds else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.carrier.close()

    # --- the rounds ---

    async def _go_round(self) -> None:
        while True:
            self._changed.clear()
            self._send_what_is_due()
            # Not wait_for: on Python 3.11 it may swallow the cancelling when both happen at once.
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause()):
                    await self._changed.wait()

    def _send_what_is_due(self) -> None:
        while not self.faults.silence and len(self._walks) < WAYS:
            until = self._due_until()
            lines = list(islice(iter(partial(self._lines.take, until), None), max(1, self.faults.batch)))
            if not lines:
                return
            walk = asyncio.create_task(self._walk(lines))
            self._walks.add(walk)
            walk.add_done_callback(self._walked)

    def _walked(self, walk: asyncio.Task[None]) -> None:
        self._walks.discard(walk)
        self._changed.set()

    def _due_until(self) -> float:
        """With everything late on purpose, what is due now was due so long ago."""
        return self.config.clock() - self.faults.delay_ms / 1000

    def _pause(self) -> float:
        due = self._lines.next_due()
        if due is None or self.faults.silence or len(self._walks) >= WAYS:
            return LOOK_AGAIN
        return min(LOOK_AGAIN, max(SHORTEST_LOOK, due - self._due_until()))

    async def _walk(self, lines: list[str]) -> None:
        """Deliver what is due of these lines, until they are empty, not due, or refused."""
        while picked := self._picked(lines):
            letters = [letter for due in picked.values() for letter in due]
            if not await self._delivered(letters):
                self._put_off(letters)
                break
            for line, due in picked.items():
                self._lines.drop_first(line, len(due))
        for line in lines:
            self._lines.give_back(line)

    def _picked(self, lines: list[str]) -> dict[str, list[Letter]]:
        """What comes in one POST: of each line what is due, as much as a batch may hold."""
        left, picked = max(1, self.faults.batch), dict[str, list[Letter]]()
        for line in lines:
            due = self._due_on(line, left)
            left -= len(due)
            picked |= {line: due} if due else {}
        return picked

    def _due_on(self, line: str, most: int) -> list[Letter]:
        waiting = self._lines.on(line)
        while waiting and self._too_old(waiting[0]):
            self._give_up(waiting[0])
            self._lines.drop_first(line)
        until = self._due_until()
        if self.faults.silence or not waiting or waiting[0].due > until:
            return []
        near = takewhile(lambda letter: letter.due <= until + TOGETHER_SECONDS, waiting)
        return list(islice(near, most))

    def _too_old(self, letter: Letter) -> bool:
        return letter.tries > 0 and self.config.clock() - letter.made >= GIVE_UP_SECONDS

    def _give_up(self, letter: Letter) -> None:
        self.store.count("webhooks given up")
        self.journal.write("given up", field=letter.field, value=letter.value)
        self.store.run("delete from letter where id = ?", letter.id)

    def _put_off(self, letters: list[Letter]) -> None:
        now = self.config.clock()
        for letter in letters:
            letter.due = now + BACKOFF[min(letter.tries, len(BACKOFF) - 1)]
            letter.tries += 1
        self.store.count("webhooks refused", len(letters))
        self.on_change()
        self.store.db.executemany(
            "update letter set due = ?, tries = ? where id = ?",
            [(letter.due, letter.tries, letter.id) for letter in letters],
        )

    # --- one POST ---

    async def _delivered(self, letters: list[Letter], changes_most: int = 1000) -> bool:
        """Post them, one body for each address; on 200 they are gone for good."""
        for address, group in groupby(letters, self.address_of):
            if not await self._posted(address, list(group), changes_most):
                return False
        return True

    async def _posted(self, address: str, letters: list[Letter], changes_most: int) -> bool:
        changes = [(letter.waba, letter.field, letter.value) for letter in letters]
        body = wire.encode(updates.envelope(changes, at=self.config.clock(), changes_most=changes_most))
        for _ in range(1 + self.faults.duplicate if address else 0):
            if await self.carrier.carry(body, to=address) != 200:
                return False
        with self.store.transaction():
            self.store.count("webhooks delivered" if address else "webhooks nobody asked for", len(letters))
            for letter in letters:
                self.store.run("delete from letter where id = ?", letter.id)
                for wamid in letter.ticks.split():
                    self.on_delivered(wamid)
        return True
