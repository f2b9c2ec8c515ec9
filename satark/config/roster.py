"""What `satark roster …` and `satark units …` do: show what a file would change, store it when told to, list who is where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import connection

from satark import clock
from satark.jurisdiction import finders, services, unit_file
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.models import Unit
from satark.jurisdiction.presence import Phone, PostPresence, UnitPresence, whole_roster
from satark.jurisdiction.roster import grouped
from satark.jurisdiction.roster_file import read
from satark.jurisdiction.roster_plan import Change, Leave, Plan, Planner, store
from satark.jurisdiction.rosters import load_roster
from satark.settings import SettingsError

NOT_STORED = "Nothing is stored yet: run it again with --write."


def import_units(file: Path, *, write: bool) -> int:
    """Raises SheetRefused."""
    preview = unit_file.read(_content(file), _units())
    print(f"New: {len(preview.new)}. Changed: {len(preview.changed)}. Unchanged: {preview.unchanged}.")
    for sign, codes in (("+", preview.new), ("~", preview.changed)):
        for code in codes:
            print(f"  {sign} {code}")
    if write:
        services.import_units(preview.lines)
    print("Stored." if write else NOT_STORED)
    return 0


def import_roster(file: Path, *, write: bool) -> int:
    """Raises SheetRefused, and what a change of charge raises: then nothing is stored."""
    now = clock.now()
    plan = Planner(read(_content(file), load_roster().units, _names()), now).plan()
    for line in told(plan):
        print(line)
    if write:
        store(plan, now=now)
    print("Stored." if write else NOT_STORED)
    return 0


def told(plan: Plan) -> Iterator[str]:
    """A plan in lines."""
    yield (
        f"New posts: {len(plan.posts)}. Join: {len(plan.joins)}. Leave: {len(plan.leaves)}. "
        f"New turns: {len(plan.turns)}. New rank: {len(plan.ranks)}. Unchanged: {plan.unchanged}."
    )
    yield from (f"  * {code}: new post" for code, _, _ in plan.posts)
    yield from (_line("+", join, f"joins {_day(join.since)}") for join in plan.joins)
    yield from (_line("-", leave, f"leaves {_day(leave.since)}") for leave in plan.leaves)
    for turn in plan.turns:
        yield _line("+", turn.who, f"on duty {_day(turn.who.since)} to {_day(turn.until)}")
    yield from (_line("~", each, "new rank") for each in plan.ranks)


def list_roster(unit: str | None) -> int:
    if unit is not None and not Unit.objects.filter(code=unit).exists():
        raise SettingsError(unit_file.unknown_unit(unit, list(_units())))
    units = whole_roster(unit, _phones(), clock.now())
    for each in units:
        for line in listed(each):
            print(line)
    missing = sum(len(each.unreached) for each in units)
    print(f"{sum(len(each.posts) for each in units)} posts; {missing} cannot be reached on WhatsApp.")
    return 0


def listed(unit: UnitPresence) -> Iterator[str]:
    """A unit and its posts in lines."""
    enrolled = f", phones {unit.enrolled} of {len(unit.needing)}" if unit.needing else ""
    yield f"{unit.code} ({unit.name_en}){enrolled}"
    yield from (f"  {post.code:<28} {_who(post):<44} {_phone(post)}".rstrip() for post in unit.posts)


def _who(post: PostPresence) -> str:
    if post.state == "present":
        return post.officer
    acts = f"; acts: {post.acting}" if post.acting else ""
    return f"{post.officer} ({post.state}{acts})".strip()


def _phone(post: PostPresence) -> str:
    if not post.needs_phone:
        return ""
    kinds = " + ".join(name for name, there in (("CUG", post.cug), ("private", post.private)) if there)
    if not kinds:
        return "no phone"
    return kinds if post.reached else f"{kinds}, not reached"


def _line(sign: str, change: Change | Leave, what: str) -> str:
    return f"  {sign} {change.post}: {change.rank} {change.name}".rstrip() + f", {what}"


def _day(at: datetime) -> str:
    return at.astimezone(clock.INDIA).strftime("%d.%m.%Y %H:%M")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise SettingsError(f"{file.name} cannot be read.") from None


def _units() -> dict[str, UnitLine]:
    return {unit.code: unit for unit in finders.unit_lines()}


def _names() -> dict[str, list[str]]:
    """A unit's name in either language, in small letters -> its code, or those of all that are called so."""
    named = [
        (name.casefold(), unit.code) for unit in Unit.objects.all() for name in {unit.name_en, unit.name_hi}
    ]
    return {name: [code for _, code in pairs] for name, pairs in grouped(named, lambda pair: pair[0]).items()}


def _phones() -> list[Phone]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT post, kind, enrolled, reached FROM relay_post_phone")
        return [Phone(*row) for row in cursor.fetchall()]
