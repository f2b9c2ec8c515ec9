"""For every address of the console: whose it is, and what everybody else gets. A table; no page is without a rule.

Whether a case is there for an officer the database decides (`docs/rights-matrix.md`); who may not see it and who asks
for one that does not exist get the same answer. `make tables` writes docs/rights.md from here, and a test asks each
address as each officer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from satark.cases.complaint_page import COMMAND, DESK_ACTS, STATION
from satark.jurisdiction.models import Post
from satark.jurisdiction.queries import Viewer


class Whose(StrEnum):
    EVERYBODY = "everybody, also who is not signed in"
    OFFICER = "every officer"
    CELL = "a cell"
    DESK = "a complaint desk"
    LINE = "whoever is in command of a unit, or stands for them by night"
    AREA = "desk, line and administrator, each for their own area"
    ADMIN = "the administrator, for his own area"
    TIP = "whoever the database shows this sealed case"
    ASKED = "whoever was asked to let this text of a tip go"
    COMPLAINT = "whoever the database shows this complaint or incident"
    EVIDENCE = "whoever the database shows the case of this file"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an address answers. A form that is sent empty by whom it is for is refused with 422."""

    whose: Whose
    his: int = 200
    others: int = 302
    """To an officer it is not for: 302 to where his own day begins, 204 nothing, 404 no such thing."""
    method: str = "GET"

    @property
    def has_others(self) -> bool:
        return self.whose not in (Whose.EVERYBODY, Whose.OFFICER)

    @property
    def stranger(self) -> int:
        """Who is not signed in is led to the door; what was typed is not carried along."""
        if self.whose == Whose.EVERYBODY:
            return self.his
        return 302 if self.method == "GET" else 403


def _act(whose: Whose, his: int = 422) -> Rule:
    return Rule(whose, his, others=404, method="POST")


RULES: dict[str, Rule] = {
    "home": Rule(Whose.OFFICER, 302),
    "sign-in": Rule(Whose.EVERYBODY),
    "sign-out": Rule(Whose.EVERYBODY, 302, method="POST"),
    "language": Rule(Whose.EVERYBODY, 302, method="POST"),
    "help": Rule(Whose.OFFICER),
    "directions": Rule(Whose.OFFICER),
    "cases": Rule(Whose.CELL),
    "cases-fragment": Rule(Whose.CELL, others=204),
    "case": Rule(Whose.TIP, others=404),
    "read": _act(Whose.TIP, 200),
    "changed": Rule(Whose.TIP, others=204),
    "direct": _act(Whose.TIP),
    "ask": _act(Whose.TIP),
    "answer": _act(Whose.TIP),
    "note": _act(Whose.TIP),
    "return": _act(Whose.TIP),
    "close": _act(Whose.TIP),
    "tip-act": _act(Whose.TIP),
    "releases": Rule(Whose.OFFICER),
    "release": _act(Whose.ASKED, 302),
    "tray": Rule(Whose.DESK),
    "tray-fragment": Rule(Whose.DESK, others=204),
    "board": Rule(Whose.LINE),
    "board-fragment": Rule(Whose.LINE, others=204),
    "complaint": Rule(Whose.COMPLAINT, others=404),
    "complaint-changed": Rule(Whose.COMPLAINT, others=404),
    "complaint-act": _act(Whose.COMPLAINT),
    "not-acted": Rule(Whose.LINE),
    "roster": Rule(Whose.AREA),
    "evidence": Rule(Whose.EVIDENCE, others=404),
}

ACTS: dict[str, frozenset[str]] = {
    **{act: frozenset({Post.Role.DESK}) for act in sorted(DESK_ACTS - {"note"})},
    **dict.fromkeys(("order", "decide", "return", "approve"), COMMAND),
    "step": STATION,
    "note": COMMAND | {Post.Role.DESK},
}
"""Roles whose posts carry out each act of `complaint-act` on a complaint they read."""


def is_for(whose: Whose, viewer: Viewer) -> bool:
    """Whether a page that is about no case in particular is this officer's."""
    return {
        Whose.EVERYBODY: True,
        Whose.OFFICER: True,
        Whose.CELL: viewer.is_cell,
        Whose.DESK: viewer.is_desk,
        Whose.LINE: viewer.is_line,
        Whose.AREA: viewer.is_desk or viewer.is_line or viewer.is_admin,
        Whose.ADMIN: viewer.is_admin,
    }[whose]
