"""Stored items as the edge writes them, with canaries wherever WhatsApp puts identity."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson

from satark.conversation.values import MediaId

NUMBER = "915550010001"
USER_ID = "IN.1A2b3C4d5ECanary"
WAMID = "wamid.HBgMOTE1NTUwMDEwMDAxFQIAEhgWCanaryCanary"
QUOTED = "wamid.HBgMQuotedCanary0000"
PROFILE = "Canary Profile Name"
USERNAME = "canary.username.77"
SECRET_WORDS = "canarywords ghat par truck"
OUR_NUMBER = "915550019999"
PHONE_NUMBER_ID = "106540352242922"
SENT_AT = 1_795_340_000
DIGEST = bytes(range(32))
DIGEST_BASE64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
OUR_MEDIA_ID = MediaId(UUID("5a9d3c1e-0000-4000-8000-000000000001"))

CANARIES = (NUMBER, USER_ID, WAMID, QUOTED, PROFILE, USERNAME, SECRET_WORDS, "MediaCanary", "file-canary")

Json = dict[str, Any]


def item(**parts: Any) -> bytes:
    """An envelope; what is not named is null, as the edge writes it."""
    envelope: Json = {
        "v": 1,
        "waba": "102290129340398",
        "field": "messages",
        "metadata": {"phone_number_id": PHONE_NUMBER_ID, "display_phone_number": OUR_NUMBER},
        "contact": {
            "profile": {"name": PROFILE, "username": USERNAME},
            "wa_id": NUMBER,
            "user_id": USER_ID,
        },
        "message": None,
        "status": None,
        "errors": None,
        "change": None,
    }
    return orjson.dumps(envelope | parts)


def message(kind: str, content: Any = None, **more: Any) -> Json:
    """One `messages[]` element of the given type."""
    body: Json = {
        "from": NUMBER,
        "from_user_id": USER_ID,
        "id": WAMID,
        "timestamp": str(SENT_AT),
        "type": kind,
    }
    if content is not None:
        body[kind] = content
    return body | more


def file(**more: Any) -> Json:
    return {"id": "MediaCanary1", "mime_type": "image/jpeg", "sha256": DIGEST_BASE64} | more


def our_media_id() -> MediaId:
    return OUR_MEDIA_ID
