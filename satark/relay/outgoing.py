"""Messages to be sent, as rows. The partition that owns a thread owns its messages, so nobody else sends them.

ready → attempting (handed to the sender) → sent, or ready again later, or failed. A row found attempting after a crash
may have gone: it waits for a status that names it before it is sent again, and the repeat is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from time import time_ns
from typing import Any
from uuid import UUID, uuid4

import orjson

from satark.channels.whatsapp.outbound import Address, Payload, Template, payload, template_payload
from satark.channels.whatsapp.parsed import ParsedStatus
from satark.conversation.values import OutMessage
from satark.relay.models import Outgoing
from satark.relay.secrets import RelayKeys
from satark.vault.sealing import SealBroken, pad, unpad

READY, ATTEMPTING, SENT, FAILED = (state.value for state in Outgoing.State)
DOUBT = timedelta(seconds=10)
"""How long a status may take to tell us that a message went whose answer we lost."""
DELIVERED = 2

_order = count(time_ns())


@dataclass(frozen=True, slots=True)
class Letter:
    """One message with its address, in clear: lives in the relay's memory until it is sent."""

    id: UUID
    thread_id: UUID | None
    number_id: str
    body: bytes = field(repr=False)
    attempts: int = 0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A message on its way into the table."""

    letter: Letter
    partition: int
    send_at: datetime
    now: bool
    lasting: bool
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the sender learnt of one letter."""

    id: UUID
    state: int
    again_at: datetime | None = None
    doubtful: bool = False
    error: str = ""


def letter(message: OutMessage | Template, *, to: Address, number_id: str, thread_id: UUID | None) -> Letter:
    ident = uuid4()
    make: Payload
    if isinstance(message, Template):
        make = template_payload(message, to=to, opaque=str(ident))
    else:
        make = payload(message, to=to, opaque=str(ident))
    return Letter(ident, thread_id, number_id, orjson.dumps(make))


def add(cursor: Any, keys: RelayKeys, drafts: list[Draft]) -> None:
    if not drafts:
        return
    cursor.execute(
        """INSERT INTO relay_outgoing (id, thread_id, partition, state, lasting, sealed_payload, ref,
                                       send_at, created, attempts, doubtful, rank, error)
           SELECT *, 0, false, 0, '' FROM unnest(%s::uuid[], %s::uuid[], %s::smallint[], %s::smallint[], %s::bool[],
               %s::bytea[], %s::text[], %s::timestamptz[], %s::bigint[])""",
        [list(column) for column in zip(*(_row(keys, draft) for draft in drafts), strict=True)],
    )


def _row(keys: RelayKeys, draft: Draft) -> tuple[object, ...]:
    ident = draft.letter.id
    plain = orjson.dumps([draft.letter.number_id, draft.letter.body.decode()])
    return (
        ident,
        draft.letter.thread_id,
        draft.partition,
        ATTEMPTING if draft.now else READY,
        draft.lasting,
        keys.link.seal(pad(plain), b"outgoing" + ident.bytes),
        draft.ref,
        draft.send_at,
        next(_order),
    )


def supersede(cursor: Any, thread_ids: list[UUID]) -> list[UUID]:
    """Drop replies that wait unsent and only ask again: a newer one is being written. Returns whose they were."""
    cursor.execute(
        "DELETE FROM relay_outgoing WHERE thread_id = ANY (%s) AND state = 0 AND NOT lasting AND attempts = 0 RETURNING thread_id",
        [thread_ids],
    )
    return [row[0] for row in cursor.fetchall()]


def due(
    cursor: Any, keys: RelayKeys, partitions: list[int], *, now: datetime, limit: int = 500
) -> list[Letter]:
    """Ready messages whose time has come, marked as attempting."""
    cursor.execute(
        """UPDATE relay_outgoing SET state = 1, attempts = attempts + 1
            WHERE id IN (SELECT id FROM relay_outgoing WHERE state = 0 AND send_at <= %s AND partition = ANY (%s)
                          ORDER BY send_at LIMIT %s)
        RETURNING id, thread_id, sealed_payload, attempts, doubtful, created""",
        [now, partitions, limit],
    )
    rows = sorted(cursor.fetchall(), key=lambda row: row[5])
    letters = [letter for row in rows if (letter := _opened(keys, row))]
    if len(letters) < len(rows):
        broken = {row[0] for row in rows} - {letter.id for letter in letters}
        cursor.execute(
            "UPDATE relay_outgoing SET state = 3, error = 'seal_broken' WHERE id = ANY (%s)", [list(broken)]
        )
    return letters


