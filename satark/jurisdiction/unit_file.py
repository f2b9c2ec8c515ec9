"""Units from a CSV file: what it would change, and what is wrong with it. Nothing is stored here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from satark.jurisdiction import sheet
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.sheet import Problem, Row, SheetRefused

COLUMNS = {
    "code": ("कोड", "unit code"),
    "kind": ("प्रकार", "type"),
    "parent": ("ऊपर की इकाई", "parent unit"),
    "name_en": ("name", "name english", "नाम अंग्रेज़ी", "नाम अंग्रेजी"),
    "name_hi": ("नाम", "name hindi", "नाम हिंदी", "नाम हिन्दी"),
    "latitude": ("lat", "अक्षांश"),
    "longitude": ("lon", "lng", "देशांतर"),
    "aliases": ("other names", "अन्य नाम"),
}
REQUIRED = ("code", "kind", "parent", "name_en", "name_hi")
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
BELOW = {
    "state": (),
    "zone": ("state",),
    "range": ("zone", "state"),
    "district": ("range", "zone", "state"),
    "subdivision": ("district",),
    "circle": ("subdivision", "district"),
    "station": ("circle", "subdivision", "district"),
    "outpost": ("station",),
    "special": ("district", "subdivision", "circle", "range", "zone", "state"),
    "department": ("district",),
}
"""Kind -> the kinds it may hang under."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What storing the file would do. Units that are not in it stay as they are."""

    lines: tuple[UnitLine, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


def read(content: bytes, there: Mapping[str, UnitLine]) -> Preview:
    """Compare a file with the units that there are. Raises SheetRefused with every fault."""
    rows = sheet.read(content, COLUMNS, required=REQUIRED)
    kinds = {code: line.kind for code, line in there.items()} | {row["code"]: row["kind"] for row in rows}
    problems = [problem for row in rows for problem in _faults(row, kinds)]
    problems += _twice(rows)
    problems += _late(rows, there)
    if problems:
        raise SheetRefused(sorted(problems, key=lambda problem: problem.line))
    lines = tuple(map(_line, rows))
    changed = tuple(line.code for line in lines if line.code in there and there[line.code] != line)
    new = tuple(line.code for line in lines if line.code not in there)
    return Preview(lines, new, changed, len(lines) - len(new) - len(changed))


def unknown_unit(code: str, codes: Sequence[str]) -> str:
    """What to say of a code that there is not, with those that are nearest to it."""
    return f"there is no unit {code}.{nearest(code, codes)}"


def nearest(code: str, codes: Sequence[str]) -> str:
    near = get_close_matches(code.casefold(), codes, n=3, cutoff=0.5)
    return f" Nearest: {', '.join(near)}." if near else ""


def _faults(row: Row, kinds: Mapping[str, str]) -> Iterator[Problem]:
    if not CODE.fullmatch(row["code"]):
        yield Problem(row.line, "code", "write small letters, digits and hyphens, for example chn-balua.")
    for column in ("name_en", "name_hi"):
        if not row[column]:
            yield Problem(row.line, column, "the name is missing.")
    if row["kind"] not in BELOW:
        yield Problem(
            row.line, "kind", f"{row['kind'] or 'nothing'} is no kind. There are: {', '.join(BELOW)}."
        )
    elif row["kind"] != "state":
        yield from _parent(row, kinds)
    for column, limit in (("latitude", 90), ("longitude", 180)):
        if row[column] and _degrees(row[column], limit) is None:
            yield Problem(row.line, column, f"{row[column]} are no degrees: write them like 25.41.")
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield Problem(row.line, "latitude", "give latitude and longitude, or neither.")


def _parent(row: Row, kinds: Mapping[str, str]) -> Iterator[Problem]:
    parent, allowed = row["parent"], BELOW[row["kind"]]
    if parent not in kinds:
        yield Problem(row.line, "parent", unknown_unit(parent, list(kinds)))
    elif kinds[parent] not in allowed:
        yield Problem(
            row.line,
            "parent",
            f"a {row['kind']} does not hang under a {kinds[parent]}, but under: {', '.join(allowed)}.",
        )


def _twice(rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        if (before := first.setdefault(row["code"], row.line)) != row.line:
            yield Problem(row.line, "code", f"{row['code']} stands in row {before} already.")


def _late(rows: Sequence[Row], there: Mapping[str, UnitLine]) -> Iterator[Problem]:
    """A unit may only hang under one that is known by then: parents come first."""
    line_of = {row["code"]: row.line for row in rows}
    for row in rows:
        parent = line_of.get(row["parent"])
        if parent is not None and parent >= row.line and row["parent"] not in there:
            yield Problem(row.line, "parent", f"{row['parent']} comes only in row {parent}: move it up.")


def _line(row: Row) -> UnitLine:
    return UnitLine(
        code=row["code"],
        kind=row["kind"],
        parent=row["parent"],
        name_en=row["name_en"],
        name_hi=row["name_hi"],
        latitude=_degrees(row["latitude"], 90),
        longitude=_degrees(row["longitude"], 180),
        aliases=tuple(part.strip() for part in row["aliases"].split("|") if part.strip()),
    )


def _degrees(written: str, limit: int) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if -limit <= found <= limit else None
