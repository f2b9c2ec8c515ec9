"""Decide for Meta what becomes of a template."""

from __future__ import annotations

from aiohttp import web

from satark.simulator.account.reviewing import set_category, set_state
from satark.simulator.api.wishes import guarded, read_object
from satark.simulator.errors import WishError
from satark.simulator.templates.filing import STATUSES
from satark.simulator.templates.rules import CATEGORIES
from satark.simulator.world import WORLD


def routes() -> list[web.RouteDef]:
    return [web.post("/api/templates/{name}", guarded(post_state))]


async def post_state(request: web.Request) -> web.StreamResponse:
    """Give the templates of this name another `state` or `category`: of one `language` and one `waba`, or of all."""
    world, wish = request.app[WORLD], await read_object(request)
    state, category, name = wish.get("state"), wish.get("category"), request.match_info["name"]
    if state not in (*STATUSES, None) or category not in (*CATEGORIES, None) or not (state or category):
        raise WishError(f"state: {', '.join(STATUSES)}; category: {', '.join(CATEGORIES)}")
    meant = [
        (waba, filed)
        for waba in world.accounts()
        for filed in world.templates.of(waba)
        if filed.template.name == name
        and wish.get("language") in (None, filed.template.language)
        and wish.get("waba") in (None, waba)
    ]
    if not meant:
        raise WishError("name, language, waba: there is no such template")
    if category:
        meant = [(waba, set_category(world, waba, filed, category)) for waba, filed in meant]
    changed = [set_state(world, waba, filed, state) if state else filed for waba, filed in meant]
    return web.json_response({"templates": [filed.as_graph() for filed in changed]})
