"""Hold a phone: add one, write from it, look at it."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from satark.simulator import samples
from satark.simulator.acts import saying, voice, writing
from satark.simulator.acts.oddities import EVERY_ACT
from satark.simulator.acts.saying import Said
from satark.simulator.api.wishes import guarded, number_for, phone_of, read_object, read_wish
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.people.phones import Phone
from satark.simulator.sending import statuses
from satark.simulator.world import WORLD, World

Json = dict[str, Any]


def routes() -> list[web.RouteDef]:
    return [
        web.get("/api/phones", get_phones),
        web.post("/api/phones", guarded(post_phone)),
        web.post("/api/phones/{phone}/send", guarded(post_send)),
        web.post("/api/phones/{phone}/seen", guarded(post_seen)),
    ]


async def get_phones(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    numbers = [
        {"phone_number_id": n.phone_number_id, "waba_id": n.waba_id, "display": n.display, "name": n.name}
        for n in world.config.numbers
    ]
    phones = [phone.as_json() for phone in world.phones.all()]
    return web.json_response(
        {"phones": phones, "numbers": numbers, "console": world.config.console_url, "health": world.health()}
    )


async def post_phone(request: web.Request) -> web.StreamResponse:
    """A new person. `kind` number (no username), username (shows no number) or both; `role` source or officer."""
    world, wanted = request.app[WORLD], await read_object(request)
    kind, role = wanted.get("kind", "number"), wanted.get("role", "source")
    if kind not in ("number", "username", "both") or role not in ("source", "officer"):
        raise WishError("kind: number, username or both; role: source or officer")
    home = str(wanted.get("home", ""))
    if home and world.number(home) is None:
        raise WishError("home: no such phone_number_id")
    phone = world.phones.add(
        role=role,
        kind=kind,
        name=str(wanted.get("name") or "Rehearsal"),
        label=str(wanted.get("label") or ""),
        home=home,
        reads_itself=bool(wanted.get("reads_itself", role == "officer")),
        chance=world.chance,
    )
    world.live.tell("phone", phone.as_json())
    return web.json_response(phone.as_json(), status=201)


async def post_send(request: web.Request) -> web.StreamResponse:
    world, phone = request.app[WORLD], phone_of(request)
    wanted, upload = await read_wish(request)
    number, manner = number_for(world, phone, wanted), writing.manner_of(wanted)
    said = await say(world, phone, number, wanted, upload)
    written = writing.write(world, phone, number, said, manner)
    return web.json_response({"wamid": written.wamid, "seq": written.seq}, status=201)


async def say(
    world: World,
    phone: Phone,
    number: BusinessNumber,
    wanted: Json,
    upload: web.FileField | None = None,
) -> Said:
    """What the wish makes this person say. Raises WishError."""
    kind, act = wanted.get("type"), EVERY_ACT.get(str(wanted.get("type", "")))
    if act is not None:
        return act(world, phone, number, wanted)
    if kind == "sticker":
        return await attach(world, number, {"sample": "badge.webp"} | wanted, upload)
    if kind == "media":
        return await attach(world, number, wanted, upload)
    raise WishError(f"type: media, sticker, {', '.join(EVERY_ACT)}")


async def attach(world: World, number: BusinessNumber, wanted: Json, upload: web.FileField | None) -> Said:
    """A file of the camera roll, or one that came along."""
    if upload is not None:
        data = await asyncio.to_thread(upload.file.read)
        name, mime = upload.filename, upload.content_type
        kind = str(wanted.get("kind") or kind_of(mime, voice=bool(wanted.get("voice"))))
        if "webm" in mime and kind == "audio":
            data, name, mime = (
                await asyncio.to_thread(as_voice_note, data),
                "voice-note.ogg",
                "audio/ogg; codecs=opus",
            )
    else:
        sample = samples.find(str(wanted.get("sample", "")))
        if sample is None:
            raise WishError(f"file, or sample: {', '.join(s.name for s in samples.ROLL)}")
        data, name, mime = await asyncio.to_thread(sample.path.read_bytes), sample.name, sample.mime
        kind = str(wanted.get("kind") or sample.kind)
        wanted = {"voice": sample.voice} | wanted
    if kind not in ("image", "video", "audio", "document", "sticker"):
        raise WishError("kind: image, video, audio, document or sticker")
    return saying.media(world, number, kind=kind, data=data, mime=mime, name=name, wanted=wanted)


def kind_of(mime: str, *, voice: bool) -> str:
    if voice:
        return "audio"
    main = mime.split("/")[0]
    return main if main in ("image", "video", "audio") else "document"


def as_voice_note(data: bytes) -> bytes:
    try:
        return voice.webm_to_ogg(data)
    except voice.RecordingError:
        raise WishError("file: no recording a browser makes") from None


async def post_seen(request: web.Request) -> web.StreamResponse:
    """Somebody looks at this phone: what it shows up to `seq` is read."""
    world, phone, wanted = request.app[WORLD], phone_of(request), await read_object(request)
    number = number_for(world, phone, wanted)
    seq = wanted.get("seq", 2**62)
    if not isinstance(seq, int):
        raise WishError("seq: a whole number")
    return web.json_response({"read": statuses.look_at(world, phone, number.phone_number_id, seq)})
