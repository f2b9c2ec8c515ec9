"""A table that somebody kept in a spreadsheet and saved as CSV: read whole, with every fault named by row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from satark.jurisdiction.errors import RosterError

Columns = Mapping[str, Sequence[str]]
"""Our name of a column -> other headings it may stand under, in Hindi too."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, and what to do about it: a sentence for whoever keeps the file."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"row {self.line}, {self.column}: {self.what}" if self.line else f"{self.column}: {self.what}"


class SheetRefused(RosterError):
    """The file is not taken, not even in part. The text names every fault."""

    code = "sheet_refused"
    for_administrator = True

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        found = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"nothing was stored; {len(self.problems)} to correct:\n{found}")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    """As a spreadsheet counts: the headings are row 1."""
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read(content: bytes, columns: Columns, *, required: Iterable[str]) -> list[Row]:
    """Rows that are not empty, cells trimmed. Raises SheetRefused for what is no such table at all."""
    lines = list(csv.reader(io.StringIO(_text(content)), delimiter=_delimiter(content)))
    if not lines:
        raise SheetRefused([Problem(0, "file", "it is empty.")])
    headings = [_heading(each, columns) for each in lines[0]]
    missing = [
        Problem(1, name, f"this column is missing. There is: {', '.join(lines[0])}.")
        for name in required
        if name not in headings
    ]
    twice = [
        Problem(1, name, "this heading is there twice.")
        for name in dict.fromkeys(headings)
        if name and headings.count(name) > 1
    ]
    if missing or twice:
        raise SheetRefused([*missing, *twice])
    rows = [
        Row(number, {name: cell.strip() for name, cell in zip(headings, cells, strict=False) if name})
        for number, cells in enumerate(lines[1:], 2)
    ]
    return [row for row in rows if any(row.cells.values())]


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetRefused(
            [Problem(0, "file", "save it as CSV UTF-8; in another coding Hindi is lost.")]
        ) from None


def _delimiter(content: bytes) -> str:
    """Spreadsheets of some languages write semicolons."""
    first = content.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def _heading(written: str, columns: Columns) -> str:
    """Our name of a column; empty for one that is not ours, which is left alone."""
    plain = _plain(written)
    return next((name for name, others in columns.items() if plain in map(_plain, (name, *others))), "")


def _plain(heading: str) -> str:
    return re.sub(r"[\s_.-]+", " ", heading).strip().casefold()
