"""A file of boundaries is judged feature by feature before anything is stored, and each fault is named precisely."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.conversation.values import Pin
from satark.jurisdiction import gazetteer
from satark.jurisdiction.boundaries import BoundaryFileRefused, Feature, read, sound
from satark.jurisdiction.boundary import Boundary
from satark.jurisdiction.drawing import area, coordinates
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.places import Places

UNITS = gazetteer.within(gazetteer.units(), "chandauli")
SEATS = {unit.code: (unit.longitude, unit.latitude) for unit in UNITS if unit.kind == "station"}

Points = list[list[float]]


def box(west: float, south: float, east: float, north: float) -> Points:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


BALUA = box(83.10, 25.38, 83.22, 25.46)
DHANAPUR = box(83.22, 25.38, 83.40, 25.46)


def feature(ring: Points | None = None, *, geometry: Any = None, **properties: Any) -> dict[str, Any]:
    drawn = geometry if ring is None else {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": drawn}


def judged(*features: Any, known: tuple[Boundary, ...] = ()) -> tuple[Feature, ...]:
    return read(json.dumps({"type": "FeatureCollection", "features": features}), units=UNITS, known=known)


def faults(*features: Any) -> list[str]:
    return [fault for each in judged(*features) for fault in each.faults]


# --- whose it is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "by"),
    [
        ({"code": "chn-balua"}, "code"),
        ({"CODE": " CHN-Balua "}, "code"),
        ({"name": "Balua"}, "name"),
        ({"name": "थाना बलुआ"}, "name"),
        ({"PS_NAME": "BALUWA"}, "name"),
        ({"code": 4711, "name": "Balua"}, "name"),  # a number of somebody else's list
    ],
)
def test_a_feature_is_matched_by_code_or_else_by_name(properties: dict[str, Any], by: str) -> None:
    (found,) = judged(feature(BALUA, **properties))

    assert (found.unit, found.by, found.faults) == ("chn-balua", by, ())


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({}, "no property `code` or `name`"),
        ({"code": "chn-nowhere"}, "no unit with the code chn-nowhere"),
        ({"name": "Saidupur"}, "“Saidupur” is no station of ours"),
        ({"name": "Chandauli"}, "“Chandauli” may be chn-kotwali"),  # the district, or its Kotwali?
        ({"name": "Kotwali"}, "may be chn-kotwali, chn-mughalsarai, chn-sakaldiha, chn-chakia"),
        ({"code": "chn-mahila"}, "chn-mahila is a special: only stations have a ground"),
        ({"code": "chandauli"}, "chandauli is a district"),
    ],
)
def test_a_feature_of_nobody_known_is_refused(properties: dict[str, Any], said: str) -> None:
    (fault,) = faults(feature(BALUA, **properties))

    assert said in fault


def test_the_ground_of_a_chowki_is_not_taken_for_its_stations() -> None:
    chowki = UnitLine("chn-sahupuri", "outpost", "chn-alinagar", "Sahupuri", "साहूपुरी", 25.28, 83.09, ())
    text = json.dumps({"type": "FeatureCollection", "features": [feature(BALUA, name="Sahupuri")]})

    (found,) = read(text, units=[*UNITS, chowki])

    assert found.faults == ("“Sahupuri” may be chn-alinagar: give it a property `code`.",)


# --- how it is drawn ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (None, "not a polygon but nothing"),
        ({"type": "LineString", "coordinates": BALUA}, "not a polygon but LineString"),
        ({"type": "Point", "coordinates": [83.1, 25.4]}, "not a polygon but Point"),
        ({"type": "Polygon", "coordinates": []}, "no list of rings"),
        ({"type": "Polygon"}, "no list of rings"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "no list of rings"),
        ({"type": "Polygon", "coordinates": [[]]}, "no list of points"),
        ({"type": "Polygon", "coordinates": [[[83.1, 25.4], ["83.2", 25.4], [83.2, 25.5]]]}, "Point 2"),
        ({"type": "Polygon", "coordinates": [[[83.1, 25.4], [83.2], [83.2, 25.5]]]}, "Point 2"),
        ({"type": "Polygon", "coordinates": [[[714_000.5, 2_812_000.1]]]}, "Point 1"),  # metres, not degrees
        ({"type": "Polygon", "coordinates": [[[True, False]]]}, "Point 1"),
        ({"type": "Polygon", "coordinates": [BALUA[:-1]]}, "not closed"),
        ({"type": "Polygon", "coordinates": [[BALUA[0], BALUA[1], BALUA[1], BALUA[0]]]}, "fewer than three"),
        (
            {"type": "Polygon", "coordinates": [[BALUA[0], BALUA[2], BALUA[1], BALUA[3], BALUA[0]]]},
            "crosses or touches itself at 25.",
        ),
        (
            {"type": "Polygon", "coordinates": [BALUA, box(83.3, 25.39, 83.31, 25.4)]},
            "hole of it lies outside",
        ),
        (
            {
                "type": "Polygon",
                "coordinates": [BALUA, box(83.12, 25.39, 83.2, 25.45), box(83.14, 25.4, 83.15, 25.41)],
            },
            "inside another hole",
        ),
        (
            {"type": "MultiPolygon", "coordinates": [[BALUA], [box(83.15, 25.4, 83.3, 25.44)]]},
            "pieces lie over each other",
        ),
    ],
)
def test_a_drawing_that_is_no_ground_is_refused(geometry: Any, said: str) -> None:
    (fault,) = faults(feature(geometry=geometry, code="chn-balua"))

    assert said in fault


def test_a_ground_in_pieces_with_a_hole_and_heights_is_taken() -> None:
    high = [[*at, 77.5] for at in BALUA]
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [[high, box(83.12, 25.4, 83.13, 25.41)], [box(83.3, 25.4, 83.31, 25.41)]],
    }

    (found,) = judged(feature(geometry=geometry, code="chn-balua"))

    assert found.faults == ()
    assert found.boundary is not None
    assert len(found.boundary.area.polygons) == 2


def test_ground_far_from_the_district_is_refused_and_turned_numbers_are_noticed() -> None:
    (far,) = faults(feature(box(79.4, 28.3, 79.5, 28.4), code="chn-balua"))
    (turned,) = faults(feature([[north, east] for east, north in BALUA], code="chn-balua"))

    assert "28.30000, 79.40000 lies far from every station of the district." in far
    assert "Longitude has to stand before latitude." in turned


def test_a_seat_outside_its_own_ground_is_only_remarked() -> None:
    (found,) = judged(feature(DHANAPUR, code="chn-balua"))

    assert found.faults == ()
    assert "stands 4.0 km outside" in found.note


# --- among each other ---------------------------------------------------------------------------------------------


def test_neighbours_with_one_border_are_both_taken() -> None:
    assert faults(feature(BALUA, code="chn-balua"), feature(DHANAPUR, code="chn-dhanapur")) == []


def test_ground_given_twice_is_a_fault_of_both() -> None:
    wider = box(83.20, 25.38, 83.40, 25.46)

    assert faults(feature(BALUA, code="chn-balua"), feature(wider, code="chn-dhanapur")) == [
        "It lies over feature 2 (chn-dhanapur).",
        "It lies over feature 1 (chn-balua).",
    ]


def test_a_station_given_twice_is_one_multipolygon_too_few() -> None:
    assert faults(feature(BALUA, code="chn-balua"), feature(DHANAPUR, name="Balua")) == [
        "chn-balua is feature 1 already: make one MultiPolygon of both."
    ]


def test_ground_over_a_stored_boundary_is_refused_unless_that_one_is_drawn_anew() -> None:
    stored = sound(judged(feature(box(83.15, 25.38, 83.40, 25.46), code="chn-dhanapur")))

    (alone,) = judged(feature(BALUA, code="chn-balua"), known=stored)
    both = judged(feature(BALUA, code="chn-balua"), feature(DHANAPUR, code="chn-dhanapur"), known=stored)

    assert alone.faults == ("It lies over the boundary of chn-dhanapur that is stored.",)
    assert [each.faults for each in both] == [(), ()]


def test_only_features_without_a_fault_are_sound() -> None:
    features = judged(
        feature(BALUA, code="chn-balua"), feature(DHANAPUR, name="Saidupur"), "not even an object"
    )

    assert [each.unit for each in sound(features)] == ["chn-balua"]
    assert [len(each.faults) for each in features] == [0, 1, 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no GeoJSON FeatureCollection"),
        ('{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        (
            '{"type": "FeatureCollection", "features": [1], "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::32644"}}}',
            "another system",
        ),
    ],
)
def test_a_file_that_is_no_list_of_boundaries_is_refused_as_a_whole(text: str, said: str) -> None:
    with pytest.raises(BoundaryFileRefused, match=said):
        read(text, units=UNITS)


def test_the_usual_name_of_degrees_is_understood() -> None:
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "crs": {"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}, "type": "name"},
            "features": [feature(BALUA, code="chn-balua")],
        }
    )

    assert sound(read(text, units=UNITS))


def test_what_is_stored_is_what_was_drawn() -> None:
    (drawn,) = sound(judged(feature(BALUA, code="chn-balua")))

    again = area({"type": "MultiPolygon", "coordinates": coordinates(drawn.area)})

    assert coordinates(again) == [[[*map(list, BALUA)]]]


# --- where a pin lies ---------------------------------------------------------------------------------------------

WEST, SOUTH, STEP = 83.0, 25.0, 0.1
CELLS = dict(zip(sorted(SEATS), [(x, y) for y in range(4) for x in range(4)], strict=False))
"""Grounds like a chessboard, with no regard to where the seats are."""


def chessboard() -> Places:
    drawn = judged(
        *(
            feature(
                [
                    [WEST + STEP * (x + a), SOUTH + STEP * (y + b)]
                    for a, b in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
                ],
                code=code,
            )
            for code, (x, y) in CELLS.items()
        )
    )
    assert [fault for each in drawn for fault in each.faults] == []
    return Places(UNITS, gazetteer.landmarks(), boundaries=sound(drawn))


CHESSBOARD, SEATS_ONLY = chessboard(), Places(UNITS, gazetteer.landmarks())


@given(st.sampled_from(sorted(CELLS)), st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_a_pin_in_exactly_one_boundary_belongs_to_that_station(code: str, east: float, north: float) -> None:
    x, y = CELLS[code]

    place = CHESSBOARD.near(Pin(SOUTH + STEP * (y + north), WEST + STEP * (x + east)))

    assert place is not None
    assert (place.unit, place.how) == (code, "boundary")


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_pin_far_from_everything_is_nobodys(latitude: float, longitude: float) -> None:
    pin = Pin(latitude, longitude)
    near_us = 24.5 < latitude < 25.8 and 82.5 < longitude < 84.0

    for places in (CHESSBOARD, SEATS_ONLY):
        place = places.near(pin)
        assert place is None or near_us
        assert place is None or place.unit in SEATS


def test_a_pin_on_a_common_border_belongs_to_the_nearer_seat() -> None:
    drawn = sound(judged(feature(BALUA, code="chn-balua"), feature(DHANAPUR, code="chn-dhanapur")))
    places = Places(UNITS, gazetteer.landmarks(), boundaries=drawn)

    place = places.near(Pin(25.41, 83.22))

    assert place is not None
    assert (place.unit, place.how) == ("chn-balua", "boundary")


def test_without_a_boundary_the_nearest_seat_is_marked_as_such() -> None:
    drawn = sound(judged(feature(BALUA, code="chn-balua")))
    places = Places(UNITS, gazetteer.landmarks(), boundaries=drawn)

    inside, beyond = places.near(Pin(25.41, 83.18)), places.near(Pin(25.44, 83.34))

    assert inside is not None
    assert beyond is not None
    assert (inside.unit, inside.how) == ("chn-balua", "boundary")
    assert (beyond.unit, beyond.how) == ("chn-dhanapur", "nearest")


def test_a_station_whose_ground_is_known_does_not_get_a_pin_outside_of_it_however_near_its_seat() -> None:
    small = box(83.175, 25.405, 83.185, 25.415)
    places = Places(UNITS, gazetteer.landmarks(), boundaries=sound(judged(feature(small, code="chn-balua"))))

    place = places.near(Pin(25.41, 83.21))

    assert place is not None
    assert place.unit != "chn-balua"


def test_a_pin_in_the_gap_between_two_drawings_belongs_to_the_nearer_line() -> None:
    drawn = sound(
        judged(
            feature(BALUA, code="chn-balua"), feature(box(83.23, 25.38, 83.40, 25.46), code="chn-dhanapur")
        )
    )
    places = Places(UNITS, gazetteer.landmarks(), boundaries=drawn)

    place = places.near(Pin(25.42, 83.2275))

    assert place is not None
    assert (place.unit, place.how) == ("chn-dhanapur", "nearest")
