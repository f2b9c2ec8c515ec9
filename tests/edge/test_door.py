"""What the door answers, request by request. The store is a stand-in that can be told to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from satark.edge.door import BODY_LIMIT, Door
from satark.edge.split import Item
from satark.edge.store import NotStored
from tests.edge.webhooks import APP_SECRET, VERIFY_TOKEN, signed, webhook

WEBHOOK = "/webhooks/whatsapp"


class Shelf:
    """Keeps items in memory; `broken` is raised in place of keeping."""

    def __init__(self, broken: Exception | None = None, ready: bool = True) -> None:
        self.ready = ready
        self.items: list[Item] = []
        self.counts: dict[str, int] = {}
        self._broken = broken

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def put(self, items: Iterable[Item]) -> None:
        if self._broken:
            raise self._broken
        self.items += items


class Reply:
    status = 0
    words = ""
    headers: dict[bytes, bytes] = {}


def ask(
    method: str,
    path: str,
    *,
    shelf: Shelf,
    parts: list[bytes] | None = None,
    signature: str = "",
    query: bytes = b"",
    length: int | None = None,
    hangs_up: bool = False,
) -> Reply:
    """One request, given to the application as a web server would; `parts` is the body as it arrives."""
    body = parts or [b""]
    arriving: list[dict[str, Any]] = [
        {"type": "http.request", "body": part, "more_body": hangs_up or number < len(body) - 1}
        for number, part in enumerate(body)
    ]
    arriving.append({"type": "http.disconnect"})
    reply, headers = Reply(), [(b"x-hub-signature-256", signature.encode())]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))

    async def receive() -> dict[str, Any]:
        return arriving.pop(0)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            reply.status, reply.headers = message["status"], dict(message.get("headers", []))
        reply.words += message.get("body", b"").decode()

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": headers}
    door = Door(app_secrets=(b"older", APP_SECRET), verify_token=VERIFY_TOKEN.encode(), store=shelf)
    asyncio.run(door(scope, receive, send))
    return reply


def post(body: bytes, *, shelf: Shelf, signature: str | None = None, **more: Any) -> Reply:
    given = signed(body) if signature is None else signature
    return ask("POST", WEBHOOK, shelf=shelf, parts=[body], signature=given, **more)


def test_a_signed_webhook_is_stored_and_answered_with_200() -> None:
    shelf = Shelf()

    reply = post(webhook(), shelf=shelf)

    assert (reply.status, reply.words) == (200, "")
    assert [item.identity for item in shelf.items] == ["m:wamid.T1"]


def test_a_body_in_many_parts_is_one_body() -> None:
    shelf, body = Shelf(), webhook()

    reply = ask(
        "POST", WEBHOOK, shelf=shelf, parts=[body[:10], body[10:11], body[11:]], signature=signed(body)
    )

    assert (reply.status, len(shelf.items)) == (200, 1)


@pytest.mark.parametrize("signature", ["", "sha256=" + "0" * 64, signed(webhook(), b"another secret")])
def test_an_unsigned_webhook_is_refused_without_a_word_and_counted(signature: str) -> None:
    shelf = Shelf()

    reply = post(webhook(), shelf=shelf, signature=signature)

    assert (reply.status, reply.words) == (401, "")
    assert shelf.items == []
    assert shelf.counts == {"unsigned": 1}


def test_broken_json_is_refused_in_words_so_that_it_is_sent_again() -> None:
    shelf = Shelf()

    reply = post(b'{"entry": [', shelf=shelf)

    assert (reply.status, reply.words) == (400, "The body is not valid JSON.")
    assert shelf.items == []


def test_unsigned_broken_json_learns_nothing() -> None:
    assert post(b"{", shelf=Shelf(), signature="").status == 401


def test_the_largest_body_that_meta_sends_is_taken() -> None:
    body = webhook()
    body += b" " * (BODY_LIMIT - len(body))

    assert post(body, shelf=Shelf(), length=len(body)).status == 200


@pytest.mark.parametrize("announced", [True, False])
def test_an_oversize_body_is_refused_in_words_and_not_gathered(announced: bool) -> None:
    shelf = Shelf()
    part = b" " * 1_000_000

    reply = ask("POST", WEBHOOK, shelf=shelf, parts=[part] * 4, length=BODY_LIMIT + 1 if announced else None)

    assert (reply.status, reply.words) == (413, "The body is larger than 3 MB.")
    assert reply.headers[b"connection"] == b"close"
    assert shelf.items == []


def test_half_an_upload_stores_nothing_and_is_not_answered() -> None:
    shelf, body = Shelf(), webhook()

    reply = ask("POST", WEBHOOK, shelf=shelf, parts=[body[:50]], signature=signed(body), hangs_up=True)

    assert reply.status == 0
    assert shelf.items == []


@pytest.mark.parametrize("broken", [NotStored(), RuntimeError("anything")])
def test_what_is_not_on_disk_is_not_acknowledged(broken: Exception) -> None:
    reply = post(webhook(), shelf=Shelf(broken))

    assert reply.status == 503
    assert "Send it again" in reply.words


def test_metas_handshake_gets_its_challenge_back() -> None:
    query = f"hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={VERIFY_TOKEN}".encode()

    reply = ask("GET", WEBHOOK, shelf=Shelf(), query=query)

    assert (reply.status, reply.words) == (200, "1158201444")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "hub.mode=subscribe&hub.challenge=1",
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=another",
        f"hub.mode=unsubscribe&hub.challenge=1&hub.verify_token={VERIFY_TOKEN}",
        f"hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}",
        f"hub.mode=subscribe&hub.challenge={'1' * 201}&hub.verify_token={VERIFY_TOKEN}",
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=%ff",
    ],
)
def test_a_wrong_handshake_is_refused(query: str) -> None:
    assert ask("GET", WEBHOOK, shelf=Shelf(), query=query.encode()).status == 403


def test_health_says_in_words_whether_anything_is_acknowledged() -> None:
    well, ill = ask("GET", "/health", shelf=Shelf()), ask("GET", "/health", shelf=Shelf(ready=False))

    assert (well.status, well.words) == (200, "ok")
    assert ill.status == 503
    assert "Nothing is being acknowledged" in ill.words


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("POST", "/", 404),
        ("PUT", WEBHOOK, 405),
        ("POST", "/health", 405),
        ("GET", "/..", 404),
    ],
)
def test_there_is_nothing_else(method: str, path: str, status: int) -> None:
    assert ask(method, path, shelf=Shelf()).status == status
