"""The Graph API as Satark calls it: token first, then the object, then the message; every refusal in Meta's form."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from satark.simulator import sending
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, missing, no_such_object
from satark.simulator.identity import new_media_id, new_trace_id
from satark.simulator.media import MEBIBYTE, UPLOADED_SECONDS, File, check_upload
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

CHUNK = 64 * 1024
UPLOAD_MOST = 100 * MEBIBYTE


def routes(version: str) -> list[web.RouteDef]:
    graph = f"/{version}"
    return [
        web.post(f"{graph}/{{object_id}}/messages", guarded(post_message)),
        web.post(f"{graph}/{{object_id}}/media", guarded(post_media)),
        web.get(f"{graph}/{{object_id}}/message_templates", guarded(get_templates)),
        web.post(f"{graph}/{{object_id}}/subscribed_apps", guarded(post_subscribed_apps)),
        web.get(f"{graph}/{{object_id}}", guarded(get_object)),
        web.delete(f"{graph}/{{object_id}}", guarded(delete_media)),
        web.get("/media/{media_id}", download),
        web.route("*", "/v{tail:[0-9].*}", guarded(unknown_path)),
    ]


def guarded(handler: Handler) -> Handler:
    """Check the token, and turn a GraphError into Meta's error body."""

    async def answer(request: web.Request) -> web.StreamResponse:
        world = request.app[WORLD]
        try:
            check_token(world, request)
            return await handler(request)
        except GraphError as error:
            world.journal.write("graph", path=request.path, code=error.code, details=error.details)
            return web.json_response(error.body(new_trace_id(world.chance)), status=error.status)

    return answer


def check_token(world: World, request: web.Request) -> None:
    given = request.headers.get("Authorization", "")
    if not world.config.graph_token or given != f"Bearer {world.config.graph_token}":
        raise GraphError(190)


def number_of(world: World, request: web.Request) -> BusinessNumber:
    object_id = request.match_info["object_id"]
    number = world.number(object_id)
    if number is None:
        raise no_such_object(object_id)
    return number


