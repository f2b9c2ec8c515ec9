"""BNSS 173(1): what was told electronically of a cognizable offence is signed within three days of reaching the officer in charge.

The complainant and the station are reminded; when the term is over unsigned, the post above the station is told. Police
work does not wait for the signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from satark.cases.clock.escalation import Command
from satark.cases.clock.history import Duty, History, earliest
from satark.cases.clock.lateness import delivered_at
from satark.cases.clock.owed import Owed, Tell
from satark.cases.clock.rules import Rulebook, Rules
from satark.cases.models import Event
from satark.outbox.models import Notice


def owed(history: History, book: Rulebook, roster: Command, now: datetime) -> Iterator[Owed]:
    """Reminders that are due and not in the record. Of several that were missed only the newest speaks."""
    duty, began = _begun(history)
    if duty is None or began is None:
        return
    due = [(step, begin) for step, begin in _steps(began, book.at(began)) if begin <= now]
    known = {event.step for event in history.of(Event.Kind.REMINDED)}
    last = due[-1][0] if due else ""
    for step, _ in due:
        if step not in known:
            tell = _tell(duty, began, step, book.at(began), roster, now) if step == last else ()
            yield Owed(Event.Kind.REMINDED, "", step, duty.post, {}, tell)


def look_at(history: History, book: Rulebook) -> datetime | None:
    duty, began = _begun(history)
    if duty is None or began is None:
        return None
    known = {event.step for event in history.of(Event.Kind.REMINDED)}
    return earliest(at for step, at in _steps(began, book.at(began)) if step not in known)


def _begun(history: History) -> tuple[Duty | None, datetime | None]:
    """Who has it, and since when the three days run: from when it first was on a station's phone."""
    if not history.cognizable or history.ended or history.first(Event.Kind.SIGNED):
        return None, None
    reached = earliest(at for each in history.attendance if (at := delivered_at(history, each.ref)))
    return next(iter(history.attendance[-1:]), None), reached


def _steps(began: datetime, chosen: Rules) -> list[tuple[str, datetime]]:
    terms = sorted({*chosen.reminders, chosen.signature})
    return [(f"signature:{hours(term)}", began + term) for term in terms if term <= chosen.signature]


def hours(term: timedelta) -> int:
    return int(term.total_seconds() // 3600)


def _tell(
    duty: Duty, began: datetime, step: str, chosen: Rules, roster: Command, now: datetime
) -> tuple[Tell, ...]:
    until = began + chosen.signature
    facts = {"clock": "signature", "step": "signature", "until": until.isoformat(), "unit": duty.unit}
    about = {**facts, "post": duty.post, "over": max(int((now - until).total_seconds()), 0)}
    if until <= now:
        above = next(iter(roster.ladder(duty.post, now)), "")
        return (Tell(Notice.Kind.ESCALATION, above, {**about, "to": above}),) if above else ()
    return (
        Tell(Notice.Kind.STEP, "", {**facts, "at": now.isoformat()}),
        Tell(Notice.Kind.ESCALATION, roster.living(duty.post, now), about),
    )
