"""`/messages`: refused on demand, then by Meta's rules; answered, or not, as the faults say."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import orjson
from aiohttp import web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError
from satark.simulator.graph.door import cut_line, guarded, number_of, read_json, told
from satark.simulator.sending import accepting
from satark.simulator.world import WORLD, World

Json = dict[str, Any]

REFUSING = {"spam_limit": 131048, "payment": 131042, "maintenance": 131057}


def routes(version: str) -> list[web.RouteDef]:
    return [web.post(f"/{version}/{{object_id}}/messages", guarded(post_message))]


async def post_message(request: web.Request) -> web.StreamResponse:
    world, number = request.app[WORLD], number_of(request)
    if world.faults.strikes("fail_sends"):
        raise GraphError(131016, "The service is temporarily unavailable.")
    message = await read_json(request)
    if message.get("status") == "read":
        return told(accepting.mark_read(world, number, message))
    try:
        refuse_on_demand(world, message)
        answer = await accepting.send(world, number, message)
    except GraphError as error:
        note_refusal(world, message, error)
        raise
    note_acceptance(world, number, message, answer)
    return await answered(request, answer)


def refuse_on_demand(world: World, message: Json) -> None:
    if world.faults.strikes("fail_code_count"):
        raise GraphError(world.faults.fail_code, "Refused because the rehearsal was asked to.")
    for name, code in REFUSING.items():
        if getattr(world.faults, name):
            raise GraphError(code)
    if world.faults.paused_templates and message.get("type") == "template":
        raise GraphError(132015, "The template is paused for its low quality.")


def note_acceptance(world: World, number: BusinessNumber, message: Json, answer: Json) -> None:
    world.journal.write("send", to=number.phone_number_id, message=message, answer=answer)


def note_refusal(world: World, message: Json, error: GraphError) -> None:
    opaque = message.get("biz_opaque_callback_data")
    opaque = opaque[:512] if isinstance(opaque, str) else ""
    world.store.run("insert into refusal (at, code, opaque) values (?,?,?)", world.now(), error.code, opaque)


async def answered(request: web.Request, answer: Json) -> web.StreamResponse:
    """The answer of an accepted send, unless a fault lets it get lost on the way."""
    world = request.app[WORLD]
    if world.faults.strikes("drop_answers"):
        world.store.count("answers dropped")
        return cut_line(request)
    if world.faults.strikes("cut_answers"):
        world.store.count("answers cut")
        whole = orjson.dumps(answer)
        return web.Response(body=whole[: len(whole) // 2], content_type="application/json")
    if world.faults.strikes("late_answers"):
        world.store.count("answers late")
        # The server's end ends the waiting too.
        with suppress(TimeoutError):
            async with asyncio.timeout(world.faults.late_seconds):
                await world.live.closed.wait()
    return told(answer)
