"""What lies on a post's table: tasks that still want an answer, and what it was told of late. Read for one turn.

A task is its post's, and of every post that it was told to: at night the brief of a complaint goes to several. What became
of it is read from the record: answered and not returned, called back, withdrawn or decided, it is over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from satark.cases.models import Direction, Event
from satark.cases.steps import missing
from satark.conversation.values import News
from satark.outbox.models import Notice
from satark.relay import naming

TOLD = (
    *(Notice.Kind.ESCALATION, Notice.Kind.RECALL, Notice.Kind.ANSWERED),
    *(Notice.Kind.INCIDENT, Notice.Kind.DIGEST),
)
"""Kinds of notices that are no task of the post they go to."""
TASKS = (
    *(Notice.Kind.DIRECTION, Notice.Kind.RETURNED, Notice.Kind.COMPLAINT),
    *(Notice.Kind.DISPUTE, Notice.Kind.ORDER),
)
OVER = frozenset({Event.Kind.WITHDRAWN, Event.Kind.RECALLED, Event.Kind.DECIDED})
STEPS = (Event.Kind.RECEIVED, Event.Kind.TEAM_SENT, Event.Kind.ON_SPOT)
WORDED = (Notice.Kind.ANSWERED, Notice.Kind.INCIDENT, Notice.Kind.COMPLAINT)
"""The ones that bring words of somebody."""
MORE = ("added", "retracted", "made_urgent", "decided", "visit")
"""Marks of a notice that says more about a complaint which the post has already."""
_MOST = 60
"""So many of what a post was told lately can be answered; a rank of a whole range is told a lot."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing on a post's table, its words still sealed."""

    post: str
    id: UUID
    case_id: UUID | None
    kind: str
    ref: str
    sealed: bytes
    brief: bool
    """Whether the words are a direction's brief, else a notice's text."""
    facts: dict[str, Any]

    def as_news(self, words: str) -> News:
        return News(self.id, self.kind, words, self.ref, self.facts)


@dataclass(frozen=True, slots=True)
class _Step:
    """An event, as far as proof and stage need it."""

    kind: str
    at: datetime
    ref: str
    data: Mapping[str, Any]


def on_the_tables(cursor: Any, posts: Sequence[str]) -> list[Waiting]:
    if not posts:
        return []
    found = [*_tasks(cursor, posts), *_told(cursor, posts)]
    near = naming.near(cursor, {str(each.facts.get("unit")) for each in found if _asks_whose(each)})
    for each in found:
        if _asks_whose(each):
            each.facts["near"] = near.get(str(each.facts.get("unit")), [])
    names = naming.names(cursor, {code for each in found for code in naming.codes_in(each.facts)})
    for each in found:
        each.facts["names"] = {code: names[code] for code in naming.codes_in(each.facts) if code in names}
    return found


def _asks_whose(waiting: Waiting) -> bool:
    return waiting.facts.get("kind") in (Direction.Kind.COMPLAINT, Direction.Kind.DISPUTE)


def _tasks(cursor: Any, posts: Sequence[str]) -> list[Waiting]:
    cursor.execute(
        """WITH mine AS (SELECT post_id, ref FROM cases_direction WHERE post_id = ANY (%s)
                         UNION SELECT post_id, ref FROM outbox_notice
                                WHERE post_id = ANY (%s) AND kind = ANY (%s) AND NOT facts ? 'via')
           SELECT m.post_id, d.id, d.case_id, d.kind, d.ref, d.sealed_brief, d.at, d.due_at, d.by_post_id,
                  c.number, c.category, c.urgent, c.unit_id, told.facts, happened.steps
             FROM mine m JOIN cases_direction d ON d.ref = m.ref JOIN cases_case c ON c.id = d.case_id
             LEFT JOIN LATERAL (SELECT n.facts FROM outbox_notice n
                                 WHERE n.case_id = d.case_id AND n.ref = d.ref AND n.post_id = m.post_id
                                   AND n.kind = ANY (%s) ORDER BY n.at LIMIT 1) told ON true
             LEFT JOIN LATERAL (SELECT json_agg(json_build_array(e.kind, e.at, e.data) ORDER BY e.at, e.id) AS steps
                                  FROM cases_event e WHERE e.case_id = d.case_id AND e.ref = d.ref) happened ON true
            WHERE NOT EXISTS (SELECT 1 FROM cases_event e
                               WHERE e.case_id = d.case_id AND e.ref = d.ref AND e.kind = ANY (%s))
              AND (SELECT e.kind FROM cases_event e
                    WHERE e.case_id = d.case_id AND e.ref = d.ref AND e.kind IN ('answered', 'returned')
                    ORDER BY e.at DESC, e.id DESC LIMIT 1) IS DISTINCT FROM 'answered'
            ORDER BY d.at""",
        [list(posts), list(posts), list(TASKS), list(TASKS), list(OVER)],
    )
    return [_task(row) for row in cursor.fetchall()]


def _task(row: tuple[Any, ...]) -> Waiting:
    post, ident, case_id, kind, ref, brief, at, due_at, by, number, category, urgent, unit, told, happened = (
        row
    )
    steps = [_Step(step, datetime.fromisoformat(when), ref, data) for step, when, data in happened or []]
    kinds = [step.kind for step in steps]
    returned = Event.Kind.RETURNED in kinds
    since = len(kinds) - kinds[::-1].index(Event.Kind.RETURNED) if returned else 0
    facts = {
        **(told or {}),
        "kind": kind,
        "number": number,
        "category": category,
        "urgent": urgent,
        "unit": unit or (told or {}).get("unit") or "",
        "by": by or (told or {}).get("by") or "",
        "at": (steps[since - 1].at if returned else at).isoformat(),
        "step": next((step for step in reversed(STEPS) if step in kinds[since:]), ""),
    }
    if facts["step"] or "due_at" not in facts:
        # Until it is received the term is that of receiving; then that of the task.
        facts["due_at"] = due_at.isoformat()
    if kind == Direction.Kind.COMPLAINT:
        facts["missing"] = list(missing(steps[since:]))
    return Waiting(post, ident, case_id, "returned" if returned else kind, ref, bytes(brief), True, facts)


def _told(cursor: Any, posts: Sequence[str]) -> list[Waiting]:
    cursor.execute(
        """SELECT n.post_id, n.id, n.case_id, n.kind, n.ref, n.sealed_text, n.facts, n.at
              FROM outbox_notice n
             WHERE n.post_id = ANY (%s) AND (n.kind = ANY (%s) OR (n.kind = 'complaint' AND n.facts ?| %s))
             ORDER BY n.at DESC LIMIT %s""",
        [list(posts), list(TOLD), list(MORE), _MOST * len(posts)],
    )
    return [
        Waiting(
            post,
            ident,
            case_id,
            kind,
            ref,
            bytes(sealed) if kind in WORDED else b"",
            False,
            as_told(facts, post, at),
        )
        for post, ident, case_id, kind, ref, sealed, facts, at in cursor.fetchall()
    ]


def is_more(facts: Mapping[str, Any]) -> bool:
    return any(map(facts.get, MORE))


def as_told(facts: Mapping[str, Any], post: str, at: datetime) -> dict[str, Any]:
    """`own`: it is this post itself that is late, or the one that stands in for it; those above are named by `to`."""
    own = facts.get("post") == post or facts.get("to") not in (None, "", post)
    return {**facts, "at": at.isoformat(), "own": own}
