"""What each name stands for: a station, a landmark on its ground, a unit without ground, or a whole district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from satark.jurisdiction import gazetteer
from satark.jurisdiction.company import Company
from satark.jurisdiction.gazetteer import Landmark, Outside, UnitLine
from satark.jurisdiction.names import FoundPlace, Meaning
from satark.jurisdiction.spelling import spellings, words


def meanings(
    units: Sequence[UnitLine], landmarks: Sequence[Landmark], company: Company
) -> Iterator[tuple[str, Meaning]]:
    """Every name as written, with one thing it can stand for; a name that means several comes several times."""
    shown_as = {unit.code: shown(unit, company) for unit in units}
    district = gazetteer.districts(units)
    circles = {form for unit in units if unit.kind == "circle" for form in _named_after(unit)}
    for mark in landmarks:
        if mark.unit in shown_as:
            place = at_landmark(mark, shown_as[mark.unit])
            for name in (mark.name_en, mark.name_hi, *mark.aliases):
                yield name, Meaning(place, "landmark", district.get(mark.unit, ""))
    for unit in units:
        within = district.get(unit.code, "")
        for name in (unit.name_en, unit.name_hi, *unit.aliases):
            if unit.kind == "station":
                wide = bool(circles & set(forms(unit)))
                yield name, Meaning(shown_as[unit.code], "station", within, wide)
            elif unit.kind == "outpost" and unit.parent in shown_as:
                yield name, Meaning(at_landmark(unit, shown_as[unit.parent]), "landmark", within)
            elif unit.kind == "special" and company.thana & set(words(name)):
                yield name, Meaning(shown_as[unit.code], "special", within)
            elif unit.kind == "district":
                yield name, Meaning(_seat(unit, units, shown_as), "district", within)


def shown(unit: UnitLine, company: Company) -> FoundPlace:
    """`थाना बलुआ`, but `कोतवाली चंदौली` as it is."""
    named = unit.kind != "station" or company.thana & set(words(unit.name_en))
    thana_hi, thana_en = ("", "") if named else ("थाना ", "Thana ")
    return FoundPlace(unit.code, thana_hi + unit.name_hi, thana_en + unit.name_en)


def at_landmark(mark: Landmark | UnitLine, station: FoundPlace) -> FoundPlace:
    name_hi, name_en = f"{mark.name_hi}, {station.name_hi}", f"{mark.name_en}, {station.name_en}"
    return FoundPlace(station.unit, name_hi, name_en, how="landmark")


def seat(district: UnitLine, units: Sequence[UnitLine]) -> UnitLine | None:
    """The Kotwali that bears the district's name; none when we know no station of it."""
    named = f"Kotwali {district.name_en}"
    return next((unit for unit in units if unit.name_en == named), None)


def forms(place: UnitLine | Landmark | Outside) -> Iterator[str]:
    """Strict forms of all its names."""
    for name in (place.name_en, place.name_hi, *place.aliases):
        yield from spellings(name)


def _seat(district: UnitLine, units: Sequence[UnitLine], shown_as: dict[str, FoundPlace]) -> FoundPlace:
    kotwali = seat(district, units)
    return shown_as[kotwali.code if kotwali else district.code]


def _named_after(circle: UnitLine) -> Iterator[str]:
    """The town in `Circle Sakaldiha`."""
    for name in (circle.name_en, circle.name_hi):
        yield from spellings(name.partition(" ")[2])
