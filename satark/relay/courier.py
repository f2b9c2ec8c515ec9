"""The courier: an event loop in a thread of its own that sends letters, fetches files, and rings when it has learnt something.

It touches no database. What it learnt waits in two queues until a cycle has committed it.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import aiohttp
import uvloop

from satark.channels.whatsapp.setup import Finding, OurNumber
from satark.relay import gateways, watch
from satark.relay.fetching import Fetch, Fetched, Fetcher
from satark.relay.gateways import Text
from satark.relay.outgoing import Letter
from satark.relay.resolving import PublicOnly
from satark.relay.sending import Sender
from satark.settings import Settings


@dataclass(slots=True)
class Handover:
    """What a committed cycle leaves for the event loop."""

    letters: list[Letter] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)
    heard: Mapping[str, int] = field(default_factory=dict)
    """How many messages came in, by number of ours."""
    texts: list[Text] = field(default_factory=list)
    """SMS, for phones that WhatsApp does not reach."""
    opened: list[str] = field(default_factory=list)
    """Codes of the posters that opened a talk."""
    busy: bool = False


FULL = 400
"""Letters of one number under way: more wait in the database, where they do no harm if we die."""

PATIENCE = aiohttp.ClientTimeout(total=None, connect=10, sock_read=60)
"""A large file on a slow line may take its time, as long as something comes."""


class Courier:
    """The event loop in its own thread: sends letters, fetches files, and rings when it has learnt something."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
        self._bell, self._rope = os.pipe()
        os.set_blocking(self._rope, False)
        os.set_blocking(self._bell, False)
        self._fetches: set[asyncio.Task[None]] = set()
        self.fetched: deque[Fetched] = deque()
        self.found: deque[list[Finding]] = deque()
        """What the watch found of our numbers' setting up, one list a round."""
        self._looking: set[asyncio.Task[None]] = set()
        self.under_way: dict[UUID, str] = {}
        """Letters handed over whose outcome is not committed yet, and their number. Touched by the cycles' thread only."""
        self._load: Counter[str] = Counter()
        self.fetching: set[UUID] = set()
        """The same for files."""
        self.texting: set[UUID] = set()
        """The same for SMS."""
        self.texted: deque[tuple[UUID, bool]] = deque()
        """SMS that the gateway took or did not take."""
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        self._thread.start()
        self.sender = self._call(self._open())

    @property
    def texts(self) -> bool:
        """Whether there is any way to send an SMS."""
        return self._gateway is not None

    @property
    def bell(self) -> int:
        return self._bell

    def hand(self, work: Handover) -> None:
        if work.letters or work.fetches or work.texts or work.heard:
            # Known before the loop sees them: a cycle in between must not take them for orphans.
            self.under_way.update((letter.id, letter.number_id) for letter in work.letters)
            self._load.update(letter.number_id for letter in work.letters)
            self.fetching.update(wanted.id for wanted in work.fetches)
            self.texting.update(text.id for text in work.texts)
            self._loop.call_soon_threadsafe(self._take, work)

    def done(self, ident: UUID) -> None:
        """The outcome of a letter is committed."""
        number_id = self.under_way.pop(ident, None)
        if number_id is not None:
            self._load[number_id] -= 1

    def full(self) -> set[str]:
        """Numbers that have as much under way as is good."""
        return {number_id for number_id, count in self._load.items() if count >= FULL}

    def allow(self, rates: Mapping[str, int]) -> None:
        self._loop.call_soon_threadsafe(self.sender.budget.allow, rates)

    def look(self, numbers: Sequence[OurNumber]) -> None:
        """Let the watch make a round."""
        self._loop.call_soon_threadsafe(self._begin_round, numbers)

    def silence_bell(self) -> None:
        with suppress(BlockingIOError):
            os.read(self._bell, 4096)

    def close(self) -> None:
        """Finish what is under way."""
        with suppress(TimeoutError):
            self._call(self._finish(), timeout=15)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _call(self, work: Coroutine[Any, Any, Any], timeout: float | None = None) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    def _ring(self) -> None:
        with suppress(BlockingIOError):
            os.write(self._rope, b"!")

    async def _open(self) -> Sender:
        resolver = aiohttp.DefaultResolver()
        connector = aiohttp.TCPConnector(
            limit=1024,
            ttl_dns_cache=60,
            # The pretend WhatsApp of a rehearsal is on this machine.
            resolver=resolver if self._settings.rehearsal else PublicOnly(resolver),
        )
        self._session = aiohttp.ClientSession(connector=connector, auto_decompress=False, timeout=PATIENCE)
        self._fetcher = Fetcher(self._session, self._settings)
        # In a network of the police's own the gateway has no public address.
        self._line = aiohttp.ClientSession()
        self._gateway = gateways.chosen(self._line, self._settings)
        self._few = asyncio.Semaphore(8)
        return Sender(self._session, self._settings, clock=self._clock, wake=self._ring)

    def _take(self, work: Handover) -> None:
        for number_id, count in work.heard.items():
            self.sender.budget.heard(number_id, count)
        self.sender.post(work.letters)
        for wanted in work.fetches:
            self._begin(self._fetch(wanted))
        for text in work.texts:
            self._begin(self._text(text))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._fetches.add(task)
        task.add_done_callback(self._fetches.discard)

    def _begin_round(self, numbers: Sequence[OurNumber]) -> None:
        task = self._loop.create_task(self._round(numbers))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _round(self, numbers: Sequence[OurNumber]) -> None:
        self.found.append(await watch.look(self._session, self._settings, numbers, self._clock()))
        self._ring()

    async def _fetch(self, wanted: Fetch) -> None:
        async with self._few:
            self.fetched.append(await self._fetcher.fetch(wanted))
        self._ring()

    async def _text(self, text: Text) -> None:
        went = self._gateway is not None and await self._gateway.send(text)
        self.texted.append((text.id, went))
        self._ring()

    async def _finish(self) -> None:
        for task in self._looking:
            task.cancel()
        await self.sender.drain()
        if self._fetches:
            await asyncio.wait(set(self._fetches), timeout=10)
        await self._line.close()
        await self._session.close()
