"""A file that a person sent: what to fetch and, under our own id, what the conversation hears of it."""

from __future__ import annotations

from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Callable

from satark.channels.whatsapp.inbound.reading import Json, part, text
from satark.channels.whatsapp.parsed import MediaToFetch
from satark.conversation.values import MediaId, MediaKind

MEDIA = {
    "image": MediaKind.PHOTO,
    "video": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "voice": MediaKind.VOICE,
    "document": MediaKind.DOCUMENT,
}


def fetch(kind: str, message: Json, media_id: Callable[[], MediaId]) -> MediaToFetch | None:
    """What to fetch, or nothing: WhatsApp sends an error in place of a file over 100 MB, or of one it lost."""
    file = part(message, kind)
    provider_id = text(file, "id")
    if not provider_id:
        return None
    return MediaToFetch(
        media_id=media_id(),
        provider_id=provider_id,
        kind=MediaKind.VOICE if kind == "audio" and file.get("voice") is True else MEDIA[kind],
        mime=text(file, "mime_type"),
        sha256=_sha256(text(file, "sha256")),
        file_name=text(file, "filename"),
        url=text(file, "url"),
    )


def _sha256(value: str) -> bytes | None:
    """The digest itself: WhatsApp writes base64 in messages and hex elsewhere."""
    try:
        digest = bytes.fromhex(value) if len(value) == 64 else a2b_base64(value)
    except (ValueError, BadBase64):
        return None
    return digest if len(digest) == 32 else None
