"""What Meta tells of the account, the number and its templates, when nobody has written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.templates.filing import Filed
from satark.simulator.webhooks import lines, updates
from satark.simulator.world import World

Json = dict[str, Any]
RESTRICTED_SECONDS = 24 * 3600


def send(world: World, waba: str, about: str, value: Json, *, after: float = 0.0, line: str = "") -> None:
    """News that is for later stands on a `line` of its own, and can be withdrawn there."""
    line = line or lines.of_account(waba)
    with world.store.transaction():
        letter = world.postman.post(line, waba, value, after=after, about=about)
    world.postman.start(line, letter)


def template_status(
    name: str, language: str, template_id: str, event: str, reason: str = "NONE", *, at: float
) -> Json:
    value: Json = {
        "event": event,
        "message_template_id": int(template_id),
        "message_template_name": name,
        "message_template_language": language,
        "reason": reason,
    }
    if event == "PAUSED":
        value["other_info"] = {"title": "FIRST_PAUSE", "description": "Paused for three hours: low quality."}
    if event == "DISABLED":
        value["disable_info"] = {"disable_date": int(at)}
    if event == "REJECTED":
        value["rejection_info"] = {"reason": reason, "recommendation": "Change the words and try again."}
    return value


def first_template(world: World, number: BusinessNumber) -> Filed:
    filed = world.templates.of(number.waba_id)
    if not filed:
        raise WishError("value: the account has no template to tell of")
    return filed[0]


def _template_status(world: World, number: BusinessNumber) -> Json:
    first = first_template(world, number)
    return template_status(first.template.name, first.template.language, first.id, "PAUSED", at=world.now())


def _template_quality(world: World, number: BusinessNumber) -> Json:
    first = first_template(world, number)
    return {
        "previous_quality_score": "GREEN",
        "new_quality_score": "YELLOW",
        "message_template_id": int(first.id),
        "message_template_name": first.template.name,
        "message_template_language": first.template.language,
    }


def template_category(filed: Filed, category: str) -> Json:
    return {
        "message_template_id": int(filed.id),
        "message_template_name": filed.template.name,
        "message_template_language": filed.template.language,
        "previous_category": filed.template.category,
        "new_category": category,
    }


def _template_category(world: World, number: BusinessNumber) -> Json:
    return template_category(first_template(world, number), "MARKETING")


def _quality(_world: World, number: BusinessNumber) -> Json:
    return {
        "display_phone_number": number.display,
        "event": "DOWNGRADE",
        "old_limit": "TIER_2K",
        "current_limit": "TIER_250",
    }


def _name(_world: World, number: BusinessNumber) -> Json:
    return {
        "display_phone_number": number.display,
        "decision": "APPROVED",
        "requested_verified_name": number.name,
        "rejection_reason": None,
    }


def _account(world: World, _number: BusinessNumber) -> Json:
    return {
        "event": "ACCOUNT_RESTRICTION",
        "restriction_info": [
            {
                "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING",
                "expiration": int(world.now()) + RESTRICTED_SECONDS,
            }
        ],
    }


def _alert(_world: World, number: BusinessNumber) -> Json:
    return {
        "entity_type": "BUSINESS",
        "entity_id": number.waba_id,
        "alert_info": {
            "alert_severity": "CRITICAL",
            "alert_status": "ACTIVE",
            "alert_type": "OBA_APPROVED",
            "alert_description": "Rehearsal of an alert.",
        },
    }


def _review(_world: World, _number: BusinessNumber) -> Json:
    return {"decision": "APPROVED"}


def _capability(_world: World, _number: BusinessNumber) -> Json:
    return {"max_daily_conversations_per_business": "TIER_2K", "max_phone_numbers_per_business": 2}


def _security(_world: World, number: BusinessNumber) -> Json:
    return {
        "display_phone_number": number.display,
        "event": "PIN_CHANGED",
        "requester": "155500010000601",
    }


def _preferences(world: World, number: BusinessNumber) -> Json:
    phone = world.phones.all()[0]
    preference = {
        "detail": "User requested to stop marketing messages",
        "category": "marketing_messages",
        "value": "stop",
        "timestamp": int(world.now()),
    }
    sender, user_id = updates.ids(phone, "usual")
    preference |= {"wa_id": sender, "user_id": user_id}
    return updates.value_of(number) | {
        "contacts": [updates.contact(phone)],
        "user_preferences": [preference],
    }


USUAL: dict[str, Callable[[World, BusinessNumber], Json]] = {
    "message_template_status_update": _template_status,
    "message_template_quality_update": _template_quality,
    "template_category_update": _template_category,
    "phone_number_quality_update": _quality,
    "phone_number_name_update": _name,
    "account_update": _account,
    "account_alerts": _alert,
    "account_review_update": _review,
    "business_capability_update": _capability,
    "security": _security,
    "user_preferences": _preferences,
}
"""A value in Meta's form for each field of the account."""
