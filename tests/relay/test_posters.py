"""Posters: codes without meaning, and counts that tell of no person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from satark.conversation.values import Inbound, InboundKind
from satark.jurisdiction import gazetteer
from satark.jurisdiction import services as jurisdiction
from satark.relay import posters
from satark.relay.models import PosterScan
from satark.relay.posters import PosterRefused, Scans
from tests.database import Database

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PLACE = "Balua ghat, tea stall"


@pytest.fixture
def units(database: Database) -> Database:
    jurisdiction.import_units(gazetteer.units())
    return database


def made(place: str = PLACE) -> str:
    return posters.make(unit="chandauli", place=place, languages=("hi", "en"), now=NOW)


def written(*codes: str, at: datetime = NOW) -> None:
    scans = Scans()
    scans.note(codes, at)
    scans.write(connection.cursor())


def stored() -> list[tuple[str, date, int]]:
    return list(PosterScan.objects.order_by("day").values_list("poster_id", "day", "count"))


def test_a_poster_says_where_it_hangs_and_its_code_says_nothing(units: Database) -> None:
    codes = {made() for _ in range(20)}

    assert len(codes) == 20
    assert {(each.unit_id, each.place, each.language) for each in posters.every()} == {
        ("chandauli", PLACE, "hi,en")
    }


@pytest.mark.parametrize(
    ("unit", "place"), [("nowhere", PLACE), ("chandauli", " "), ("chandauli", "x" * 201)]
)
def test_a_poster_that_cannot_be_is_refused(units: Database, unit: str, place: str) -> None:
    with pytest.raises(PosterRefused):
        posters.make(unit=unit, place=place, languages=("hi",), now=NOW)


def test_openings_are_counted_by_poster_and_day_in_india(units: Database) -> None:
    first, second = made(), made()
    before_midnight = datetime(2026, 11, 24, 18, 29, tzinfo=UTC)

    written(first, first, second, at=before_midnight)
    written(first, at=before_midnight + timedelta(minutes=1))

    assert sorted(stored()) == sorted(
        [(first, date(2026, 11, 24), 2), (second, date(2026, 11, 24), 1), (first, date(2026, 11, 25), 1)]
    )


def test_a_code_of_nobody_or_of_a_poster_taken_down_counts_for_nothing(units: Database) -> None:
    gone = made()
    posters.retire(gone.lower(), NOW)
    posters.retire(gone, NOW + timedelta(days=1))

    written(gone, "2A2A")

    assert stored() == []
    assert posters.find(gone).retired_at == NOW


def test_a_code_that_is_none_is_named_when_it_is_asked_for(units: Database) -> None:
    with pytest.raises(PosterRefused, match="2A2A"):
        posters.retire("2a2a", NOW)


def test_small_counts_are_never_shown(units: Database) -> None:
    few, many, none = made(), made(), made()
    written(*[few] * 4, *[many] * 5)
    written(many, at=NOW + timedelta(days=1))

    counts = {each.code: each for each in posters.counts(NOW + timedelta(days=2))}

    assert counts[few].total == "fewer than 5"
    assert counts[many].total == "at least 5"
    assert [count for _, count in counts[many].days] == ["5", "fewer than 5"]
    assert counts[none].total == "0"


def test_a_day_is_told_when_it_is_over(units: Database) -> None:
    code = made()
    written(*[code] * 7)

    (today,), (tomorrow,) = posters.counts(NOW), posters.counts(NOW + timedelta(days=1))

    assert (today.total, today.days) == ("0", ())
    assert tomorrow.total == "7"


@pytest.mark.parametrize(
    ("days", "total"),
    [([], "0"), ([1, 2], "fewer than 5"), ([5, 7], "12"), ([5, 1], "at least 5"), ([3, 4, 4], "at least 10")],
)
def test_a_total_does_not_give_a_small_day_away(days: list[int], total: str) -> None:
    assert posters.shown_total(days) == total


def test_what_was_written_is_not_written_again(units: Database) -> None:
    code, scans = made(), Scans()
    scans.note([code], NOW)

    scans.write(connection.cursor())
    scans.write(connection.cursor())

    assert [count for _, _, count in stored()] == [1]


def test_the_relay_may_count_and_change_no_poster(units: Database) -> None:
    code = made()

    with units.acting_as("relay"):
        written(code)

        assert [count for _, _, count in stored()] == [1]


def test_the_talk_hears_a_greeting() -> None:
    said, code = posters.heard(Inbound(InboundKind.TEXT, at=NOW, text="नमस्ते 4K7M"))

    assert (said.text, code) == ("नमस्ते", "4K7M")


def test_what_holds_no_code_is_heard_as_it_is() -> None:
    for inbound in (
        Inbound(InboundKind.TEXT, at=NOW, text="यहाँ रोज रात ट्रक जाता है"),
        Inbound(InboundKind.CHOICE, at=NOW, text="नमस्ते 4K7M", choice="lang:hi"),
    ):
        assert posters.heard(inbound) == (inbound, "")


def test_who_scans_twice_in_a_day_opened_one_talk() -> None:
    assert posters.opens(None, NOW)
    assert not posters.opens(NOW - timedelta(hours=23), NOW)
    assert posters.opens(NOW - timedelta(hours=24), NOW)
