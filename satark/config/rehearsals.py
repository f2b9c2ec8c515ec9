"""Scenarios asked for on the phones page: the supervisor plays them, because the pretend WhatsApp has no right to.

The page leaves a wish in the pretend WhatsApp's own folder; what the play says goes into a file beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from satark.config.demo_parts import environment, shared_secrets
from satark.rehearsal import roll
from satark.settings import Settings

FOLDER = "rehearsal"
WISH, PLAYBILL, PROGRESS, RESULT = "wish", "playbill.json", "progress.log", "result.json"


class Rehearsals:
    """One at a time. `look` is called ten times a second."""

    def __init__(self, settings: Settings, address: str) -> None:
        self._settings, self._address = settings, address
        self._folder = settings.data_dir / "simulator" / FOLDER
        self._process: subprocess.Popen[bytes] | None = None

    def announce(self) -> None:
        """Say which there are."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in (WISH, PROGRESS, RESULT):
            (self._folder / name).unlink(missing_ok=True)
        bill = [
            {"name": each.name, "stake": each.stake, "title": {"en": each.title, "hi": each.hindi}}
            for each in roll.every()
        ]
        (self._folder / PLAYBILL).write_text(json.dumps(bill, ensure_ascii=False))

    def look(self) -> None:
        if self._process is not None:
            if self._process.poll() is not None:
                self._finish()
            return
        wish = self._folder / WISH
        if wish.exists():
            self._start(wish.read_text())
            wish.unlink()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)

    def _start(self, name: str) -> None:
        if name not in {each.name for each in roll.every()}:
            return
        (self._folder / RESULT).unlink(missing_ok=True)
        told = environment(
            "owner", self._settings, shared_secrets(self._settings.keys_dir), self._address
        ) | {
            "SATARK_CONSOLE_BIND": str(self._settings.console_bind),
            "SATARK_SIMULATOR_BIND": str(self._settings.simulator_bind),
            "SATARK_EDGE_BIND": str(self._settings.edge_bind),
        }
        command = [sys.executable, "-I", "-m", "satark.config.commands", "rehearse", "scenario"]
        with self._part(RESULT).open("wb") as result, (self._folder / PROGRESS).open("wb") as progress:
            self._process = subprocess.Popen(
                [*command, name, "--here", "--json"], env=told, cwd="/", stdout=result, stderr=progress
            )

    def _finish(self) -> None:
        """The result appears whole or not at all. A play that broke off says so itself, in its last line."""
        self._process = None
        if not self._part(RESULT).stat().st_size:
            last = (self._folder / PROGRESS).read_text().strip().rpartition("\n")[2]
            self._part(RESULT).write_text(json.dumps({"passed": False, "why": last, "seconds": 0}))
        self._part(RESULT).replace(self._folder / RESULT)

    def _part(self, name: str) -> Path:
        return self._folder / f".{name}"
