"""The scanner finds a canary in whatever form it was written, and nothing where there is none: else its zero means nothing."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.leaks.forms import Canary
from tests.leaks.scanner import Scanner, Tally

NUMBER = Canary("number", "912481963507")
USER_ID = Canary("user id", "IN.7Qm2Rt9LwXc4VbK1nPsE")
NAME = Canary("profile name", "वेणुगोपिका तरंगिणी")
WAMID = Canary("wamid", "wamid.HBgMOTE0NzcwMzE4ODI2FQIAEhgUM0EwQjFDMkQzRTRGNTA2MTcyODMA")
EVERYBODY = (NUMBER, USER_ID, NAME, WAMID)

DIGITS = NUMBER.value.encode()


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
    return file.getvalue()


def message_id(party: bytes) -> bytes:
    return base64.b64encode(
        b"\x1c\x18" + bytes([len(party)]) + party + b"\x15\x02\x00\x12\x18\x14" + b"3A" * 10 + b"\x00"
    )


WRITTEN: dict[str, tuple[Canary, bytes]] = {
    "plain": (NUMBER, b"from +" + DIGITS + b"."),
    "without the country code": (NUMBER, b"tel 2481963507 ok"),
    "five and five": (NUMBER, b"+91 24819 63507"),
    "three, three, four with dots": (NUMBER, b"248.196.3507"),
    "no-break spaces": (NUMBER, "248\u00a0196\u00a03507".encode()),
    "Devanagari digits": (NUMBER, "९१२४८१९६३५०७".encode()),
    "full-width digits": (NUMBER, "２４８１９６３５０７".encode()),
    "Urdu digits in JSON": (NUMBER, json.dumps("۲۴۸۱۹۶۳۵۰۷").encode()),
    "UTF-16": (NUMBER, "x 912481963507".encode("utf-16-le")),
    "UTF-16, the other way": (USER_ID, USER_ID.value.encode("utf-16-be")),
    "hex": (NUMBER, DIGITS.hex().encode()),
    "upper-case hex of a name": (NAME, NAME.value.encode().hex().upper().encode()),
    "base64": (NUMBER, base64.b64encode(DIGITS)),
    "base64 one byte on": (NUMBER, base64.b64encode(b"{" + DIGITS + b"}")),
    "base64 two bytes on": (NUMBER, base64.b64encode(b"{:" + DIGITS + b"}")),
    "base64 for addresses": (NAME, base64.urlsafe_b64encode(b"?" + NAME.value.encode())),
    "base64 of UTF-16": (USER_ID, base64.b64encode(USER_ID.value.encode("utf-16-le"))),
    "base64 twice": (NUMBER, base64.b64encode(b"v=" + base64.b64encode(b"n:" + DIGITS))),
    "inside a message id": (NUMBER, b"wamid." + message_id(DIGITS)),
    "a user id inside a message id": (USER_ID, b"id=wamid." + message_id(USER_ID.value.encode())),
    "base32": (NUMBER, base64.b32encode(b"##" + DIGITS)),
    "message id": (WAMID, b'"' + WAMID.value.encode() + b'"'),
    "message id unwrapped": (WAMID, base64.b64decode(WAMID.value.removeprefix("wamid."))),
    "lower case": (USER_ID, USER_ID.value.lower().encode()),
    "JSON escapes": (NAME, json.dumps({"name": NAME.value}).encode()),
    "JSON escapes in JSON": (NAME, json.dumps(json.dumps(NAME.value)).encode()),
    "in an address": (NAME, quote(NAME.value).encode()),
    "repr of bytes": (NAME, repr(NAME.value.encode()).encode()),
    "HTML": (NAME, NAME.value.encode("ascii", "xmlcharrefreplace")),
    "64-bit integer": (NUMBER, struct.pack("<q", 912481963507)),
    "64-bit integer, network order": (NUMBER, struct.pack(">q", 912481963507)),
    "64-bit float": (NUMBER, struct.pack("<d", 912481963507.0)),
    "PostgreSQL numeric": (NUMBER, struct.pack("<Hhhh", 0x8002, 9124, 8196, 3507)),
    "packed decimal": (NUMBER, bytes.fromhex("00912481963507")),
    "gzip": (NUMBER, gzip.compress(b"line\n" * 50 + DIGITS)),
    "zlib": (NAME, zlib.compress(NAME.value.encode() * 3)),
    "zip": (NUMBER, zipped(b"row," * 90 + DIGITS)),
    "gzip in base64": (NUMBER, base64.b64encode(gzip.compress(b"say " * 20 + DIGITS))),
    "half a gzip": (NUMBER, gzip.compress(DIGITS + random.Random(2).randbytes(9000))[:4000]),
    "md5 in hex": (NUMBER, hashlib.md5(b"+912481963507").hexdigest().encode()),
    "sha1, raw": (NUMBER, hashlib.sha1(b"2481963507").digest()),
    "sha256 in hex": (NUMBER, hashlib.sha256(DIGITS).hexdigest().encode()),
    "sha256 cut short": (NUMBER, hashlib.sha256(DIGITS).hexdigest()[:20].encode()),
    "sha256 in base64": (USER_ID, base64.b64encode(hashlib.sha256(USER_ID.value.encode()).digest())),
    "sha512, raw": (NAME, hashlib.sha512(NAME.value.encode()).digest()),
    "sha256 of what tells duplicates": (WAMID, hashlib.sha256(f"m:{WAMID.value}".encode()).digest()),
    "crc32": (NUMBER, b'{"crc":"%08x"}' % zlib.crc32(DIGITS)),
}


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(EVERYBODY)


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("shift", range(4))
def test_a_canary_is_found_in_whatever_form_it_stands(scanner: Scanner, written: str, shift: int) -> None:
    owner, leak = WRITTEN[written]
    noise, tally = random.Random(written), Tally()

    scanner.data(
        noise.randbytes(20_000 + shift) + b" " + leak + b" " + noise.randbytes(9_001), "noise", tally
    )

    assert {hit.canary for hit in tally.hits} == {owner}


def test_nothing_is_found_where_nothing_is(scanner: Scanner) -> None:
    tally, noise = Tally(), random.Random(11)
    neighbours = (
        b"912481963508 IN.7Qm2Rt9LwXc4VbK1nPsF 24819-63506 "
        + hashlib.sha256(b"912481963508").hexdigest().encode()
    )

    scanner.data(noise.randbytes(4_000_000) + neighbours + bytes(1_000_000), "noise", tally)

    assert tally.hits == set()


def test_a_crc_inside_a_longer_word_is_chance(scanner: Scanner) -> None:
    tally = Tally()

    scanner.data(b"0b8f-%08x-77ac" % zlib.crc32(DIGITS), "a random id", tally)

    assert tally.hits == set()


@pytest.mark.parametrize("close", [bz2.compress, lambda data: bytes(byte ^ 1 for byte in data)])
def test_what_is_not_covered_stays_known(scanner: Scanner, close: Callable[[bytes], bytes]) -> None:
    """So that nobody reads more into a zero than there is: other compressions and any encryption hide a value."""
    tally = Tally()

    scanner.data(close(DIGITS * 40), "hidden", tally)

    assert tally.hits == set()
