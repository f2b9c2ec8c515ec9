"""One rehearsal WhatsApp and a tiny edge that takes its webhooks, both on this machine's loopback."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import random
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from satark.simulator.config import CHANDAULI, Pace, SimulatorConfig
from satark.simulator.server import build_app
from tests.simulator.approved import APPROVED

Json = dict[str, Any]
SECRET, TOKEN = "app-secret", "graph-token"
PHONE_NUMBER_ID = CHANDAULI.phone_number_id
SOURCE, USERNAME_ONLY, OFFICER = "source-1", "source-2", "sho-balua"
SOURCE_NUMBER, USERNAME_ONLY_ID = "915550010001", "IN.8yHf3PjN6uGa5EwK0tQs"
OFFICER_NUMBER = "915550010011"


@dataclass(slots=True)
class Edge:
    """Takes webhooks; refuses what is not signed over its exact bytes."""

    bodies: list[bytes] = field(default_factory=list)
    broken: bool = False
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        right = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        if request.headers.get("X-Hub-Signature-256") != right:
            return web.Response(status=401)
        if self.broken:
            return web.Response(status=503)
        self.bodies.append(body)
        self.arrived.set()
        return web.Response()

    async def challenge(self, request: web.Request) -> web.Response:
        if request.query["hub.verify_token"] != "verify":
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    def values(self) -> list[Json]:
        return [
            change["value"]
            for body in self.bodies
            for entry in json.loads(body)["entry"]
            for change in entry["changes"]
        ]

    def messages(self) -> list[Json]:
        return [message for value in self.values() for message in value.get("messages", [])]

    def statuses(self) -> list[Json]:
        return [status for value in self.values() for status in value.get("statuses", [])]

    async def until(self, enough: Callable[[], bool]) -> None:
        """Wait for webhooks until there are enough; fails after five seconds."""
        async with asyncio.timeout(5):
            while not enough():
                self.arrived.clear()
                await self.arrived.wait()


@dataclass(slots=True)
class Stage:
    http: aiohttp.ClientSession
    edge: Edge
    config: SimulatorConfig

    async def graph(
        self, message: Json, *, to: str = SOURCE_NUMBER, number: str = PHONE_NUMBER_ID
    ) -> tuple[int, Json]:
        """POST one message, addressed to `to` unless it says otherwise; (HTTP status, body)."""
        whole = {
            "messaging_product": "whatsapp",
            **({} if {"to", "recipient"} & message.keys() else {"to": to}),
        }
        async with self.http.post(f"/v26.0/{number}/messages", json=whole | message, headers=AUTH) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str, **query: str | int) -> Json:
        async with self.http.get(path, params=query) as answer:
            body: Json = await answer.json()
            return body

    async def post(self, path: str, body: Json) -> tuple[int, Json]:
        async with self.http.post(path, json=body) as answer:
            return answer.status, await answer.json()

    async def write(self, phone: str = SOURCE, **wish: object) -> str:
        """The phone sends something (a text by default); its wamid."""
        status, body = await self.post(f"/api/phones/{phone}/send", {"type": "text", "text": "Hi"} | wish)
        assert status == 201, body
        return str(body["wamid"])

    async def screen(self, phone: str = SOURCE) -> list[Json]:
        messages: list[Json] = (await self.get(f"/api/phones/{phone}/messages"))["messages"]
        return messages

    async def tallied(self, name: str, count: int) -> None:
        """Wait until the ledger has counted this so often; fails after five seconds."""
        async with asyncio.timeout(5):
            while (await self.get("/api/ledger"))["tallies"].get(name, 0) < count:  # noqa: ASYNC110, only it knows
                await asyncio.sleep(0.01)

    async def faults(self, **wanted: object) -> None:
        status, body = await self.post("/api/faults", wanted)
        assert status == 200, body


AUTH = {"Authorization": f"Bearer {TOKEN}"}


@asynccontextmanager
async def stage(
    folder: Path, *, edge: Edge | None = None, clock: Callable[[], float] = time.time
) -> AsyncIterator[Stage]:
    edge, door, own = edge or Edge(), listening(), listening()
    edge_port, port = door.getsockname()[1], own.getsockname()[1]
    config = SimulatorConfig(
        data_dir=folder,
        port=port,
        webhook_url=f"http://127.0.0.1:{edge_port}/webhooks/whatsapp",
        app_secret=SECRET,
        verify_token="verify",
        graph_token=TOKEN,
        pace=Pace(sent=0.0, delivered=0.01, read=0.02),
        approved=APPROVED,
        clock=clock,
    )
    edge_app = web.Application()
    edge_app.router.add_post("/webhooks/whatsapp", edge.take)
    edge_app.router.add_get("/webhooks/whatsapp", edge.challenge)
    async with (
        serving(edge_app, door),
        serving(build_app(config, random.Random(7)), own),
        aiohttp.ClientSession(config.own_url) as http,
    ):
        yield Stage(http, edge, config)


def listening() -> socket.socket:
    """A free port that nobody takes before it is used."""
    return socket.create_server(("127.0.0.1", 0))


@asynccontextmanager
async def serving(app: web.Application, door: socket.socket | int) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await site(runner, door).start()
        yield
    finally:
        await runner.cleanup()


def site(runner: web.AppRunner, door: socket.socket | int) -> web.BaseSite:
    if isinstance(door, int):
        return web.TCPSite(runner, "127.0.0.1", door)
    return web.SockSite(runner, door)


def text(body: str = "नमस्ते") -> Json:
    return {"type": "text", "text": {"body": body}}


def buttons(*titles: str, body: str = "?", ids: tuple[str, ...] = ()) -> Json:
    names = ids or tuple(f"step:{index}" for index, _ in enumerate(titles))
    replies = [{"type": "reply", "reply": {"id": i, "title": t}} for i, t in zip(names, titles, strict=True)]
    interactive = {"type": "button", "body": {"text": body}, "action": {"buttons": replies}}
    return {"type": "interactive", "interactive": interactive}


def listed(*rows: Json, body: str = "?", button: str = "खोलें", sections: int = 1) -> Json:
    section = {"rows": list(rows)}
    action = {"button": button, "sections": [section] * sections}
    interactive = {"type": "list", "body": {"text": body}, "action": action}
    return {"type": "interactive", "interactive": interactive}


def row(number: int = 0, title: str = "पंक्ति", description: str = "") -> Json:
    return {"id": f"step:{number}", "title": title, "description": description}


def template(name: str = "reply_waiting", language: str = "hi", *components: Json) -> Json:
    content = {"name": name, "language": {"code": language}, "components": list(components)}
    return {"type": "template", "template": content}


def code_of(body: Json) -> int:
    return int(body["error"]["code"])
