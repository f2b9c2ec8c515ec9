"""What a post's phone brings about: steps of its tasks, reports of incidents, decisions and orders of a superior.

A button may name a task of another post, of nobody, or one that is over: then nothing happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from satark.cases import services as cases
from satark.cases.errors import CaseNotFound
from satark.cases.values import Answer
from satark.conversation.values import Decide, GiveOrder, MediaId, ReportIncident, TakeStep
from satark.relay.threads import Thread

DutyEffect = TakeStep | ReportIncident | Decide | GiveOrder


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it."""

    home: UUID | None = None
    """The case that the effect's files belong to."""
    media: Sequence[MediaId] = ()
    fill: dict[str, str] = field(default_factory=dict, repr=False)
    """Words for the turn's messages."""


def carry_out(thread: Thread, effect: DutyEffect, *, now: datetime, sent_at: datetime | None) -> Brought:
    try:
        return _carried_out(thread, effect, now, sent_at)
    except CaseNotFound:
        return Brought()


def _carried_out(thread: Thread, effect: DutyEffect, now: datetime, sent_at: datetime | None) -> Brought:
    match effect:
        case TakeStep():
            return _step(thread, effect, now, sent_at)
        case _:
            return Brought()


def _step(thread: Thread, step: TakeStep, now: datetime, sent_at: datetime | None) -> Brought:
    home = cases.case_of(step.ref, post=thread.post_id)
    if step.act == "received":
        cases.acknowledge(step.ref, post=thread.post_id, now=now)
        return Brought()
    pin = (step.pin.latitude, step.pin.longitude) if step.pin else None
    answer = Answer(step.text, pin, step.media, step.act == "answered", sent_at)
    cases.answer_direction(step.ref, answer, post=thread.post_id, now=now)
    return Brought(home, step.media)
