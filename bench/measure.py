"""Figures: percentiles, rates, and the processor time of whole process trees as the kernel counts it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def cpu_seconds(roots: Sequence[int]) -> float:
    """User and system time of these processes and of all they started, those that ended included."""
    table = _table()
    children: dict[int, list[int]] = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    total, todo = 0.0, list(roots)
    while todo:
        pid = todo.pop()
        if pid in table:
            total += table[pid][1]
            todo += children.get(pid, [])
    return total


def _table() -> dict[int, tuple[int, float]]:
    """pid -> (parent, seconds)."""
    table = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        # Counted from the state: 1 is the parent, 11 to 14 are the times, own and of children that were waited for.
        table[int(entry.name)] = (int(fields[1]), sum(int(fields[place]) for place in range(11, 15)) / TICK)
    return table
