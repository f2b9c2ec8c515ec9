"""The board of a rank: what happens on its own ground, how long each step took, and what is late now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases import lists
from satark.console.access import OfficerRequest, officer_page
from satark.console.complaint_words import BOARD_TABS, STEPS
from satark.console.views.filters import ListFilters, fragment, listed


@officer_page
@require_GET
def board(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_line:
        return redirect("console:home")
    filters = ListFilters.read(request.GET, BOARD_TABS)
    return render(request, "console/board.html", _listed(request, filters))


@officer_page
@require_GET
def board_fragment(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_line:
        return HttpResponse(status=204)
    filters = ListFilters.read(request.GET, BOARD_TABS)
    return fragment(request, "console/_board.html", filters, lambda: _listed(request, filters))


def _listed(request: OfficerRequest, filters: ListFilters) -> dict[str, Any]:
    found = lists.board(now=clock.now(), tab=filters.tab, number=filters.number, limit=filters.limit)
    return listed(request, filters, BOARD_TABS, found, reverse("console:board")) | {
        "sentence": sentence(found.counts),
        "steps": STEPS.items(),
    }


def sentence(counts: dict[str, int]) -> str:
    """What a superior needs to know before anything else."""
    late, open_now = counts["late"], counts["open"]
    if not open_now:
        return _("Nothing is open on your ground.")
    if not late:
        return ngettext("%(count)d is open, and in time.", "%(count)d are open, all in time.", open_now) % {
            "count": open_now
        }
    return ngettext("%(late)d of %(count)d is late now.", "%(late)d of %(count)d are late now.", late) % {
        "late": late,
        "count": open_now,
    }
