"""Words of a flood become a few long statements of one case instead of a statement each: the cells are not flooded either.

They lie sealed in `relay_overflow` until the case's `relay_fold` row is due; then up to so many of them make one addition.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from psycopg.types.json import Jsonb

from satark import logs
from satark.cases import noise
from satark.cases import services as cases
from satark.cases.values import Addition
from satark.conversation.values import AddStatement
from satark.dialogues import has_unfiled, spill
from satark.dialogues.folding import Piece, fold
from satark.relay import overflow
from satark.relay.poison import POISON
from satark.relay.secrets import RelayKeys
from satark.relay.threads import Thread

GATHER = timedelta(seconds=20)
"""A case gets three folded additions a minute at most."""
BLOCKED = timedelta(hours=1)
"""What is added to a case that an officer blocked comes once an hour (`cases.noise`), danger with the others' pace."""
LAID_DOWN = 12
"""Slices that one addition takes up: some three thousand messages, or a page of a book each."""
AGAIN = timedelta(minutes=10)
CASES_AT_ONCE = 5

log = logs.get()


def to_draft(cursor: Any, keys: RelayKeys, thread: Thread, pieces: Sequence[Piece]) -> UUID:
    """Into the report that is being told. Returns the case that it will be."""
    state = fold(thread.state, pieces)
    thread.case_id = case_id = thread.case_id or uuid4()
    thread.state, words = spill(state)
    if words:
        overflow.lay_down(cursor, keys, case_id, words)
    thread.draft = has_unfiled(state)
    return case_id


def to_case(
    cursor: Any, keys: RelayKeys, thread: Thread, case_id: UUID, pieces: Sequence[Piece], now: datetime
) -> UUID:
    """To a report that is filed: the words wait for its next addition."""
    if words := [piece.told for piece in pieces if piece.told]:
        overflow.lay_down(cursor, keys, case_id, words)
    wait(
        cursor,
        case_id,
        thread.partition,
        now,
        evidence=[str(piece.inbound.media.id) for piece in pieces if piece.inbound.media],
        urgent=any(piece.hints.urgent for piece in pieces),
        passed_on=any(piece.inbound.passed_on for piece in pieces),
    )
    return case_id


def is_held(case_id: UUID, effect: AddStatement) -> bool:
    """Whether it may wait: of a blocked case all but danger, a place, and answers that correct the report."""
    return not (effect.urgent or effect.answers or effect.pin) and noise.is_blocked(case_id)


def hold(
    cursor: Any, keys: RelayKeys, thread: Thread, case_id: UUID, effect: AddStatement, now: datetime
) -> None:
    if effect.text:
        overflow.lay_down(cursor, keys, case_id, [effect.text])
    evidence = [str(each) for each in effect.media]
    wait(cursor, case_id, thread.partition, now, evidence=evidence, passed_on=effect.passed_on)


def wait(
    cursor: Any,
    case_id: UUID,
    partition: int,
    now: datetime,
    *,
    evidence: Sequence[str] = (),
    urgent: bool = False,
    passed_on: bool = False,
) -> None:
    """Words of a filed case lie in the overflow: an addition is due soon, if none is already."""
    cursor.execute(
        """INSERT INTO relay_fold AS f (case_id, partition, due_at, evidence, urgent, passed_on)
           VALUES (%s, %s, %s, %s, %s, %s)
           ON CONFLICT (case_id) DO UPDATE SET evidence = f.evidence || excluded.evidence,
               due_at = CASE WHEN excluded.urgent THEN least(f.due_at, excluded.due_at) ELSE f.due_at END,
               urgent = f.urgent OR excluded.urgent, passed_on = f.passed_on OR excluded.passed_on""",
        [case_id, partition, now + _gather(case_id, urgent=urgent), Jsonb(list(evidence)), urgent, passed_on],
    )


def add_due(cursor: Any, keys: RelayKeys, partitions: list[int], now: datetime) -> None:
    """One addition for each case that is due. One that cannot be written waits, and holds up no other."""
    cursor.execute(
        """SELECT case_id, evidence, urgent, passed_on FROM relay_fold
            WHERE due_at <= %s AND partition = ANY (%s) ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED""",
        [now, partitions, CASES_AT_ONCE],
    )
    for case_id, evidence, urgent, passed_on in cursor.fetchall():
        try:
            with transaction.atomic():
                _add(cursor, keys, case_id, evidence, urgent=urgent, passed_on=passed_on, now=now)
        except POISON as problem:
            log.error("relay.fold_unfit", case=str(case_id), problem=problem)
            cursor.execute("UPDATE relay_fold SET due_at = %s WHERE case_id = %s", [now + AGAIN, case_id])


def _add(
    cursor: Any,
    keys: RelayKeys,
    case_id: UUID,
    evidence: list[str],
    *,
    urgent: bool,
    passed_on: bool,
    now: datetime,
) -> None:
    words = overflow.take_up(cursor, keys, case_id, limit=LAID_DOWN)
    if words or evidence:
        ids = tuple(UUID(each) for each in evidence)
        addition = Addition("\n".join(words), evidence=ids, urgent=urgent, passed_on=passed_on)
        cases.add_statement(case_id, addition, now=now)
        cursor.execute(
            """UPDATE relay_fold SET due_at = %s, evidence = '[]', urgent = false, passed_on = false
                WHERE case_id = %s""",
            [now + _gather(case_id, urgent=False), case_id],
        )
    else:
        cursor.execute("DELETE FROM relay_fold WHERE case_id = %s", [case_id])


def _gather(case_id: UUID, *, urgent: bool) -> timedelta:
    return BLOCKED if not urgent and noise.is_blocked(case_id) else GATHER
