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
from satark.channels.whatsapp.outbound import Template
from satark.conversation.values import MediaId, OutMessage
from satark.dialogues import push_notice
from satark.relay import alarms, complaints, duty_notices, phones, pushes
from satark.relay.late_files import FILE
from satark.relay.phones import PRIVATE
from satark.relay.poison import POISON
from satark.relay.replies import stand_in
from satark.relay.threads import Thread, Threads
from satark.relay.turns import Turns
from satark.relay.work import Work

log = logs.get()

MISSES = 2
"""Whom WhatsApp could not reach so often in a row is not written to unasked until they write."""


@dataclass(frozen=True, slots=True)
class Notice:
    id: UUID
    case_id: UUID | None
    """None of a digest."""
    post_id: str
    kind: str
    ref: str
    sealed_text: bytes
    facts: dict[str, Any]


def take(cursor: Any, *, limit: int = 100) -> list[Notice]:
    """Notices nobody has taken, locked for this transaction."""
    cursor.execute(
        """SELECT id, case_id, post_id, kind, ref, sealed_text, facts FROM outbox_notice
            WHERE taken_at IS NULL AND kind <> 'sms' ORDER BY at LIMIT %s FOR UPDATE SKIP LOCKED""",
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
        if pushes.is_of_a_complaint(self._cursor, notice):
            for push in pushes.pushes(self._cursor, notice, self._work.now):
                self._to_complainant(push)
            return
        threads = self._threads("SELECT thread_id FROM relay_link WHERE case_id = %s", notice.case_id)
        if notice.case_id is not None and (why := _kept_from(threads)):
            cases.reply_held(notice.case_id, now=self._work.now, why=why)
            return
        for thread in threads:
            message = push_notice(thread.state.language or "hi")
            self._queue(thread, message, stand_in=stand_in(thread), ref=notice.ref)

    def _to_complainant(self, push: pushes.Push) -> None:
        """Told as it is, to whoever has not said that they want no messages."""
        threads = self._threads("SELECT thread_id FROM relay_link WHERE case_id = %s", push.case_id)
        if why := _kept_from(threads):
            cases.reply_held(push.case_id, now=self._work.now, why=why)
            return
        for thread in threads:
            language = thread.state.language
            self._queue(thread, push.message(language), stand_in=push.stand_in(language), ref="")
            if push.notice.kind == "question":
                complaints.take_up(self._cursor, thread, push.number, self._work.now)

    def _to_post(self, notice: Notice) -> None:
        threads = self._reached(phones.of_post(self._cursor, notice.post_id, self._work.now))
        if not threads and duty_notices.reaches_nobody(self._cursor, notice, self._work.now):
            self._failed(notice, "no_phone")
        for thread in threads:
            if FILE not in notice.facts:
                self._tell_post(thread, notice)
            elif thread.phone != PRIVATE:
                self._send_file(thread, notice)

    def _tell_post(self, thread: Thread, notice: Notice) -> None:
        language = thread.state.language or "hi"
        private = thread.phone == PRIVATE
        told = duty_notices.told(self._cursor, notice, language=language, now=self._work.now, private=private)
        *before, last = told.messages
        for message in before:
            # Not what is waited for: outside the window the press on the template brings it again.
            self._queue(thread, message, ref=told.beside)
        if not self._queue(thread, last, stand_in=told.stand_in, ref=told.ref):
            self._failed(notice, "bad_message")

    def _send_file(self, thread: Thread, notice: Notice) -> None:
        media = (MediaId(UUID(notice.facts[FILE])),)
        self._queue(thread, OutMessage("", media=media), ref="")

    def _failed(self, notice: Notice, why: str) -> None:
        if duty_notices.is_awaited(notice) and FILE not in notice.facts:
            cases.direction_moved(notice.ref, Event.Kind.DIRECTION_FAILED, now=self._work.now, why=why)

    def _queue(
        self, thread: Thread, message: OutMessage, *, ref: str, stand_in: Template | None = None
    ) -> bool:
        return self._turns.replies.queue(
            self._work,
            thread,
            message,
            stand_in=stand_in,
            lasting=bool(message.text),
            ref=ref,
            ours=thread.partition in self._partitions,
        )

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
