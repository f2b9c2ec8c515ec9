"""Wrong passwords cost time, ever more of it; nobody else pays, and memory has an end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from satark.accounts import guesses
from satark.accounts.guesses import Guesses

START = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
WHO = "chandauli.cell"


def guessed(times: int) -> Guesses:
    told = Guesses()
    for _ in range(times):
        told.count(WHO, now=START)
    return told


def test_five_tries_are_free_and_the_sixth_waits_a_minute() -> None:
    told = guessed(5)

    assert told.count(WHO, now=START + timedelta(seconds=59)) == START + timedelta(minutes=1)
    assert told.count(WHO, now=START + timedelta(seconds=60)) is None


def test_each_further_one_waits_twice_as_long_up_to_a_quarter_of_an_hour_and_never_longer() -> None:
    told, now = guessed(5), START
    waits = []

    for _ in range(100):
        until = told.until(WHO, now=now)
        assert until is not None
        waits.append((until - now) // timedelta(minutes=1))
        now = until
        assert told.count(WHO, now=now) is None

    assert waits[:6] == [1, 2, 4, 8, 15, 15]
    assert set(waits[4:]) == {15}


def test_tries_that_were_refused_lengthen_no_wait() -> None:
    told = guessed(5)

    for second in range(50):
        told.count(WHO, now=START + timedelta(seconds=second))

    assert told.until(WHO, now=START) == START + timedelta(minutes=1)


def test_five_in_more_than_a_quarter_of_an_hour_are_free() -> None:
    told = Guesses()

    refused = [told.count(WHO, now=START + number * timedelta(minutes=4)) for number in range(50)]

    assert set(refused) == {None}


def test_a_quarter_of_an_hour_after_the_wait_all_is_forgotten() -> None:
    told = guessed(5)
    later = START + timedelta(minutes=17)

    refused = [told.count(WHO, now=later) for _ in range(5)]

    assert refused == [None] * 5


def test_of_many_at_once_five_are_looked_at() -> None:
    told = Guesses()

    with ThreadPoolExecutor(8) as threads:
        refused = list(threads.map(lambda _: told.count(WHO, now=START), range(200)))

    assert refused.count(None) == 5


def test_a_flood_of_invented_names_neither_fills_memory_nor_washes_a_wait_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guesses, "REMEMBERED", 100)
    told = guessed(5)

    for number in range(1000):
        told.count(f"invented {number}", now=START)

    assert len(told._tries) <= 100
    assert told.until(WHO, now=START) is not None
