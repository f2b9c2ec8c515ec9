"""A GeoJSON geometry into an area and back. Whatever is wrong with it is said in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import isfinite

from satark.conversation.values import Pin
from satark.jurisdiction.geometry import PARTS, Area, Point, Polygon, Ring, crossing, overlap, point

CORNERS = 50_000
"""Most corners of one station's ground: a drawing finer than that is simplified before it is brought here."""


class Faulty(Exception):
    """A feature cannot be taken. The text is a sentence for the administrator."""


def area(geometry: object) -> Area:
    """Raises Faulty: not a polygon, broken coordinates, an open or crossing line, a hole or piece in the wrong place."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = geometry.get("type") if isinstance(geometry, dict) else "nothing"
        raise Faulty(f"It is not a polygon but {kind}.")
    given = geometry.get("coordinates")
    pieces = [given] if geometry["type"] == "Polygon" else given
    drawn = Area(tuple(_polygon(piece) for piece in _list(pieces, "polygons")))
    if any(overlap(Area((a,)), Area((b,)), slack=1) for a, b in combinations(drawn.polygons, 2)):
        raise Faulty("Two of its pieces lie over each other.")
    return drawn


def coordinates(drawn: Area) -> list[list[list[list[float]]]]:
    """As a GeoJSON MultiPolygon has them."""
    return [
        [
            [[east / PARTS, north / PARTS] for east, north in (*ring.points, ring.points[0])]
            for ring in (polygon.outer, *polygon.holes)
        ]
        for polygon in drawn.polygons
    ]


def corners(drawn: Area) -> Iterator[Pin]:
    for polygon in drawn.polygons:
        for east, north in polygon.outer.points:
            yield Pin(north / PARTS, east / PARTS)


def written(at: Pin) -> str:
    """Latitude first, as a map shows it."""
    return f"{at.latitude:.5f}, {at.longitude:.5f}"


def _polygon(piece: object) -> Polygon:
    rings = [_ring(each) for each in _list(piece, "rings")]
    if at := crossing(rings):
        raise Faulty(f"Its line crosses or touches itself at {written(Pin(at[1] / PARTS, at[0] / PARTS))}.")
    polygon = Polygon(rings[0], tuple(rings[1:]))
    for hole in polygon.holes:
        if not polygon.outer.holds(hole.points[0]):
            raise Faulty("A hole of it lies outside of it.")
    for one, other in combinations(polygon.holes, 2):
        if one.holds(other.points[0]) or other.holds(one.points[0]):
            raise Faulty("A hole of it lies inside another hole.")
    return polygon


def _ring(given: object) -> Ring:
    listed = _list(given, "points")
    if len(listed) > CORNERS:
        raise Faulty(f"It has more than {CORNERS} points: simplify it.")
    points = [_point(number, each) for number, each in enumerate(listed, start=1)]
    if points[0] != points[-1]:
        raise Faulty("Its line is not closed: the last point must be the first.")
    kept = [at for at, following in pairwise(points) if at != following]
    if len(kept) < 3:
        raise Faulty("Its line has fewer than three corners.")
    return Ring(tuple(kept))


def _point(number: int, given: object) -> Point:
    match given:
        case [float() | int() as longitude, float() | int() as latitude, *_] if not (
            isinstance(longitude, bool) or isinstance(latitude, bool)
        ):
            if isfinite(longitude) and isfinite(latitude) and abs(longitude) <= 180 and abs(latitude) <= 90:
                return point(latitude, longitude)
    raise Faulty(f"Point {number} of its line is no longitude and latitude in degrees.")


def _list(given: object, of: str) -> list[object]:
    if not isinstance(given, list) or not given:
        raise Faulty(f"Its coordinates are no list of {of}.")
    return given
