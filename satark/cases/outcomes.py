"""How a case can end: the list a district reports by (`police-practice.md` 13), shortened for sealed tips."""

OUTCOMES = ("fir", "ncr", "preventive", "department", "nothing_found", "no_ground", "false", "other")
