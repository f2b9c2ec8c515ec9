"""Many people at once: who may write now, who waits for a reply, and how long each waited.

Nobody writes more often than WhatsApp lets us answer (one message in six seconds). Who is finished leaves and
somebody new comes, so that at any moment all stages of a tip are under way, as on a real day.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench.people import Person
from bench.webhooks import Postbag
from bench.wire import Client

PAIR_LIMIT = 6.0
"""Seconds between two messages of ours to one person, and so between two of theirs."""
TICK = 0.002


@dataclass(slots=True)
class Counts:
    """What happened since the counting began."""

    turns: int = 0
    latencies: list[float] = field(default_factory=list)
    filed: int = 0
    """Turns that filed a report."""
    answered: Counter[str] = field(default_factory=Counter)
    """Turns by what the person's message answered."""
    replies_per_tip: list[int] = field(default_factory=list)
    refused: int = 0
    """Webhooks that were not acknowledged."""
    unasked: int = 0
    """Replies to people who waited for none."""
    starved: int = 0
    """Moments at which a message was due and nobody was free to write it."""


class Crowd:
    def __init__(self, postbag: Postbag, client: Client, *, size: int, ramp: float) -> None:
        """`size` people, who come one after the other within `ramp` seconds."""
        self.postbag = postbag
        self._client = client
        self._people: dict[str, Person] = {}
        began = time.perf_counter()
        self._coming = deque((began + ramp * index / size, self._born(index)) for index in range(size))
        self._free: deque[tuple[float, Person]] = deque()
        self._born_so_far = size
        self.waiting = 0
        """People who wait for a reply."""
        self._quiet = asyncio.Event()
        self.counts = Counts()
        self.strangers: dict[str, Callable[[dict[str, Any]], str]] = {}
        """Who is none of the crowd and reads its own messages, by number or user id."""

    def took(self, to: str, message: dict[str, Any]) -> str:
        """The pretend Graph API has a message for somebody: they read it, and their phone says so."""
        if (stranger := self.strangers.get(to)) is not None:
            return stranger(message)
        person = self._people[to]
        wamid = self.postbag.reply_id(person.identity)
        opaque = message["biz_opaque_callback_data"]
        self._client.post(self.postbag.delivered(person.identity, wamid, opaque), self._answered)
        filed_before = person.code_seen
        person.read(message)
        if not person.sent_at:
            self.counts.unasked += 1
            return wamid
        now = time.perf_counter()
        self.counts.turns += 1
        self.counts.filed += person.code_seen and not filed_before
        self.counts.answered[person.answering] += 1
        self.counts.latencies.append(now - person.sent_at)
        person.sent_at = 0.0
        self.waiting -= 1
        if not self.waiting:
            self._quiet.set()
        self._free.append((now + PAIR_LIMIT, person))
        return wamid

    async def press_on(self, seconds: float, *, at_once: int, until_tips: int | None = None) -> None:
        """As fast as replies come: whoever may write does, while fewer than `at_once` wait for a reply.

        Ends earlier when `until_tips` tips are finished.
        """
        until = time.perf_counter() + seconds
        enough = math.inf if until_tips is None else until_tips
        while (now := time.perf_counter()) < until and len(self.counts.replies_per_tip) < enough:
            while self.waiting < at_once and (person := self._next(now)):
                self._write(person, now)
            await asyncio.sleep(TICK)

    async def come_at(self, rate: float, seconds: float) -> None:
        """At random moments, `rate` a second, however long replies take."""
        chance = random.Random(rate)
        due = time.perf_counter()
        until = due + seconds
        while (now := time.perf_counter()) < until:
            while due <= now:
                if person := self._next(now):
                    self._write(person, due)
                else:
                    self.counts.starved += 1
                due += chance.expovariate(rate)
            await asyncio.sleep(TICK)

    async def settle(self, limit: float) -> bool:
        """Let everybody who waits get their reply. False when somebody got none in time."""
        self._quiet.clear()
        if self.waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), limit)
        return not self.waiting

    def _next(self, now: float) -> Person | None:
        for line in (self._coming, self._free):
            if line and line[0][0] <= now:
                return line.popleft()[1]
        return None

    def _write(self, person: Person, due: float) -> None:
        content = person.write()
        if content is None:
            person = self._replaced(person)
            content = person.write()
        assert content is not None, "a person who comes has something to say"
        person.sent_at = due
        self.waiting += 1
        self._client.post(self.postbag.message(person.identity, content), self._answered)

    def _replaced(self, person: Person) -> Person:
        if person.code_seen:
            self.counts.replies_per_tip.append(person.replies)
        self._born_so_far += 1
        return self._born(self._born_so_far)

    def _born(self, index: int) -> Person:
        person = Person(index)
        self._people[person.identity.number or person.identity.user_id] = person
        return person

    def _answered(self, status: int) -> None:
        if status != 200:
            self.counts.refused += 1
