"""One webhook becomes one item per message and per status; what cannot be split is kept whole. Nothing is dropped.

An item is JSON, read again by `channels/whatsapp`:

    {"v": 1, "waba": entry.id, "field": change.field, "metadata": value.metadata,
     "contact": the contacts[] element of this person or null,
     "message": {…} | null, "status": {…} | null, "errors": […] | null, "change": … | null}

Exactly one of the last four is not null. `change` holds the whole value of every other field, and whatever could
not be split: then it may be any JSON value, and `time` (entry.time) stands beside it. Of `user_preferences` each
element is an item of its own: they speak of different persons.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite
from typing import Any, TypeGuard

import orjson

VERSION = 1
SPLIT_FIELD = "messages"
WISHES = "user_preferences"
LISTS = ("contacts", "messages", "statuses", "errors")
UNDERSTOOD = frozenset({"messaging_product", "metadata", *LISTS})


class BrokenJson(Exception):
    """The body is not JSON. Says nothing of its content."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened. `identity` is equal for a repeated delivery, `sender` for one person's messages."""

    identity: str
    sender: str
    body: bytes
    written: bool = False
    """Whether `sender` wrote it. A status only tells of a message of ours to them."""


def split(body: bytes) -> list[Item]:
    """Raises BrokenJson. Any JSON value gives at least one item, whatever its shape."""
    try:
        update = parse(body)
        return list(_items(update)) or [_whole(update)]
    except (TypeError, ValueError, RecursionError):
        # Deeper, or stranger, than can be read or written again: keep the text as it came.
        return [_raw(body)]


