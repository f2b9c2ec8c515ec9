"""What a rank sees: its own ground, the time each step took, who did not act, and who cannot be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from satark.cases import steps
from satark.cases.values import Step
from tests.console.desk import CELL, SHO, At, text
from tests.world import MARKET_FIGHT, World, now

CO, SP, DESK = "chn-c-skd.co", "chandauli.sp", "chandauli.desk"


def test_a_rank_begins_its_day_at_its_board(at: At) -> None:
    assert at(CO).get("/").headers["Location"] == "/board"


def test_an_empty_board_says_so_and_what_will_come(at: At) -> None:
    page = text(at(CO).get("/board"))

    assert "Nothing is open on your ground." in page
    assert "appears here by itself" in page


def test_the_board_shows_how_long_each_step_took(at: At, world: World) -> None:
    ref = world.forwarded(world.complaint())
    with world.in_relay():
        steps.take(ref, Step("received"), post=SHO, now=now() + timedelta(minutes=4))

    page = text(at(CO).get("/board"))

    assert "✓ 4 min" in page
    assert "1 is open, and in time." in page


def test_who_did_not_act_is_named_with_what_proves_that_he_had_it(at: At, world: World) -> None:
    at_once = replace(MARKET_FIGHT, urgent=True)
    world.complaint(at_once, at=now() - timedelta(minutes=9))

    page = text(at(SP).get("/not-acted"))

    assert "1 post did not act." in page
    assert SHO in page
    assert "receipt" in page


def test_nobody_without_a_command_reads_who_did_not_act(at: At) -> None:
    for post in (CELL, DESK):
        assert at(post).get("/not-acted").status_code == 302


def test_the_roster_shows_ones_own_area_and_who_has_no_phone(at: At) -> None:
    page = text(at(CO).get("/roster"))

    assert "Officer chn-balua.sho" in page
    assert "Officer chn-chakia.sho" not in page
    assert "no phone" in page


def test_a_cell_has_no_roster(at: At) -> None:
    assert at(CELL).get("/roster").status_code == 302


def test_a_complaints_page_says_where_its_chain_stands_and_whose_that_is(at: At, world: World) -> None:
    case_id = world.complaint()
    world.forwarded(case_id)

    page = text(at(SP).get(f"/complaints/{case_id}"))

    assert "Stands before “" in page
    assert "Cause: " in page


def test_who_decides_whose_it_is_chooses_among_the_stations_of_his_own_ground(at: At, world: World) -> None:
    case_id = world.complaint()
    ref = world.forwarded(case_id)
    with world.in_relay():
        steps.take(ref, Step("disputed", unit="chn-dhanapur"), post=SHO, now=now())

    page = text(at(CO).get(f"/complaints/{case_id}"))

    form = page.partition('id="act-decide"')[2].partition("</form>")[0]
    assert 'value="chn-dhanapur"' in form
    assert 'value="chn-chakia"' not in form


def test_an_open_page_says_when_the_case_moved_on_and_is_quiet_until_then(at: At, world: World) -> None:
    case_id = world.complaint()
    ref = world.forwarded(case_id)
    page = text(at(CO).get(f"/complaints/{case_id}"))
    watch = page.partition("/changed?seen=")[2].partition('"')[0]

    before = at(CO).get(f"/complaints/{case_id}/changed?seen={watch}")
    with world.in_relay():
        steps.take(ref, Step("received"), post=SHO, now=now())
    after = at(CO).get(f"/complaints/{case_id}/changed?seen={watch}")

    assert (before.status_code, after.status_code) == (204, 200)
    assert at("chn-chakia.sho").get(f"/complaints/{case_id}/changed").status_code == 404
