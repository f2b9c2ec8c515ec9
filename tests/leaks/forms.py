"""Every way we can think of to write a canary down: scripts of digits, groupings, escapes, numbers, unkeyed hashes.

Hex, base64, base32, gzip, zlib and zip are not here: `scanner` unpacks those and looks inside.

Not covered, because no pass over bytes can: words that a person would read as the number ("nine eight …"), parts of a
value (its last four digits), a value encrypted or hashed under a key (what we want). PostgreSQL's own compression
hides a value too: the leak test turns it off.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, quote_plus

SHORTEST = 7
"""Bytes of the shortest needle: `scanner` looks at every fourth byte and needs three more."""

NUMBER = "number"
SEPARATORS = (" ", "-", ".", "/", "\u00a0", "\u2009", "\u202f", "\u2011")
GROUPINGS = ((5, 5), (3, 3, 4), (4, 3, 3), (4, 6), (3, 4, 3), (2, 4, 4), (2, 2, 2, 2, 2))
DIGIT_SCRIPTS = ("०१२३४५६७८९", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
"""Devanagari, full-width, Arabic, Urdu."""
HASHES = ("md5", "sha1", "sha256", "sha512")
HASH_BYTES = 8
"""Its first bytes are enough: a shortened hash still tells who it was."""
WAMID = "wamid."


@dataclass(frozen=True, slots=True)
class Canary:
    """A value that must be nowhere. `kind` says what it stands for; a `number` is digits with the country code."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Needle:
    form: str
    look: bytes
    alone: bool = False
    """Short enough to occur by chance inside a longer word: counts only when nothing touches it."""


def needles(canary: Canary) -> Iterator[Needle]:
    if canary.kind == NUMBER:
        yield from _of_number(canary.value)
    else:
        yield from _of_text(canary.value)


def _of_number(value: str) -> Iterator[Needle]:
    """The last ten digits stand for every way of writing the country code before them."""
    digits = value[-10:]
    yield from _written(digits, "digits")
    for grouping in GROUPINGS:
        for separator in SEPARATORS:
            yield Needle("digits in groups", separator.join(_cut(digits, grouping)).encode())
    for script in DIGIT_SCRIPTS:
        yield from _written(digits.translate(str.maketrans("0123456789", script)), "digits of another script")
    yield from _as_numbers(value)
    for form in (value, f"+{value}", digits, f"0{digits}", f"{value}@s.whatsapp.net", f"m:{value}"):
        yield from _hashed(form)
        crc = f"{zlib.crc32(form.encode()):08x}"
        yield from (Needle("crc32", each.encode(), alone=True) for each in {crc, crc.upper()})


def _of_text(value: str) -> Iterator[Needle]:
    bare = value.removeprefix(WAMID)
    spellings = {bare, *(unicodedata.normalize(form, bare) for form in ("NFC", "NFD"))}
    if not value.startswith(WAMID):
        spellings |= {bare.lower(), bare.upper()}
    for spelling in spellings:
        yield from _written(spelling, "text")
    yield from _unwrapped(bare)
    for form in dict.fromkeys((value, value.lower(), bare, f"@{value}", f"m:{value}")):
        yield from _hashed(form)


def _cut(digits: str, grouping: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for size in grouping:
        yield digits[start : start + size]
        start += size


def _written(text: str, form: str) -> Iterator[Needle]:
    yield Needle(form, text.encode())
    yield Needle(f"{form}, UTF-16", text.encode("utf-16-le"))
    yield Needle(f"{form}, UTF-16", text.encode("utf-16-be"))
    escapes = _escapes(text) if not text.isascii() else {quote(text, safe="")} - {text}
    yield from (Needle(f"{form}, escaped", each.encode()) for each in escapes)


def _escapes(text: str) -> Iterator[str]:
    """Only what is not ASCII is escaped, and the space stays as it is or becomes what addresses make of it."""
    for start in ("\\u", "\\\\u", "%u"):
        yield _each(text, partial(_units, start=start))
        yield _each(text, partial(_units, start=start, upper=True))
    yield from (quote(text), quote(text).lower(), quote_plus(text))
    yield _each(text, lambda letter: "".join(f"\\x{byte:02x}" for byte in letter.encode()))
    yield _each(text, lambda letter: "".join(f"\\{byte:03o}" for byte in letter.encode()))
    yield _each(text, lambda letter: "".join(f"={byte:02X}" for byte in letter.encode()))
    yield _each(text, lambda letter: f"&#{ord(letter)};")
    yield _each(text, lambda letter: f"&#x{ord(letter):x};")


def _each(text: str, escape: Callable[[str], str]) -> str:
    return "".join(letter if letter.isascii() else escape(letter) for letter in text)


def _units(letter: str, *, start: str, upper: bool = False) -> str:
    units = (f"{unit:04x}" for (unit,) in struct.iter_unpack(">H", letter.encode("utf-16-be")))
    return "".join(start + (unit.upper() if upper else unit) for unit in units)


def _unwrapped(text: str) -> Iterator[Needle]:
    """A WhatsApp message id is itself base64: what is inside it tells as much."""
    if re.fullmatch(r"[A-Za-z0-9+/]{24,}={0,2}", text) and len(text) % 4 == 0:
        yield Needle("unwrapped", base64.b64decode(text))


# --- as a number ---------------------------------------------------------------------------------------------------


def _as_numbers(digits: str) -> Iterator[Needle]:
    for value in (int(digits), int(digits[-10:])):
        if value >> 32:  # in a smaller one the zeros outweigh the rest: any small number would look like it
            for order in "<>":
                yield Needle("64-bit integer", struct.pack(f"{order}q", value))
                yield Needle("64-bit float", struct.pack(f"{order}d", value))
    yield Needle("PostgreSQL numeric", _numeric(int(digits)))
    yield Needle("packed decimal", bytes.fromhex(digits.zfill(14)))


def _numeric(value: int) -> bytes:
    """The short form on disk: a weight, then base-10000 digits."""
    digits: list[int] = []
    while value:
        value, digit = divmod(value, 10_000)
        digits.append(digit)
    return struct.pack(f"<H{len(digits)}h", 0x8000 | (len(digits) - 1), *reversed(digits))


# --- as an unkeyed hash: for an Indian mobile number that is no secret at all (`docs/threat-model.md`) -----------------


def _hashed(value: str) -> Iterator[Needle]:
    for name in HASHES:
        yield Needle(name, hashlib.new(name, value.encode()).digest()[:HASH_BYTES])
