"""What statuses say of messages of ours: in any order, twice, contradicting each other, before our own answer.

A rank never falls. A failure is kept apart: it does not undo what was delivered, and what is delivered after a failure
counts as delivered. A status for what we never sent is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from satark.channels.whatsapp.errors import of_code
from satark.channels.whatsapp.parsed import ParsedStatus
from satark.relay.outgoing import wamid_tag
from satark.relay.secrets import RelayKeys
from satark.relay.window import CLOSED

DELIVERED = 2
TRIES = 5
"""How often what WhatsApp took and then failed is sent anew."""
AGAIN = {
    "later": timedelta(minutes=1),
    "pair": timedelta(minutes=5),
    "slow": timedelta(minutes=15),
    "after_change": timedelta(minutes=5),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A row after its statuses: how far it got, and whether it failed for good."""

    ref: str
    rank: int
    failed: bool
    thread_id: UUID | None
    error: str
    number_id: str = ""
    """The number of ours that it went by."""
    refused: str = ""
    """The error code that came just now, if one came."""


def advance(cursor: Any, keys: RelayKeys, statuses: list[ParsedStatus], now: datetime) -> list[Moved]:
    """Returns the rows that are still there. Ordinary replies that arrived need none any more."""
    known = _known(cursor, keys, statuses)
    if not known:
        return []
    arrived = [ident for ident, status in known if status.rank >= DELIVERED]
    if arrived:
        cursor.execute("DELETE FROM relay_outgoing WHERE id = ANY (%s) AND ref = ''", [arrived])
        if cursor.rowcount == len(known):
            return []
    return _raise_ranks(cursor, known, now)


def _known(cursor: Any, keys: RelayKeys, statuses: list[ParsedStatus]) -> list[tuple[UUID, ParsedStatus]]:
    """Each status with our own id of the message: the one we gave along, else found by WhatsApp's."""
    named = [(ident, status) for status in statuses if (ident := _uuid(status.opaque))]
    if len(named) == len(statuses):
        return named
    nameless = [(wamid_tag(keys, each.wamid), each) for each in statuses if each.wamid and not each.opaque]
    if not nameless:
        return named
    tags = [tag for tag, _ in nameless]
    cursor.execute("SELECT sent_tag, id FROM relay_outgoing WHERE sent_tag = ANY (%s)", [tags])
    ours = {bytes(tag): ident for tag, ident in cursor.fetchall()}
    return named + [(ours[tag], each) for tag, each in nameless if tag in ours]


# Once more where that makes sense: a few times, and for a closed window once, because then it goes in its other form.
RAISE = """
    UPDATE relay_outgoing o
       SET rank = greatest(o.rank, n.rank), error = CASE WHEN n.failed THEN n.error ELSE o.error END,
           send_at = CASE WHEN n.again_at IS NOT NULL AND greatest(o.rank, n.rank) < 2 THEN n.again_at ELSE o.send_at END,
           state = CASE WHEN greatest(o.rank, n.rank) >= 2 THEN 2
                        WHEN n.again_at IS NOT NULL
                             AND CASE WHEN n.error = %s THEN o.error <> n.error ELSE o.attempts < %s END THEN 0
                        WHEN n.failed AND o.resay THEN 4
                        WHEN n.failed THEN 3
                        WHEN o.state < 2 THEN 2 ELSE o.state END
      FROM (SELECT id, max(rank) AS rank, bool_or(failed) AS failed, max(error) AS error, max(again_at) AS again_at
              FROM unnest(%s::uuid[], %s::smallint[], %s::bool[], %s::text[], %s::timestamptz[])
                   AS u(id, rank, failed, error, again_at)
             GROUP BY id) n
     WHERE o.id = n.id AND o.id = ANY (%s)
 RETURNING o.ref, o.rank, n.failed AND o.state IN (3, 4), o.thread_id, o.error, o.number_id, n.error
"""


def _raise_ranks(cursor: Any, known: list[tuple[UUID, ParsedStatus]], now: datetime) -> list[Moved]:
    cursor.execute(
        RAISE,
        [
            CLOSED,
            TRIES,
            [ident for ident, _ in known],
            [status.rank for _, status in known],
            [status.status == "failed" for _, status in known],
            [str(status.error or "") for _, status in known],
            [_again_at(status, now) for _, status in known],
            [ident for ident, _ in known],
        ],
    )
    return [Moved(*row) for row in cursor.fetchall()]


def _again_at(status: ParsedStatus, now: datetime) -> datetime | None:
    """When a message that WhatsApp took and then failed may be sent anew, where that makes sense."""
    if status.status != "failed" or status.error is None:
        return None
    if str(status.error) == CLOSED:
        # As a template, where one stands in: `window.form` decides, once more.
        return now
    step = AGAIN.get(of_code(status.error).retry)
    return now + step if step else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
