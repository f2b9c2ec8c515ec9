"""What a message can hold: every inbound kind of the fact sheet, in the forms that were documented or seen."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable

from bench.fuzz.people import WORD, Json, Person, wamid

Content = Callable[[random.Random, Person, int], Json]

TEXTS = (
    "Hi",
    "नमस्ते",
    "1",
    "हाँ",
    "Raat me ghat se balu bhar ke tractor nikalte hain",
    "ہمارے گاؤں کے باہر جوا ہوتا ہے",
    "गाँव में कच्ची दारू बिकात बा",
    "बलुआ",
    "4417 नंबर की पिकअप 🚚👨‍👩‍👧",
    "क्\u200dष \u202eاردو\u202c mixed \u200b zero",
    "दो महीने से",
    "आगे बढ़ें",
    "हाल",
    "?",
    " \n ",
)
PRESSED = ("lang:hi", "lang:en", "police:no", "category:arms", "x", "no-colon", "push:yes", "a:b:c", "ध:ठ")
UNSUPPORTED = [
    "button",
    "edit",
    "errors",
    "gif",
    "group_invite",
    "hsm",
    "image",
    "interactive",
    "keep_in_chat",
    "link_preview",
    "list",
    "location",
    "media_placeholder",
    "order",
    "pin",
    "poll_creation",
    "poll_update",
    "product",
    "reaction",
    "view_once_in_2027",
]
FUTURE = ("hologram", "payment_note", "unknown", "request_welcome", "voice_room")
CHANGES = ("user_changed_number", "user_changed_user_id", "customer_identity_changed", "changed_in_2027")
EMOJI = ("👍", "❤️", "👨‍👩‍👧‍👦", "🇮🇳", "")


def words(chance: random.Random) -> str:
    said = chance.choice(TEXTS)
    return f"{said} {WORD}{chance.randrange(10**6)}" if chance.random() < 0.8 else said


def text(chance: random.Random, who: Person, webhook: int) -> Json:
    body = words(chance) * (chance.randrange(40, 200) if chance.random() < 0.01 else 1)
    return {"type": "text", "text": {"body": body}}


def file(kind: str, mime: str, **more: object) -> Content:
    def content(chance: random.Random, who: Person, webhook: int) -> Json:
        digest = chance.randbytes(32)
        held: Json = {
            "id": str(chance.randrange(10**15, 10**16)),
            "mime_type": mime,
            "sha256": base64.b64encode(digest).decode() if chance.random() < 0.8 else digest.hex(),
            "url": f"https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid={webhook}",
            **more,
        }
        if kind in ("image", "video", "document") and chance.random() < 0.4:
            held["caption"] = words(chance)
        if kind == "document":
            held["filename"] = f"{WORD} सूची.pdf"
        return {"type": kind, kind: held}

    return content


def location(chance: random.Random, who: Person, webhook: int) -> Json:
    point: Json = {"latitude": chance.uniform(-90, 90), "longitude": chance.uniform(-180, 180)}
    named = {"name": words(chance), "address": words(chance)} if chance.random() < 0.3 else {}
    return {"type": "location", "location": point | named}


def contacts(chance: random.Random, who: Person, webhook: int) -> Json:
    card: Json = {
        "name": {"formatted_name": f"{WORD} card", "first_name": WORD},
        "phones": [{"phone": f"+{who.number}", "wa_id": who.number, "type": "CELL"}],
        "origin": chance.choice(("other", "contact_request")),
    }
    return {"type": "contacts", "contacts": [card] * chance.randrange(1, 4)}


def reply(chance: random.Random, who: Person, webhook: int) -> Json:
    kind = chance.choice(("button_reply", "list_reply"))
    chosen = {"id": chance.choice(PRESSED), "title": words(chance)}
    return {"type": "interactive", "interactive": {"type": kind, kind: chosen}}


def form(chance: random.Random, who: Person, webhook: int) -> Json:
    answer = {"name": "flow", "body": "Sent", "response_json": '{"flow_token":"f1","what":"' + WORD + '"}'}
    return {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": answer}}


def hollow(chance: random.Random, who: Person, webhook: int) -> Json:
    return {"type": "interactive", "interactive": {"type": "call_permission_reply"}}


def quick_reply(chance: random.Random, who: Person, webhook: int) -> Json:
    return {"type": "button", "button": {"payload": chance.choice(PRESSED), "text": words(chance)}}


def reaction(chance: random.Random, who: Person, webhook: int) -> Json:
    target: Json = {"message_id": wamid(who, webhook, chance.randrange(99))}
    shown = {"emoji": chance.choice(EMOJI)} if chance.random() < 0.8 else {}
    return {"type": "reaction", "reaction": target | shown}


def order(chance: random.Random, who: Person, webhook: int) -> Json:
    items = [{"product_retailer_id": "p1", "quantity": 2, "item_price": 10.5, "currency": "INR"}]
    return {"type": "order", "order": {"catalog_id": "c1", "text": words(chance), "product_items": items}}


def edit(chance: random.Random, who: Person, webhook: int) -> Json:
    new = {"type": "text", "text": {"body": words(chance)}}
    return {"type": "edit", "edit": {"original_message_id": wamid(who, webhook, 77), "message": new}}


def revoke(chance: random.Random, who: Person, webhook: int) -> Json:
    return {"type": "revoke", "revoke": {"original_message_id": wamid(who, webhook, 78)}}


def unsupported(chance: random.Random, who: Person, webhook: int) -> Json:
    code = chance.choice((131051, 131060))
    errors = [{"code": code, "title": "Message type unknown", "error_data": {"details": WORD}}]
    return {"type": "unsupported", "unsupported": {"type": chance.choice(UNSUPPORTED)}, "errors": errors}


def future(chance: random.Random, who: Person, webhook: int) -> Json:
    kind = chance.choice(FUTURE)
    return {"type": kind, kind: {"body": words(chance), "depth": [1, {"of": "field"}]}}


def system(chance: random.Random, who: Person, webhook: int) -> Json:
    kind = chance.choice(CHANGES)
    told: Json = {"type": kind, "body": f"{WORD} changed"}
    if kind == "user_changed_number":
        told |= {"wa_id": f"{who.number[:-5]}{chance.randrange(90_000, 100_000)}"}
    if kind != "customer_identity_changed":
        told |= {"user_id": f"{who.user_id}b", "previous_user_id": who.user_id}
    else:
        told |= {"identity": {"acknowledged": False, "created_timestamp": "1790000000", "hash": "aGFzaA=="}}
    return {"type": "system", "system": told}


SPOKEN: dict[str, Content] = {
    "text": text,
    "reply": reply,
    "location": location,
    "image": file("image", "image/jpeg"),
    "document": file("document", "application/pdf"),
    "voice": file("audio", "audio/ogg; codecs=opus", voice=True),
}
"""Kinds that a person must be answered on."""

OTHER: dict[str, Content] = {
    "video": file("video", "video/mp4"),
    "audio": file("audio", "audio/mpeg", voice=False),
    "sticker": file("sticker", "image/webp", animated=False),
    "contacts": contacts,
    "quick_reply": quick_reply,
    "form": form,
    "hollow": hollow,
    "reaction": reaction,
    "order": order,
    "edit": edit,
    "revoke": revoke,
    "unsupported": unsupported,
    "future": future,
}
CHANGED: dict[str, Content] = {"system": system}
"""Somebody becomes somebody else: nothing can be promised to them by their old name."""
