"""The desk's tray: what came in on the open lane, and one press that sends it to the station."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases import lists
from satark.console import once
from satark.console.access import OfficerRequest, officer_page
from satark.console.complaint_words import TRAY_TABS
from satark.console.views.filters import ListFilters, fragment, listed
from satark.jurisdiction.queries import units_named


@officer_page
@require_GET
def tray(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_desk:
        return redirect("console:home")
    filters = ListFilters.read(request.GET, TRAY_TABS)
    return render(request, "console/tray.html", _listed(request, filters))


@officer_page
@require_GET
def tray_fragment(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_desk:
        return HttpResponse(status=204)
    filters = ListFilters.read(request.GET, TRAY_TABS)
    return fragment(request, "console/_tray.html", filters, lambda: _listed(request, filters))


def _listed(request: OfficerRequest, filters: ListFilters) -> dict[str, Any]:
    found = lists.tray(now=clock.now(), tab=filters.tab, number=filters.number, limit=filters.limit)
    return listed(request, filters, TRAY_TABS, found, reverse("console:tray")) | {
        "units": units_named(),
        "token": once.token(),
    }
