"""Messages to be sent, as rows. The partition that owns a thread owns its messages, so nobody else sends them.

ready → attempting (handed to the sender) → sent, or ready again later, or failed, or held until the person writes.
A row found attempting after a crash may have gone: it waits for a status that names it before it is sent again, and the
repeat is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from time import time_ns
from typing import Any
from uuid import UUID

from satark.channels.whatsapp.wamid import core_of
from satark.relay import attachments, letters
from satark.relay.letters import Draft, Letter, Outcome
from satark.relay.models import Outgoing
from satark.relay.secrets import RelayKeys
from satark.relay.threads import address_of, to_address
from satark.relay.window import TOLD, Standing, Undelivered, Usable, form
from satark.vault.sealing import SealBroken

__all__ = ["Draft", "Letter", "Outcome"]

READY, ATTEMPTING, SENT, FAILED, HELD = (state.value for state in Outgoing.State)
DOUBT = timedelta(seconds=10)
"""How long a status may take to tell us that a message went whose answer we lost."""
HELD_FOR = timedelta(days=365)

_order = count(time_ns())


def add(cursor: Any, keys: RelayKeys, drafts: list[Draft], now: datetime) -> None:
    if not drafts:
        return
    cursor.execute(
        """INSERT INTO relay_outgoing (id, thread_id, partition, state, lasting, sealed_payload, ref, send_at, created,
                                       number_id, resay, at, attempts, doubtful, rank, error)
           SELECT *, %s, 0, false, 0, '' FROM unnest(%s::uuid[], %s::uuid[], %s::smallint[], %s::smallint[],
               %s::bool[], %s::bytea[], %s::text[], %s::timestamptz[], %s::bigint[], %s::text[], %s::bool[])""",
        [now, *(list(column) for column in zip(*(_row(keys, draft) for draft in drafts), strict=True))],
    )


def _row(keys: RelayKeys, draft: Draft) -> tuple[object, ...]:
    return (
        draft.letter.id,
        draft.letter.thread_id,
        draft.partition,
        ATTEMPTING if draft.now else READY,
        draft.lasting,
        letters.seal(keys, draft.letter),
        draft.ref,
        draft.send_at,
        next(_order),
        draft.letter.number_id,
        draft.resay,
    )


def supersede(cursor: Any, thread_ids: list[UUID]) -> list[UUID]:
    """Drop replies that wait unsent and only ask again: a newer one is being written. Returns whose they were."""
    cursor.execute(
        """DELETE FROM relay_outgoing WHERE thread_id = ANY (%s) AND state = 0 AND NOT lasting AND NOT doubtful
           RETURNING thread_id""",
        [thread_ids],
    )
    return [row[0] for row in cursor.fetchall()]


def wake(cursor: Any, thread_ids: list[UUID], now: datetime) -> set[UUID]:
    """People have written: what was held for them, or waits for another try, is due before anything newer.

    Returns who has something waiting. Whoever got too much already waits all the same.
    """
    cursor.execute(
        """UPDATE relay_outgoing SET at = CASE WHEN state = 4 THEN %s ELSE at END,
                  error = CASE WHEN state = 4 THEN '' ELSE error END, state = 0, send_at = %s
            WHERE id IN (SELECT id FROM relay_outgoing WHERE thread_id = ANY (%s) AND state = 4
                         UNION ALL
                         SELECT id FROM relay_outgoing WHERE thread_id = ANY (%s) AND state = 0
                            AND attempts > 0 AND NOT doubtful AND error <> '131056')
        RETURNING thread_id""",
        [now, now, thread_ids, thread_ids],
    )
    return {row[0] for row in cursor.fetchall()}


# --- what is due ---------------------------------------------------------------------------------------------------

# With what decides its form: when its person last wrote, whether they agreed, and whether they were told already; and
# with where that person is now.
DUE = """
    UPDATE relay_outgoing o SET state = 1, attempts = least(o.attempts + 1, 32000)
      FROM (SELECT w.id, coalesce(t.wrote_at, t.last_in) AS wrote_at,
                   t.sealed_address,
                   coalesce((t.push AND t.misses < 2) OR t.post_id <> '', false) AS agreed,
                   EXISTS (SELECT 1 FROM relay_outgoing h WHERE h.thread_id = w.thread_id AND h.state = 4) AS announced
              FROM relay_outgoing w LEFT JOIN relay_thread t ON t.id = w.thread_id
             WHERE w.state = 0 AND w.send_at <= %s AND w.partition = ANY (%s) AND NOT w.number_id = ANY (%s)
               AND (%s::text IS NULL OR w.number_id = %s)
               AND (t.phone IS DISTINCT FROM 'private' OR phone_stands(t.phone, t.officer_id, t.post_id, %s))
             ORDER BY w.send_at LIMIT %s) d
     WHERE o.id = d.id
 RETURNING o.id, o.thread_id, o.sealed_payload, o.attempts, o.doubtful, o.created, o.partition, o.ref, o.resay, o.error,
           o.at, d.wrote_at, d.agreed, d.announced, d.sealed_address
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row whose time has come."""

    id: UUID
    thread_id: UUID | None
    sealed: bytes = field(repr=False)
    attempts: int
    doubtful: bool
    created: int
    partition: int
    ref: str
    resay: bool
    error: str
    at: datetime
    wrote_at: datetime | None
    agreed: bool
    announced: bool
    """Whether something is held for this person already, and they were told so as far as they may be."""
    sealed_address: bytes | None = field(repr=False)
    """Of the talk; None where it is gone."""

    @property
    def standing(self) -> Standing:
        return Standing(self.at, self.wrote_at, self.agreed, self.error)


@dataclass(slots=True)
class Due:
    """What became of the rows whose time has come."""

    letters: list[Letter] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Directions that never will go: the ref, and what kept it."""
    put: list[tuple[UUID, int, str, datetime]] = field(default_factory=list)
    """Rows that do not go: their state, why, and when to look again."""
    announcements: list[Draft] = field(default_factory=list)


