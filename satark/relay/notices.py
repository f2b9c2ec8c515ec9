"""Turning what the police side wants said into messages: to a post its direction, to a source a neutral word and only with consent.

Each goes with the template that stands in for it; which of the two is sent is decided when it is sent (`window`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from satark import logs
from satark.cases import services as cases
from satark.cases.models import Event
from satark.conversation.values import OutMessage
from satark.dialogues import direction_message, push_notice
from satark.outbox.services import NOTICE_TEXT
from satark.relay import alarms, phones
from satark.relay.poison import POISON
from satark.relay.replies import stand_in
from satark.relay.threads import Thread, Threads
from satark.relay.turns import Turns
from satark.relay.work import Work
from satark.vault.services import open_case

log = logs.get()

MISSES = 2
"""Whom WhatsApp could not reach so often in a row is not written to unasked until they write."""


@dataclass(frozen=True, slots=True)
class Notice:
    id: UUID
    case_id: UUID
    post_id: str
    kind: str
    ref: str
    sealed_text: bytes
    facts: dict[str, Any]


def take(cursor: Any, *, limit: int = 100) -> list[Notice]:
    """Notices nobody has taken, locked for this transaction."""
    cursor.execute(
        """SELECT id, case_id, post_id, kind, ref, sealed_text, facts FROM outbox_notice
            WHERE taken_at IS NULL ORDER BY at LIMIT %s FOR UPDATE SKIP LOCKED""",
        [limit],
    )
    return [Notice(*row) for row in cursor.fetchall()]


class Notices:
    """Inside one transaction: makes messages of notices and marks them taken.

    A notice that cannot be made into a message holds up no other: it counts as taken, and a direction as failed.
    """

    def __init__(self, cursor: Any, turns: Turns, work: Work, *, partitions: Collection[int]) -> None:
        self._cursor = cursor
        self._turns = turns
        self._work = work
        self._partitions = partitions

    def carry_out(self, notices: list[Notice]) -> None:
        for notice in notices:
            drafts = list(self._work.drafts)
            try:
                with transaction.atomic():
                    self._one(notice)
            except POISON as problem:
                log.error("relay.notice_unfit", notice=str(notice.id), problem=problem)
                self._work.drafts[:] = drafts
                if notice.ref:
                    self._failed(notice, "bad_message")
        for code, number_id in sorted(self._work.alarms):
            alarms.raise_(self._cursor, code, number_id, self._work.now)
        ids = [notice.id for notice in notices]
        self._cursor.execute(
            "UPDATE outbox_notice SET taken_at = %s WHERE id = ANY (%s)", [self._work.now, ids]
        )

    def _one(self, notice: Notice) -> None:
        if notice.post_id:
            self._to_post(notice)
        else:
            self._to_source(notice)

    def _to_source(self, notice: Notice) -> None:
        """A source who did not agree is not written to; the words wait until he asks."""
        threads = self._threads("SELECT thread_id FROM relay_link WHERE case_id = %s", notice.case_id)
        if why := _kept_from(threads):
            cases.reply_held(notice.case_id, now=self._work.now, why=why)
            return
        for thread in threads:
            self._send(thread, push_notice(thread.state.language or "hi"), notice)

    def _to_post(self, notice: Notice) -> None:
        threads = self._reached(phones.of_post(self._cursor, notice.post_id, self._work.now))
        if not threads:
            self._failed(notice, "no_phone")
        for thread in threads:
            self._send(thread, self._direction(notice, thread), notice)

    def _failed(self, notice: Notice, why: str) -> None:
        cases.direction_moved(notice.ref, Event.Kind.DIRECTION_FAILED, now=self._work.now, why=why)

    def _direction(self, notice: Notice, thread: Thread) -> OutMessage:
        words = open_case(notice.case_id).open(notice.sealed_text, NOTICE_TEXT)
        return direction_message(
            words,
            ref=notice.ref,
            place=self._place(notice.facts.get("unit")),
            category=str(notice.facts.get("category") or ""),
            due=datetime.fromisoformat(str(notice.facts["due_at"])),
            now=self._work.now,
            language=thread.state.language or "hi",
            returned=notice.kind == "returned",
        )

    def _place(self, unit: object) -> str:
        self._cursor.execute("SELECT name_hi FROM jurisdiction_unit WHERE code = %s", [unit])
        row = self._cursor.fetchone()
        return row[0] if row else ""

    def _send(self, thread: Thread, message: OutMessage, notice: Notice) -> None:
        whole = self._turns.replies.queue(
            self._work,
            thread,
            message,
            stand_in=stand_in(thread),
            lasting=True,
            ref=notice.ref,
            ours=thread.partition in self._partitions,
        )
        if not whole and notice.ref:
            self._failed(notice, "bad_message")

    def _threads(self, query: str, value: object) -> list[Thread]:
        self._cursor.execute(query, [value])
        return self._reached([row[0] for row in self._cursor.fetchall()])

    def _reached(self, ids: list[UUID]) -> list[Thread]:
        """Those who can be reached: a person whose number went to somebody else may have no address left."""
        self._work.threads.load_ids(ids)
        found = [self._work.threads.get(ident) for ident in ids]
        return [thread for thread in found if thread.address]


def _kept_from(threads: list[Thread]) -> str:
    """Why a case's source (its one talk, or none) may not be written to now; empty when they may."""
    if not threads:
        return "gone"
    if not all(thread.push for thread in threads):
        return "not_agreed"
    return "not_reachable" if any(thread.misses >= MISSES for thread in threads) else ""


def new_work(cursor: Any, turns: Turns, now: datetime) -> Work:
    return Work(Threads(cursor, turns.keys), now)
