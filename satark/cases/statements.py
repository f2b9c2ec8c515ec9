"""What was said, sealed for its case: the report and every addition. Nothing here changes what was said before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from satark.cases import errors
from satark.cases.models import Case, Statement
from satark.cases.numbers import new_number
from satark.vault.services import CaseBox

STATEMENT, BRIEF = "cases_statement.sealed", "cases_direction.brief"
"""Where a statement's words and a direction's belong (see `vault.CaseBox.seal`)."""
WORDS = 4000
"""What an officer may write at once; one WhatsApp message carries 4,096 characters."""


def free_number(case_id: UUID) -> str | None:
    """A number that no case has; None when this case is filed already. One query, as good as always."""
    while True:
        number = new_number()
        taken = set(Case.objects.filter(Q(pk=case_id) | Q(number=number)).values_list("pk", flat=True))
        if case_id in taken:
            return None
        if not taken:
            return number


def say(case_id: UUID, box: CaseBox, *, kind: str, content: Mapping[str, object], now: datetime) -> None:
    """Keep one statement."""
    sealed = box.seal(json.dumps(dict(content), ensure_ascii=False), STATEMENT)
    Statement(case_id=case_id, kind=kind, at=now, sealed=sealed).save(force_insert=True)


def marks(sent_at: datetime | None, *, passed_on: bool = False) -> dict[str, object]:
    """What a reader should know of how it came: long under way (it counts from when it came), or passed on many times."""
    late = {"sent_at": sent_at.isoformat()} if sent_at else {}
    return late | ({"passed_on": True} if passed_on else {})


def contents(case_id: UUID, box: CaseBox) -> list[dict[str, object]]:
    """Everything that was said, the oldest first. For whoever may read the case's statements."""
    rows = Statement.objects.filter(case_id=case_id).order_by("at", "id")
    return [json.loads(box.open(row.sealed, STATEMENT)) for row in rows]


def checked(text: str) -> str:
    """What an officer wrote, if it can be sent. Raises EmptyText, TextTooLong."""
    words = text.strip()
    if not words:
        raise errors.EmptyText
    if len(words.encode("utf-16-le")) > 2 * WORDS:
        raise errors.TextTooLong
    return words
