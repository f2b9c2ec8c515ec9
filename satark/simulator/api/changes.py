"""Let something happen to a phone: another number, user id or username, and all that makes it hard to reach."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from satark.simulator.acts.changing import SWITCHES, in_condition, tell, with_identities
from satark.simulator.api.wishes import guarded, phone_of, read_object
from satark.simulator.errors import WishError
from satark.simulator.people.phones import Phone
from satark.simulator.sending import statuses
from satark.simulator.world import WORLD, World

Json = dict[str, Any]

IDENTITY = ("number", "user_id", "username", "hide_number")
SYSTEM = ("full", "bare", "none")
"""Whether WhatsApp says that somebody has changed: with the user id that was, without it, or not at all."""


def routes() -> list[web.RouteDef]:
    return [web.post("/api/phones/{phone}/change", guarded(post_change))]


async def post_change(request: web.Request) -> web.StreamResponse:
    """Change what is named. Returns the phone as it is now."""
    world, phone, wanted = request.app[WORLD], phone_of(request), await read_object(request)
    check_wish(world, phone, wanted)
    changed = world.phones.change(in_condition(with_identities(world, phone, wanted), wanted))
    if changed.number != phone.number or changed.shown.user_id != phone.shown.user_id:
        tell(world, phone, changed, wanted.get("system", "full"))
    if phone.condition.offline and not changed.condition.offline:
        statuses.hand_over(world, changed)
    world.live.tell("phone", changed.as_json())
    return web.json_response(changed.as_json())


def check_wish(world: World, phone: Phone, wanted: Json) -> None:
    unknown = wanted.keys() - {*SWITCHES, *IDENTITY, "system", "blocks"}
    if unknown:
        raise WishError(f"{', '.join(sorted(unknown))}: no such thing can change")
    if not all(isinstance(wanted.get(name, False), bool) for name in (*SWITCHES, "hide_number", "user_id")):
        raise WishError(f"{', '.join(SWITCHES)}, hide_number, user_id: true or false")
    if wanted.get("system", "full") not in SYSTEM:
        raise WishError(f"system: {', '.join(SYSTEM)}")
    if wanted.get("blocks") and world.number(str(wanted["blocks"])) is None:
        raise WishError("blocks: no such phone_number_id")
    number = wanted.get("number", True)
    if number is not True and not (isinstance(number, str) and number.isdigit() and 8 <= len(number) <= 15):
        raise WishError("number: true, or digits")
    holder = world.phones.reached_by(str(number))
    if holder is not None and holder.id != phone.id:
        raise WishError("number: somebody else has it")
    if not isinstance(wanted.get("username", ""), str):
        raise WishError("username: a text")
