"""What a roster's file would change: who joins, who leaves, whose rank is another, which turns are new. Then, and only then, it is stored.

The file speaks for the posts it names and for no other: who holds one of them and does not stand in it, leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import Q

from satark.accounts.models import Officer
from satark.jurisdiction import charge, titles
from satark.jurisdiction.errors import NotHeld
from satark.jurisdiction.models import Holding, Post, Unit
from satark.jurisdiction.roster import grouped
from satark.jurisdiction.roster_file import Entry
from satark.jurisdiction.services import add_post
from satark.jurisdiction.sheet import Problem, SheetRefused


@dataclass(frozen=True, slots=True)
class Change:
    """One officer and one post. `officer` is None for somebody who is not on the roll yet."""

    post: str
    officer: int | None
    name: str
    rank: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the duty roster: who, where and from when; and until when."""

    who: Change
    until: datetime


@dataclass(frozen=True, slots=True)
class Leave:
    post: str
    officer: int
    name: str
    rank: str
    since: datetime
    """When he leaves."""


@dataclass(frozen=True, slots=True)
class Plan:
    posts: tuple[tuple[str, str, str], ...]
    """New posts: code, unit, role."""
    joins: tuple[Change, ...]
    leaves: tuple[Leave, ...]
    ranks: tuple[Change, ...]
    turns: tuple[Turn, ...]
    unchanged: int


class Planner:
    """Compares a file with the roll as it is now."""

    def __init__(self, entries: Sequence[Entry], now: datetime) -> None:
        self._entries = entries
        self._now = now
        self._posts = {(post.unit_id, post.role): post.code for post in Post.objects.order_by("-code")}

    def plan(self) -> Plan:
        """Raises SheetRefused for officers who cannot be told apart."""
        officers = {entry.line: self._officer(entry) for entry in self._entries if entry.name}
        problems = [found for found in officers.values() if isinstance(found, Problem)]
        if problems:
            raise SheetRefused(problems)
        known = {line: found for line, found in officers.items() if not isinstance(found, Problem)}
        postings = [entry for entry in self._entries if entry.name and entry.until is None]
        joins = [entry for entry in postings if (known[entry.line], self._code(entry)) not in self._held]
        turns = [(entry, entry.until) for entry in self._entries if entry.name and entry.until is not None]
        new_turns = [(entry, until) for entry, until in turns if not self._is_there(entry, known[entry.line])]
        return Plan(
            posts=tuple(self._new_posts()),
            joins=tuple(self._change(entry, known[entry.line]) for entry in joins),
            leaves=tuple(self._leaves(known)),
            ranks=tuple(self._ranks(known)),
            turns=tuple(Turn(self._change(entry, known[entry.line]), until) for entry, until in new_turns),
            unchanged=len(postings) + len(turns) - len(joins) - len(new_turns),
        )

    def _code(self, entry: Entry) -> str:
        return self._posts.get((entry.unit, entry.role), f"{entry.unit}.{entry.role}")

    def _new_posts(self) -> Iterator[tuple[str, str, str]]:
        named = dict.fromkeys((entry.unit, entry.role) for entry in self._entries)
        yield from ((f"{unit}.{role}", unit, role) for unit, role in named if (unit, role) not in self._posts)

    @cached_property
    def _roll(self) -> Mapping[str, list[Officer]]:
        """Everybody who holds a post, by name in small letters."""
        serving = Officer.objects.filter(
            Q(holdings__until=None) | Q(holdings__until__gt=self._now), holdings__isnull=False
        )
        return grouped(serving.distinct().order_by("pk"), lambda officer: officer.name.casefold())

    @cached_property
    def _held(self) -> set[tuple[int | None, str]]:
        return set(Holding.objects.filter(until=None).values_list("officer_id", "post_id"))

    @cached_property
    def _district(self) -> Mapping[str, str]:
        return {
            code: of or range_ or ""
            for code, of, range_ in Unit.objects.values_list("code", "district_id", "range_id")
        }

    def _officer(self, entry: Entry) -> int | Problem | None:
        """Whom a row means: by username, else who holds the post under this name, else the only one of the district."""
        if entry.officer:
            found = Officer.objects.filter(username=entry.officer).values_list("pk", flat=True).first()
            return found or Problem(entry.line, "officer", f"there is no officer {entry.officer}.")
        alike = self._roll.get(entry.name.casefold(), [])
        here = [officer for officer in alike if (officer.pk, self._code(entry)) in self._held]
        near = here or [officer for officer in alike if self._serves_near(officer, entry)]
        if len(near) > 1:
            known = ", ".join(officer.username for officer in near)
            return Problem(
                entry.line,
                "name",
                f"there are {len(near)} of this name; say in the column officer which: {known}.",
            )
        return near[0].pk if near else None

    def _serves_near(self, officer: Officer, entry: Entry) -> bool:
        units = officer.holdings.exclude(until__lte=self._now).values_list("post__unit_id", flat=True)
        return any(self._district[unit] == self._district[entry.unit] for unit in units)

    @cached_property
    def _turns(self) -> set[tuple[int | None, str, datetime | None, datetime | None]]:
        ending = Holding.objects.exclude(until=None)
        return set(ending.values_list("officer_id", "post_id", "since", "until"))

    def _is_there(self, entry: Entry, officer: int | None) -> bool:
        return (officer, self._code(entry), entry.since, entry.until) in self._turns

    def _leaves(self, known: Mapping[int, int | None]) -> Iterator[Leave]:
        """Those who hold a post that the file names, and do not stand in it."""
        postings = grouped((entry for entry in self._entries if entry.until is None), self._code)
        for post, entries in postings.items():
            stay = {known[entry.line] for entry in entries if entry.name}
            at = min((entry.since for entry in entries if entry.since), default=self._now)
            left = Holding.objects.filter(post=post, until=None).exclude(
                officer__in=[each for each in stay if each]
            )
            for holding in left.select_related("officer"):
                yield Leave(post, holding.officer_id, holding.officer.name, holding.officer.rank, at)

    def _ranks(self, known: Mapping[int, int | None]) -> Iterator[Change]:
        ranks = dict(
            Officer.objects.filter(pk__in=[each for each in known.values() if each]).values_list("pk", "rank")
        )
        for entry in self._entries:
            officer = known.get(entry.line)
            if officer is not None and ranks[officer] != entry.rank:
                ranks[officer] = entry.rank
                yield self._change(entry, officer)

    def _change(self, entry: Entry, officer: int | None) -> Change:
        return Change(self._code(entry), officer, entry.name, entry.rank, entry.since or self._now)


