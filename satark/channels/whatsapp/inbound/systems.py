"""WhatsApp speaks, not the person: their number or user id changed, or the phone behind it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from satark.channels.whatsapp.inbound.reading import Json, digits, moment, only, part, person, text, user_id
from satark.channels.whatsapp.parsed import ParsedSystem, Sender, Unusable


def system(message: Json, to: str) -> ParsedSystem | Unusable:
    """A kind we do not know is kept: it may say that somebody is somebody else now."""
    said = part(message, "system")
    read = SYSTEMS.get(text(said, "type"))
    if read is None:
        return Unusable("system", keep=True, alarm=True)
    return read(message, said, to, moment(message.get("timestamp")))


def _number_changed(message: Json, said: Json, to: str, at: datetime) -> ParsedSystem:
    return ParsedSystem(to, "number_changed", *_old_and_new(message, said), at)


def _user_id_changed(message: Json, said: Json, to: str, at: datetime) -> ParsedSystem:
    return ParsedSystem(to, "user_id_changed", *_old_and_new(message, said), at)


def _phone_changed(message: Json, said: Json, to: str, at: datetime) -> ParsedSystem:
    return ParsedSystem(to, "phone_changed", Sender(), _writer(message), at)


def _old_and_new(message: Json, said: Json) -> tuple[Sender, Sender]:
    """The old user id is `previous_user_id`, else the sender when it differs; never taken from the sentence."""
    writer = _writer(message)
    new = Sender(digits(said.get("wa_id")) or digits(said.get("new_wa_id")), user_id(said.get("user_id")))
    old_id = user_id(said.get("previous_user_id"))
    if old_id is None and writer.user_id != new.user_id:
        old_id = writer.user_id
    return Sender(writer.number if writer.number != new.number else None, old_id), new


def _writer(message: Json) -> Sender:
    return person(message.get("from"), message.get("from_user_id"))


def user_id_update(value: Json, to: str) -> ParsedSystem | None:
    """A field that was announced and withdrawn: read if it ever comes."""
    update = only(value, "user_id_update")
    ids = part(update, "user_id")
    if not ids:
        return None
    old, new = user_id(ids.get("previous")), user_id(ids.get("current"))
    return ParsedSystem(
        to,
        "user_id_changed",
        Sender(None, old),
        Sender(digits(update.get("wa_id")), new),
        moment(update.get("timestamp")),
    )


SYSTEMS: dict[str, Callable[[Json, Json, str, datetime], ParsedSystem]] = {
    "user_changed_number": _number_changed,
    "customer_changed_number": _number_changed,
    "user_changed_user_id": _user_id_changed,
    "customer_identity_changed": _phone_changed,
}
