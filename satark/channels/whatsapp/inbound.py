"""One stored item in, one value out: every kind of message has an intended outcome, and nothing raises."""

from __future__ import annotations

import json
import re
from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from satark.channels.whatsapp.parsed import (
    REASONS,
    UNKNOWN_TIME,
    MediaToFetch,
    ParsedMessage,
    ParsedStatus,
    ParsedSystem,
    Progress,
    Sender,
    Unusable,
)
from satark.conversation.values import Inbound, InboundKind, Media, MediaId, MediaKind, Pin

__all__ = [
    "REASONS",
    "UNKNOWN_TIME",
    "MediaToFetch",
    "Parsed",
    "ParsedMessage",
    "ParsedStatus",
    "ParsedSystem",
    "Sender",
    "Unusable",
    "parse",
]

Parsed = ParsedMessage | ParsedStatus | ParsedSystem | Unusable
Json = Mapping[str, Any]

NOTHING: Json = {}
OF_PEOPLE = ("messages", "")
"""Fields in which people speak; the edge leaves it empty where it could not tell one."""
ENVELOPE = frozenset({"messaging_product", "metadata", "contacts"})
"""What stands around the messages of a webhook: alone it says nothing."""


def parse(item: bytes, *, media_id: Callable[[], MediaId]) -> Parsed:
    """Read one item as the edge stored it. `media_id` makes our own id for a file, should there be one."""
    envelope = _read_json(item)
    if envelope is None:
        return Unusable("broken", keep=True)
    metadata = _object(envelope, "metadata")
    to = _text(metadata, "phone_number_id")
    if message := _object(envelope, "message"):
        return _message(message, to, envelope, media_id) if to else Unusable("no_number", keep=True)
    if status := _object(envelope, "status"):
        return _status(status, to)
    if errors := _list(envelope, "errors"):
        return Unusable("errors", error=_error_code(errors))
    field, value = _text(envelope, "field"), envelope.get("change")
    if field in OF_PEOPLE and _holds_something(value):
        return Unusable("unread", keep=True)
    return _change(field, _object(envelope, "change"), to)


# --- a message ----------------------------------------------------------------------------------------------------


def _message(message: Json, to: str, envelope: Json, media_id: Callable[[], MediaId]) -> Parsed:
    kind = _text(message, "type")
    if message.get("group_id"):
        return Unusable("group")
    if kind == "system":
        return _system(message, to)
    sender = _sender(message, _object(envelope, "contact"))
    if not sender:
        return Unusable("no_sender", keep=True)
    if sender.number and sender.number == _digits(_object(envelope, "metadata").get("display_phone_number")):
        return Unusable("ourselves")
    if _acts_on_chat(kind, message):
        return Unusable("act_on_chat")

    at = _when(message.get("timestamp"))
    fetch = _fetch(kind, message, media_id) if kind in MEDIA else None
    inbound = _with_media(message, fetch, at) if fetch else READERS.get(kind, _unsupported)(message, at)
    return ParsedMessage(
        phone_number_id=to,
        sender=sender,
        inbound=inbound,
        wamid=_text(message, "id"),
        quoted=_quoted(kind, message),
        fetch=fetch,
    )


def _acts_on_chat(kind: str, message: Json) -> bool:
    """True for what people do to a chat without saying anything: a reply would only cost money.

    A message "deleted for everyone" stays with us: on a number of the pure Cloud API a deletion is not even
    announced, so promising anything else would be false.
    """
    if kind == "unsupported":
        return _text(_object(message, "unsupported"), "type") in {"keep_in_chat", "pin", "poll_update"}
    return kind in {"revoke", "request_welcome"}


def _sender(message: Json, contact: Json) -> Sender:
    """Prefer what the message itself says; the contact fills what is missing. `from` may hold a user id."""
    number = user_id = None
    for value in (
        message.get("from"),
        message.get("from_user_id"),
        contact.get("wa_id"),
        contact.get("user_id"),
    ):
        number = number or _digits(value)
        user_id = user_id or _user_id(value)
    return Sender(number, user_id)


def _quoted(kind: str, message: Json) -> str:
    if kind == "reaction":
        return _text(_object(message, "reaction"), "message_id")
    if kind == "edit":
        return _text(_object(message, "edit"), "original_message_id")
    return _text(_object(message, "context"), "id")


def _words(message: Json, at: datetime) -> Inbound:
    return _said(_text(_object(message, "text"), "body"), at)


def _said(text: str, at: datetime) -> Inbound:
    """Words, or nothing readable when there are none."""
    return Inbound(InboundKind.TEXT if text else InboundKind.UNSUPPORTED, at, text=text)


