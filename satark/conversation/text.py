"""Words are compared by their fold: no case, no marks nobody types the same way, one kind of digit.

A fold is for comparing only. What a person wrote is stored as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from satark.conversation.values import Inbound, InboundKind

_SPACES = re.compile(r"\s+")

_SAME_LETTER = {
    # Devanagari: chandrabindu is written as anusvara on most keyboards; the nukta is left out by most people.
    "ँ": "ं",
    "़": None,
    # Urdu keyboards and Arabic keyboards send different letters for the same one.
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ة": "ہ",
    "ه": "ہ",
    "ۂ": "ہ",
    "أ": "ا",
    "إ": "ا",
    "ؤ": "و",
    "ئ": "ی",
}


_POINTS = chain(range(0x3000), range(0xD800, 0xE000), range(0xFE00, 0x10000), range(0x1F000, 0x1FB00))
"""Where the scripts, signs and emoji of these parts of the world stand; a look at all of Unicode takes a second."""


def _table() -> dict[int, str | None]:
    """For `str.translate`: one entry for each character that is not compared as it stands."""
    table: dict[int, str | None] = {}
    for point in _POINTS:
        character = chr(point)
        category = unicodedata.category(character)
        if category == "Nd":
            table[point] = str(unicodedata.digit(character))
        elif category in {"Cf", "Cc", "Cs", "Co"} or (category == "Mn" and 0x0600 <= point <= 0x06FF):
            table[point] = " " if character in "\t\n\r\v\f" else None
        elif 0xFE00 <= point <= 0xFE0F:
            table[point] = None  # how an emoji is drawn
        elif category[0] in "PSZ":
            table[point] = " "
    return table | {ord(letter): same for letter, same in _SAME_LETTER.items()}


_TABLE = _table()


def fold(text: str) -> str:
    """The text as it is compared: lower case, ASCII digits, single spaces, no punctuation, signs or emoji."""
    folded = unicodedata.normalize("NFC", text).translate(_TABLE).lower()
    return _SPACES.sub(" ", folded).strip()


def plain(inbound: Inbound) -> str:
    """The fold of what a person wrote. A pressed title is our own words and counts as none."""
    if inbound.kind is InboundKind.CHOICE or not inbound.text:
        return ""
    return fold(inbound.text)
