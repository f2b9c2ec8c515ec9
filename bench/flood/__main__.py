"""`make flood`: five runs, the median of how much longer everybody else waits; writes bench/flood.json."""

from __future__ import annotations

import argparse
import json
import os
import statistics
from dataclasses import asdict
from pathlib import Path

import uvloop

from bench import stack
from bench.flood.run import Plan, Run, measure

RESULTS = Path(__file__).parents[1] / "flood.json"
ALLOWED = 1.5
"""Times the 99th percentile of before."""
SHORT = Plan(messages=5_000, people=300, warm_up=8, quiet=10)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.flood", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=Plan().rate, help="messages a second of the one sender")
    parser.add_argument(
        "--short", action="store_true", help="fewer messages, for a first look; writes nothing"
    )
    chosen = parser.parse_args()
    plan = SHORT if chosen.short else Plan(rate=chosen.rate)
    load, runs = os.getloadavg()[0], [_run(plan, number) for number in range(chosen.runs)]
    verdict = _verdict(plan, runs, load)
    print(json.dumps({name: part for name, part in verdict.items() if name != "runs"}, indent=2))
    if not chosen.short:
        RESULTS.write_text(json.dumps(verdict, indent=2) + "\n")
    return 0 if verdict["well"] else 1


def _run(plan: Plan, number: int) -> Run:
    with stack.running(relays=1) as running:
        run = uvloop.run(measure(running, plan))
    print(f"run {number + 1}: {json.dumps(asdict(run))}", flush=True)
    return run


def _verdict(plan: Plan, runs: list[Run], load: float) -> dict[str, object]:
    ratio = statistics.median(run.ratio for run in runs)
    accounts = [run.account for run in runs]
    lost = sum(each.lost + each.doubled + each.set_aside for each in accounts)
    return {
        "messages": plan.messages,
        "rate_per_s": plan.rate,
        "others_per_s": plan.others,
        "load_average_before": round(load, 2),
        "p99_ms_quiet": statistics.median(run.quiet.p99 for run in runs),
        "p99_ms_flooded": statistics.median(run.flooded.p99 for run in runs),
        "ratio": ratio,
        "lost_doubled_or_set_aside": lost,
        "not_acknowledged": sum(run.not_acknowledged for run in runs),
        "most_additions": max(each.additions for each in accounts),
        "most_replies_to_the_sender": max(run.replies_to_flooder for run in runs),
        "seconds_worked_off": statistics.median(run.seconds_worked_off for run in runs),
        "well": ratio <= ALLOWED and lost == 0,
        "runs": [asdict(run) for run in runs],
    }


raise SystemExit(main())
