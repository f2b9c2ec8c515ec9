"""Changes of charge: who joins, is relieved, goes away, comes back, stands in. History stays; only an end is ever set.

The console makes them within the rights of the acting administrator: the database decides (`accounts/0005_duty`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from psycopg.errors import InsufficientPrivilege

from satark.accounts import services as accounts
from satark.jurisdiction.errors import LastAdministrator, NotHeld, RosterRefused
from satark.jurisdiction.models import Absence, Holding, Post, StandIn, Unit

Role, Kind = Post.Role, Absence.Kind

SHARED = frozenset({Role.CELL, Role.DESK, Role.CONTROL, Role.HELPDESK, Role.SPECIAL, Role.ADMIN})
"""Posts that several officers may hold at once. Of every other, who joins takes it over from who was there."""
APPOINTED = frozenset({Role.CELL, Role.ADMIN})
"""Posts that see what no stand-in may see: filled on the server alone, and nobody is named to act for them."""
ENDS_RIGHTS = frozenset({Kind.LINE, Kind.SUSPENDED})
ONE_AT_A_TIME = int.from_bytes(b"roster")
"""Number of the lock: in the key space of cases, where a random number will not meet it."""
AT_ONCE = timedelta(microseconds=1)
"""How long something lasts that ends before it has begun: history is not deleted."""


def enlist(name: str, rank: str = "") -> int:
    """Put an officer on the roster, without a sign-in. Raises RosterRefused."""
    with _changing(), connection.cursor() as cursor:
        cursor.execute("SELECT roster_enlist(%s, %s)", [name, rank])
        return int(cursor.fetchone()[0])


def join(officer: int, *, post: str, at: datetime, now: datetime) -> None:
    """आमद: an officer takes a post; who held it alone is relieved. Holding it already changes nothing.

    Raises RosterRefused, and LastAdministrator.
    """
    with _changing():
        before = _running(Holding.objects.filter(post=post, until=None), at)
        if before.filter(officer=officer, since__lte=at).exists():
            return
        if Post.objects.get(code=post).role not in SHARED:
            for other in before.exclude(officer=officer):
                _leave(other.officer_id, post=post, at=at, now=now)
        Holding.objects.create(officer_id=officer, post_id=post, since=at)


def take_turn(officer: int, *, post: str, since: datetime, until: datetime) -> None:
    """A turn of the duty roster, which has its end from the beginning. The same turn again changes nothing.

    Raises RosterRefused.
    """
    with _changing():
        turn = {"officer_id": officer, "post_id": post, "since": since, "until": until}
        if not Holding.objects.filter(**turn).exists():
            Holding.objects.create(**turn)


def relieve(officer: int, *, post: str, at: datetime, now: datetime) -> None:
    """रवानगी: an officer leaves a post. Whoever has none left is signed out everywhere.

    Raises NotHeld, RosterRefused, LastAdministrator.
    """
    with _changing():
        _leave(officer, post=post, at=at, now=now)


def absent(
    officer: int, kind: Absence.Kind, *, since: datetime, until: datetime | None, now: datetime
) -> None:
    """An officer is not there from `since` on. The lines and suspension end every right at once.

    Raises RosterRefused, LastAdministrator.
    """
    with _changing():
        if kind in ENDS_RIGHTS:
            _check_not_last(officer, _running(Holding.objects.filter(officer=officer), now))
        Absence.objects.create(officer_id=officer, kind=kind, since=since, until=until)
        if kind in ENDS_RIGHTS and since <= now:
            accounts.sign_out_everywhere(officer, now=now)


def back(officer: int, *, at: datetime) -> None:
    """An officer is there again. Raises NotHeld when he was not away, and RosterRefused."""
    with _changing():
        _end(_running(Absence.objects.filter(officer=officer), at), at)


def stand_in(post: str, deputy: str | None, *, at: datetime) -> None:
    """Name who acts for a post while nobody is there; None: again the senior sub-inspector. Raises RosterRefused."""
    with _changing():
        if Post.objects.filter(code__in=[post, deputy], role__in=APPOINTED).exists():
            raise RosterRefused
        named = _running(StandIn.objects.filter(post=post), at)
        if named.exists():
            _end(named, at)
        if deputy is not None:
            StandIn.objects.create(post_id=post, deputy_id=deputy, since=at)


def _leave(officer: int, *, post: str, at: datetime, now: datetime) -> None:
    held = _running(Holding.objects.filter(officer=officer, post=post), at)
    _check_not_last(officer, held)
    _end(held, at)
    if at <= now and not _running(Holding.objects.filter(officer=officer), now).exists():
        accounts.sign_out_everywhere(officer, now=now)


Rows = TypeVar("Rows", Holding, Absence, StandIn)


def _running(rows: QuerySet[Rows], at: datetime) -> QuerySet[Rows]:
    """Those that are not over at `at`, also those still to come."""
    return rows.filter(Q(until=None) | Q(until__gt=at))


def _end(rows: QuerySet[Rows], at: datetime) -> None:
    """Raises NotHeld when there is none, RosterRefused when the database lets none be changed."""
    there = rows.count()
    if not there:
        raise NotHeld
    if rows.update(until=Greatest(at, F("since") + AT_ONCE)) < there:
        raise RosterRefused


def _check_not_last(officer: int, held: QuerySet[Holding]) -> None:
    """Raises LastAdministrator: an administrator goes only where another of the same unit, or above it, stays."""
    for unit in held.filter(post__role=Role.ADMIN).values_list("post__unit_id", flat=True):
        others = Holding.objects.filter(until=None, post__role=Role.ADMIN, post__unit__in=_line(unit))
        if not others.exclude(officer=officer).exists():
            raise LastAdministrator


def _line(unit: str) -> list[str]:
    above = [unit]
    while parent := Unit.objects.filter(code=above[-1]).values_list("parent_id", flat=True).first():
        above.append(parent)
    return above


@contextmanager
def _changing() -> Iterator[None]:
    """One change of the roster at a time, so that two administrators cannot relieve each other. Raises RosterRefused."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
            yield
    except DatabaseError as refused:
        if isinstance(refused.__cause__, InsufficientPrivilege):
            raise RosterRefused from None
        raise
