"""What Meta tells a business by webhook: messages and statuses, with or without a number, as the phone shows it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Literal, get_args

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError
from satark.simulator.people.identity import party_of
from satark.simulator.people.phones import Phone

Json = dict[str, Any]


ON_A_NUMBER = frozenset({"messages", "standby", "messaging_handovers", "calls"})
"""Fields whose entries have no `time`; everything else is about the account."""


def envelope(changes: list[tuple[str, str, Json]], *, at: float, changes_most: int = 1000) -> Json:
    """One POST for several (WABA id, field, value); what follows each other of one WABA shares an entry."""
    entries: list[Json] = []
    for waba, about, value in changes:
        head: Json = {"id": waba} | ({} if about in ON_A_NUMBER else {"time": int(at)})
        if not (entries and head | {"changes": 0} == entries[-1] | {"changes": 0}) or (
            len(entries[-1]["changes"]) >= changes_most
        ):
            entries.append(head | {"changes": []})
        entries[-1]["changes"].append({"value": value, "field": about})
    return {"object": "whatsapp_business_account", "entry": entries}


Identity = Literal["usual", "number", "user_id", "in_from", "neither"]
IDENTITIES: tuple[Identity, ...] = get_args(Identity)


def ids(phone: Phone, identity: Identity) -> tuple[str, str]:
    """What stands in `from` and `wa_id`, and in `from_user_id` and `user_id`; an empty one is left out."""
    match identity:
        case "usual":
            return phone.shown.number, phone.shown.user_id
        case "number":
            return phone.number, ""
        case "user_id":
            return "", phone.shown.user_id
        case "in_from":
            return phone.shown.user_id, ""
        case "neither":
            return "", ""


def message_value(
    number: BusinessNumber, phone: Phone, message: Json, *, identity: Identity = "usual"
) -> Json:
    return value_of(number) | {"contacts": [contact(phone, identity=identity)], "messages": [message]}


def message_head(
    phone: Phone,
    *,
    wamid: str,
    at: float,
    kind: str,
    identity: Identity = "usual",
    milliseconds: bool = False,
) -> Json:
    """The keys every message has. `from` is left out, not empty, when the phone shows no number."""
    sender, user_id = ids(phone, identity)
    head: Json = {"from": sender} if sender else {}
    head |= {"from_user_id": user_id} if user_id else {}
    told = int(at * 1000) if milliseconds else int(at)
    return head | {"id": wamid, "timestamp": str(told), "type": kind}


def contact(phone: Phone, *, with_username: bool = True, identity: Identity = "usual") -> Json:
    profile = {"name": phone.shown.profile_name}
    if phone.shown.username and with_username:
        profile["username"] = phone.shown.username
    sender, user_id = ids(phone, identity)
    entry: Json = {"profile": profile}
    entry |= {"user_id": user_id} if user_id else {}
    return entry | ({"wa_id": sender} if sender else {})


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
    # A number that the phone does not show is named only to whoever addressed the message to it.
    if phone.number and phone.number in (phone.shown.number, party_of(wamid)):
        told["recipient_id"] = phone.number
    told["recipient_user_id"] = phone.shown.user_id
    if opaque:
        told["biz_opaque_callback_data"] = opaque
    if status in ("sent", "delivered"):
        told["pricing"] = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": category}
    value = value_of(number)
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
    return value_of(number) | {"statuses": [told | {"errors": [error.as_status_error()]}]}


def value_of(number: BusinessNumber) -> Json:
    return {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": number.display, "phone_number_id": number.phone_number_id},
    }


def key_hash(phone: Phone) -> str:
    """Another one for each installation of a person's WhatsApp."""
    whole = hashlib.sha256(f"{phone.id}:{phone.condition.keys}".encode()).digest()
    return base64.b64encode(whole[:9]).decode("ascii")


def base64_digest(sha256: str) -> str:
    """Webhooks carry a file's hash in base64, media answers carry it in hex."""
    return base64.b64encode(bytes.fromhex(sha256)).decode("ascii")
