"""What a free text is about, by the words in it: a proposal, which the person always confirms.

Words are compared by sound, so that बालू, balu and baaloo are one word: vowels are what people spell each in their
own way. Urdu leaves them out by itself and is compared by its letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from satark.conversation.text import fold
from satark.dialogues.catalogue import read_file

_SOUNDS = {
    **dict(zip("कगङजञटडणतदनपबमयरलळवशषसहंः", "kgnjntdntdnpbmirllvssshnh", strict=True)),
    **dict(zip("खघचछझठढथधभ", ["kh", "gh", "ch", "ch", "jh", "th", "dh", "th", "dh", "bh"], strict=True)),
    **dict(zip("फऋृ", ["f", "ri", "ri"], strict=True)),
    **dict.fromkeys("अआा्ऽa", ""),
    **dict.fromkeys("इईिीएेऐैऍऎey", "i"),
    **dict.fromkeys("उऊुूओोऔौऑॉo", "u"),
    **dict(zip("wzq", "vjk", strict=True)),
}
_AS_SPOKEN = str.maketrans(_SOUNDS)
_DIGRAPHS = (("chh", "ch"), ("sh", "s"), ("ph", "f"), ("ck", "k"), ("x", "ks"))
"""Before the vowels go: the p and h of pahad are two letters."""
_DOUBLED = re.compile(r"([a-z])\1+")


def sound(plain: str) -> str:
    """Folded text as it sounds, roughly: vowels levelled, `a` left out, doubled letters single."""
    for spelled, spoken in _DIGRAPHS:
        if spelled in plain:
            plain = plain.replace(spelled, spoken)
    return _DOUBLED.sub(r"\1", plain.translate(_AS_SPOKEN))


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    weight: int
    rest: tuple[str, ...]
    """The words that must follow the first one."""
    open_end: bool
    """Whether the last word may go on."""


class Lexicon:
    """Labelled words and phrases, looked up word by word."""

    def __init__(self, entries: Iterable[tuple[str, int, str]]) -> None:
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        for label, weight, written in entries:
            self._add(label, weight, written)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}, reverse=True))

    def totals(self, plain: str) -> Counter[str]:
        """How strongly a folded text points to each label. A word counts once, however often it is written."""
        totals: Counter[str] = Counter()
        for entry in set(self._found(plain)):
            totals[entry.label] += entry.weight
        return totals

    def _add(self, label: str, weight: int, written: str) -> None:
        open_end = written.endswith("~")
        exact = written.startswith("=")
        plain = fold(written)
        words = [f"={word}" for word in plain.split()] if exact else sound(plain).split()
        entry = Entry(label, weight, tuple(words[1:]), open_end)
        table = self._stems if open_end and len(words) == 1 else self._whole
        table.setdefault(words[0], []).append(entry)

    def _found(self, plain: str) -> Iterator[Entry]:
        spelled = plain.split(" ")
        heard = sound(plain).split(" ")
        for at, (letters, spoken) in enumerate(zip(spelled, heard, strict=True)):
            yield from self._whole.get(f"={letters}", ())
            for entry in self._whole.get(spoken, ()):
                if _follows(entry, heard[at + 1 : at + 1 + len(entry.rest)]):
                    yield entry
            yield from self._begun_by(f"={letters}")
            yield from self._begun_by(spoken)

    def _begun_by(self, word: str) -> Iterator[Entry]:
        for length in self._lengths:
            if length <= len(word):
                yield from self._stems.get(word[:length], ())


def _follows(entry: Entry, words: list[str]) -> bool:
    if len(words) < len(entry.rest):
        return False
    if not entry.rest:
        return True
    *middle, last = entry.rest
    if middle != words[:-1]:
        return False
    return words[-1].startswith(last) if entry.open_end else words[-1] == last


@dataclass(frozen=True, slots=True)
class Hints:
    """What a text seems to say. Only ever proposed."""

    topic: str = ""
    """The category, or nothing."""
    police: bool = False
    """Whether somebody or something of the police is named."""
    urgent: bool = False
    """Whether somebody may be in danger now."""


SILENT = Hints()

_WEIGHTS = {"certain": 3, "likely": 2, "hint": 1}
_ENOUGH = 2
_POLICE_AND_MONEY = 5
_POLICE, _MONEY, _DANGER = "police_named", "money_taken", "danger"


def read(plain: str) -> Hints:
    """What a folded text points to."""
    totals = _LEXICON.totals(plain)
    if not totals:
        return SILENT
    named, money, danger = totals.pop(_POLICE, 0), totals.pop(_MONEY, 0), totals.pop(_DANGER, 0)
    if named and money:
        totals["police"] += _POLICE_AND_MONEY
    topic = max(sorted(totals), key=totals.__getitem__, default="")
    if totals[topic] < _ENOUGH:
        topic = ""
    return Hints(topic, police=bool(named), urgent=bool(danger))


def entries(*names: str) -> Iterator[tuple[str, int, str]]:
    """The labelled words of these files, each with its weight."""
    for name in names:
        for label, groups in read_file(name).items():
            for group, written in groups.items():
                for words in written:
                    yield label, _WEIGHTS.get(group, 1), words


_LEXICON = Lexicon(entries("topics", "danger"))
