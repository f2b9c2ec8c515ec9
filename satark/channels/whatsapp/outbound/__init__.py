"""What the relay sends: a dialogue's message, a file or a template, addressed and in WhatsApp's form."""

from __future__ import annotations

from satark.channels.whatsapp.outbound.joining import join
from satark.channels.whatsapp.outbound.splitting import split
from satark.channels.whatsapp.outbound.values import TEMPLATE_LANGUAGES, Address, Template
from satark.channels.whatsapp.outbound.wrapping import Payload, read_mark, readdress, wrap
from satark.channels.whatsapp.sendable import (
    Audio,
    Document,
    Image,
    QuickReply,
    TemplateMessage,
    Video,
    of,
)
from satark.conversation.values import MediaKind, OutMessage

__all__ = [
    "TEMPLATE_LANGUAGES",
    "Address",
    "Payload",
    "Template",
    "join",
    "media_payload",
    "payload",
    "read_mark",
    "readdress",
    "split",
    "template_message",
    "template_payload",
    "wrap",
]


def payload(message: OutMessage, *, to: Address, opaque: str) -> Payload:
    """The words and the form of a message; its media go one by one (`media_payload`)."""
    return wrap(of(message), to=to, opaque=opaque)


def media_payload(
    kind: MediaKind, provider_id: str, *, to: Address, opaque: str, caption: str = "", file_name: str = ""
) -> Payload:
    """A file uploaded before. What has no room for a caption or a name goes without."""
    return wrap(_file(kind, provider_id, caption, file_name), to=to, opaque=opaque)


def template_payload(template: Template, *, to: Address, opaque: str) -> Payload:
    """A push outside the window."""
    return wrap(template_message(template), to=to, opaque=opaque)


def template_message(template: Template) -> TemplateMessage:
    """As WhatsApp knows it. Bhojpuri has no language code at Meta: those texts are filed under Hindi."""
    suffix, code = TEMPLATE_LANGUAGES[template.language]
    return TemplateMessage(
        template.name + suffix,
        code,
        # Line breaks, tabs and runs of spaces in a parameter are refused (132018).
        body=tuple(" ".join(param.split()) for param in template.params),
        buttons=(QuickReply(0, template.reply),) if template.reply else (),
    )


def _file(kind: MediaKind, provider_id: str, caption: str, name: str) -> Image | Video | Audio | Document:
    match kind:
        case MediaKind.PHOTO:
            return Image(provider_id, caption)
        case MediaKind.VIDEO:
            return Video(provider_id, caption)
        case MediaKind.DOCUMENT:
            return Document(provider_id, caption, name)
        case MediaKind.VOICE | MediaKind.AUDIO:
            return Audio(provider_id, voice=kind is MediaKind.VOICE)
