"""What a complainant's talk brings about, and what it has to know: where each of the person's complaints stands.

A complaint is the person's own when their talk is linked to it. A number that somebody typed or pressed is never more
than a question which of those is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from satark.cases import complaints, drafts
from satark.cases.errors import CaseNotFound
from satark.cases.values import Complaint
from satark.conversation.values import FileComplaint, OpenCase, Rate, Retract, SayVisit
from satark.relay.pins import point
from satark.relay.threads import NUMBER, Thread

SHOWN_FOR = timedelta(days=30)
"""How long a complaint that is over is still spoken of."""
_OVER = ("closed", "parked")

# The complaint talked of last comes first.
_STANDING = """
    SELECT l.thread_id, c.number, c.category, s.stage, s.since, u.name_hi, u.name_en, u.kind
      FROM relay_link l
      JOIN cases_case c ON c.id = l.case_id AND c.lane = 'open'
      JOIN cases_standing s ON s.case_id = c.id
      LEFT JOIN jurisdiction_unit u ON u.code = s.unit_id
     WHERE l.thread_id = ANY (%s) AND (s.stage <> ALL (%s) OR s.since > %s)
     ORDER BY l.at DESC, c.filed_at DESC
"""
_TAKE_UP = """
    UPDATE relay_link l SET at = %s FROM cases_case c
     WHERE c.id = l.case_id AND c.lane = 'open' AND c.number = %s AND l.thread_id = %s
"""
_LINKED = """
    SELECT l.case_id FROM relay_link l JOIN cases_case c ON c.id = l.case_id
     WHERE l.thread_id = %s AND c.lane = 'open' ORDER BY l.at DESC
"""


@dataclass(frozen=True, slots=True)
class About:
    """What the relay knows besides the words."""

    district: str
    now: datetime
    sent_at: datetime | None
    sender: str
    alike: bool
    before: tuple[str, ...] = ()
    """Words that were laid down before, the oldest first."""


def standing(cursor: Any, threads: Sequence[Thread], now: datetime) -> dict[UUID, tuple[OpenCase, ...]]:
    """Per talk the complaints of its person."""
    ids = [thread.id for thread in threads]
    if not ids:
        return {}
    cursor.execute(_STANDING, [ids, list(_OVER), now - SHOWN_FOR])
    found: dict[UUID, list[OpenCase]] = defaultdict(list)
    for thread_id, number, category, stage, since, *unit in cursor.fetchall():
        found[thread_id].append(OpenCase(number, category, stage, since, *unit_names(*unit)))
    return {thread_id: tuple(cases) for thread_id, cases in found.items()}


def file(cursor: Any, thread: Thread, effect: FileComplaint, about: About) -> tuple[UUID, str]:
    """File a complaint, or what is new of the one that is being told. Returns case and number.

    Who complains openly is told of each step, until they say that they want no messages.
    """
    complaint = _complaint(thread, effect, about)
    draft = drafts.newest_of(linked(cursor, thread)) if effect.goes_on else None
    if draft is not None:
        return draft, drafts.go_on(draft, complaint, now=about.now)
    case_id = thread.case_id or uuid4()
    thread.push = True
    return case_id, complaints.file_complaint(case_id, complaint, now=about.now)


def linked(cursor: Any, thread: Thread) -> list[UUID]:
    """The person's complaints, the one talked of last first."""
    cursor.execute(_LINKED, [thread.id])
    return [row[0] for row in cursor.fetchall()]


def take_up(cursor: Any, thread: Thread, number: str, now: datetime) -> None:
    """The talk is about this one now. A number that is not the person's changes nothing."""
    cursor.execute(_TAKE_UP, [now, number, thread.id])


def say(cursor: Any, thread: Thread, effect: SayVisit | Retract | Rate, now: datetime) -> None:
    """About the complaint that the talk is about; nothing where there is none."""
    case_id = next(iter(linked(cursor, thread)), None)
    if case_id is None:
        return
    try:
        match effect:
            case SayVisit(came, text):
                complaints.say_visit(case_id, came, text, now=now)
            case Retract(text):
                complaints.retract(case_id, text, now=now)
            case Rate(stars):
                complaints.rate(case_id, stars, now=now)
    except CaseNotFound:
        return


def _complaint(thread: Thread, effect: FileComplaint, about: About) -> Complaint:
    known = f"+{number.lstrip('+')}" if (number := thread.address.get(NUMBER, "")) else ""
    return Complaint(
        category=effect.category,
        district=about.district,
        unit=effect.unit,
        how=effect.how,
        candidates=effect.candidates,
        answers=effect.answers,
        said=(*about.before, *effect.said),
        place=effect.place,
        pin=point(effect.pin),
        name=effect.name,
        phone=(effect.phone or known) if effect.share_number else "",
        language=effect.language,
        evidence=effect.media,
        cognizable=effect.cognizable,
        urgent=effect.urgent,
        unfinished=effect.unfinished,
        sent_at=about.sent_at,
        passed_on=effect.passed_on,
        sender=about.sender,
        alike=about.alike,
    )


def unit_names(name_hi: str | None, name_en: str | None, kind: str | None) -> tuple[str, str]:
    """A unit as people call it, in Hindi and in Latin letters; empty where there is none."""
    if not name_hi or not name_en:
        return "", ""
    return (f"थाना {name_hi}", f"Thana {name_en}") if kind == "station" else (name_hi, name_en)
