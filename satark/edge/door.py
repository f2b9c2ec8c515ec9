"""The ASGI application: Meta's handshake, its webhooks, and our health. Answers 200 only for what is on disk."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol
from urllib.parse import parse_qs

from satark import logs
from satark.edge import signature
from satark.edge.split import BrokenJson, Item, split

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

WEBHOOK = "/webhooks/whatsapp"
HEALTH = "/health"
BODY_LIMIT = 3 * 1024 * 1024
"""Meta sends up to 3 MB (docs of December 2025)."""
UPLOAD_LIMIT = 30.0
"""Seconds for a body to arrive."""
CHALLENGE_LIMIT = 200

log = logs.get()


class Keeper(Protocol):
    @property
    def ready(self) -> bool: ...
    def count(self, name: str, more: int = 1) -> None: ...
    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def put(self, items: list[Item]) -> None: ...


class Refused(Exception):
    """An answer other than 200. The words are for the one who sent the request."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(status)
        self.status = status
        self.words = words


class Gone(Exception):
    """The sender hung up before the body was whole."""


class Door:
    def __init__(self, *, app_secrets: tuple[bytes, ...], verify_token: bytes, store: Keeper) -> None:
        self._app_secrets = app_secrets
        self._verify_token = verify_token
        self._store = store

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._store.open()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._store.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            words = await self._respond(scope, receive)
        except Refused as refused:
            await _say(send, refused.status, refused.words)
        except Gone:
            self._store.count("hung_up")
        except Exception as error:  # noqa: BLE001 - the last place that can answer
            log.error("edge.failed", cause=error)
            await _say(send, 500, "Something is wrong on our side.")
        else:
            await _say(send, 200, words)

    async def _respond(self, scope: Message, receive: Receive) -> str:
        route = (scope["method"], scope["path"])
        if route == ("POST", WEBHOOK):
            return await self._take(scope, receive)
        if route == ("GET", WEBHOOK):
            return self._shake_hands(scope["query_string"])
        if route == ("GET", HEALTH):
            return self._health()
        known = scope["path"] in (WEBHOOK, HEALTH)
        raise Refused(405, "Not this way.") if known else Refused(404, "There is nothing here.")

    async def _take(self, scope: Message, receive: Receive) -> str:
        body, signed = await self._body(scope, receive), _header(scope, b"x-hub-signature-256")
        if not signature.is_signed(body, signed, self._app_secrets):
            self._store.count("unsigned")
            raise Refused(401, "")
        try:
            items = split(body)
        except BrokenJson:
            self._store.count("broken")
            raise Refused(400, "The body is not valid JSON.") from None
        try:
            await self._store.put(items)
        except Exception as error:
            self._store.count("not_stored")
            raise Refused(503, "Not stored: the database does not take it now. Send it again.") from error
        return ""

    async def _body(self, scope: Message, receive: Receive) -> bytes:
        length = _header(scope, b"content-length")
        if length.isdigit() and int(length[:20]) > BODY_LIMIT:
            raise _too_large(self._store)
        try:
            async with asyncio.timeout(UPLOAD_LIMIT):
                return await self._read(receive)
        except TimeoutError:
            self._store.count("hung_up")
            raise Refused(408, "The body did not arrive in time.") from None

    async def _read(self, receive: Receive) -> bytes:
        part = await receive()
        whole = bytearray()
        while part["type"] == "http.request":
            whole += part.get("body", b"")
            if len(whole) > BODY_LIMIT:
                raise _too_large(self._store)
            if not part.get("more_body"):
                return bytes(whole)
            part = await receive()
        raise Gone

    def _shake_hands(self, query: bytes) -> str:
        asked = {name: values[0] for name, values in parse_qs(query.decode("latin-1")).items()}
        token = asked.get("hub.verify_token", "").encode()
        right = bool(self._verify_token) and hmac.compare_digest(token, self._verify_token)
        challenge = asked.get("hub.challenge", "")
        if not right or asked.get("hub.mode") != "subscribe" or not 0 < len(challenge) <= CHALLENGE_LIMIT:
            raise Refused(403, "The verify token is another one.")
        return challenge

    def _health(self) -> str:
        if not self._store.ready:
            raise Refused(503, "The database does not answer. Nothing is being acknowledged.")
        return "ok"


def _too_large(store: Keeper) -> Refused:
    store.count("too_large")
    return Refused(413, "The body is larger than 3 MB.")


def _header(scope: Message, name: bytes) -> bytes:
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return b""


_PLAIN = (b"content-type", b"text/plain; charset=utf-8")
_EMPTY = (
    {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]},
    {"type": "http.response.body"},
)


async def _say(send: Send, status: int, words: str) -> None:
    if status == 200 and not words:
        await send(_EMPTY[0])
        await send(_EMPTY[1])
        return
    body = words.encode()
    headers = [_PLAIN, (b"x-content-type-options", b"nosniff"), (b"content-length", str(len(body)).encode())]
    if status in (408, 413):
        # The rest of the body is not read: this connection ends here.
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
