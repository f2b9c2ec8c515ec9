"""Which posts did not act on a day, with proof of receipt, the superior's order and the answer to it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases.clock.ledger_queries import DidNotAct, did_not_act
from satark.console.access import OfficerRequest, officer_page
from satark.jurisdiction.queries import Viewer, posts_named, units_named


@officer_page
@require_GET
def not_acted(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_line:
        return redirect("console:home")
    now = clock.now()
    today = now.astimezone(clock.INDIA).date()
    day = min(_day(request.GET.get("day", "")) or today, today)
    lines = [line for district in districts(request.viewer) for line in did_not_act(district, day, now=now)]
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


def districts(viewer: Viewer) -> list[str]:
    """Districts in which the officer's posts stand, or that hang below them."""
    units = units_named()
    found: dict[str, None] = {}
    for post in viewer.posts:
        here = units.get(post.unit)
        if here is not None and here.district:
            found[here.district] = None
        elif here is not None:
            found |= dict.fromkeys(
                code for code, unit in units.items() if _below(code, post.unit) and unit.kind == "district"
            )
    return list(found)


def _below(code: str, upper: str) -> bool:
    units, at = units_named(), code
    while at and at in units:
        if at == upper:
            return True
        at = units[at].parent
    return False


def sentence(lines: list[DidNotAct]) -> str:
    posts = len({line.post for line in lines})
    if not posts:
        return _("Every post acted in time, or nothing came in.")
    return ngettext("%(count)d post did not act.", "%(count)d posts did not act.", posts) % {"count": posts}
