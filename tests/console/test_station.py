"""A station officer: his directions, and no word of the source."""

from __future__ import annotations

from tests.console.desk import SHO, At, text
from tests.world import World


def test_a_station_sees_its_directions_and_no_word_of_the_source(at: At, world: World) -> None:
    world.direction(world.tip())

    response = at(SHO).get("/", follow=True)

    assert response.redirect_chain == [("/directions", 302)]
    assert "घाट पर रात 11 बजे नाका" in text(response)
    assert "बालू" not in text(response)
    assert 'data-testid="search"' not in text(response)


def test_another_station_sees_none(at: At, world: World) -> None:
    world.direction(world.tip())

    assert "No directions yet" in text(at("chn-chakia.sho").get("/directions"))


def test_the_list_leads_a_station_officer_to_his_directions(at: At) -> None:
    assert at(SHO).get("/cases").headers["Location"] == "/directions"
