"""What every change of a case leaves behind: one event, and perhaps words on their way. Always in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from satark.cases.models import Direction, Event
from satark.cases.values import Point
from satark.jurisdiction.queries import Viewer, who_am_i
from satark.outbox.models import Notice
from satark.outbox.services import NOTICE_TEXT, queue
from satark.vault.services import CaseBox

EVENT = "cases_event.sealed"
"""Where an event's words belong (see `vault.CaseBox.seal`)."""


def record(
    case_id: UUID,
    kind: Event.Kind,
    *,
    now: datetime,
    viewer: Viewer | None = None,
    officer: int | None = None,
    post: str = "",
    ref: str = "",
    step: str = "",
    data: Mapping[str, object] | None = None,
    words: str = "",
    pin: Point | None = None,
    box: CaseBox | None = None,
) -> None:
    """`viewer`: a cell's officer, who acts for his cell; anybody else says for which `post` the `officer` acts."""
    said = json.dumps({"text": words, "pin": pin}, ensure_ascii=False) if words or pin else ""
    acting = next((line.code for line in viewer.posts if line.role == "cell"), None) if viewer else None
    Event(
        case_id=case_id,
        kind=kind,
        at=now,
        post_id=post or acting,
        officer_id=viewer.officer_id if viewer else officer,
        ref=ref,
        step=step,
        data=dict(data or {}),
        sealed=box.seal(said, EVENT) if box and said else None,
    ).save(force_insert=True)


def record_once(
    direction: Direction, kind: Event.Kind, *, now: datetime, data: dict[str, object] | None = None
) -> None:
    event = Event(
        case_id=direction.case_id,
        kind=kind,
        at=now,
        post_id=direction.post_id,
        ref=direction.ref,
        data=data or {},
    )
    Event.objects.bulk_create([event], ignore_conflicts=True)


def tell(
    case_id: UUID,
    box: CaseBox,
    kind: Notice.Kind,
    words: str,
    *,
    now: datetime,
    post: str = "",
    ref: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    sealed = box.seal(words, NOTICE_TEXT)
    queue(case_id=case_id, kind=kind, sealed_text=sealed, now=now, post=post, ref=ref, facts=facts)


def one_at_a_time(case_id: UUID) -> None:
    """Two may press at once: who comes second waits here and then sees what the first has done.

    An advisory lock, because a row lock would need the right to update.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [case_id.int >> 65])


def officer_here() -> int | None:
    """The officer who signed in, where a page acts; None where the relay acts for a post's phone, or the clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('satark.session', true), '')")
        (secret,) = cursor.fetchone()
    viewer = who_am_i() if secret else None
    return viewer.officer_id if viewer else None
