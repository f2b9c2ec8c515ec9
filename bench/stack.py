"""The real processes, in a folder of their own: embedded PostgreSQL, edge and relays, with the roles and rights of production."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from bench.measure import cpu_seconds
from satark import settings
from satark.config import database, demo_parts, postgres, supervisor
from satark.config.children import Child, Part
from satark.settings import Process, Settings
from satark.vault import keystore

READY_LIMIT = 60.0
STOP_LIMIT = 25.0

Programs = Mapping[str, tuple[str, ...]]
"""Process -> what Python runs in its place."""


class StackFailed(Exception):
    """A process did not come up, or ended. The text says where its own words are."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where edge listens, and where the pretend Graph API will."""

    edge: settings.Bind
    graph: settings.Bind


class Stack:
    """Starts, looks after, and stops. To be used in the main thread only."""

    def __init__(self, folder: Path, *, relays: int, programs: Programs) -> None:
        self.places = Places(edge=_free_bind(), graph=_free_bind())
        self.settings = _settings(folder, self.places)
        keystore.create(self.settings.keys_dir)
        self.shared = demo_parts.shared_secrets(self.settings.keys_dir)
        password = keystore.read(self.settings.keys_dir, "admin").superuser_password.decode()
        self._programs = programs
        self.server = postgres.Server(folder, password=password)
        self.edge = self._child("edge", "edge")
        self.relays = [self._child("relay", f"relay-{number}") for number in range(relays)]

    @property
    def children(self) -> list[Child]:
        return [self.edge, *self.relays]

    def prepare(self, *, districts: bool) -> None:
        """Server, roles, tables and rights; with `districts` the demo's units, posts, officers and numbers."""
        (self.settings.data_dir / "run").mkdir(parents=True, exist_ok=True)
        self.server.start()
        done = subprocess.run(
            [
                sys.executable,
                "-I",
                "-m",
                "satark.config.commands",
                "db",
                "prepare",
                *(["--demo"] if districts else []),
            ],
            env=self._environment("owner"),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise StackFailed(f"the database could not be prepared: {done.stderr.strip()[-800:]}")
        # What is measured is ours: not how many messages WhatsApp takes a second on one number.
        with closing(self.superuser()) as connection:
            connection.execute("update relay_number set per_second = 20000")

    def start(self, children: list[Child]) -> None:
        for child in children:
            child.start()
        limit = time.monotonic() + READY_LIMIT
        while waiting := [child for child in children if not self._ready(child)]:
            if time.monotonic() > limit or not all(child.alive for child in children):
                raise StackFailed(f"{waiting[0].part.name} does not come up: {self.log_tail(waiting[0])}")
            time.sleep(0.1)

    def worker(self) -> Child:
        """One more process, not started: what is due without anybody asking. To be stopped by who asked for it."""
        return self._child("worker", "worker")

    def kill_child(self, child: Child) -> None:
        os.kill(int(self._pid_file(child.part).read_text()), signal.SIGKILL)
        child.wait_until_stopped(time.monotonic() + STOP_LIMIT)

    def bring_back_server(self) -> None:
        if self.server.pid is None:
            self.server.start()

    def environment(self, process: Process) -> dict[str, str]:
        """For a process of one's own beside these."""
        return self._environment(process)

    def kill(self, part: str, number: int = 0) -> None:
        """SIGKILL, without a word: of PostgreSQL the process that all its others belong to."""
        os.kill(self.pids()[part][number], signal.SIGKILL)

    def bring_back(self) -> None:
        """Start again, at once, whatever was killed."""
        self.bring_back_server()
        for child in self.children:
            if not child.alive:
                child.wait_until_stopped(time.monotonic())
                child.start()

    def stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_LIMIT
        for child in self.children:
            child.wait_until_stopped(until)
        self.server.stop()
        # Its socket lies outside the folder when the folder's name is long.
        postgres.remove(self.settings.data_dir)

    def pids(self) -> dict[str, list[int]]:
        """Ids of the running processes by part; PostgreSQL's is the one that started all its others."""
        named = {"postgres": [self.server.pid] if self.server.pid else []}
        for child in self.children:
            own = [int(self._pid_file(child.part).read_text())] if child.alive else []
            named[child.part.name] = named.get(child.part.name, []) + own
        return named

    def cpu_seconds(self) -> dict[str, float]:
        return {name: cpu_seconds(pids) for name, pids in self.pids().items()}

    def log_tail(self, child: Child) -> str:
        return child.part.log_file.read_text(errors="replace").strip()[-1500:]

    def connect(self, process: str) -> psycopg.Connection[tuple[object, ...]]:
        return database.connect(self.settings, process, autocommit=True)

    def superuser(self) -> psycopg.Connection[tuple[object, ...]]:
        """For what only the one who checks may see."""
        password = keystore.read(self.settings.keys_dir, "admin").superuser_password.decode()
        return psycopg.connect(
            self.settings.database_address, user=postgres.SUPERUSER, password=password, autocommit=True
        )

    def _child(self, process: Process, name: str) -> Child:
        part = Part(
            process,
            environment=self._environment(process),
            log_file=self.settings.data_dir / "logs" / f"{name}.log",
            health=f"{self.places.edge.url}/health" if process == "edge" else "",
        )
        if process in self._programs:
            part = replace(part, program=self._programs[process])
        return Child(part, pid_file=self._pid_file(part))

    def _pid_file(self, part: Part) -> Path:
        return self.settings.data_dir / "run" / f"{part.log_file.stem}.pid"

    def _environment(self, process: Process) -> dict[str, str]:
        return demo_parts.environment(process, self.settings, self.shared, self.settings.database_address)

    def _ready(self, child: Child) -> bool:
        if child.part.health:
            return supervisor.answers(child.part.health)
        with closing(self.connect("owner")) as connection:
            alive = connection.execute(
                "select count(*) from relay_pulse where process like 'relay:%%' and at > %s",
                (child.started_at,),
            ).fetchone()
        return alive is not None and int(str(alive[0])) >= len(self.relays)


@contextmanager
def running(*, relays: int = 1, districts: bool = True, programs: Programs | None = None) -> Iterator[Stack]:
    """A stack with an empty database; edge and relays are not started yet. Gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="satark-bench-"))
    stack = Stack(folder, relays=relays, programs=programs or {})
    try:
        stack.prepare(districts=districts)
        yield stack
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, places: Places) -> Settings:
    return settings.load(
        {
            "SATARK_DATA_DIR": str(folder),
            "SATARK_EDGE_BIND": str(places.edge),
            "SATARK_SIMULATOR_BIND": str(places.graph),
        }
    )


def _free_bind() -> settings.Bind:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return settings.Bind("127.0.0.1", probe.getsockname()[1])
