"""Links that open a talk with us, and the few words they write for the person: a greeting and a poster's code.

Phones are shared: nothing in those words says whom they are for or what about. They can be changed before they are sent
and prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from satark.conversation.values import Language

GREETINGS: dict[Language, str] = {"hi": "नमस्ते", "en": "Hello", "ur": "آداب", "bho": "प्रणाम"}

DIGITS, LETTERS = "23456789", "AFHKLMRSWXYZ"
"""Those that are not taken for one another, neither when read nor when said over a bad line."""
CODE_SIGNS = DIGITS + LETTERS
SHAPE = rf"([{DIGITS}][{LETTERS}][{DIGITS}][{LETTERS}])(?!\w)"
AFTER_GREETING = re.compile(rf"[\s,.:।-]+{SHAPE}\s*", re.IGNORECASE)
ALONE = re.compile(rf"\s*{SHAPE}\s*", re.IGNORECASE)
_TO_ASCII = {ord(first) + at: str(at) for first in "०۰٠" for at in range(10)}


def new_code(below: Callable[[int], int]) -> str:
    """A code such as 4K7M: digit, letter, digit, letter, so that no word or number plate is taken for one."""
    return "".join(signs[below(len(signs))] for signs in (DIGITS, LETTERS, DIGITS, LETTERS))


def prefilled(language: Language, code: str = "") -> str:
    return f"{GREETINGS[language]} {code}".rstrip()


def wa_link(display: str, text: str = "") -> str:
    """`display`: the number as the public dials it, country code included."""
    number = "".join(each for each in display if each.isascii() and each.isdigit())
    return f"https://wa.me/{number}" + (f"?text={quote(text)}" if text else "")


def without_code(text: str) -> tuple[str, str]:
    """(what the person said, the code of a poster). Only a code alone or after a greeting of ours is one."""
    plain = text.translate(_TO_ASCII)
    if alone := ALONE.fullmatch(plain):
        return GREETINGS["hi"], alone[1].upper()
    for greeting in GREETINGS.values():
        begun = re.match(rf"\s*{greeting}", plain, re.IGNORECASE)
        found = AFTER_GREETING.match(plain, begun.end()) if begun else None
        if found:
            return f"{greeting} {text[found.end() :]}".rstrip(), found[1].upper()
    return text, ""
