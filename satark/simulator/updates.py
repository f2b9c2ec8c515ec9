"""What Meta tells a business by webhook: messages and statuses, with or without a number, as the phone shows it."""

from __future__ import annotations

import base64
from typing import Any

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError
from satark.simulator.phones import Phone

Json = dict[str, Any]


ON_A_NUMBER = frozenset({"messages", "standby", "messaging_handovers", "calls"})
"""Fields whose entries have no `time`; everything else is about the account."""


def envelope(changes: list[tuple[str, str, Json]], *, at: float) -> Json:
    """One POST for several (WABA id, field, value); changes of one WABA that follow each other share an entry."""
    entries: list[Json] = []
    for waba, about, value in changes:
        if not entries or entries[-1]["id"] != waba or ("time" in entries[-1]) != (about not in ON_A_NUMBER):
            timed = {} if about in ON_A_NUMBER else {"time": int(at)}
            entries.append({"id": waba} | timed | {"changes": []})
        entries[-1]["changes"].append({"value": value, "field": about})
    return {"object": "whatsapp_business_account", "entry": entries}


def message_value(number: BusinessNumber, phone: Phone, message: Json) -> Json:
    return _value(number) | {"contacts": [contact(phone)], "messages": [message]}


def message_head(phone: Phone, *, wamid: str, at: float, kind: str) -> Json:
    """The keys every message has. `from` is left out, not empty, when the phone shows no number."""
    head: Json = {"from": phone.shown.number} if phone.shown.number else {}
    return head | {"from_user_id": phone.shown.user_id, "id": wamid, "timestamp": str(int(at)), "type": kind}


def contact(phone: Phone, *, with_username: bool = True) -> Json:
    profile = {"name": phone.shown.profile_name}
    if phone.shown.username and with_username:
        profile["username"] = phone.shown.username
    entry: Json = {"profile": profile, "user_id": phone.shown.user_id}
    return entry | ({"wa_id": phone.shown.number} if phone.shown.number else {})


def status_value(
    number: BusinessNumber,
    phone: Phone,
    *,
    wamid: str,
    status: str,
    at: float,
    opaque: str,
    category: str,
    error: GraphError | None = None,
) -> Json:
    told: Json = {"id": wamid, "status": status, "timestamp": str(int(at))}
    if phone.shown.number:
        told["recipient_id"] = phone.shown.number
    told["recipient_user_id"] = phone.shown.user_id
    if opaque:
        told["biz_opaque_callback_data"] = opaque
    if status in ("sent", "delivered"):
        told["pricing"] = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": category}
    value = _value(number)
    if error is not None:
        return value | {"statuses": [told | {"errors": [error.as_status_error()]}]}
    return value | {"contacts": [contact(phone, with_username=status != "sent")], "statuses": [told]}


def failure_value(
    number: BusinessNumber, *, wamid: str, at: float, to: str, opaque: str, error: GraphError
) -> Json:
    """A `failed` status for somebody who is not there: no user id is known."""
    told: Json = {"id": wamid, "status": "failed", "timestamp": str(int(at))}
    if to.isdigit():
        told["recipient_id"] = to
    if opaque:
        told["biz_opaque_callback_data"] = opaque
    return _value(number) | {"statuses": [told | {"errors": [error.as_status_error()]}]}


def _value(number: BusinessNumber) -> Json:
    return {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": number.display, "phone_number_id": number.phone_number_id},
    }


def base64_digest(sha256: str) -> str:
    """Webhooks carry a file's hash in base64, media answers carry it in hex."""
    return base64.b64encode(bytes.fromhex(sha256)).decode("ascii")
