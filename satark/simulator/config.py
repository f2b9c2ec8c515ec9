"""What one rehearsal WhatsApp is told at start: addresses, shared secrets, the business numbers it pretends to run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from satark import clock
from satark.settings import Settings
from satark.simulator.templates.template import Template


@dataclass(frozen=True, slots=True)
class BusinessNumber:
    """One WhatsApp number of a district, as Meta knows it."""

    phone_number_id: str
    waba_id: str
    display: str
    """Digits, no plus: an impossible number."""
    name: str


CHANDAULI = BusinessNumber("155500010000101", "155500010000901", "915550000101", "Satark Chandauli")
BAREILLY = BusinessNumber("155500010000102", "155500010000902", "915550000102", "Satark Bareilly")
CHANDAULI_OPEN = BusinessNumber(
    "155500010000103", "155500010000903", "915550000103", "Chandauli Police Complaints"
)
BAREILLY_OPEN = BusinessNumber(
    "155500010000104", "155500010000904", "915550000104", "Bareilly Police Complaints"
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from accepting a message to each of its statuses."""

    sent: float = 0.02
    delivered: float = 0.2
    read: float = 2.5
    """Only for phones that read by themselves (officers); a source's phone reads when its page is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorConfig:
    data_dir: Path
    """Everything of ours is in `simulator` under it, logs included."""
    host: str = "127.0.0.1"
    port: int = 8002
    webhook_url: str = "http://127.0.0.1:8001/webhooks/whatsapp"
    console_url: str = "http://127.0.0.1:8000/"
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    graph_token: str = field(repr=False)
    version: str = "v26.0"
    numbers: tuple[BusinessNumber, ...] = (
        CHANDAULI,
        BAREILLY,
        CHANDAULI_OPEN,
        BAREILLY_OPEN,
    )
    pace: Pace = Pace()
    approved: tuple[Template, ...] = ()
    """The templates that are there from the start."""
    review_seconds: float = 30.0
    """How long Meta looks at a new template; really up to a day."""
    clock: Callable[[], float] = time.time
    """Unix seconds; it may run fast, and jump forward at any moment."""
    speed: Callable[[], float] = lambda: 1.0
    """How fast it runs just now."""

    @property
    def folder(self) -> Path:
        return self.data_dir / "simulator"

    @property
    def own_url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def from_settings(settings: Settings) -> SimulatorConfig:
    """The demo's: Satark's own settings seen from Meta's side. Signs with the newest of the app secrets."""
    secrets = settings.app_secrets
    return SimulatorConfig(
        data_dir=settings.data_dir,
        host=settings.simulator_bind.host,
        port=settings.simulator_bind.port,
        webhook_url=f"{settings.edge_bind.url}/webhooks/whatsapp",
        console_url=f"{settings.console_bind.url}/",
        app_secret=secrets[0].reveal() if secrets else "",
        verify_token=settings.verify_token.reveal(),
        graph_token=settings.graph_token.reveal(),
        version=urlsplit(settings.graph_url).path.strip("/") or "v26.0",
        clock=clock.timestamp,
        speed=clock.speed,
        # Whoever rehearses files templates as with the real one, but is not kept waiting for the review.
        review_seconds=0.0,
    )
