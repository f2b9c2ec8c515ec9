"""Where a scenario is played: the pretend WhatsApp, the desk behind it, and the time that both go by."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from satark import clock
from satark.rehearsal.desk import Desk
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.phone import Phone
from satark.rehearsal.wire import Json, ask

FOLLOWED = 0.06
"""Seconds after which every process goes by a new pace (`clock.LOOK_AGAIN`, and the answers under way)."""


D = TypeVar("D", bound=Desk, covariant=True)


@dataclass(slots=True)
class Stage(Generic[D]):
    simulator: str
    """Address of the pretend WhatsApp."""
    desk: D
    clock_file: Path
    on_pace: Callable[[clock.Pace], None] = lambda _: None
    """Told of every change of pace: our database goes by it too."""
    patience: float = 20.0
    """Real seconds that the desk has for anything."""

    # --- time ---

    def now(self) -> datetime:
        if not self.clock_file.exists():
            return datetime.now(UTC)
        return datetime.fromtimestamp(clock.read_pace(self.clock_file).at(time.time()), UTC)

    def let_pass(self, **span: float) -> None:
        """Jump forward (`hours=25`); afterwards time passes as it does here."""
        self.set_pace(speed=1, forward=timedelta(**span))

    def set_pace(self, *, speed: float, forward: timedelta = timedelta()) -> None:
        self.on_pace(clock.set_pace(self.clock_file, speed=speed, forward=forward))
        time.sleep(FOLLOWED)

    # --- people ---

    def phone(self, kind: str = "both", **more: Any) -> Phone:
        """A new person: `number` (no username), `username` (shows no number) or `both`."""
        shown = ask(f"{self.simulator}/api/phones", {"kind": kind, "name": "Rehearsal"} | more)
        return Phone(self.simulator, shown, patience=self.patience)

    def phone_called(self, phone_id: str) -> Phone:
        phones = ask(f"{self.simulator}/api/phones")["phones"]
        shown = next(phone for phone in phones if phone["id"] == phone_id)
        return Phone(self.simulator, shown, patience=self.patience)

    # --- WhatsApp ---

    def faults(self, **wanted: Any) -> None:
        ask(f"{self.simulator}/api/faults", wanted)

    def post(self, body: Json | None = None, **how: Any) -> list[int]:
        """Post a webhook at once, as it is. Returns the HTTP status of each time (0: the connection broke)."""
        wanted = how if body is None else {"body": body} | how
        return [int(status) for status in ask(f"{self.simulator}/api/webhooks/post", wanted)["statuses"]]

    def written(self, phone: Phone, text: str) -> Json:
        """A webhook in WhatsApp's own form that this phone never sent."""
        number, shown = self.number(), phone.shown
        who: Json = {"from_user_id": shown["user_id"]} | (
            {"from": shown["number"]} if shown["number"] else {}
        )
        contact: Json = {"profile": {"name": shown["profile_name"]}, "user_id": shown["user_id"]}
        contact |= {"wa_id": shown["number"]} if shown["number"] else {}
        message = who | {
            "id": f"wamid.{secrets.token_hex(24)}",
            "timestamp": str(int(self.now().timestamp())),
            "type": "text",
            "text": {"body": text},
        }
        return _webhook(number, {"contacts": [contact], "messages": [message]})

    def status(self, phone: Phone, message: Json, status: str, **more: Any) -> Json:
        """A webhook with a status of what this phone shows, in WhatsApp's own form."""
        number = next(n for n in self.numbers() if n["phone_number_id"] == message["phone_number_id"])
        told: Json = {"id": message["wamid"], "status": status, "timestamp": str(int(self.now().timestamp()))}
        told |= {"recipient_user_id": phone.shown["user_id"]} | more
        told |= {"recipient_id": phone.shown["number"]} if phone.shown["number"] else {}
        return _webhook(number, {"statuses": [told]})

    def account(self, field: str, value: Json | None = None) -> None:
        """WhatsApp tells something about our own account, number or a template."""
        ask(f"{self.simulator}/api/account", {"field": field} | ({"value": value} if value else {}))

    def batch(self, phone: Phone, messages: list[Json], *, statuses: bool = False) -> None:
        """Everything in one single webhook."""
        wanted = {"phone": phone.shown["id"], "messages": messages, "statuses": statuses}
        ask(f"{self.simulator}/api/batch", wanted)

    def ledger(self) -> Json:
        return ask(f"{self.simulator}/api/ledger")

    def journal(self, event: str = "", after: int = 0) -> list[Json]:
        entries: list[Json] = ask(f"{self.simulator}/api/journal?after={after}&event={event}")["entries"]
        return entries

    def number(self, at: int = 0) -> Json:
        """One of the business numbers: phone_number_id, waba_id, display, name."""
        return self.numbers()[at]

    def numbers(self) -> list[Json]:
        found: list[Json] = ask(f"{self.simulator}/api/phones")["numbers"]
        return found

    # --- waiting ---

    def settle(self) -> None:
        """Until every webhook is delivered and the desk has done what they brought."""
        self.wait(self._settled, "the desk did not come to rest")

    def wait(self, true: Callable[[], bool], otherwise: str, *, within: float | None = None) -> None:
        """Raises RehearsalFailed."""
        until = time.monotonic() + (within or self.patience)
        while not true():
            if time.monotonic() > until:
                raise RehearsalFailed(otherwise)
            time.sleep(0.1)

    def _settled(self) -> bool:
        return not ask(f"{self.simulator}/health")["waiting"] and self.desk.idle()


def _webhook(number: Json, told: Json) -> Json:
    metadata = {"display_phone_number": number["display"], "phone_number_id": number["phone_number_id"]}
    value: Json = {"messaging_product": "whatsapp", "metadata": metadata} | told
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": number["waba_id"], "changes": [{"field": "messages", "value": value}]}],
    }
