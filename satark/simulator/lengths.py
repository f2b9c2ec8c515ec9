"""How long a text is, and the parts of a message that must be there: what every check of ours is made of.

"Characters" is not defined by Meta, so a text must fit counted in code points and in UTF-16 units.
"""

from __future__ import annotations

from typing import Any
from unicodedata import category

from satark.simulator.errors import GraphError, invalid, missing

Json = dict[str, Any]


def length(text: str) -> int:
    """The larger of code points and UTF-16 units."""
    return max(len(text), len(text.encode("utf-16-le", "surrogatepass")) // 2)


def check_field(where: Json, key: str, name: str, most: int, *, code: int = 131009) -> None:
    value = where.get(key)
    if value is None:
        raise missing(name)
    if not isinstance(value, str) or not any(map(is_seen, value)):
        raise GraphError(code, f"Param {name} must be a text that is not empty.")
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise GraphError(code, f"Param {name} must be a text without NUL and without half a sign.")
    if length(value) > most:
        raise GraphError(code, f"Param {name} must be at most {most} characters long.")


def is_text(value: Any) -> bool:
    """A text in which something is seen, without NUL and without half a sign."""
    if not isinstance(value, str) or not any(map(is_seen, value)):
        return False
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)


def is_seen(sign: str) -> bool:
    """Neither a space nor a control nor of no width: a text of those alone would be an empty bubble."""
    return not sign.isspace() and category(sign) not in ("Cc", "Cf")


def part_of(where: Json, key: str) -> Json:
    part = where.get(key)
    if not isinstance(part, dict):
        raise missing(key)
    return part


def items_of(where: Json, key: str, name: str, most: int) -> list[Json]:
    items = where.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise missing(name)
    if not 1 <= len(items) <= most:
        raise invalid(f"Invalid {name} count. Min allowed {name}: 1, Max allowed {name}: {most}")
    return items


def check_distinct(values: list[str], name: str) -> None:
    if len(set(values)) < len(values):
        raise invalid(f"{name} must differ")


def check_media_reference(media: Json) -> None:
    if "link" in media:
        raise GraphError(131053, "The rehearsal fetches nothing: upload the file and send its id")
    if not isinstance(media.get("id"), str):
        raise missing("id")
    if not is_text(media.get("filename", "file")):
        raise invalid("filename must be a text that is not empty")
