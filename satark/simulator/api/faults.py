"""Break the rehearsal on purpose."""

from __future__ import annotations

from aiohttp import web

from satark.simulator.api.wishes import guarded, read_object
from satark.simulator.errors import WishError
from satark.simulator.world import WORLD


def routes() -> list[web.RouteDef]:
    return [
        web.get("/api/faults", get_faults),
        web.post("/api/faults", guarded(post_faults)),
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
