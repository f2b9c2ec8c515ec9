"""What a list shows, as it stands in the address: a tab, a number that was typed, how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.crypto import salted_hmac

from satark import clock
from satark.cases.lists import newest_event
from satark.console import say
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


def version(filters: ListFilters) -> str:
    """Changes when the list may look different: with each event, and once a minute because lateness comes by itself.

    Keyed, so that nobody finds an event's id in it by trying: ids count what happens in cases one may not see.
    """
    parts = (newest_event(), int(clock.now().timestamp()) // 60, filters, hindi())
    return f'"{salted_hmac("satark.console.lines", repr(parts), algorithm="sha256").hexdigest()[:24]}"'
