"""Boards of the line as superiors see them: every open page asks again every five seconds, and what it showed is noted with its time."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from satark.rehearsal.officer import Officer

EVERY = timedelta(seconds=5)
"""As the page itself does."""
TABS = ("open", "closed")
ROW = re.compile(r'<tr [^>]*data-case="([0-9a-f-]{36})".*?</tr>', re.DOTALL)
STEP = re.compile(r'data-step="(\w+)"[^>]*><span title')


@dataclass(frozen=True, slots=True)
class Sight:
    """What a row showed when it was looked at."""

    at: datetime
    steps: frozenset[str]


class Boards:
    def __init__(self, officers: Mapping[str, Officer], now: Callable[[], datetime]) -> None:
        self._officers, self._now = officers, now
        self._sights: dict[tuple[str, str], list[Sight]] = defaultdict(list)
        """(post, case) -> every change that was seen."""
        self._seen: dict[tuple[str, str], str] = {}
        self.looks = 0

    @property
    def posts(self) -> frozenset[str]:
        return frozenset(self._officers)

    def watch(self, over: threading.Event) -> None:
        """Until it is over, and once more then."""
        while not over.is_set():
            began = self._now()
            self.look()
            over.wait(max(0.0, (EVERY - (self._now() - began)).total_seconds()))
        self.look()

    def look(self) -> None:
        """At every board once."""
        for post, officer in self._officers.items():
            for tab in TABS:
                self._look_at(post, officer, tab)

    def sights(self, post: str, case: str) -> list[Sight]:
        return self._sights.get((post, case), [])

    def shown(self, post: str) -> set[str]:
        """Every case that ever stood on this board."""
        return {case for seen_by, case in self._sights if seen_by == post}

    def _look_at(self, post: str, officer: Officer, tab: str) -> None:
        self.looks += 1
        found = officer.fragment(f"/board/list?tab={tab}&limit=500", self._seen.get((post, tab), ""))
        if found is None:
            return
        self._seen[post, tab] = found.etag
        at = self._now()
        for row in ROW.finditer(found.text):
            self._note(post, row[1], Sight(at, frozenset(STEP.findall(row[0]))))

    def _note(self, post: str, case: str, sight: Sight) -> None:
        before = self._sights[post, case]
        if not before or before[-1].steps != sight.steps:
            before.append(sight)
