"""One stored item in, one value out: every kind of message has an intended outcome, and nothing raises."""

from __future__ import annotations

from collections.abc import Callable

from satark.channels.whatsapp import errors
from satark.channels.whatsapp.inbound import people, statuses, systems
from satark.channels.whatsapp.inbound.notices import notice
from satark.channels.whatsapp.inbound.preferences import preference
from satark.channels.whatsapp.inbound.reading import Json, error_code, items, number_id, part, read_json, text
from satark.channels.whatsapp.parsed import (
    ParsedMessage,
    ParsedNotice,
    ParsedPreference,
    ParsedStatus,
    ParsedSystem,
    Unusable,
)
from satark.conversation.values import MediaId

__all__ = ["Parsed", "parse"]

Parsed = ParsedMessage | ParsedStatus | ParsedSystem | ParsedNotice | ParsedPreference | Unusable

OF_PEOPLE = ("messages", "")
"""Fields in which people speak; the edge leaves it empty where it could not tell one."""
ENVELOPE = frozenset({"messaging_product", "metadata", "contacts"})
"""What stands around the messages of a webhook: alone it says nothing."""


def parse(item: bytes, *, media_id: Callable[[], MediaId]) -> Parsed:
    """Read one item as the edge stored it. `media_id` makes our own id for a file, should there be one."""
    envelope = read_json(item)
    if envelope is None:
        return Unusable("broken", keep=True)
    to = number_id(part(envelope, "metadata").get("phone_number_id"))
    if message := part(envelope, "message"):
        return _message(message, to, envelope, media_id)
    if status := part(envelope, "status"):
        return statuses.status(status, to)
    if found := items(envelope, "errors"):
        return _errors(error_code(found))
    return _change(text(envelope, "field"), envelope, to)


def _message(message: Json, to: str, envelope: Json, media_id: Callable[[], MediaId]) -> Parsed:
    if not to:
        return Unusable("no_number", keep=True)
    if text(message, "type") == "system":
        # In a group too it would only be about the group.
        return Unusable("group") if message.get("group_id") else systems.system(message, to)
    return people.message(message, to, envelope, media_id)


def _errors(code: int | None) -> Unusable:
    """WhatsApp reports an error that belongs to no message: to be looked at when it is of our making."""
    known = errors.of_code(code) if code is not None else None
    return Unusable("errors", error=code, alarm=known is None or known.ours or known.alarm)


def _change(field: str, envelope: Json, to: str) -> Parsed:
    """Whatever the edge did not split: another field, or a shape that we do not know."""
    value = part(envelope, "change")
    if field == "standby":
        return Unusable("standby", keep=True, alarm=True)
    if field in OF_PEOPLE:
        return _unsplit(envelope.get("change"))
    if field == "user_preferences":
        return preference(value, envelope, to)
    if field == "user_id_update" and (update := systems.user_id_update(value, to)):
        return update
    if items(value, "messages"):
        return Unusable("unread", keep=True, alarm=True)
    return notice(field, value, envelope)


def _unsplit(value: object) -> Unusable:
    """A person may have said something in what the edge could not split."""
    says = bool(value.keys() - ENVELOPE if isinstance(value, dict) else value)
    return Unusable("unread", keep=True, alarm=True) if says else Unusable("change")
