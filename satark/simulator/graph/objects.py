"""`/{id}`: whatever it is the id of, a number, an account, a template or a file."""

from __future__ import annotations

from aiohttp import web

from satark.simulator.errors import GraphError, no_such_object
from satark.simulator.graph import media, number, templates
from satark.simulator.graph.door import guarded, told
from satark.simulator.world import WORLD


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}"
    return [
        web.get(path, guarded(get_object)),
        web.post(path, guarded(post_object)),
        web.post(f"{path}/", guarded(post_object)),
        web.route("*", "/v{tail:[0-9].*}", guarded(unknown_path)),
    ]


async def get_object(request: web.Request) -> web.StreamResponse:
    world, object_id = request.app[WORLD], request.match_info["object_id"]
    fields = request.query.get("fields", "")
    own = world.number(object_id)
    if own is not None:
        return told(number.facts_of(world, own, fields))
    if object_id in world.accounts():
        return told({"id": object_id, "name": "Satark", "currency": "INR", "timezone_id": "71"})
    filed = world.templates.by_id(world.accounts(), object_id)
    if filed is not None:
        return told(templates.shown(filed[1], fields))
    return await media.get_file(request)


async def post_object(request: web.Request) -> web.StreamResponse:
    world, object_id = request.app[WORLD], request.match_info["object_id"]
    if world.number(object_id) is not None:
        return await number.post_number(request)
    filed = world.templates.by_id(world.accounts(), object_id)
    if filed is None:
        raise no_such_object(object_id)
    return await templates.edit_template(request, *filed)


async def unknown_path(request: web.Request) -> web.StreamResponse:
    raise GraphError(2500, f"Unknown path components: {request.path}")
