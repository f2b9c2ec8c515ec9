"""What a station is told of an open complaint: the complainant's own words, the place, the name; the number where it was given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

LONGEST = 3000
"""Signs of words that a brief has room for; the whole stands on the case's page."""
PLACE, WHO = "जगह", "शिकायतकर्ता"
"""Stations read Hindi."""
NUMBER = re.compile(r"\s*\+?\d[\d ()-]{6,}\s*")


def compose(said: Iterable[Mapping[str, object]]) -> str:
    """The brief of everything that was said, the oldest first; of a place, name or number the newest counts.

    A number stands alone on the last line: it is left out where the phone is not the post's own (`police-practice.md` 17).
    """
    statements = list(said)
    words = "\n".join(str(piece) for each in statements for piece in _pieces(each))
    known = {
        key: str(each[key]) for each in statements for key in ("place", "name", "phone") if each.get(key)
    }
    lines = [
        _short(words),
        f"{PLACE}: {known['place']}" if "place" in known else "",
        f"{WHO}: {known['name']}" if "name" in known else "",
        known.get("phone", ""),
    ]
    return "\n".join(line for line in lines if line)


def _pieces(statement: Mapping[str, object]) -> list[object]:
    said = statement.get("said")
    return list(said) if isinstance(said, list) else []


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def without_number(words: str) -> str:
    """The same for a phone that is not the post's own."""
    rest, _, last = words.rpartition("\n")
    return rest if NUMBER.fullmatch(last) else words


def phone_given(said: Iterable[Mapping[str, object]]) -> bool:
    return any(each.get("phone") for each in said)
