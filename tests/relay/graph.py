"""A Graph API that answers as a test says, and a clock that goes by a test's leave."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from satark import settings
from satark.relay.letters import Letter, Outcome
from satark.relay.sending import Sender

Json = dict[str, Any]
NUMBER_ID = "155500010000101"
OTHER_ID = "155500010000102"


def in_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """A test that is a coroutine."""

    @wraps(test)
    def run(*values: Any, **named: Any) -> None:
        asyncio.run(test(*values, **named))

    return run


@dataclass(slots=True)
class Graph:
    """What came in, in order, and what is answered: (HTTP status, body)."""

    answer: Callable[[str, Json], tuple[int, Json]]
    taken: list[tuple[str, Json]] = field(default_factory=list)
    hold: dict[str, asyncio.Event] = field(default_factory=dict)
    """Answers to these addressees wait."""

    async def messages(self, request: web.Request) -> web.Response:
        body = json.loads(await request.read())
        number_id = request.match_info["number"]
        self.taken.append((number_id, body))
        if (wait := self.hold.get(str(body.get("to")))) is not None:
            await wait.wait()
        status, content = self.answer(number_id, body)
        return web.json_response(content, status=status)


@dataclass(slots=True)
class Moment:
    """The time, which stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(slots=True)
class Post:
    sender: Sender
    graph: Graph
    time: Moment

    async def send(self, *letters: Letter) -> list[Outcome]:
        """Post them and wait for what is learnt."""
        self.sender.post(list(letters))
        await self.sender.drain()
        outcomes = list(self.sender.outcomes)
        self.sender.outcomes.clear()
        return outcomes

    async def finish(self) -> None:
        """Let time pass until everything is sent."""
        done = asyncio.ensure_future(self.sender.drain())
        while not done.done():
            self.time.later(seconds=1)
            await asyncio.sleep(0.01)


def took(_: str, __: Json) -> tuple[int, Json]:
    return 200, {"messages": [{"id": "wamid.x"}]}


def refused(code: int, *, status: int = 400) -> Callable[[str, Json], tuple[int, Json]]:
    return lambda _, __: (status, {"error": {"code": code}})


def letter(
    person: UUID | None = None, *, number_id: str = NUMBER_ID, to: str = "+915550020001", **more: Any
) -> Letter:
    body = json.dumps({"to": to, "type": "text"}).encode()
    return Letter(uuid4(), person or uuid4(), number_id, body, **more)


@asynccontextmanager
async def post(answer: Callable[[str, Json], tuple[int, Json]] = took) -> AsyncIterator[Post]:
    graph, time = Graph(answer), Moment()
    app = web.Application()
    app.router.add_post("/v26.0/{number}/messages", graph.messages)
    server = TestServer(app)
    await server.start_server()
    known = settings.load(
        {"SATARK_GRAPH_URL": f"http://127.0.0.1:{server.port}/v26.0", "SATARK_GRAPH_TOKEN": "token"}
    )
    async with aiohttp.ClientSession() as http:
        yield Post(Sender(http, known, clock=lambda: time.now, wake=lambda: None), graph, time)
    await server.close()
