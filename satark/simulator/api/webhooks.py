"""Webhooks by hand: any body, signed or not; what waits, at once; and whether the callback is ours."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from aiohttp import web

from satark.simulator.api.wishes import guarded, read_object
from satark.simulator.errors import WishError
from satark.simulator.webhooks import callbacks, wire
from satark.simulator.world import WORLD

Json = dict[str, Any]
SIGNATURES = ("right", "wrong", "none")
TIMES_MOST = 1000


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/webhooks/post", guarded(post_webhook)),
        web.post("/api/webhooks/hurry", post_hurry),
        web.post("/api/webhooks/verify", post_verify),
    ]


async def post_webhook(request: web.Request) -> web.StreamResponse:
    """Post this body to the callback at once, as often as `times` says. The answers' statuses; 0 for a broken line."""
    world, wanted = request.app[WORLD], await read_object(request)
    body, sign, times = bytes_of(wanted), wanted.get("sign", "right"), wanted.get("times", 1)
    if sign not in SIGNATURES:
        raise WishError(f"sign: {', '.join(SIGNATURES)}")
    if not isinstance(times, int) or not 1 <= times <= TIMES_MOST:
        raise WishError(f"times: 1 to {TIMES_MOST}")
    statuses = [await world.carrier.carry(body, sign=sign) for _ in range(times)]
    return web.json_response({"statuses": statuses})


def bytes_of(wanted: Json) -> bytes:
    """`body` written as Meta writes it, or `raw` or `base64` just as they are."""
    match wanted:
        case {"body": dict() as body}:
            return wire.encode(body)
        case {"raw": str() as raw}:
            return raw.encode("utf-8", "surrogatepass")
        case {"base64": str() as encoded}:
            try:
                return base64.b64decode(encoded, validate=True)
            except binascii.Error:
                raise WishError("base64: not base64") from None
    raise WishError("body (an object), raw (a text) or base64")


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
