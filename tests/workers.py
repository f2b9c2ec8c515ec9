"""Several workers share a run: what stands on one stage stays together, what takes long begins first, and what is
timed runs alone.
"""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_STAGE = ("tests/badinput/",)
"""Folders whose files are tested on what runs for all of them, and would have to start it once a worker."""


class ByStage(LoadScopeScheduling):  # type: ignore[misc]  # ships no types
    """Hands out whole files, or all of one stage, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((folder for folder in ONE_STAGE if file.startswith(folder)), file)


def slow_first(items: list[pytest.Item]) -> None:
    """The more slow tests a file has, the sooner: else one worker would be left with it at the end."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """While one test runs: beside those of other workers, or with all of them waiting. They share the folder."""
    with (folder / "door").open("w") as door, (folder / "room").open("w") as room:
        # Whoever waits for the room keeps the door: else others could go in and out for ever.
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield
