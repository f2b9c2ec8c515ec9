"""The demo's roll: a post for every chair of the two districts and their ranges, a made-up officer on each, and duty turns.

Surnames are trees and rivers: nobody of these names serves anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from satark.clock import INDIA

if TYPE_CHECKING:
    from satark.jurisdiction.gazetteer import UnitLine
    from satark.jurisdiction.models import Post

DISTRICTS = ("chandauli", "bareilly")
CELLS = {
    "chandauli": ("SP's cell", "एसपी सेल"),
    "bareilly": ("SP's cell", "एसपी सेल"),
    "vns-range": ("DIG's cell", "डीआईजी सेल"),
    "bly-range": ("DIG's cell", "डीआईजी सेल"),
}
SENIOR = frozenset({"bareilly"})
"""Districts under a senior superintendent (SSP)."""
CIRCLES = {"chandauli": "chn-c-", "bareilly": "bly-c-"}
CONTROL_ROOMS = frozenset({"chn-dcr", "bly-dcr"})

FIRST = (
    *(
        "Aarav",
        "Bhavna",
        "Chetan",
        "Devika",
        "Eshan",
        "Farida",
        "Girish",
        "Hema",
        "Imran",
        "Jaya",
        "Karan",
        "Lata",
    ),
    *(
        "Mohit",
        "Naina",
        "Omkar",
        "Pooja",
        "Qasim",
        "Rekha",
        "Sagar",
        "Tara",
        "Uday",
        "Varsha",
        "Yash",
        "Zoya",
    ),
)
LAST = (
    *(
        "Kadamb",
        "Palash",
        "Mahua",
        "Gulmohar",
        "Neem",
        "Peepal",
        "Sagwan",
        "Shisham",
        "Amaltas",
        "Kachnar",
        "Jamun",
    ),
    *("Gomti", "Sone", "Karmanasa", "Chandraprabha", "Ramganga", "Sharda", "Betwa", "Ken", "Rihand", "Belan"),
)
RANKS = {
    "sho": "Insp.",
    "ssi": "SI",
    "night": "SI",
    "helpdesk": "SI",
    "special": "Insp.",
    "co": "Dy SP",
    "asp": "Addl SP",
    "sp": "SP",
    "dig": "DIG",
    "adg": "ADG",
    "desk": "Insp.",
    "control": "SI",
    "cell": "Insp.",
    "admin": "Insp.",
}
AHEAD = timedelta(days=30)
"""How far the duty roster reaches; each start lengthens it."""
NIGHT_WATCH = (time(22), timedelta(hours=8))
CONTROL_SHIFTS = tuple((time(hour), timedelta(hours=8)) for hour in (6, 14, 22))
Shift = tuple[time, timedelta]


class DemoPost(NamedTuple):
    code: str
    unit: str
    role: Post.Role
    name_en: str
    name_hi: str


class Watch(NamedTuple):
    """Of a post that is held by turns: usernames, or posts whose holders take them; and the shifts of a day."""

    officers: tuple[str, ...]
    shifts: tuple[Shift, ...]


class Turn(NamedTuple):
    post: str
    officer: str
    since: datetime
    until: datetime


def units() -> tuple[UnitLine, ...]:
    """Those of the gazetteer, and the departments, which have no ground."""
    from satark.jurisdiction import gazetteer, unit_file

    told = {unit.code: unit for unit in gazetteer.units()}
    departments = files("satark.jurisdiction").joinpath("data", "departments.csv").read_bytes()
    return (*told.values(), *unit_file.read(departments, told).lines)


def posts(units: Sequence[UnitLine]) -> Iterator[DemoPost]:
    from satark.jurisdiction.models import Post

    role = Post.Role
    for unit in units:
        code, en, hi = unit.code, unit.name_en, unit.name_hi
        if code in CELLS:
            cell_en, cell_hi = CELLS[code]
            yield DemoPost(f"{code}.cell", code, role.CELL, f"{cell_en}, {en}", f"{cell_hi}, {hi}")
        if code in DISTRICTS:
            yield from _headquarters(code, en, hi)
        match unit.kind:
            case "station":
                yield from _station(code, en, hi)
            case "circle":
                short, short_hi = en.removeprefix("Circle "), hi.removeprefix("सर्किल ")
                yield DemoPost(f"{code}.co", code, role.CO, f"CO {short}", f"सीओ {short_hi}")
            case "subdivision":
                yield DemoPost(f"{code}.asp", code, role.ASP, en, hi)
            case "district":
                title, title_hi = ("SSP", "एसएसपी") if code in SENIOR else ("SP", "एसपी")
                yield DemoPost(f"{code}.sp", code, role.SP, f"{title} {en}", f"{title_hi} {hi}")
            case "range":
                yield DemoPost(f"{code}.dig", code, role.DIG, f"DIG {en}", f"डीआईजी {hi}")
            case "zone":
                yield DemoPost(f"{code}.adg", code, role.ADG, f"ADG {en}", f"एडीजी {hi}")
            case "special" if code in CONTROL_ROOMS:
                yield DemoPost(f"{code}.control", code, role.CONTROL, en, hi)
            case "special":
                yield DemoPost(f"{code}.head", code, role.SPECIAL, en, hi)
            case "department":
                yield DemoPost(f"{code}.officer", code, role.OUTSIDE, en, hi)


def _headquarters(code: str, en: str, hi: str) -> Iterator[DemoPost]:
    from satark.jurisdiction.models import Post

    yield DemoPost(f"{code}.desk", code, Post.Role.DESK, f"Complaint desk, {en}", f"शिकायत डेस्क, {hi}")
    yield DemoPost(
        f"{code}.night_go",
        code,
        Post.Role.NIGHT_GO,
        f"Night gazetted officer, {en}",
        f"रात्रि राजपत्रित अधिकारी, {hi}",
    )
    yield DemoPost(f"{code}.admin", code, Post.Role.ADMIN, f"Administrator, {en}", f"एडमिन, {hi}")


def _station(code: str, en: str, hi: str) -> Iterator[DemoPost]:
    from satark.jurisdiction.models import Post

    role = Post.Role
    yield DemoPost(f"{code}.sho", code, role.SHO, f"SHO {en}", f"थानाध्यक्ष {hi}")
    yield DemoPost(f"{code}.ssi", code, role.SSI, f"SSI {en}", f"एसएसआई {hi}")
    yield DemoPost(f"{code}.night", code, role.NIGHT, f"Night officer, {en}", f"रात्रि अधिकारी, {hi}")
    yield DemoPost(
        f"{code}.helpdesk", code, role.HELPDESK, f"Women's help desk, {en}", f"महिला हेल्प डेस्क, {hi}"
    )


def names() -> Iterator[str]:
    """Made-up names, always in the same order, none twice among the first five hundred."""
    for number in count():
        yield f"{FIRST[number % len(FIRST)]} {LAST[(number + number // len(FIRST)) % len(LAST)]}"


def watch(post: DemoPost, everybody: Sequence[DemoPost]) -> Watch | None:
    """Who takes turns at a post of the duty roster; None at any other post."""
    match post.role:
        case "night":
            return Watch((f"{post.code}-1", f"{post.code}-2"), (NIGHT_WATCH,))
        case "control":
            return Watch((f"{post.code}-1", f"{post.code}-2", f"{post.code}-3"), CONTROL_SHIFTS)
        case "night_go":
            # The circle officers, one after another.
            circles = (each.code for each in everybody if each.role == "co")
            return Watch(
                tuple(each for each in circles if each.startswith(CIRCLES[post.unit])), (NIGHT_WATCH,)
            )
        case _:
            return None


def turns(post: str, watch: Watch, *, since: datetime, until: datetime) -> Iterator[Turn]:
    """Turns that begin in this time, officers one after another."""
    day = since.astimezone(INDIA).date()
    while datetime.combine(day, time(0), INDIA) < until:
        for place, (begins, lasts) in enumerate(watch.shifts):
            at = datetime.combine(day, begins, INDIA)
            who = watch.officers[(day.toordinal() * len(watch.shifts) + place) % len(watch.officers)]
            if since <= at < until:
                yield Turn(post, who, at, at + lasts)
        day += timedelta(days=1)
