"""A roster from a CSV file: each row is checked by itself and against the others; faults are named by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from satark.clock import INDIA
from satark.jurisdiction import sheet, titles
from satark.jurisdiction.chairs import UnitPlace
from satark.jurisdiction.charge import SHARED
from satark.jurisdiction.roster import grouped
from satark.jurisdiction.sheet import Problem, Row, SheetRefused
from satark.jurisdiction.unit_file import unknown_unit

COLUMNS = {
    "unit": ("unit code", "station", "थाना", "इकाई"),
    "role": ("post", "पद"),
    "name": ("officer name", "नाम", "अधिकारी का नाम"),
    "rank": ("पदनाम", "रैंक", "श्रेणी"),
    "since": ("from", "joined", "से", "आमद", "कब से"),
    "until": ("to", "relieved", "तक", "रवानगी", "कब तक"),
    "officer": ("username", "officer id"),
}
REQUIRED = ("unit", "role", "name", "rank", "since", "until")
FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y")
PHONE = re.compile(r"(?:\d[\s-]?){10,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: who holds which post from when; without a name, that nobody does."""

    line: int
    unit: str
    role: str
    name: str
    rank: str
    since: datetime | None
    until: datetime | None
    officer: str
    """Username, where two officers of one name have to be told apart."""


def read(content: bytes, units: Mapping[str, UnitPlace], names: Mapping[str, Sequence[str]]) -> list[Entry]:
    """Every row of the file. `names`: a unit's name in either language, in small letters -> codes.

    Raises SheetRefused with every fault there is.
    """
    rows = sheet.read(content, COLUMNS, required=REQUIRED)
    found = [_entry(row, names) for row in rows]
    problems = [
        problem for row, entry in zip(rows, found, strict=True) for problem in _faults(row, entry, units)
    ]
    problems += _together(found)
    if problems:
        raise SheetRefused(sorted(problems, key=lambda problem: problem.line))
    return found


def _entry(row: Row, names: Mapping[str, Sequence[str]]) -> Entry:
    called = names.get(row["unit"].casefold(), ())
    return Entry(
        row.line,
        called[0] if len(called) == 1 else row["unit"].casefold(),
        titles.role_of(row["role"]),
        " ".join(row["name"].split()),
        " ".join(row["rank"].split()),
        moment(row["since"]),
        moment(row["until"]),
        row["officer"],
    )


def moment(written: str) -> datetime | None:
    """A day, with or without a time, by India's clock; digits of any script. None for what is none."""
    day, _, clock = " ".join(_western(written).replace("T", " ").split()).partition(" ")
    for form in FORMATS:
        try:
            return datetime.strptime(f"{day} {clock or '00:00'}", f"{form} %H:%M").replace(tzinfo=INDIA)
        except ValueError:
            continue
    return None


def _western(written: str) -> str:
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in written)


def _faults(row: Row, entry: Entry, units: Mapping[str, UnitPlace]) -> Iterator[Problem]:
    line = row.line
    for column, cell in row.cells.items():
        if PHONE.search(_western(cell)):
            yield Problem(line, column, "no phone numbers here: a phone is enrolled with a one-time code.")
    if not entry.role:
        yield Problem(
            line, "role", f"{row['role'] or 'nothing'} is no role. There are: {', '.join(titles.ROLES)}."
        )
    if entry.unit not in units:
        yield Problem(line, "unit", unknown_unit(row["unit"], list(units)))
    elif entry.role and units[entry.unit].kind not in titles.SEATS[entry.role]:
        seats = " or ".join(titles.SEATS[entry.role])
        yield Problem(
            line, "role", f"{entry.role} sits in a {seats}; {entry.unit} is a {units[entry.unit].kind}."
        )
    if entry.name and not entry.rank:
        yield Problem(line, "rank", "the rank is missing, for example SI or Insp.")
    for column, at in (("since", entry.since), ("until", entry.until)):
        if row[column] and at is None:
            yield Problem(line, column, f"{row[column]} is no date: write 24.11.2026 or 2026-11-24 22:00.")
    if entry.until and not entry.since:
        yield Problem(line, "since", "a turn that ends needs its beginning.")
    elif entry.since and entry.until and entry.until <= entry.since:
        yield Problem(line, "until", "the end is not after the beginning.")


def _together(entries: Sequence[Entry]) -> Iterator[Problem]:
    """What only several rows together do wrong."""
    of_post = grouped((entry for entry in entries if entry.name), lambda entry: (entry.unit, entry.role))
    for (_, role), rows in of_post.items():
        postings = [entry for entry in rows if entry.until is None]
        alone = role not in SHARED
        for entry in postings[1:] if alone else ():
            yield Problem(
                entry.line,
                "name",
                f"row {postings[0].line} names a holder already: a post like this has one.",
            )
        turns = sorted((entry for entry in rows if entry.until is not None), key=_begins)
        for before, after in pairwise(turns):
            same = before.name.casefold() == after.name.casefold()
            if (alone or same) and before.until and after.since and after.since < before.until:
                yield Problem(after.line, "since", f"overlaps row {before.line}, which ends later.")


def _begins(entry: Entry) -> float:
    return entry.since.timestamp() if entry.since else 0.0
