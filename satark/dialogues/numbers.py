"""Case numbers as they are read out and typed: `482 019 3375`."""

from __future__ import annotations

import re

_TYPED = re.compile(r"(?:\D{0,20} )?((?:\d ?){9}\d)")


def spoken(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def typed(plain: str) -> str:
    """The number that folded words are, alone or after a word like `number`; else nothing."""
    found = _TYPED.fullmatch(plain)
    return found[1].replace(" ", "") if found else ""