def parse(body: bytes) -> Any:
    """Raises BrokenJson, and RecursionError for what is too deep to say whether it is JSON."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _parse_torn(body)


def _parse_torn(body: bytes) -> Any:
    """A cut emoji leaves half a surrogate pair, which strict JSON refuses. It must not cost the whole message.

    Nor must a number that no double holds: it is kept as it was written.
    """
    try:
        value = json.loads(body, parse_constant=_refuse, parse_float=_number, parse_int=_integer)
        text = json.dumps(value, ensure_ascii=False)
        return orjson.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    except ValueError:
        raise BrokenJson from None


def _refuse(constant: str) -> Any:
    raise ValueError


def _number(written: str) -> float | str:
    value = float(written)
    return value if isfinite(value) else written


def _integer(written: str) -> float | str:
    # Python reads no integer of more than 4,300 digits; every double has fewer than 310.
    return int(written) if len(written) <= 300 else _number(written)


def _items(update: Any) -> Iterator[Item]:
    entries = update.get("entry") if isinstance(update, dict) else None
    if not isinstance(entries, list):
        return
    for entry in entries:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list) or not changes:
            yield _whole(entry)
            continue
        for change in changes:
            yield from _of_change(entry, change)


def _of_change(entry: dict[str, Any], change: Any) -> Iterator[Item]:
    value = change.get("value") if isinstance(change, dict) else None
    if isinstance(change, dict) and change.get("field") == WISHES and _holds_wishes(value):
        yield from _of_wishes(entry, value)
    elif not isinstance(change, dict) or change.get("field") != SPLIT_FIELD or not isinstance(value, dict):
        yield _of_other(entry, change)
    else:
        yield from _of_messages(entry, value)


def _of_messages(entry: dict[str, Any], value: dict[str, Any]) -> Iterator[Item]:
    envelope = {
        "v": VERSION,
        "waba": _text(entry.get("id")),
        "field": SPLIT_FIELD,
        "metadata": value.get("metadata"),
    }
    contacts, messages, statuses, errors = (_objects(value.get(name)) for name in LISTS)
    for message in messages:
        yield _of_message(envelope, contacts, message)
    for status in statuses:
        yield _of_status(envelope, contacts, status)
    if errors:
        yield _of_rest(envelope, entry, "errors", errors)
    rest = {key: part for key, part in value.items() if key not in UNDERSTOOD and part} | _strange(value)
    if rest or not (messages or statuses or errors):
        yield _of_rest(envelope, entry, "change", rest or value)


def _strange(value: dict[str, Any]) -> dict[str, Any]:
    """What stands in the known lists and is no object: kept, and no reason not to hear what stands beside it."""
    lists = {name: value[name] for name in LISTS if value.get(name)}
    return {
        name: [each for each in part if not isinstance(each, dict)] if isinstance(part, list) else part
        for name, part in lists.items()
        if not isinstance(part, list) or len(_objects(part)) < len(part)
    }


def _of_wishes(entry: dict[str, Any], value: dict[str, Any]) -> Iterator[Item]:
    envelope = {
        "v": VERSION,
        "waba": _text(entry.get("id")),
        "field": WISHES,
        "metadata": value.get("metadata"),
        "time": entry.get("time"),
    }
    for wish in value[WISHES]:
        user_id, number = _text(wish.get("user_id")), _text(wish.get("wa_id"))
        contact = _contact(_objects(value.get("contacts")), user_id, number)
        item = _item(envelope, contact=contact, change={WISHES: [wish]})
        yield Item(_fingerprint([entry.get("time"), wish]), user_id or number, _written(item))


def _holds_wishes(value: Any) -> TypeGuard[dict[str, Any]]:
    wishes = value.get(WISHES) if isinstance(value, dict) else None
    return isinstance(wishes, list) and bool(wishes) and len(_objects(wishes)) == len(wishes)


def _objects(values: Any) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _of_message(envelope: dict[str, Any], contacts: list[dict[str, Any]], message: dict[str, Any]) -> Item:
    user_id, number = _text(message.get("from_user_id")), _text(message.get("from"))
    item = _item(envelope, contact=_contact(contacts, user_id, number), message=message)
    ident = _text(message.get("id"))
    identity = f"m:{ident}" if ident else _fingerprint(item)
    return Item(identity, user_id or number, _written(item), written=True)


def _of_status(envelope: dict[str, Any], contacts: list[dict[str, Any]], status: dict[str, Any]) -> Item:
    user_id, number = _text(status.get("recipient_user_id")), _text(status.get("recipient_id"))
    item = _item(envelope, contact=_contact(contacts, user_id, number), status=status)
    ident, kind, person = _text(status.get("id")), _text(status.get("status")), user_id or number
    return Item(f"s:{ident}:{kind}:{person}" if ident else _fingerprint(item), person, _written(item))


def _of_rest(envelope: dict[str, Any], entry: dict[str, Any], kind: str, rest: Any) -> Item:
    item = _item(envelope, **{kind: rest})
    return Item(_fingerprint([entry.get("time"), item]), "", _written(item))


def _of_other(entry: dict[str, Any], change: Any) -> Item:
    """A change of another field, or one whose shape we do not know."""
    field = _text(change.get("field")) if isinstance(change, dict) else ""
    value = change.get("value") if isinstance(change, dict) and "value" in change else change
    metadata = value.get("metadata") if isinstance(value, dict) else None
    envelope = {
        "v": VERSION,
        "waba": _text(entry.get("id")),
        "field": field,
        "metadata": metadata,
        "time": entry.get("time"),
    }
    return _of_rest(envelope, entry, "change", value)


def _whole(update: Any) -> Item:
    item = _item({"v": VERSION, "waba": "", "field": "", "metadata": None}, change=update)
    return Item(_fingerprint(item), "", _written(item))


def _raw(body: bytes) -> Item:
    item = _item(
        {"v": VERSION, "waba": "", "field": "", "metadata": None},
        change={"raw": body.decode("utf-8", "replace")},
    )
    return Item(f"c:{sha256(body).hexdigest()}", "", orjson.dumps(item))


def _item(
    envelope: dict[str, Any],
    *,
    contact: Any = None,
    message: Any = None,
    status: Any = None,
    errors: Any = None,
    change: Any = None,
) -> dict[str, Any]:
    return {
        **envelope,
        "contact": contact,
        "message": message,
        "status": status,
        "errors": errors,
        "change": change,
    }


def _contact(contacts: list[dict[str, Any]], user_id: str, number: str) -> dict[str, Any] | None:
    """The contact of this person, matched by id: the order of the two lists promises nothing."""
    for contact in contacts:
        if (user_id and contact.get("user_id") == user_id) or (number and contact.get("wa_id") == number):
            return contact
    return None


def _fingerprint(value: Any) -> str:
    return "c:" + sha256(_written(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _written(value: Any, option: int = 0) -> bytes:
    """Deeper than orjson writes is written by Python: one strange message must not keep its whole batch unsplit."""
    try:
        return orjson.dumps(value, option=option)
    except TypeError:
        return json.dumps(value, ensure_ascii=False, sort_keys=bool(option)).encode()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
