"""Which station is meant: from an answer to "where", from a name inside other words, from a pin. Unknown is an answer.

A wrong station is worse than none: a tip may then lie with the wrong people, while an unknown place goes to the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from satark.conversation.values import Pin
from satark.jurisdiction import gazetteer
from satark.jurisdiction.gazetteer import Ground, Landmark, Outside
from satark.jurisdiction.names import ALIKE, NEARLY_SAME, SAME, FoundPlace, Hit, Meaning, Names, Told
from satark.jurisdiction.spelling import spellings, words

__all__ = ["FARTHEST_KM", "FoundPlace", "Places", "load"]

FARTHEST_KM = 25
"""Beyond this from every station a pin is in nobody's ground."""

MOST_OFFERED = 5


class Places:
    """All that a district can be told by name or by pin. Built once, then only read; it keeps nobody's words."""

    def __init__(
        self,
        units: Iterable[Ground],
        landmarks: Iterable[Landmark],
        outside: Iterable[Outside] | None = None,
    ) -> None:
        """`units` are the districts' own, circles included; landmarks of other units are left out."""
        grounds, marks = list(units), list(landmarks)
        elsewhere = list(gazetteer.outside() if outside is None else outside)
        company = _Company()
        self._company = company
        self._names = Names(
            _meanings(grounds, marks, company),
            guarded=company.guarded,
            glue=company.glue,
            idle=company.idle,
        )
        forms = {form for place in elsewhere for form in _forms(place)}
        self._elsewhere = {form for form in forms if form not in self._names}
        self._points = list(_points(grounds, marks, elsewhere, company))

    def find(self, text: str) -> tuple[FoundPlace, ...]:
        """What an answer to "where" can mean, best first; several when a name is shared; empty when unknown."""
        told = Told(text, limit=40)
        away = self._away(told)
        skip = away | self._other(told)
        hits = self._names.hits(told, least=ALIKE, skip=skip) or self._names.misspelt(told, skip=skip)
        hits = [hit for hit in hits if self._is_meant(hit, told, hits, away, alone=True)]
        if not hits or self._on_rails(told):
            return ()
        return self._offered(told, hits, away)

    def spot(self, text: str) -> FoundPlace | None:
        """The one place named inside free words, when there is exactly one and no doubt about it."""
        told = Told(text, limit=60)
        away = self._away(told)
        named = self._names.hits(told, least=NEARLY_SAME, skip=away | self._other(told))
        hits = [hit for hit in named if _beyond_doubt(hit)]
        hits = [hit for hit in hits if self._is_meant(hit, told, hits, away, alone=False)]
        if not hits or self._on_rails(told):
            return None
        meanings = [hit.name.meanings[0] for hit in hits if hit.name.certain]
        meanings = [meaning for meaning in meanings if meaning.kind in ("station", "landmark")]
        meant = [meaning for meaning in meanings if not meaning.wide] or meanings
        meant.sort(key=lambda meaning: meaning.kind != "landmark")
        return meant[0].place if len({meaning.place.unit for meaning in meant}) == 1 else None

    def near(self, pin: Pin) -> FoundPlace | None:
        """The station with the nearest seat; none when it is far, or when a town that is not ours is nearer."""
        point = min(self._points, key=lambda point: point.km_from(pin), default=None)
        return point.place if point and point.km_from(pin) <= FARTHEST_KM else None

    def _away(self, told: Told) -> set[int]:
        """Positions of words that name a place outside."""
        return {
            at
            for start in range(len(told.strict))
            for end in (start + 1, start + 2)
            if told.joined(start, end) in self._elsewhere
            for at in range(start, min(end, len(told.strict)))
        }

    def _other(self, told: Told) -> set[int]:
        """Positions of everyday words that sound like a place (बिरादरी, भुट्टा)."""
        return {at for at, word in enumerate(told.strict) if word in self._company.other}

    def _is_meant(self, hit: Hit, told: Told, hits: list[Hit], away: set[int], *, alone: bool) -> bool:
        """Whether a name is meant as ours. Words like किला or शाही need company: a place word, थाना, the district.

        In an answer to "where" it is enough that nothing else was said (`alone`).
        """
        company = self._company
        if hit.name.strict in company.namesakes and (hit.start - 1 in away or hit.end in away):
            return False
        if hit.name.strict not in company.guarded:
            return True
        if away:
            return False
        if told.beside(hit) & (company.place | company.thana) or _beside_a_district(hit, hits):
            return True
        return alone and self._nothing_else(told, hits)

    def _nothing_else(self, told: Told, hits: list[Hit]) -> bool:
        named = {at for hit in hits for at in range(hit.start, hit.end)}
        return all(at in named or word in self._company.small for at, word in enumerate(told.strict))

    def _on_rails(self, told: Told) -> bool:
        """Platforms and trains are the railway police's ground; the street before the station is ours."""
        said = set(told.strict)
        return bool(said & self._company.railway) and not said & self._company.nearby

    def _offered(self, told: Told, hits: list[Hit], away: set[int]) -> tuple[FoundPlace, ...]:
        """Names of one meaning first; else all meanings of a shared one; else the Kotwali of a bare district name."""
        certain = [hit for hit in hits if hit.name.certain and hit.name.meanings[0].kind != "district"]
        if certain:
            certain.sort(key=lambda hit: self._rank(hit, told))
            return _distinct(hit.name.meanings[0] for hit in certain)
        if away:
            return ()
        shared = [hit for hit in hits if not hit.name.certain]
        if not shared and (set(told.strict) & self._company.district or not self._nothing_else(told, hits)):
            return ()
        return _distinct(meaning for hit in shared or hits for meaning in hit.name.meanings)

    def _rank(self, hit: Hit, told: Told) -> tuple[bool, bool, bool, float, int]:
        """Whole names before "the road to" them, small places before circle towns, then the likest, then the first."""
        after = told.strict[hit.end] if hit.end < len(told.strict) else ""
        thana = bool(told.beside(hit) & self._company.thana)
        wide = hit.name.meanings[0].wide and not thana
        return after in self._company.road, wide, not thana, -round(hit.likeness, 1), hit.start


