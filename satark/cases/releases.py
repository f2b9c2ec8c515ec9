"""What goes on only when a supervisor lets it: a direction in a sensitive category, and words to a source that were held.

He sees what he decides on and no more: the number, the category, the cell's assessment, the brief or the words; never
what the source said. Each decision stands in the record, for audit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from satark.cases import errors, guard
from satark.cases.models import Event
from satark.cases.record import EVENT, one_at_a_time, record
from satark.cases.sealed import open_for
from satark.cases.statements import checked
from satark.jurisdiction.models import Post, Unit
from satark.jurisdiction.queries import who_am_i
from satark.vault.services import CaseBox, open_case, open_cases

WHAT = ("direction", "text")
SUPERVISORS = {Unit.Kind.DISTRICT: "sp", Unit.Kind.RANGE: "dig", Unit.Kind.ZONE: "adg"}
"""Kind of unit -> the role above its cell."""
AUDIT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits for a supervisor, or was decided."""

    case_id: UUID
    step: str
    what: str
    number: str
    category: str
    unit: str
    at: datetime
    by: str
    """Post of the cell that asked."""
    reasons: list[str]
    words: str = field(repr=False)
    assessment: dict[str, object] = field(default_factory=dict)
    assessment_words: str = field(default="", repr=False)
    granted: bool | None = None
    decided_at: datetime | None = None
    decided_by: str = ""


# --- the cell --------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(case_id: UUID, *, what: str, text: str, now: datetime) -> str:
    """Put a brief (`direction`) or words to the source (`text`) before the supervisor. Returns the step.

    Raises CaseNotFound, CaseClosed, EmptyText, TextTooLong, NotAssessed, NobodyReleases.
    """
    case, viewer = open_for(case_id)
    words, box = checked(text), open_case(case_id)
    known = Event.objects.filter(case_id=case_id)
    if what == "direction" and not known.filter(kind=Event.Kind.ASSESSED).exists():
        raise errors.NotAssessed
    own = next(post for post in viewer.posts if post.role == Post.Role.CELL)
    step = str(known.filter(kind=Event.Kind.RELEASE_ASKED).count() + 1)
    data: dict[str, object] = {"what": what, "to": _supervisor(own.unit), "number": case.number}
    data |= {"category": case.category, "unit": case.unit_id or "", "reasons": list(guard.reasons(words))}
    kind = Event.Kind.RELEASE_ASKED
    record(case_id, kind, now=now, viewer=viewer, post=own.code, step=step, data=data, words=words, box=box)
    return step


def _supervisor(unit: str) -> str:
    kind = Unit.objects.values_list("kind", flat=True).get(code=unit)
    role = SUPERVISORS.get(Unit.Kind(kind), "")
    post = Post.objects.filter(unit_id=unit, role=role).order_by("code").first()
    if post is None:
        raise errors.NobodyReleases
    return post.code


def let_through(case_id: UUID, words: str, box: CaseBox) -> None:
    """Raises TextHeld for words to a source that could find them out, unless exactly these were released."""
    reasons = guard.reasons(words)
    if guard.NOTICE in reasons or (reasons and words not in _released_words(case_id, box)):
        raise errors.TextHeld(reasons)


def _released_words(case_id: UUID, box: CaseBox) -> set[str]:
    events = list(Event.objects.filter(case_id=case_id).order_by("at", "id"))
    decided = {event.step: event.data.get("granted") for event in events if event.kind == Event.Kind.RELEASED}
    return {
        _words(event, box)
        for event in events
        if event.kind == Event.Kind.RELEASE_ASKED
        and event.data.get("what") == "text"
        and decided.get(event.step) is True
    }


def _words(event: Event, box: CaseBox) -> str:
    return str(json.loads(box.open(event.sealed, EVENT))["text"]) if event.sealed else ""


# --- the supervisor ----------------------------------------------------------------------------------------------------


@transaction.atomic
def release(case_id: UUID, step: str, *, granted: bool, now: datetime) -> None:
    """Let it go on, or not. Raises NotAsked: also for whoever is not the one who was asked."""
    viewer = who_am_i()
    one_at_a_time(case_id)
    steps = Event.objects.filter(case_id=case_id, step=step)
    asked = steps.filter(kind=Event.Kind.RELEASE_ASKED).first()
    held = {post.code for post in viewer.posts} if viewer else set()
    decided = steps.filter(kind=Event.Kind.RELEASED).exists()
    if viewer is None or asked is None or asked.data.get("to") not in held or decided:
        raise errors.NotAsked
    data = {"what": asked.data["what"], "granted": granted}
    post = str(asked.data["to"])
    kind = Event.Kind.RELEASED
    record(case_id, kind, now=now, officer=viewer.officer_id, post=post, step=step, data=data)


def waiting(*, now: datetime) -> list[Asked]:
    """What waits for the acting officer, the oldest first."""
    return [each for each in _of_mine(now - AUDIT) if each.granted is None]


def releases(*, since: datetime) -> list[Asked]:
    """What the acting officer decided since then, the newest first: the list for audit."""
    return [each for each in reversed(_of_mine(since)) if each.granted is not None]


def _of_mine(since: datetime) -> list[Asked]:
    viewer = who_am_i()
    posts = [post.code for post in viewer.posts] if viewer else []
    kinds = (Event.Kind.RELEASE_ASKED, Event.Kind.RELEASED, Event.Kind.ASSESSED)
    asked = list(
        Event.objects.filter(kind=Event.Kind.RELEASE_ASKED, data__to__in=posts, at__gte=since).order_by(
            "at", "id"
        )
    )
    cases = {event.case_id for event in asked}
    boxes = open_cases(list(cases))
    around: dict[UUID, list[Event]] = {case_id: [] for case_id in cases}
    rows = Event.objects.filter(case_id__in=cases, kind__in=kinds).select_related("post")
    for row in rows.order_by("at", "id"):
        around[row.case_id].append(row)
    return [_asked(event, around[event.case_id], boxes[event.case_id]) for event in asked]


def _asked(event: Event, around: list[Event], box: CaseBox) -> Asked:
    assessed = [each for each in around if each.kind == Event.Kind.ASSESSED]
    decided = next((e for e in around if e.kind == Event.Kind.RELEASED and e.step == event.step), None)
    said: dict[str, Any] = event.data
    return Asked(
        case_id=event.case_id,
        step=event.step,
        what=said["what"],
        number=said["number"],
        category=said["category"],
        unit=said["unit"],
        at=event.at,
        by=event.post_id or "",
        reasons=list(said["reasons"]),
        words=_words(event, box),
        assessment=dict(assessed[-1].data) if assessed else {},
        assessment_words=_words(assessed[-1], box) if assessed else "",
        granted=decided.data["granted"] if decided else None,
        decided_at=decided.at if decided else None,
        decided_by=decided.post_id or "" if decided else "",
    )