def due(
    cursor: Any,
    keys: RelayKeys,
    partitions: list[int],
    *,
    now: datetime,
    usable: Usable = lambda _: True,
    closed: Collection[str] = (),
    only: str | None = None,
    limit: int = 500,
) -> Due:
    """Ready messages whose time has come: marked as attempting and handed out in the form that may go now.

    `closed` numbers get nothing at present; with `only`, no other number does.
    """
    cursor.execute(DUE, [now, partitions, list(closed), only, only, now, limit])
    rows = sorted((Waiting(*row) for row in cursor.fetchall()), key=lambda row: row.created)
    found = Due()
    for row in rows:
        _decide(keys, row, found, now=now, usable=usable)
    _put(cursor, found.put)
    add(cursor, keys, found.announcements, now)
    found.letters = _with_files(cursor, keys, found.letters, now)
    return found


def _with_files(cursor: Any, keys: RelayKeys, ready: list[Letter], now: datetime) -> list[Letter]:
    """What letters that carry a file need to be sent. A file that cannot be opened holds up no letter but its own."""
    wanted = [(letter.file, letter.number_id) for letter in ready if letter.file]
    if not wanted:
        return ready
    known = attachments.complete(cursor, keys, wanted, now)
    fit = [each for each in ready if not each.file or (each.file.id, each.number_id) in known]
    _put(cursor, [(each.id, FAILED, "media", now) for each in ready if each not in fit])
    return [replace(each, file=known[each.file.id, each.number_id]) if each.file else each for each in fit]


def _decide(keys: RelayKeys, row: Waiting, found: Due, *, now: datetime, usable: Usable) -> None:
    letter = _opened(keys, row)
    may = form(letter, row.standing, now=now, usable=usable) if isinstance(letter, Letter) else letter
    if isinstance(may, Letter) and may.formal and not (row.resay or row.ref) and _is_told(found, row):
        _end(row, TOLD, found, now)
    elif isinstance(may, Letter) and not (may.formal and row.resay):
        found.letters.append(may)
    elif isinstance(may, Letter):
        _hold(row, may, found, now)
    elif may.again_in is not None and not row.resay:
        found.put.append((row.id, READY, may.error, now + may.again_in))
    else:
        _end(row, may, found, now)


def _opened(keys: RelayKeys, row: Waiting) -> Letter | Undelivered:
    """The letter, to where its person is now: the number it was written to may be somebody else's since."""
    letter = letters.opened(
        keys, row.id, row.thread_id, bytes(row.sealed), attempts=row.attempts, doubtful=row.doubtful
    )
    if letter is None:
        return Undelivered("seal_broken")
    if row.thread_id is None or row.sealed_address is None:
        return letter
    try:
        address = address_of(keys, row.thread_id, bytes(row.sealed_address))
    except SealBroken:
        return Undelivered("not_reachable")
    return letter.readdressed(to_address(address)) if address else Undelivered("not_reachable")


def _hold(row: Waiting, letter: Letter, found: Due, now: datetime) -> None:
    """Its words wait for the person; that there is something to hear may be said once."""
    found.put.append((row.id, HELD, "window", now))
    if row.announced or _is_told(found, row):
        return
    announcement = letter.announcement()
    found.letters.append(announcement)
    found.announcements.append(Draft(announcement, row.partition, now, now=True, lasting=True))


