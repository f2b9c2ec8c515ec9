"""Statuses of our messages, errors, and the fields of the webhook in which nobody speaks."""

from __future__ import annotations

import random
import uuid

from bench.fuzz.people import WORD, Json, Person, person, wamid

PROGRESS = ("sent", "delivered", "read", "failed", "played", "deleted", "seen_in_2027")
CODES = (131026, 131047, 131049, 131056, 130429, 132001, 190, 1)


def error(chance: random.Random) -> Json:
    code = chance.choice(CODES)
    return {"code": code, "title": "Something", "message": "Something", "error_data": {"details": WORD}}


def status(chance: random.Random, who: Person, webhook: int, serial: int, now: int) -> Json:
    """Of a message that we never sent."""
    progress = chance.choice(PROGRESS)
    told: Json = {
        "id": wamid(who, webhook, serial),
        "status": progress,
        "timestamp": timestamp(chance, now),
        **who.as_recipient(),
    }
    if chance.random() < 0.7:
        told["biz_opaque_callback_data"] = opaque(chance)
    if progress == "failed" or chance.random() < 0.05:
        told["errors"] = [error(chance)]
    if progress in ("sent", "delivered"):
        told["pricing"] = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "service"}
    return told


def opaque(chance: random.Random) -> str:
    if chance.random() < 0.8:
        return str(uuid.UUID(int=chance.getrandbits(128)))
    return chance.choice(("", "o-1", "{" + "a" * 32 + "}", "é" * 512, "0" * 32, "urn:uuid:" + "1" * 32))


def timestamp(chance: random.Random, now: int) -> str:
    """Within the last hour: replies to older ones would have to wait for the person."""
    seconds = now - chance.randrange(3600)
    return str(seconds * 1000 if chance.random() < 0.05 else seconds)


NOBODY = person(99_998)
"""Somebody who writes in no webhook of ours."""
TEMPLATE = {
    "message_template_id": 594425479261596,
    "message_template_name": "reply_waiting",
    "message_template_language": "hi",
}
FIELDS: dict[str, Json] = {
    "message_template_status_update": {"event": "PAUSED", "reason": "NONE", **TEMPLATE},
    "message_template_quality_update": {"new_quality_score": "RED", **TEMPLATE},
    "message_template_components_update": {"message_template_element": "body", **TEMPLATE},
    "template_category_update": {"new_category": "MARKETING", **TEMPLATE},
    "phone_number_quality_update": {"display_phone_number": "915550000101", "event": "FLAGGED"},
    "phone_number_name_update": {"decision": "APPROVED", "rejection_reason": None},
    "account_update": {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "SCHEDULE_FOR_DISABLE"}},
    "account_alerts": {"entity_type": "WABA", "alert_severity": "CRITICAL", "alert_status": "ACTIVE"},
    "account_review_update": {"decision": "APPROVED"},
    "business_capability_update": {"max_daily_conversation_per_phone": 1000},
    "security": {"display_phone_number": "915550000101", "event": "PIN_CHANGED"},
    "calls": {"calls": [{"id": "wacid.1", "event": "connect", "from": NOBODY.number}]},
    "flows": {"event": "FLOW_STATUS_CHANGE", "flow_id": "1", "new_status": "PUBLISHED"},
    "history": {
        "history": [{"threads": [{"id": NOBODY.number, "messages": [{"id": "wamid.h", "type": "text"}]}]}]
    },
    "smb_message_echoes": {"message_echoes": [{"id": "wamid.e", "type": "text", "text": {"body": WORD}}]},
    "automatic_events": {"automatic_events": [{"event_name": "LeadSubmitted"}]},
    "standby": {"messaging_product": "whatsapp", "messages": [{"id": "wamid.s", "text": {"body": WORD}}]},
    "user_id_update": {
        "user_id_update": [{"wa_id": NOBODY.number, "user_id": {"previous": "IN.a1", "current": "IN.a2"}}]
    },
    "a_field_of_2027": {"anything": {"at": ["all", 1, None, True]}},
}


def field(chance: random.Random, webhook: int) -> Json:
    name = chance.choice((*FIELDS, "user_preferences"))
    if name == "user_preferences":
        return {
            "field": name,
            "value": {name: [_wish(chance, webhook) for _ in range(chance.randrange(1, 4))]},
        }
    # Told apart by a number, as the real ones are by their time: a repeat is the same, another event is not.
    return {"field": name, "value": FIELDS[name] | {"nonce": webhook}}


def _wish(chance: random.Random, webhook: int) -> Json:
    wanted = chance.choice(("stop", "resume"))
    named = {"wa_id": NOBODY.number} if chance.random() < 0.5 else {"user_id": NOBODY.user_id}
    return {"category": "marketing_messages", "value": wanted, "timestamp": webhook} | named