def _choice(chosen: str, title: str, at: datetime) -> Inbound:
    """A press of ours has the form `step:option`; a foreign button counts as saying what stands on it."""
    if ":" in chosen and len(chosen) <= 256:
        return Inbound(InboundKind.CHOICE, at, text=title, choice=chosen)
    return _said(title, at)


def _interactive(message: Json, at: datetime) -> Inbound:
    """Forms, call permissions and an `interactive` without its inner object are not ours: unsupported."""
    interactive = _object(message, "interactive")
    reply = _object(interactive, "button_reply") or _object(interactive, "list_reply")
    return _choice(_text(reply, "id"), _text(reply, "title"), at)


def _quick_reply(message: Json, at: datetime) -> Inbound:
    button = _object(message, "button")
    return _choice(_text(button, "payload"), _text(button, "text"), at)


def _location(message: Json, at: datetime) -> Inbound:
    location = _object(message, "location")
    latitude, longitude = _degrees(location.get("latitude"), 90), _degrees(location.get("longitude"), 180)
    if latitude is None or longitude is None:
        return _unsupported(message, at)
    name = ", ".join(part for part in (_text(location, "name"), _text(location, "address")) if part)
    return Inbound(InboundKind.PIN, at, pin=Pin(latitude, longitude, name))


def _card(_: Json, at: datetime) -> Inbound:
    """A contact card is most often the sender's own: its content goes no further than here."""
    return Inbound(InboundKind.CARD, at)


def _reaction(message: Json, at: datetime) -> Inbound:
    """The sign, or nothing when it was taken back (WhatsApp sends it empty or leaves it out)."""
    return Inbound(InboundKind.REACTION, at, text=_text(_object(message, "reaction"), "emoji"))


def _order(message: Json, at: datetime) -> Inbound:
    return Inbound(InboundKind.UNSUPPORTED, at, text=_text(_object(message, "order"), "text"))


def _edit(message: Json, at: datetime) -> Inbound:
    """The new words are kept, but as "unsupported": read as text they would answer whatever is asked now."""
    edited = _object(_object(message, "edit"), "message")
    return Inbound(InboundKind.UNSUPPORTED, at, text=_own_words(edited))


def _unsupported(message: Json, at: datetime) -> Inbound:
    if _text(_object(message, "unsupported"), "type") == "reaction":
        return Inbound(InboundKind.REACTION, at)
    return Inbound(InboundKind.UNSUPPORTED, at, text=_own_words(message))


def _own_words(message: Json) -> str:
    """Whatever the person wrote, in a message whose kind we do not know or whose file did not come."""
    inner = _object(message, _text(message, "type"))
    return _text(inner, "body") or _text(inner, "caption")


READERS: dict[str, Callable[[Json, datetime], Inbound]] = {
    "text": _words,
    "interactive": _interactive,
    "button": _quick_reply,
    "location": _location,
    "contacts": _card,
    "reaction": _reaction,
    "order": _order,
    "edit": _edit,
}
"""The rest (sticker, polls, view-once, kinds to come, media whose file is missing) is `_unsupported`."""

# --- media --------------------------------------------------------------------------------------------------------

MEDIA = {
    "image": MediaKind.PHOTO,
    "video": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "voice": MediaKind.VOICE,
    "document": MediaKind.DOCUMENT,
}


def _fetch(kind: str, message: Json, media_id: Callable[[], MediaId]) -> MediaToFetch | None:
    """What to fetch, or nothing: over 100 MB WhatsApp sends an error in place of the file."""
    file = _object(message, kind)
    provider_id = _text(file, "id")
    if not provider_id:
        return None
    return MediaToFetch(
        media_id=media_id(),
        provider_id=provider_id,
        kind=MediaKind.VOICE if kind == "audio" and file.get("voice") is True else MEDIA[kind],
        mime=_text(file, "mime_type"),
        sha256=_sha256(_text(file, "sha256")),
        file_name=_text(file, "filename"),
        url=_text(file, "url"),
    )


def _with_media(message: Json, fetch: MediaToFetch, at: datetime) -> Inbound:
    return Inbound(
        InboundKind.MEDIA, at, text=_own_words(message), media=Media(id=fetch.media_id, kind=fetch.kind)
    )


def _sha256(value: str) -> bytes | None:
    """The digest itself: WhatsApp writes base64 in messages and hex elsewhere."""
    try:
        digest = bytes.fromhex(value) if len(value) == 64 else a2b_base64(value)
    except (ValueError, BadBase64):
        return None
    return digest if len(digest) == 32 else None


