"""What people see of a business number: its profile, its ice breakers and its commands."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from satark.simulator.errors import GraphError
from satark.simulator.graph.door import SUCCESS, check_product, guarded, number_of, read_json, told
from satark.simulator.lengths import length
from satark.simulator.world import WORLD

Json = dict[str, Any]

PROFILE = {"about": 139, "address": 256, "description": 256, "email": 128, "vertical": 256}
NEW_PROFILE = {"messaging_product": "whatsapp", "about": "Satark", "vertical": "UNDEFINED"}
WEBSITES, WEBSITE = 2, 256
PROMPTS, PROMPT = 3, 80
"""One page allows four; Meta's specification three."""
COMMANDS, COMMAND, HINT = 30, 30, 256


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}"
    return [
        web.get(f"{path}/whatsapp_business_profile", guarded(get_profile)),
        web.post(f"{path}/whatsapp_business_profile", guarded(post_profile)),
        web.post(f"{path}/conversational_automation", guarded(post_automation)),
    ]


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
