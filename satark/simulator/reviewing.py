"""Meta looks at templates: what it will say is told when the time comes, unless something else happens before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web

from satark.simulator import tidings
from satark.simulator.filing import STATUSES, Filed, Status
from satark.simulator.saying import WishError
from satark.simulator.template_rules import CATEGORIES
from satark.simulator.wishes import guarded, read_object
from satark.simulator.world import WORLD, World

Json = dict[str, Any]


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
        for waba in dict.fromkeys(number.waba_id for number in world.config.numbers)
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


def set_state(world: World, waba: str, filed: Filed, state: Status) -> Filed:
    """A pause ends by itself; both its ends are told."""
    if state == "PAUSED":
        changed = world.templates.pause(waba, filed)
    else:
        reason = "TAG_CONTENT_MISMATCH" if state == "REJECTED" else "NONE"
        changed = world.templates.change(waba, replace(filed, status=state, until=0.0, reason=reason))
    announce(world, waba, changed, changed.status)
    announce_later(world, waba, changed)
    return changed


def set_category(world: World, waba: str, filed: Filed, category: str) -> Filed:
    """Meta takes it for something else than it was filed as."""
    template = replace(filed.template, category=category)
    value = tidings.template_category(filed, category)
    number = tidings.number_of_waba(world, waba)
    tidings.send(world, number, "template_category_update", value)
    return world.templates.change(waba, replace(filed, template=template))


def verdict(world: World) -> Status:
    return "REJECTED" if world.faults.reject_templates else "APPROVED"


def announce_later(world: World, waba: str, filed: Filed) -> None:
    """What follows by itself when `until` has come; it takes the place of what would have followed before."""
    forget_news(world, filed)
    if filed.until:
        announce(world, waba, filed, filed.next, after=filed.until - world.now(), line=line_of(filed))


def forget_news(world: World, filed: Filed) -> None:
    world.postman.withdraw(line_of(filed))


def line_of(filed: Filed) -> str:
    return f"t:{filed.id}"


def announce(
    world: World, waba: str, filed: Filed, event: Status, *, after: float = 0.0, line: str = ""
) -> None:
    template = filed.template
    reason = filed.reason if event == "REJECTED" else "NONE"
    value = tidings.template_status(template.name, template.language, filed.id, event, reason, at=world.now())
    number = tidings.number_of_waba(world, waba)
    tidings.send(world, number, "message_template_status_update", value, after=after, line=line)
