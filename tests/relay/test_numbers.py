"""Our numbers: set up with their business account, and found for whoever lives below the unit they answer for."""

from __future__ import annotations

import pytest

from satark.jurisdiction import gazetteer
from satark.jurisdiction import services as jurisdiction
from satark.relay import numbers
from satark.relay.numbers import NumberRefused
from tests.database import Database


@pytest.fixture
def units(database: Database) -> Database:
    jurisdiction.import_units(gazetteer.units())
    return database


def added(phone_number_id: str = "100", *, waba: str = "900", unit: str = "chandauli") -> None:
    numbers.add(
        phone_number_id=phone_number_id,
        waba_id=waba,
        display="+91 55500 00101",
        unit=unit,
        lanes=["sealed"],
        languages=["hi", "en"],
    )


def test_a_number_is_known_with_its_account_and_languages(units: Database) -> None:
    added()

    assert [(each.id, each.waba_id, each.languages) for each in numbers.known()] == [
        ("100", "900", ("hi", "en"))
    ]


def test_set_up_again_it_is_changed(units: Database) -> None:
    added(waba="")
    added(waba="901")

    assert [each.waba_id for each in numbers.known()] == ["901"]


@pytest.mark.parametrize("waba", ["satark", "९००", "9 00"])
def test_an_account_that_cannot_be_is_refused(units: Database, waba: str) -> None:
    with pytest.raises(NumberRefused, match="--waba"):
        added(waba=waba)


def test_who_lives_below_a_unit_writes_to_the_number_above(units: Database) -> None:
    added()

    number, unit = numbers.answering("chn-balua")

    assert (number.id, unit.code) == ("100", "chandauli")


@pytest.mark.parametrize("unit", ["bly-izzatnagar", "nowhere"])
def test_where_no_number_answers_it_is_said(units: Database, unit: str) -> None:
    added()

    with pytest.raises(NumberRefused, match=unit):
        numbers.answering(unit)
