"""A whole Satark of its own in one folder, run as the demo runs it, but for the pretend WhatsApp: that is the test's."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from pathlib import Path

import psycopg

from satark import settings
from satark.config import database, postgres, supervisor
from satark.config.children import Child, Part
from satark.config.demo_parts import environment, log_file, shared_secrets
from satark.settings import Bind, Process
from satark.vault import keystore

PROCESSES: tuple[Process, ...] = ("edge", "relay", "worker", "console")
READY_LIMIT = 60.0
STOP_LIMIT = 20.0


class Installation:
    """Start and stop in the main thread: see `satark.config.children`."""

    def __init__(self, folder: Path) -> None:
        (folder / "run").mkdir(parents=True)
        (folder / "tmp").mkdir()
        binds = {name: str(_free()) for name in ("EDGE", "CONSOLE", "SIMULATOR")}
        self.settings = settings.load(
            {"SATARK_DATA_DIR": str(folder)} | {f"SATARK_{name}_BIND": bind for name, bind in binds.items()}
        )
        keystore.create(self.settings.keys_dir)
        self.shared = shared_secrets(self.settings.keys_dir)
        self.server = postgres.Server(folder, password=self._superuser_password)
        self.children = {process: self._child(process) for process in PROCESSES}
        self.sign_ins: dict[str, str] = {}
        """Username of each pretend officer -> password."""

    @property
    def folder(self) -> Path:
        return self.settings.data_dir

    @property
    def graph_bind(self) -> Bind:
        """Where the relay expects WhatsApp."""
        return self.settings.simulator_bind

    def prepare(self) -> None:
        """Server, roles, tables, rights, the demo's districts and officers."""
        self.server.start()
        done = self.satark("db", "prepare", "--demo")
        assert done.returncode == 0, done.stderr
        self.sign_ins = {username: password for _, username, password in json.loads(done.stdout)}

    def satark(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of the administrator."""
        return subprocess.run(
            [sys.executable, "-I", "-m", "satark.config.commands", *arguments],
            env=self._environment("owner"),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def start(self, *processes: Process) -> None:
        for process in processes:
            self.children[process].start()
        self.wait_until_ready(*processes)

    def wait_until_ready(self, *processes: Process) -> None:
        limit = time.monotonic() + READY_LIMIT
        while waiting := [process for process in processes if not self.is_ready(process)]:
            self.look_after()
            assert time.monotonic() < limit, f"{waiting[0]} is not ready: {self.log(waiting[0])[-1500:]}"
            time.sleep(0.05)

    def kill(self, process: Process) -> None:
        """SIGKILL, to it and to what it started; returns when it is gone."""
        os.killpg(self.pid(process), signal.SIGKILL)
        while self.children[process].alive:
            time.sleep(0.01)

    def kill_database(self) -> None:
        """SIGKILL to the server. What it started ends by itself when it notices."""
        assert self.server.pid
        os.kill(self.server.pid, signal.SIGKILL)
        while self.server.pid is not None:
            time.sleep(0.01)

    def look_after(self) -> None:
        """What the supervisor does: start again what died."""
        if self.server.pid is None:
            self.server.start()
        for child in self.children.values():
            if child.started_at.year > 1:
                child.look_after()

    @asynccontextmanager
    async def looked_after(self) -> AsyncIterator[None]:
        """While something else goes on. All live when it is over."""

        async def forever() -> None:
            while True:
                with suppress(postgres.DatabaseError):  # it does not start while its disk is full
                    self.look_after()
                await asyncio.sleep(0.1)

        supervisor = asyncio.create_task(forever())
        try:
            yield
        finally:
            supervisor.cancel()
        self.wait_until_ready(*(name for name, child in self.children.items() if child.started_at.year > 1))

    def stop(self) -> None:
        for child in self.children.values():
            child.ask_to_stop()
        until = time.monotonic() + STOP_LIMIT
        for child in self.children.values():
            child.wait_until_stopped(until)
        self.server.stop()
        postgres.remove(self.folder)

    # --- looking in ------------------------------------------------------------------------------------------------

    def pid(self, process: Process) -> int:
        return int((self.folder / "run" / f"{process}.pid").read_text())

    def log(self, process: Process) -> str:
        file = self.children[process].part.log_file
        return file.read_text(errors="replace") if file.exists() else ""

    def events(self, process: Process) -> list[str]:
        """Names of the events in its log, in order."""
        lines = (line for line in self.log(process).splitlines() if line.startswith("{"))
        return [json.loads(line)["event"] for line in lines]

    def is_ready(self, process: Process) -> bool:
        child = self.children[process]
        if child.part.health:
            return supervisor.answers(child.part.health)
        alive = "select 1 from relay_pulse where process like %s and at > %s"
        return bool(self.ask(alive, f"{process}%", child.started_at))

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Rows, as the superuser sees them."""
        with closing(self.superuser()) as connection:
            return connection.execute(query.encode(), values or None).fetchall()

    def tell(self, *statements: str) -> None:
        with closing(self.superuser()) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def connect(self, process: str) -> psycopg.Connection[tuple[object, ...]]:
        return database.connect(self.settings, process, autocommit=True)

    def superuser(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            self.settings.database_address,
            user=postgres.SUPERUSER,
            password=self._superuser_password,
            autocommit=True,
        )

    # --- parts -----------------------------------------------------------------------------------------------------

    @property
    def _superuser_password(self) -> str:
        return keystore.read(self.settings.keys_dir, "admin").superuser_password.decode()

    def _environment(self, process: Process) -> dict[str, str]:
        told = environment(process, self.settings, self.shared, self.settings.database_address)
        # So that a temporary file of any library lies where it is looked for.
        return told | {"TMPDIR": str(self.folder / "tmp")}

    def _child(self, process: Process) -> Child:
        doors = {"edge": self.settings.edge_bind, "console": self.settings.console_bind}
        health = f"{doors[process].url}/health" if process in doors else ""
        part = Part(process, self._environment(process), log_file(self.folder, process), health)
        return Child(part, pid_file=self.folder / "run" / f"{process}.pid")


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """Prepared; no process of ours runs yet. Gone afterwards."""
    installation = Installation(folder)
    try:
        installation.prepare()
        yield installation
    finally:
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _free() -> Bind:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return Bind("127.0.0.1", probe.getsockname()[1])
