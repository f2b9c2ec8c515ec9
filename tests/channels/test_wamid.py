"""Two envelopes of one message have one core, and nothing that is not an id has any."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.channels.whatsapp.wamid import core_of

CORE = "3EB0A1B2C3D4E5F60718"
LONG_CORE = "9A3CA5B3D4CD6E67E79A3CA5B3D4CD6E"


def wamid(party: str, core: str = CORE, *, direction: int = 0x12, end: bytes = b"\0") -> str:
    """The record WhatsApp wraps around a message's core."""
    record = b"\x1c\x18" + bytes([len(party)]) + party.encode()
    record += b"\x15\x02\x00" + bytes([direction, 0x18, len(core)]) + core.encode() + end
    return "wamid." + b64encode(record).decode()


@pytest.mark.parametrize(
    "ident",
    [
        wamid("915550010001"),
        wamid("915550010001", direction=0x11),
        wamid("915550010001", end=b""),
        wamid("IN.1A2b3C4d5E6f7G8h9J0k"),
        wamid("BR.13491208655302741918"),
        wamid("IN.ABCDEF0123456789ABCDEF"),
        wamid("915550010001", CORE.lower()),
        wamid("915550010001").removeprefix("wamid."),
        wamid("915550010001").rstrip("="),
        "wamid." + urlsafe_b64encode(b"\xff\xfe\x18\x14" + CORE.encode() + b"\0").decode(),
    ],
)
def test_every_envelope_of_a_message_has_the_same_core(ident: str) -> None:
    assert core_of(ident) == CORE


def test_a_core_may_be_longer() -> None:
    assert core_of(wamid("915550010001", LONG_CORE)) == LONG_CORE


@pytest.mark.parametrize(
    "ident",
    [
        "",
        "wamid.",
        "wamid.çé",
        "wamid.HBgL",
        "o-1",
        "wamid." + b64encode(b"\x1c\x18\x0c915550010001").decode(),
        "wamid." + b64encode(b"\x1c\x18\x1412345678901234567890").decode(),
        wamid("915550010001", "ABCDEF"),
        wamid("915550010001").replace("A", "%"),
        "wamid." + b64encode(b"\x1c\x18\x0c915550010001\x15\x02\x00\x12\x18\x13" + CORE.encode()).decode(),
    ],
)
def test_what_holds_no_core_gives_none(ident: str) -> None:
    assert core_of(ident) == ""


def test_two_messages_of_one_person_have_different_cores() -> None:
    assert core_of(wamid("915550010001")) != core_of(wamid("915550010001", LONG_CORE))


@given(st.text() | st.binary().map(lambda raw: "wamid." + b64encode(raw).decode()))
def test_nothing_raises(ident: str) -> None:
    core = core_of(ident)

    assert core == "" or 16 <= len(core) <= 64
