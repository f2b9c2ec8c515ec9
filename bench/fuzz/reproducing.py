"""Finds what a fault needs: one webhook of those that show it, cut down while the running stack still shows it."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from bench.fuzz.ledger import HUNG_UP, TAKEN, wanted
from bench.fuzz.posting import INBOX, Plan, count, signature
from bench.fuzz.run import REASONS, Outcome
from bench.fuzz.shrinking import shrink
from bench.stack import Stack
from bench.webhooks import PATH

EACH = 20.0
"""Seconds for cutting one down."""
WORK = 10.0


@dataclass(frozen=True, slots=True)
class Reproduction:
    kind: str
    seed: int
    number: int
    body: bytes
    shown_again: bool
    """Whether it shows the fault alone; if not, it needs what came before it, and is printed as it was."""


def reproduce(stack: Stack, plan: Plan, outcome: Outcome) -> list[Reproduction]:
    """One of each kind of fault. To be called while the stack runs."""
    found = []
    for kind, every in outcome.verdict.reproduce.items():
        numbers = [number for number in every if number >= 0]
        if not numbers:
            continue
        shows = SHOWS.get(kind, never)
        bodies = {number: plan.webhook(number).body for number in numbers[:5]}
        number = next((each for each, body in bodies.items() if shows(stack, body)), None)
        if number is None:
            found.append(Reproduction(kind, plan.seed, numbers[0], bodies[numbers[0]], shown_again=False))
            continue
        small = shrink(bodies[number], partial(shows, stack), seconds=EACH)
        found.append(Reproduction(kind, plan.seed, number, small, shown_again=True))
    return found


def answered_wrongly(stack: Stack, body: bytes) -> bool:
    return post(stack, body) != wanted(body)[0]


def loses(stack: Stack, body: bytes) -> bool:
    """Posted afresh, it leaves another number of things than it must."""
    status, keys = wanted(body)
    if status != TAKEN:
        return False
    with closing(stack.superuser()) as connection:
        connection.execute("delete from relay_seen")
    post(stack, body)
    return count(stack, "select count(*) from relay_seen") != len(keys)


def fails_its_turn(stack: Stack, body: bytes) -> bool:
    """Posted afresh, something of it is set aside for an error of ours."""
    with closing(stack.superuser()) as connection:
        connection.execute("delete from relay_seen")
        connection.execute("delete from relay_setaside where not reason = any (%s)", (sorted(REASONS),))
    post(stack, body)
    until = time.monotonic() + WORK
    while count(stack, INBOX) and time.monotonic() < until:
        time.sleep(0.05)
    with closing(stack.superuser()) as connection:
        row = connection.execute(
            "select count(*) from relay_setaside where not reason = any (%s)", (sorted(REASONS),)
        ).fetchone()
    return row != (0,)


def never(stack: Stack, body: bytes) -> bool:
    return False


Shows = Callable[[Stack, bytes], bool]
SHOWS: dict[str, Shows] = {"wrong_answer": answered_wrongly, "lost": loses, "turn_failed": fails_its_turn}


def post(stack: Stack, body: bytes) -> int:
    """The status; `HUNG_UP` when there was none."""
    edge = stack.places.edge
    name, _, value = signature(stack.shared.app_secret.encode(), body).decode().partition(": ")
    with closing(http.client.HTTPConnection(edge.host, edge.port, timeout=30)) as connection:
        try:
            connection.request("POST", PATH, body, {"Content-Type": "application/json", name: value})
            return connection.getresponse().status
        except (http.client.HTTPException, ConnectionError):
            return HUNG_UP
