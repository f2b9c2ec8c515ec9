"""`satark doctor`: whether everything runs, in plain words. Exit status 0 only when it does."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from satark.config import database, supervisor
from satark.relay import alarms
from satark.settings import Settings
from satark.vault import keystore

PULSE_FRESH = 30
"""Seconds after which a process that last said it works is taken for stopped."""


CLOCK_FRESH = 120
"""The same for the worker's clock, which ticks four times a minute and may be busy."""
HELD_UP = 60
"""Seconds that a message may wait for its turn."""


@dataclass(frozen=True, slots=True)
class Finding:
    well: bool
    words: str


def run(settings: Settings, *, quiet: bool) -> int:
    findings = list(examine(settings))
    if not quiet:
        for finding in findings:
            print(("  ok    " if finding.well else "  WRONG ") + finding.words)
        print("Ready." if all(f.well for f in findings) else "Not ready: see the lines marked WRONG.")
    return 0 if all(finding.well for finding in findings) else 1


def examine(settings: Settings) -> Iterator[Finding]:
    yield from _keys(settings)
    yield from _database(settings)
    for name, url in _doors(settings).items():
        well = supervisor.answers(f"{url}/health")
        yield Finding(well, f"{name} answers on {url}." if well else f"{name} does not answer on {url}.")


def _keys(settings: Settings) -> Iterator[Finding]:
    for process in keystore.PROCESSES:
        try:
            keystore.read(settings.keys_dir, process)
        except keystore.KeyMissing as missing:
            yield Finding(False, str(missing))
            continue
        open_files = [
            file.name
            for file in (settings.keys_dir / process).iterdir()
            if stat.S_IMODE(file.stat().st_mode) & 0o077
        ]
        if open_files:
            yield Finding(False, f"Keys of {process} can be read by others: {', '.join(open_files)}.")
        else:
            yield Finding(True, f"The keys of {process} are in place.")


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        connection = database.connect(settings, "owner")
    except (psycopg.Error, keystore.KeyMissing):
        yield Finding(False, "The database does not answer: start `make demo`, or check SATARK_DATABASE_URL.")
        return
    with closing(connection):
        yield Finding(True, "The database answers.")
        for check in (database.check_server, database.check_hindi):
            yield _checked(check, connection)
        yield from _pulses(connection)
        yield from _ticks(connection)
        yield from _work(connection)
        yield from _alarms(connection)
        if not supervisor.running(settings.data_dir):
            yield from _clock(connection)


def _checked(check: Callable[[database.Connection], None], connection: database.Connection) -> Finding:
    try:
        check(connection)
    except database.DatabaseRefused as refused:
        return Finding(False, str(refused))
    return Finding(True, f"The database is sound ({check.__name__.removeprefix('check_')}).")


def _pulses(connection: database.Connection) -> Iterator[Finding]:
    for process in ("edge", "relay", "worker"):
        try:
            row = connection.execute(
                "select extract(epoch from now() - max(at)) from relay_pulse where process like %s",
                (f"{process}%",),
            ).fetchone()
        except psycopg.errors.UndefinedTable:
            yield Finding(False, "The tables are missing: run `satark db migrate`.")
            return
        age = float(str(row[0])) if row and row[0] is not None else None
        well = age is not None and age < PULSE_FRESH
        yield Finding(well, f"The {process} works." if well else f"The {process} has not said that it works.")


def _ticks(connection: database.Connection) -> Iterator[Finding]:
    """Whoever looks after lateness is looked after."""
    ticked, age = _row(
        connection,
        "select count(*), coalesce(extract(epoch from now() - max(at)), 0) from relay_pulse where process = 'clock'",
    )
    if ticked:
        well = float(str(age)) < CLOCK_FRESH
        yield Finding(
            well, "The clock ticks." if well else "The clock has stopped: nobody hears of what is late."
        )


def _work(connection: database.Connection) -> Iterator[Finding]:
    """What waits, in counts and reason codes only."""
    waiting, oldest = _row(
        connection, "select count(*), coalesce(extract(epoch from now() - min(at)), 0) from relay_inboxitem"
    )
    held_up = float(str(oldest)) > HELD_UP
    words = f"{waiting} messages wait for the relay, the oldest for {float(str(oldest)):.0f} seconds."
    yield Finding(not held_up, words if held_up else "No message waits long.")
    behind, _ = _row(connection, "select count(*), 0 from relay_later")
    if behind:
        yield Finding(
            True, f"Of senders who send very much, kept and worked off when there is time: {behind} messages."
        )
    for reason, count in connection.execute("select reason, count(*) from relay_setaside group by reason"):
        yield Finding(True, f"Set aside, sealed, because of {reason}: {count} messages. See docs/map.md.")
    for error, count in connection.execute(
        "select error, count(*) from relay_outgoing where state = 3 group by error"
    ):
        yield Finding(True, f"Could not be sent, code {error}: {count} replies.")
    held, _ = _row(connection, "select count(*), 0 from relay_outgoing where state = 4")
    if held:
        yield Finding(
            True, f"Cannot reach the person until they write: {held} replies, said first when they do."
        )


def _clock(connection: database.Connection) -> Iterator[Finding]:
    """Only a demo may be led through its time. What a rehearsal left behind would end and escalate at wrong times."""
    led, _ = _row(connection, "select count(*), 0 from rehearsal_clock")
    if led:
        yield Finding(False, "The database goes by a rehearsal's time: empty its table rehearsal_clock.")


def _alarms(connection: database.Connection) -> Iterator[Finding]:
    """What stands, for how long, and by which number nothing goes out. See docs/alarms.md."""
    for code, number, since, times in connection.execute(
        """select code, number_id, to_char(since at time zone 'Asia/Kolkata', 'DD.MM. HH24:MI'), times
             from relay_alarm where cleared_at is null order by since, code"""
    ):
        about = f", number {number}" if number else ""
        words = alarms.WORDS.get(str(code), "see docs/alarms.md")
        yield Finding(False, f"ALARM {code}{about}, since {since}, {times} times: {words}.")
    for number, code in connection.execute(
        "select number_id, code from relay_pause order by number_id, code"
    ):
        yield Finding(False, f"Sending is paused by {number or 'every number'} because of {code}.")


def _row(connection: database.Connection, query: LiteralString) -> tuple[object, ...]:
    return connection.execute(query).fetchone() or (0, 0)


def _doors(settings: Settings) -> dict[str, str]:
    doors = {"The webhook door": settings.edge_bind.url, "The console": settings.console_bind.url}
    if supervisor.running(settings.data_dir):
        doors["The pretend WhatsApp"] = settings.simulator_bind.url
    return doors
