"""What comes before every answer of the Graph API: is it there at all, and is the token good? Refusals in Meta's form."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, no_such_object
from satark.simulator.people.identity import new_trace_id
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PROXY_PAGE = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n"


def guarded(handler: Handler) -> Handler:
    """Break as asked, check the token, and turn a GraphError into Meta's error body."""

    async def answer(request: web.Request) -> web.StreamResponse:
        world = request.app[WORLD]
        broken = await break_perhaps(request)
        if broken is not None:
            return broken
        try:
            check_token(world, request)
            return await handler(request)
        except GraphError as error:
            world.journal.write("graph", path=request.path, code=error.code, details=error.details)
            return web.json_response(error.body(new_trace_id(world.chance)), status=error.status)

    return answer


async def break_perhaps(request: web.Request) -> web.StreamResponse | None:
    """Slow, away, or a proxy's page in place of an answer."""
    faults = request.app[WORLD].faults
    if faults.slow_ms:
        await asyncio.sleep(faults.slow_ms / 1000)
    if faults.graph_away:
        return cut_line(request)
    if faults.strikes("html_answers"):
        return web.Response(status=502, text=PROXY_PAGE, content_type="text/html")
    return None


def cut_line(request: web.Request) -> web.Response:
    """The connection is gone; nobody sees what is returned."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def check_token(world: World, request: web.Request) -> None:
    given = request.headers.get("Authorization", "")
    right = bool(world.config.graph_token) and given == f"Bearer {world.config.graph_token}"
    if not right or world.faults.dead_token:
        raise GraphError(190)


def number_of(request: web.Request) -> BusinessNumber:
    object_id = request.match_info["object_id"]
    number = request.app[WORLD].number(object_id)
    if number is None:
        raise no_such_object(object_id)
    return number


def account_of(request: web.Request) -> str:
    """The WABA id in the path. Raises GraphError, also for too many calls in an hour."""
    world, waba = request.app[WORLD], request.match_info["object_id"]
    if waba not in world.accounts():
        raise no_such_object(waba)
    if not world.calls.allows(waba, world.now()):
        raise GraphError(80007, "There have been too many calls to this account.")
    return waba


async def read_json(request: web.Request) -> Json:
    """The body's object; an empty body is an empty one, and null stands for what is not given."""
    try:
        body = orjson.loads(await request.read() or b"{}")
    except ValueError:
        raise GraphError(1, "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise GraphError(1, "The body is not a JSON object.")
    given: Json = without_nulls(body)
    return given


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(each) for key, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value


def check_product(body: Json) -> None:
    if body.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")


def told(body: Any) -> web.Response:
    return web.json_response(body, dumps=lambda whole: orjson.dumps(whole).decode())


SUCCESS = {"success": True}