def _opened(keys: RelayKeys, row: tuple[Any, ...]) -> Letter | None:
    """None for one that does not open: it holds up no other."""
    try:
        number_id, body = orjson.loads(unpad(keys.link.open(bytes(row[2]), b"outgoing" + row[0].bytes)))
    except SealBroken:
        return None
    return Letter(row[0], row[1], number_id, body.encode(), attempts=row[3], doubtful=row[4])


def doubt(cursor: Any, partitions: list[int], known: Iterable[UUID], *, now: datetime) -> int:
    """Messages that somebody was sending when it died: give their statuses time, then they are due again."""
    cursor.execute(
        """UPDATE relay_outgoing SET state = 0, doubtful = true, send_at = %s
            WHERE state = 1 AND partition = ANY (%s) AND NOT id = ANY (%s)""",
        [now + DOUBT, partitions, list(known)],
    )
    return int(cursor.rowcount)


def settle(cursor: Any, outcomes: list[Outcome]) -> list[tuple[str, bool]]:
    """Record what the sender learnt. Returns (ref, whether it went) of directions that went or never will.

    Also of a message that another relay already doubts, because ours lost the database while it was under way.
    """
    if not outcomes:
        return []
    cursor.execute(
        """UPDATE relay_outgoing o
              SET state = n.state, send_at = coalesce(n.again_at, o.send_at), doubtful = o.doubtful OR n.doubtful,
                  error = n.error
             FROM unnest(%s::uuid[], %s::smallint[], %s::timestamptz[], %s::bool[], %s::text[])
                  AS n(id, state, again_at, doubtful, error)
            WHERE o.id = n.id AND o.id = ANY (%s)
              AND (o.state = 1 OR (o.state = 0 AND o.doubtful AND n.state = 2))
        RETURNING o.ref, o.state""",
        [
            [each.id for each in outcomes],
            [each.state for each in outcomes],
            [each.again_at for each in outcomes],
            [each.doubtful for each in outcomes],
            [each.error for each in outcomes],
            # Said twice: the planner takes the table for empty and would walk the whole index.
            [each.id for each in outcomes],
        ],
    )
    return [(ref, state == SENT) for ref, state in cursor.fetchall() if ref and state >= SENT]


def advance(cursor: Any, statuses: list[ParsedStatus]) -> list[tuple[str, int, bool]]:
    """Statuses: a rank never falls, a failure is kept apart, a status for what we never sent is nothing.

    Returns (ref, rank, failed) for directions. Ordinary replies that arrived need no row any more.
    """
    known = [(ident, status) for status in statuses if (ident := _uuid(status.opaque))]
    if not known:
        return []
    arrived = [ident for ident, status in known if status.rank >= DELIVERED and status.status != "failed"]
    if arrived:
        cursor.execute("DELETE FROM relay_outgoing WHERE id = ANY (%s) AND ref = ''", [arrived])
        if cursor.rowcount == len(known):
            return []
    return _raise_ranks(cursor, known)


def _raise_ranks(cursor: Any, known: list[tuple[UUID, ParsedStatus]]) -> list[tuple[str, int, bool]]:
    cursor.execute(
        """UPDATE relay_outgoing o
              SET rank = greatest(o.rank, n.rank), error = CASE WHEN n.failed THEN n.error ELSE o.error END,
                  state = CASE WHEN n.failed AND o.rank < 2 THEN 3 WHEN o.state < 2 THEN 2 ELSE o.state END
             FROM (SELECT id, max(rank) AS rank, bool_or(failed) AS failed, max(error) AS error
                     FROM unnest(%s::uuid[], %s::smallint[], %s::bool[], %s::text[]) AS u(id, rank, failed, error)
                    GROUP BY id) n
            WHERE o.id = n.id AND o.id = ANY (%s)
        RETURNING o.ref, o.rank, n.failed""",
        [
            [ident for ident, _ in known],
            [status.rank for _, status in known],
            [status.status == "failed" for _, status in known],
            [str(status.error or "") for _, status in known],
            [ident for ident, _ in known],
        ],
    )
    return [(ref, rank, failed) for ref, rank, failed in cursor.fetchall() if ref]


def purge(cursor: Any, *, before: datetime) -> None:
    """Messages that went or failed so long ago that no status of theirs can come any more (30 days at WhatsApp)."""
    cursor.execute("DELETE FROM relay_outgoing WHERE state >= 2 AND send_at < %s", [before])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
