"""No message for hours on a number where some usually come is an alarm: the road to us may be cut.

The rule: between 8 and 22 o'clock in India, when this hour and the two before it brought nothing on a number of ours
although the same hours of the seven days before brought ten or more, all days together. Counted per hour, nothing finer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from satark.clock import INDIA
from satark.relay import alarms

FROM, UNTIL = 8, 22
USUAL = 10
DAYS = 7
HOURS = timedelta(hours=2)
CODE = "silence"

# What each number heard in those hours today and, all together, on the days before.
HEARD = """
    SELECT number_id, coalesce(sum(count) FILTER (WHERE hour >= %s), 0), coalesce(sum(count) FILTER (WHERE hour < %s), 0)
      FROM relay_hour, generate_series(0, %s) AS day
     WHERE hour BETWEEN %s - day * interval '1 day' AND %s - day * interval '1 day'
     GROUP BY number_id
"""


def count(cursor: Any, heard: Mapping[str, int], now: datetime) -> None:
    """So many messages came since this was last told, by number of ours."""
    for number_id, many in sorted(heard.items()):
        cursor.execute(
            """INSERT INTO relay_hour (number_id, hour, count) VALUES (%s, %s, %s)
               ON CONFLICT (number_id, hour) DO UPDATE SET count = relay_hour.count + excluded.count""",
            [number_id, _hour(now), many],
        )
        alarms.clear(cursor, CODE, number_id, now)


def look(cursor: Any, now: datetime) -> None:
    """Raise the alarm for numbers that have fallen silent, and forget hours that nobody compares with any more."""
    cursor.execute("DELETE FROM relay_hour WHERE hour < %s", [now - timedelta(days=DAYS + 1)])
    if not FROM <= now.astimezone(INDIA).hour < UNTIL:
        return
    since = _hour(now) - HOURS
    cursor.execute(HEARD, [since, since, DAYS, since, now])
    for number_id, lately, usually in cursor.fetchall():
        if lately == 0 and usually >= USUAL:
            alarms.raise_(cursor, CODE, number_id, now)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
