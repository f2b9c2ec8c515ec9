"""What is written in hex, base64 or base32, or packed by gzip, zlib or zip, inside any bytes: found and opened."""

from __future__ import annotations

import base64
import re
import string
import zlib
from collections.abc import Iterator

RUN = 11
"""Letters of the shortest run that is tried: eight bytes (a shortened hash) in base64."""
ALPHABET = (string.ascii_letters + string.digits + "+/_-").encode()
_LETTER, _OTHER = b"a", b" "
_AS_RUNS = bytes(_LETTER[0] if byte in ALPHABET else _OTHER[0] for byte in range(256))
_HEX = re.compile(rb"[0-9a-fA-F]{16,}")
_BASE32 = re.compile(rb"[A-Z2-7]{13,}|[a-z2-7]{13,}")
_FROM_URLSAFE = bytes.maketrans(b"-_", b"+/")

DEFLATED = 8
ZIP = b"PK\x03\x04"
STARTS = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", ZIP)
INFLATED_MOST = 32 * 1024 * 1024
PIECE = 4096


def decoded(data: bytes) -> bytes:
    """Everything in `data` that reads as hex, base64 or base32, at every alignment, one after the other."""
    return b"\n".join(piece for run in _runs(data) for piece in _readings(run))


def _runs(data: bytes) -> Iterator[bytes]:
    # Two passes in C over the whole instead of a regular expression, which would take as long as all the rest.
    shape, wanted = data.translate(_AS_RUNS), _LETTER * RUN
    start = shape.find(wanted)
    while start >= 0:
        end = shape.find(_OTHER, start)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = shape.find(wanted, end)


def _readings(run: bytes) -> Iterator[bytes]:
    standard = run.translate(_FROM_URLSAFE)
    for skipped in range(4):
        text = standard[skipped:]
        # A single letter left over carries no whole byte.
        text = text[:-1] if len(text) % 4 == 1 else text
        yield base64.b64decode(text + b"=" * (-len(text) % 4))
    for match in _HEX.finditer(run):
        for digits in (match[0], match[0][1:]):
            yield bytes.fromhex(digits[: len(digits) & ~1].decode())
    for match in _BASE32.finditer(run):
        yield from (_base32(match[0][skipped:].upper()) for skipped in range(8))


def _base32(text: bytes) -> bytes:
    return base64.b32decode(text + b"A" * (-len(text) % 8))


def inflated(data: bytes) -> Iterator[bytes]:
    """What inflates, wherever it starts. Bytes that only look like a start cost a failed try."""
    for mark in STARTS:
        at = data.find(mark)
        while at >= 0:
            inside = _from_zip(data, at) if mark == ZIP else _inflate(data, at, window=47)
            if len(inside) >= RUN:
                yield inside
            at = data.find(mark, at + 1)


def _from_zip(data: bytes, at: int) -> bytes:
    header = data[at : at + 30]
    if len(header) < 30 or int.from_bytes(header[8:10], "little") != DEFLATED:
        return b""
    begin = at + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return _inflate(data, begin, window=-15)


def _inflate(data: bytes, begin: int, *, window: int) -> bytes:
    """What comes out before the stream ends or breaks: half a stream tells too."""
    engine, out = zlib.decompressobj(window), bytearray()
    for start in range(begin, len(data), PIECE):
        try:
            out += engine.decompress(data[start : start + PIECE], INFLATED_MOST - len(out))
        except zlib.error:
            break
        if engine.eof or len(out) >= INFLATED_MOST:
            break
    return bytes(out)
