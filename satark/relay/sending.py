"""The sender: one HTTP request a letter, in order for each person, many persons at once. What it learns goes back as outcomes.

1. A letter waits for those before it to the same person, for a free hand of its number, and for its number's place.
2. What may pass later is tried again at growing steps; time ends it (`window.LIFE`), not a count.
3. What hits everybody stops its number here at once, before the pause is written; a probe passes all the same.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import aiohttp

from satark.channels.whatsapp import answers
from satark.channels.whatsapp.errors import LOST, NOT_SENT, Accepted, Failure, read_answer
from satark.relay.attachments import Uploaded, Uploader
from satark.relay.budget import Budget
from satark.relay.letters import Letter, Outcome
from satark.relay.outgoing import DOUBT, FAILED, READY, SENT
from satark.relay.window import CLOSED
from satark.settings import Settings

AT_ONCE = 64
"""Requests under way by one number: a slow one has no hand on another's."""
TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
STEPS: dict[str, tuple[timedelta, timedelta]] = {
    # retry class -> (first step, longest step); each try doubles it
    "later": (timedelta(seconds=2), timedelta(hours=1)),
    "slow": (timedelta(minutes=1), timedelta(hours=4)),
    "after_change": (timedelta(minutes=5), timedelta(hours=4)),
}
FORGOTTEN = (100, 131009, 131053)
"""How WhatsApp says that it does not know the id of an upload, or not any more."""
MEDIA_TRIES = 5
"""How often a file that WhatsApp could not take is offered again."""
BEHIND = timedelta(seconds=30)
"""How long a letter waits, at most, for an older one to the same person that did not go."""
REMEMBERED = 10_000
STOPPING = {"token": "all", "account": "number", "payment": "number", "setup": "number"}
TEMPLATE = "template"


def trouble(failure: Failure) -> str:
    """The alarm that a failure calls for: a code of `alarms.WORDS`, or none."""
    if not failure.alarm:
        return ""
    return failure.words if failure.words in STOPPING or failure.words == TEMPLATE else "code_unknown"


