"""Whom an act of the open lane is told to: a post's phone gets the brief, the complainant gets the step and no words of an officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from satark.cases.models import Case, Direction
from satark.cases.statements import BRIEF
from satark.outbox.models import Notice
from satark.outbox.services import NOTICE_TEXT, queue
from satark.vault.services import CaseBox


def tell_posts(
    case: Case,
    box: CaseBox,
    kind: Notice.Kind,
    *,
    posts: Iterable[str],
    ref: str,
    words: str,
    now: datetime,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Queue the same words for each of these posts."""
    known = {**case_facts(case), **(facts or {})}
    for post in posts:
        sealed = box.seal(words, NOTICE_TEXT)
        queue(case_id=case.id, kind=kind, sealed_text=sealed, now=now, post=post, ref=ref, facts=known)


def tell_complainant(
    case: Case,
    box: CaseBox,
    step: str,
    *,
    now: datetime,
    kind: Notice.Kind = Notice.Kind.STEP,
    unit: str | None = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Queue a step for the complainant, whoever that is. Nobody waits for one who only reported an incident."""
    if case.lane != Case.Lane.OPEN:
        return
    known = {"step": step, "at": now.isoformat(), "unit": unit or "", "number": case.number, **(facts or {})}
    queue(case_id=case.id, kind=kind, sealed_text=box.seal("", NOTICE_TEXT), now=now, facts=known)


def case_facts(case: Case) -> dict[str, object]:
    """What the wording of every notice to a post needs of a case: codes, no words of anybody."""
    return {
        "number": case.number,
        "category": case.category,
        "unit": case.unit_id or "",
        "urgent": case.urgent,
        "lane": case.lane,
    }


def brief_of(direction: Direction, box: CaseBox) -> str:
    return box.open(direction.sealed_brief, BRIEF)
