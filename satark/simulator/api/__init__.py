"""What the phones page and a rehearsal ask for: to hold phones, to break things, to look."""

from __future__ import annotations

from aiohttp import web

from satark.simulator.api import (
    account,
    batch,
    changes,
    faults,
    phones,
    scenarios,
    templates,
    watching,
    webhooks,
)


def routes() -> list[web.RouteDef]:
    subjects = (phones, changes, watching, faults, webhooks, batch, scenarios, templates, account)
    return [route for part in subjects for route in part.routes()]
