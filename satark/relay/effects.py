"""Making a turn's effects true, in the turn's own transaction, through the services of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from satark.cases import services as cases
from satark.cases.models import Case
from satark.cases.values import Addition, Report
from satark.conversation.values import (
    AddStatement,
    Decide,
    Effect,
    FileComplaint,
    FileReport,
    Forget,
    GiveOrder,
    Inbound,
    InboundKind,
    MarkHeard,
    MediaId,
    OutMessage,
    Rate,
    ReportIncident,
    Resume,
    Retract,
    SayVisit,
    SetPush,
    TakeStep,
    TakeUp,
)
from satark.dialogues import officer_text, spoken_number
from satark.evidence import services as evidence
from satark.evidence.models import Evidence
from satark.relay import codes, complaints, duty, folding, overflow, reputation
from satark.relay.alike import Alike
from satark.relay.pins import point
from satark.relay.secrets import RelayKeys
from satark.relay.threads import Thread, Threads

LATE = timedelta(hours=1)
"""What was under way for longer says so to whoever reads it."""


@dataclass(slots=True)
class Done:
    """What the effects of one turn led to."""

    fill: dict[str, str] = field(default_factory=dict, repr=False)
    """Words for the turn's messages: `code`, `number`."""
    again: Inbound | None = None
    """Something the talk must hear at once: whether a typed code was right."""
    homes: dict[MediaId, UUID] = field(default_factory=dict)
    """Where files of this turn belong, when an effect said so."""
    instead: OutMessage | None = None
    """What is said in place of the turn's messages: something that they take for granted was refused."""


