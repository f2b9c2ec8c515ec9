"""The crowd of a rehearsed day: seeded, by the published mixes, and every kind of message is there to be drawn."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from satark.config.rehearse_commands import MIXES
from satark.rehearsal import crowd

PUBLISHED = {"pune": ("greeting", 0.62), "nashik": ("outside", 0.16)}


def day(mix: str, seed: int = 1, hours: float = 24) -> list[crowd.Arrival]:
    return crowd.arrivals(mix=mix, people=5000, hours=hours, first_hour=9, chance=random.Random(seed))


def test_the_command_offers_every_mix() -> None:
    assert set(MIXES) == set(crowd.MIXES)


@pytest.mark.parametrize("mix", crowd.MIXES)
def test_a_mix_is_a_whole_and_of_kinds_that_have_messages(mix: str) -> None:
    assert sum(crowd.MIXES[mix].values()) == pytest.approx(100)
    assert crowd.MIXES[mix].keys() <= {message.kind for message in crowd.messages()}


@pytest.mark.parametrize("mix", PUBLISHED)
def test_a_day_has_the_published_share(mix: str) -> None:
    kind, share = PUBLISHED[mix]

    kinds = Counter(arrival.message.kind for arrival in day(mix))

    assert kinds[kind] / kinds.total() == pytest.approx(share, abs=0.03)


def test_six_in_a_hundred_are_genuine_in_delhis() -> None:
    genuine = sum(crowd.MIXES["delhi"][kind] for kind in crowd.GENUINE)

    assert genuine == 6


def test_the_same_seed_gives_the_same_day_and_another_gives_another() -> None:
    assert day("nashik") == day("nashik")
    assert day("nashik") != day("nashik", seed=2)


def test_people_come_in_order_and_within_the_hours_that_are_played() -> None:
    coming = day("nashik", hours=3)

    assert coming == sorted(coming, key=lambda arrival: arrival.after)
    assert coming[-1].after.total_seconds() < 3 * 3600


def test_the_evening_has_more_than_the_night() -> None:
    hours = Counter((9 + int(arrival.after.total_seconds() // 3600)) % 24 for arrival in day("nashik"))

    assert hours[19] > 5 * hours[3]
