"""HTTP/1.1 as bare as it gets: what the measuring costs is taken from the same two cores as what is measured."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol, cast

HEAD_END = b"\r\n\r\n"
AGAIN = 0.1
"""Seconds until a lost connection is made anew."""

Answered = Callable[[int], None]
"""Told the HTTP status, or 0 when the connection was lost before there was one."""


class Client:
    """Keep-alive connections to one address, each with one request under way; the rest waits in line."""

    def __init__(self, host: str, port: int, connections: int) -> None:
        self._address = (host, port)
        self._wanted = connections
        self._free: list[Connection] = []
        self._line: deque[tuple[bytes, Answered]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._all: set[Connection] = set()

    async def open(self) -> None:
        await asyncio.gather(*(self._connect() for _ in range(self._wanted)))

    def close(self) -> None:
        self._closed = True
        for connection in self._all:
            connection.close()
        for task in self._tasks:
            task.cancel()

    @property
    def waiting(self) -> int:
        """Requests that no connection has taken yet."""
        return len(self._line)

    def post(self, request: bytes, answered: Answered) -> None:
        if self._free:
            self._free.pop().send(request, answered)
        else:
            self._line.append((request, answered))

    def ready(self, connection: Connection) -> None:
        if self._line:
            connection.send(*self._line.popleft())
        else:
            self._free.append(connection)

    def lost(self, connection: Connection) -> None:
        self._all.discard(connection)
        if connection in self._free:
            self._free.remove(connection)
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._connect())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._closed:
            try:
                _, connection = await loop.create_connection(lambda: Connection(self), *self._address)
            except OSError:
                await asyncio.sleep(AGAIN)
                continue
            self._all.add(connection)
            self.ready(connection)
            return


class Connection(asyncio.Protocol):
    def __init__(self, client: Client) -> None:
        self._client = client
        self._answered: Answered | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def send(self, request: bytes, answered: Answered) -> None:
        self._answered = answered
        self._transport.write(request)

    def close(self) -> None:
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        received = self._received = self._received + data if self._received else data
        end = received.find(HEAD_END)
        if end < 0 or len(received) < end + len(HEAD_END) + length_of(received, end):
            return
        self._received = b""
        answered, self._answered = self._answered, None
        if answered is not None:
            answered(int(received[9:12]))
        if not self._transport.is_closing():
            self._client.ready(self)

    def connection_lost(self, problem: Exception | None) -> None:
        answered, self._answered = self._answered, None
        self._client.lost(self)
        if answered is not None:
            answered(0)


class Respond(Protocol):
    """Makes the whole answer to a request's body, or None to hang up without one."""

    def __call__(self, body: bytes) -> bytes | None: ...


class ServedConnection(asyncio.Protocol):
    """The server's side: hands over each body, writes what comes back."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        received = self._received + data if self._received else data
        while (end := received.find(HEAD_END)) >= 0:
            whole = end + len(HEAD_END) + length_of(received, end)
            if len(received) < whole:
                break
            answer = self._respond(received[end + len(HEAD_END) : whole])
            if answer is None:
                self._transport.abort()
                return
            self._transport.write(answer)
            received = received[whole:]
        self._received = received


def length_of(message: bytes, end: int) -> int:
    """Content-Length of a message whose head ends at `end`."""
    head = message[:end].lower()
    at = head.find(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def request(path: str, host: str, headers: dict[str, str]) -> bytes:
    """The head of a POST, all but the last header's value and the length: see `webhooks`."""
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode()


def answer(body: bytes, status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