def load(*districts: str) -> Places:
    """The finder of one or more districts, from the files that come with the product."""
    return Places(gazetteer.within(gazetteer.units(), *districts), gazetteer.landmarks())


class _Company:
    """The words that tell, by standing beside it, whether a name is meant as a place."""

    def __init__(self) -> None:
        listed = gazetteer.telling_words()
        self.thana, self.place, self.glue = (_each_word(listed[kind]) for kind in ("thana", "place", "glue"))
        self.road, self.railway = _each_word(listed["road"]), _each_word(listed["railway"])
        self.nearby, self.district = _each_word(listed["nearby"]), _each_word(listed["district"])
        self.small = self.glue | self.place | self.thana | self.district | self.road
        self.idle = self.small | self.railway | _each_word(listed["part"])
        self.other = _each_word(listed["other"])
        self.guarded = frozenset(form for name in listed["guarded"] for form in spellings(name))
        self.namesakes = frozenset(form for name in listed["namesake"] for form in spellings(name))


def _each_word(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in listed for word in words(phrase))


def _forms(place: Ground | Landmark | Outside) -> Iterator[str]:
    for name in (place.name_en, place.name_hi, *place.aliases):
        yield from spellings(name)


# --- what each name stands for ------------------------------------------------------------------------------------


def _meanings(
    units: list[Ground], landmarks: list[Landmark], company: _Company
) -> Iterator[tuple[str, Meaning]]:
    shown = {unit.code: _shown(unit, company) for unit in units}
    circles = {form for unit in units if unit.kind == "circle" for form in _named_after(unit)}
    for mark in landmarks:
        if mark.unit in shown:
            for name in (mark.name_en, mark.name_hi, *mark.aliases):
                yield name, Meaning(_at(mark, shown[mark.unit]), "landmark")
    for unit in units:
        for name in (unit.name_en, unit.name_hi, *unit.aliases):
            if unit.kind == "station":
                yield name, Meaning(shown[unit.code], "station", wide=bool(circles & set(_forms(unit))))
            elif unit.kind == "special" and company.thana & set(words(name)):
                yield name, Meaning(shown[unit.code], "special")
            elif unit.kind == "district":
                yield name, Meaning(_seat(unit, units, shown), "district")


