"""Only what Meta signed, byte by byte, is let in."""

from __future__ import annotations

import json

import pytest

from satark.edge.signature import is_signed
from tests.edge.webhooks import APP_SECRET, signed, webhook

BODY = webhook()
RIGHT = signed(BODY).encode()


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        (RIGHT, True),
        (RIGHT[:7] + RIGHT[7:].upper(), True),
        (b"", False),
        (b"sha256=", False),
        (RIGHT.removeprefix(b"sha256="), False),
        (RIGHT.replace(b"sha256", b"sha1"), False),
        (RIGHT[:-1], False),
        (RIGHT + b"0", False),
        (RIGHT[:-1] + (b"0" if RIGHT[-1:] != b"0" else b"1"), False),
        (b"sha256=" + b"0" * 64, False),
        (b"sha256=" + b"z" * 64, False),
        (b"sha256=" + "क".encode() * 22, False),
        (b" " + RIGHT, False),
    ],
)
def test_the_signature_table(header: bytes, accepted: bool) -> None:
    assert is_signed(BODY, header, [APP_SECRET]) is accepted


def test_during_a_rotation_both_secrets_are_good() -> None:
    assert is_signed(BODY, signed(BODY, b"new").encode(), [b"old", b"new"])
    assert is_signed(BODY, signed(BODY, b"old").encode(), [b"old", b"new"])
    assert not is_signed(BODY, signed(BODY, b"older").encode(), [b"old", b"new"])


def test_without_a_secret_nothing_is_good() -> None:
    assert not is_signed(BODY, signed(BODY, b"").encode(), [])


def test_the_raw_bytes_count_and_not_what_they_mean() -> None:
    same_meaning = json.dumps(json.loads(BODY), ensure_ascii=False).encode()

    assert json.loads(same_meaning) == json.loads(BODY)
    assert not is_signed(same_meaning, RIGHT, [APP_SECRET])
