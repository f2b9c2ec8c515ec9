"""A phone writes: what the person did becomes a message on the phone and a webhook to the business."""

from __future__ import annotations

from typing import Any

from satark.simulator import screens, updates
from satark.simulator.config import BusinessNumber
from satark.simulator.identity import INBOUND, OUTBOUND, core_of, new_media_id, new_wamid, wrap
from satark.simulator.media import File
from satark.simulator.phones import Phone
from satark.simulator.threads import Message
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


class WishError(Exception):
    """The rehearsal asked a phone for something that makes no message. The text says what, for its author."""


def write(
    world: World,
    phone: Phone,
    number: BusinessNumber,
    kind: str,
    content: Json,
    shown: Json,
    *,
    reply_to: str = "",
) -> Message:
    """Send `content` as a message of Graph's type `kind`; the phone shows `shown`."""
    at = world.now()
    wamid = new_wamid(phone.shown.party, INBOUND, world.chance)
    message = updates.message_head(phone, wamid=wamid, at=at, kind=kind) | content
    if reply_to:
        message = {
            "context": {"from": number.display, "id": outer_id(world, phone, number, reply_to)}
        } | message
        shown = shown | {"reply_to": reply_to}
    line, value = f"p:{phone.id}", updates.message_value(number, phone, message)
    with world.store.transaction():
        written = world.threads.add(
            wamid=wamid,
            phone=phone,
            phone_number_id=number.phone_number_id,
            from_phone=True,
            at=at,
            content={"kind": kind, "text": ""} | shown,
        )
        letter = world.postman.post(line, number.waba_id, value, ticks=wamid)
        world.store.count("messages written")
    world.show(written)
    world.postman.start(line, letter)
    return written


def outer_id(world: World, phone: Phone, number: BusinessNumber, wamid: str) -> str:
    """The id by which a reply names a message: Meta may wrap the same core in another envelope."""
    core = core_of(wamid)
    if not (world.faults.other_envelope and core):
        return wamid
    given = wrap(phone.shown.user_id, OUTBOUND, core)
    return given if given != wamid else wrap(number.display, OUTBOUND, core)


def text(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
    body = _words(wanted, "text")
    reply_to = str(wanted.get("message", ""))
    return write(world, phone, number, "text", {"text": {"body": body}}, {"text": body}, reply_to=reply_to)


def choice(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
    """Press a button or a row of a message that this phone shows."""
    message = world.threads.find(_words(wanted, "message"))
    if message is None or message.phone != phone.id or message.from_phone:
        raise WishError("message: this phone shows no such message")
    offered = [*message.content.get("buttons", []), *message.content.get("rows", [])]
    pressed = next((option for option in offered if option["id"] == wanted.get("id")), None)
    if pressed is None:
        raise WishError("id: the message offers no such button or row")
    kind, content = _reply(message, pressed)
    shown = {"kind": "choice", "text": pressed["title"], "choice": pressed["id"]}
    return write(world, phone, number, kind, content, shown, reply_to=message.wamid)


def _reply(message: Message, pressed: Json) -> tuple[str, Json]:
    chosen = {"id": pressed["id"], "title": pressed["title"]}
    if message.content.get("template"):
        return "button", {"button": {"payload": pressed["id"], "text": pressed["title"]}}
    if message.content.get("rows"):
        if pressed["description"]:
            chosen["description"] = pressed["description"]
        return "interactive", {"interactive": {"type": "list_reply", "list_reply": chosen}}
    return "interactive", {"interactive": {"type": "button_reply", "button_reply": chosen}}


def pin(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
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
    return write(world, phone, number, "location", {"location": location}, shown, reply_to=reply_to)


def media(
    world: World,
    phone: Phone,
    number: BusinessNumber,
    *,
    kind: str,
    data: bytes,
    mime: str,
    name: str,
    wanted: Json,
) -> Message:
    """Send a file as `image`, `video`, `audio`, `document` or `sticker`."""
    media_id = new_media_id(world.chance)
    file = world.media.put(
        media_id=media_id, phone_number_id=number.phone_number_id, mime=mime, data=data, name=name
    )
    caption = str(wanted.get("caption", "")) if kind in ("image", "video", "document") else ""
    content = _media_content(world, file, kind, caption=caption, voice=bool(wanted.get("voice")))
    shown = {"text": caption, "media": screens.media(kind, file, content)}
    return write(world, phone, number, kind, {kind: content}, shown)


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


def contact(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
    """Share a contact card; without a name it is the person's own, as people do."""
    name = str(wanted.get("name") or phone.shown.profile_name)
    digits = str(wanted.get("phone") or phone.shown.number)
    card: Json = {"name": {"first_name": name, "formatted_name": name}}
    if digits:
        card["phones"] = [{"phone": f"+{digits}", "wa_id": digits, "type": "CELL"}]
    card["vcard"] = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;type=CELL:+{digits}\nEND:VCARD"
    shown = {"card": {"name": name, "number": digits}}
    return write(world, phone, number, "contacts", {"contacts": [card | {"origin": "other"}]}, shown)


def reaction(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
    """An empty emoji takes the reaction back."""
    target, emoji = _words(wanted, "message"), str(wanted.get("emoji", ""))
    if world.threads.find(target) is None:
        raise WishError("message: this phone shows no such message")
    content: Json = {"message_id": outer_id(world, phone, number, target)}
    if emoji:
        content["emoji"] = emoji
    shown = {"reaction": {"message": target, "emoji": emoji}}
    return write(world, phone, number, "reaction", {"reaction": content}, shown)


def unsupported(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
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
    return write(world, phone, number, "unsupported", content, {"unsupported": kind})


def raw(world: World, phone: Phone, number: BusinessNumber, wanted: Json) -> Message:
    """Any keys of a message, as given: for what Meta may send one day. `message` is laid over the usual ones."""
    content = wanted.get("message")
    if not isinstance(content, dict):
        raise WishError("message: an object")
    return write(world, phone, number, str(content.get("type", "unknown")), content, {"unsupported": "raw"})


ACTS = {
    "text": text,
    "choice": choice,
    "pin": pin,
    "contact": contact,
    "reaction": reaction,
    "unsupported": unsupported,
    "raw": raw,
}
"""By the `type` of POST /api/phones/{id}/send; `media` brings a file and is called apart."""


def _words(wanted: Json, key: str) -> str:
    words = wanted.get(key)
    if not isinstance(words, str) or not words:
        raise WishError(f"{key}: a text that is not empty")
    return words
