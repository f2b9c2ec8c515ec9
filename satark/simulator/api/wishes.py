"""Reads what a page or a rehearsal asks for; a wish that makes no sense gets a 400 that says so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from satark.settings import is_loopback
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.people.phones import Phone
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(handler: Handler) -> Handler:
    """A wish that makes no sense gets a 400 that says so."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except WishError as error:
            return web.json_response({"error": str(error)}, status=400)

    return answer


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Pages of other sites, opened in the same browser, may not hold the phones; nor by a name that leads here.

    The Graph API is reached with a token, and by Meta's own name where a client knows no other.
    """
    if not request.path.startswith("/api/"):
        return await handler(request)
    if is_loopback(request.app[WORLD].config.host) and not is_loopback(request.url.host or ""):
        return web.json_response({"error": "another site's name"}, status=403)
    origin = request.headers.get("Origin")
    if origin not in (None, f"{request.scheme}://{request.host}"):
        return web.json_response({"error": "another site's page"}, status=403)
    return await handler(request)


async def read_wish(request: web.Request) -> tuple[Json, web.FileField | None]:
    """A JSON object, or a form with a file."""
    if not request.content_type.startswith("multipart/"):
        return await read_object(request), None
    form = await request.post()
    upload = form.get("file")
    wanted = {key: value for key, value in form.items() if isinstance(value, str)}
    return {**wanted, "voice": wanted.get("voice") == "true"}, upload if isinstance(
        upload, web.FileField
    ) else None


async def read_object(request: web.Request) -> Json:
    try:
        body = orjson.loads(await request.read() or b"{}")
    except ValueError:
        raise WishError("the body is not JSON") from None
    if not isinstance(body, dict):
        raise WishError("the body is not a JSON object")
    return body


def phone_of(request: web.Request) -> Phone:
    phone = request.app[WORLD].phones.get(request.match_info["phone"])
    if phone is None:
        raise web.HTTPNotFound(text='{"error": "no such phone"}', content_type="application/json")
    return phone


def number_for(world: World, phone: Phone, wanted: Json) -> BusinessNumber:
    """The business number written to: named, else that of the message answered, else the phone's own."""
    wamid = wanted.get("message")
    answered = world.threads.find(wamid) if isinstance(wamid, str) and wamid else None
    number = world.number(str(wanted.get("to") or (answered.phone_number_id if answered else phone.home)))
    if number is None:
        raise WishError("to: no such phone_number_id")
    return number


def number_in(request: web.Request, name: str) -> float:
    try:
        return float(request.query.get(name, 0))
    except ValueError:
        raise WishError(f"{name}: a number") from None


def dumps(body: Any) -> str:
    return orjson.dumps(body).decode()
