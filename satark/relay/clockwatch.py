"""The alarm for when the job that raises alarms stops: no tick of the clock for two minutes.

The relay looks, because it does not depend on the worker; `satark doctor` looks too. Where no clock ever ticked (a desk
that is being set up) there is nothing to miss.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from satark.relay import alarms

CODE = "clock_stopped"

AGE = "SELECT now() - at > interval '2 minutes' FROM relay_pulse WHERE process = 'clock'"


def look(cursor: Any, now: datetime) -> None:
    """By the machine's time on both sides. A row that is gone says nothing: the alarm stays as it is."""
    cursor.execute(AGE)
    row = cursor.fetchone()
    if row is None:
        return
    if row[0]:
        alarms.raise_(cursor, CODE, "", now)
    else:
        alarms.clear(cursor, CODE, "", now)
