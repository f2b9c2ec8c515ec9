"""The one clock: aware UTC. Only a rehearsal on this machine may run it fast, or let it jump.

A rehearsal's processes share a file that says how its time passes; whoever leads the rehearsal writes it anew
(`set_pace`), and everybody goes by it within a fiftieth of a second. Without such a file it is the machine's own time.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from satark.settings import SettingsError, is_loopback

INDIA = ZoneInfo("Asia/Kolkata")
"""Deadlines in days are days here; everything stored is UTC."""

LOOK_AGAIN = 0.02
"""Seconds for which a pace is believed before the file is looked at again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """From the machine's moment `real` on, which was `shown` to the rehearsal, `speed` seconds pass in one."""

    real: float
    shown: float
    speed: float = 1.0

    def at(self, real: float) -> float:
        return self.shown + (real - self.real) * self.speed


class Clock:
    """Tells the time. With a `pace` file it tells the rehearsal's."""

    def __init__(self, *, pace: Path | None = None, graph_url: str = "") -> None:
        """Raises SettingsError: a fast clock next to the real WhatsApp would escalate real cases."""
        if pace is not None and not is_loopback(urlsplit(graph_url).hostname or ""):
            raise SettingsError(
                "SATARK_REHEARSAL_CLOCK is only for a rehearsal: SATARK_GRAPH_URL must point at this machine."
            )
        self._file = pace
        self._pace: Pace | None = None
        self._written = 0
        self._looked = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def timestamp(self) -> float:
        """Unix seconds."""
        real = time.time()
        if self._file is None:
            return real
        pace = self._look(real)
        return pace.at(real) if pace else real

    @property
    def speed(self) -> float:
        pace = self._look(time.time()) if self._file else None
        return pace.speed if pace else 1.0

    def _look(self, real: float) -> Pace | None:
        if self._file is None or 0 <= real - self._looked < LOOK_AGAIN:
            return self._pace
        self._looked = real
        try:
            written = self._file.stat().st_mtime_ns
            if written != self._written:
                self._pace, self._written = read_pace(self._file), written
        except FileNotFoundError:
            self._pace, self._written = None, 0
        return self._pace


def read_pace(file: Path) -> Pace:
    """Raises FileNotFoundError, and SettingsError for a file that is none of ours."""
    try:
        return Pace(**json.loads(file.read_bytes()))
    except (ValueError, TypeError):
        raise SettingsError(f"{file.name} does not say how the rehearsal's time passes: delete it.") from None


def set_pace(file: Path, *, speed: float, forward: timedelta = timedelta()) -> Pace:
    """Let the rehearsal's time pass `speed` times as fast from now on, after a jump `forward`. It never goes back."""
    if speed <= 0 or forward < timedelta():
        raise SettingsError("Time passes: the speed must be above 0, and no jump may go back.")
    real = time.time()
    shown = read_pace(file).at(real) if file.exists() else real
    pace = Pace(real, shown + forward.total_seconds(), speed)
    partial = file.with_name(f".{file.name}")
    partial.write_text(json.dumps(asdict(pace)))
    partial.replace(file)
    return pace


_clock = Clock()


def follow(pace: Path | None, *, graph_url: str) -> None:
    """Let this process go by a rehearsal's clock, or by the machine's. Raises SettingsError."""
    global _clock
    _clock = Clock(pace=pace, graph_url=graph_url)


def now() -> datetime:
    """This process' time."""
    return _clock.now()


def timestamp() -> float:
    """The same in Unix seconds."""
    return _clock.timestamp()


def speed() -> float:
    """How many seconds pass in one: 1 but in a rehearsal."""
    return _clock.speed
