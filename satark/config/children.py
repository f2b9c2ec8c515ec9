"""Child processes of the demo's supervisor: started with nothing but their own, restarted when they die.

Everything here runs in the main thread: Linux sends the death signal when the *thread* that started a child ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from satark import logs
from satark.config.unprivileged import RunAs

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
STEADY = 30.0
"""Seconds alive after which an earlier crash is forgiven."""
STOP_LIMIT = 25.0

log = logs.get()


@dataclass(frozen=True, slots=True)
class Part:
    """One process: its name is its command."""

    name: str
    environment: Mapping[str, str]
    log_file: Path
    health: str = ""
    """Address that answers 200 when it can work; empty for one that does not listen."""
    program: tuple[str, ...] = ("-m", "satark.config.commands")
    """What Python runs; the kill test has it run broken ones too."""


def write_pid(file: Path, pid: int) -> None:
    """Whoever reads the file sees the old number or the new one, never half of it."""
    partial = file.with_name(f".{file.name}")
    partial.write_text(f"{pid}\n")
    partial.rename(file)


class Child:
    def __init__(self, part: Part, *, pid_file: Path) -> None:
        self.part = part
        self._pid_file = pid_file
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self.started_at = datetime.min.replace(tzinfo=UTC)
        self._pause = FIRST_PAUSE
        self._due = 0.0
        self.deaths = 0

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def steady(self) -> bool:
        return self.alive and time.monotonic() - self._started > STEADY

    def start(self) -> None:
        self.part.log_file.parent.mkdir(parents=True, exist_ok=True)
        with self.part.log_file.open("ab") as output:
            self._process = subprocess.Popen(
                # Isolated: neither PYTHON* variables nor the folder it is started in decide what it runs.
                [sys.executable, "-I", *self.part.program, self.part.name],
                env=dict(self.part.environment),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **RunAs("self", os.getuid(), os.getgid()).popen_arguments(dies_by=signal.SIGTERM),
            )
        self._started, self.started_at = time.monotonic(), datetime.now(UTC)
        write_pid(self._pid_file, self._process.pid)

    def look_after(self) -> None:
        """Start it again when it died, each time a little later."""
        now = time.monotonic()
        if self.alive:
            if self.steady:
                self._pause = FIRST_PAUSE
            return
        if self._process is not None:
            self._bury(now)
        if now >= self._due:
            self.start()

    def ask_to_stop(self) -> None:
        if self.alive:
            assert self._process is not None  # noqa: S101 - for the type checker
            self._process.terminate()

    def wait_until_stopped(self, until: float) -> None:
        """Wait, then end it and whatever it started."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("demo.process_killed", name=self.part.name)
        self._end_group()
        self._process.wait()
        self._process = None
        self._pid_file.unlink(missing_ok=True)

    def _bury(self, now: float) -> None:
        assert self._process is not None  # noqa: S101 - for the type checker
        log.warning("demo.process_died", name=self.part.name, status=self._process.returncode)
        self._end_group()
        self.deaths += 1
        self._process = None
        self._due = now + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _end_group(self) -> None:
        """End what a killed process left behind (the console's web server has a process of its own)."""
        assert self._process is not None  # noqa: S101 - for the type checker
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
