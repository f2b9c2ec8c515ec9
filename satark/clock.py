"""The one clock: aware UTC. Only a rehearsal on this machine may run it fast."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from satark.settings import SettingsError, is_loopback

INDIA = ZoneInfo("Asia/Kolkata")
"""Deadlines in days are days here; everything stored is UTC."""


class Clock:
    """Tells the time. `speed` 60 lets a minute pass in a second."""

    def __init__(self, *, speed: float = 1.0, graph_url: str = "") -> None:
        """Raises SettingsError: a fast clock next to the real WhatsApp would escalate real cases."""
        if speed <= 0:
            raise SettingsError("The clock's speed must be above 0.")
        if speed != 1.0 and not is_loopback(urlsplit(graph_url).hostname or ""):
            raise SettingsError(
                "The clock may run fast only in a rehearsal: SATARK_GRAPH_URL must point at this machine."
            )
        self.speed = speed
        self._began = datetime.now(UTC)
        self._mark = time.monotonic()

    def now(self) -> datetime:
        if self.speed == 1.0:
            return datetime.now(UTC)
        return self._began + timedelta(seconds=(time.monotonic() - self._mark) * self.speed)


clock = Clock()
"""The process' clock at its ordinary pace; a rehearsal makes its own."""


def now() -> datetime:
    return clock.now()
