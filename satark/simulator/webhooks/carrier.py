"""Carries one body to the callback: signed, written into the journal, and heard, or not, as the faults say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from satark.simulator.config import SimulatorConfig
from satark.simulator.faults import Faults
from satark.simulator.journal import Journal
from satark.simulator.webhooks import wire

TIME_OUT = aiohttp.ClientTimeout(total=10)


@dataclass(slots=True)
class Carrier:
    config: SimulatorConfig
    faults: Faults
    journal: Journal
    on_change: Callable[[], None] = lambda: None
    """Called when the edge answers no more, or again."""
    last_failure: str = ""
    """Why the last signed body was not taken; empty when it was."""
    _http: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        self._http = aiohttp.ClientSession(timeout=TIME_OUT)

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()

    async def carry(self, body: bytes, *, sign: str = "right", to: str = "") -> int:
        """POST these bytes once, signed with the right secret, a wrong one or none. The answer's status; 0 for none."""
        if self._http is None:
            return 0
        headers = {"Content-Type": "application/json", "User-Agent": "facebookexternalua"}
        if sign != "none":
            secret = self.config.app_secret if sign == "right" else f"not {self.config.app_secret}"
            headers["X-Hub-Signature-256"] = wire.sign(body, secret)
        status, failure = 0, ""
        try:
            async with self._http.post(to or self.config.webhook_url, data=body, headers=headers) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failure = type(error).__name__
        if self.faults.strikes("unheard"):
            status, failure = 0, "unheard"
        outcome = failure or str(status)
        self.journal.write("webhook", outcome=outcome, body=body.decode("utf-8", "replace"))
        if sign == "right":
            self._tell("" if status == 200 else outcome)
        return status

    def _tell(self, failure: str) -> None:
        changed = bool(failure) != bool(self.last_failure)
        self.last_failure = failure
        if changed:
            self.on_change()
