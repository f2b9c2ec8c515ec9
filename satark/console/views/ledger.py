"""Which posts did not act on a day, with proof of receipt, the superior's order and the answer to it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases.clock.ledger_queries import DidNotAct, did_not_act
from satark.console.access import OfficerRequest, officer_page
from satark.jurisdiction.queries import Viewer, posts_named
from satark.jurisdiction.rosters import load_roster


@officer_page
@require_GET
def not_acted(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_line:
        return redirect("console:home")
    now = clock.now()
    today = now.astimezone(clock.INDIA).date()
    day = min(_day(request.GET.get("day", "")) or today, today)
    lines = [
        line
        for district in districts(request.viewer, now=now)
        for line in did_not_act(district, day, now=now)
    ]
    context = {
        "viewer": request.viewer,
        "now": now,
        "day": day,
        "lines": lines,
        "names": posts_named(),
        "sentence": sentence(lines),
    }
    return render(request, "console/not_acted.html", context)


def _day(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None


def districts(viewer: Viewer, *, now: datetime) -> list[str]:
    """Districts in which the officer's posts stand, or that hang below them."""
    roster = load_roster(since=now)
    found: dict[str, None] = {}
    for post in viewer.posts:
        here = roster.units[post.unit].district
        below = (code for code in roster.below(post.unit) if roster.units[code].kind == "district")
        found |= dict.fromkeys([here] if here else sorted(below))
    return list(found)


def sentence(lines: list[DidNotAct]) -> str:
    posts = len({line.post for line in lines})
    if not posts:
        return _("Every post acted in time, or nothing came in.")
    return ngettext("%(count)d post did not act.", "%(count)d posts did not act.", posts) % {"count": posts}
