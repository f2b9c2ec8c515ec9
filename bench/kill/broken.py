"""Runs one of our processes with one deliberate fault, to see that the kill test catches it: `broken.py <fault> <process>`.

Each fault is a promise of the architecture taken away. A green kill test means nothing while one of these stays green.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from satark.config import commands


def acknowledge_before_commit() -> None:
    """The edge answers 200 and writes afterwards."""
    from satark.edge import store

    async def put(self: Any, items: Any) -> None:
        for item in items:
            self._add(item)
        self._wake.set()

    store.Store.put = put  # type: ignore[method-assign]
    store.GATHER = WINDOW


def forget_duplicates() -> None:
    """The edge gives a repeated webhook another tag."""
    from satark.vault import tags

    keyed = tags.keyed

    def fresh(key: bytes, *parts: str, size: int = 16) -> bytes:
        return os.urandom(size) if size > 1 else keyed(key, *parts, size=size)

    tags.keyed = fresh


def empty_inbox_first() -> None:
    """The relay takes messages out in a transaction of their own, before their turns."""
    from satark.relay import inbox

    take, elsewhere = inbox.take, _own_connection()

    def take_out(cursor: Any, partitions: list[int], *, limit: int) -> list[inbox.Item]:
        items = take(cursor, partitions, limit=limit)
        if items:
            ids = [item.seq for item in items]
            elsewhere().execute("DELETE FROM relay_inboxitem WHERE id = ANY (%s)", [ids])
            time.sleep(WINDOW)
        return items

    inbox.take = take_out
    inbox.remove = lambda cursor, items: None


def send_before_commit() -> None:
    """The relay sends replies whose turns are not on disk yet."""
    from satark.relay.courier import Handover
    from satark.relay.process import Relay

    work = Relay._in_transaction

    def hand_over_early(self: Any, *arguments: Any) -> Handover:
        done = work(self, *arguments)
        self._courier.hand(done)
        time.sleep(WINDOW if done.letters else 0)
        return Handover(busy=done.busy)

    Relay._in_transaction = hand_over_early  # type: ignore[method-assign,assignment]


def _own_connection() -> Callable[[], Any]:
    """A second connection of the relay's, made anew when it is lost."""
    import psycopg

    from satark import settings
    from satark.config import database

    kept: list[Any] = []

    def connection() -> psycopg.Connection[tuple[object, ...]]:
        if not kept or kept[0].closed:
            kept[:] = [database.connect(settings.current(), "relay", autocommit=True)]
        made: psycopg.Connection[tuple[object, ...]] = kept[0]
        return made

    return connection


WINDOW = 0.1
"""Seconds that such a fault is held open, so that a dozen kills hit it."""
FAULTS: dict[str, tuple[str, Callable[[], None]]] = {
    # name -> (the process it is in, what it does)
    "acknowledge-before-commit": ("edge", acknowledge_before_commit),
    "forget-duplicates": ("edge", forget_duplicates),
    "empty-inbox-first": ("relay", empty_inbox_first),
    "send-before-commit": ("relay", send_before_commit),
}


def main() -> int:
    fault, process = sys.argv[1:]
    if process == "relay":
        os.environ["DJANGO_SETTINGS_MODULE"] = "satark.config.django_settings"
        import django

        django.setup()
    FAULTS[fault][1]()
    return commands.main([process])


if __name__ == "__main__":
    sys.exit(main())
