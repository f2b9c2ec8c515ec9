"""What a post's phone brings about: steps of its tasks, reports of incidents, decisions and orders of a superior.

A button may name a task of another post, of nobody, or one that is over; a post may order whom it does not command. Then
nothing happens, and the phone hears that instead of what the talk took for granted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from satark.cases import disputes, incidents, orders, steps
from satark.cases.entitled import direction_named
from satark.cases.errors import CaseError, PostNotAllowed, ProofMissing
from satark.cases.values import Step
from satark.conversation.values import Decide, GiveOrder, MediaId, ReportIncident, TakeStep
from satark.dialogues import spoken_ref
from satark.relay.pins import point
from satark.relay.threads import Thread

DutyEffect = TakeStep | ReportIncident | Decide | GiveOrder

REFUSED: dict[type[CaseError], str] = {
    PostNotAllowed: "officer.not_allowed",
    ProofMissing: "officer.incomplete",
}
"""Why it was refused -> what is said. Anything else: it is not, or no longer, this post's."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it."""

    home: UUID | None = None
    """The case that the effect's files belong to."""
    media: Sequence[MediaId] = ()
    fill: dict[str, str] = field(default_factory=dict, repr=False)
    """Words for the turn's messages."""
    refused: str = ""
    """Catalogue id of what is said instead."""


def carry_out(
    thread: Thread, effect: DutyEffect, *, now: datetime, sent_at: datetime | None, last: UUID | None = None
) -> Brought:
    """`last`: the incident that this phone reported last."""
    try:
        match effect:
            case TakeStep():
                return _step(thread, effect, now, sent_at)
            case ReportIncident():
                return _incident(thread, effect, now, last)
            case Decide(ref, unit):
                disputes.decide(ref, unit, post=thread.post_id, now=now)
            case GiveOrder():
                _order(thread, effect, now)
    except CaseError as problem:
        return Brought(refused=REFUSED.get(type(problem), "officer.gone"))
    return Brought()


def _step(thread: Thread, effect: TakeStep, now: datetime, sent_at: datetime | None) -> Brought:
    step = Step(
        act=effect.act,
        text=effect.text,
        pin=point(effect.pin),
        evidence=effect.media,
        code=effect.code,
        number=effect.number,
        way=effect.way,
        unit=effect.unit,
        stated=effect.stated,
        sent_at=sent_at,
    )
    steps.take(effect.ref, step, post=thread.post_id, now=now)
    return Brought(direction_named(effect.ref).case_id, effect.media)


def _incident(thread: Thread, effect: ReportIncident, now: datetime, last: UUID | None) -> Brought:
    if effect.more and last is not None:
        incidents.more(
            last,
            post=thread.post_id,
            text=effect.text,
            pin=point(effect.pin),
            evidence=effect.media,
            now=now,
        )
        return Brought(last, effect.media)
    case_id = uuid4()
    number = incidents.report(
        case_id,
        post=thread.post_id,
        text=effect.text,
        pin=point(effect.pin),
        evidence=effect.media,
        now=now,
    )
    return Brought(case_id, effect.media, {"number": spoken_ref(number)})


def _order(thread: Thread, effect: GiveOrder, now: datetime) -> None:
    orders.give(
        None,
        kind=effect.kind,
        post=effect.post,
        text=effect.text,
        due_at=effect.due_at,
        now=now,
        by=thread.post_id,
        about=effect.about,
    )