@transaction.atomic
def store(plan: Plan, *, now: datetime) -> None:
    """All of it or nothing. Raises what `charge` raises."""
    names = (
        dict(Unit.objects.values_list("code", "name_en")),
        dict(Unit.objects.values_list("code", "name_hi")),
    )
    for code, unit, role in plan.posts:
        name_en, name_hi = (
            title.format(name[unit]) for title, name in zip(titles.NAMES[role], names, strict=True)
        )
        add_post(code=code, unit=unit, role=Post.Role(role), name_en=name_en, name_hi=name_hi)
    enlisted: dict[str, int] = {}
    for join in plan.joins:
        charge.join(_person(join, enlisted), post=join.post, at=join.since, now=now)
    for leave in plan.leaves:
        _relieve(leave, now)
    for turn in plan.turns:
        who = _person(turn.who, enlisted)
        charge.take_turn(who, post=turn.who.post, since=turn.who.since, until=turn.until)
    for each in plan.ranks:
        Officer.objects.filter(pk__in=[each.officer]).update(rank=each.rank)


def _person(change: Change, enlisted: dict[str, int]) -> int:
    """The officer of a change; somebody new is put on the roll once, however many rows name him."""
    if change.officer is not None:
        return change.officer
    called = f"{change.rank} {change.name}".casefold()
    if called not in enlisted:
        enlisted[called] = charge.enlist(change.name, change.rank)
    return enlisted[called]


def _relieve(leave: Leave, now: datetime) -> None:
    try:
        charge.relieve(leave.officer, post=leave.post, at=leave.since, now=now)
    except NotHeld:
        pass  # whoever joined has relieved him already
