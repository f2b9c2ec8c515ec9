"""People under load who do not give up: webhooks are sent again until they are acknowledged, as Meta does, some even twice.

Runs in a thread of its own; the main thread kills and restarts.
"""

from __future__ import annotations

import asyncio
import random
import re
import threading
import time
from typing import Any

from bench.graph import Graph
from bench.kill.ledger import Ledger
from bench.people import Person
from bench.stack import Stack
from bench.webhooks import Postbag
from bench.wire import Client, ServedConnection

THINKING = (0.5, 2.5)
"""Seconds between a reply and the next message: a tip stays below WhatsApp's burst of messages to one person."""
FIRST_AGAIN, LAST_AGAIN = 0.2, 3.0
"""Seconds until an unacknowledged webhook is sent again, doubled each time. Meta's steps are longer."""
DOUBLED = 0.02
"""Webhooks that come once more although they were acknowledged."""
OUT_OF_REACH, COMES_BACK = 0.05, 14.0
"""Phones without a signal when a reply is sent, and seconds until they have it: status and person come so late that a
reply in doubt is sent again before."""
HANGS_UP = 0.01
"""Messages of ours that the pretend Graph API takes without an answer."""
CONNECTIONS = 64
CODE = re.compile(r"\b\d{4} \d{4} \d{4} \d{4}\b")


class Load:
    """`people` at a time; who is finished is followed by somebody new until `last_call`."""

    def __init__(self, stack: Stack, ledger: Ledger, *, people: int, seed: int) -> None:
        self._edge, self._graph = stack.places.edge, stack.places.graph
        self._postbag = Postbag(host=str(self._edge), app_secret=stack.shared.app_secret)
        self._ledger = ledger
        self._size = people
        self._chance = random.Random(seed)
        self._people: dict[str, Person] = {}
        self._born = 0
        self.present = 0
        """People who are not finished."""
        self._open = True
        self._tasks: set[asyncio.Task[None]] = set()
        self._pending = 0
        """Webhooks not acknowledged yet, or still to come."""
        self.waits: list[float] = []
        """Seconds from each message to its reply."""
        self.finished = threading.Event()
        """Everybody said what there was to say and every webhook was acknowledged."""
        self.ready = threading.Event()

    def last_call(self) -> None:
        self._open = False

    async def run(self) -> None:
        respond = Graph(self._took).respond
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: ServedConnection(respond), self._graph.host, self._graph.port
        )
        self._client = Client(self._edge.host, self._edge.port, CONNECTIONS)
        await self._client.open()
        self.ready.set()
        for _ in range(self._size):
            self._come()
        await asyncio.to_thread(self.finished.wait)
        self._client.close()
        server.close()

    # --- people ------------------------------------------------------------------------------------------------------

    def _come(self) -> None:
        self._born += 1
        self.present += 1
        person = Person(self._born, writes=1.0)
        self._people[person.identity.number or person.identity.user_id] = person
        self._later(self._chance.uniform(0, 3), lambda: self._write(person))

    def _write(self, person: Person) -> None:
        content = person.write()
        account = self._ledger.account(person.mark)
        account.written, account.marks, account.chosen = person.written, person.marks, person.chosen
        if content is not None:
            person.sent_at = time.monotonic()
            self._post(self._postbag.message(person.identity, content), person.mark)
            return
        self.present -= 1
        if self._open:
            self._come()
        self._perhaps_finished()

    def _took(self, to: str, message: dict[str, Any]) -> str:
        person, opaque = self._people[to], message["biz_opaque_callback_data"]
        account = self._ledger.account(person.mark)
        self._ledger.arrivals.setdefault(opaque, []).append(time.monotonic())
        wamid = self._postbag.reply_id(person.identity)
        late = COMES_BACK if self._chance.random() < OUT_OF_REACH else 0.0
        self._later(late, lambda: self._post(self._postbag.delivered(person.identity, wamid, opaque)))
        if opaque not in account.replies:
            self.waits.append(time.monotonic() - person.sent_at)
            account.replies.add(opaque)
            account.codes |= set(CODE.findall(_words(message)))
            person.read(message)
            self._later(late + self._chance.uniform(*THINKING), lambda: self._write(person))
        if self._chance.random() < HANGS_UP:
            self._ledger.hung_up.add(opaque)
            return ""
        return wamid

    # --- webhooks ----------------------------------------------------------------------------------------------------

    def _post(self, request: bytes, mark: str = "", *, again: float = FIRST_AGAIN) -> None:
        """Until it is acknowledged. `mark` names the writer of a message; a status has none."""
        self._pending += 1

        def answered(status: int) -> None:
            self._pending -= 1
            if status != 200:
                self._ledger.repeated += 1
                self._later(again, lambda: self._post(request, mark, again=min(again * 2, LAST_AGAIN)))
                return
            if mark:
                self._ledger.account(mark).acknowledged += 1
            if self._chance.random() < DOUBLED:
                self._ledger.repeated += 1
                self._later(self._chance.uniform(0, 5), lambda: self._post(request))
            self._perhaps_finished()

        self._client.post(request, answered)

    def _later(self, seconds: float, act: Any) -> None:
        self._pending += 1

        def due() -> None:
            self._pending -= 1
            act()

        asyncio.get_running_loop().call_later(seconds, due)

    def _perhaps_finished(self) -> None:
        if not self._open and not self.present and not self._pending:
            self.finished.set()


def _words(message: dict[str, Any]) -> str:
    body = message.get("text", {}).get("body", "") or message.get("interactive", {}).get("body", {}).get(
        "text", ""
    )
    return str(body)
