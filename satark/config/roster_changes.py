"""`satark roster absent`, `back`, `relieve`, `stand-in`: one change of charge, entered on the server."""

from __future__ import annotations

import argparse
from datetime import datetime

from satark import clock
from satark.accounts.models import Officer
from satark.jurisdiction import charge
from satark.jurisdiction.errors import LastAdministrator, NotHeld, RosterRefused
from satark.jurisdiction.models import Absence, Holding, Post
from satark.jurisdiction.roster_file import moment
from satark.jurisdiction.unit_file import nearest
from satark.settings import SettingsError

WHY = {
    NotHeld.code: "he does not hold this post, or is not away.",
    RosterRefused.code: "nobody is named to act for a cell or an administrator, nor they for anybody.",
    LastAdministrator.code: "nobody would be left who may change this roster: let another take the post first.",
}


def make(chosen: argparse.Namespace) -> int:
    """Do what the command says. Raises SettingsError with what keeps it from being done."""
    now = clock.now()
    at = _moment(chosen.at) or now
    try:
        print(_change(chosen, at, now))
    except (NotHeld, RosterRefused, LastAdministrator) as refused:
        raise SettingsError(WHY[refused.code]) from None
    return 0


def _change(chosen: argparse.Namespace, at: datetime, now: datetime) -> str:
    post = _post(chosen.post)
    if chosen.does == "stand_in":
        deputy = _post(chosen.deputy) if chosen.deputy else None
        charge.stand_in(post, deputy, at=at)
        return f"While nobody is there, {deputy or 'the senior sub-inspector'} acts for {post}."
    officer = _holder(post, chosen.officer, at)
    match chosen.does:
        case "absent":
            charge.absent(officer.pk, _kind(chosen.kind), since=at, until=_moment(chosen.until), now=now)
        case "back":
            charge.back(officer.pk, at=at)
        case _:
            charge.relieve(officer.pk, post=post, at=at, now=now)
    return f"{officer.rank} {officer.name}, {post}: entered.".strip()


def _post(code: str) -> str:
    codes = list(Post.objects.values_list("code", flat=True))
    if code not in codes:
        raise SettingsError(f"there is no post {code}.{nearest(code, codes)}")
    return code


def _holder(post: str, username: str | None, at: datetime) -> Officer:
    """Who holds the post at `at`; of several the one that is named."""
    held = Holding.objects.filter(post=post, since__lte=at).exclude(until__lte=at)
    found = list(Officer.objects.filter(pk__in=held.values("officer")).order_by("username"))
    named = [officer for officer in found if username in (None, officer.username)]
    if len(named) != 1:
        raise SettingsError(
            f"say with --officer which one: {', '.join(officer.username for officer in found) or 'nobody'} hold {post}."
        )
    return named[0]


def _kind(written: str) -> Absence.Kind:
    if written not in Absence.Kind.values:
        raise SettingsError(f"{written} is no kind of absence. There are: {', '.join(Absence.Kind.values)}.")
    return Absence.Kind(written)


def _moment(written: str) -> datetime | None:
    found = moment(written) if written else None
    if written and found is None:
        raise SettingsError(f"{written} is no date: write 24.11.2026 or '24.11.2026 22:00'.")
    return found
