"""Finds canaries in bytes, whatever form they took: one pass for all of them, packed parts opened and searched too.

1. Every needle (tens of thousands) is known by each of its four possible aligned 4-byte words.
2. The data is read as 4-byte words. A block none of whose words is known holds nothing: this is most of the work, and
   one set operation does it for a thousand words.
3. Where a word is known, the needles that have it are compared byte by byte.
4. Hex, base64, base32, gzip, zlib and zip inside the data are opened (`packed`) and searched the same way, three deep.
"""

from __future__ import annotations

import os
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.leaks import packed
from tests.leaks.forms import SHORTEST, Canary, Needle, needles

WORD = 4
BLOCK = 1024
ZEROS = bytes(BLOCK * WORD)
DEPTH = 3
TOUCHING = re.compile(rb"[0-9A-Za-z_-]")


@dataclass(frozen=True, slots=True)
class Hit:
    canary: Canary
    form: str
    place: str

    def __str__(self) -> str:
        return f"{self.canary.kind} as {self.form} in {self.place}"


@dataclass(slots=True)
class Tally:
    """What was looked at and what was found."""

    bytes: int = 0
    places: int = 0
    hits: set[Hit] = field(default_factory=set)

    def of(self, canaries: Iterable[Canary]) -> list[str]:
        wanted = set(canaries)
        return sorted(str(hit) for hit in self.hits if hit.canary in wanted)


class Scanner:
    def __init__(self, canaries: Iterable[Canary]) -> None:
        self._owners: dict[bytes, tuple[Canary, Needle]] = {}
        for canary in canaries:
            for needle in needles(canary):
                assert len(needle.look) >= SHORTEST, (
                    f"{needle.form} of a {canary.kind} is too short to be sure of"
                )
                self._owners.setdefault(needle.look, (canary, needle))
        self._known: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        for look in self._owners:
            for offset in range(WORD):
                self._known[struct.unpack_from("=I", look, offset)[0]].append((offset, look))
        self._words = frozenset(self._known)

    @property
    def size(self) -> int:
        return len(self._owners)

    def files(self, root: Path, tally: Tally, *, leave_out: tuple[Path, ...] = ()) -> None:
        """Every file below `root`, names included. A file that vanishes meanwhile is let go."""
        for folder, names, files in os.walk(root):
            names[:] = [name for name in names if Path(folder, name) not in leave_out]
            for path in (Path(folder, name) for name in files):
                self.data(os.fsencode(path), f"the name of {path}", tally)
                try:
                    self.data(path.read_bytes() if path.is_file() else b"", str(path), tally)
                except FileNotFoundError:
                    continue

    def data(self, data: bytes, place: str, tally: Tally) -> None:
        tally.bytes += len(data)
        tally.places += 1
        tally.hits.update(Hit(canary, form, place) for canary, form in self._search(data, DEPTH))

    def _search(self, data: bytes, depth: int) -> Iterator[tuple[Canary, str]]:
        yield from self._found(data)
        if depth:
            for inside in (packed.decoded(data), *packed.inflated(data)):
                yield from ((canary, f"{form}, packed") for canary, form in self._search(inside, depth - 1))

    def _found(self, data: bytes) -> Iterator[tuple[Canary, str]]:
        padded = data + bytes(-len(data) % WORD)
        words = memoryview(padded).cast("I")
        for start in range(0, len(words), BLOCK):
            if padded[start * WORD : (start + BLOCK) * WORD] == ZEROS:
                continue
            block = words[start : start + BLOCK]
            if self._words.isdisjoint(block):
                continue
            for at, word in enumerate(block, start):
                if word in self._words:
                    yield from self._at(data, at * WORD, word)

    def _at(self, data: bytes, position: int, word: int) -> Iterator[tuple[Canary, str]]:
        for offset, look in self._known[word]:
            start = position - offset
            if start >= 0 and data.startswith(look, start):
                canary, needle = self._owners[look]
                if not needle.alone or _stands_alone(data, start, len(look)):
                    yield canary, needle.form


def _stands_alone(data: bytes, start: int, size: int) -> bool:
    around = data[max(start - 1, 0) : start], data[start + size : start + size + 1]
    return not any(TOUCHING.fullmatch(each) for each in around)
