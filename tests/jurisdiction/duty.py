"""A small range on which a roster is tried: two districts, three circles, five stations; every post held but where said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from satark.jurisdiction.chairs import Away, Chair, Deputy, Term, UnitPlace
from satark.jurisdiction.roster import Roster

NOON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
"""Twelve in India."""
MIDNIGHT = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=400)

TREE = (
    # (code, kind, parent)
    ("up", "state", ""),
    ("zone", "zone", "up"),
    ("range", "range", "zone"),
    ("east", "district", "range"),
    ("east-sub", "subdivision", "east"),
    ("east-hills", "subdivision", "east"),
    ("river", "circle", "east-sub"),
    ("market", "circle", "east-sub"),
    ("forest", "circle", "east-hills"),
    ("ghat", "station", "river"),
    ("ghat-chowki", "outpost", "ghat"),
    ("bridge", "station", "river"),
    ("bazar", "station", "market"),
    ("cave", "station", "forest"),
    ("women", "special", "market"),
    ("sog", "special", "east"),
    ("mining", "department", "east"),
    ("west", "district", "range"),
    ("west-sub", "subdivision", "west"),
    ("field", "circle", "west-sub"),
    ("mill", "station", "field"),
)
CHAIRS = (
    ("zone.adg", "zone"),
    ("range.dig", "range"),
    ("range.cell", "range"),
    ("east.sp", "east"),
    ("east.cell", "east"),
    ("east.desk", "east"),
    ("east.control", "east"),
    ("east.night_go", "east"),
    ("east.admin", "east"),
    ("east-sub.asp", "east-sub"),
    ("east-hills.asp", "east-hills"),
    ("river.co", "river"),
    ("market.co", "market"),
    ("forest.co", "forest"),
    ("ghat.sho", "ghat"),
    ("ghat.ssi", "ghat"),
    ("ghat.night", "ghat"),
    ("ghat.helpdesk", "ghat"),
    ("ghat-chowki.outpost", "ghat-chowki"),
    ("bridge.sho", "bridge"),
    ("bazar.sho", "bazar"),
    ("cave.sho", "cave"),
    ("women.special", "women"),
    ("sog.special", "sog"),
    ("mining.outside", "mining"),
    ("west.sp", "west"),
    ("west.control", "west"),
    ("west-sub.asp", "west-sub"),
    ("field.co", "field"),
    ("mill.sho", "mill"),
)
"""The part of a code behind its dot is the role."""
POSTS = tuple(code for code, _ in CHAIRS)


def units() -> dict[str, UnitPlace]:
    made: dict[str, UnitPlace] = {}
    for code, kind, parent in TREE:
        above = made.get(parent, UnitPlace("", ""))
        district = code if kind == "district" else above.district
        made[code] = UnitPlace(code, kind, parent, district, code if kind == "range" else above.range)
    return made


def officer_of(post: str) -> int:
    """Every post's own officer, by number."""
    return POSTS.index(post) + 1


def away(
    post: str, *, kind: str = "leave", since: datetime = LONG_AGO, until: datetime | None = None
) -> Away:
    return Away(officer_of(post), kind, since=since, until=until)


def roster(
    *absences: Away,
    vacant: Iterable[str] = (),
    only: Iterable[str] | None = None,
    deputies: Iterable[Deputy] = (),
    terms: Iterable[Term] = (),
) -> Roster:
    """Every post held since long ago, but those that are `vacant`; or none but `only`."""
    held = [post for post in (POSTS if only is None else only) if post not in set(vacant)]
    return Roster(
        units(),
        {code: Chair(code, unit, code.rpartition(".")[2]) for code, unit in CHAIRS},
        (*(Term(officer_of(post), post, since=LONG_AGO) for post in held), *terms),
        absences,
        tuple(deputies),
    )
