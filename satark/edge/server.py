"""`satark edge`: the door on uvicorn. Refuses to start without what it needs, by the name of the variable."""

from __future__ import annotations

import signal
import sys

import uvicorn

from satark.edge.door import Door
from satark.edge.heads import BoundedHeads
from satark.edge.store import Store
from satark.settings import Settings, SettingsError
from satark.vault import keystore

STOP_LIMIT = 20
"""Seconds for requests under way when it is asked to stop."""


def run(settings: Settings) -> int:
    if not settings.app_secrets:
        raise SettingsError(
            "SATARK_APP_SECRETS is empty: without Meta's app secret no webhook can be verified."
        )
    if not settings.verify_token:
        raise SettingsError("SATARK_VERIFY_TOKEN is empty: Meta's handshake needs it.")
    keys = keystore.read(settings.keys_dir, "edge")
    listening = settings.edge_bind.listen("SATARK_EDGE_BIND")
    store = Store(
        settings.database_address,
        password=keys.database_password.decode(),
        relay_public=keys.relay_public,
        dedupe=keys.dedupe,
        partition=keys.partition,
    )
    door = Door(
        app_secrets=tuple(secret.reveal().encode() for secret in settings.app_secrets),
        verify_token=settings.verify_token.reveal().encode(),
        store=store,
    )
    # uvicorn finishes what is under way and raises the signal again: then we end in good order.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    uvicorn.Server(_configuration(door)).run(sockets=[listening])
    return 0


def _configuration(door: Door) -> uvicorn.Config:
    return uvicorn.Config(
        door,
        loop="uvloop",
        http=BoundedHeads,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_LIMIT,
        timeout_keep_alive=75,
    )
