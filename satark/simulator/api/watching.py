"""Look at the rehearsal: what phones show, as it happens, and what was counted."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from aiohttp import web

from satark.simulator import samples
from satark.simulator.api.wishes import dumps, guarded, number_in, phone_of
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
LONGEST_WAIT = 60.0
SILENCE_SECONDS = 15.0
"""After so long without an event an empty line keeps the stream open."""


def routes() -> list[web.RouteDef]:
    return [
        web.get("/health", health),
        web.get("/api/phones/{phone}/messages", guarded(get_messages)),
        web.get("/api/media/{media_id}", get_media),
        web.get("/api/samples", get_samples),
        web.get("/api/samples/{name}", get_sample),
        web.get("/api/events", get_events),
        web.get("/api/ledger", guarded(get_ledger)),
        web.get("/api/journal", guarded(get_journal)),
        web.get("/api/clock", get_clock),
    ]


async def health(request: web.Request) -> web.StreamResponse:
    return web.json_response({"status": "ok"} | request.app[WORLD].health())


async def get_messages(request: web.Request) -> web.StreamResponse:
    """`after` (a seq), `last` (only the newest so many), `wait` (seconds to wait for something new)."""
    world, phone = request.app[WORLD], phone_of(request)
    after, last = int(number_in(request, "after")), int(number_in(request, "last"))
    ends = asyncio.get_running_loop().time() + min(number_in(request, "wait"), LONGEST_WAIT)
    found = world.threads.of_phone(phone.id, after=after, last=last)
    while not found and not world.live.closed.is_set():
        left = ends - asyncio.get_running_loop().time()
        if left <= 0:
            break
        await world.live.wait_for(phone.id, left)
        found = world.threads.of_phone(phone.id, after=after, last=last)
    return web.json_response({"messages": [message.as_json() for message in found]}, dumps=dumps)


async def get_media(request: web.Request) -> web.StreamResponse:
    """A file as the phone that sent or got it shows it: without a token, and never run as a page."""
    world = request.app[WORLD]
    file = world.media.find(request.match_info["media_id"])
    if file is None:
        return web.Response(status=404)
    inline = file.bare_mime.split("/")[0] in ("image", "audio", "video") and "svg" not in file.bare_mime
    headers = {"Content-Type": file.mime, "Content-Disposition": "inline" if inline else "attachment"}
    return web.FileResponse(world.media.path(file), headers=headers)


async def get_samples(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"samples": [sample.as_json() for sample in samples.ROLL]})


async def get_sample(request: web.Request) -> web.StreamResponse:
    sample = samples.find(request.match_info["name"])
    if sample is None:
        return web.Response(status=404)
    return web.FileResponse(sample.path, headers={"Content-Type": sample.mime})


async def get_events(request: web.Request) -> web.StreamResponse:
    """Server-sent events: message, ticks, typing, phone, faults, health; `reload` when some were lost."""
    world = request.app[WORLD]
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await stream.prepare(request)
    listener = world.live.listen()
    try:
        await stream.write(event("health", world.health()))
        while not world.live.closed.is_set() and not listener.lost:
            try:
                name, data = await asyncio.wait_for(listener.events.get(), SILENCE_SECONDS)
            except TimeoutError:
                await stream.write(b": still here\n\n")
                continue
            await stream.write(event(name, data))
        if listener.lost:
            await stream.write(event("reload", {}))
    except ConnectionResetError:
        pass  # the page was closed
    finally:
        world.live.leave(listener)
    return stream


async def get_ledger(request: web.Request) -> web.StreamResponse:
    """Every send that was accepted (after the seq `after`), counted by opaque id, and what else was counted."""
    world = request.app[WORLD]
    by_opaque = world.threads.accepted(int(number_in(request, "after")))
    refused = world.store.rows("select code, count(*) as count from refusal group by code order by code")
    body = {
        "accepted": sum(by_opaque.values()),
        "last_seq": world.threads.last_seq(),
        "by_opaque": by_opaque,
        "doubled": {opaque: count for opaque, count in by_opaque.items() if opaque and count > 1},
        "refused": {str(row["code"]): row["count"] for row in refused},
        "billing": billing(world),
        "throughput": {
            number.phone_number_id: world.throughput.within(number.phone_number_id, world.now())
            for number in world.config.numbers
        },
        "tallies": world.store.tallies(),
        "webhooks_waiting": world.postman.waiting,
    }
    return web.json_response(body, dumps=dumps)


def billing(world: World) -> Json:
    """Delivered messages by number and category: what Meta would charge for."""
    bill: Json = {number.phone_number_id: {} for number in world.config.numbers}
    for row in world.store.rows("select * from bill order by phone_number_id, category"):
        bill.setdefault(row["phone_number_id"], {})[row["category"]] = row["count"]
    return bill


async def get_journal(request: web.Request) -> web.StreamResponse:
    """Entries with a number above `after`, of one `event` (webhook, send, graph) when it is named."""
    journal, event = request.app[WORLD].journal, request.query.get("event", "")
    return web.json_response({"entries": journal.after(int(number_in(request, "after")), event)}, dumps=dumps)


async def get_clock(request: web.Request) -> web.StreamResponse:
    config = request.app[WORLD].config
    return web.json_response({"now": config.clock(), "speed": config.speed()})


def event(name: str, data: Json) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"
