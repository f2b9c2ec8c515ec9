"""The open lane of a district in motion: who writes to the number for complaints, the desks at their trays, superiors at their boards.

Some stations look at their phone and do nothing: at the end the page that names who did not act has to name them, and nobody else.
"""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.officer import Officer
from satark.rehearsal.phone import Phone, options
from satark.rehearsal.wire import Json

OPEN = ("complaint", "emergency", "traffic", "outside")
"""What people write to the number for complaints; greetings and noise come to either number."""
CHATTER = ("greeting", "noise")
DISTRICT_OF = {"chn": "chandauli", "bly": "bareilly"}
"""By the beginning of a unit's code."""
ROW = re.compile(r'<li class="case tray-row.*?</li>', re.DOTALL)
NAMED = re.compile(r'<tr class="board-row case-late">.*?<th scope="row">(.*?)</th>', re.DOTALL)
EXPLAIN = "कारण बताएँ कि अब तक कार्रवाई क्यों नहीं हुई।"


def goes_to(kind: str, chance: random.Random) -> str:
    """The lane of the number that somebody with such a message writes to."""
    if kind in OPEN or (kind in CHATTER and chance.random() < 0.7):
        return "open"
    return "sealed"


@dataclass(frozen=True, slots=True)
class Offices:
    """Officers at the console of one district."""

    desk: Officer
    head: Officer
    """The SP: looks who did not act, and orders an explanation."""


@dataclass
class OpenLane:
    offices: Mapping[str, Offices]
    """By district."""
    phones: Mapping[str, Phone]
    """Post -> its phone."""
    names: Mapping[str, str]
    """Post -> what the console calls it."""
    silent: Collection[str]
    """Posts whose phone is looked at and not answered."""
    acts: Counter[str] = field(default_factory=Counter)
    ordered: set[str] = field(default_factory=set)

    def desks_look(self) -> None:
        """Each desk works its tray: what names a place goes there, the rest is set aside."""
        for office in self.offices.values():
            for row in ROW.findall(office.desk.page("/tray?tab=new&limit=200")):
                self._deal_with(office.desk, row)

    def _deal_with(self, desk: Officer, row: str) -> None:
        case = re.search(r'data-case="([0-9a-f-]{36})"', row)
        unit = re.search(r'name="unit" value="([\w-]+)"', row)
        if case is None:
            return
        try:
            if unit is not None:
                desk.act(case[1], "forward", under="complaints", unit=unit[1])
                self.acts["desk forwarded"] += 1
            else:
                desk.act(case[1], "park", under="complaints", why="outside", text="")
                self.acts["desk set aside"] += 1
        except RehearsalFailed:
            # A rule was quicker, or the complainant still tells: the next look finds it.
            self.acts["desk was too late"] += 1

    def heads_look(self) -> None:
        """Each head orders an explanation of what is late, once for each complaint."""
        for office in self.offices.values():
            page = office.head.page("/not-acted")
            for case in sorted(set(re.findall(r"/complaints/([0-9a-f-]{36})", page)) - self.ordered):
                self.ordered.add(case)
                self._order(office.head, case)

    def _order(self, head: Officer, case: str) -> None:
        """To the station that has it, which the page offers first."""
        form = re.search(
            r'<form[^>]*?/complaints/[0-9a-f-]{36}/order".*?</form>',
            head.page(f"/complaints/{case}"),
            re.DOTALL,
        )
        posts = re.findall(r'<option value="([\w.-]+\.sho)"', form[0]) if form else []
        if not posts:
            return
        head.act(
            case, "order", under="complaints", kind="explanation", post=posts[0], text=EXPLAIN, term="6h"
        )
        self.acts["explanation ordered"] += 1

    def did_not_act(self) -> dict[str, list[str]]:
        """District -> names on the page of those who did not act today."""
        return {
            district: sorted(
                {html.unescape(name).strip() for name in NAMED.findall(office.head.page("/not-acted"))}
            )
            for district, office in self.offices.items()
        }

    def had_something(self) -> dict[str, list[str]]:
        """District -> silent posts whose phone was told of a complaint, long enough ago to be late."""
        told = {post for post in self.silent if any(_is_task(each) for each in self.phones[post].received)}
        return {
            district: sorted(self.names[post] for post in told if DISTRICT_OF[post[:3]] == district)
            for district in self.offices
        }


def _is_task(shown: Json) -> bool:
    """A complaint: what a cell orders about a tip has the same button and stands on another page."""
    pressable = any(each["id"].startswith("direction:received:") for each in options(shown))
    return pressable and "शिकायत" in str(shown.get("text", ""))