class Effects:
    def __init__(
        self,
        cursor: Any,
        keys: RelayKeys,
        threads: Threads,
        *,
        unit: str,
        now: datetime,
        sent_at: datetime,
        alike: Alike,
    ) -> None:
        """`sent_at`: when the person sent what led to this turn."""
        self._cursor = cursor
        self._keys = keys
        self._threads = threads
        self._unit = unit
        self._now = now
        self._sent_at = sent_at if now - sent_at > LATE else None
        self._alike = alike

    def apply(self, thread: Thread, effects: Sequence[Effect]) -> Done:
        done = Done()
        for effect in effects:
            self._one(thread, effect, done)
        return done

    def _one(self, thread: Thread, effect: Effect, done: Done) -> None:
        match effect:
            case FileReport():
                self._file(thread, effect, done)
            case AddStatement():
                self._add(thread, effect, done)
            case SetPush(allowed):
                thread.push = allowed
            case MarkHeard(news):
                self._heard(thread, news)
            case Forget():
                self._threads.forget(thread)
            case Resume(code):
                done.again = self._resume(thread, code)
            case FileComplaint():
                self._complain(thread, effect, done)
            case TakeUp(number):
                complaints.take_up(self._cursor, thread, number, self._now)
            case SayVisit() | Retract() | Rate():
                complaints.say(self._cursor, thread, effect, self._now)
            case TakeStep() | ReportIncident() | Decide() | GiveOrder():
                self._on_duty(thread, effect, done)

    def _complain(self, thread: Thread, effect: FileComplaint, done: Done) -> None:
        before = self._laid_down(thread, thread.case_id) if thread.case_id else ()
        about = complaints.About(
            district=self._unit,
            now=self._now,
            sent_at=self._sent_at,
            sender=reputation.of(self._cursor, thread, self._now),
            alike=self._alike.is_many([*before, *effect.said], self._now),
            before=before,
        )
        case_id, number = complaints.file(self._cursor, thread, effect, about)
        self._link(thread, case_id)
        done.fill["number"] = spoken_number(number)
        done.homes |= dict.fromkeys(effect.media, case_id)
        self._rehome(effect.media, case_id)
        thread.case_id = None

    def _laid_down(self, thread: Thread, case_id: UUID) -> tuple[str, ...]:
        """Words laid down before, as many as one statement holds; the rest of a flood follows in additions."""
        before = overflow.take_up(self._cursor, self._keys, case_id, limit=folding.LAID_DOWN)
        if before and overflow.is_left(self._cursor, case_id):
            folding.wait(self._cursor, case_id, thread.partition, self._now)
        return tuple(before)

    def _file(self, thread: Thread, effect: FileReport, done: Done) -> None:
        case_id = thread.case_id or uuid4()
        said = (*self._laid_down(thread, case_id), *effect.said)
        report = Report(
            category=effect.category,
            police=effect.police,
            unit=effect.unit,
            fallback_unit=self._unit,
            answers=effect.answers,
            said=said,
            pin=point(effect.pin),
            language=effect.language,
            urgent=effect.urgent,
            unfinished=effect.unfinished,
            sent_at=self._sent_at,
            passed_on=effect.passed_on,
            sender=reputation.of(self._cursor, thread, self._now),
            alike=self._alike.is_many([*said, *effect.answers.values()], self._now),
        )
        number = cases.file_report(case_id, report, now=self._now)
        self._link(thread, case_id)
        code = codes.issue(self._cursor, self._keys.codes, case_id)
        done.fill |= {"number": number, "code": codes.spoken(code)}
        done.homes |= dict.fromkeys(effect.media, case_id)
        thread.case_id, thread.draft = None, False

    def _link(self, thread: Thread, case_id: UUID) -> None:
        self._threads.save([thread])
        self._cursor.execute(
            """INSERT INTO relay_link (case_id, thread_id, at) VALUES (%s, %s, %s)
               ON CONFLICT (case_id) DO UPDATE SET thread_id = excluded.thread_id, at = excluded.at""",
            [case_id, thread.id, self._now],
        )

    def _add(self, thread: Thread, effect: AddStatement, done: Done) -> None:
        case_id = linked_case(self._cursor, thread)
        if case_id is None:
            return
        if folding.is_held(case_id, effect):
            folding.hold(self._cursor, self._keys, thread, case_id, effect, self._now)
        else:
            self._write_down(case_id, effect)
        done.homes |= dict.fromkeys(effect.media, case_id)
        self._rehome(effect.media, case_id)

    def _write_down(self, case_id: UUID, effect: AddStatement) -> None:
        addition = Addition(
            text=effect.text,
            pin=point(effect.pin),
            evidence=effect.media,
            answers=effect.answers,
            urgent=effect.urgent,
            sent_at=self._sent_at,
            passed_on=effect.passed_on,
        )
        cases.add_statement(case_id, addition, now=self._now)

    def _heard(self, thread: Thread, news: Sequence[UUID]) -> None:
        """What is said next is most likely an answer: the talk is now about the case that was heard of last."""
        self._cursor.execute(
            "UPDATE outbox_notice SET heard_at = %s WHERE id = ANY (%s)", [self._now, list(news)]
        )
        self._cursor.execute(
            """UPDATE relay_link SET at = %s WHERE thread_id = %s
                AND case_id = (SELECT case_id FROM outbox_notice WHERE id = ANY (%s) ORDER BY at DESC LIMIT 1)""",
            [self._now, thread.id, list(news)],
        )

    def _resume(self, thread: Thread, code: str) -> Inbound:
        case_id = codes.find(self._cursor, self._keys.codes, code)
        if case_id is not None:
            self._link(thread, case_id)
        return Inbound(InboundKind.CALLED, at=self._now, text="resumed" if case_id else "code_unknown")

    def _on_duty(self, thread: Thread, effect: duty.DutyEffect, done: Done) -> None:
        reports = isinstance(effect, ReportIncident)
        last = linked_case(self._cursor, thread) if reports else None
        brought = duty.carry_out(thread, effect, now=self._now, sent_at=self._sent_at, last=last)
        done.fill |= brought.fill
        if brought.refused:
            done.instead = officer_text(brought.refused, thread.state.language)
        if brought.home is not None:
            if reports:
                self._link(thread, brought.home)
            done.homes |= dict.fromkeys(brought.media, brought.home)
            self._rehome(brought.media, brought.home)

    def _rehome(self, media: Sequence[MediaId], case_id: UUID) -> None:
        """Files that came before it was known where they belong move to the case, re-sealed under its key."""
        for ident in media:
            evidence.move(ident, case_id)
            self._cursor.execute("UPDATE relay_fetch SET case_id = %s WHERE id = %s", [case_id, ident])


def linked_case(cursor: Any, thread: Thread) -> UUID | None:
    """The filed case that this talk is about: the one filed, brought back or heard of last.

    Only of the talk's own lane: what is said in a tip never comes into a complaint, nor the other way.
    """
    cursor.execute(
        """SELECT l.case_id FROM relay_link l JOIN cases_case c ON c.id = l.case_id
            WHERE l.thread_id = %s AND c.lane LIKE %s ORDER BY l.at DESC LIMIT 1""",
        [thread.id, _LANES.get(thread.state.script, "%")],
    )
    row = cursor.fetchone()
    return row[0] if row else None


_LANES = {"tip": Case.Lane.SEALED, "complaint": Case.Lane.OPEN}


def announce(case_id: UUID, media: Sequence[evidence.Announced], *, duty: bool, now: datetime) -> None:
    by = Evidence.By.OFFICER if duty else Evidence.By.SOURCE
    evidence.announce(case_id, media, by=by, now=now)
