"""The words that tell, by standing beside a name, whether it is meant as a place."""

from __future__ import annotations

from collections.abc import Iterable

from satark.jurisdiction import gazetteer
from satark.jurisdiction.spelling import spellings, words


class Company:
    """Read from `data/words.csv`; every word in its strict form."""

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