def stops(failure: Failure) -> str:
    """Whether the next messages will fail as well: by this `number`, by `all` of them, or not."""
    return STOPPING.get(failure.words, "") if failure.alarm else ""


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
        self._uploader = Uploader(session, settings)
        self._clock = clock
        self._wake = wake
        self._gates: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        self._queues: dict[UUID, deque[Letter]] = {}
        self._behind: dict[UUID, datetime] = {}
        """Persons to whom an older letter could not go: until when newer ones wait for it."""
        self._tasks: set[asyncio.Task[None]] = set()
        self.budget = Budget(clock)
        self.paused: frozenset[str] = frozenset()
        """Numbers by which nothing goes (empty: by none). Each cycle says it anew."""
        self.outcomes: deque[Outcome] = deque()
        self.repeated = 0
        """Letters sent again although the first may have gone: the only way a reply can arrive twice."""

    def post(self, letters: list[Letter]) -> None:
        for letter in letters:
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
                outcome = await self._one(person, queue[0])
                queue.popleft()
                self.outcomes.append(outcome)
                self._wake()
        finally:
            del self._queues[person]

    async def _one(self, person: UUID, letter: Letter) -> Outcome:
        if self._is_paused(letter):
            return self._put_back(letter, self._clock(), "paused")
        if (until := self._behind.pop(person, None)) and until > self._clock():
            self._behind[person] = until
            return self._put_back(letter, until, "behind")
        async with self._gates[letter.number_id]:
            await self.budget.turn(letter.number_id)
            if self._is_paused(letter):
                return self._put_back(letter, self._clock(), "paused")
            return self._learn(person, *await self._with_file(letter))

    async def _with_file(self, letter: Letter) -> tuple[Letter, Accepted | Failure]:
        """Upload what the letter carries and send it. What WhatsApp has forgotten is uploaded once more."""
        file = letter.file
        if file is None:
            return letter, await self._send(letter)
        if file.upload_id:
            result = await self._send(letter.carrying(file.upload_id))
            if isinstance(result, Accepted) or result.code not in FORGOTTEN:
                return letter, result
        uploaded = await self._uploader.upload(file, letter.number_id)
        if isinstance(uploaded, Failure):
            return letter, uploaded
        letter = replace(letter, file=replace(file, upload_id=uploaded))
        return letter, await self._send(letter.carrying(uploaded))

    def _is_paused(self, letter: Letter) -> bool:
        if not self.paused or letter.probe:
            return False
        return letter.number_id in self.paused or "" in self.paused

    @staticmethod
    def _put_back(letter: Letter, again_at: datetime, why: str) -> Outcome:
        """Not tried at all."""
        return Outcome(letter.id, READY, again_at=again_at, error=why, number_id=letter.number_id)

    async def _send(self, letter: Letter) -> Accepted | Failure:
        self.repeated += letter.doubtful
        url = f"{self._base}/{letter.number_id}/messages"
        try:
            async with self._session.post(
                url, data=letter.body, headers=self._headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                return read_answer(answer.status, await answers.read(answer))
        except aiohttp.ClientConnectorError:
            return NOT_SENT
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return LOST

    def _learn(self, person: UUID, letter: Letter, result: Accepted | Failure) -> Outcome:
        if isinstance(result, Accepted):
            self.budget.went(letter.number_id)
            return Outcome(
                letter.id,
                SENT,
                number_id=letter.number_id,
                wamid=result.wamid,
                uploaded=_uploaded(letter),
            )
        if result.code == 130429:
            self.budget.slow_down(letter.number_id)
        outcome = self._failed(letter, result)
        if outcome.again_at is not None and result.retry in ("later", "pair"):
            self._keep_behind(person, outcome.again_at, result)
        return outcome

    def _keep_behind(self, person: UUID, again_at: datetime, failure: Failure) -> None:
        if len(self._behind) > REMEMBERED:
            self._behind = {who: until for who, until in self._behind.items() if until > self._clock()}
        longest = again_at if failure.retry == "pair" else self._clock() + BEHIND
        self._behind[person] = min(again_at, longest)

    def _failed(self, letter: Letter, failure: Failure) -> Outcome:
        now = self._clock()
        outcome = Outcome(
            letter.id,
            FAILED,
            error=str(failure.code or failure.words),
            number_id=letter.number_id,
            trouble=trouble(failure),
            stops=stops(failure),
            uploaded=_uploaded(letter),
            template=letter.template if letter.formal and trouble(failure) == TEMPLATE else ("", ""),
        )
        if outcome.stops:
            self.paused |= {letter.number_id if outcome.stops == "number" else ""}
            return replace(outcome, state=READY, again_at=now)
        if outcome.error == CLOSED and not letter.formal:
            return replace(outcome, state=READY, again_at=now)
        if outcome.template[0]:
            return replace(
                outcome, state=READY, again_at=now
            )  # `window.form` waits until it is usable again.
        if failure.retry == "never" or (failure.words == "media" and letter.attempts >= MEDIA_TRIES):
            return outcome
        step = _step(failure.retry, letter.attempts)
        again = now + (max(DOUBT, step) if failure.ambiguous else step)
        return replace(outcome, state=READY, again_at=again, doubtful=failure.ambiguous)


def _uploaded(letter: Letter) -> Uploaded | None:
    if letter.file is None or not letter.file.upload_id:
        return None
    return Uploaded(letter.file.id, letter.number_id, letter.file.upload_id)


def _step(retry: str, attempts: int) -> timedelta:
    if retry == "pair":
        return timedelta(seconds=float(4 ** min(attempts + 1, 5)))
    first, longest = STEPS[retry]
    return min(first * float(2 ** min(attempts, 12)), longest)
