"""One message in the form of `POST /{phone_number_id}/messages`: the words are the caller's, only the form is ours."""

from __future__ import annotations

from typing import Any

from satark.channels.whatsapp.limits import blank
from satark.channels.whatsapp.outbound.filling import template
from satark.channels.whatsapp.outbound.values import Address
from satark.channels.whatsapp.sendable import (
    Audio,
    Buttons,
    Document,
    Flow,
    Header,
    Image,
    Link,
    List,
    LocationRequest,
    Reaction,
    Row,
    Section,
    Sendable,
    Sticker,
    TemplateMessage,
    Text,
    Video,
)

Payload = dict[str, Any]

FLOW_VERSION = "3"


def wrap(message: Sendable, *, to: Address, opaque: str, answers: str = "") -> Payload:
    """The whole request body.

    `opaque` comes back in every status of it: a random id of ours, because WhatsApp reads it too. `answers` is the
    wamid of the message it is a reply to, shown above it; WhatsApp leaves that out where the message is gone.
    """
    kind, content = _content(message)
    body: Payload = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": opaque,
        **_recipient(to),
        "type": kind,
        kind: content,
    }
    return body | {"context": {"message_id": answers}} if answers else body


def readdress(body: Payload, to: Address) -> Payload:
    """The same request, but to there."""
    return {key: part for key, part in body.items() if key not in ("to", "recipient")} | _recipient(to)


def read_mark(wamid: str, *, typing: bool = False) -> Payload:
    """Blue ticks under a message of theirs and all before it; with `typing`, dots for at most 25 seconds.

    Goes to the same address as a message, but is none: it has no status, and whoever sees the ticks may believe that an
    officer has read what so far only a machine has.
    """
    mark: Payload = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
    return mark | {"typing_indicator": {"type": "text"}} if typing else mark


def _recipient(to: Address) -> Payload:
    if to.number:
        # Without the plus Meta may put our own country code before it.
        return {"to": "+" + to.number.removeprefix("+")}
    return {"recipient": to.user_id}


def _content(message: Sendable) -> tuple[str, Payload]:
    """Its type and what stands under that name."""
    match message:
        case Text(body):
            # No preview: WhatsApp would fetch a link that stands in a sealed conversation.
            return "text", {"preview_url": False, "body": body}
        case Image() | Video() | Audio() | Document() | Sticker():
            return file(message)
        case Reaction(wamid, emoji):
            return "reaction", {"message_id": wamid, "emoji": emoji}
        case TemplateMessage():
            return "template", template(message)
        case _:
            return "interactive", _interactive(message)


def file(message: Image | Video | Audio | Document | Sticker) -> tuple[str, Payload]:
    match message:
        case Image(ident, caption):
            return "image", {"id": ident, **_shown(caption=caption)}
        case Video(ident, caption):
            return "video", {"id": ident, **_shown(caption=caption)}
        case Audio(ident, voice):
            return "audio", {"id": ident} | ({"voice": True} if voice else {})
        case Document(ident, caption, name):
            return "document", {"id": ident, **_shown(caption=caption, filename=name)}
        case Sticker(ident):
            return "sticker", {"id": ident}


def _shown(**texts: str) -> Payload:
    """Those in which there is something to be seen: an empty one is refused, so it is left out."""
    return {name: text for name, text in texts.items() if not blank(text)}


# --- questions ----------------------------------------------------------------------------------------------------


def _interactive(message: Buttons | List | Link | LocationRequest | Flow) -> Payload:
    match message:
        case Buttons():
            return _framed("button", message.body, _buttons(message), message.header, message.footer)
        case List():
            return _framed("list", message.body, _list(message), message.header, message.footer)
        case Link():
            return _framed("cta_url", message.body, _link(message), message.header, message.footer)
        case Flow():
            return _framed("flow", message.body, _flow(message), message.header, message.footer)
        case LocationRequest(body):
            return _framed("location_request_message", body, {"name": "send_location"})


def _framed(kind: str, body: str, action: Payload, header: Header = "", footer: str = "") -> Payload:
    """Header and footer are left out when they are empty."""
    framed: Payload = {"type": kind, "body": {"text": body}, "action": action}
    if not isinstance(header, str) or not blank(header):
        framed["header"] = _header(header)
    return framed if blank(footer) else framed | {"footer": {"text": footer}}


def _header(header: Header) -> Payload:
    if isinstance(header, str):
        return {"type": "text", "text": header}
    kind, content = file(header)
    return {"type": kind, kind: content}


def _buttons(message: Buttons) -> Payload:
    return {
        "buttons": [
            {"type": "reply", "reply": {"id": button.id, "title": button.title}} for button in message.buttons
        ]
    }


def _list(message: List) -> Payload:
    return {"button": message.button, "sections": [_section(section) for section in message.sections]}


def _section(section: Section) -> Payload:
    return _shown(title=section.title) | {"rows": [_row(row) for row in section.rows]}


def _row(row: Row) -> Payload:
    return {"id": row.id, "title": row.title, **_shown(description=row.description)}


def _link(message: Link) -> Payload:
    return {"name": "cta_url", "parameters": {"display_text": message.title, "url": message.url}}


def _flow(message: Flow) -> Payload:
    """Without a first screen our endpoint is asked for it."""
    parameters: Payload = {
        "flow_message_version": FLOW_VERSION,
        "flow_id": message.flow_id,
        "flow_cta": message.title,
        "flow_token": message.token,
        "mode": "draft" if message.draft else "published",
        "flow_action": "navigate" if message.screen else "data_exchange",
    }
    if message.screen:
        parameters["flow_action_payload"] = {"screen": message.screen}
    return {"name": "flow", "parameters": parameters}
