"""Inside, on the line, crossing and overlapping are exact; only what is nearer than the slack is forgiven."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.jurisdiction.geometry import PARTS, Area, Point, Polygon, Ring, crossing, overlap, point

KM = PARTS // 111
"""About a kilometre of latitude; a little less from west to east."""


def box(west: int, south: int, east: int, north: int) -> Ring:
    return Ring(((west, south), (east, south), (east, north), (west, north)))


def ground(*rings: Ring) -> Area:
    return Area((Polygon(rings[0], rings[1:]),))


RINGED = ground(box(0, 0, 100, 100), box(40, 40, 60, 60))


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ((10, 10), True),
        ((0, 50), True),  # on the line
        ((100, 100), True),  # on a corner
        ((50, 50), False),  # in the hole
        ((40, 50), True),  # on the line around the hole
        ((101, 50), False),
        ((-1, -1), False),
        ((150, 100), False),  # level with a corner
    ],
)
def test_a_point_is_inside_on_the_line_or_outside(at: Point, inside: bool) -> None:
    assert RINGED.holds(at) is inside


def test_a_ground_in_two_pieces_holds_points_of_both() -> None:
    pieces = Area((Polygon(box(0, 0, 10, 10)), Polygon(box(20, 0, 30, 10))))

    assert [pieces.holds((east, 5)) for east in (5, 15, 25)] == [True, False, True]


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=3, unique=True))
def test_a_triangle_holds_its_corners_and_the_middles_of_its_sides(corners: list[Point]) -> None:
    doubled = [(2 * east, 2 * north) for east, north in corners]
    ring = Ring(tuple(doubled))

    middles = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in pairwise(doubled)]
    assert all(ring.holds(at) for at in (*doubled, *middles))


@given(st.integers(-5, 25), st.integers(-5, 25))
def test_a_point_within_a_grid_of_boxes_is_held_by_one_of_them_or_by_those_whose_line_it_is_on(
    east: int, north: int
) -> None:
    boxes = [box(x, y, x + 10, y + 10) for x in (0, 10) for y in (0, 10)]

    held = sum(each.holds((east, north)) for each in boxes)

    if not (0 <= east <= 20 and 0 <= north <= 20):
        assert held == 0
    else:
        assert held == (2 if east == 10 else 1) * (2 if north == 10 else 1)


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0), (10, 10), (10, 0), (0, 10)],  # a bow
        [(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10)],  # a spike
        [(0, 0), (5, 5), (10, 0), (10, 10), (5, 5), (0, 10)],  # touches itself in a point
        [(0, 0), (10, 0), (20, 0)],  # flat
        [(0, 0), (20, 0), (20, 10), (10, 0), (0, 10)],  # a corner on another side
    ],
)
def test_a_line_that_crosses_or_touches_itself_is_seen(points: list[Point]) -> None:
    assert crossing([Ring(tuple(points))]) is not None


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0), (10, 0), (10, 10), (0, 10)],
        [(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)],  # a corner on the way
        [(0, 0), (20, 0), (20, 20), (10, 1), (0, 20)],  # nearly touching
        [(0, 0), (1, 5), (10, 0)],
    ],
)
def test_a_sound_line_is_let_be(points: list[Point]) -> None:
    assert crossing([Ring(tuple(points))]) is None
    assert crossing([Ring(tuple(reversed(points)))]) is None


def test_a_hole_that_crosses_the_outer_line_is_seen() -> None:
    assert crossing([box(0, 0, 10, 10), box(5, 5, 15, 8)]) is not None
    assert crossing([box(0, 0, 10, 10), box(3, 3, 5, 5)]) is None


@pytest.mark.parametrize(
    ("one", "other", "over"),
    [
        (box(0, 0, 4, 4), box(4, 0, 8, 4), False),  # one border
        (box(0, 0, 4, 4), box(9, 0, 12, 4), False),
        (box(0, 0, 4, 4), box(0, 0, 4, 4), True),  # the same ground twice
        (box(0, 0, 9, 9), box(3, 3, 6, 6), True),  # one in the other
        (box(0, 0, 9, 9), box(0, 0, 4, 9), True),  # and along its border
        (box(0, 3, 9, 6), box(3, 0, 6, 9), True),  # a cross: no corner of one in the other
        (box(0, 0, 5, 5), box(3, 3, 9, 9), True),
    ],
)
def test_ground_given_twice_is_seen(one: Ring, other: Ring, over: bool) -> None:
    larger = [Ring(tuple((east * KM, north * KM) for east, north in ring.points)) for ring in (one, other)]

    assert overlap(ground(larger[0]), ground(larger[1]), slack=100) is over
    assert overlap(ground(larger[1]), ground(larger[0]), slack=100) is over


@pytest.mark.parametrize(("metres", "over"), [(50, False), (500, True)])
def test_two_drawings_of_one_border_may_differ_by_the_slack(metres: int, over: bool) -> None:
    wide = metres * KM // 1000
    west, east = ground(box(0, 0, 4 * KM + wide, 4 * KM)), ground(box(4 * KM, 0, 8 * KM, 4 * KM))

    assert overlap(west, east, slack=100) is over


def test_ground_in_anothers_hole_is_its_own() -> None:
    around = ground(box(0, 0, 9 * KM, 9 * KM), box(3 * KM, 3 * KM, 6 * KM, 6 * KM))

    assert not overlap(around, ground(box(3 * KM, 3 * KM, 6 * KM, 6 * KM)), slack=100)


def test_distances_are_in_metres() -> None:
    east_side = ground(Ring((point(25.0, 83.0), point(25.0, 83.1), point(25.1, 83.1), point(25.1, 83.0))))

    assert east_side.metres_to_border(point(25.05, 83.2)) == pytest.approx(10_077, rel=0.01)
    assert east_side.has_border_within(11_000, point(25.05, 83.2))
    assert not east_side.has_border_within(9_000, point(25.05, 83.2))
