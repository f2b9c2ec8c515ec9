"""One business number: what Meta tells of it, where its webhooks go, and its settings."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError
from satark.simulator.graph.door import SUCCESS, check_product, guarded, number_of, read_json, told
from satark.simulator.webhooks import callbacks
from satark.simulator.world import WORLD, World

Json = dict[str, Any]

USUAL = ("verified_name", "display_phone_number", "quality_rating", "platform_type", "id")
"""What is told when no fields are asked for."""
SOMETIMES = frozenset(
    {
        *("quality_score", "new_name_status", "is_preverified_number", "search_visibility", "certificate"),
        *("eligibility_for_api_business_global_search", "new_certificate", "country_code"),
        *("country_dial_code", "whatsapp_business_manager_messaging_limit"),
    }
)
"""Fields that may be asked for, and that none of ours has."""


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}"
    return [
        web.get(f"{path}/settings", guarded(get_settings)),
        web.post(f"{path}/settings", guarded(post_settings)),
        web.delete(f"{path}/contact_book", guarded(delete_contact_book)),
    ]


def facts_of(world: World, number: BusinessNumber, fields: str) -> Json:
    """The fields that are asked for, and the id. Raises GraphError for one there is not."""
    facts = every_fact(world, number)
    asked = [field.split("{")[0].strip() for field in fields.split(",") if field.strip()] or list(USUAL)
    strangers = set(asked) - facts.keys() - SOMETIMES
    if strangers:
        raise GraphError(100, f"Tried accessing nonexisting field ({min(strangers)})")
    return {key: facts[key] for key in facts if key in (*asked, "id")}


def every_fact(world: World, number: BusinessNumber) -> Json:
    registered = world.records.get("deregistered", number.phone_number_id) is None
    can_send = "AVAILABLE" if registered and not world.faults.payment else "BLOCKED"
    return {
        "verified_name": number.name,
        "display_phone_number": number.display,
        "name_status": "APPROVED",
        "status": "CONNECTED" if registered else "DISCONNECTED",
        "code_verification_status": "VERIFIED",
        "quality_rating": "RED" if world.faults.spam_limit else "GREEN",
        "messaging_limit_tier": "TIER_2K",
        "throughput": {"level": "NOT_APPLICABLE" if world.faults.coexistence else "STANDARD"},
        "platform_type": "CLOUD_API",
        "account_mode": "LIVE",
        "is_official_business_account": False,
        "is_on_biz_app": world.faults.coexistence,
        "is_pin_enabled": True,
        "last_onboarded_time": "2026-01-01T00:00:00+0000",
        "webhook_configuration": callback_of(world, number),
        "health_status": health_of(number, can_send),
        "conversational_automation": world.records.get("automation", number.phone_number_id) or {},
        "id": number.phone_number_id,
    }


def callback_of(world: World, number: BusinessNumber) -> Json:
    configured: Json = {"application": world.config.webhook_url}
    for kind, owner, key in (
        ("account callback", number.waba_id, "whatsapp_business_account"),
        ("number callback", number.phone_number_id, "phone_number"),
    ):
        override = world.records.get(kind, owner)
        configured |= {key: override["url"]} if override else {}
    return configured | ({"phone_number": callbacks.OTHER} if world.faults.other_callback else {})


def health_of(number: BusinessNumber, can_send: str) -> Json:
    entities: list[Json] = [
        {"entity_type": "PHONE_NUMBER", "id": number.phone_number_id, "can_send_message": can_send},
        {"entity_type": "WABA", "id": number.waba_id, "can_send_message": "AVAILABLE"},
    ]
    if can_send != "AVAILABLE":
        entities[0]["errors"] = [
            {"error_code": 141006, "error_description": "There is an error with the payment method."}
        ]
    return {"can_send_message": can_send, "entities": entities}


async def post_number(request: web.Request) -> web.StreamResponse:
    """Only `webhook_configuration` can be set here."""
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    wanted = body.get("webhook_configuration")
    if not isinstance(wanted, dict):
        raise GraphError(100, "The parameter webhook_configuration is required.")
    await callbacks.override(
        world.records,
        "number callback",
        number.phone_number_id,
        wanted.get("override_callback_uri", ""),
        wanted.get("verify_token"),
        str(world.chance.randrange(10**9)),
    )
    return told(SUCCESS)


async def get_settings(request: web.Request) -> web.StreamResponse:
    world, number = request.app[WORLD], number_of(request)
    check = world.records.get("identity check", number.phone_number_id) is not None
    return told(
        {
            "user_identity_change": {"enable_identity_key_check": check},
            "contact_book": {"enabled": world.faults.contact_book_on},
            "business_agent": {"enabled": world.faults.business_agent},
            "storage_configuration": {"status": "DEFAULT"},
        }
    )


async def post_settings(request: web.Request) -> web.StreamResponse:
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    wanted = body.get("user_identity_change")
    check = wanted.get("enable_identity_key_check") if isinstance(wanted, dict) else None
    if not isinstance(check, bool):
        raise GraphError(100, "Param user_identity_change['enable_identity_key_check'] must be true or false")
    if check:
        world.records.put("identity check", number.phone_number_id, "", {})
    else:
        world.records.remove("identity check", number.phone_number_id)
    return told(SUCCESS)


async def delete_contact_book(request: web.Request) -> web.StreamResponse:
    """Meta forgets the number that belongs to a user id."""
    world, _number = request.app[WORLD], number_of(request)
    check_product(dict(request.query))
    known = world.phones.reached_by(request.query.get("bsuid", ""))
    return told({"success": True, "deleted": known is not None})
