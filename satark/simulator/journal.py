"""Everything that went over the pretend wire, one JSON line each, in the rehearsal's own folder.

The only log of the demo that holds numbers and words in clear: it shows what Meta would know.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import orjson

MOST_BYTES = 64 * 1024 * 1024
"""Then the file starts anew and the one before it is kept."""


class Journal:
    """`now` is the pretend clock, in Unix seconds."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._path = folder / "journal.log"
        self._open()

    def write(self, event: str, **fields: object) -> None:
        line = (
            orjson.dumps(
                {"at": datetime.fromtimestamp(self._now(), UTC), "event": event, **fields}, default=str
            )
            + b"\n"
        )
        self._size += self._file.write(line)
        if self._size > MOST_BYTES:
            self._file.close()
            self._path.replace(self._path.with_suffix(".1.log"))
            self._open()

    def close(self) -> None:
        self._file.close()

    def _open(self) -> None:
        self._file = self._path.open("ab", buffering=0)
        self._size = self._path.stat().st_size
