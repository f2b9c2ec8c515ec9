"""Whole turns: webhook → stored → engine → reply received by the pretend Graph API, with 12,000 people in all stages of a tip."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass

from bench.crowd import Counts, Crowd
from bench.graph import Graph
from bench.measure import Figure, percentile
from bench.stack import Stack, StackFailed
from bench.webhooks import Postbag
from bench.wire import Client, ServedConnection

PEOPLE = 8_000
RAMP = 80.0
"""Seconds in which they come, so that their tips are spread over all stages when the counting begins."""
FINISHED_FIRST = 3_000
"""Tips that are finished before the counting begins: filing costs most, and must be as frequent as it is for ever after."""
WARM_UP_LIMIT = 400.0
MEASURED = 60.0
AT_ONCE = 800
"""Turns under way at most while the highest rate is looked for."""
CONNECTIONS = 128
CALM_RATE, CALM_SECONDS = 200.0, 60.0
LAST_REPLY = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """How long and how many; shortened for a first look."""

    people: int = PEOPLE
    ramp: float = RAMP
    finished_first: int = FINISHED_FIRST
    measured: float = MEASURED
    calm: float = CALM_SECONDS


async def measure(stack: Stack, load: Load) -> list[Figure]:
    async with crowd_before(stack, load) as crowd:
        await crowd.press_on(WARM_UP_LIMIT, at_once=AT_ONCE, until_tips=load.finished_first)
        figures = await _highest_rate(stack, crowd, load)
        await _all_answered(crowd)
        figures += await _calm(stack, crowd, load)
        await _all_answered(crowd)
        _check_nothing_left(stack)
    return figures


@asynccontextmanager
async def crowd_before(stack: Stack, load: Load) -> AsyncIterator[Crowd]:
    """The people with their phones: a client of the edge, and the pretend Graph API that the relay sends to."""
    edge, graph = stack.places.edge, stack.places.graph
    client = Client(edge.host, edge.port, CONNECTIONS)
    stack.start(stack.children)
    await client.open()
    postbag = Postbag(host=str(edge), app_secret=stack.shared.app_secret)
    crowd = Crowd(postbag, client, size=load.people, ramp=load.ramp)
    respond = Graph(crowd.took).respond
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: ServedConnection(respond), graph.host, graph.port)
    try:
        yield crowd
    finally:
        client.close()
        server.close()


async def _highest_rate(stack: Stack, crowd: Crowd, load: Load) -> list[Figure]:
    crowd.counts = counts = Counts()
    before, own, began = stack.cpu_seconds(), time.process_time(), time.perf_counter()
    await crowd.press_on(load.measured, at_once=AT_ONCE)
    took = time.perf_counter() - began
    cost = {name: seconds - before[name] for name, seconds in stack.cpu_seconds().items()}
    own = time.process_time() - own
    _report(f"as fast as it goes ({AT_ONCE} at once)", counts, took, cost, own)
    return [
        Figure("turns_per_s", round(counts.turns / took, 1), "1/s"),
        Figure("cpu_ms_per_turn", round(sum(cost.values()) / counts.turns * 1000, 3), "ms"),
        Figure("messages_per_tip", round(statistics.mean(counts.replies_per_tip or [0]), 2), "messages"),
    ]


async def _calm(stack: Stack, crowd: Crowd, load: Load) -> list[Figure]:
    crowd.counts = counts = Counts()
    before, own, began = stack.cpu_seconds(), time.process_time(), time.perf_counter()
    await crowd.come_at(CALM_RATE, load.calm)
    took = time.perf_counter() - began
    cost = {name: seconds - before[name] for name, seconds in stack.cpu_seconds().items()}
    await _all_answered(crowd)
    _report(f"{CALM_RATE:.0f} a second", counts, took, cost, time.process_time() - own)
    worst = percentile(counts.latencies, 0.99) * 1000
    return [Figure("reply_p99_ms_at_200_per_s", round(worst, 1), "ms")]


def _report(name: str, counts: Counts, took: float, cost: dict[str, float], own: float) -> None:
    each = {part: f"{seconds / counts.turns * 1000:.3f}" for part, seconds in cost.items()}
    halves = [f"{percentile(counts.latencies, share) * 1000:.0f}" for share in (0.5, 0.9, 0.99, 1.0)]
    print(
        f"{name}: {counts.turns} turns in {took:.1f} s = {counts.turns / took:.1f}/s\n"
        f"  CPU ms a turn: {each}, load generator and pretend Graph API {own / counts.turns * 1000:.3f}\n"
        f"  ms to the reply (50, 90, 99, 100 %): {halves}\n"
        f"  turns by what was answered: {dict(counts.answered.most_common())}\n"
        f"  reports filed {counts.filed}, tips finished {len(counts.replies_per_tip)}, webhooks refused {counts.refused}, "
        f"second replies {counts.unasked}, moments with nobody free {counts.starved}",
        flush=True,
    )


async def _all_answered(crowd: Crowd) -> None:
    if not await crowd.settle(LAST_REPLY):
        raise StackFailed(f"{crowd.waiting} people never got their reply")


def _check_nothing_left(stack: Stack) -> None:
    with closing(stack.superuser()) as connection:
        aside = connection.execute("select count(*) from relay_setaside").fetchone()
    if aside != (0,):
        raise StackFailed(f"{aside} messages were set aside")
