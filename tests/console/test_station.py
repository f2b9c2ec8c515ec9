"""A station officer: his directions, and no word of the source."""

from __future__ import annotations

import pytest

from tests.console.desk import CELL, SHO, At, text
from tests.world import World


def test_a_station_sees_its_directions_and_no_word_of_the_source(at: At, world: World) -> None:
    world.direction(world.tip())

    page = text(at(SHO).get("/directions"))

    assert "घाट पर रात 11 बजे नाका" in page
    assert "बालू" not in page


def test_a_tip_is_not_on_the_board_of_the_station_it_is_about(at: At, world: World) -> None:
    case_id = world.tip()
    world.direction(case_id)

    response = at(SHO).get("/", follow=True)

    assert response.redirect_chain == [("/board", 302)]
    assert str(case_id) not in text(response)
    assert "बालू" not in text(response)


def test_another_station_sees_none(at: At, world: World) -> None:
    world.direction(world.tip())

    assert "No directions yet" in text(at("chn-chakia.sho").get("/directions"))


def test_the_list_leads_a_station_officer_to_his_directions(at: At) -> None:
    assert at(SHO).get("/cases").headers["Location"] == "/directions"


@pytest.mark.parametrize(("language", "words"), [("en", "No longer needed"), ("hi", "अब ज़रूरत नहीं")])
def test_what_was_closed_meanwhile_is_no_longer_asked_of_the_post(
    at: At, world: World, language: str, words: str
) -> None:
    case_id = world.tip()
    world.direction(case_id)
    at(CELL).post(f"/cases/{case_id}/close", {"once": "1", "outcome": "fir", "text": "कार्रवाई हुई"})
    station, cell = at(SHO), at(CELL)
    for client in (station, cell):
        client.post("/language", {"language": language, "next": "/"})

    own, case = text(station.get("/directions")), text(cell.get(f"/cases/{case_id}"))

    assert 'data-testid="withdrawn"' in own
    assert words in own
    assert 'data-testid="withdrawn"' in case
    assert case.count(words) == 2  # With the direction, and in the record of what was done.
