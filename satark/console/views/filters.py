"""What a list shows, as it stands in the address: a tab, a number that was typed, how many rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from satark import clock
from satark.cases.lists import Lines, newest_events
from satark.console import say
from satark.console.access import OfficerRequest
from satark.console.names import hindi

FIRST = 50
MOST = 500


@dataclass(frozen=True, slots=True)
class ListFilters:
    tab: str
    number: str
    limit: int

    @classmethod
    def read(cls, asked: Any, tabs: Mapping[str, object]) -> ListFilters:
        tab, limit = asked.get("tab", ""), asked.get("limit", "")
        return cls(
            tab=tab if tab in tabs else next(iter(tabs)),
            number=say.typed_number(asked.get("number", ""))[:10],
            limit=min(int(limit), MOST) if limit.isascii() and limit.isdigit() else FIRST,
        )

    def address(self, **changes: Any) -> str:
        values = {"tab": self.tab, "number": self.number, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def more(self, shown: int) -> str:
        return self.address(limit=self.limit + FIRST) if shown == self.limit < MOST else ""


def listed(
    request: OfficerRequest, filters: ListFilters, tabs: Mapping[str, object], found: Lines, here: str
) -> dict[str, Any]:
    """What every list shows besides its own; `here` is its address."""
    more = filters.more(len(found.items))
    return {
        "viewer": request.viewer,
        "filters": filters,
        "found": found,
        "etag": version(filters),
        "now": clock.now(),
        "tabs": [
            (tab, name, found.counts[tab], here + filters.address(tab=tab, number=""))
            for tab, name in tabs.items()
        ],
        "everything": here,
        "more": here + more if more else "",
        "fragment": filters.address(limit=filters.limit),
    }


def fragment(
    request: OfficerRequest, template: str, filters: ListFilters, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The list alone, for a page that asks again and again; nothing while it has not changed."""
    etag = version(filters)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    response = render(request, template, context())
    response["ETag"] = etag
    return response


def version(filters: ListFilters) -> str:
    """Changes when the list may look different: with each event, and once a minute because lateness comes by itself.

    Keyed, so that nobody finds an event's id in it by trying: ids count what happens in cases one may not see.
    """
    parts = (newest_events(), int(clock.now().timestamp()) // 60, filters, hindi())
    return f'"{salted_hmac("satark.console.lines", repr(parts), algorithm="sha256").hexdigest()[:24]}"'
