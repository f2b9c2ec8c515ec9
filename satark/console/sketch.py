"""A sketch map drawn from the district's own units: no foreign tiles, no boundary nobody has checked.

Straight lines and an even scale are enough here: a district is small, and the units' positions are approximate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians

from django.utils.translation import gettext as _

from satark.cases.values import Point
from satark.console.names import called
from satark.jurisdiction.queries import UnitPoint

WIDTH, HEIGHT, MARGIN = 480, 300, 46
KM_PER_DEGREE = 111.32
NEIGHBOURS = 6
STEPS_KM = (1, 2, 5, 10, 20, 50)
LABEL_WIDTH, LABEL_HEIGHT = 8.5, 17
"""Roughly how much room a label takes per sign and per line: labels that would cross another are left out."""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    name: str
    kind: str
    own: bool
    labelled: bool
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Sketch:
    dots: list[Dot]
    pin: Point | None
    scale_km: int
    scale_width: float
    says: str
    width: int = WIDTH
    height: int = HEIGHT


def distance(a: Point, b: Point) -> float:
    """Kilometres between two (latitude, longitude), straight."""
    return hypot(*offset(a, b))


def offset(origin: Point, to: Point) -> Point:
    """Kilometres east and north from `origin`."""
    east = (to[1] - origin[1]) * KM_PER_DEGREE * cos(radians(origin[0]))
    return east, (to[0] - origin[0]) * KM_PER_DEGREE


def sketch(units: Sequence[UnitPoint], pin: Point | None, unit_code: str) -> Sketch | None:
    """The neighbourhood of the pin, or of the case's unit when no pin was sent; None when nothing is known."""
    placed = [unit for unit in units if unit.kind in ("station", "district")]
    own = next((unit for unit in placed if unit.code == unit_code), None)
    centre = pin or (spot(own) if own else None)
    if centre is None or not placed:
        return None
    near = sorted(placed, key=lambda unit: distance(centre, spot(unit)))[: NEIGHBOURS + 1]
    shown = near if own is None or own in near else [*near[:-1], own]
    frame = Frame.around([centre, *map(spot, shown)])
    step = max((km for km in STEPS_KM if km * frame.scale <= WIDTH / 3), default=STEPS_KM[0])
    return Sketch(
        dots=dots(shown, frame, own),
        pin=frame.place(pin) if pin else None,
        scale_km=step,
        scale_width=round(step * frame.scale, 1),
        says=bearing(pin, near) if pin else "",
    )


def spot(unit: UnitPoint) -> Point:
    return unit.latitude, unit.longitude


@dataclass(frozen=True, slots=True)
class Frame:
    """Fits points into the picture: pixels per kilometre and where the middle is."""

    centre: Point
    scale: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> Frame:
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        centre = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        east, north = offset(centre, (max(lats), max(lons)))
        wide, high = max(east, 1.0), max(north, 1.0)
        return cls(centre, min((WIDTH / 2 - 2 * MARGIN) / wide, (HEIGHT / 2 - MARGIN) / high))

    def place(self, point: Point) -> Point:
        east, north = offset(self.centre, point)
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)


def dots(units: Sequence[UnitPoint], frame: Frame, own: UnitPoint | None) -> list[Dot]:
    """Nearest first, so that where two labels would touch the nearer unit keeps its name."""
    taken: list[tuple[float, float, float]] = []
    drawn = []
    for unit in units:
        x, y = frame.place(spot(unit))
        name = called(unit)
        right = x < WIDTH * 0.66
        width = len(name) * LABEL_WIDTH
        left = x + 10 if right else x - 10 - width
        free = all(
            abs(y - other_y) > LABEL_HEIGHT or left > end or left + width < start
            for start, end, other_y in taken
        )
        if free:
            taken.append((left, left + width, y))
        drawn.append(
            Dot(
                x,
                y,
                name,
                unit.kind,
                unit is own,
                free,
                x + 10 if right else x - 10,
                "start" if right else "end",
            )
        )
    return drawn


def bearing(pin: Point, near: Sequence[UnitPoint]) -> str:
    """Where the pin lies, in words: 2.1 km north-west of Balua."""
    unit = near[0]
    east, north = offset(spot(unit), pin)
    km = hypot(east, north)
    if km < 0.3:
        return _("At %(unit)s") % {"unit": called(unit)}
    return _("%(km).1f km %(direction)s of %(unit)s, in a straight line") % {
        "km": km,
        "direction": direction(east, north),
        "unit": called(unit),
    }


def direction(east: float, north: float) -> str:
    sides = (
        _("north"), _("north-east"), _("east"), _("south-east"),
        _("south"), _("south-west"), _("west"), _("north-west"),
    )  # fmt: skip
    return sides[round(degrees(atan2(east, north)) % 360 / 45) % 8]
