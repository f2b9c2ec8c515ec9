"""A complaint goes where its pin, its words and the person's own choice agree; where they do not, the desk is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.conversation.values import Pin
from satark.jurisdiction import gazetteer
from satark.jurisdiction.boundary import Boundary
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.geometry import Area, Polygon, Ring, point
from satark.jurisdiction.places import Places, load
from satark.jurisdiction.routing import FAR_APART_KM, Routed, route

UNITS = gazetteer.units()


def box(unit: str, west: float, south: float, east: float, north: float) -> Boundary:
    corners = ((south, west), (south, east), (north, east), (north, west))
    return Boundary(unit, Area((Polygon(Ring(tuple(point(*corner) for corner in corners))),)))


def seated(code: str) -> Pin:
    (unit,) = (each for each in UNITS if each.code == code)
    assert unit.latitude
    assert unit.longitude
    return Pin(unit.latitude, unit.longitude)


def drawn(*boundaries: Boundary) -> Places:
    return Places(UNITS, gazetteer.landmarks(), boundaries=boundaries)


SEATS = load()
BALUA = box("chn-balua", 83.10, 25.37, 83.25, 25.46)
DRAWN = drawn(BALUA, box("bly-fatehganj-e", 79.55, 28.00, 79.75, 28.15))

IN_BALUA = Pin(25.42, 83.20)
BY_DHANAPUR = seated("chn-dhanapur")
FAR_FROM_ALL = Pin(19.0, 72.8)


# --- one thing known ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "routed"),
    [
        ("balua ghat ke paas", Routed("chn-balua", "landmark")),
        ("थाना इज्जतनगर", Routed("bly-izzatnagar", "named")),
        ("चंदौली", Routed("chn-kotwali", "named")),
        ("sakaldiha ke kamalpur me", Routed("chn-dheena", "landmark")),
        ("mughalsarai jn ke bahar", Routed("chn-mughalsarai", "named")),
    ],
)
def test_a_place_named_without_doubt_leads_to_its_station(told: str, routed: Routed) -> None:
    assert route(SEATS, told=told) == routed


@pytest.mark.parametrize("told", ["", "pata nahi", "varanasi cantt", "ghazipur", "महिला थाना"])
def test_what_names_no_ground_of_ours_leads_nowhere(told: str) -> None:
    assert route(SEATS, told=told) is None


def test_a_pin_in_a_boundary_leads_to_that_station_and_else_to_the_nearest() -> None:
    assert route(DRAWN, pin=IN_BALUA) == Routed("chn-balua", "boundary")
    assert route(DRAWN, pin=BY_DHANAPUR) == Routed("chn-dhanapur", "nearest")
    assert route(DRAWN, pin=FAR_FROM_ALL) is None


def test_a_shared_name_is_picked_by_the_desk() -> None:
    assert route(SEATS, told="fatehganj") == Routed(
        None, "desk", candidates=("bly-fatehganj-w", "bly-fatehganj-e")
    )


def test_two_places_are_one_too_many() -> None:
    assert route(SEATS, told="alinagar se baburi tak") == Routed(
        None, "desk", candidates=("chn-alinagar", "chn-baburi")
    )


def test_what_the_person_chose_from_our_list_settles_a_shared_name() -> None:
    assert route(SEATS, told="fatehganj", answered="bly-fatehganj-e") == Routed("bly-fatehganj-e", "named")


def test_a_chosen_unit_without_ground_or_unknown_to_us_settles_nothing() -> None:
    for answered in ("chn-mahila", "chandauli", "nowhere"):
        assert route(SEATS, told="balua ghat", answered=answered) == Routed("chn-balua", "landmark")


# --- pin and words ------------------------------------------------------------------------------------------------


def test_the_boundary_wins_over_a_neighbour_that_was_named() -> None:
    assert route(DRAWN, pin=IN_BALUA, told="dhanapur") == Routed(
        "chn-dhanapur", "named", True, ("chn-dhanapur", "chn-balua")
    )
    assert route(DRAWN, pin=Pin(25.42, 83.24), told="dhanapur") == Routed("chn-balua", "boundary")


def test_the_named_place_wins_over_a_seat_that_is_merely_nearer() -> None:
    between = Pin(25.43, 83.25)

    assert route(SEATS, pin=between, told="dhanapur") == Routed("chn-dhanapur", "named")


def test_a_pin_that_agrees_with_the_words_makes_them_firmer() -> None:
    assert route(DRAWN, pin=IN_BALUA, told="balua thana") == Routed("chn-balua", "boundary")
    assert route(SEATS, pin=seated("chn-balua"), told="balua ghat") == Routed("chn-balua", "landmark")


def test_a_pin_far_from_the_named_place_is_most_often_the_senders_home_and_leaves_a_doubt() -> None:
    at_home = seated("bly-kotwali")

    for places in (SEATS, drawn(box("bly-kotwali", 79.40, 28.35, 79.43, 28.37))):
        assert route(places, pin=at_home, told="faridpur") == Routed(
            "bly-faridpur", "named", True, ("bly-faridpur", "bly-kotwali")
        )


def test_a_pin_far_outside_leaves_a_doubt_with_one_candidate() -> None:
    assert route(SEATS, pin=FAR_FROM_ALL, told="balua ghat") == Routed(
        "chn-balua", "landmark", True, ("chn-balua",)
    )


def test_a_pin_chooses_among_those_that_share_a_name() -> None:
    named = ("bly-fatehganj-w", "bly-fatehganj-e")

    assert route(SEATS, pin=seated("bly-fatehganj-w"), told="fatehganj") == Routed(
        "bly-fatehganj-w", "nearest", candidates=named
    )
    assert route(DRAWN, pin=Pin(28.1, 79.6), told="fatehganj") == Routed(
        "bly-fatehganj-e", "boundary", candidates=named
    )


def test_a_pin_elsewhere_than_all_that_share_a_name_leaves_it_to_the_desk_unless_a_boundary_holds_it() -> (
    None
):
    named = ("bly-fatehganj-w", "bly-fatehganj-e")

    assert route(SEATS, pin=BY_DHANAPUR, told="fatehganj") == Routed(
        None, "desk", candidates=(*named, "chn-dhanapur")
    )
    assert route(DRAWN, pin=IN_BALUA, told="fatehganj") == Routed("chn-balua", "boundary", True, named)


def test_a_station_of_which_no_position_is_known_is_not_doubted() -> None:
    unplaced = [
        replace(each, latitude=None, longitude=None) if each.code == "chn-iliya" else each for each in UNITS
    ]

    assert route(Places(unplaced, ()), pin=seated("bly-kotwali"), told="iliya") == Routed(
        "chn-iliya", "named"
    )


def test_a_chowki_stands_on_its_stations_ground() -> None:
    chowki = UnitLine("chn-sahupuri", "outpost", "chn-alinagar", "Sahupuri", "साहूपुरी", 25.28, 83.09, ())

    assert route(Places([*UNITS, chowki], ()), told="sahupuri") == Routed("chn-alinagar", "landmark")


# --- anything at all ----------------------------------------------------------------------------------------------

STATIONS = {unit.code for unit in UNITS if unit.kind == "station"}
TOLD = st.sampled_from(
    ["", "balua", "fatehganj", "कोतवाली", "mahila thana", "chandauli", "noida", "faridpur", "cyber thana"]
)
NEAR_US = st.builds(Pin, st.floats(24.5, 28.9), st.floats(79.0, 83.8))


@given(st.none() | NEAR_US, TOLD, st.sampled_from(["", "chn-balua", "bly-mahila", "chandauli", "?"]))
def test_only_stations_come_out_and_a_doubt_or_a_pick_always_has_candidates(
    pin: Pin | None, told: str, answered: str
) -> None:
    routed = route(DRAWN, pin=pin, told=told, answered=answered)

    if routed is None:
        return
    assert {routed.unit, *routed.candidates} <= STATIONS | {None}
    assert (routed.unit is None) == (routed.how == "desk")
    assert routed.candidates or not (routed.doubt or routed.unit is None)


@given(NEAR_US, st.sampled_from(sorted(STATIONS)))
def test_a_chosen_station_is_left_only_for_a_boundary_close_to_it(pin: Pin, answered: str) -> None:
    routed = route(DRAWN, pin=pin, answered=answered)

    assert routed is not None
    if routed.unit != answered:
        away = DRAWN.km_apart(answered, pin)
        assert routed.how == "boundary"
        assert away is not None
        assert away <= FAR_APART_KM
