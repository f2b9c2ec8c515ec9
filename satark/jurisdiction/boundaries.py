"""Station boundaries out of a GeoJSON file: whose each feature is and what is wrong with it, before anything is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Literal

from satark.conversation.values import Pin
from satark.jurisdiction import drawing, gazetteer
from satark.jurisdiction.boundary import Boundary
from satark.jurisdiction.drawing import Faulty
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.geometry import Area, overlap, point
from satark.jurisdiction.nearest import FARTHEST_KM, km
from satark.jurisdiction.places import Places

SLACK_METRES = 100
"""Two drawings of one border differ by this much without anybody's ground being given twice."""

CODES = ("code", "unit", "unit_code")
NAMES = ("name", "name_en", "name_hi", "thana", "ps_name", "ps", "police_station", "station")
"""Properties of a feature that say whose it is, in the order in which they are asked; capitals do not matter."""

WORLD = ("crs84", "epsg::4326", "epsg:4326")


class BoundaryFileRefused(Exception):
    """The file as a whole is no list of boundaries. The text is a sentence for the administrator."""

    for_administrator = True


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of the file: the boundary it gives, or why it cannot be taken."""

    number: int
    """As a person counts them: the first is 1."""
    called: str
    unit: str = ""
    by: Literal["code", "name", ""] = ""
    boundary: Boundary | None = None
    faults: tuple[str, ...] = ()
    note: str = ""
    """What should be looked at, though it is not wrong."""


def read(text: str, *, units: Sequence[UnitLine], known: Iterable[Boundary] = ()) -> tuple[Feature, ...]:
    """Every feature of a GeoJSON FeatureCollection, judged among the units and the boundaries known so far.

    Raises BoundaryFileRefused.
    """
    reading = _Reading(units)
    features = [reading.feature(number, each) for number, each in enumerate(_features(text), start=1)]
    return tuple(_overlaps(_repeats(features), known))


def sound(features: Iterable[Feature]) -> tuple[Boundary, ...]:
    """The boundaries of those features that have no fault."""
    return tuple(each.boundary for each in features if each.boundary and not each.faults)


class _Reading:
    """What a feature is compared with."""

    def __init__(self, units: Sequence[UnitLine]) -> None:
        self._places = Places(units, (), ())
        self._stations = {unit.code: unit for unit in units if unit.kind == "station"}
        self._kinds = {unit.code: unit.kind for unit in units}
        self._district = gazetteer.districts(units)

    def feature(self, number: int, given: object) -> Feature:
        properties = _properties(given)
        feature = Feature(number, _first(properties, NAMES) or _first(properties, CODES) or "without a name")
        try:
            unit, by = self._whose(properties)
            feature = replace(feature, unit=unit, by=by)
            area = drawing.area(given.get("geometry") if isinstance(given, dict) else None)
            self._check_neighbourhood(unit, area)
        except Faulty as fault:
            return replace(feature, faults=(str(fault),))
        return replace(feature, boundary=Boundary(unit, area), note=self._note(unit, area))

    def _whose(self, properties: dict[str, str]) -> tuple[str, Literal["code", "name"]]:
        code = _first(properties, CODES).lower()
        if code in self._stations:
            return code, "code"
        if code in self._kinds:
            raise Faulty(f"{code} is a {self._kinds[code]}: only stations have a ground of their own.")
        name = _first(properties, NAMES)
        # Beside थाना a name means the station and not the district, and बलुआ is no sand.
        found = self._places.spot(f"थाना {name}") if name else None
        if found and found.how == "named":
            return found.unit, "name"
        raise Faulty(self._unknown(code, name))

    def _unknown(self, code: str, name: str) -> str:
        if not name:
            asked = (
                f"there is no unit with the code {code}" if code else "it has no property `code` or `name`"
            )
            return f"It is not known whose it is: {asked}."
        several = self._places.stations(name)
        if several:
            return f"“{name}” may be {', '.join(several)}: give it a property `code`."
        return f"“{name}” is no station of ours: give it a property `code`, as in the list of units."

    def _check_neighbourhood(self, unit: str, area: Area) -> None:
        near = [
            Pin(each.latitude, each.longitude)
            for each in self._stations.values()
            if self._district.get(each.code) == self._district.get(unit)
            and each.latitude is not None
            and each.longitude is not None
        ]
        for corner in drawing.corners(area) if near else ():
            if all(km(corner, seat) > FARTHEST_KM for seat in near):
                turned = Pin(corner.longitude, corner.latitude)
                swapped = any(km(turned, seat) <= FARTHEST_KM for seat in near)
                hint = " Longitude has to stand before latitude." if swapped else ""
                raise Faulty(f"{drawing.written(corner)} lies far from every station of the district.{hint}")

    def _note(self, unit: str, area: Area) -> str:
        """Seats are approximate: one outside its own ground is worth a look, no more."""
        line = self._stations[unit]
        if line.latitude is None or line.longitude is None:
            return ""
        seat = point(line.latitude, line.longitude)
        if area.holds(seat):
            return ""
        return f"its station as we know it stands {area.metres_to_border(seat) / 1000:.1f} km outside"


def _features(text: str) -> list[object]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise BoundaryFileRefused("The file is not JSON.") from None
    if not isinstance(given, dict) or given.get("type") != "FeatureCollection":
        raise BoundaryFileRefused("The file is no GeoJSON FeatureCollection.")
    if given.get("crs") and not _first(_properties(given["crs"]), ("name",)).lower().endswith(WORLD):
        raise BoundaryFileRefused(
            "The file counts in another system than degrees (WGS 84): export it in that one."
        )
    features = given.get("features")
    if not isinstance(features, list) or not features:
        raise BoundaryFileRefused("The file has no features.")
    return features


def _properties(given: object) -> dict[str, str]:
    """Words and whole numbers only, under small letters."""
    properties: Any = given.get("properties") if isinstance(given, dict) else None
    if not isinstance(properties, dict):
        return {}
    return {
        str(key).lower(): str(value).strip()
        for key, value in properties.items()
        if isinstance(value, str | int)
    }


def _first(properties: dict[str, str], keys: Iterable[str]) -> str:
    return next((properties[key] for key in keys if properties.get(key)), "")


def _repeats(features: Sequence[Feature]) -> list[Feature]:
    """One feature a station: a ground in several pieces is one MultiPolygon."""
    first: dict[str, int] = {}
    judged = []
    for each in features:
        earlier = first.setdefault(each.unit, each.number) if each.unit else each.number
        if earlier != each.number:
            fault = f"{each.unit} is feature {earlier} already: make one MultiPolygon of both."
            each = replace(each, faults=(*each.faults, fault))
        judged.append(each)
    return judged


def _overlaps(features: Sequence[Feature], known: Iterable[Boundary]) -> list[Feature]:
    """Ground given twice is a fault of both; of the new one alone where the other was stored before."""
    said: dict[int, list[str]] = {each.number: list(each.faults) for each in features}
    drawn = [(each.number, each.boundary) for each in features if each.boundary and not each.faults]
    for (one, ours), (other, theirs) in combinations(drawn, 2):
        if overlap(ours.area, theirs.area, slack=SLACK_METRES):
            said[one].append(f"It lies over feature {other} ({theirs.unit}).")
            said[other].append(f"It lies over feature {one} ({ours.unit}).")
    replaced = {boundary.unit for _, boundary in drawn}
    for stored in known:
        for number, boundary in drawn if stored.unit not in replaced else ():
            if overlap(boundary.area, stored.area, slack=SLACK_METRES):
                said[number].append(f"It lies over the boundary of {stored.unit} that is stored.")
    return [replace(each, faults=tuple(said[each.number])) for each in features]
