"""How WhatsApp counts, as far as it is known: the stricter of code points and UTF-16 units, and what counts as nothing.

Meta does not say what a "character" is. UTF-16 units are never fewer than code points, so what passes here passes
both ways of counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import category

NOTHING_SEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Controls, zero-width signs, spaces: a text of these alone is an empty bubble."""
NOT_A_TEXT = re.compile("[\0\ud800-\udfff]")
"""NUL, and half a sign, which cannot be written as JSON."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken limit: where, how much is allowed and how much it was. Never the words themselves."""

    where: str
    allowed: int
    found: int

    def __str__(self) -> str:
        return f"{self.where}: {self.found}, allowed {self.allowed}"


def length(text: str) -> int:
    """UTF-16 units: what a phone counts, and at least the number of code points."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def blank(text: str) -> bool:
    """Whether there is nothing in it to be seen. Most texts begin with a letter, and are not looked through."""
    return not text[:1].isalnum() and all(category(character) in NOTHING_SEEN for character in text)


def words(where: str, text: str, allowed: int) -> Iterator[Violation]:
    """A text that must be there."""
    if blank(text):
        yield Violation(f"{where} empty", 1, 0)
    yield from _fits(where, text, allowed)


def words_if_any(where: str, text: str, allowed: int) -> Iterator[Violation]:
    """A text that is left out where there is nothing to be seen in it: WhatsApp refuses an empty one."""
    if not blank(text):
        yield from _fits(where, text, allowed)


def all_words(where: str, texts: Iterable[str], allowed: int) -> Iterator[Violation]:
    for text in texts:
        yield from words(where, text, allowed)


def distinct(where: str, texts: list[str]) -> Iterator[Violation]:
    if len(set(texts)) < len(texts):
        yield Violation(f"{where} twice", len(set(texts)), len(texts))


def at_most(where: str, found: int, allowed: int) -> Iterator[Violation]:
    if found > allowed:
        yield Violation(where, allowed, found)


def at_least(where: str, found: int, wanted: int) -> Iterator[Violation]:
    if found < wanted:
        yield Violation(where, wanted, found)


def between(where: str, found: int, least: int, most: int) -> Iterator[Violation]:
    yield from at_least(where, found, least)
    yield from at_most(where, found, most)


def _fits(where: str, text: str, allowed: int) -> Iterator[Violation]:
    if (found := length(text)) > allowed:
        yield Violation(where, allowed, found)
    if found := len(NOT_A_TEXT.findall(text)):
        yield Violation(f"{where} not a text", 0, found)
