"""Scenarios on the page: which there are, a wish for one, and how it goes. Played by the supervisor, not by us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from satark.simulator.api.wishes import guarded
from satark.simulator.errors import WishError
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
WISH, PLAYBILL, PROGRESS, RESULT = "wish", "playbill.json", "progress.log", "result.json"


def routes() -> list[web.RouteDef]:
    return [
        web.get("/api/scenarios", get_scenarios),
        web.post("/api/scenarios/{name}", guarded(post_scenario)),
    ]


async def get_scenarios(request: web.Request) -> web.StreamResponse:
    """The roll, and how the newest one went or goes: its lines so far and, at the end, its result."""
    here = folder(request.app[WORLD])
    result = read(here / RESULT)
    return web.json_response(
        {
            "scenarios": bill(here),
            "going": is_going(here),
            "lines": [line.lstrip("… ") for line in read(here / PROGRESS).decode().splitlines()],
            "result": orjson.loads(result) if result else None,
        }
    )


async def post_scenario(request: web.Request) -> web.StreamResponse:
    """Wish for one. 202: it begins within a moment."""
    here, name = folder(request.app[WORLD]), request.match_info["name"]
    if name not in {each["name"] for each in bill(here)}:
        raise WishError("name: no such scenario, or nobody here who plays them")
    if is_going(here):
        return web.json_response({"error": "one is being played"}, status=409)
    (here / PROGRESS).unlink(missing_ok=True)
    (here / RESULT).unlink(missing_ok=True)
    (here / WISH).write_text(name)
    return web.json_response({"wished": name}, status=202)


def is_going(here: Path) -> bool:
    """Wished for, or begun and not ended."""
    return (here / WISH).exists() or ((here / PROGRESS).exists() and not (here / RESULT).exists())


def bill(here: Path) -> list[Json]:
    found: list[Json] = orjson.loads(read(here / PLAYBILL) or b"[]")
    return found


def folder(world: World) -> Path:
    return world.config.folder / "rehearsal"


def read(file: Path) -> bytes:
    """Small files of this machine; nothing where there is none."""
    return file.read_bytes() if file.exists() else b""
