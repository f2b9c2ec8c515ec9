"""The rarer messages: edits, deletions, orders, Flows, forwards, groups, adverts, and what WhatsApp itself says."""

from __future__ import annotations

from typing import Any

import orjson

from satark.simulator.acts.saying import ACTS, Act, Said, words_in
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import Message
from satark.simulator.webhooks import updates
from satark.simulator.world import World

Json = dict[str, Any]
GROUP = "group-of-nobody"
PERMISSION_SECONDS = 7 * 24 * 3600


def edit(world: World, phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    """Only Coexistence numbers hear of an edit so; any other gets `unsupported` with `edit` in it."""
    original, body = own_message(world, phone, wanted), words_in(wanted, "text")
    changed = {"type": "text", "text": {"body": body}}
    content = {"edit": {"original_message_id": original.wamid, "message": changed}}
    return Said("edit", content, {"text": body, "reply_to": original.wamid})


def revoke(world: World, phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    original = own_message(world, phone, wanted)
    content = {"revoke": {"original_message_id": original.wamid}}
    return Said("revoke", content, {"unsupported": "revoke", "reply_to": original.wamid})


def order(_world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    items = [{"product_retailer_id": "satark-1", "quantity": 1, "item_price": 100, "currency": "INR"}]
    content = {"catalog_id": "155500010000701", "text": str(wanted.get("text", "")), "product_items": items}
    return Said("order", {"order": content}, {"unsupported": "order"})


def flow(_world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    """A Flow was filled in. `response` is its answers; some phones leave the flow_token out."""
    response = wanted.get("response", {"flow_token": "unused"})
    if not isinstance(response, dict):
        raise WishError("response: an object")
    reply = {"name": "flow", "body": "Sent", "response_json": orjson.dumps(response).decode()}
    content = {"interactive": {"type": "nfm_reply", "nfm_reply": reply}}
    return Said("interactive", content, {"unsupported": "flow"}, str(wanted.get("message", "")))


def call_permission(world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    reply: Json = {"response": "accept" if wanted.get("accept", True) else "reject", "is_permanent": False}
    reply["expiration_timestamp"] = str(int(world.now()) + PERMISSION_SECONDS)
    reply["response_source"] = "user_action"
    content = {"interactive": {"type": "call_permission_reply", "call_permission_reply": reply}}
    return Said("interactive", content, {"unsupported": "call_permission"})


def forward(_world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    """Sent on from another chat: marked, and without the id of what it was."""
    body = str(wanted.get("text") or "Forwarded")
    mark = "frequently_forwarded" if wanted.get("often") else "forwarded"
    return Said("text", {"context": {mark: True}, "text": {"body": body}}, {"text": body})


def group(_world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    body = str(wanted.get("text") or "Hello, group")
    content = {"group_id": str(wanted.get("group_id") or GROUP), "text": {"body": body}}
    return Said("text", content, {"text": body})


def standby(_world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    """With Meta's Business Agent on, messages come on another field."""
    body = str(wanted.get("text") or "Hi")
    return Said("text", {"text": {"body": body}}, {"text": body}, about="standby")


def referral(_world: World, _phone: Phone, _number: BusinessNumber, wanted: Json) -> Said:
    """Written from an advert."""
    body = str(wanted.get("text") or "Hi")
    came_from = {
        "source_url": "https://fb.example/advert",
        "source_id": "155500010000801",
        "source_type": "ad",
        "headline": "Satark",
        "body": "Write to the police",
        "media_type": "image",
        "image_url": "https://fb.example/advert.jpg",
        "ctwa_clid": "clid-of-nobody",
    }
    return Said("text", {"referral": came_from, "text": {"body": body}}, {"text": body})


def system(world: World, phone: Phone, _number: BusinessNumber, _wanted: Json) -> Said:
    """WhatsApp was set up anew on another handset: the person's key has changed."""
    key = updates.key_hash(world.phones.renew_key(phone))
    told = {
        "body": f"{phone.shown.profile_name} has a new security code",
        "type": "customer_identity_changed",
        "identity": key,
    }
    identity = {"acknowledged": False, "created_timestamp": str(int(world.now())), "hash": key}
    content = {"system": told, "identity": identity}
    return Said("system", content, {"unsupported": "system"}, with_contact=False)


def own_message(world: World, phone: Phone, wanted: Json) -> Message:
    """The message of this phone that `message` names, or else its last."""
    named = wanted.get("message")
    found = world.threads.find(named) if isinstance(named, str) and named else world.threads.last_of(phone.id)
    if found is None or found.phone != phone.id or not found.from_phone:
        raise WishError("message: this phone wrote no such message")
    return found


ODD: dict[str, Act] = {
    "edit": edit,
    "revoke": revoke,
    "order": order,
    "flow": flow,
    "call_permission": call_permission,
    "forward": forward,
    "group": group,
    "standby": standby,
    "referral": referral,
    "system": system,
}
EVERY_ACT: dict[str, Act] = ACTS | ODD
