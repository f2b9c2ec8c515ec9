"""A cell's direction on its way: which posts it may go to says the database, one direction each, no file goes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection

from satark.cases import errors
from satark.cases.models import Case, Direction, Event
from satark.cases.record import record, tell
from satark.cases.statements import BRIEF
from satark.jurisdiction.queries import PostLine, Viewer, posts_by_nearness
from satark.outbox.models import Notice
from satark.vault.services import open_case


def directable(case: Case) -> list[PostLine]:
    """Posts that the acting cell may direct in this case, the nearest first.

    The SP's cell: all of the district. The DIG's: the SP, and others only where police are accused, the district was
    silent past its term, or two districts are concerned. Never anybody in the line that is accused. It is the same
    function (`tip_posts`) by which the database refuses every other row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM tip_posts(%s) AS found (code)", [case.id])
        codes = [code for (code,) in cursor.fetchall()]
    return posts_by_nearness(codes, station=case.unit_id)


def send(
    case: Case,
    viewer: Viewer,
    *,
    posts: Sequence[str],
    words: str,
    due_at: datetime,
    now: datetime,
    extra: Mapping[str, object] | None = None,
) -> list[str]:
    """Give each post its direction. Returns their refs. Raises PostNotAllowed; then none was given."""
    wanted = list(dict.fromkeys(posts))
    if not wanted or not set(wanted) <= {line.code for line in directable(case)}:
        raise errors.PostNotAllowed
    box = open_case(case.id)
    before = Direction.objects.filter(case_id=case.id).count()
    refs = []
    for count, post in enumerate(wanted, start=before + 1):
        ref = f"{case.number}-{count}"
        brief = box.seal(words, BRIEF)
        Direction(case=case, ref=ref, post_id=post, due_at=due_at, at=now, sealed_brief=brief).save(
            force_insert=True
        )
        data = {"to": post, **(extra or {})}
        record(case.id, Event.Kind.DIRECTED, now=now, viewer=viewer, ref=ref, data=data)
        told = facts(case, due_at)
        tell(case.id, box, Notice.Kind.DIRECTION, words, now=now, post=post, ref=ref, facts=told)
        refs.append(ref)
    return refs


def facts(case: Case, due_at: datetime) -> dict[str, object]:
    """What a post's phone shows beside the words."""
    return {"category": case.category, "unit": case.unit_id, "due_at": due_at.isoformat()}
