"""How a case can end, why a step can be late, what can be needed: fixed lists, so that counts mean something.

`police-practice.md` 13 for open complaints; shortened for sealed tips.
"""

OUTCOMES = ("fir", "ncr", "preventive", "department", "nothing_found", "no_ground", "false", "other")
"""Of a sealed tip, written by the cell."""

COMPLAINT_OUTCOMES = (
    "fir",
    "ncr",
    "preventive",
    "revenue",
    "counselling",
    "cyber",
    "civil_court",
    "compromise",
    "not_found",
    "false",
    "department",
    "other",
)
"""Of an open complaint, said by the station: FIR, NCR, निरोधात्मक (BNSS 126/135, 170), राजस्व or समाधान दिवस,
महिला/परिवार परामर्श, 1930, civil court, समझौता, मौके पर नहीं मिला, असत्य, another department's.
"""
NUMBERED = frozenset({"fir", "ncr"})
"""Never said without the number under which it was registered."""
APPROVED_BY_SUPERIOR = frozenset({"false"})
"""Stands only when the CO stands by it."""

REASONS = ("no_vehicle", "no_force", "other_scene", "court", "vip", "road", "network")
"""Why it is late. Counted apart, stops no clock, and becomes a task for the superior."""
NEEDS = ("force", "vehicle", "woman_officer", "expert")
PARKED = ("greeting", "joke", "outside", "advice", "repeat", "unclear", "other")
"""Why the desk sees nothing for a station in it."""
STARS = 5
"""The best that a complainant can give; one is the worst."""


def is_registered_number(number: str) -> bool:
    """Whether it can be an FIR or NCR number: `0123/2026`, `123`, `NCR 45/26`. Gentle: it must have a digit."""
    return any(letter.isdigit() for letter in number) and len(number) <= 40
