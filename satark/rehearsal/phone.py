"""A phone of the pretend WhatsApp, held as a person holds it: it knows the talk only by what it shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.wire import Json, ask, ask_form

PATIENCE = 60.0


class Phone:
    def __init__(self, simulator: str, shown: Json, *, patience: float = PATIENCE) -> None:
        self._base = f"{simulator}/api/phones/{shown['id']}"
        self.patience = patience
        self.shown = shown
        self.seen = 0
        self.sent = 0
        self.received: list[Json] = []
        self.wamids: list[str] = []
        self._catch_up()

    # --- doing ---

    def send(self, **what: Any) -> str:
        """Send anything that `POST /api/phones/{id}/send` knows. Returns the message's id."""
        wamid = str(ask(f"{self._base}/send", what)["wamid"])
        self.wamids.append(wamid)
        self.sent += 1
        return wamid

    def says(self, text: str, **more: Any) -> str:
        return self.send(type="text", text=text, **more)

    def photo(self, caption: str = "", **more: Any) -> str:
        return self.send(type="media", sample="trucks-at-night.jpg", caption=caption, **more)

    def file(self, data: bytes, *, name: str, mime: str, kind: str, **more: str) -> str:
        """Send bytes that are in nobody's camera roll, as whatever the phone says they are."""
        fields = {"type": "media", "kind": kind, **more}
        wamid = str(ask_form(f"{self._base}/send", fields, (name, mime, data))["wamid"])
        self.wamids.append(wamid)
        self.sent += 1
        return wamid

    def press(self, message: Json, option: Json) -> str:
        return self.send(type="choice", message=message["wamid"], id=option["id"], title=option["title"])

    def chooses(self, message: Json, start: str) -> str:
        """Press what begins so. Raises RehearsalFailed when it is not offered."""
        return self.press(message, option(message, start))

    def change(self, **what: Any) -> None:
        """Another number, user id or username; blocks us, is offline, is gone."""
        self.shown |= ask(f"{self._base}/change", what)

    @contextmanager
    def changed(self, **switches: bool) -> Iterator[None]:
        """So for a while: gone, offline, receipts."""
        self.change(**switches)
        try:
            yield
        finally:
            self.change(**{name: not on for name, on in switches.items()})

    def looks(self) -> None:
        """Read everything it shows."""
        ask(f"{self._base}/seen", {})

    # --- seeing ---

    def next(self, step: str) -> Json:
        """The next message from the desk. Raises RehearsalFailed when none comes."""
        until = time.monotonic() + self.patience
        while (left := until - time.monotonic()) > 0:
            if message := self._one_more(min(left, 5)):
                return message
        raise RehearsalFailed(f"{step}: no answer came to the phone in {self.patience:.0f} seconds.")

    def glance(self, wait: float) -> Json | None:
        """The next message from the desk, if one comes within so many seconds."""
        return self._one_more(wait)

    def until(self, step: str, right: Callable[[Json], bool]) -> Json:
        """The next message of which that is true; others before it are only noted."""
        until = time.monotonic() + self.patience
        while (left := until - time.monotonic()) > 0:
            message = self._one_more(min(left, 5))
            if message and right(message):
                return message
        raise RehearsalFailed(f"{step}: it did not come to the phone in {self.patience:.0f} seconds.")

    def screen(self) -> list[Json]:
        """Everything the desk has sent to it so far, the oldest first."""
        shown: list[Json] = ask(f"{self._base}/messages")["messages"]
        return [message for message in shown if message["from"] == "business"]

    def own(self) -> list[Json]:
        """Everything this person has sent, the oldest first."""
        shown: list[Json] = ask(f"{self._base}/messages")["messages"]
        return [message for message in shown if message["from"] == "phone"]

    def answered(self) -> bool:
        """Whether the newest message it shows is the desk's."""
        newest = ask(f"{self._base}/messages?last=1")["messages"]
        return bool(newest) and newest[-1]["from"] == "business"

    def shows_last(self, message: Json) -> bool:
        """Whether nothing newer from the desk stands below it."""
        newest = self.screen()[-1:]
        return bool(newest) and newest[0]["wamid"] == message["wamid"]

    def words(self) -> str:
        """All that it shows from the desk, as one text: titles of buttons and rows included."""
        return "\n".join(said(message) for message in self.screen())

    def _one_more(self, wait: float) -> Json | None:
        shown: list[Json] = ask(f"{self._base}/messages?after={self.seen}&wait={wait:.2f}")["messages"]
        for message in shown:
            self.seen = message["seq"]
            if message["from"] == "business":
                self.received.append(message)
                self.wamids.append(message["wamid"])
                return message
        return None

    def _catch_up(self) -> None:
        for message in ask(f"{self._base}/messages?last=1")["messages"]:
            self.seen = message["seq"]


def options(message: Json) -> list[Json]:
    """What can be pressed on a message."""
    return [*message.get("buttons", []), *message.get("rows", [])]


def option(message: Json, start: str) -> Json:
    """Raises RehearsalFailed."""
    found = next((each for each in options(message) if each["id"].startswith(start)), None)
    if found is None:
        raise RehearsalFailed(f"the phone does not offer {start}.")
    return found


def step_of(message: Json) -> str:
    """The question that its buttons or rows answer; empty when it has none."""
    offered = options(message)
    return str(offered[0]["id"]).partition(":")[0] if offered else ""


def said(message: Json) -> str:
    parts = [message.get("text", ""), *(each["title"] for each in options(message))]
    return "\n".join(part for part in parts if part)
