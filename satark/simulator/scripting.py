"""What a scenario does by program: post any body to the callback, read the journal and the clock."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from aiohttp import web

from satark.simulator import wire
from satark.simulator.saying import WishError
from satark.simulator.wishes import dumps, guarded, number_in, read_object
from satark.simulator.world import WORLD

Json = dict[str, Any]
SIGNATURES = ("right", "wrong", "none")
TIMES_MOST = 1000


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/webhooks/post", guarded(post_webhook)),
        web.get("/api/journal", guarded(get_journal)),
        web.get("/api/clock", get_clock),
    ]


async def post_webhook(request: web.Request) -> web.StreamResponse:
    """Post this body to the callback at once, as often as `times` says. The answers' statuses; 0 for a broken line."""
    world, wanted = request.app[WORLD], await read_object(request)
    body, sign, times = bytes_of(wanted), wanted.get("sign", "right"), wanted.get("times", 1)
    if sign not in SIGNATURES:
        raise WishError(f"sign: {', '.join(SIGNATURES)}")
    if not isinstance(times, int) or not 1 <= times <= TIMES_MOST:
        raise WishError(f"times: 1 to {TIMES_MOST}")
    statuses = [await world.postman.carry(body, sign=sign) for _ in range(times)]
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


async def get_journal(request: web.Request) -> web.StreamResponse:
    """Entries with a number above `after`, of one `event` (webhook, send, graph) when it is named."""
    journal, event = request.app[WORLD].journal, request.query.get("event", "")
    return web.json_response({"entries": journal.after(int(number_in(request, "after")), event)}, dumps=dumps)


async def get_clock(request: web.Request) -> web.StreamResponse:
    config = request.app[WORLD].config
    return web.json_response({"now": config.clock(), "speed": config.speed()})
