"""A post that WhatsApp does not reach gets an SMS: the case's number, and to look in WhatsApp; nothing else.

1. The clock queues a notice of the kind `sms` (`cases.ladder`); the general notices leave it alone.
2. A sweep opens the number of the post's official phone and hands it to the courier, who touches no database.
3. What the gateway took is marked in the next cycle; what it did not take is tried again after 1, 2, 4 and 8 minutes.

Killed between the sending and the mark it is sent twice: better than not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from satark import logs
from satark.relay import alarms, phones
from satark.relay.gateways import Text
from satark.relay.secrets import RelayKeys
from satark.relay.threads import NUMBER, address_of

TRIES = 5
FIRST = timedelta(minutes=1)
AT_ONCE = 20
CODE = "sms"

log = logs.get()


def words(number: str) -> str:
    """A lock screen may show it."""
    return f"{number[:3]} {number[3:6]} {number[6:]}: WhatsApp देखें"


def due(
    cursor: Any, keys: RelayKeys, now: datetime, *, under_way: Collection[UUID], ways: bool
) -> list[Text]:
    """What is to be sent now. Where there is no way to send any, or no number to send it to, it counts as taken."""
    cursor.execute(
        """SELECT id, post_id, facts->>'number' FROM outbox_notice
            WHERE taken_at IS NULL AND kind = 'sms' AND at <= %s AND NOT id = ANY (%s)
            ORDER BY at LIMIT %s FOR UPDATE SKIP LOCKED""",
        [now, list(under_way), AT_ONCE],
    )
    found = []
    for ident, post, case_number in cursor.fetchall():
        number = _number(cursor, keys, post, now) if ways else ""
        if number:
            found.append(Text(ident, number, words(case_number)))
        else:
            _taken(cursor, ident, now)
            log.info("relay.sms_impossible", post=post, why="no_number" if ways else "no_gateway")
    return found


def _number(cursor: Any, keys: RelayKeys, post: str, now: datetime) -> str:
    """Of the official phone if it shows one, else of another that stands for the post."""
    threads = phones.of_post(cursor, post, now)
    cursor.execute("SELECT id, sealed_address FROM relay_thread WHERE id = ANY (%s)", [threads])
    sealed: Mapping[UUID, bytes] = dict(cursor.fetchall())
    shown = (address_of(keys, ident, sealed[ident]).get(NUMBER, "") for ident in threads)
    return next((number for number in shown if number), "")


def settle(cursor: Any, outcomes: Collection[tuple[UUID, bool]], now: datetime) -> None:
    """What the courier learnt. Twice is once."""
    for ident, went in outcomes:
        if went:
            _taken(cursor, ident, now)
            alarms.clear(cursor, CODE, "", now)
        else:
            _again(cursor, ident, now)


def _taken(cursor: Any, ident: UUID, now: datetime) -> None:
    cursor.execute("UPDATE outbox_notice SET taken_at = %s WHERE id = %s AND taken_at IS NULL", [now, ident])


def _again(cursor: Any, ident: UUID, now: datetime) -> None:
    """Later, and a few times only: by then the ladder has gone on to the telephone."""
    alarms.raise_(cursor, CODE, "", now)
    cursor.execute(
        """UPDATE outbox_notice
              SET facts = facts || jsonb_build_object('tries', coalesce((facts->>'tries')::int, 0) + 1)
            WHERE id = %s AND taken_at IS NULL RETURNING (facts->>'tries')::int""",
        [ident],
    )
    row = cursor.fetchone()
    if row is None:
        return
    if row[0] >= TRIES:
        _taken(cursor, ident, now)
        log.warning("relay.sms_given_up", notice=str(ident))
        return
    cursor.execute("UPDATE outbox_notice SET at = %s WHERE id = %s", [now + FIRST * 2 ** (row[0] - 1), ident])
