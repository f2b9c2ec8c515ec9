"""The index of every name we know, and where in a text one of them stands. It matches; whether it counts is `places`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from satark.jurisdiction.slips import borne, slips
from satark.jurisdiction.spelling import in_urdu_script, loose, skeleton, spellings, weak, words

LONGEST_NAME = 5
"""Words in the longest name that is looked for."""

SAME, SOUNDS_SAME, NEARLY_SAME = 1.0, 0.98, 0.96
ALIKE = 0.84
"""Least likeness of two spellings with the same consonants."""
ALIKE_SHORT = NEARLY_SAME
"""The same where there are only one or two consonants: चक्की is not Chakia."""
TOO_CLOSE = 0.05
"""Two stations that differ in likeness by less than this cannot be told apart: "Fatehganj Wst"."""
FEW = 4
"""Telling words in an answer that is short enough to be read for misspelt names."""
SHORTEST = 5
"""Letters, in its loose form, of a name that is known misspelt."""
LONG = 7
"""The same of a guarded name that is known by its sound too: no common word sounds like Satellite."""
LETTERS = 3
"""Letters in which a misspelt name may differ at all, before its slips are counted."""
IN_COMPANY = 0.5
"""Share of its slips that a name may bear beside other words that tell something: खंड is not Kandwa."""
APART = 0.4
"""Share by which the second-nearest name has to be farther off, when it is another station's."""


How = Literal["boundary", "nearest", "landmark", "named", "desk"]
"""What led to a unit: its boundary, its seat being nearest, a landmark on its ground, its own name; or the desk picks."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A station (or a district known by name only), with words to show to the person who named it."""

    unit: str
    name_hi: str
    name_en: str
    how: How = "named"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name can stand for."""

    place: FoundPlace
    kind: Literal["station", "special", "landmark", "district"]
    district: str
    wide: bool = False
    """A town that also names a circle: beside a smaller place it only says whereabouts."""


@dataclass(slots=True)
class Name:
    """One spelling of a name, in its forms, and everything it can stand for."""

    strict: str
    loose: str
    weak: str
    key: str
    to_the_letter: bool
    """Matches only as written: it is a common word too, or comes without its vowels (Urdu script)."""
    meanings: list[Meaning] = field(default_factory=list)

    @property
    def certain(self) -> bool:
        """False for names that several stations share, like "Kotwali"."""
        return len(_units(self)) == 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at some words of a text."""

    name: Name
    likeness: float
    start: int
    end: int


class Told:
    """The words of a text in the forms that the index asks for, each computed once."""

    __slots__ = ("inner", "outer", "strict")

    def __init__(self, text: str, limit: int) -> None:
        self.strict = words(text, limit)
        sounds = [loose(word) for word in self.strict]
        self.outer = [skeleton(sound) for sound in sounds]
        self.inner = [skeleton("a" + sound)[1:] for sound in sounds]

    def spans(self, start: int) -> Iterator[tuple[int, str]]:
        """Ends and keys of the names that may begin at a word, longest first."""
        last = min(len(self.strict), start + LONGEST_NAME)
        keys = [self.outer[start]]
        for at in range(start + 1, last):
            keys.append(keys[-1] + self.inner[at])
        for length in range(last - start, 0, -1):
            yield start + length, keys[length - 1]

    def joined(self, start: int, end: int) -> str:
        return "".join(self.strict[start:end])

    def around(self, start: int, end: int) -> set[str]:
        """The words right before and right after others."""
        return {self.strict[at] for at in (start - 1, end) if 0 <= at < len(self.strict)}

    def beside(self, hit: Hit) -> set[str]:
        return self.around(hit.start, hit.end)


