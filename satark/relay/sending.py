"""The sender: one HTTP request a letter, in order for each person, many persons at once. What it learns goes back as outcomes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import aiohttp

from satark.channels.whatsapp.errors import LOST, NOT_SENT, Accepted, Failure, read_answer
from satark.relay.outgoing import DOUBT, FAILED, READY, SENT, Letter, Outcome
from satark.settings import Settings

AT_ONCE = 64
TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
TRIES = 12
"""With the steps below this is about a day: then nobody waits for that reply any more."""
STEPS: dict[str, tuple[timedelta, timedelta]] = {
    # retry class -> (first step, longest step); each try doubles it
    "later": (timedelta(seconds=2), timedelta(hours=1)),
    "slow": (timedelta(minutes=1), timedelta(hours=4)),
    "after_change": (timedelta(minutes=5), timedelta(hours=4)),
}


class Sender:
    """Lives in one event loop. `post` may be called from that loop only; `outcomes` is emptied by the turn loop."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._session = session
        self._base = settings.graph_url
        self._headers = {
            "Authorization": f"Bearer {settings.graph_token.reveal()}",
            "Content-Type": "application/json",
        }
        self._clock = clock
        self._wake = wake
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._queues: dict[UUID, deque[Letter]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.outcomes: deque[Outcome] = deque()
        self.repeated = 0
        """Letters sent again although the first may have gone: the only way a reply can arrive twice."""

    def post(self, letters: list[Letter]) -> None:
        for letter in letters:
            self.repeated += letter.doubtful
            person = letter.thread_id or letter.id
            queue = self._queues.get(person)
            if queue is not None:
                queue.append(letter)
                continue
            self._queues[person] = deque((letter,))
            task = asyncio.get_running_loop().create_task(self._serve(person))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def drain(self) -> None:
        """Wait for what is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _serve(self, person: UUID) -> None:
        queue = self._queues[person]
        try:
            while queue:
                async with self._gate:
                    outcome = await self._send(queue[0])
                queue.popleft()
                self.outcomes.append(outcome)
                self._wake()
        finally:
            del self._queues[person]

    async def _send(self, letter: Letter) -> Outcome:
        url = f"{self._base}/{letter.number_id}/messages"
        try:
            async with self._session.post(
                url, data=letter.body, headers=self._headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                result = read_answer(answer.status, await answer.read())
        except aiohttp.ClientConnectorError:
            result = NOT_SENT
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            result = LOST
        if isinstance(result, Accepted):
            return Outcome(letter.id, SENT)
        return self._failed(letter, result)

    def _failed(self, letter: Letter, failure: Failure) -> Outcome:
        error = str(failure.code or failure.words)
        if failure.retry == "never" or letter.attempts >= TRIES:
            return Outcome(letter.id, FAILED, error=error)
        again = self._clock() + (DOUBT if failure.ambiguous else _step(failure.retry, letter.attempts))
        return Outcome(letter.id, READY, again_at=again, doubtful=failure.ambiguous, error=error)


def _step(retry: str, attempts: int) -> timedelta:
    if retry == "pair":
        return timedelta(seconds=float(4 ** min(attempts + 1, 5)))
    first, longest = STEPS[retry]
    return min(first * float(2 ** min(attempts, 12)), longest)
