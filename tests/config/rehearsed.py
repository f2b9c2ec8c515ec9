"""A rehearsal WhatsApp with the demo's numbers and no template, and the settings of a desk that talks to it."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
from aiohttp.test_utils import unused_port

from satark import settings
from satark.channels.whatsapp.setup import OurNumber
from satark.config.demo import NUMBERS
from satark.settings import Secret, Settings
from satark.simulator.config import SimulatorConfig
from satark.simulator.server import build_app
from tests.simulator.stage import serving

OURS = tuple(OurNumber(ident, display, waba, languages) for ident, waba, display, _, languages in NUMBERS)


@dataclass(slots=True)
class Rehearsed:
    settings: Settings
    http: aiohttp.ClientSession

    async def faults(self, **wanted: object) -> None:
        async with self.http.post("/api/faults", json=wanted) as answer:
            assert answer.status == 200, await answer.text()

    async def template(self, name: str, **state: object) -> None:
        """WhatsApp decides something about a template."""
        async with self.http.post(f"/api/templates/{name}", json=state) as answer:
            assert answer.status in (200, 201, 204), await answer.text()


@asynccontextmanager
async def rehearsed(folder: Path) -> AsyncIterator[Rehearsed]:
    config = SimulatorConfig(
        data_dir=folder,
        port=unused_port(),
        app_secret="app-secret",
        verify_token="verify",
        graph_token="graph-token",
        review_seconds=0,
    )
    ours = replace(
        settings.load({}),
        graph_url=f"{config.own_url}/v26.0",
        graph_token=Secret("graph-token"),
        callback_url=config.webhook_url,
    )
    async with (
        serving(build_app(config, random.Random(7)), config.port),
        aiohttp.ClientSession(config.own_url) as http,
    ):
        yield Rehearsed(ours, http)
