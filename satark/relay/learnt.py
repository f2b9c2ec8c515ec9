"""What the courier learnt, written down in the next cycle: letters that went or will not, files that came, what stands still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from satark import logs
from satark.cases import services as cases
from satark.cases.models import Event
from satark.channels.whatsapp.errors import of_code
from satark.channels.whatsapp.parsed import ParsedStatus
from satark.evidence import services as evidence
from satark.relay import alarms, attachments, delivery, late_files, outgoing, pauses, readers, templates
from satark.relay.delivery import Moved
from satark.relay.fetching import Fetched
from satark.relay.lost import LOST_DATABASE
from satark.relay.outgoing import FAILED, SENT, Outcome, Settled
from satark.relay.quotes import is_task
from satark.relay.secrets import RelayKeys
from satark.relay.sending import stops, trouble

RANKS = {1: Event.Kind.DIRECTION_SENT, 2: Event.Kind.DIRECTION_DELIVERED, 3: Event.Kind.DIRECTION_READ}
NOT_REACHABLE, STOPPED = "131026", "131050"
OURS = {"paused": "too_late", "behind": "too_late", "seal_broken": "bad_message"}
"""What kept a letter without WhatsApp's doing -> the kind of failure that officers are told."""

log = logs.get()


def letters(
    cursor: Any, keys: RelayKeys, outcomes: Sequence[Outcome], paused: frozenset[str], now: datetime
) -> None:
    """Outcomes of letters: their rows, their directions, and what they tell of a number. `paused` as of this cycle."""
    settled = outgoing.settle(cursor, keys, list(outcomes))
    for row in settled:
        if is_task(row.ref) and row.state in (SENT, FAILED):
            kind = Event.Kind.DIRECTION_SENT if row.state == SENT else Event.Kind.DIRECTION_FAILED
            cases.direction_moved(row.ref, kind, now=now, why=_why(row.error) if row.state == FAILED else "")
    _untold(cursor, [row for row in settled if row.state == FAILED], now)
    _misses(cursor, settled)
    attachments.remember(cursor, keys, {each.uploaded for each in outcomes if each.uploaded}, now)
    for template, error in {(each.template, each.error) for each in outcomes if each.template[0]}:
        templates.learn(cursor, *template, templates.REFUSED.get(error, "MISSING"), now)
    for code, number_id, halt in sorted({(o.trouble, o.number_id, o.stops) for o in outcomes if o.trouble}):
        _in_trouble(cursor, code, number_id, halt, now)
    went = {each.number_id for each in outcomes if each.state == SENT}
    if paused and went:
        _well_again(cursor, went, now)


def statuses(cursor: Any, keys: RelayKeys, found: list[ParsedStatus], now: datetime) -> None:
    """Statuses of a batch: ranks and failures of rows, the steps of directions, and what a failure tells of a number."""
    if not found:
        return
    moved = delivery.advance(cursor, keys, found, now)
    for row in moved:
        kind = Event.Kind.DIRECTION_FAILED if row.failed else RANKS.get(min(row.rank, 3))
        if is_task(row.ref) and kind is not None:
            cases.direction_moved(row.ref, kind, now=now, why=_why(row.error) if row.failed else "")
    readers.note(cursor, moved, now)
    failed_now = [row for row in moved if row.failed]
    _untold(cursor, failed_now, now)
    _misses(cursor, failed_now)
    # Only of what we sent: a status of somebody else's message must not silence us.
    for refused, number_id in sorted({(row.refused, row.number_id) for row in moved if row.refused}):
        failure = of_code(int(refused))
        if code := trouble(failure):
            _in_trouble(cursor, code, number_id, stops(failure), now)


def failed(directions: Iterable[tuple[str, str]], now: datetime) -> None:
    """Directions that will not go any more, each with what kept it."""
    for ref, error in directions:
        if not is_task(ref):
            continue
        cases.direction_moved(ref, Event.Kind.DIRECTION_FAILED, now=now, why=_why(error))