# --- statuses, system messages, everything else -------------------------------------------------------------------

RANKS: dict[Progress, int] = {"failed": 0, "sent": 1, "delivered": 2, "read": 3, "played": 4}


def _status(status: Json, to: str) -> ParsedStatus | Unusable:
    progress = status.get("status")
    for known, rank in RANKS.items():
        if progress == known:
            return ParsedStatus(
                phone_number_id=to,
                opaque=_text(status, "biz_opaque_callback_data"),
                status=known,
                rank=rank,
                at=_when(status.get("timestamp")),
                error=_error_code(_list(status, "errors")),
                wamid=_text(status, "id"),
            )
    return Unusable("status")


def _system(message: Json, to: str) -> ParsedSystem | Unusable:
    """The old user id is `previous_user_id`, else the sender when it differs; never taken from the sentence."""
    system, at = _object(message, "system"), _when(message.get("timestamp"))
    writer = _sender(message, NOTHING)
    new = Sender(
        _digits(system.get("wa_id")) or _digits(system.get("new_wa_id")), _user_id(system.get("user_id"))
    )
    old_id = _user_id(system.get("previous_user_id"))
    if old_id is None and writer.user_id != new.user_id:
        old_id = writer.user_id
    old = Sender(writer.number if writer.number != new.number else None, old_id)
    match _text(system, "type"):
        case "user_changed_number":
            return ParsedSystem(to, "number_changed", old, new, at)
        case "user_changed_user_id":
            return ParsedSystem(to, "user_id_changed", old, new, at)
        case "customer_identity_changed":
            return ParsedSystem(to, "phone_changed", Sender(), writer, at)
    return Unusable("system")


def _holds_something(value: object) -> bool:
    """Whether what the edge could not split may be something that a person said."""
    return bool(value.keys() - ENVELOPE if isinstance(value, dict) else value)


def _change(name: str, value: Json, to: str) -> ParsedSystem | Unusable:
    """Any other field of the webhook. `user_id_update` was announced and withdrawn: read it if it ever comes."""
    if name == "standby":
        return Unusable("standby", keep=True)
    updates = _list(value, "user_id_update")
    if name == "user_id_update" and len(updates) == 1 and isinstance(updates[0], dict):
        ids, at = _object(updates[0], "user_id"), _when(updates[0].get("timestamp"))
        number = _digits(updates[0].get("wa_id"))
        old, new = _user_id(ids.get("previous")), _user_id(ids.get("current"))
        return ParsedSystem(to, "user_id_changed", Sender(None, old), Sender(number, new), at)
    return Unusable("change")


# --- reading JSON that may be anything ----------------------------------------------------------------------------

SURROGATES = re.compile("[\ud800-\udfff]")
DIGITS = re.compile(r"\+?([0-9]{5,15})")
USER_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")


def _read_json(item: bytes) -> Json | None:
    try:
        value = orjson.loads(item)
    except orjson.JSONDecodeError:
        value = _read_json_loosely(item)
    return value if isinstance(value, dict) else None


def _read_json_loosely(item: bytes) -> object:
    """Half an emoji (a lone surrogate, as a truncated text has it) is legal in JSON but not for orjson."""
    try:
        return json.loads(item, object_pairs_hook=_without_surrogates)
    except (ValueError, RecursionError):
        return None


def _without_surrogates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: SURROGATES.sub("�", value) if isinstance(value, str) else value for key, value in pairs}


def _object(holder: Json, key: str) -> Json:
    value = holder.get(key)
    return value if isinstance(value, dict) else NOTHING


def _list(holder: Json, key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _text(holder: Json, key: str) -> str:
    """A string without NUL, which PostgreSQL cannot hold; anything else counts as absent."""
    value = holder.get(key)
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "") if "\0" in value else value


def _digits(value: object) -> str | None:
    match = DIGITS.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else None


def _user_id(value: object) -> str | None:
    return value if isinstance(value, str) and USER_ID.fullmatch(value) else None


def _degrees(value: object, limit: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        degrees = float(value)
    except (ValueError, OverflowError):
        return None
    return degrees if -limit <= degrees <= limit else None


def _when(value: object) -> datetime:
    """Unix seconds, as a string by the book; milliseconds have been seen (10^12 and more)."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return UNKNOWN_TIME
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return UNKNOWN_TIME
    if seconds >= 1e12:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if 1e9 <= seconds < 4e9 else UNKNOWN_TIME


def _error_code(errors: list[Any]) -> int | None:
    first = errors[0] if errors else None
    code = first.get("code") if isinstance(first, dict) else None
    return code if isinstance(code, int) and not isinstance(code, bool) else None
