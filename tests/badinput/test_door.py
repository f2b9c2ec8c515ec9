"""Whatever is sent to the webhook door, it answers in words or hangs up, and the next message is heard."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from satark.edge import door as edge_door
from satark.edge.door import Door
from satark.edge.split import Item
from tests.badinput.conftest import Line, Story
from tests.leaks.installation import Installation
from tests.leaks.whatsapp import contact, sender, signature, written

Tell = Callable[[Story], None]
HEAD = "POST /webhooks/whatsapp HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n"


def say(installation: Installation, request: bytes, *, hang_up: bool = False) -> bytes:
    """Send these very bytes; what comes back, empty when the other side hangs up without a word."""
    bind = installation.settings.edge_bind
    answer = b""
    with socket.create_connection((bind.host, bind.port), timeout=20) as connection:
        try:
            connection.sendall(request)
            while not hang_up and (part := connection.recv(65536)):
                answer += part
        except (ConnectionResetError, BrokenPipeError):
            pass  # told no before we had finished
    return answer


def posting(body: bytes, secret: str, *more: str) -> bytes:
    lines = [f"X-Hub-Signature-256: {signature(body, secret)}", *more]
    return (HEAD + "".join(f"{line}\r\n" for line in lines)).encode()


def chunked(body: bytes, *, size: int = 65536) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


Request = Callable[[bytes, str], bytes]
REFUSED: dict[str, tuple[Request, tuple[bytes, ...]]] = {
    "no signature": (lambda body, _: HEAD.encode() + b"Content-Length: 2\r\n\r\n{}", (b"401",)),
    "signed by somebody else": (
        lambda body, _: posting(body, "guess", f"Content-Length: {len(body)}") + b"\r\n" + body,
        (b"401",),
    ),
    "signed in another way": (
        lambda body, _: HEAD.encode() + b"X-Hub-Signature-256: sha1=00\r\nContent-Length: 2\r\n\r\n{}",
        (b"401",),
    ),
    "signed for another body": (
        lambda body, secret: posting(body, secret, f"Content-Length: {len(body)}") + b"\r\n" + body[::-1],
        (b"401",),
    ),
    "JSON that breaks off": (
        lambda body, secret: (
            posting(body[:-5], secret, f"Content-Length: {len(body) - 5}") + b"\r\n" + body[:-5]
        ),
        (b"400",),
    ),
    "no JSON at all": (
        lambda _, secret: posting(b"\xff\xfe\x00", secret, "Content-Length: 3") + b"\r\n\xff\xfe\x00",
        (b"400",),
    ),
    "an endless body in pieces": (
        lambda _, secret: (
            posting(b"", secret, "Transfer-Encoding: chunked") + b"\r\n" + chunked(bytes(5_000_000))
        ),
        (b"413", b""),
    ),
    "a body announced as huge": (
        lambda _, secret: posting(b"", secret, "Content-Length: 99999999999999999999") + b"\r\n",
        (b"413", b"400", b""),
    ),
    "a length that is no number": (
        lambda _, secret: posting(b"", secret, "Content-Length: many") + b"\r\n",
        (b"400", b"401"),
    ),
    "no HTTP": (lambda *_: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300), (b"400", b"")),
    "another method": (
        lambda *_: b"DELETE /webhooks/whatsapp HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n",
        (b"405",),
    ),
    "another path": (
        lambda *_: b"GET /../../etc/passwd HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n",
        (b"404",),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_a_webhook_is_refused_and_nothing_of_it_is_kept(tell: Tell, what: str) -> None:
    request, statuses = REFUSED[what]

    async def story(line: Line) -> None:
        before = line.installation.ask("select count(*) from relay_seen")
        person = line.phone().person
        body = written(
            {"contacts": [contact(person)], "messages": [sender(person) | {"id": "r", "type": "text"}]}
        )
        raw = request(body, line.installation.shared.app_secret)

        answer = await asyncio.to_thread(say, line.installation, raw)

        assert answer.partition(b" ")[2][:3] in statuses
        assert line.installation.ask("select count(*) from relay_seen") == before
        assert await line.is_open()

    tell(story)


def test_a_head_without_end_is_cut_off_and_costs_no_memory(tell: Tell) -> None:
    async def story(line: Line) -> None:
        pid, bind = line.installation.pid("edge"), line.installation.settings.edge_bind
        before = memory_of(pid)

        def pour() -> int:
            with socket.create_connection((bind.host, bind.port), timeout=20) as connection:
                connection.sendall(b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: edge\r\n")
                for poured in range(2000):
                    try:
                        connection.sendall(b"X-%d: " % poured + b"a" * 20_000 + b"\r\n")
                    except OSError:
                        return poured
            return 2000

        poured = await asyncio.to_thread(pour)

        assert poured < 500
        assert memory_of(pid) - before < 8_000_000
        assert await line.is_open()

    tell(story)


def memory_of(pid: int) -> int:
    """Bytes of it that are its own."""
    fields = Path("/proc", str(pid), "statm").read_text().split()
    return (int(fields[1]) - int(fields[2])) * 4096


def test_two_hundred_uploads_that_break_off_leave_nothing_and_the_door_open(tell: Tell) -> None:
    async def story(line: Line) -> None:
        person = line.phone().person
        body = written(
            {"contacts": [contact(person)], "messages": [sender(person) | {"id": "h", "type": "text"}]}
        )
        raw = (
            posting(body, line.installation.shared.app_secret, f"Content-Length: {len(body)}")
            + b"\r\n"
            + body
        )
        before = line.installation.ask("select count(*) from relay_seen")
        for at in range(1, len(raw), max(len(raw) // 200, 1)):
            await asyncio.to_thread(say, line.installation, raw[:at], hang_up=True)

        assert line.installation.ask("select count(*) from relay_seen") == before
        assert await line.is_open()

    tell(story)


class Shelf:
    """A store that keeps everything in a list."""

    ready = True

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.counts: dict[str, int] = {}

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def put(self, items: list[Item]) -> None:
        self.items += items


def test_a_body_that_does_not_come_to_an_end_is_told_so_and_its_connection_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edge_door, "UPLOAD_LIMIT", 0.05)
    shelf, said = Shelf(), []
    door = Door(app_secrets=(b"s",), verify_token=b"v", store=shelf)
    parts = iter([{"type": "http.request", "body": b"{", "more_body": True}])

    async def receive() -> Any:
        for part in parts:
            return part
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "http", "method": "POST", "path": edge_door.WEBHOOK, "headers": [], "query_string": b""}
    asyncio.run(door(scope, receive, send))

    assert said[0]["status"] == 408
    assert (b"connection", b"close") in said[0]["headers"]
    assert said[1]["body"] == b"The body did not arrive in time."
    assert (shelf.items, shelf.counts) == ([], {"hung_up": 1})


def test_the_door_counts_what_it_refuses(tell: Tell, running: Installation) -> None:
    """The counts go out with its sign of life."""

    async def story(line: Line) -> None:
        counted = 0
        for _ in range(30):
            await asyncio.to_thread(say, line.installation, REFUSED["no signature"][0](b"", ""))
            facts = line.installation.ask("select facts from relay_pulse where process = 'edge'")[0][0]
            counted = dict(facts if isinstance(facts, dict) else json.loads(str(facts))).get("unsigned", 0)
            if counted:
                break
            await asyncio.sleep(0.3)
        assert counted > 0

    tell(story)
