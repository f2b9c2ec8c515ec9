"""How a webhook is written down: as Meta does, in other ways that are JSON too, and in ways that are not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

LIMIT = 3 * 1024 * 1024
DEEP = (1_100, 5_000, 100_000)
NUMBERS = (b"1e400", b"-1e999", b"1" * 400, b"9" * 5_000, b"1.00000000000000000001", b"NaN", b"-Infinity")
CODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "ascii")
NO_WEBHOOKS = (
    b"null",
    b"0",
    b'""',
    b"[]",
    b"{}",
    b"true",
    b"[[],{}]",
    b'{"object":"page","entry":[{"messaging":[]}]}',
)


def write(value: Any, chance: random.Random) -> bytes:
    """Well written: escaped as Meta signs it, or in UTF-8, close or with room between."""
    escaped = chance.random() < 0.7
    gaps = chance.choice(((",", ":"), (", ", ": "), (" ,\r\n", "\t:")))
    text = json.dumps(value, ensure_ascii=escaped, separators=gaps)
    if escaped and chance.random() < 0.7:
        text = text.replace("/", "\\/").replace("@", "\\u0040")
    return text.encode("utf-8", "surrogatepass")


def overgrown(value: Any, chance: random.Random) -> bytes:
    """Near the 3 MB that a webhook may have, a little below or a little above."""
    body = write(value, chance)
    wanted = LIMIT + chance.choice((-4096, -1, 0, 1, 70_000))
    return body + b" " * (wanted - len(body))


Break = Callable[[bytes, random.Random], bytes]


def noise(body: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 2, 7, 60, 900)))


def cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def flipped(body: bytes, chance: random.Random) -> bytes:
    bent = bytearray(body)
    for _ in range(chance.choice((1, 1, 3, 20))):
        bent[chance.randrange(len(bent))] = chance.randrange(256)
    return bytes(bent)


def spliced(body: bytes, chance: random.Random) -> bytes:
    """A piece of it once more, somewhere."""
    start, at = chance.randrange(len(body)), chance.randrange(len(body))
    return body[:at] + body[start : start + chance.randrange(80)] + body[at:]


def doubled_key(body: bytes, chance: random.Random) -> bytes:
    key = chance.choice((b"messages", b"type", b"id", b"field", b"value", b"entry", b"from"))
    said = chance.choice((b"[]", b"{}", b"null", b'"x"', b"0"))
    return _at_a_brace(body, b'"' + key + b'":' + said + b",", chance)


def strange_number(body: bytes, chance: random.Random) -> bytes:
    return _at_a_brace(body, b'"n":' + chance.choice(NUMBERS) + b",", chance)


def half_a_sign(body: bytes, chance: random.Random) -> bytes:
    """Half of a pair, escaped or as bytes, in a key or a text."""
    half = chance.choice((b"\\ud83d", b"\\ude00\\ud83d", b"\xed\xa0\xbd", b"\xed\xa0\xbd\xed\xb8\x80"))
    return _at_a_brace(body, b'"' + half + b'":"' + half + b'",', chance)


def deep(body: bytes, chance: random.Random) -> bytes:
    levels = chance.choice(DEEP)
    return _at_a_brace(body, b'"deep":' + b"[" * levels + b"]" * levels + b",", chance)


def recoded(body: bytes, chance: random.Random) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(chance.choice(CODINGS), "replace")


def other_json(body: bytes, chance: random.Random) -> bytes:
    return chance.choice(NO_WEBHOOKS) + b" " * chance.randrange(5)


def two_at_once(body: bytes, chance: random.Random) -> bytes:
    return body + chance.choice((b"", b"\n", b",")) + body


def blank(body: bytes, chance: random.Random) -> bytes:
    return b" \n\t" * chance.randrange(100)


def _at_a_brace(body: bytes, said: bytes, chance: random.Random) -> bytes:
    """After some opening brace; one that stands in a text makes it no JSON, or other words."""
    braces = [at for at in range(len(body)) if body[at : at + 2] == b'{"']
    if not braces:
        return said + body
    at = chance.choice(braces) + 1
    return body[:at] + said + body[at:]


BREAKS: tuple[Break, ...] = (
    *(noise, cut, cut, flipped, flipped, spliced, two_at_once, blank),
    *(doubled_key, doubled_key, strange_number, half_a_sign, half_a_sign, deep, recoded, other_json),
)
