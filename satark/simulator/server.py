"""The rehearsal's web server: Graph API, phones page and rehearsal API on one loopback address."""

from __future__ import annotations

import random
from typing import Any

import uvloop
from aiohttp import web

from satark import logs
from satark.settings import Settings
from satark.simulator import api, graph, pages
from satark.simulator.api.wishes import own_pages_only
from satark.simulator.config import SimulatorConfig, from_settings
from satark.simulator.graph import UPLOAD_MOST
from satark.simulator.world import WORLD, make_world, running

BODY_MOST = UPLOAD_MOST + 1024 * 1024


def main(settings: Settings) -> None:
    """`satark simulator`: serve until SIGTERM or Ctrl-C."""
    logs.configure("simulator")
    config = from_settings(settings)
    logs.get().info("simulator.starting", port=config.port)
    web.run_app(
        build_app(config),
        host=config.host,
        port=config.port,
        access_log=None,
        print=lambda _: None,
        shutdown_timeout=2.0,
        loop=uvloop.new_event_loop(),
    )


def build_app(config: SimulatorConfig, chance: random.Random | None = None) -> web.Application:
    app = web.Application(client_max_size=BODY_MOST, middlewares=[pages.strict_headers, own_pages_only])
    app[WORLD] = make_world(config, chance)
    app.cleanup_ctx.append(running)
    app.on_shutdown.append(_end_open_streams)
    app.add_routes([*api.routes(), *pages.routes(), *graph.routes(config.version)])
    return app


async def _end_open_streams(app: web.Application) -> None:
    live = app[WORLD].live
    live.closed.set()
    live.tell("reload", dict[str, Any]())
