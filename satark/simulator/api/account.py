"""Tell what Meta tells of the account, when nobody has written."""

from __future__ import annotations

from aiohttp import web

from satark.simulator.account import tidings
from satark.simulator.api.wishes import guarded, read_object
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.world import WORLD, World


def routes() -> list[web.RouteDef]:
    return [web.post("/api/account", guarded(post_account))]


async def post_account(request: web.Request) -> web.StreamResponse:
    """Send the webhook `field` to the WABA (the first one); its value is as Meta makes it unless one is given."""
    world, wanted = request.app[WORLD], await read_object(request)
    about, value = str(wanted.get("field", "")), wanted.get("value")
    number = number_of_account(world, str(wanted.get("waba") or world.config.numbers[0].waba_id))
    usual = tidings.USUAL.get(about)
    if value is None and usual is None:
        raise WishError(f"value: an object; without one field is one of {', '.join(tidings.USUAL)}")
    if value is not None and not isinstance(value, dict):
        raise WishError("value: an object")
    told = usual(world, number) if value is None and usual else value
    tidings.send(world, number.waba_id, about, told or {})
    return web.json_response({"field": about, "value": told}, status=201)


def number_of_account(world: World, waba: str) -> BusinessNumber:
    number = next((number for number in world.config.numbers if number.waba_id == waba), None)
    if number is None:
        raise WishError("waba: no such account")
    return number
