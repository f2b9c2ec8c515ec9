"""Rings on a map: what lies inside, which cross themselves, which overlap. Whole numbers, so that no answer is rounded.

Degrees become whole ten-millionths (a centimetre); left, right and between are then exact. Only distances are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, hypot, radians
from typing import TypeVar

PARTS = 10_000_000
"""Of a degree."""

METRES = 111_195 / PARTS
"""Of one part, along a meridian."""

Point = tuple[int, int]
"""East and north, in parts of a degree."""

Edge = tuple[Point, Point]

Box = tuple[int, int, int, int]
"""West, south, east, north."""

Owner = TypeVar("Owner")


def point(latitude: float, longitude: float) -> Point:
    return round(longitude * PARTS), round(latitude * PARTS)


@dataclass(frozen=True)
class Ring:
    """A closed line, without the repeated last point and without points that repeat the one before."""

    points: tuple[Point, ...]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        return tuple(pairwise((*self.points, self.points[0])))

    @cached_property
    def box(self) -> Box:
        east, north = zip(*self.points, strict=True)
        return min(east), min(north), max(east), max(north)

    def holds(self, at: Point) -> bool:
        """Inside or on the line."""
        west, south, east, north = self.box
        if not (west <= at[0] <= east and south <= at[1] <= north):
            return False
        inside, height = False, at[1]
        for one, other in self.edges:
            if (one[1] > height and other[1] > height) or (one[1] < height and other[1] < height):
                continue
            turn = _side(one, other, at)
            if turn == 0 and _between(one, other, at):
                return True
            if (one[1] > height) != (other[1] > height) and (turn > 0) == (other[1] > one[1]):
                inside = not inside
        return inside

    def bears(self, at: Point) -> bool:
        """On the line itself."""
        return any(_side(one, other, at) == 0 and _between(one, other, at) for one, other in self.edges)


@dataclass(frozen=True)
class Polygon:
    outer: Ring
    holes: tuple[Ring, ...] = ()

    def holds(self, at: Point) -> bool:
        """The line around a hole still belongs to what is around it."""
        return self.outer.holds(at) and not any(hole.holds(at) and not hole.bears(at) for hole in self.holes)

    def some_point(self) -> Point:
        """A point well inside: in the middle of the widest stretch of a line from west to east."""
        heights = sorted({north for _, north in self.outer.points})
        low, high = max(pairwise(heights), key=lambda pair: pair[1] - pair[0])
        north = (low + high) // 2
        rings = (self.outer, *self.holes)
        met = sorted(_meets(edge, north) for ring in rings for edge in ring.edges if _spans(edge, north))
        west, east = max(zip(met[::2], met[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
        return (west + east) // 2, north


@dataclass(frozen=True)
class Area:
    """The ground of one station: one piece or several, with or without holes."""

    polygons: tuple[Polygon, ...]

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        rings = (ring for each in self.polygons for ring in (each.outer, *each.holes))
        return tuple(edge for ring in rings for edge in ring.edges)

    @cached_property
    def box(self) -> Box:
        west, south, east, north = zip(*(polygon.outer.box for polygon in self.polygons), strict=True)
        return min(west), min(south), max(east), max(north)

    def holds(self, at: Point) -> bool:
        return any(polygon.holds(at) for polygon in self.polygons)

    def metres_to_border(self, at: Point) -> float:
        return min(_metres(at, edge) for edge in self.edges)

    def has_border_within(self, metres: float, at: Point) -> bool:
        """Whether its line passes within so many metres."""
        reach, (x, y) = round(metres / METRES / _narrowing(at)), at
        if not _common(self.box, (x - reach, y - reach, x + reach, y + reach)):
            return False
        return any(
            west - reach <= x <= east + reach
            and south - reach <= y <= north + reach
            and _metres(at, edge) <= metres
            for edge, (west, south, east, north) in self._boxed
        )

    @cached_property
    def _boxed(self) -> tuple[tuple[Edge, Box], ...]:
        return tuple((edge, _box(edge)) for edge in self.edges)


def crossing(rings: Sequence[Ring]) -> Point | None:
    """A point at which rings of one polygon cross or touch themselves or each other; none when they are sound."""
    for ring in rings:
        if twice := [at for at, times in Counter(ring.points).items() if times > 1]:
            return twice[0]
    edges = [(edge, ring) for ring in rings for edge in ring.edges]
    for (one, its_ring), (other, other_ring) in _neighbours(edges):
        shared = {*one} & {*other} if its_ring is other_ring else set()
        if shared and not _runs_back(one, other, shared):
            continue
        if _touch(one, other):
            return other[0]
    return None


def overlap(one: Area, other: Area, *, slack: float) -> bool:
    """Whether two areas share ground deeper than `slack` metres: two drawings of one border never meet exactly."""
    common = _common(one.box, other.box)
    return common is not None and any(
        area.holds(probe) and not area.has_border_within(slack, probe)
        for area, its in ((one, other), (other, one))
        for probe in _probes(its, area, common)
    )


def _probes(area: Area, against: Area, common: Box) -> Iterator[Point]:
    """Points of an area, at least one of which lies inside `against` if the two share any ground.

    What they share lies in their `common` box, so the rest of either line need not be looked at.
    """
    yield from (polygon.some_point() for polygon in area.polygons)
    edges = [edge for edge in area.edges if _common(_box(edge), common)]
    cuts: dict[Edge, list[Point]] = {edge: list(edge) for edge in edges}
    theirs = [edge for edge in against.edges if _common(_box(edge), common)]
    marked = [*((edge, area) for edge in edges), *((edge, against) for edge in theirs)]
    for (first, its), (second, others) in _neighbours(marked):
        if its is not others and (met := _meeting(first, second)):
            cuts[first if its is area else second].append(met)
    for points in cuts.values():
        along = sorted(points)
        yield from along
        yield from (((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in pairwise(along))


def _box(edge: Edge) -> Box:
    (x1, y1), (x2, y2) = edge
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _common(one: Box, other: Box) -> Box | None:
    west, south, east, north = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return (west, south, east, north) if west <= east and south <= north else None


def _neighbours(
    edges: Iterable[tuple[Edge, Owner]],
) -> Iterator[tuple[tuple[Edge, Owner], tuple[Edge, Owner]]]:
    """Pairs of edges whose boxes touch, found from south to north."""
    waiting: list[tuple[Edge, Owner]] = []
    for edge, owner in sorted(edges, key=lambda each: min(each[0][0][1], each[0][1][1])):
        south = min(edge[0][1], edge[1][1])
        waiting = [each for each in waiting if max(each[0][0][1], each[0][1][1]) >= south]
        west, east = sorted((edge[0][0], edge[1][0]))
        for each in waiting:
            if min(each[0][0][0], each[0][1][0]) <= east and max(each[0][0][0], each[0][1][0]) >= west:
                yield each, (edge, owner)
        waiting.append((edge, owner))


def _side(one: Point, other: Point, at: Point) -> int:
    """Above zero when `at` lies to the left of the way from one to the other, zero when it lies on that line."""
    return (other[0] - one[0]) * (at[1] - one[1]) - (other[1] - one[1]) * (at[0] - one[0])


def _between(one: Point, other: Point, at: Point) -> bool:
    return min(one[0], other[0]) <= at[0] <= max(one[0], other[0]) and min(one[1], other[1]) <= at[1] <= max(
        one[1], other[1]
    )


def _touch(one: Edge, other: Edge) -> bool:
    """Whether two edges have a point in common."""
    a, b = _side(*one, other[0]), _side(*one, other[1])
    c, d = _side(*other, one[0]), _side(*other, one[1])
    if (a > 0) != (b > 0) and (c > 0) != (d > 0) and a and b and c and d:
        return True
    return (
        (a == 0 and _between(*one, other[0]))
        or (b == 0 and _between(*one, other[1]))
        or (c == 0 and _between(*other, one[0]))
        or (d == 0 and _between(*other, one[1]))
    )


def _runs_back(one: Edge, other: Edge, shared: set[Point]) -> bool:
    """Two edges of a ring that follow each other on the same line, in opposite directions: a spike."""
    if len(shared) == 2:
        return True
    corner = next(iter(shared))
    start = one[0] if one[1] == corner else one[1]
    end = other[0] if other[1] == corner else other[1]
    ahead = (corner[0] - start[0]) * (end[0] - corner[0]) + (corner[1] - start[1]) * (end[1] - corner[1])
    return _side(start, corner, end) == 0 and ahead < 0


def _meeting(one: Edge, other: Edge) -> Point | None:
    """Where two edges meet, to the nearest whole part; none when they do not or run along each other."""
    if not _touch(one, other):
        return None
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    across = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if across == 0:
        return None
    along = (x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)
    return x1 + (x2 - x1) * along // across, y1 + (y2 - y1) * along // across


def _spans(edge: Edge, north: int) -> bool:
    return (edge[0][1] > north) != (edge[1][1] > north)


def _meets(edge: Edge, north: int) -> int:
    """How far east an edge meets a line from west to east."""
    (x1, y1), (x2, y2) = edge
    return x1 + (x2 - x1) * (north - y1) // (y2 - y1)


def _narrowing(at: Point) -> float:
    """How much shorter a degree from west to east is than one from south to north."""
    return max(cos(radians(at[1] / PARTS)), 0.01)


def _metres(at: Point, edge: Edge) -> float:
    """From a point to an edge; the earth is flat over a district."""
    narrow = _narrowing(at)
    (x1, y1), (x2, y2) = edge
    ax, ay = (x1 - at[0]) * narrow, y1 - at[1]
    dx, dy = (x2 - x1) * narrow, y2 - y1
    long = dx * dx + dy * dy
    share = 0.0 if long == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / long))
    return hypot(ax + share * dx, ay + share * dy) * METRES
