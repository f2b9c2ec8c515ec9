"""One business number: what Meta tells of it, where its webhooks go, its settings, profile and registration."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from satark.simulator import callbacks
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, missing
from satark.simulator.graph.door import SUCCESS, check_product, guarded, number_of, read_json, told
from satark.simulator.lengths import length
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
PROFILE = {"about": 139, "address": 256, "description": 256, "email": 128, "vertical": 256}
NEW_PROFILE = {"messaging_product": "whatsapp", "about": "Satark", "vertical": "UNDEFINED"}
WEBSITES, WEBSITE = 2, 256
PROMPTS, PROMPT = 3, 80
"""One page allows four; Meta's specification three."""
COMMANDS, COMMAND, HINT = 30, 30, 256
REGISTRATIONS, REGISTRATION_SECONDS = 10, 72 * 3600


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}"
    return [
        web.get(f"{path}/settings", guarded(get_settings)),
        web.post(f"{path}/settings", guarded(post_settings)),
        web.get(f"{path}/whatsapp_business_profile", guarded(get_profile)),
        web.post(f"{path}/whatsapp_business_profile", guarded(post_profile)),
        web.post(f"{path}/conversational_automation", guarded(post_automation)),
        web.post(f"{path}/register", guarded(post_register)),
        web.post(f"{path}/deregister", guarded(post_deregister)),
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


async def get_profile(request: web.Request) -> web.StreamResponse:
    world, number = request.app[WORLD], number_of(request)
    profile = NEW_PROFILE | (world.records.get("profile", number.phone_number_id) or {})
    asked = [field.strip() for field in request.query.get("fields", "").split(",") if field.strip()]
    told_fields = {
        key: value for key, value in profile.items() if not asked or key in (*asked, "messaging_product")
    }
    return told({"data": [told_fields]})


async def post_profile(request: web.Request) -> web.StreamResponse:
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    check_product(body)
    for key, most in PROFILE.items():
        value = body.get(key, "")
        if not isinstance(value, str) or length(value) > most:
            raise GraphError(100, f"Param {key} must be at most {most} characters long.")
    websites = body.get("websites", [])
    if (
        not isinstance(websites, list)
        or len(websites) > WEBSITES
        or any(len(str(w)) > WEBSITE for w in websites)
    ):
        raise GraphError(100, f"Param websites must be at most {WEBSITES} of {WEBSITE} characters.")
    kept = {key: body[key] for key in (*PROFILE, "websites") if key in body}
    before = world.records.get("profile", number.phone_number_id) or {}
    world.records.put("profile", number.phone_number_id, "", before | kept)
    return told(SUCCESS)


async def post_automation(request: web.Request) -> web.StreamResponse:
    """Ice breakers and commands."""
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    prompts, commands = body.get("prompts", []), body.get("commands", [])
    if not isinstance(prompts, list) or len(prompts) > PROMPTS:
        raise GraphError(100, f"Param prompts must be at most {PROMPTS}")
    if any(
        not isinstance(prompt, str) or not 0 < length(prompt) <= PROMPT or has_emoji(prompt)
        for prompt in prompts
    ):
        raise GraphError(100, f"Param prompts must be of 1 to {PROMPT} characters, without emoji")
    if not isinstance(commands, list) or len(commands) > COMMANDS:
        raise GraphError(100, f"Param commands must be at most {COMMANDS}")
    for command in commands:
        name, hint = str(command.get("command_name", "")), str(command.get("command_description", ""))
        if not 0 < length(name) <= COMMAND or not 0 < length(hint) <= HINT:
            raise GraphError(
                100, f"Param commands: a name of {COMMAND} and a description of {HINT} characters"
            )
    kept = {"prompts": prompts, "commands": commands, "id": number.phone_number_id}
    world.records.put("automation", number.phone_number_id, "", kept)
    return told(SUCCESS)


def has_emoji(text: str) -> bool:
    return re.search("[\u2600-\u27bf\U0001f000-\U0001faff]", text) is not None


async def post_register(request: web.Request) -> web.StreamResponse:
    """The first PIN is kept; another one later is the wrong one."""
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    check_product(body)
    pin = body.get("pin")
    if not isinstance(pin, str) or not re.fullmatch(r"[0-9]{6}", pin):
        raise missing("pin")
    count_registration(world, number)
    known = world.records.get("pin", number.phone_number_id)
    if known is not None and known["pin"] != pin:
        raise GraphError(133005, "The two-step verification PIN is another one.")
    world.records.put("pin", number.phone_number_id, "", {"pin": pin})
    world.records.remove("deregistered", number.phone_number_id)
    return told(SUCCESS)


async def post_deregister(request: web.Request) -> web.StreamResponse:
    world, number = request.app[WORLD], number_of(request)
    count_registration(world, number)
    world.records.put("deregistered", number.phone_number_id, "", {})
    return told(SUCCESS)


def count_registration(world: World, number: BusinessNumber) -> None:
    """Ten of both kinds in 72 hours."""
    now = world.now()
    before = (world.records.get("registrations", number.phone_number_id) or {"at": []})["at"]
    lately = [at for at in before if at > now - REGISTRATION_SECONDS]
    if len(lately) >= REGISTRATIONS:
        raise GraphError(133016)
    world.records.put("registrations", number.phone_number_id, "", {"at": [*lately, now]})


async def delete_contact_book(request: web.Request) -> web.StreamResponse:
    """Meta forgets the number that belongs to a user id."""
    world, _number = request.app[WORLD], number_of(request)
    check_product(dict(request.query))
    known = world.phones.reached_by(request.query.get("bsuid", ""))
    return told({"success": True, "deleted": known is not None})
