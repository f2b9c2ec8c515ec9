"""Break the rehearsal on purpose, and hurry or check its webhooks."""

from __future__ import annotations

from aiohttp import web

from satark.simulator import callbacks
from satark.simulator.saying import WishError
from satark.simulator.wishes import guarded, read_object
from satark.simulator.world import WORLD


def routes() -> list[web.RouteDef]:
    return [
        web.get("/api/faults", get_faults),
        web.post("/api/faults", guarded(post_faults)),
        web.post("/api/webhooks/hurry", post_hurry),
        web.post("/api/webhooks/verify", post_verify),
    ]


async def get_faults(request: web.Request) -> web.StreamResponse:
    return web.json_response(request.app[WORLD].faults.as_dict())


async def post_faults(request: web.Request) -> web.StreamResponse:
    """Change what is named; `{"reset": true}` first puts everything back."""
    world, wanted = request.app[WORLD], await read_object(request)
    reset = wanted.pop("reset", False)
    try:
        world.faults.change((type(world.faults)().as_dict() if reset else {}) | wanted)
    except ValueError as error:
        raise WishError(f"{error}: no such fault, or another kind of value") from None
    world.postman.look()
    world.live.tell("faults", world.faults.as_dict())
    return web.json_response(world.faults.as_dict())


async def post_hurry(request: web.Request) -> web.StreamResponse:
    """Try every waiting webhook now instead of when its back-off is over."""
    world = request.app[WORLD]
    world.postman.hurry()
    return web.json_response(world.health())


async def post_verify(request: web.Request) -> web.StreamResponse:
    """What Meta does when a callback address is set: ask for the challenge to be repeated."""
    world = request.app[WORLD]
    challenge = str(world.chance.randrange(10**9))
    right = await callbacks.repeats(world.config.webhook_url, world.config.verify_token, challenge)
    return web.json_response({"verified": right}, status=200 if right else 502)
