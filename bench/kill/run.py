"""One run: people talk, processes are killed and come back, everybody finishes, the ledger is judged."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import LiteralString

import uvloop

from bench import stack
from bench.kill.ledger import Case, Ledger, Verdict, judge
from bench.kill.load import Load
from bench.measure import percentile
from bench.stack import Programs, Stack
from satark.config import demo_parts

VICTIMS = {"edge": 3, "relay": 4, "postgres": 3}
"""Part -> how often, in relation."""
TWO_AT_ONCE = 0.25
WARM_UP = 5.0
BETWEEN = (0.5, 6.0)
UNNOTICED = (0.0, 0.7)
"""Seconds until somebody starts it again."""
LAST_STATUS = 20.0
LEFT_OVER: dict[str, LiteralString] = {
    "inbox": "select (select count(*) from relay_inboxitem) + (select count(*) from relay_later)",
    "set aside": "select count(*) from relay_setaside",
    "unsent": "select count(*) from relay_outgoing where state in (0, 1)",
    "undelivered": "select count(*) from relay_outgoing where state > 1",
    "codes without a case": "select abs((select count(*) from relay_sourcecode) - (select count(*) from cases_case))",
}


@dataclass(frozen=True, slots=True)
class Plan:
    kills: int
    people: int
    relays: int
    seed: int
    patience: float = 180.0
    """Seconds for everybody to finish after the last kill."""


def run(plan: Plan, programs: Programs | None = None) -> tuple[Verdict, dict[str, object]]:
    """The verdict, and what was done. `programs` puts broken processes in the place of ours."""
    ledger = Ledger()
    with stack.running(relays=plan.relays, programs=programs) as running:
        running.start(running.children)
        load, thread = _begin(running, ledger, plan)
        began = time.monotonic()
        kills = _kill_at_random(running, ledger, plan)
        load.last_call()
        all_done = load.finished.wait(plan.patience)
        took = time.monotonic() - began
        load.finished.set()
        thread.join(timeout=10)
        left = left_over(running) | {"people who still wait": 0 if all_done else load.present}
        verdict = judge(ledger, cases(running), left)
    waits = {f"{share:.0%}": round(percentile(load.waits, share), 2) for share in (0.5, 0.99, 1.0)}
    done = {"seed": plan.seed, "kills": dict(kills), "seconds": round(took, 1), "seconds_to_the_reply": waits}
    return verdict, done


def _begin(running: Stack, ledger: Ledger, plan: Plan) -> tuple[Load, threading.Thread]:
    load = Load(running, ledger, people=plan.people, seed=plan.seed)
    thread = threading.Thread(target=lambda: uvloop.run(load.run()), name="load", daemon=True)
    thread.start()
    if not load.ready.wait(10):
        raise stack.StackFailed("the load could not begin")
    return load, thread


def _kill_at_random(running: Stack, ledger: Ledger, plan: Plan) -> Counter[str]:
    """At any moment, sometimes a second one before the first is back."""
    chance, done = random.Random(plan.seed), Counter[str]()
    time.sleep(WARM_UP)
    while done.total() < plan.kills:
        time.sleep(chance.uniform(*BETWEEN))
        victims = chance.choices(list(VICTIMS), list(VICTIMS.values()), k=1 + (chance.random() < TWO_AT_ONCE))
        for part in dict.fromkeys(victims):
            if part == "relay":
                ledger.relay_kills.append(time.monotonic())
            running.kill(part, chance.randrange(len(running.relays)) if part == "relay" else 0)
            done[part] += 1
            time.sleep(chance.uniform(*UNNOTICED))
        running.bring_back()
    return done


def left_over(running: Stack) -> dict[str, int]:
    """What should be gone, a moment after the last status came."""
    until = time.monotonic() + LAST_STATUS
    while True:
        with closing(running.superuser()) as connection:
            rows = {name: connection.execute(query).fetchone() for name, query in LEFT_OVER.items()}
        left = {name: int(str(row[0])) for name, row in rows.items() if row}
        if not any(left.values()) or time.monotonic() > until:
            return left
        time.sleep(0.5)


def cases(running: Stack) -> list[Case]:
    """What the DIG's cell can read, from a process with the console's role, rights and keys."""
    environment = demo_parts.environment(
        "console", running.settings, running.shared, running.settings.database_address
    )
    done = subprocess.run(
        [sys.executable, "-m", "bench.kill.cases"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Case(**{**each, "words": tuple(each["words"])}) for each in json.loads(done.stdout)]
