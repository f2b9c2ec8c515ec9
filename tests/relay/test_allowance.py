"""How much of one sender is heard at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from satark.relay.allowance import USUAL, Allowance, Rate

NOON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
RATE = Rate(burst=3, every=timedelta(seconds=5), rest=timedelta(seconds=60))


def test_a_burst_passes_and_what_follows_has_to_rest() -> None:
    own: Allowance[str] = Allowance(RATE)

    assert [own.takes("one", NOON) for _ in range(4)] == [True, True, True, False]
    assert not own.takes("one", NOON + timedelta(seconds=59))
    assert own.takes("one", NOON + timedelta(seconds=59 + 61))
    assert own.takes("another", NOON)


def test_one_message_in_so_many_seconds_passes_for_ever() -> None:
    own: Allowance[str] = Allowance(USUAL)

    assert all(own.takes("one", NOON + timedelta(seconds=6 * step)) for step in range(1_000))
