"""`make clock-test`: 100,000 complaints run out in the same second; the worker and PostgreSQL are killed meanwhile, the clock
is set back a day and forward a year. Prints one JSON object; exit status 0 when each escalation is there exactly once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import LiteralString

import psycopg

from bench import stack
from bench.stack import Stack

ROOT = Path(__file__).parents[2]
STILL = 40.0
"""Seconds without anything new after which the clock is taken to have done all it had to: more than two ticks."""
PATIENCE = 3600.0
LEFT_OPEN = 2000
"""Complaints that are not answered before the clock jumps a year: each then owes every rank on every clock."""

ESCALATED: LiteralString = "select count(*) from cases_event where kind = 'escalated'"
FIRST: LiteralString = "select count(*) from cases_event where kind = 'escalated' and step = 'receive:1'"
# Per case, addressee and clock: each was told once. The late post is told by the first alone.
TOLD_TWICE: LiteralString = """
    select count(*) from (
        select case_id, post_id, facts->>'clock' from outbox_notice where kind = 'escalation'
         group by 1, 2, 3 having count(*) > 1) doubled
"""
UNTOLD: LiteralString = """
    select count(*) from cases_event e where e.kind = 'escalated' and not exists (
        select 1 from outbox_notice n where n.case_id = e.case_id and n.kind = 'escalation'
           and n.post_id = e.data->>'to' and n.facts->>'clock' = e.data->>'clock')
"""
ANSWER: LiteralString = """
    insert into cases_event (case_id, kind, at, post_id, ref, step, data)
    select d.case_id, 'answered', now(), d.post_id, d.ref, '', '{}' from cases_direction d order by d.ref offset %s
"""


class Clock:
    """A running desk whose only process is the worker."""

    def __init__(self, running: Stack) -> None:
        self._stack = running
        self._worker = running.worker()

    def start(self) -> None:
        self._worker.start()

    def kill_worker(self) -> None:
        self._stack.kill_child(self._worker)
        self._worker.start()

    def kill_database(self) -> None:
        self._stack.kill("postgres")
        time.sleep(0.5)
        self._stack.bring_back_server()

    def keep_alive(self) -> None:
        if not self._worker.alive:
            self._worker.wait_until_stopped(time.monotonic())
            self._worker.start()

    def stop(self) -> None:
        self._worker.ask_to_stop()
        self._worker.wait_until_stopped(time.monotonic() + 20)

    def ask(self, query: LiteralString) -> int:
        with closing(self._stack.superuser()) as connection:
            row = connection.execute(query).fetchone()
        return int(str(row[0])) if row else 0

    def do(self, statement: LiteralString, values: list[object] | None = None) -> None:
        with closing(self._stack.superuser()) as connection:
            connection.execute(statement, values or [])

    def set_by(self, interval: str) -> None:
        """As if the machine's clock had been set: the database tells another time from now on."""
        self.do("delete from rehearsal_clock")
        self.do(
            """insert into rehearsal_clock (machine, shown, speed)
               values (clock_timestamp(), clock_timestamp() + %s::interval, 1)""",
            [interval],
        )

    def wait_for(self, query: LiteralString, many: int) -> float:
        """Seconds until there are so many. Raises TimeoutError."""
        began = time.monotonic()
        while self._count(query) < many:
            if time.monotonic() > began + PATIENCE:
                raise TimeoutError
            self.keep_alive()
            time.sleep(0.2)
        return time.monotonic() - began

    def wait_until_still(self) -> int:
        """How many escalations there are when nothing new has come for a while."""
        last, since = -1, time.monotonic()
        while time.monotonic() < since + STILL:
            found = self._count(ESCALATED)
            if found != last:
                last, since = found, time.monotonic()
            self.keep_alive()
            time.sleep(1)
        return last

    def _count(self, query: LiteralString) -> int:
        try:
            return self.ask(query)
        except psycopg.Error:
            return -1


def run(many: int) -> tuple[dict[str, object], list[str]]:
    with stack.running(relays=0, districts=False) as running:
        _seed(running, many)
        clock = Clock(running)
        try:
            return _story(clock, many)
        finally:
            clock.stop()


def _seed(running: Stack, many: int) -> None:
    """Due five minutes after forwarding: a second ago for all of them."""
    command = [sys.executable, "-m", "bench.clock.seed", str(many), "301"]
    subprocess.run(command, env=running.environment("owner"), cwd=ROOT, check=True)


def _story(clock: Clock, many: int) -> tuple[dict[str, object], list[str]]:
    began = time.monotonic()
    clock.start()
    clock.wait_for(FIRST, many // 10)
    clock.kill_worker()
    clock.wait_for(FIRST, many // 2)
    clock.kill_database()
    clock.wait_for(FIRST, many)
    seconds = time.monotonic() - began
    first = clock.ask(FIRST)
    clock.do(ANSWER, [min(LEFT_OPEN, many // 5)])
    before = clock.wait_until_still()
    clock.set_by("-1 day")
    back = clock.wait_until_still()
    clock.set_by("365 days")
    year = clock.wait_until_still()
    clock.do("delete from rehearsal_clock")
    right = clock.wait_until_still()
    figures = {
        "cases": many,
        "seconds_until_all_were_told": round(seconds, 1),
        "first_escalations": first,
        "escalations": {"before": before, "a_day_back": back, "a_year_on": year, "put_right": right},
        "told_twice": clock.ask(TOLD_TWICE),
        "untold": clock.ask(UNTOLD),
    }
    return figures, _faults(figures, first == many, before == back, year > back, year == right)


def _faults(
    figures: dict[str, object], each_once: bool, unmoved: bool, made_up: bool, put_right: bool
) -> list[str]:
    found = {
        "not every case was told of": not each_once,
        "a clock set back brought something": not unmoved,
        "a year on nothing fell due": not made_up,
        "putting the clock right brought something": not put_right,
        "somebody was told twice": figures["told_twice"] != 0,
        "an escalation nobody was told of": figures["untold"] != 0,
    }
    return [words for words, wrong in found.items() if wrong]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.clock", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    figures, faults = run(parser.parse_args().cases)
    print(json.dumps(figures | {"faults": faults}, indent=2))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
