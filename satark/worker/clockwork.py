"""The clock's job: ticks by the database's time, says after each that it did, and is looked after by others.

Whoever runs it, in how many workers, and however often it is killed, a tick records what is owed and nothing twice.
When no tick has been for two minutes the relay raises `clock_stopped`, and `satark doctor` says so.
"""

from __future__ import annotations

import time
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection

from satark import clock, logs
from satark.cases import closing
from satark.cases.clock import digests, ticks

PULSE = "clock"
EVERY = 15.0
"""Seconds of the machine between two ticks."""
OFTENEST = 0.5
"""In a rehearsal whose time passes fast, ticks come closer."""

LOST_DATABASE = (OperationalError, InterfaceError)

log = logs.get()


def now() -> datetime:
    """The database's time, which is the same for every worker; a rehearsal's, where one is led."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT desk_now()")
        found: datetime = cursor.fetchone()[0]
    return found


def run() -> None:
    """Ticks until the next run is due: one, or as many as a rehearsal's speed wants."""
    pause = max(EVERY / clock.speed(), OFTENEST)
    until = time.monotonic() + EVERY - pause
    tick()
    while time.monotonic() < until:
        time.sleep(pause)
        tick()


def tick() -> None:
    done = ticks.tick(now=now(), after_each=say_so)
    say_so()
    if done.recorded:
        log.info("worker.clock", looked=done.looked, recorded=done.recorded, told=done.told)


def say_so() -> None:
    """By the machine's time: a rehearsal's may stand still."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO relay_pulse (process, at, facts) VALUES (%s, clock_timestamp(), '{}')
               ON CONFLICT (process) DO UPDATE SET at = excluded.at""",
            [PULSE],
        )


def rounds() -> None:
    """What no case's own time tells. A part that fails holds up no other."""
    at = now()
    for part in (
        ticks.owners_gone,
        ticks.late_orders,
        closing.close_what_nobody_disputed,
        digests.send_due,
    ):
        try:
            found = part(now=at)
        except LOST_DATABASE:
            raise
        except Exception as problem:  # noqa: BLE001 - a digest must not wait for a complaint that cannot be closed
            log.error("worker.round_failed", part=part.__name__, problem=problem)
            continue
        if found:
            log.info("worker.round", part=part.__name__, found=found)
