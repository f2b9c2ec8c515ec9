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
from satark.console.views.filters import ListFilters, version
from satark.jurisdiction.queries import units_named


@officer_page
@require_GET
def tray(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_desk:
        return redirect("console:home")
    filters = ListFilters.read(request.GET, TRAY_TABS)
    return render(request, "console/tray.html", _listed(request, filters, version(filters)))


@officer_page
@require_GET
def tray_fragment(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_desk:
        return HttpResponse(status=204)
    filters = ListFilters.read(request.GET, TRAY_TABS)
    etag = version(filters)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    response = render(request, "console/_tray.html", _listed(request, filters, etag))
    response["ETag"] = etag
    return response


def _listed(request: OfficerRequest, filters: ListFilters, etag: str) -> dict[str, Any]:
    now, here = clock.now(), reverse("console:tray")
    found = lists.tray(now=now, tab=filters.tab, number=filters.number, limit=filters.limit)
    return {
        "viewer": request.viewer,
        "filters": filters,
        "found": found,
        "etag": etag,
        "now": now,
        "units": units_named(),
        "token": once.token(),
        "tabs": [
            (tab, name, found.counts[tab], here + filters.address(tab=tab, number=""))
            for tab, name in TRAY_TABS.items()
        ],
        "everything": here,
        "more": here + more if (more := filters.more(len(found.items))) else "",
        "fragment": filters.address(limit=filters.limit),
    }
