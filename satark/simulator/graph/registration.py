"""Whether a number may send at all: registered with its PIN, or taken off again, ten times in 72 hours."""

from __future__ import annotations

import re

from aiohttp import web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, missing
from satark.simulator.graph.door import SUCCESS, check_product, guarded, number_of, read_json, told
from satark.simulator.world import WORLD, World

REGISTRATIONS, REGISTRATION_SECONDS = 10, 72 * 3600


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}"
    return [
        web.post(f"{path}/register", guarded(post_register)),
        web.post(f"{path}/deregister", guarded(post_deregister)),
    ]


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
