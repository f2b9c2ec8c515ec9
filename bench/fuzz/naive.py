"""Runs a door with one deliberate fault, to see that a run notices: `naive.py <fault> <process>`.

Each is what a real handler has done: see the table stakes on receiving.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from satark.config import commands
from satark.edge import door, split


def first_only() -> None:
    """Of every batch the first message alone is read."""
    whole = split.split
    _split_by(lambda body: whole(body)[:1])


def strict_numbers() -> None:
    """What the fastest parser does not take is refused."""

    def refuse(body: bytes) -> object:
        raise split.BrokenJson

    split._parse_torn = refuse


def talkative() -> None:
    """What came is printed."""
    whole = split.split

    def told(body: bytes) -> list[split.Item]:
        print(body[:2000], file=sys.stderr, flush=True)
        return whole(body)

    _split_by(told)


def _split_by(naive: Callable[[bytes], list[split.Item]]) -> None:
    vars(door)["split"] = naive


FAULTS: dict[str, tuple[Callable[[], None], str]] = {
    # name -> (what it does, the kind of fault that must be found)
    "first-only": (first_only, "lost"),
    "strict-numbers": (strict_numbers, "wrong_answer"),
    "talkative": (talkative, "in_a_log"),
}


def main() -> int:
    fault, process = sys.argv[1:]
    FAULTS[fault][0]()
    return commands.main([process])


if __name__ == "__main__":
    sys.exit(main())
