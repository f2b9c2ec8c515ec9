"""A template, filled in: each of its components takes its parameters in a form of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from satark.channels.whatsapp.sendable import (
    BodyParameters,
    CopyCode,
    Document,
    FlowButton,
    Image,
    Place,
    QuickReply,
    TemplateButton,
    TemplateHeader,
    TemplateMessage,
    UrlEnd,
    Video,
)

Payload = dict[str, Any]


def template(message: TemplateMessage) -> Payload:
    """A template without anything to fill has no components."""
    named: Payload = {"name": message.name, "language": {"code": message.language}}
    components = list(_components(message))
    return named | {"components": components} if components else named


def _components(message: TemplateMessage) -> Iterator[Payload]:
    if message.header:
        yield {"type": "header", "parameters": [_header(message.header)]}
    if message.body:
        yield {"type": "body", "parameters": _body(message.body)}
    for button in message.buttons:
        yield _button(button)


def _header(header: TemplateHeader) -> Payload:
    match header:
        case str() | tuple():
            return _text(header)
        case Image(ident, _):
            return {"type": "image", "image": {"id": ident}}
        case Video(ident, _):
            return {"type": "video", "video": {"id": ident}}
        case Document(ident, _, name):
            named = {"filename": name} if name else {}
            return {"type": "document", "document": {"id": ident} | named}
        case Place(latitude, longitude, name, address):
            where = {"latitude": latitude, "longitude": longitude, "name": name, "address": address}
            return {"type": "location", "location": where}


def _body(parameters: BodyParameters) -> list[Payload]:
    return [_text(each) for each in parameters]


def _text(filling: str | tuple[str, str]) -> Payload:
    if isinstance(filling, str):
        return {"type": "text", "text": filling}
    name, text = filling
    return {"type": "text", "parameter_name": name, "text": text}


def _button(button: TemplateButton) -> Payload:
    match button:
        case QuickReply(index, payload):
            return _at(index, "quick_reply", {"type": "payload", "payload": payload})
        case UrlEnd(index, text):
            return _at(index, "url", {"type": "text", "text": text})
        case CopyCode(index, code):
            return _at(index, "copy_code", {"type": "coupon_code", "coupon_code": code})
        case FlowButton(index, token):
            return _at(index, "flow", {"type": "action", "action": {"flow_token": token}})


def _at(index: int, kind: str, parameter: Payload) -> Payload:
    """The index goes as text: some versions refuse a number."""
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}