class Names:
    """Built once, then only read."""

    def __init__(
        self,
        meanings: Iterable[tuple[str, Meaning]],
        *,
        guarded: frozenset[str],
        thana: frozenset[str],
        glue: frozenset[str],
        idle: frozenset[str],
        elsewhere: Iterable[str] = (),
    ) -> None:
        """`guarded` names match only as written, or as they sound beside a `thana` word; `glue` words stand between
        names; `idle` ones sound like none. What is nearer to a name `elsewhere` is none of these.
        """
        self._guarded, self._thana, self._glue, self._idle = guarded, thana, glue, idle
        self._buckets: dict[str, dict[str, Name]] = {}
        for written, meaning in meanings:
            for strict in spellings(written):
                self._add(strict, meaning, unvowelled=in_urdu_script(written))
        self._by_sound: dict[str, list[Name]] = {}
        for name in (name for bucket in self._buckets.values() for name in bucket.values()):
            if len(name.loose) >= SHORTEST and not name.to_the_letter:
                self._by_sound.setdefault(name.loose, []).append(name)
        self._sounds = [*self._by_sound, *({loose(strict) for strict in elsewhere} - set(self._by_sound))]

    def __contains__(self, strict: str) -> bool:
        return strict in self._buckets.get(skeleton(loose(strict)), {})

    def hits(self, told: Told, *, least: float, skip: set[int]) -> list[Hit]:
        """Names from left to right, the longest that begins at each word; none overlaps another or a word of `skip`."""
        found: list[Hit] = []
        at = 0
        while at < len(told.strict):
            hit = None if at in skip else self._beginning(at, told, least)
            if hit:
                found.append(hit)
            at = hit.end if hit else at + 1
        return found

    def misspelt(self, told: Told, *, skip: set[int]) -> list[Hit]:
        """Names that differ by a letter, for an answer of few words in which nothing else was understood."""
        telling = [
            at
            for at, word in enumerate(told.strict)
            if at not in skip and word not in self._idle and word not in self._glue and len(word) > 3
        ]
        if len(telling) > FEW:
            return []
        return [
            hit
            for start in telling
            if (hit := self._nearly_beginning(start, told, skip, skip | set(telling)))
        ]

    def _add(self, strict: str, meaning: Meaning, *, unvowelled: bool) -> None:
        sound = loose(strict)
        key = skeleton(sound)
        bucket = self._buckets.setdefault(key, {})
        name = bucket.setdefault(strict, Name(strict, sound, weak(sound), key, to_the_letter=True))
        name.to_the_letter &= unvowelled or (strict in self._guarded and len(sound) < LONG)
        if meaning not in name.meanings:
            name.meanings.append(meaning)

    def _beginning(self, start: int, told: Told, least: float) -> Hit | None:
        for end, key in told.spans(start):
            if bucket := self._buckets.get(key):
                strict = told.joined(start, end)
                if exact := bucket.get(strict):
                    return Hit(exact, SAME, start, end)
                if not self._edged_by_glue(told, start, end) and strict not in self._idle:
                    by_thana = not self._thana.isdisjoint(told.around(start, end))
                    name, likeness = self._most_alike(strict, bucket, by_thana=by_thana)
                    least_here = max(least, ALIKE_SHORT if len(key) <= 2 else 0)
                    if name and likeness >= least_here and _can_bear(name, strict, likeness):
                        return Hit(name, likeness, start, end)
        return None

    def _most_alike(
        self, strict: str, bucket: dict[str, Name], *, by_thana: bool
    ) -> tuple[Name | None, float]:
        """The likest name of a bucket; none when another station's is almost as like."""
        sound = loose(strict)
        faint = weak(sound)
        likeness = {
            name.strict: _likeness(sound, faint, name)
            for name in bucket.values()
            if by_thana or not name.to_the_letter
        }
        ordered = sorted(likeness, key=likeness.__getitem__, reverse=True)
        if not ordered:
            return None, 0.0
        best = bucket[ordered[0]]
        for other in ordered[1:]:
            if likeness[ordered[0]] - likeness[other] >= TOO_CLOSE:
                break
            if _units(best) != _units(bucket[other]):
                return None, 0.0
        return best, likeness[ordered[0]]

    def _nearly_beginning(self, start: int, told: Told, skip: set[int], company: set[int]) -> Hit | None:
        for end in (start + 2, start + 1):
            if end > len(told.strict) or end - 1 in skip or self._edged_by_glue(told, start, end):
                continue
            share = IN_COMPANY if company - set(range(start, end)) else 1.0
            if name := self._nearest(told.joined(start, end), share):
                return Hit(name, ALIKE, start, end)
        return None

    def _nearest(self, strict: str, share: float) -> Name | None:
        """The name that is strained least, if it can bear that and nothing else is as near."""
        sound = loose(strict)
        if len(sound) < SHORTEST:
            return None
        near = process.extract(sound, self._sounds, scorer=OSA.distance, score_cutoff=LETTERS, limit=9)
        strain = {heard: self._strain(strict, sound, heard) for heard, _, _ in near}
        # A name elsewhere goes first among equals.
        best = min(strain, key=lambda heard: (strain[heard], heard in self._by_sound), default="")
        names = self._by_sound.get(best)
        if names is None or strain[best] > share:
            return None
        as_near = [heard for heard in strain if strain[heard] - strain[best] < APART]
        units = [_units(name) for heard in as_near for name in self._by_sound.get(heard, [])]
        return names[0] if all(each == units[0] for each in units) else None

    def _strain(self, strict: str, sound: str, heard: str) -> float:
        """By ear or by the letters as typed, whichever is nearer: a swap within औ is one slip to the thumb only."""
        by_letters = (
            slips(strict, name.strict) / borne(name.strict) for name in self._by_sound.get(heard, [])
        )
        return min([slips(sound, heard) / borne(heard), *by_letters])

    def _edged_by_glue(self, told: Told, start: int, end: int) -> bool:
        return told.strict[start] in self._glue or told.strict[end - 1] in self._glue


def _units(name: Name) -> set[str]:
    return {meaning.place.unit for meaning in name.meanings}


def _can_bear(name: Name, strict: str, likeness: float) -> bool:
    """A likeness of sounds is not enough for a short name: बरला is not Bareli."""
    return likeness >= NEARLY_SAME or slips(loose(strict), name.loose) <= borne(name.loose)


def _likeness(sound: str, faint: str, name: Name) -> float:
    if sound == name.loose:
        return SOUNDS_SAME
    if faint == name.weak and len(faint) > 2:
        return NEARLY_SAME
    return NEARLY_SAME * JaroWinkler.similarity(sound, name.loose)
