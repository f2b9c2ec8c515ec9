"""Files: upload, address, delete, and the download behind an address that lives five minutes."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, missing, no_such_object
from satark.simulator.graph.door import (
    SUCCESS,
    break_perhaps,
    check_product,
    check_token,
    guarded,
    number_of,
    told,
)
from satark.simulator.media import MEBIBYTE, UPLOADED_SECONDS, File, check_upload
from satark.simulator.people.identity import new_media_id
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
CHUNK = 64 * 1024
UPLOAD_MOST = 100 * MEBIBYTE


def routes(version: str) -> list[web.RouteDef]:
    return [
        web.post(f"/{version}/{{object_id}}/media", guarded(post_media)),
        web.delete(f"/{version}/{{object_id}}", guarded(delete_media)),
        web.get("/media/{media_id}", download),
    ]


async def post_media(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    number = number_of(request)
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
    check_product(fields)
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


async def get_file(request: web.Request) -> web.StreamResponse:
    """Where the file behind a media id can be fetched for the next five minutes."""
    world = request.app[WORLD]
    fail_media_perhaps(world)
    file = find_file(world, request)
    return told(
        {
            "messaging_product": "whatsapp",
            "url": host_of_files(world) + world.media.address(file),
            "mime_type": file.mime,
            "sha256": file.sha256,
            "file_size": file.size,
            "id": file.id,
        }
    )


def host_of_files(world: World) -> str:
    """Our own, unless a stranger's is wanted."""
    stranger = world.faults.media_port
    return f"http://127.0.0.1:{stranger}" if stranger else world.config.own_url


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
    return told(SUCCESS)


def fail_media_perhaps(world: World) -> None:
    if world.faults.broken_media or world.faults.strikes("fail_media"):
        raise GraphError(131000, "Something went wrong with the media.")


async def download(request: web.Request) -> web.StreamResponse:
    """The file behind an address that lives five minutes. Not Graph: refusals are bare."""
    world, media_id = request.app[WORLD], request.match_info["media_id"]
    broken = await break_perhaps(request)
    if broken is not None:
        return broken
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