def _is_told(found: Due, row: Waiting) -> bool:
    """Whether this person is told by a template just now: all say the same, and each one is charged."""
    return any(letter.formal and letter.thread_id == row.thread_id for letter in found.letters)


def _end(row: Waiting, why: Undelivered, found: Due, now: datetime) -> None:
    """It will not go by itself any more."""
    held = row.resay and why.error != "seal_broken"
    state = SENT if why is TOLD else HELD if held else FAILED
    found.put.append((row.id, state, why.error[:20], now))
    if state == FAILED and row.ref:
        found.failed.append((row.ref, why.error))


def _put(cursor: Any, rows: list[tuple[UUID, int, str, datetime]]) -> None:
    if not rows:
        return
    cursor.execute(
        """UPDATE relay_outgoing o SET state = n.state, error = n.error, send_at = n.send_at
             FROM unnest(%s::uuid[], %s::smallint[], %s::text[], %s::timestamptz[]) AS n(id, state, error, send_at)
            WHERE o.id = n.id AND o.id = ANY (%s)""",
        [*(list(column) for column in zip(*rows, strict=True)), [row[0] for row in rows]],
    )


def doubt(cursor: Any, partitions: list[int], known: Iterable[UUID], *, now: datetime) -> int:
    """Messages that somebody was sending when it died: give their statuses time, then they are due again."""
    cursor.execute(
        """UPDATE relay_outgoing SET state = 0, doubtful = true, send_at = %s
            WHERE state = 1 AND partition = ANY (%s) AND NOT id = ANY (%s)""",
        [now + DOUBT, partitions, list(known)],
    )
    return int(cursor.rowcount)


# --- what the sender learnt ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """A row after its outcome was written down."""

    ref: str
    state: int
    thread_id: UUID | None
    error: str


def settle(cursor: Any, keys: RelayKeys, outcomes: list[Outcome]) -> list[Settled]:
    """Record what the sender learnt. Returns the rows that went, or never will, in the form they were sent in.

    Also of a message that another relay already doubts, because ours lost the database while it was under way. What
    cannot be delivered and stands nowhere else is held until the person writes. A status may have come before the answer:
    then only the tags of WhatsApp's id are still to be noted.
    """
    if not outcomes:
        return []
    cursor.execute(
        """UPDATE relay_outgoing o
              SET state = CASE WHEN n.state = 3 AND o.resay THEN 4 ELSE n.state END,
                  send_at = coalesce(n.again_at, o.send_at), doubtful = o.doubtful OR n.doubtful,
                  error = CASE WHEN o.state = 2 THEN o.error ELSE n.error END,
                  sent_tag = n.sent_tag, core_tag = n.core_tag
             FROM unnest(%s::uuid[], %s::smallint[], %s::timestamptz[], %s::bool[], %s::text[], %s::bytea[], %s::bytea[])
                  AS n(id, state, again_at, doubtful, error, sent_tag, core_tag)
            WHERE o.id = n.id AND o.id = ANY (%s)
              AND (o.state = 1 OR (o.state = 0 AND o.doubtful AND n.state = 2)
                   OR (o.state = 2 AND n.state = 2 AND o.sent_tag IS NULL))
        RETURNING o.ref, o.state, o.thread_id, o.error""",
        [
            [each.id for each in outcomes],
            [each.state for each in outcomes],
            [each.again_at for each in outcomes],
            [each.doubtful for each in outcomes],
            [each.error[:20] for each in outcomes],
            [wamid_tag(keys, each.wamid) for each in outcomes],
            [core_tag(keys, each.wamid) for each in outcomes],
            # Said twice: the planner takes the table for empty and would walk the whole index.
            [each.id for each in outcomes],
        ],
    )
    return [Settled(*row) for row in cursor.fetchall() if row[1] >= SENT]


def wamid_tag(keys: RelayKeys, wamid: str) -> bytes | None:
    return keys.tag("", "", "wamid", wamid) if wamid else None


def core_tag(keys: RelayKeys, wamid: str) -> bytes | None:
    core = core_of(wamid)
    return keys.tag("", "", "core", core) if core else None


def purge(cursor: Any, *, now: datetime, before: datetime) -> None:
    """Messages that went or failed so long ago that no status of theirs can come any more (30 days at WhatsApp)."""
    cursor.execute(
        "DELETE FROM relay_outgoing WHERE (state IN (2, 3) AND send_at < %s) OR (state = 4 AND send_at < %s)",
        [before, now - HELD_FOR],
    )


def set_back(drafts: list[Draft], threads: Collection[UUID]) -> list[Draft]:
    """Drafts of people for whom something older waits go after it, not before."""
    return [replace(d, now=False) if d.letter.thread_id in threads else d for d in drafts]