def _shown(unit: Ground, company: _Company) -> FoundPlace:
    """`थाना बलुआ`, but `कोतवाली चंदौली` as it is."""
    named = unit.kind != "station" or company.thana & set(words(unit.name_en))
    thana_hi, thana_en = ("", "") if named else ("थाना ", "Thana ")
    return FoundPlace(unit.code, thana_hi + unit.name_hi, thana_en + unit.name_en)


def _at(mark: Landmark, station: FoundPlace) -> FoundPlace:
    return FoundPlace(
        station.unit, f"{mark.name_hi}, {station.name_hi}", f"{mark.name_en}, {station.name_en}"
    )


def _seat(district: Ground, units: list[Ground], shown: dict[str, FoundPlace]) -> FoundPlace:
    """The Kotwali that bears the district's name; the district itself when we know no station of it."""
    seat = f"Kotwali {district.name_en}"
    return next((shown[unit.code] for unit in units if unit.name_en == seat), shown[district.code])


def _named_after(circle: Ground) -> Iterator[str]:
    """The town in `Circle Sakaldiha`."""
    for name in (circle.name_en, circle.name_hi):
        yield from spellings(name.partition(" ")[2])


# --- judging and ordering -----------------------------------------------------------------------------------------


def _beyond_doubt(hit: Hit) -> bool:
    """Written as we know it, or a name long enough that nothing else sounds like it."""
    return hit.likeness == SAME or len(hit.name.key) >= 4


def _beside_a_district(hit: Hit, hits: list[Hit]) -> bool:
    return any(
        other.name.meanings[0].kind == "district" and (other.end == hit.start or hit.end == other.start)
        for other in hits
    )


def _distinct(meanings: Iterable[Meaning]) -> tuple[FoundPlace, ...]:
    """At most `MOST_OFFERED`, each unit once under the first name it was meant by."""
    by_unit: dict[str, FoundPlace] = {}
    for meaning in meanings:
        by_unit.setdefault(meaning.place.unit, meaning.place)
    return tuple(by_unit.values())[:MOST_OFFERED]


# --- nearest ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Point:
    """A seat of a station, or (`place` is none) the middle of a town that is not ours."""

    latitude: float
    longitude: float
    place: FoundPlace | None

    def km_from(self, pin: Pin) -> float:
        north, east = radians(pin.latitude - self.latitude), radians(pin.longitude - self.longitude)
        chord = sin(north / 2) ** 2 + (
            cos(radians(pin.latitude)) * cos(radians(self.latitude)) * sin(east / 2) ** 2
        )
        return 2 * 6371 * asin(sqrt(chord))


def _points(
    units: list[Ground], landmarks: list[Landmark], elsewhere: list[Outside], company: _Company
) -> Iterator[_Point]:
    """Specials have no ground and are left out; a town of our own name is not elsewhere."""
    stations = {unit.code: _shown(unit, company) for unit in units if unit.kind == "station"}
    ours = {unit.name_en for unit in units if unit.kind == "district" and _seat_known(unit, units)}
    for unit in units:
        if unit.code in stations and unit.latitude is not None and unit.longitude is not None:
            yield _Point(unit.latitude, unit.longitude, stations[unit.code])
    for mark in landmarks:
        if mark.unit in stations and mark.latitude is not None and mark.longitude is not None:
            yield _Point(mark.latitude, mark.longitude, stations[mark.unit])
    for town in elsewhere:
        if town.name_en not in ours and town.latitude is not None and town.longitude is not None:
            yield _Point(town.latitude, town.longitude, None)


def _seat_known(district: Ground, units: list[Ground]) -> bool:
    return any(unit.name_en == f"Kotwali {district.name_en}" for unit in units)