async def post_message(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    number = number_of(world, request)
    if world.faults.strikes("fail_sends"):
        raise GraphError(131016, "The service is temporarily unavailable.")
    message = await read_json(request)
    if message.get("status") == "read":
        return web.json_response(sending.mark_read(world, number, message))
    try:
        answer = await sending.send(world, number, message)
    except GraphError as error:
        note_refusal(world, message, error)
        raise
    world.journal.write("send", to=number.phone_number_id, message=message, answer=answer)
    if world.faults.strikes("drop_answers"):
        return cut_off(world, request)
    return web.json_response(answer, dumps=lambda body: orjson.dumps(body).decode())


async def read_json(request: web.Request) -> Json:
    try:
        body = orjson.loads(await request.read())
    except ValueError:
        raise GraphError(1, "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise GraphError(1, "The body is not a JSON object.")
    return body


def note_refusal(world: World, message: Json, error: GraphError) -> None:
    opaque = message.get("biz_opaque_callback_data")
    opaque = opaque[:512] if isinstance(opaque, str) else ""
    world.store.run("insert into refusal (at, code, opaque) values (?,?,?)", world.now(), error.code, opaque)


def cut_off(world: World, request: web.Request) -> web.StreamResponse:
    """The message is accepted, but nobody hears of it."""
    world.store.count("answers dropped")
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def post_media(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    number = number_of(world, request)
    fail_media_perhaps(world)
    if not request.content_type.startswith("multipart/"):
        raise missing("file")
    fields: dict[str, str] = {}
    file: File | None = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "file":
            file = await receive(world, number, part, fields)
        else:
            fields[part.name or ""] = await part.text()
    if fields.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
    if file is None:
        raise missing("file")
    return web.json_response({"id": file.id})


async def receive(world: World, number: BusinessNumber, part: BodyPartReader, fields: Json) -> File:
    """Stream one uploaded file to the shelf; its type is that of the part, else the field `type` before it."""
    written = world.media.incoming()
    try:
        size, digest = await write_stream(part, written)
        mime = part.headers.get("Content-Type") or fields.get("type", "")
        mime = mime.lower()
        check_upload(mime.split(";")[0].strip(), size)
        file = File(
            id=new_media_id(world.chance),
            phone_number_id=number.phone_number_id,
            mime=mime,
            sha256=digest,
            size=size,
            name=Path(part.filename or "file").name,
            expires=world.now() + UPLOADED_SECONDS,
        )
        return world.media.keep(file, written)
    finally:
        written.unlink(missing_ok=True)


async def write_stream(part: BodyPartReader, path: Path) -> tuple[int, str]:
    """Raises GraphError as soon as it is more than any kind allows."""
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as out:
        while chunk := await part.read_chunk(CHUNK):
            size += len(chunk)
            if size > UPLOAD_MOST:
                raise GraphError(131053, f"The file is larger than {UPLOAD_MOST} bytes")
            digest.update(chunk)
            out.write(chunk)
    return size, digest.hexdigest()


async def get_object(request: web.Request) -> web.StreamResponse:
    """A business number, or a media id."""
    world, object_id = request.app[WORLD], request.match_info["object_id"]
    number = world.number(object_id)
    if number is not None:
        return web.json_response(
            {
                "verified_name": number.name,
                "display_phone_number": number.display,
                "quality_rating": "GREEN",
                "platform_type": "CLOUD_API",
                "id": object_id,
            }
        )
    fail_media_perhaps(world)
    file = find_file(world, request)
    return web.json_response(
        {
            "messaging_product": "whatsapp",
            "url": world.config.own_url + world.media.address(file),
            "mime_type": file.mime,
            "sha256": file.sha256,
            "file_size": file.size,
            "id": file.id,
        }
    )


def find_file(world: World, request: web.Request) -> File:
    media_id = request.match_info["object_id"]
    file = None if world.faults.lost_media else world.media.find(media_id)
    asked_by = request.query.get("phone_number_id")
    if file is None or asked_by not in (None, file.phone_number_id):
        raise no_such_object(media_id)
    return file


async def delete_media(request: web.Request) -> web.StreamResponse:
    world, media_id = request.app[WORLD], request.match_info["object_id"]
    if not world.media.forget(media_id):
        raise no_such_object(media_id)
    return web.json_response({"success": True})


async def get_templates(request: web.Request) -> web.StreamResponse:
    world, waba = request.app[WORLD], request.match_info["object_id"]
    check_waba(world, waba)
    wanted = request.query.get("name")
    found = [t for t in enumerate(world.templates.all()) if wanted in (None, t[1].name)]
    data = [template.as_graph(f"{waba[:-3]}{index:03d}") for index, template in found]
    paging = {"cursors": {"before": "MAZDZD", "after": "MjQZD"}}
    return web.json_response({"data": data, "paging": paging} | template_summary(request, len(data)))


def template_summary(request: web.Request, found: int) -> Json:
    """Counts, of which Graph gives those that `summary` names; 250 templates is an unverified account's limit."""
    counts: Json = {
        "total_count": found,
        "message_template_count": len(request.app[WORLD].templates.all()),
        "message_template_limit": 250,
        "are_translations_complete": True,
    }
    asked = request.query.get("summary", "").split(",")
    told = {name: counts[name] for name in asked if name in counts}
    return {"summary": told} if told else {}


async def post_subscribed_apps(request: web.Request) -> web.StreamResponse:
    check_waba(request.app[WORLD], request.match_info["object_id"])
    return web.json_response({"success": True})


def check_waba(world: World, waba: str) -> None:
    if all(number.waba_id != waba for number in world.config.numbers):
        raise no_such_object(waba)


async def unknown_path(request: web.Request) -> web.StreamResponse:
    raise GraphError(2500, f"Unknown path components: {request.path}")


def fail_media_perhaps(world: World) -> None:
    if world.faults.strikes("fail_media"):
        raise GraphError(131000, "Something went wrong with the media.")


async def download(request: web.Request) -> web.StreamResponse:
    """The file behind an address that lives five minutes. Not Graph: refusals are bare."""
    world, media_id = request.app[WORLD], request.match_info["media_id"]
    try:
        check_token(world, request)
        fail_media_perhaps(world)
    except GraphError as error:
        return web.Response(status=error.status)
    file = world.media.at_address(media_id, request.query.get("ext", ""), request.query.get("hash", ""))
    if file is None or world.faults.lost_media or world.faults.strikes("expired_media"):
        return web.Response(status=404, text="URL signature expired")
    if world.faults.strikes("half_media"):
        return await send_half(request, world.media.path(file), file)
    return web.FileResponse(world.media.path(file), headers={"Content-Type": file.mime}, chunk_size=CHUNK)


async def send_half(request: web.Request, path: Path, file: File) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": file.mime, "Content-Length": str(file.size)})
    await answer.prepare(request)
    data = await asyncio.to_thread(path.read_bytes)
    await answer.write(data[: len(data) // 2])
    if request.transport is not None:
        request.transport.close()
    return answer
