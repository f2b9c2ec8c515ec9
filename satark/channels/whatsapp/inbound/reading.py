"""Reading JSON that may be anything: what has not the expected form counts as absent, and nothing raises."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from satark.channels.whatsapp.parsed import UNKNOWN_TIME, Sender

Json = Mapping[str, Any]

NOTHING: Json = {}
SURROGATES = re.compile("[\ud800-\udfff]")
DIGITS = re.compile(r"\+?([0-9]{5,15})")
NUMBER_ID = re.compile("[0-9]{1,40}")
USER_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
MILLISECONDS = 1e12
"""From here on a time is not in seconds: milliseconds have been seen."""


def read_json(item: bytes | str) -> Json | None:
    try:
        value = orjson.loads(item)
    except orjson.JSONDecodeError:
        value = _read_json_loosely(item)
    return value if isinstance(value, dict) else None


def _read_json_loosely(item: bytes | str) -> object:
    """Half an emoji (a lone surrogate, as a truncated text has it) is legal in JSON but not for orjson."""
    try:
        return json.loads(item, object_pairs_hook=_without_surrogates)
    except (ValueError, RecursionError):
        return None


def _without_surrogates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: SURROGATES.sub("�", value) if isinstance(value, str) else value for key, value in pairs}


def part(holder: Json, key: str) -> Json:
    value = holder.get(key)
    return value if isinstance(value, dict) else NOTHING


def items(holder: Json, key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def only(holder: Json, key: str) -> Json:
    """The one object of a list that must have exactly one."""
    found = items(holder, key)
    return found[0] if len(found) == 1 and isinstance(found[0], dict) else NOTHING


def text(holder: Json, key: str) -> str:
    """A string without NUL, which PostgreSQL cannot hold; anything else counts as absent."""
    value = holder.get(key)
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "") if "\0" in value else value


def number_id(value: object) -> str:
    """WhatsApp's id of a number of ours. Only digits: it goes into alarms and logs, where nobody's words may go."""
    return value if isinstance(value, str) and NUMBER_ID.fullmatch(value) else ""


def digits(value: object) -> str | None:
    match = DIGITS.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else None


def user_id(value: object) -> str | None:
    return value if isinstance(value, str) and USER_ID.fullmatch(value) else None


def person(*values: object) -> Sender:
    """Whoever these values name, the first of each kind: a field meant for a number may hold a user id."""
    number = ident = None
    for value in values:
        number = number or digits(value)
        ident = ident or user_id(value)
    return Sender(number, ident)


def degrees(value: object, limit: int) -> float | None:
    found = _number(value)
    return found if found is not None and -limit <= found <= limit else None


def moment(value: object) -> datetime:
    """Unix seconds, as a string by the book, or milliseconds."""
    seconds = _number(value)
    if seconds is None:
        return UNKNOWN_TIME
    if seconds >= MILLISECONDS:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if 1e9 <= seconds < 4e9 else UNKNOWN_TIME


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def error_code(errors: list[Any]) -> int | None:
    first = errors[0] if errors else None
    code = first.get("code") if isinstance(first, dict) else None
    return code if isinstance(code, int) and not isinstance(code, bool) else None
