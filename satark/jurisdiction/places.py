"""Which station is meant: from an answer to "where", from a name inside other words, from a pin. Unknown is an answer.

A wrong station is worse than none: a tip may then lie with the wrong people, while an unknown place goes to the cell.
"""

from __future__ import annotations

from collections.abc import Iterable

from satark.conversation.values import Pin
from satark.jurisdiction import gazetteer
from satark.jurisdiction.boundary import Boundary
from satark.jurisdiction.company import Company
from satark.jurisdiction.gazetteer import Landmark, Outside, UnitLine
from satark.jurisdiction.meanings import forms, meanings
from satark.jurisdiction.names import ALIKE, NEARLY_SAME, SAME, FoundPlace, Hit, Meaning, Names, Told
from satark.jurisdiction.nearest import FARTHEST_KM, Ground

__all__ = ["FARTHEST_KM", "FoundPlace", "Places", "load"]

MOST_OFFERED = 5
"""Rows of a list in chat that a person still reads."""

ANSWER, STORY = 40, 60
"""Words that are read of an answer to "where", and of anything longer."""


class Places:
    """All that a district can be told by name or by pin. Built once, then only read; it keeps nobody's words."""

    def __init__(
        self,
        units: Iterable[UnitLine],
        landmarks: Iterable[Landmark],
        outside: Iterable[Outside] | None = None,
        boundaries: Iterable[Boundary] = (),
    ) -> None:
        """`units` are the districts' own, circles included; landmarks and boundaries of other units are left out."""
        lines, marks = list(units), list(landmarks)
        elsewhere = list(gazetteer.outside() if outside is None else outside)
        company = Company()
        names_outside = {form for place in elsewhere for form in forms(place)}
        self._company = company
        self._names = Names(
            meanings(lines, marks, company),
            guarded=company.guarded,
            thana=company.thana,
            glue=company.glue,
            idle=company.idle,
            elsewhere=names_outside,
        )
        self._elsewhere = {form for form in names_outside if form not in self._names}
        self._districts = {unit.code for unit in lines if unit.kind == "district"}
        self._ground = Ground(lines, marks, elsewhere, boundaries, company)

    def find(self, text: str) -> tuple[FoundPlace, ...]:
        """What an answer to "where" can mean, best first; several when a name is shared; empty when unknown.

        A whole district ("ज़िला चंदौली") is no answer to it.
        """
        return self._understood(Told(text, limit=ANSWER), whole_district=False)[:MOST_OFFERED]

    def stations(self, text: str) -> tuple[str, ...]:
        """Codes of the stations that may be responsible, best first, for a complaint that has to lie with somebody.

        All of them when a name is shared; the Kotwali of a whole district; none of a district whose stations we do
        not know; empty when unknown.
        """
        found = self._understood(Told(text, limit=STORY), whole_district=True)
        return tuple(place.unit for place in found if place.unit not in self._districts)

    def spot(self, text: str) -> FoundPlace | None:
        """The one place named inside free words, when there is exactly one and no doubt about it."""
        told = Told(text, limit=STORY)
        away = self._away(told)
        named = self._names.hits(told, least=NEARLY_SAME, skip=away | self._other(told))
        hits = [hit for hit in named if _beyond_doubt(hit)]
        hits = [hit for hit in hits if self._is_meant(hit, told, hits, away, alone=False)]
        if not hits or self._on_rails(told):
            return None
        meant = [hit.name.meanings[0] for hit in hits if hit.name.certain]
        meant = [meaning for meaning in meant if meaning.kind in ("station", "landmark")]
        meant = [meaning for meaning in meant if not meaning.wide] or meant
        meant.sort(key=lambda meaning: meaning.kind != "landmark")
        return meant[0].place if len({meaning.place.unit for meaning in meant}) == 1 else None

    def near(self, pin: Pin) -> FoundPlace | None:
        """The station in whose boundary a point lies, else the one with the nearest seat; `how` says which.

        None when every seat is far, or when a town that is not ours is nearer.
        """
        return self._ground.near(pin)

    def station(self, unit: str) -> FoundPlace | None:
        """A station by its code, under its own name; none for units without ground and those of others."""
        return self._ground.station(unit)

    def km_apart(self, unit: str, pin: Pin) -> float | None:
        """From a point to a station: to its boundary (0 within) or else to its seat; none when neither is known."""
        return self._ground.km_apart(unit, pin)

    def _understood(self, told: Told, *, whole_district: bool) -> tuple[FoundPlace, ...]:
        away = self._away(told)
        skip = away | self._other(told)
        hits = self._names.hits(told, least=ALIKE, skip=skip) or self._names.misspelt(told, skip=skip)
        hits = [hit for hit in hits if self._is_meant(hit, told, hits, away, alone=True)]
        if not hits or self._on_rails(told):
            return ()
        return self._offered(told, hits, away, whole_district=whole_district)

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
        if hit.name.strict in company.namesakes and (
            hit.start - 1 in away or hit.end in away or _of_another_district(hit, hits)
        ):
            return False
        if hit.name.strict not in company.guarded:
            return True
        if away:
            return False
        if told.beside(hit) & (company.place | company.thana) or _districts_beside(hit, hits):
            return True
        return alone and self._nothing_else(told, hits)

    def _nothing_else(self, told: Told, hits: list[Hit]) -> bool:
        named = {at for hit in hits for at in range(hit.start, hit.end)}
        return all(at in named or word in self._company.small for at, word in enumerate(told.strict))

    def _on_rails(self, told: Told) -> bool:
        """Platforms and trains are the railway police's ground; the street before the station is ours."""
        said = set(told.strict)
        return bool(said & self._company.railway) and not said & self._company.nearby

    def _offered(
        self, told: Told, hits: list[Hit], away: set[int], *, whole_district: bool
    ) -> tuple[FoundPlace, ...]:
        """Names of one meaning first; else all meanings of a shared one; else the Kotwali of a bare district name."""
        certain = [hit for hit in hits if hit.name.certain and not _is_district(hit)]
        if certain:
            certain.sort(key=lambda hit: self._rank(hit, told))
            return _distinct(hit.name.meanings[0] for hit in certain)
        if away:
            return ()
        shared = [hit for hit in hits if not hit.name.certain]
        if shared:
            return _distinct(meaning for hit in shared for meaning in _meanings_there(hit, hits))
        if not self._nothing_else(told, hits):
            return ()
        if not whole_district and set(told.strict) & self._company.district:
            return ()
        return _distinct(meaning for hit in hits for meaning in hit.name.meanings)

    def _rank(self, hit: Hit, told: Told) -> tuple[bool, bool, bool, float, int]:
        """Whole names before "the road to" them, small places before circle towns, then the likest, then the first."""
        after = told.strict[hit.end] if hit.end < len(told.strict) else ""
        thana = bool(told.beside(hit) & self._company.thana)
        wide = hit.name.meanings[0].wide and not thana
        return after in self._company.road, wide, not thana, -round(hit.likeness, 1), hit.start


