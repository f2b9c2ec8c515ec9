"""What each process of the demo is given: an environment built from nothing, holding its own needs only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from satark.config.children import Part
from satark.settings import Process, Secret, Settings

GRAPH_VERSION = "v26.0"
OWN_SECRETS = "demo"
"""File in a key store that only a demo's has."""


@dataclass(frozen=True, slots=True, repr=False)
class Shared:
    """What the pretend WhatsApp and we must both know, as Meta and a district do."""

    app_secret: str
    verify_token: str
    graph_token: str


def shared_secrets(keys_dir: Path) -> Shared:
    """Read them, or make them once."""
    file = keys_dir / OWN_SECRETS
    if not file.exists():
        keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = {name: secrets.token_urlsafe(32) for name in Shared.__dataclass_fields__}
        partial = file.with_name(f".demo.{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as output:
            json.dump(fresh, output)
        partial.rename(file)
    return Shared(**json.loads(file.read_text()))


def environment(process: Process, settings: Settings, shared: Shared, address: str) -> dict[str, str]:
    """All that one process is told. Who verifies webhooks has no Graph token; who sends has no app secret."""
    told = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SATARK_PROCESS": process,
        "SATARK_DATA_DIR": str(settings.data_dir),
    }
    if process != "simulator":
        told |= {"SATARK_DATABASE_URL": address, "SATARK_KEYS": str(settings.keys_dir)}
    # Everybody goes by the rehearsal's clock, and so must know that it is one.
    told |= {
        "SATARK_GRAPH_URL": graph_url(settings),
        "SATARK_REHEARSAL_CLOCK": str(clock_file(settings.data_dir)),
    }
    graph = {"SATARK_MEDIA_HOSTS": str(settings.simulator_bind)}
    signing = {"SATARK_APP_SECRETS": shared.app_secret, "SATARK_VERIFY_TOKEN": shared.verify_token}
    edge_bind = {"SATARK_EDGE_BIND": str(settings.edge_bind)}
    console_bind = {"SATARK_CONSOLE_BIND": str(settings.console_bind)}
    match process:
        case "edge":
            told |= signing | edge_bind
        case "relay":
            told |= graph | {
                "SATARK_GRAPH_TOKEN": shared.graph_token,
                "SATARK_CALLBACK_URL": callback_url(settings),
            }
        case "console":
            told |= console_bind
        case "simulator":
            told |= graph | signing | edge_bind | console_bind
            told |= {
                "SATARK_GRAPH_TOKEN": shared.graph_token,
                "SATARK_SIMULATOR_BIND": str(settings.simulator_bind),
            }
        case "owner":
            told |= graph
            if settings.admin_database_url:
                told["SATARK_ADMIN_DATABASE_URL"] = settings.admin_database_url.reveal()
        case "worker":
            pass
    return told


def parts(settings: Settings, address: str) -> list[Part]:
    """In the order they are started; stopped in the same order, so that nothing new comes in while the rest ends."""
    shared = shared_secrets(settings.keys_dir)
    health = {
        "edge": f"{settings.edge_bind.url}/health",
        "console": f"{settings.console_bind.url}/health",
        "simulator": f"{settings.simulator_bind.url}/health",
    }
    order: tuple[Process, ...] = ("simulator", "edge", "relay", "worker", "console")
    return [
        Part(
            name,
            environment=environment(name, settings, shared, address),
            log_file=log_file(settings.data_dir, name),
            health=health.get(name, ""),
        )
        for name in order
    ]


def as_told(settings: Settings) -> Settings:
    """Settings of whoever asks the demo's pretend WhatsApp, for a command without settings of its own."""
    return replace(
        settings,
        graph_url=graph_url(settings),
        graph_token=Secret(shared_secrets(settings.keys_dir).graph_token),
        callback_url=callback_url(settings),
    )


def graph_url(settings: Settings) -> str:
    return f"{settings.simulator_bind.url}/{GRAPH_VERSION}"


def callback_url(settings: Settings) -> str:
    return f"{settings.edge_bind.url}/webhooks/whatsapp"


def clock_file(data_dir: Path) -> Path:
    return data_dir / "run" / "clock"


def log_file(data_dir: Path, name: str) -> Path:
    # The pretend WhatsApp knows numbers in clear: everything of its own stays in its own folder.
    return data_dir / ("simulator" if name == "simulator" else "logs") / f"{name}.log"
