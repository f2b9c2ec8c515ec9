"""`make bench`: every figure, one after the other; writes bench/results.json.

`python -m bench edge` runs one part, `python -m bench --short turns` takes a first look; neither writes.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

import uvloop

from bench import edge_rate, stack, turns
from bench.measure import Figure

RESULTS = Path(__file__).parent / "results.json"
SHORT = turns.Load(people=2_000, ramp=70, finished_first=100, measured=20, calm=20)


async def edge(_chosen: argparse.Namespace) -> list[Figure]:
    with stack.running(relays=0, districts=False) as running:
        return [await edge_rate.measure(running)]


async def talk(chosen: argparse.Namespace) -> list[Figure]:
    with stack.running(relays=chosen.relays) as running:
        return await turns.measure(running, SHORT if chosen.short else turns.Load())


PARTS: dict[str, Callable[[argparse.Namespace], Awaitable[list[Figure]]]] = {"edge": edge, "turns": talk}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"one of {', '.join(PARTS)}; all when left out"
    )
    parser.add_argument("--short", action="store_true", help="fewer people and seconds, for a first look")
    parser.add_argument("--relays", type=int, default=1, help="how many relay processes (default: 1)")
    chosen = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.2f}")
    results = [asdict(figure) for figure in uvloop.run(_measured(chosen))]
    print(json.dumps(results, indent=2))
    if not chosen.parts and not chosen.short:
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")


async def _measured(chosen: argparse.Namespace) -> list[Figure]:
    return [figure for name in chosen.parts or PARTS for figure in await PARTS[name](chosen)]


main()
