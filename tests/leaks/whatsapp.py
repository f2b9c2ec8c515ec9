"""The test's own WhatsApp: signs webhooks and repeats them until they are taken, speaks the Graph API, fails on demand.

Everything it answers when it fails names the person, as Meta's errors do.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import io
import json
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.leaks.installation import Installation
from tests.leaks.people import INBOUND, OUTBOUND, Person, media_id, message_id

Json = dict[str, Any]
NUMBER_ID, DISPLAY, ACCOUNT = "155500010000101", "915550000101", "155500010000901"
"""The number that the demo sets up for Chandauli's tips."""
COMPLAINTS_ID = "155500010000103"
"""Its number for complaints."""
VERSION = "v26.0"
ACKNOWLEDGED_WITHIN = 60.0


@dataclass(slots=True)
class File:
    owner: Person
    mime: str
    data: bytes
    failures: list[str] = field(default_factory=list)
    """How the next tries fail: gone, broken, half, other."""


class WhatsApp:
    def __init__(self, installation: Installation, chance: random.Random) -> None:
        self._installation = installation
        self._chance = chance
        self._http: aiohttp.ClientSession
        self._tasks: set[asyncio.Task[None]] = set()
        self.people: dict[str, Person] = {}
        self.screens: dict[str, asyncio.Queue[Json]] = defaultdict(asyncio.Queue)
        """Party -> what the desk sent to that phone."""
        self.files: dict[str, File] = {}
        self.moods: dict[str, list[str]] = defaultdict(list)
        """Party -> how the next sends to it fail: refuse, break, hang_up, or lose: taken and never delivered."""
        self.slow_files = False
        """While true no file is handed out: whoever asks, waits."""
        self._numbers = {NUMBER_ID, COMPLAINTS_ID}
        self.complains: set[str] = set()
        """Parties that write to the number for complaints."""
        self.sent: dict[str, list[Json]] = defaultdict(list)
        """Party -> everything that the desk ever sent to that phone."""
        self.accepted = 0
        self.refused = 0

    def meet(self, person: Person) -> None:
        for address in (person.number, person.user_id):
            if address:
                self.people[address] = person

    def also_answers(self, number_id: str) -> None:
        """From now on this is a number of the desk, too."""
        self._numbers.add(number_id)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[WhatsApp]:
        app = web.Application()
        app.router.add_post(f"/{VERSION}/{{number}}/messages", self._take)
        app.router.add_post(f"/{VERSION}/{{number}}/media", self._keep)
        app.router.add_get(f"/{VERSION}/{{media}}", self._address)
        app.router.add_get("/media/{media}", self._download)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        bind = self._installation.graph_bind
        await web.TCPSite(runner, bind.host, bind.port).start()
        try:
            async with aiohttp.ClientSession() as self._http:
                yield self
                while self._tasks:
                    await asyncio.gather(*self._tasks)
        finally:
            for task in self._tasks:
                task.cancel()
            await runner.cleanup()

    # --- webhooks --------------------------------------------------------------------------------------------------

    async def deliver(self, value: Json, *, name: str = "messages", number_id: str = NUMBER_ID) -> None:
        """Post one change until it is acknowledged, as Meta does."""
        body = written(value, name=name, number_id=number_id)
        until = time.monotonic() + ACKNOWLEDGED_WITHIN
        while (status := await self.post(body)) != 200:
            assert time.monotonic() < until, f"not acknowledged: {status}"
            await asyncio.sleep(0.2)

    async def post(self, body: bytes, *, secret: str = "", **headers: str) -> int:
        """One try; the HTTP status, 0 when the connection was lost."""
        signed = signature(body, secret or self._installation.shared.app_secret)
        url = f"{self._installation.settings.edge_bind.url}/webhooks/whatsapp"
        try:
            async with self._http.post(
                url, data=io.BytesIO(body), headers={"X-Hub-Signature-256": signed, **headers}
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, OSError):
            return 0

    async def message(self, person: Person, kind: str, content: Json, *, quoting: str = "") -> str:
        ident = message_id(self._chance, person.party, INBOUND)
        person.message_ids.append(ident)
        message = sender(person) | {"id": ident, "timestamp": str(int(time.time())), "type": kind} | content
        if quoting:
            message["context"] = {"from": DISPLAY, "id": quoting}
        told = {"contacts": [contact(person)], "messages": [message]}
        await self.deliver(told, number_id=self._desk_of(person))
        return ident

    def _desk_of(self, person: Person) -> str:
        return COMPLAINTS_ID if person.party in self.complains else NUMBER_ID

    async def file(self, person: Person, kind: str, mime: str, data: bytes, **more: object) -> None:
        """A photo, recording or document that waits here to be fetched; its first address comes along."""
        ident = media_id(self._chance)
        person.media_ids.append(ident)
        failures = more.pop("failures", [])
        assert isinstance(failures, list)
        self.files[ident] = File(person, mime, data, failures)
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        content = {"id": ident, "mime_type": mime, "sha256": digest, "url": self._url(ident), **more}
        await self.message(person, kind, {kind: content})

    def _url(self, media: str) -> str:
        return f"{self._installation.graph_bind.url}/media/{media}?hash={self._chance.getrandbits(96):024x}"

    # --- the Graph API ---------------------------------------------------------------------------------------------

    async def _take(self, request: web.Request) -> web.StreamResponse:
        assert request.match_info["number"] in self._numbers
        message = await request.json()
        address = message.get("to", "").removeprefix("+") or message["recipient"]
        person = self.people[address]
        mood = moods.pop(0) if (moods := self.moods[person.party]) else ""
        if mood and mood != "lose":
            return await self._fail(request, mood, person)
        ident = message_id(self._chance, person.party, OUTBOUND)
        person.message_ids.append(ident)
        self.accepted += 1
        opaque = message["biz_opaque_callback_data"]
        if mood == "lose":
            self._later(self._failed(person, ident, opaque))
        else:
            self.screens[person.party].put_nowait(message | {"wamid": ident})
            self.sent[person.party].append(message)
            self._later(self._statuses(person, ident, opaque))
        known = {"input": address, "wa_id": person.number} if person.number else {"input": address}
        return web.json_response({"contacts": [known], "messages": [{"id": ident}]})

    async def _keep(self, request: web.Request) -> web.StreamResponse:
        """A file for a post's phone; from then on it is meant by an id."""
        await request.read()
        return web.json_response({"id": media_id(self._chance)})

    async def _fail(self, request: web.Request, mood: str, person: Person) -> web.StreamResponse:
        self.refused += 1
        if mood == "hang_up":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        words = f"to {person.party} ({person.profile_name}, {person.username}) was not sent"
        if mood == "break":
            return web.Response(
                status=500, text=f"<html>{words}</html>", headers={"X-Recipient": person.party}
            )
        return web.json_response(_error(131056, words), status=400)

    async def _statuses(self, person: Person, ident: str, opaque: str) -> None:
        """Of each third message without the id of ours: then only WhatsApp's own says which is meant."""
        known = {"biz_opaque_callback_data": opaque} if int(opaque[-1], 16) % 3 else {}
        for status in ("sent", "delivered"):
            await self._status(person, {"id": ident, "status": status} | known)

    async def _failed(self, person: Person, ident: str, opaque: str) -> None:
        details = f"{person.party} ({person.profile_name}) was not reached"
        error = {"code": 131026, "title": details, "error_data": {"details": details}}
        told = {"id": ident, "status": "failed", "errors": [error], "biz_opaque_callback_data": opaque}
        await self._status(person, told)

    async def _status(self, person: Person, told: Json) -> None:
        told = {"timestamp": str(int(time.time()))} | told | recipient(person)
        told = {"contacts": [contact(person)], "statuses": [told]}
        await self.deliver(told, number_id=self._desk_of(person))

    async def until_held(self) -> None:
        """Until the desk holds something for somebody whom it could not reach."""
        until = time.monotonic() + ACKNOWLEDGED_WITHIN
        held = "select 1 from relay_outgoing where state = 4"
        while not await asyncio.to_thread(self._installation.ask, held):
            assert time.monotonic() < until, "nothing is held"
            await asyncio.sleep(0.1)

    async def _address(self, request: web.Request) -> web.StreamResponse:
        ident = request.match_info["media"]
        file = self.files[ident]
        if file.failures and file.failures[0] == "gone":
            file.failures.pop(0)
            return web.json_response(_error(100, f"Object {ident} of {file.owner.party} is gone"), status=400)
        return web.json_response({"url": self._url(ident), "mime_type": file.mime, "id": ident})

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self.files[request.match_info["media"]]
        failure = file.failures.pop(0) if file.failures else ""
        while self.slow_files:  # noqa: ASYNC110 - a test's own switch
            await asyncio.sleep(0.05)
        headers = {"Content-Type": file.mime, "X-Owner": file.owner.party}
        if failure in ("gone", "broken"):
            status = 404 if failure == "gone" else 500
            return web.Response(status=status, text=f"nothing of {file.owner.party}")
        if failure == "other":
            return web.Response(body=file.data[::-1], headers=headers)
        if failure == "half":
            return await _half(request, file.data, headers)
        return web.Response(body=file.data, headers=headers)

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _half(request: web.Request, data: bytes, headers: dict[str, str]) -> web.StreamResponse:
    answer = web.StreamResponse(headers={**headers, "Content-Length": str(len(data))})
    await answer.prepare(request)
    await answer.write(data[: len(data) // 2])
    assert request.transport is not None
    request.transport.close()
    return answer


def _error(code: int, words: str) -> Json:
    details = {"messaging_product": "whatsapp", "details": words}
    return {"error": {"message": f"(#{code}) {words}", "code": code, "error_data": details}}


# --- JSON as Meta writes it ----------------------------------------------------------------------------------------


def written(value: Json, *, name: str = "messages", number_id: str = NUMBER_ID) -> bytes:
    metadata = {"display_phone_number": DISPLAY, "phone_number_id": number_id}
    change = {"value": {"messaging_product": "whatsapp", "metadata": metadata, **value}, "field": name}
    update = {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT, "changes": [change]}]}
    return json.dumps(update).replace("/", "\\/").encode()


def signature(body: bytes, secret: str) -> str:
    return "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()


def sender(person: Person) -> Json:
    return present({"from": person.number, "from_user_id": person.user_id})


def recipient(person: Person) -> Json:
    return present({"recipient_id": person.number, "recipient_user_id": person.user_id})


def contact(person: Person) -> Json:
    profile = {"name": person.profile_name} | present({"username": person.username})
    return {"profile": profile} | present({"wa_id": person.number, "user_id": person.user_id})


def present(values: dict[str, str]) -> Json:
    return {key: value for key, value in values.items() if value}
