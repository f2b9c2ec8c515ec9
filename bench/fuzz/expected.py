"""What a body must leave behind, counted without the code that is tested: the rule of `edge/split.py`, written a second time.

JSON leaves one thing for each message and status, one for the errors and one for whatever else stands beside them, one
for each wish of a person, one for each change of another field or of a shape that nobody knows, or one for the whole.
What is not JSON leaves nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

Key = tuple[str, ...]
"""Equal for a repeated delivery. The first says what it is; a message or status with an id is known by that id."""

LISTS = ("contacts", "messages", "statuses", "errors")
ENVELOPE = {"messaging_product", "metadata", *LISTS}


class NotJson(Exception):
    """Nothing to be kept."""


def expected(body: bytes) -> frozenset[Key]:
    """Raises NotJson."""
    try:
        update = _read(body)
        return frozenset(_keys(update)) or frozenset({_other("whole", update)})
    except RecursionError:
        return frozenset({("raw", sha256(body).hexdigest())})


def _read(body: bytes) -> Any:
    try:
        value = json.loads(body, parse_constant=_refuse, parse_float=_float, parse_int=_int)
        return json.loads(_mended(json.dumps(value, ensure_ascii=False)))
    except ValueError:
        raise NotJson from None


def _mended(text: str) -> str:
    """Halves of a pair that stand alone become a question mark, neighbours become one sign again."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _float(digits: str) -> float | str:
    return value if math.isfinite(value := float(digits)) else digits


def _int(digits: str) -> int | float | str:
    """Within 64 bits a whole number, beyond them a double, beyond that what was written."""
    if len(digits) < 21 and -(2**63) <= (whole := int(digits)) < 2**64:
        return whole
    return _float(digits)


def _keys(update: Any) -> Iterator[Key]:
    entries = update.get("entry") if isinstance(update, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not (isinstance(changes, list) and changes):
            yield _other("whole", entry)
            continue
        for change in changes:
            yield from _of_change(entry, change)


def _of_change(entry: dict[str, Any], change: Any) -> Iterator[Key]:
    value = change.get("value", change) if isinstance(change, dict) else change
    if isinstance(change, dict) and change.get("field") == "user_preferences" and _wishes(value):
        yield from (_other("wish", [entry.get("time"), wish]) for wish in _wishes(value))
        return
    if (
        isinstance(change, dict)
        and change.get("field") == "messages"
        and isinstance(change.get("value"), dict)
    ):
        yield from _of_messages(entry, value)
        return
    name = _text(change.get("field")) if isinstance(change, dict) else ""
    yield _beside(entry, name, value, "change", value)


def _wishes(value: Any) -> list[dict[str, Any]]:
    """Of this one field each element is kept by itself, where all of them are objects."""
    wishes = value.get("user_preferences") if isinstance(value, dict) else None
    return wishes if isinstance(wishes, list) and all(isinstance(each, dict) for each in wishes) else []


def _objects(held: Any) -> list[dict[str, Any]]:
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []


def _strangers(held: Any) -> Any:
    """What stands where objects should, and is none."""
    return [each for each in held if not isinstance(each, dict)] if isinstance(held, list) else held


def _of_messages(entry: dict[str, Any], value: dict[str, Any]) -> Iterator[Key]:
    _, messages, statuses, errors = (_objects(value.get(name)) for name in LISTS)
    for message in messages:
        if ident := _text(message.get("id")):
            yield ("m", ident)
        else:
            yield _nameless(entry, value, message, "from_user_id", "from", "message")
    for status in statuses:
        recipient = _text(status.get("recipient_user_id")) or _text(status.get("recipient_id"))
        if ident := _text(status.get("id")):
            yield ("s", ident, _text(status.get("status")), recipient)
        else:
            yield _nameless(entry, value, status, "recipient_user_id", "recipient_id", "status")
    if errors:
        yield _beside(entry, "messages", value, "errors", errors)
    unknown = {name: part for name, part in value.items() if name not in ENVELOPE}
    unknown |= {name: _strangers(value.get(name)) for name in LISTS}
    beside = {name: part for name, part in unknown.items() if part}
    if beside or not (messages or statuses or errors):
        yield _beside(entry, "messages", value, "change", beside or value)


def _nameless(
    entry: dict[str, Any], value: dict[str, Any], thing: dict[str, Any], by_id: str, by_number: str, kind: str
) -> Key:
    user_id, number = _text(thing.get(by_id)), _text(thing.get(by_number))
    contact = next(
        (
            each
            for each in _objects(value.get("contacts"))
            if (user_id and each.get("user_id") == user_id) or (number and each.get("wa_id") == number)
        ),
        None,
    )
    return _other(kind, [_text(entry.get("id")), value.get("metadata"), contact, thing])


def _beside(entry: dict[str, Any], name: str, holder: Any, kind: str, content: Any) -> Key:
    metadata = holder.get("metadata") if isinstance(holder, dict) else None
    return _other(kind, [entry.get("time"), _text(entry.get("id")), name, metadata, content])


def _other(kind: str, value: Any) -> Key:
    return (kind, sha256(json.dumps(value, sort_keys=True).encode()).hexdigest())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
