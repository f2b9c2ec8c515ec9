"""Whose ground a point lies on: the boundary that holds it, else the nearest seat. A unit without ground is never it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt

from satark.conversation.values import Pin
from satark.jurisdiction.boundary import Boundary
from satark.jurisdiction.company import Company
from satark.jurisdiction.gazetteer import Landmark, Outside, UnitLine
from satark.jurisdiction.geometry import point
from satark.jurisdiction.meanings import seat, shown
from satark.jurisdiction.names import FoundPlace

FARTHEST_KM = 25
"""Beyond this from every station a pin is in nobody's ground."""

GAP_METRES = 1_000
"""A point outside every boundary and this near to one lies in a gap between two drawings, or on a river's sand."""


class Ground:
    """Seats and boundaries of stations, and the middles of towns that are not ours. Built once, then only read."""

    def __init__(
        self,
        units: Sequence[UnitLine],
        landmarks: Sequence[Landmark],
        elsewhere: Sequence[Outside],
        boundaries: Iterable[Boundary],
        company: Company,
    ) -> None:
        stations = {unit.code: shown(unit, company) for unit in units if unit.kind == "station"}
        self._stations = stations
        self._bounded = {each.unit: each for each in boundaries if each.unit in stations}
        self._points = list(_points(units, landmarks, elsewhere, stations))

    def near(self, pin: Pin) -> FoundPlace | None:
        """See `Places.near`."""
        at = point(pin.latitude, pin.longitude)
        holding = [unit for unit, each in self._bounded.items() if each.area.holds(at)]
        if holding:
            # On a common border two hold it: the one whose seat is nearer.
            return replace(
                self._stations[min(holding, key=lambda unit: self._order(unit, pin))], how="boundary"
            )
        gap = [unit for unit, each in self._bounded.items() if each.area.has_border_within(GAP_METRES, at)]
        if gap:
            nearest = min(gap, key=lambda unit: self._bounded[unit].area.metres_to_border(at))
            return replace(self._stations[nearest], how="nearest")
        return self._by_seat(pin)

    def station(self, unit: str) -> FoundPlace | None:
        return self._stations.get(unit)

    def km_apart(self, unit: str, pin: Pin) -> float | None:
        """See `Places.km_apart`. A landmark of the station counts like its seat."""
        if unit in self._bounded:
            at = point(pin.latitude, pin.longitude)
            area = self._bounded[unit].area
            return 0.0 if area.holds(at) else area.metres_to_border(at) / 1000
        return self._km_to_seat(unit, pin)

    def _km_to_seat(self, unit: str, pin: Pin) -> float | None:
        return min((each.km_from(pin) for each in self._points if each.unit == unit), default=None)

    def _by_seat(self, pin: Pin) -> FoundPlace | None:
        """A station whose boundary is known does not hold the point, however near its seat."""
        open_ = [each for each in self._points if each.unit not in self._bounded]
        nearest = min(open_, key=lambda each: each.km_from(pin), default=None)
        if nearest is None or nearest.unit is None or nearest.km_from(pin) > FARTHEST_KM:
            return None
        return replace(self._stations[nearest.unit], how="nearest")

    def _order(self, unit: str, pin: Pin) -> tuple[float, str]:
        away = self._km_to_seat(unit, pin)
        return FARTHEST_KM if away is None else away, unit


@dataclass(frozen=True, slots=True)
class _Point:
    """A seat or a landmark of a station, or (`unit` is none) the middle of a town that is not ours."""

    latitude: float
    longitude: float
    unit: str | None

    def km_from(self, pin: Pin) -> float:
        return km(Pin(self.latitude, self.longitude), pin)


def km(one: Pin, other: Pin) -> float:
    """Along the surface of the earth."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    chord = (
        sin(north / 2) ** 2 + cos(radians(other.latitude)) * cos(radians(one.latitude)) * sin(east / 2) ** 2
    )
    return 2 * 6371 * asin(sqrt(min(1.0, chord)))


def _points(
    units: Sequence[UnitLine],
    landmarks: Sequence[Landmark],
    elsewhere: Sequence[Outside],
    stations: dict[str, FoundPlace],
) -> Iterator[_Point]:
    """Specials have no ground and are left out; a town of our own name is not elsewhere."""
    ours = {unit.name_en for unit in units if unit.kind == "district" and seat(unit, units)}
    for unit in units:
        if unit.code in stations and unit.latitude is not None and unit.longitude is not None:
            yield _Point(unit.latitude, unit.longitude, unit.code)
    for mark in landmarks:
        if mark.unit in stations and mark.latitude is not None and mark.longitude is not None:
            yield _Point(mark.latitude, mark.longitude, mark.unit)
    for town in elsewhere:
        if town.name_en not in ours and town.latitude is not None and town.longitude is not None:
            yield _Point(town.latitude, town.longitude, None)
