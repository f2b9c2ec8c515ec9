"""Our message, wrapped for `POST /{phone_number_id}/messages`: the words are the caller's, only the form is ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from satark.channels.whatsapp.limits import interactive, preflight
from satark.channels.whatsapp.parsed import Discreet
from satark.conversation.values import Language, MediaKind, OutMessage

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Address(Discreet):
    """Where a message goes. With both given the number is used, as WhatsApp itself does."""

    number: str | None = None
    user_id: str | None = None

    def __post_init__(self) -> None:
        if not self.number and not self.user_id:
            raise ValueError("an address needs a number or a user id")


@dataclass(frozen=True, slots=True)
class Template:
    """An approved text for when the 24 hours are over; `reply` is the `step:option` its one button stands for."""

    name: str
    language: Language
    params: tuple[str, ...] = ()
    reply: str = ""


def payload(message: OutMessage, *, to: Address, opaque: str) -> Payload:
    """The whole request body for the words and the form of a message; its media go one by one (`media_payload`).

    `opaque` comes back in every status of it: a random id of ours, because WhatsApp reads it too.
    """
    if interactive(message):
        return {**_common(to, opaque), "type": "interactive", "interactive": _interactive(message)}
    # No preview: WhatsApp would fetch a link that stands in a sealed conversation.
    return {**_common(to, opaque), "type": "text", "text": {"preview_url": False, "body": message.text}}


def media_payload(
    kind: MediaKind, provider_id: str, *, to: Address, opaque: str, caption: str = "", file_name: str = ""
) -> Payload:
    """A file uploaded before. By id only: a link would have to be public."""
    form = MEDIA_FORMS[kind]
    file: Payload = {"id": provider_id}
    if kind is MediaKind.VOICE:
        file["voice"] = True
    if caption and form != "audio":
        file["caption"] = caption
    if file_name and form == "document":
        file["filename"] = file_name
    return {**_common(to, opaque), "type": form, form: file}


def template_payload(template: Template, *, to: Address, opaque: str) -> Payload:
    """A push outside the window. Bhojpuri has no language code at Meta: those texts are filed under Hindi."""
    suffix, code = TEMPLATE_LANGUAGES[template.language]
    body: Payload = {"name": template.name + suffix, "language": {"code": code}}
    if components := list(_components(template)):
        body["components"] = components
    return {**_common(to, opaque), "type": "template", "template": body}


def join(messages: Iterable[OutMessage]) -> tuple[OutMessage, ...]:
    """Fewer messages that say the same in the same order: each one is charged.

    A plain text takes in what follows it while the limits allow; nothing is ever said after a question.
    """
    joined: list[OutMessage] = []
    for message in messages:
        merged = _merged(joined[-1], message) if joined else None
        if merged is None:
            joined.append(message)
        else:
            joined[-1] = merged
    return tuple(joined)


MEDIA_FORMS = {
    MediaKind.PHOTO: "image",
    MediaKind.VIDEO: "video",
    MediaKind.VOICE: "audio",
    MediaKind.AUDIO: "audio",
    MediaKind.DOCUMENT: "document",
}

TEMPLATE_LANGUAGES: dict[Language, tuple[str, str]] = {
    "hi": ("", "hi"),
    "en": ("", "en"),
    "ur": ("", "ur"),
    "bho": ("_bho", "hi"),
}
"""Language -> (what our template's name ends with, Meta's code). `en` and `en_US` are different languages there."""


def _common(to: Address, opaque: str) -> Payload:
    body: Payload = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": opaque,
    }
    if to.number:
        # Without the plus Meta may put our own country code before it.
        return {**body, "to": "+" + to.number.removeprefix("+")}
    return {**body, "recipient": to.user_id}


def _interactive(message: OutMessage) -> Payload:
    body = {"text": message.text}
    if message.ask_pin:
        return {"type": "location_request_message", "body": body, "action": {"name": "send_location"}}
    if message.buttons:
        buttons = [
            {"type": "reply", "reply": {"id": button.id, "title": button.title}} for button in message.buttons
        ]
        return {"type": "button", "body": body, "action": {"buttons": buttons}}
    return {
        "type": "list",
        "body": body,
        "action": {"button": message.list_button, "sections": [{"rows": _rows(message)}]},
    }


def _rows(message: OutMessage) -> list[Payload]:
    """An empty or blank description is refused: leave it out."""
    return [
        {"id": row.id, "title": row.title}
        | ({"description": row.description} if row.description.strip() else {})
        for row in message.rows
    ]


def _components(template: Template) -> Iterable[Payload]:
    if template.params:
        # Line breaks, tabs and runs of spaces in a parameter are refused (132018).
        texts = [" ".join(param.split()) for param in template.params]
        yield {"type": "body", "parameters": [{"type": "text", "text": text} for text in texts]}
    if template.reply:
        yield {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "0",
            "parameters": [{"type": "payload", "payload": template.reply}],
        }


def _merged(first: OutMessage, second: OutMessage) -> OutMessage | None:
    if interactive(first) or first.media or second.media:
        return None
    merged = replace(
        second,
        text=f"{first.text}\n\n{second.text}",
        lasting=first.lasting or second.lasting,
        settles=first.settles or second.settles,
    )
    return None if preflight(merged) else merged
