"""Requests whose length is a lie: signed, and not one of them may be stored, crash the door or make it say 5xx."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

ALLOWED = frozenset({0, 400, 401, 408, 413})
"""0 when the door hung up, or waited for more until the sender did."""
PATIENCE = 0.5

Lie = Callable[[bytes, random.Random], bytes]


def short(body: bytes, chance: random.Random) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (chance.randrange(len(body)), body)


def long(body: bytes, chance: random.Random) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body) + chance.randrange(1, 9_999), body)


def no_number(body: bytes, chance: random.Random) -> bytes:
    said = chance.choice((b"12x", b"-5", b"", b"0x20", b"9" * 40, "१२".encode(), b"1 2"))
    return b"Content-Length: %s\r\n\r\n%s" % (said, body)


def two(body: bytes, chance: random.Random) -> bytes:
    return b"Content-Length: %d\r\nContent-Length: 7\r\n\r\n%s" % (len(body), body)


def broken_chunks(body: bytes, chance: random.Random) -> bytes:
    size = chance.choice((b"zz", b"-1", b"%x" % (len(body) * 2), b"f" * 30))
    return b"Transfer-Encoding: chunked\r\n\r\n%s\r\n%s\r\n0\r\n\r\n" % (size, body)


def cut_chunks(body: bytes, chance: random.Random) -> bytes:
    return b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s" % (len(body), body)


LIES: tuple[Lie, ...] = (short, long, no_number, two, broken_chunks, cut_chunks)


async def status_of(host: str, port: int, whole: bytes) -> int:
    """The first answer, or 0 when there was none before the door or our patience was at an end."""
    reader, writer = await asyncio.open_connection(host, port)
    line = b""
    try:
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(PATIENCE):
                writer.write(whole)
                line = await reader.readline()
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    return int(line[9:12]) if line[9:12].isdigit() else 0
