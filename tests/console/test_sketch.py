"""The sketch map: true directions, an even scale, labels that can be read."""

from __future__ import annotations

import pytest
from django.utils import translation

from satark.console.sketch import HEIGHT, WIDTH, distance, sketch
from satark.jurisdiction.queries import UnitPoint

BALUA = UnitPoint("chn-balua", "Balua", "बलुआ", "station", 25.41, 83.18)
SAKALDIHA = UnitPoint("chn-sakaldiha", "Sakaldiha", "सकलडीहा", "station", 25.34, 83.26)
CHAKIA = UnitPoint("chn-chakia", "Chakia", "चकिया", "station", 25.05, 83.22)
CHANDAULI = UnitPoint("chandauli", "Chandauli", "चंदौली", "district", 25.26, 83.27)
UNITS = [BALUA, SAKALDIHA, CHAKIA, CHANDAULI]
PIN = (25.423, 83.171)


def test_distances_are_those_of_the_ground() -> None:
    assert distance((25.0, 83.0), (26.0, 83.0)) == pytest.approx(111.3, abs=0.1)
    assert distance((25.0, 83.0), (25.0, 84.0)) == pytest.approx(100.9, abs=0.2)


def test_the_pin_is_told_from_the_nearest_unit() -> None:
    with translation.override("en"):
        drawn = sketch(UNITS, PIN, "chn-balua")

    assert drawn
    assert drawn.says == "1.7 km north-west of Balua, in a straight line"


def test_north_is_up_and_everything_lies_inside() -> None:
    drawn = sketch(UNITS, PIN, "chn-balua")

    assert drawn
    spots = {dot.name: (dot.x, dot.y) for dot in drawn.dots}
    assert drawn.pin
    assert drawn.pin[1] < spots["बलुआ"][1] < spots["चकिया"][1]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in [*spots.values(), drawn.pin])


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    drawn = sketch(UNITS, PIN, "chn-balua")

    assert drawn
    here, there = (next((d.x, d.y) for d in drawn.dots if d.name == name) for name in ("बलुआ", "चकिया"))
    pixels = ((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2) ** 0.5
    kilometres = distance((BALUA.latitude, BALUA.longitude), (CHAKIA.latitude, CHAKIA.longitude))
    assert drawn.scale_width / drawn.scale_km == pytest.approx(pixels / kilometres, rel=0.01)


def test_the_cases_own_unit_stands_out_also_without_a_pin() -> None:
    drawn = sketch(UNITS, None, "chn-chakia")

    assert drawn
    assert [dot.name for dot in drawn.dots if dot.own] == ["चकिया"]
    assert drawn.pin is None
    assert drawn.says == ""


def test_without_any_place_there_is_no_map() -> None:
    assert sketch(UNITS, None, "") is None
    assert sketch([], PIN, "") is None


def test_labels_that_would_touch_are_left_out() -> None:
    twin = UnitPoint("twin", "Twin", "जुड़वाँ", "station", 25.411, 83.181)

    drawn = sketch([BALUA, twin, CHAKIA], (25.41, 83.18), "chn-balua")

    assert drawn
    assert [dot.name for dot in drawn.dots if not dot.labelled] == ["जुड़वाँ"]
