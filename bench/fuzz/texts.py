"""Texts in four languages, of every length around every limit, made of what is hard to count."""

from __future__ import annotations

import random
from typing import get_args

from satark.conversation.values import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
SIGNS: dict[Language, tuple[str, ...]] = {
    "hi": ("क", "क्ष", "ज़", "कि", "त्र्य", "ॐ", "।", "हैं", "र्‍"),
    "bho": ("भ", "ड़ी", "ङ", "लें", "ँ", "ऽ", "रउआ", "क्‍ष", " "),
    "ur": ("ا", "گاؤں", "ٹ", "ہ", "َ", "لّٰہ", "،", "\u200f", "۔"),
    "en": ("a", "e\u0301", "ﬁ", "’", "Z", "1", "-", "\u00a0", " "),
}
FOR_ALL = ("🚨", "👨‍👩‍👧‍👦", "🇮🇳", "❤️", "👍🏽", "𝓐", "\u200d", "\u200b", "\u2066", "\n", "\t", "\0")
BLANKS = ("", " ", "\n", "\t ", "\u00a0", "\u3000", "\u200b", "\u2028", "\x1c", "\x85")
HALVES = ("\ud83d", "\ude00", "x\ud83d")


class Texts:
    """Makes texts in one language, all from one seed."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        self.language = self.chance.choice(LANGUAGES)

    def text(self, limit: int) -> str:
        """Fits, mostly just so; a third of the long ones are too long by one or two."""
        chance = self.chance
        wanted = chance.choice((1, 2, limit // 2, limit - 1, limit, limit, limit + 1, limit + 2))
        if chance.random() < 0.5:
            wanted = chance.randrange(1, min(limit, 60) + 1)
        return self.of_length(wanted)

    def fitting(self, limit: int) -> str:
        return self.of_length(self.chance.randrange(1, limit + 1))

    def of_length(self, units: int) -> str:
        """Of about so many UTF-16 units: a sign of several may end it early, then it is filled up with one letter."""
        signs = SIGNS[self.language] + (FOR_ALL if self.chance.random() < 0.3 else ())
        words: list[str] = []
        left = units
        while left > 0 and units_of(sign := self.chance.choice(signs)) <= left:
            words.append(sign)
            left -= units_of(sign)
        return "".join(words) + "x" * max(left, 0)

    def ident(self, limit: int) -> str:
        return self.text(limit) if self.chance.random() < 0.5 else f"step:{self.chance.randrange(10**9)}"

    def perhaps(self, limit: int) -> str:
        """A text that may be left out."""
        blank = self.chance.choice(BLANKS) if self.chance.random() < 0.3 else ""
        return self.text(limit) if self.chance.random() < 0.4 else blank


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
