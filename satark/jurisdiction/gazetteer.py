"""What the place finder knows, read from the files in `data/`: units, landmarks, places outside, telling words."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit, as far as a place finder and an import need it."""

    code: str
    kind: str
    parent: str
    name_en: str
    name_hi: str
    latitude: float | None
    longitude: float | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A village, market, ghat or crossing that people name instead of a station. `unit` is that station."""

    name_en: str
    name_hi: str
    aliases: tuple[str, ...]
    unit: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """A place that is not ours: people name it, and their pins fall near it."""

    name_en: str
    name_hi: str
    aliases: tuple[str, ...]
    latitude: float | None
    longitude: float | None


@cache
def units() -> tuple[UnitLine, ...]:
    """Every unit of the file, parents before children."""
    return tuple(
        UnitLine(
            code=row["code"],
            kind=row["kind"],
            parent=row["parent"],
            name_en=row["name_en"],
            name_hi=row["name_hi"],
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
            aliases=_split(row["aliases"]),
        )
        for row in _rows("units.csv")
    )


@cache
def landmarks() -> tuple[Landmark, ...]:
    return tuple(
        Landmark(
            name_en=row["name_en"],
            name_hi=row["name_hi"],
            aliases=_split(row["aliases"]),
            unit=row["unit"],
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
        )
        for row in _rows("places.csv")
    )


@cache
def outside() -> tuple[Outside, ...]:
    return tuple(
        Outside(
            name_en=row["name_en"],
            name_hi=row["name_hi"],
            aliases=_split(row["aliases"]),
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
        )
        for row in _rows("outside.csv")
    )


@cache
def telling_words() -> dict[str, tuple[str, ...]]:
    """Kind of word -> the words as written: what stands beside a name tells whether it is meant as a place."""
    return {row["kind"]: _split(row["words"]) for row in _rows("words.csv")}


def within(lines: Iterable[UnitLine], *districts: str) -> tuple[UnitLine, ...]:
    """The named districts and everything under them. Relies on parents standing before their children."""
    inside: dict[str, UnitLine] = {}
    waiting = list(lines)
    for _ in range(len(waiting)):
        found = {u.code: u for u in waiting if u.code in districts or u.parent in inside} | inside
        if len(found) == len(inside):
            break
        inside = found
    return tuple(unit for unit in waiting if unit.code in inside)


def districts(lines: Iterable[UnitLine]) -> dict[str, str]:
    """Code of a unit -> the district it stands in, for units that stand in one. Parents before children."""
    known: dict[str, str] = {}
    for line in lines:
        district = line.code if line.kind == "district" else known.get(line.parent)
        if district:
            known[line.code] = district
    return known


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("satark.jurisdiction").joinpath("data", name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


def _split(listed: str) -> tuple[str, ...]:
    return tuple(part for part in listed.split("|") if part)


def _degrees(written: str) -> float | None:
    return float(written) if written else None
