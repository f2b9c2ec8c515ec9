"""One run: everybody else alone, then beside the flood, then the flood worked off and accounted for."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from dataclasses import dataclass

from bench.crowd import Counts, Crowd
from bench.flood.account import Account, take_stock
from bench.flood.flooder import CONNECTIONS, Flooder
from bench.measure import percentile
from bench.stack import Stack, StackFailed
from bench.turns import Load, crowd_before
from bench.wire import Client

LEFT = "select (select count(*) from relay_inboxitem) + (select count(*) from relay_later)"
WORKED_OFF_LIMIT = 600.0
LAST_REPLY = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    messages: int = 100_000
    rate: float = 1_000.0
    """A second: as much as WhatsApp delivers for one number at its highest."""
    others: float = 50.0
    """Messages a second of everybody else."""
    people: int = 700
    warm_up: float = 20.0
    quiet: float = 60.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What everybody else waited for replies, in milliseconds."""

    turns: int
    p50: float
    p99: float
    cpu: dict[str, float]
    """Cores in use by each part meanwhile."""


@dataclass(frozen=True, slots=True)
class Run:
    quiet: Seen
    flooded: Seen
    ratio: float
    seconds_flooding: float
    seconds_worked_off: float
    """After the last message of the flood was acknowledged."""
    replies_to_flooder: int
    not_acknowledged: int
    account: Account


async def measure(stack: Stack, plan: Plan) -> Run:
    load = Load(people=plan.people, ramp=plan.warm_up)
    async with crowd_before(stack, load) as crowd:
        client = Client(stack.places.edge.host, stack.places.edge.port, CONNECTIONS)
        await client.open()
        flooder = Flooder(crowd.postbag, client)
        crowd.strangers[flooder.addressed] = flooder.took
        await crowd.come_at(plan.others, plan.warm_up)
        await flooder.give_a_tip()
        quiet = await _quiet(stack, crowd, plan)
        flooded, flooding = await _flooded(stack, crowd, flooder, plan)
        off = await _worked_off(stack)
        client.close()
    return Run(
        quiet=quiet,
        flooded=flooded,
        ratio=round(flooded.p99 / quiet.p99, 3),
        seconds_flooding=round(flooding, 1),
        seconds_worked_off=round(off, 1),
        replies_to_flooder=flooder.replies,
        not_acknowledged=flooder.refused,
        account=take_stock(stack, plan.messages),
    )


async def _quiet(stack: Stack, crowd: Crowd, plan: Plan) -> Seen:
    watch = Watch(stack, crowd)
    await crowd.come_at(plan.others, plan.quiet)
    return await watch.seen()


async def _flooded(stack: Stack, crowd: Crowd, flooder: Flooder, plan: Plan) -> tuple[Seen, float]:
    watch = Watch(stack, crowd)
    flood = asyncio.create_task(flooder.flood(plan.messages, rate=plan.rate))
    while not flood.done():
        await crowd.come_at(plan.others, 1.0)
    return await watch.seen(), await flood


class Watch:
    """What the crowd waits for, and what it costs, from now on."""

    def __init__(self, stack: Stack, crowd: Crowd) -> None:
        self._stack = stack
        self._crowd = crowd
        self._began = time.perf_counter()
        self._before = self._cost()
        crowd.counts = self._counts = Counts()

    async def seen(self) -> Seen:
        took, after = time.perf_counter() - self._began, self._cost()
        if not await self._crowd.settle(LAST_REPLY):
            raise StackFailed(f"{self._crowd.waiting} people never got their reply")
        waits = [1000 * each for each in self._counts.latencies]
        return Seen(
            self._counts.turns,
            round(percentile(waits, 0.5), 1),
            round(percentile(waits, 0.99), 1),
            {part: round((after[part] - self._before[part]) / took, 3) for part in after},
        )

    def _cost(self) -> dict[str, float]:
        return self._stack.cpu_seconds() | {"generator": time.process_time()}


async def _worked_off(stack: Stack) -> float:
    began = time.perf_counter()
    while await asyncio.to_thread(_left, stack):
        if time.perf_counter() - began > WORKED_OFF_LIMIT:
            raise StackFailed("the flood is not worked off")
        await asyncio.sleep(0.25)
    return time.perf_counter() - began


def _left(stack: Stack) -> int:
    with closing(stack.superuser()) as connection:
        row = connection.execute(LEFT).fetchone()
    return int(str(row[0])) if row else 0
