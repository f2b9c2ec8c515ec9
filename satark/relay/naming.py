"""Posts and units by name, and the stations near a unit: what the words to a post need besides codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

NEAREST = 8
_POINTING = ("unit", "post", "to", "by", "claimed", "via")
"""Facts that hold the code of a post or a unit."""


def codes_in(facts: Mapping[str, Any]) -> set[str]:
    """Every code that these facts name."""
    lines = facts.get("lines")
    listed = [line.get("post") for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    near = facts.get("near")
    found = [*(facts.get(name) for name in _POINTING), *listed, *(near if isinstance(near, list) else [])]
    return {code for code in found if isinstance(code, str) and code}


def names(cursor: Any, codes: Iterable[str]) -> dict[str, list[str]]:
    """Code -> name in Hindi, name in English."""
    wanted = list(codes)
    if not wanted:
        return {}
    cursor.execute(
        """SELECT code, name_hi, name_en FROM jurisdiction_unit WHERE code = ANY (%s)
            UNION ALL SELECT code, name_hi, name_en FROM jurisdiction_post WHERE code = ANY (%s)""",
        [wanted, wanted],
    )
    return {code: [hindi, english] for code, hindi, english in cursor.fetchall()}


def named(cursor: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same facts, with the names of what they point to."""
    return {**facts, "names": names(cursor, codes_in(facts))}


def near(cursor: Any, units: Iterable[str]) -> dict[str, list[str]]:
    """For each unit the nearest other stations, also across the district's border.

    By straight lines on degrees: good enough to offer a short list; who is asked can still write any name.
    """
    wanted = list(units)
    if not wanted:
        return {}
    cursor.execute(
        """SELECT u.code, array_agg(s.code ORDER BY s.far)
             FROM jurisdiction_unit u
             JOIN LATERAL (SELECT o.code, (o.latitude - u.latitude) ^ 2 + (0.9 * (o.longitude - u.longitude)) ^ 2 AS far
                             FROM jurisdiction_unit o
                            WHERE o.kind = 'station' AND o.code <> u.code AND o.latitude IS NOT NULL
                            ORDER BY 2 LIMIT %s) s ON true
            WHERE u.code = ANY (%s) AND u.latitude IS NOT NULL GROUP BY u.code""",
        [NEAREST, wanted],
    )
    return dict(cursor.fetchall())
