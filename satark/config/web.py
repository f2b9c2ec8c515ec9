"""`satark console`: Django under granian. One process with threads; more machines, not more processes, when it is slow."""

from __future__ import annotations

import os
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from satark.settings import Settings
from satark.vault import keystore

THREADS = 4
STOP_LIMIT = 10
"""Seconds for pages under way when it is asked to stop."""

LOGGING: dict[str, Any] = {
    # granian brings handlers that print its lines and requests as they are; ours (satark.logs) take them instead.
    "formatters": {},
    "handlers": {},
    "loggers": {
        "_granian": {"handlers": [], "propagate": True},
        "granian.access": {"handlers": [], "propagate": False},
    },
}


def run(settings: Settings) -> int:
    keystore.read(settings.keys_dir, "console")
    settings.console_bind.listen("SATARK_CONSOLE_BIND").close()
    os.environ["DJANGO_SETTINGS_MODULE"] = "satark.config.django_settings"
    Granian(
        "satark.config.wsgi:application",
        address=settings.console_bind.host,
        port=settings.console_bind.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        log_dictconfig=LOGGING,
        workers_kill_timeout=STOP_LIMIT,
    ).serve()
    return 0
