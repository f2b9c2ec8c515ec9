"""Who orders whom in a district: an order goes down its own line, and past nobody who answers for what is below him."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from satark.jurisdiction.roster import Roster

STATIONS = frozenset({"sho", "special"})
"""Those in charge of a station, or of a unit beside the tree that hangs in the same area."""
ORDERS: dict[str, frozenset[str]] = {
    "sho": frozenset({"ssi", "night", "outpost", "helpdesk"}),
    "co": STATIONS,
    "night_go": STATIONS | {"night"},
    "asp": STATIONS | {"co"},
    "dig": frozenset({"sp"}),
    "adg": frozenset({"dig"}),
}
"""Role -> the roles it may order within its area. The SP orders everybody of the district; desk and control room nobody."""
NEVER = frozenset({"cell", "admin"})


def may_order(roster: Roster, by_post: str, to_post: str) -> bool:
    """An order of the line of command; for a cell, a direction by rule: the SP's cell directs, the DIG's asks the SP."""
    by, to = roster.posts[by_post], roster.posts[to_post]
    if by_post == to_post or to.unit not in roster.area(by_post):
        return False
    match by.role:
        case "sp":
            return True
        case "cell":
            return _directs(roster.units[by.unit].kind, to.role)
        case role:
            return to.role in ORDERS.get(role, ())


def may_direct(roster: Roster, cell: str, to_post: str) -> bool:
    """As `may_order`, where the district's line is accused, silent past its term, or two districts are concerned.

    Then the DIG's cell assigns itself. That it is so follows from the case, which a roster does not know.
    """
    by, to = roster.posts[cell], roster.posts[to_post]
    return by.role == "cell" and to.role not in NEVER and to.unit in roster.area(cell)


def _directs(kind: str, role: str) -> bool:
    return role == "sp" if kind == "range" else role not in NEVER
