"""Webhooks as Meta sends them, and their signature."""

from __future__ import annotations

import hmac
import json
from typing import Any

APP_SECRET = b"test-app-secret"
VERIFY_TOKEN = "test-verify-token"
NUMBER = "915550010001"
USER_ID = "IN.1A2b3C4d5E"


def signed(body: bytes, secret: bytes = APP_SECRET) -> str:
    return "sha256=" + hmac.digest(secret, body, "sha256").hex()


def text_message(ident: str = "wamid.T1", **more: Any) -> dict[str, Any]:
    return {
        "from": NUMBER,
        "from_user_id": USER_ID,
        "id": ident,
        "timestamp": "1790000000",
        "type": "text",
        "text": {"body": "नमस्ते"},
        **more,
    }


def status(ident: str = "wamid.S1", kind: str = "delivered", **more: Any) -> dict[str, Any]:
    return {"id": ident, "status": kind, "timestamp": "1790000001", "recipient_id": NUMBER, **more}


def update(*changes: dict[str, Any], entry: str = "155500010000901") -> dict[str, Any]:
    return {"object": "whatsapp_business_account", "entry": [{"id": entry, "changes": list(changes)}]}


def change(field: str = "messages", **value: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "915550000101", "phone_number_id": "155500010000101"}
    return {"field": field, "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}


def contact(number: str = NUMBER, user_id: str = USER_ID) -> dict[str, Any]:
    return {"wa_id": number, "user_id": user_id, "profile": {"name": "R"}}


def webhook(*messages: dict[str, Any]) -> bytes:
    """Written as Meta writes: non-ASCII and slashes escaped."""
    body = json.dumps(update(change(contacts=[contact()], messages=list(messages or [text_message()]))))
    return body.replace("/", r"\/").encode()
