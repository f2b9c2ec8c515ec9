"""The cell's list. The browser asks every two seconds and is told "nothing new" by an ETag for most of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases import queries
from satark.console import say, words
from satark.console.access import OfficerRequest, officer_page
from satark.console.names import hindi

FIRST = 50
MOST = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """What the officer wants to see, as it stands in the address."""

    status: str
    category: str
    number: str
    limit: int

    @classmethod
    def read(cls, asked: Any) -> Filters:
        status, category, limit = asked.get("status", ""), asked.get("category", ""), asked.get("limit", "")
        return cls(
            status=status if status in words.TABS else "open",
            category=category if category in words.CATEGORIES else "",
            number=say.typed_number(asked.get("number", ""))[:10],
            limit=min(int(limit), MOST) if limit.isascii() and limit.isdigit() else FIRST,
        )

    def address(self, **changes: Any) -> str:
        values = {"status": self.status, "category": self.category, "number": self.number, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def query(self) -> dict[str, str]:
        # A number that was searched for is found wherever it stands: nobody knows the tab of a case.
        status = "all" if self.number else self.status
        return {"status": status, "category": self.category, "number": self.number}


@officer_page
@require_GET
def home(request: OfficerRequest) -> HttpResponseBase:
    """Where this officer's day begins."""
    viewer = request.viewer
    first = (
        ("cases", viewer.is_cell),
        ("tray", viewer.is_desk),
        ("board", viewer.is_line),
        ("directions", True),
    )
    return redirect(f"console:{next(page for page, his in first if his)}")


@officer_page
@require_GET
def cases(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_cell:
        return redirect("console:directions")
    filters = Filters.read(request.GET)
    return render(request, "console/cases.html", listed(request, filters, version(filters)))


@officer_page
@require_GET
def cases_fragment(request: OfficerRequest) -> HttpResponseBase:
    if not request.viewer.is_cell:
        return HttpResponse(status=204)
    filters = Filters.read(request.GET)
    etag = version(filters)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    response = render(request, "console/_cases.html", listed(request, filters, etag))
    response["ETag"] = etag
    return response


def listed(request: OfficerRequest, filters: Filters, etag: str) -> dict[str, Any]:
    found = queries.list_cases(**filters.query(), now=clock.now(), limit=filters.limit)
    return {
        "viewer": request.viewer,
        "filters": filters,
        "found": found,
        "etag": etag,
        "now": clock.now(),
        "tabs": [
            (tab, name, found.counts.get(tab, 0), filters.address(status=tab))
            for tab, name in words.TABS.items()
        ],
        "categories": words.CATEGORIES.items(),
        "more": filters.address(limit=filters.limit + FIRST)
        if len(found.items) == filters.limit < MOST
        else "",
        "fragment": filters.address(limit=filters.limit),
    }


def version(filters: Filters) -> str:
    """Changes when the list may look different, for what this officer has chosen to see."""
    parts = (queries.latest_change(now=clock.now()), filters, hindi())
    return f'"{salted_hmac("satark.console.list", repr(parts), algorithm="sha256").hexdigest()[:24]}"'
