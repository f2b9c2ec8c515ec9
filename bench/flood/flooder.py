"""A source who gives one tip and then sends as much as the connection takes, without waiting for anything."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from bench import webhooks
from bench.people import Person
from bench.webhooks import Postbag
from bench.wire import Client

INDEX = 999_999
WORDS = "यहाँ रोज रात ट्रक से बालू जाता है"
CONNECTIONS = 160
TIP_LIMIT = 60.0


class Flooder:
    """Has connections of its own: what it waits for at the door keeps nobody else from knocking."""

    def __init__(self, postbag: Postbag, client: Client) -> None:
        self._postbag = postbag
        self._client = client
        self._person = Person(INDEX)
        self._read, self._all_answered = asyncio.Event(), asyncio.Event()
        self._wanted = 0
        self.addressed = self._person.identity.party
        self.replies = 0
        self.refused = 0
        self.acknowledged = 0

    def took(self, message: dict[str, Any]) -> str:
        """The pretend Graph API has a message for the flooder."""
        self.replies += 1
        self._person.read(message)
        self._read.set()
        return self._postbag.reply_id(self._person.identity)

    async def give_a_tip(self) -> None:
        """From the first greeting to the code, so that the flood falls on a case that the cells can read."""
        async with asyncio.timeout(TIP_LIMIT):
            while (content := self._person.write()) is not None:
                self._read.clear()
                self._client.post(self._postbag.message(self._person.identity, content), self._answered)
                await self._read.wait()
        self.replies = self.acknowledged = 0

    async def flood(self, count: int, *, rate: float) -> float:
        """`count` messages, `rate` a second. Returns the seconds until the last was acknowledged."""
        began, sent, self._wanted = time.perf_counter(), 0, count
        self._all_answered.clear()
        while sent < count:
            due = min(int((time.perf_counter() - began) * rate), count)
            for number in range(sent, due):
                text = webhooks.text(f"{WORDS} ({mark(number)})")
                self._client.post(self._postbag.message(self._person.identity, text), self._answered)
            sent = due
            await asyncio.sleep(0.005)
        await self._all_answered.wait()
        return time.perf_counter() - began

    def _answered(self, status: int) -> None:
        if status == 200:
            self.acknowledged += 1
        else:
            self.refused += 1
        if self.acknowledged + self.refused == self._wanted:
            self._all_answered.set()


def mark(number: int) -> str:
    return f"flood-{number:06d}"
