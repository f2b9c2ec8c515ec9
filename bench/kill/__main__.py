"""`make kill-test`: 50 kills of edge, relays and PostgreSQL under load; prints one JSON object, exit status 0 when nothing was lost.

Before that each deliberate fault of `broken` runs a while: one that stays unnoticed makes the test fail.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from bench.kill import broken
from bench.kill.run import Plan, run

BROKEN = Path(broken.__file__)


UNFINISHED = "left_over"
"""Not counted as noticing: a control does not wait until everybody is finished."""


def main() -> int:
    chosen = _parser().parse_args()
    plan = Plan(chosen.kills, chosen.people, chosen.relays, chosen.seed)
    noticed = {} if chosen.no_controls else {fault: _noticed(fault, chosen.seed) for fault in broken.FAULTS}
    verdict, story = run(plan)
    print(json.dumps(story | verdict.as_json() | {"deliberate_faults_noticed": noticed}, indent=2))
    return 1 if verdict.faults or not all(noticed.values()) else 0


def _noticed(fault: str, seed: int) -> list[str]:
    """What the ledger finds wrong when one of our processes has this fault."""
    process, _ = broken.FAULTS[fault]
    plan = Plan(kills=12, people=100, relays=1, seed=seed, patience=30.0)
    verdict, _ = run(plan, programs={process: (str(BROKEN), fault)})
    found = [kind for kind in verdict.faults if kind != UNFINISHED]
    print(f"with the deliberate fault {fault}: {', '.join(found) or 'NOTHING NOTICED'}", file=sys.stderr)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=300, help="at a time (default: 300)")
    parser.add_argument("--relays", type=int, default=2, help="how many relay processes (default: 2)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="for the moments and the people")
    parser.add_argument("--no-controls", action="store_true", help="leave the deliberate faults out")
    return parser


if __name__ == "__main__":
    sys.exit(main())
