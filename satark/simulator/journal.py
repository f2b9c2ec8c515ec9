"""Everything that went over the pretend wire, one JSON line each, in the rehearsal's own folder.

The only log of the demo that holds numbers and words in clear: it shows what Meta would know.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import orjson

MOST_BYTES = 64 * 1024 * 1024
"""Then the file starts anew and the one before it is kept."""
REMEMBERED = 2_000
LONGEST_REMEMBERED = 20_000
"""Characters of one text; what is longer is cut in memory, not in the file."""


class Journal:
    """`now` is the pretend clock, in Unix seconds."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._last: deque[dict[str, object]] = deque(maxlen=REMEMBERED)
        self._count = 0
        self._path = folder / "journal.log"
        self._open()

    def write(self, event: str, **fields: object) -> None:
        entry = {"at": datetime.fromtimestamp(self._now(), UTC).isoformat(), "event": event, **fields}
        self._remember(entry)
        line = orjson.dumps(entry, default=str) + b"\n"
        self._size += self._file.write(line)
        if self._size > MOST_BYTES:
            self._file.close()
            self._path.replace(self._path.with_suffix(".1.log"))
            self._open()

    def after(self, number: int, event: str = "") -> list[dict[str, object]]:
        """The newest entries with a number above this one, oldest first; of one event when it is named."""
        return [
            entry for entry in self._last if int(str(entry["n"])) > number and event in ("", entry["event"])
        ]

    def _remember(self, entry: dict[str, object]) -> None:
        self._count += 1
        short = {
            name: value[:LONGEST_REMEMBERED] if isinstance(value, str) else value
            for name, value in entry.items()
        }
        self._last.append({"n": self._count} | short)

    def close(self) -> None:
        self._file.close()

    def _open(self) -> None:
        self._file = self._path.open("ab", buffering=0)
        self._size = self._path.stat().st_size
