"""Tells whoever looks that something changed: event streams of the page, long polls of a rehearsal."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

QUEUE_MOST = 1000


@dataclass(slots=True, eq=False)
class Listener:
    """One open page. A page that does not keep up is told to load everything again."""

    events: asyncio.Queue[tuple[str, dict[str, Any]]] = field(
        default_factory=lambda: asyncio.Queue(QUEUE_MOST)
    )
    lost: bool = False

    def put(self, name: str, data: dict[str, Any]) -> None:
        try:
            self.events.put_nowait((name, data))
        except asyncio.QueueFull:
            self.lost = True


@dataclass(slots=True)
class Live:
    _listeners: set[Listener] = field(default_factory=set)
    _shown: dict[str, asyncio.Event] = field(default_factory=dict)
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the server stops: open streams end then, or they would hold it up."""

    def listen(self) -> Listener:
        listener = Listener()
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def tell(self, name: str, data: dict[str, Any]) -> None:
        for listener in self._listeners:
            listener.put(name, data)

    def shown(self, phone_id: str) -> None:
        """A phone shows something new: wake whoever polls it."""
        event = self._shown.pop(phone_id, None)
        if event is not None:
            event.set()

    async def wait_for(self, phone_id: str, seconds: float) -> None:
        """Until this phone shows something new, the time is over, or the server stops."""
        event = self._shown.setdefault(phone_id, asyncio.Event())
        waits = [asyncio.create_task(event.wait()), asyncio.create_task(self.closed.wait())]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
