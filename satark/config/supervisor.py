"""`satark demo`: keys, database, districts, five processes; looks after them until Ctrl-C, then stops them in order."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import psycopg

from satark import clock, logs
from satark.config import database, demo, postgres
from satark.config.children import STOP_LIMIT, Child, write_pid
from satark.config.demo_parts import (
    OWN_SECRETS,
    clock_file,
    environment,
    graph_url,
    log_file,
    parts,
    shared_secrets,
)
from satark.config.rehearsals import Rehearsals
from satark.settings import Settings
from satark.vault import keystore

READY_LIMIT = 90.0
LOOK_EVERY = 0.1
MARK = "DEMO"
"""File that says: this folder is a demo's and may be deleted by `satark demo-reset`."""

log = logs.get()


class DemoRefused(Exception):
    """The demo cannot start. The text is a sentence for the one who started it."""

    for_administrator = True


def run(settings: Settings) -> int:
    _refuse_in_earnest(settings)
    (settings.data_dir / "run").mkdir(parents=True, exist_ok=True)
    clock.follow(clock_file(settings.data_dir), graph_url=graph_url(settings))
    with _alone(settings.data_dir), _own_log(settings.data_dir):
        return Demo(settings).run()


def _refuse_in_earnest(settings: Settings) -> None:
    """What waits in a real installation would be said to pretend phones, and its folder be marked as one to delete."""
    keys = settings.keys_dir
    if any((keys / process).exists() for process in keystore.PROCESSES) and not (keys / OWN_SECRETS).exists():
        raise DemoRefused(f"{keys} holds keys that no demo made: give the demo a folder of its own.")
    if (settings.data_dir / "postgres").exists() and not (settings.data_dir / MARK).exists():
        raise DemoRefused(
            f"{settings.data_dir} holds a database that no demo made: give the demo a folder of its own."
        )


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """One supervisor a folder."""
    with (data_dir / "run" / "supervisor.pid").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DemoRefused(f"a demo already runs on {data_dir} (process {file.read().strip()}).") from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        (data_dir / MARK).touch()
        try:
            yield
        finally:
            file.truncate(0)


@contextmanager
def _own_log(data_dir: Path) -> Iterator[None]:
    file = log_file(data_dir, "supervisor")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", buffering=1) as stream:
        logs.configure("supervisor", stream=stream)
        try:
            yield
        finally:
            logs.configure("supervisor")


def running(data_dir: Path) -> bool:
    """Whether a supervisor holds the folder."""
    try:
        with (data_dir / "run" / "supervisor.pid").open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


class Demo:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopping = False
        self._server: postgres.Server | None = None
        self._children: list[Child] = []
        self._rehearsals = Rehearsals(settings, settings.database_address)

    def run(self) -> int:
        # A background job of a shell has SIGINT ignored, so both signals are taken explicitly.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._check_ports()
        try:
            sign_ins = self._prepare()
            self._start()
            if self._wait_until_ready():
                demo.enrol(self._settings)
                demo.file_templates(self._settings)
                self._rehearsals.announce()
                print(block(self._settings, sign_ins), flush=True)
                self._look_after()
        finally:
            self._stop()
        return 0

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _check_ports(self) -> None:
        """Raises SettingsError with the variable whose place is taken."""
        ours = self._settings
        ours.console_bind.listen("SATARK_CONSOLE_BIND").close()
        ours.edge_bind.listen("SATARK_EDGE_BIND").close()
        ours.simulator_bind.listen("SATARK_SIMULATOR_BIND").close()

    def _prepare(self) -> list[list[str]]:
        """Keys, server, tables, districts. Returns who may sign in."""
        shared_secrets(self._settings.keys_dir)  # First: they say that the keys beside them are a demo's.
        keystore.create(self._settings.keys_dir)
        if not self._settings.database_url:
            self._start_server()
        done = subprocess.run(
            [sys.executable, "-I", "-m", "satark.config.commands", "db", "prepare", "--demo"],
            env=environment("owner", self._settings, shared_secrets(self._settings.keys_dir), self._address),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise DemoRefused(f"the database could not be prepared: {done.stderr.strip()[-800:]}")
        return [list(each) for each in json.loads(done.stdout or "[]")]

    def _start_server(self) -> None:
        password = keystore.read(self._settings.keys_dir, "admin").superuser_password.decode()
        self._server = postgres.Server(self._settings.data_dir, password=password)
        self._server.start()
        if pid := self._server.pid:
            write_pid(self._pid_file("postgres"), pid)

    @property
    def _address(self) -> str:
        return self._settings.database_address

    def _pid_file(self, name: str) -> Path:
        return self._settings.data_dir / "run" / f"{name}.pid"

    def _start(self) -> None:
        for part in parts(self._settings, self._address):
            child = Child(part, pid_file=self._pid_file(part.name))
            self._children.append(child)
            child.start()

    def _wait_until_ready(self) -> bool:
        """False when we were told to stop meanwhile. Raises DemoRefused with the process that does not come up."""
        limit = time.monotonic() + READY_LIMIT
        while waiting := [child.part.name for child in self._children if not self._healthy(child)]:
            if self._stopping:
                return False
            failed = next((child for child in self._children if child.deaths > 3), None)
            name = failed.part.name if failed else waiting[0]
            if failed or time.monotonic() > limit:
                words = log_file(self._settings.data_dir, name)
                raise DemoRefused(f"the process {name} does not come up; its own words are in {words}.")
            self._look_after_once()
            time.sleep(LOOK_EVERY)
        return True

    def _healthy(self, child: Child) -> bool:
        if not child.alive:
            return False
        return answers(child.part.health) if child.part.health else self._has_pulse(child)

    def _has_pulse(self, child: Child) -> bool:
        """Whether a process that does not listen has said, since it was started, that it works."""
        try:
            with closing(database.connect(self._settings, "owner")) as connection:
                row = connection.execute(
                    "select 1 from relay_pulse where process like %s and at > %s",
                    (f"{child.part.name}%", child.started_at),
                ).fetchone()
        except psycopg.Error:
            return False
        return row is not None

    def _look_after(self) -> None:
        while not self._stopping:
            self._look_after_once()
            time.sleep(LOOK_EVERY)

    def _look_after_once(self) -> None:
        if self._server and self._server.pid is None:
            log.warning("demo.database_died")
            self._start_server()
        for child in self._children:
            child.look_after()
        self._rehearsals.look()

    def _stop(self) -> None:
        """What is played first, the doors, then those who work, the database last."""
        self._rehearsals.stop()
        for child in self._children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_LIMIT
        for child in self._children:
            child.wait_until_stopped(until)
        if self._server:
            self._server.stop()
            self._pid_file("postgres").unlink(missing_ok=True)
        log.info("demo.stopped")


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def block(settings: Settings, sign_ins: list[list[str]]) -> str:
    """What the person who started the demo needs to know, and no more."""
    lines = [
        "",
        "Satark is running. Everything here is pretend: districts, phones, officers.",
        "",
        f"  Phones page   {settings.simulator_bind.url}/",
        f"  Console       {settings.console_bind.url}/",
        "",
        "  Sign in as",
        *(f"    {who:<44} {name:<24} {password}" for who, name, password in sign_ins),
        "",
        "Open the phones page and send Hi. Ctrl-C stops everything; data stays in "
        + str(settings.data_dir)
        + ".",
        "",
    ]
    return "\n".join(lines)
