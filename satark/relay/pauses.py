"""When WhatsApp refuses everybody, nothing is hammered: sending pauses, and one letter at growing steps tries again.

1. A failure that hits a whole number (or all of them: a dead token) pauses it and raises the alarm.
2. From time to time one waiting letter goes as a probe, each time another; the first that is taken ends the pause.
3. What is held for another reason (`hold`: webhooks go elsewhere) has no probe; who held it lifts it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from satark import logs
from satark.relay import shared

EVERY_NUMBER = ""
FIRST = timedelta(minutes=1)
LONGEST = timedelta(minutes=30)
SOON = timedelta(seconds=5)

log = logs.get()


def pause(cursor: Any, number_id: str, code: str, now: datetime) -> None:
    """Send nothing by this number but a probe from time to time. Pausing what is paused changes nothing."""
    _stop(cursor, number_id, code, now, probe_at=now + FIRST)


def hold(cursor: Any, number_id: str, code: str, now: datetime) -> None:
    """Send nothing at all by this number (`EVERY_NUMBER`: by none) until `lift`."""
    _stop(cursor, number_id, code, now, probe_at=None)


def lift(cursor: Any, number_id: str, code: str) -> None:
    shared.alone(cursor)
    cursor.execute(
        "DELETE FROM relay_pause WHERE number_id = %s AND code = %s RETURNING code", [number_id, code]
    )
    if cursor.fetchall():
        log.info("relay.sending_resumed", code=code, number=number_id)


def went(cursor: Any, number_ids: Collection[str]) -> None:
    """A message went by each of these: whatever a probe could find out about them is well again."""
    shared.alone(cursor)
    cursor.execute(
        """DELETE FROM relay_pause WHERE probe_at IS NOT NULL AND (number_id = ANY (%s) OR number_id = '')
           RETURNING code, number_id""",
        [list(number_ids)],
    )
    for code, number_id in cursor.fetchall():
        log.info("relay.sending_resumed", code=code, number=number_id)


def standing(cursor: Any) -> frozenset[str]:
    """The numbers by which nothing goes at present; with `EVERY_NUMBER` among them, by none."""
    cursor.execute("SELECT DISTINCT number_id FROM relay_pause")
    return frozenset(row[0] for row in cursor.fetchall())


def probes(cursor: Any, now: datetime) -> list[str]:
    """Numbers by which one letter may try now; each is told once, and again after a longer step."""
    shared.alone(cursor)
    cursor.execute(
        """UPDATE relay_pause p
              SET probes = least(probes + 1, 20), probe_at = %s + least(%s * power(2, least(probes + 1, 20)), %s)
            WHERE probe_at <= %s
              AND NOT EXISTS (SELECT 1 FROM relay_pause h
                               WHERE h.probe_at IS NULL AND (h.number_id = p.number_id OR h.number_id = ''))
        RETURNING number_id""",
        [now, FIRST, LONGEST, now],
    )
    return sorted({row[0] for row in cursor.fetchall()})


def unused(cursor: Any, number_id: str, now: datetime) -> None:
    """There was nothing to try with here: soon again, perhaps in another relay."""
    shared.alone(cursor)
    cursor.execute(
        """UPDATE relay_pause SET probes = greatest(probes - 1, 0), probe_at = %s
            WHERE number_id = %s AND probe_at IS NOT NULL""",
        [now + SOON, number_id],
    )


def _stop(cursor: Any, number_id: str, code: str, now: datetime, *, probe_at: datetime | None) -> None:
    shared.alone(cursor)
    cursor.execute(
        """INSERT INTO relay_pause (number_id, code, since, probe_at, probes) VALUES (%s, %s, %s, %s, 0)
           ON CONFLICT DO NOTHING RETURNING code""",
        [number_id, code, now, probe_at],
    )
    if cursor.fetchall():
        log.error("relay.sending_paused", code=code, number=number_id)