def load(*districts: str) -> Places:
    """The finder of the named units and all below them (of every unit, when none is named), from the product's files."""
    lines = gazetteer.units()
    return Places(gazetteer.within(lines, *districts) if districts else lines, gazetteer.landmarks())


# --- judging and ordering -----------------------------------------------------------------------------------------


def _beyond_doubt(hit: Hit) -> bool:
    """Written as we know it, or a name long enough that nothing else sounds like it."""
    return hit.likeness == SAME or len(hit.name.key) >= 4


def _is_district(hit: Hit) -> bool:
    return hit.name.meanings[0].kind == "district"


def _districts_beside(hit: Hit, hits: list[Hit]) -> list[Hit]:
    return [each for each in hits if _is_district(each) and (each.end == hit.start or hit.end == each.start)]


def _of_another_district(hit: Hit, hits: list[Hit]) -> bool:
    """A name that many towns bear, beside a district in which we know none of that name: Mirganj, Jaunpur."""
    ours = {meaning.district for meaning in hit.name.meanings}
    beside = _districts_beside(hit, hits)
    return any(each.name.meanings[0].district not in ours for each in beside) and not _is_district(hit)


def _meanings_there(hit: Hit, hits: list[Hit]) -> list[Meaning]:
    """What a shared name means in the district that is named too; everything it can mean where none is."""
    named = {each.name.meanings[0].district for each in hits if _is_district(each)}
    there = [meaning for meaning in hit.name.meanings if meaning.district in named]
    return there or hit.name.meanings


def _distinct(meanings: Iterable[Meaning]) -> tuple[FoundPlace, ...]:
    """Each unit once, under the first name it was meant by."""
    by_unit: dict[str, FoundPlace] = {}
    for meaning in meanings:
        by_unit.setdefault(meaning.place.unit, meaning.place)
    return tuple(by_unit.values())
