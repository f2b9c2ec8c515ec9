"""What a person does with the phone, in Graph's form and in the screen's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.media import File
from satark.simulator.people import screens
from satark.simulator.people.identity import OUTBOUND, core_of, new_media_id, wrap
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import Message
from satark.simulator.webhooks import updates
from satark.simulator.world import World

Json = dict[str, Any]

UNSUPPORTED = frozenset(
    {
        *("button", "edit", "errors", "gif", "group_invite", "hsm", "image", "interactive", "keep_in_chat"),
        *(
            "link_preview",
            "list",
            "location",
            "media_placeholder",
            "order",
            "pin",
            "poll_creation",
            "poll_update",
        ),
        *("product", "reaction"),
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message before it is written: Graph's type, what is laid over its head, and what the phone shows."""

    kind: str
    content: Json
    shown: Json
    reply_to: str = ""
    """The wamid it answers."""
    about: str = "messages"
    """The webhook's field."""
    with_contact: bool = True
    """System messages come without the contact."""


Act = Callable[[World, Phone, BusinessNumber, Json], Said]


def outer_id(world: World, phone: Phone, number: BusinessNumber, wamid: str) -> str:
    """The id by which a reply names a message: Meta may wrap the same core in another envelope."""
    core = core_of(wamid)
    if not (world.faults.other_envelope and core):
        return wamid
    given = wrap(phone.shown.user_id, OUTBOUND, core)
    return given if given != wamid else wrap(number.display, OUTBOUND, core)


def text(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    body = words_in(wanted, "text")
    reply_to = str(wanted.get("message", ""))
    return Said("text", {"text": {"body": body}}, {"text": body}, reply_to)


def choice(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    """Press a button or a row of a message that this phone shows."""
    message = world.threads.find(words_in(wanted, "message"))
    if message is None or message.phone != phone.id or message.from_phone:
        raise WishError("message: this phone shows no such message")
    offered = [*message.content.get("buttons", []), *message.content.get("rows", [])]
    pressed = next((option for option in offered if option["id"] == wanted.get("id")), None)
    if pressed is None:
        raise WishError("id: the message offers no such button or row")
    kind, content = _reply(message, pressed)
    shown = {"kind": "choice", "text": pressed["title"], "choice": pressed["id"]}
    return Said(kind, content, shown, message.wamid)


def _reply(message: Message, pressed: Json) -> tuple[str, Json]:
    chosen = {"id": pressed["id"], "title": pressed["title"]}
    if message.content.get("template"):
        return "button", {"button": {"payload": pressed["id"], "text": pressed["title"]}}
    if message.content.get("rows"):
        if pressed["description"]:
            chosen["description"] = pressed["description"]
        return "interactive", {"interactive": {"type": "list_reply", "list_reply": chosen}}
    return "interactive", {"interactive": {"type": "button_reply", "button_reply": chosen}}


def pin(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    try:
        latitude, longitude = float(wanted["latitude"]), float(wanted["longitude"])
    except (KeyError, TypeError, ValueError):
        raise WishError("latitude and longitude: two numbers") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise WishError("latitude and longitude: not on this Earth")
    location: Json = {"latitude": latitude, "longitude": longitude}
    location |= {key: str(wanted[key]) for key in ("name", "address") if wanted.get(key)}
    shown = {"pin": {"latitude": latitude, "longitude": longitude, "name": location.get("name", "")}}
    reply_to = str(wanted.get("message", ""))
    return Said("location", {"location": location}, shown, reply_to)


def media(
    world: World,
    number: BusinessNumber,
    *,
    kind: str,
    data: bytes,
    mime: str,
    name: str,
    wanted: Json,
) -> Said:
    """A file as `image`, `video`, `audio`, `document` or `sticker`."""
    media_id = new_media_id(world.chance)
    file = world.media.put(
        media_id=media_id, phone_number_id=number.phone_number_id, mime=mime, data=data, name=name
    )
    caption = str(wanted.get("caption", "")) if kind in ("image", "video", "document") else ""
    content = _media_content(world, file, kind, caption=caption, voice=bool(wanted.get("voice")))
    shown = {"text": caption, "media": screens.media(kind, file, content)}
    return Said(kind, {kind: content}, shown)


def _media_content(world: World, file: File, kind: str, *, caption: str, voice: bool) -> Json:
    content: Json = {"caption": caption} if caption else {}
    if kind == "document":
        content["filename"] = file.name
    content |= {"mime_type": file.mime, "sha256": updates.base64_digest(file.sha256), "id": file.id}
    content["url"] = world.config.own_url + world.media.address(file)
    if kind == "audio":
        content["voice"] = voice
    if kind == "sticker":
        content["animated"] = False
    return content


def contact(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    """Share a contact card; without a name it is the person's own, as people do."""
    name = str(wanted.get("name") or phone.shown.profile_name)
    digits = str(wanted.get("phone") or phone.shown.number)
    card: Json = {"name": {"first_name": name, "formatted_name": name}}
    if digits:
        card["phones"] = [{"phone": f"+{digits}", "wa_id": digits, "type": "CELL"}]
    card["vcard"] = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;type=CELL:+{digits}\nEND:VCARD"
    shown = {"card": {"name": name, "number": digits}}
    return Said("contacts", {"contacts": [card | {"origin": "other"}]}, shown)


def reaction(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    """An empty emoji takes the reaction back."""
    target, emoji = words_in(wanted, "message"), str(wanted.get("emoji", ""))
    if world.threads.find(target) is None:
        raise WishError("message: this phone shows no such message")
    content: Json = {"message_id": outer_id(world, phone, number, target)}
    if emoji:
        content["emoji"] = emoji
    shown = {"reaction": {"message": target, "emoji": emoji}}
    return Said("reaction", {"reaction": content}, shown)


def unsupported(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    """View-once, polls and the like: Meta says only that something came."""
    kind = str(wanted.get("kind") or "media_placeholder")
    if kind not in UNSUPPORTED:
        raise WishError(f"kind: one of {', '.join(sorted(UNSUPPORTED))}")
    error = {
        "code": 131051,
        "title": "Message type unknown",
        "message": "Message type unknown",
        "error_data": {"details": "Message type is currently not supported."},
    }
    content = {"errors": [error], "unsupported": {"type": kind}}
    return Said("unsupported", content, {"unsupported": kind})


def raw(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Said:
    """Any keys of a message, as given: for what Meta may send one day. `message` is laid over the usual ones."""
    content = wanted.get("message")
    if not isinstance(content, dict):
        raise WishError("message: an object")
    return Said(str(content.get("type", "unknown")), content, {"unsupported": "raw"})


ACTS: dict[str, Act] = {
    "text": text,
    "choice": choice,
    "pin": pin,
    "contact": contact,
    "reaction": reaction,
    "unsupported": unsupported,
    "raw": raw,
}
"""By the `type` of POST /api/phones/{id}/send; `media` brings a file and is called apart, the odd ones stand apart."""


def words_in(wanted: Json, key: str) -> str:
    words = wanted.get(key)
    if not isinstance(words, str) or not words:
        raise WishError(f"{key}: a text that is not empty")
    return words
