"""The page shows which scenarios there are and leaves a wish for one; others play it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from satark.simulator.api.scenarios import PLAYBILL, PROGRESS, RESULT, WISH
from tests.simulator.stage import Stage, stage

BILL = [{"name": "unsigned", "stake": 1, "title": {"en": "Unsigned", "hi": "बिना दस्तखत"}}]


def folder(stage: Stage) -> Path:
    here = stage.config.folder / "rehearsal"
    here.mkdir(exist_ok=True)
    return here


def test_where_nobody_plays_there_is_nothing_to_wish_for(tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path) as s:
            assert (await s.get("/api/scenarios"))["scenarios"] == []

            assert (await s.post("/api/scenarios/unsigned", {}))[0] == 400

    asyncio.run(play())


def test_a_wish_waits_for_the_one_who_plays(tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path) as s:
            here = folder(s)
            (here / PLAYBILL).write_text(json.dumps(BILL))

            status, _ = await s.post("/api/scenarios/unsigned", {})

            assert status == 202
            assert (here / WISH).read_text() == "unsigned"
            assert (await s.get("/api/scenarios"))["going"]

    asyncio.run(play())


def test_one_is_played_at_a_time(tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path) as s:
            here = folder(s)
            (here / PLAYBILL).write_text(json.dumps(BILL))
            (here / PROGRESS).write_text("… 1/1 unsigned\n")

            assert (await s.post("/api/scenarios/unsigned", {}))[0] == 409

            (here / RESULT).write_text(json.dumps({"name": "unsigned", "passed": True, "why": ""}))
            assert (await s.get("/api/scenarios"))["result"]["passed"]
            assert (await s.post("/api/scenarios/unsigned", {}))[0] == 202

    asyncio.run(play())


def test_a_name_that_is_not_on_the_bill_goes_nowhere(tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path) as s:
            here = folder(s)
            (here / PLAYBILL).write_text(json.dumps(BILL))

            assert (await s.post("/api/scenarios/..%2Fother", {}))[0] in (400, 404)
            assert not (here / WISH).exists()

    asyncio.run(play())
