"""`make fuzz`: 100,000 webhooks through the real door and relays, 20,000 messages through the preflight; prints one JSON object.

Exit status 0 when nothing was wrong. Before that each deliberate fault of `naive` runs a while: one that stays
unnoticed fails the run. `python -m bench.fuzz --show NUMBER --seed SEED` prints one webhook of a run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import uvloop

from bench import stack
from bench.fuzz import naive, preflight
from bench.fuzz.posting import Plan
from bench.fuzz.reproducing import Reproduction, reproduce
from bench.fuzz.run import Outcome, run

NAIVE = Path(naive.__file__)
A_CONTROL = 400
SHOWN = 3_000
"""Bytes of a body that are printed."""


def main() -> int:
    chosen = _parser().parse_args()
    plan = Plan(chosen.webhooks, chosen.seed, int(time.time()))
    if chosen.show is not None:
        sys.stdout.buffer.write(plan.webhook(chosen.show).body)
        return 0
    checked = _preflight(chosen.messages, chosen.seed)
    noticed = {} if chosen.no_controls else {fault: _noticed(fault, chosen.seed) for fault in naive.FAULTS}
    outcome, small = uvloop.run(_webhooks(plan, chosen.relays))
    told = {
        "webhooks": dict(outcome.figures),
        "preflight": checked,
        "deliberate_faults_noticed": noticed,
        "faults": {kind: found[:20] for kind, found in outcome.verdict.faults.items()},
        "reproductions": [_told(each) for each in small],
    }
    print(json.dumps(told, indent=2, ensure_ascii=False))
    missed = [fault for fault, found in noticed.items() if naive.FAULTS[fault][1] not in found]
    return 1 if outcome.verdict.faults or checked["disagreements"] or missed else 0


async def _webhooks(plan: Plan, relays: int) -> tuple[Outcome, list[Reproduction]]:
    with stack.running(relays=relays) as running:
        outcome = await run(running, plan, _say)
        small = await asyncio.to_thread(reproduce, running, plan, outcome)
    return outcome, small


def _noticed(fault: str, seed: int) -> list[str]:
    """What is found wrong when the door has this fault."""

    async def control() -> Outcome:
        with stack.running(relays=1, programs={"edge": (str(NAIVE), fault)}) as running:
            return await run(running, Plan(A_CONTROL, seed, int(time.time()), patience=1.0), _say)

    found = sorted(uvloop.run(control()).verdict.faults)
    _say(f"with the deliberate fault {fault}: {', '.join(found) or 'NOTHING NOTICED'}")
    return found


def _preflight(messages: int, seed: int) -> dict[str, object]:
    began = time.monotonic()
    tally = preflight.compare(messages, seed=seed)
    return {
        "tried": tally.tried,
        "passed": tally.passed,
        "languages": dict(sorted(tally.languages.items())),
        "forms": dict(tally.forms.most_common()),
        "refusals": dict(tally.refusals.most_common()),
        "disagreements": [repr(each) for each in tally.disagreements[:20]],
        "seconds": round(time.monotonic() - began, 1),
    }


def _told(each: Reproduction) -> dict[str, object]:
    return asdict(each) | {"body": repr(each.body[:SHOWN])}


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--webhooks", type=int, default=100_000)
    parser.add_argument("--messages", type=int, default=20_000, help="for the preflight")
    parser.add_argument("--relays", type=int, default=2, help="how many relay processes (default: 2)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="for everything that is made")
    parser.add_argument("--no-controls", action="store_true", help="leave the deliberate faults out")
    parser.add_argument("--show", type=int, metavar="NUMBER", help="print one webhook and end")
    return parser


if __name__ == "__main__":
    sys.exit(main())