def _why(error: str) -> str:
    """The kind of failure, as officers are told it: many codes are one."""
    return of_code(int(error)).words if error.isdigit() else OURS.get(error, error)


def _untold(cursor: Any, rows: Sequence[Settled | Moved], now: datetime) -> None:
    """A source whom our message did not reach has not heard that there is something to hear: the cell is told so.

    Only the case of the newest such words, because one moment in two cases would tell that they have one source.
    """
    errors = {row.thread_id: row.error for row in rows if row.thread_id and not row.ref}
    if not errors:
        return
    cursor.execute(
        """SELECT DISTINCT ON (l.thread_id) l.thread_id, n.case_id
             FROM relay_link l JOIN outbox_notice n ON n.case_id = l.case_id
            WHERE l.thread_id = ANY (%s) AND n.heard_at IS NULL AND n.post_id = '' AND n.taken_at IS NOT NULL
            ORDER BY l.thread_id, n.at DESC""",
        [list(errors)],
    )
    for thread_id, case_id in cursor.fetchall():
        cases.reply_held(case_id, now=now, why=_why(errors[thread_id]))


def file(cursor: Any, result: Fetched, now: datetime) -> None:
    """Record what became of a file. If that fails, its row stays and it is fetched again."""
    try:
        with transaction.atomic():
            _file(cursor, result, now)
    except LOST_DATABASE:
        raise
    except Exception as problem:  # noqa: BLE001 - one file must not hold up what was learnt of all others
        log.error("relay.file_unrecorded", evidence=str(result.fetch.id), problem=problem)


def _file(cursor: Any, result: Fetched, now: datetime) -> None:
    ident = result.fetch.id
    if result.kept:
        evidence.keep(
            ident,
            under=result.fetch.case_id,
            media_type=result.media_type,
            size=result.size,
            sha256=result.sha256,
        )
        cursor.execute("DELETE FROM relay_fetch WHERE id = %s", [ident])
        late_files.follow(cursor, ident, now)
        return
    log.info("relay.fetch_failed", evidence=str(ident), why=result.error, attempts=result.fetch.attempts)
    if result.lost(now):
        evidence.lose(ident)
        cursor.execute("DELETE FROM relay_fetch WHERE id = %s", [ident])
        return
    cursor.execute("UPDATE relay_fetch SET next_at = %s WHERE id = %s", [result.again_at(now), ident])


def _in_trouble(cursor: Any, code: str, number_id: str, halt: str, now: datetime) -> None:
    """`number_id` is empty in rows of the release before: then none of ours is stopped for it."""
    scope = pauses.EVERY_NUMBER if halt == "all" else number_id
    alarms.raise_(cursor, code, scope, now)
    if halt == "all" or (halt and number_id):
        pauses.pause(cursor, scope, code, now)


def _well_again(cursor: Any, went: set[str], now: datetime) -> None:
    pauses.went(cursor, went)
    for code in alarms.SENDING:
        for number_id in (pauses.EVERY_NUMBER, *went):
            alarms.clear(cursor, code, number_id, now)


def _misses(cursor: Any, rows: Sequence[Settled | Moved]) -> None:
    """Whom WhatsApp cannot reach, twice in a row, is not written to unasked any more (`notices`), until they write.

    Whoever told WhatsApp that they want no such messages has told us.
    """
    missed = [row.thread_id for row in rows if row.error == NOT_REACHABLE and row.thread_id]
    if missed:
        cursor.execute(
            "UPDATE relay_thread SET misses = least(misses + 1, 1000) WHERE id = ANY (%s)", [missed]
        )
    stopped = [row.thread_id for row in rows if row.error == STOPPED and row.thread_id]
    if stopped:
        cursor.execute("UPDATE relay_thread SET push = false WHERE id = ANY (%s)", [stopped])
