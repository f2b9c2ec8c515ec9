"""How many signed webhooks a second the edge has on disk before it answers: no relay runs, every body is another message."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import closing

from bench import webhooks
from bench.measure import Figure
from bench.stack import Stack, StackFailed
from bench.webhooks import Identity, Postbag
from bench.wire import Client

SENDERS = 12_000
WEBHOOKS = 60_000
WARM_UP = 5_000
CONNECTIONS = 192
SENTENCE = "रोज रात ग्यारह बजे के बाद घाट से बालू भरकर ट्रैक्टर निकलते हैं"


async def measure(stack: Stack) -> Figure:
    """Signing and building is done before the clock starts: the sender's cost is Meta's, not ours."""
    stack.start([stack.edge])
    host, port = stack.places.edge.host, stack.places.edge.port
    requests = _requests(Postbag(host=f"{host}:{port}", app_secret=stack.shared.app_secret))
    client = Client(host, port, CONNECTIONS)
    await client.open()
    await _send(client, requests[:WARM_UP])
    before = sum(stack.cpu_seconds().values())
    began = time.perf_counter()
    await _send(client, requests[WARM_UP:])
    took = time.perf_counter() - began
    client.close()
    cost = sum(stack.cpu_seconds().values()) - before
    _check_stored(stack, len(requests))
    rate = WEBHOOKS / took
    print(
        f"edge: {rate:.0f}/s over {took:.1f} s, {cost / WEBHOOKS * 1000:.3f} ms CPU each (edge and PostgreSQL)"
    )
    return Figure("edge_durable_per_s", round(rate), "1/s")


def _requests(postbag: Postbag) -> list[bytes]:
    chance = random.Random(1)
    people = [Identity.of(index, shows_number=index % 5 != 0) for index in range(SENDERS)]
    return [
        postbag.message(chance.choice(people), webhooks.text(f"{SENTENCE} {number}"))
        for number in range(WARM_UP + WEBHOOKS)
    ]


async def _send(client: Client, requests: list[bytes]) -> None:
    """All of them, as fast as they are taken; each connection waits for its answer. Raises StackFailed."""
    statuses: dict[int, int] = {}
    done = asyncio.Event()

    def answered(status: int) -> None:
        statuses[status] = statuses.get(status, 0) + 1
        if sum(statuses.values()) == len(requests):
            done.set()

    for request in requests:
        client.post(request, answered)
    await done.wait()
    if statuses != {200: len(requests)}:
        raise StackFailed(f"the edge did not take everything: {statuses}")


def _check_stored(stack: Stack, expected: int) -> None:
    with closing(stack.superuser()) as connection:
        stored = connection.execute("select count(*) from relay_inboxitem").fetchone()
    if stored != (expected,):
        raise StackFailed(f"{expected} webhooks were acknowledged and {stored} are stored")
