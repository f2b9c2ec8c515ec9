"""What is sealed opens only with the right key, in the right place, unaltered."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.vault import sealing
from satark.vault.sealing import Box, MinuteKeys, SealBroken, open_minute_key

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.binary(max_size=5000), st.binary(max_size=40))
def test_a_box_opens_what_it_sealed(plain: bytes, context: bytes) -> None:
    box = Box(sealing.new_key())

    assert box.open(box.seal(plain, context), context) == plain


def test_sealed_words_do_not_open_in_another_row() -> None:
    box = Box(sealing.new_key())

    with pytest.raises(SealBroken):
        box.open(box.seal(b"words", b"statement|1"), b"statement|2")


@given(st.integers(min_value=0))
def test_one_altered_bit_breaks_the_seal(place: int) -> None:
    box = Box(bytes(32))
    sealed = bytearray(box.seal(b"balua ghat", b"place"))
    sealed[place % len(sealed)] ^= 1

    with pytest.raises(SealBroken):
        box.open(bytes(sealed), b"place")


def test_a_changed_key_still_opens_what_the_old_one_sealed() -> None:
    old, new = sealing.new_key(), sealing.new_key()
    sealed = Box(old).seal(b"words", b"")

    changed = Box(new, old)

    assert changed.open(sealed, b"") == b"words"
    with pytest.raises(SealBroken):
        Box(old).open(changed.seal(b"words", b""), b"")


@given(st.binary(max_size=70_000))
def test_padding_hides_the_length_and_comes_off(plain: bytes) -> None:
    padded = sealing.pad(plain)

    assert sealing.unpad(padded) == plain
    assert len(padded) in sealing.BUCKETS or len(padded) % sealing.BUCKETS[-1] == 0


def test_the_relay_opens_what_the_edge_sealed_and_the_edge_cannot() -> None:
    private = sealing.new_private_key()
    public = sealing.public_half(private)
    ident, sealed_key, seal = MinuteKeys(public).current(NOON)

    sealed = seal(b"a whole message")

    assert open_minute_key(private, ident, sealed_key).open(sealed, ident.bytes) == b"a whole message"
    with pytest.raises(SealBroken):
        open_minute_key(sealing.new_private_key(), ident, sealed_key)


def test_the_edge_forgets_its_key_after_a_minute() -> None:
    keys = MinuteKeys(sealing.public_half(sealing.new_private_key()))

    first, same, later = (
        keys.current(NOON)[0],
        keys.current(NOON + timedelta(seconds=59))[0],
        keys.current(NOON + timedelta(seconds=60))[0],
    )

    assert first == same != later


def test_a_clock_that_jumps_back_gets_a_new_key_and_not_an_endless_one() -> None:
    keys = MinuteKeys(sealing.public_half(sealing.new_private_key()))
    ahead = keys.current(NOON + timedelta(days=365))[0]

    assert keys.current(NOON)[0] != ahead
