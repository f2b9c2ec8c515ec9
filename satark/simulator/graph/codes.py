"""`/message_qrdls`: codes that open a talk with words already written, and their pictures."""

from __future__ import annotations

import io
import re
from typing import Any

import segno
from aiohttp import web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, no_such_object
from satark.simulator.graph.door import SUCCESS, guarded, number_of, read_json, told
from satark.simulator.lengths import length
from satark.simulator.world import WORLD, World

Json = dict[str, Any]

WORDS_MOST, CODES_MOST = 140, 2000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CODE_LENGTH = 14
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}/message_qrdls"
    return [
        web.get(path, guarded(get_codes)),
        web.get(path + "/{code}", guarded(get_code)),
        web.post(path, guarded(post_code)),
        web.delete(path + "/{code}", guarded(delete_code)),
        web.get("/qr/{code}.{form}", get_picture),
    ]


async def get_codes(request: web.Request) -> web.StreamResponse:
    world, number = request.app[WORLD], number_of(request)
    codes = world.records.all("code", number.phone_number_id).values()
    return told({"data": [with_picture(request, code) for code in codes]})


async def get_code(request: web.Request) -> web.StreamResponse:
    return told({"data": [with_picture(request, code_in(request))]})


def with_picture(request: web.Request, code: Json) -> Json:
    """Its address too, when it is asked for, as `qr_image_url.format(PNG)`."""
    asked = re.search(r"qr_image_url(?:\.format\((\w+)\))?", request.query.get("fields", ""))
    if asked is None:
        return code
    form = (asked[1] or "svg").lower()
    return code | {"qr_image_url": f"{request.app[WORLD].config.own_url}/qr/{code['code']}.{form}"}


async def post_code(request: web.Request) -> web.StreamResponse:
    """A new code; with `code` other words for one that there is."""
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    words, form = body.get("prefilled_message"), body.get("generate_qr_image", "SVG")
    if not isinstance(words, str) or not 0 < length(words) <= WORDS_MOST:
        raise GraphError(100, f"Param prefilled_message must be of 1 to {WORDS_MOST} characters.")
    if str(form).lower() not in PICTURES:
        raise GraphError(100, "Param generate_qr_image must be one of {SVG, PNG}")
    if "code" in body:
        known = world.records.get("code", number.phone_number_id, str(body["code"]))
        if known is None:
            raise no_such_object(str(body["code"]))
        changed = known | {"prefilled_message": words}
        world.records.put("code", number.phone_number_id, known["code"], changed)
        return told(changed)
    return told(new_code(world, number, words, str(form).lower()))


def new_code(world: World, number: BusinessNumber, words: str, form: str) -> Json:
    if world.records.count("code", number.phone_number_id) >= CODES_MOST:
        raise GraphError(100, f"The number has {CODES_MOST} codes, which is the limit.")
    code = "".join(world.chance.choices(LETTERS, k=CODE_LENGTH))
    made = {"code": code, "prefilled_message": words, "deep_link_url": f"https://wa.me/message/{code}"}
    world.records.put("code", number.phone_number_id, code, made)
    return made | {"qr_image_url": f"{world.config.own_url}/qr/{code}.{form}"}


async def delete_code(request: web.Request) -> web.StreamResponse:
    code = code_in(request)
    request.app[WORLD].records.remove("code", number_of(request).phone_number_id, code["code"])
    return told(SUCCESS)


def code_in(request: web.Request) -> Json:
    code = request.match_info["code"]
    known = request.app[WORLD].records.get("code", number_of(request).phone_number_id, code)
    if known is None:
        raise no_such_object(code)
    return known


async def get_picture(request: web.Request) -> web.StreamResponse:
    """For everybody, as Meta's pictures are."""
    world, code, form = request.app[WORLD], request.match_info["code"], request.match_info["form"]
    known = any(world.records.get("code", number.phone_number_id, code) for number in world.config.numbers)
    if not known or form not in PICTURES:
        return web.Response(status=404)
    drawn = io.BytesIO()
    segno.make(f"https://wa.me/message/{code}").save(drawn, kind=form, scale=4)
    return web.Response(body=drawn.getvalue(), content_type=PICTURES[form])
