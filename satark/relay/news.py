"""What waits to be heard: answers for a source, directions for a post. Opened for one turn, shown only when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from satark.cases import services as cases
from satark.conversation.values import News
from satark.outbox.services import NOTICE_TEXT
from satark.relay.threads import DUTY, Thread
from satark.vault.services import open_cases


def waiting(cursor: Any, threads: Sequence[Thread]) -> dict[UUID, tuple[News, ...]]:
    """Per thread what its person has not heard yet, the oldest first; for posts the directions that want an answer."""
    public = [thread.id for thread in threads if thread.scope != DUTY]
    phones: dict[str, list[UUID]] = defaultdict(list)
    for thread in threads:
        if thread.scope == DUTY:
            phones[thread.post_id].append(thread.id)
    found: dict[UUID, list[News]] = defaultdict(list)
    rows = [*_for_sources(cursor, public), *_for_posts(cursor, list(phones))]
    if not rows:
        return {}
    boxes = open_cases(list({row[2] for row in rows}))
    for key, ident, case_id, kind, sealed, ref in rows:
        place = cases.BRIEF if key in phones else NOTICE_TEXT
        news = News(ident, kind, boxes[case_id].open(sealed, place), ref)
        for thread_id in phones.get(key, [key]):
            found[thread_id].append(news)
    return {thread_id: tuple(each) for thread_id, each in found.items()}


def _for_sources(cursor: Any, threads: list[UUID]) -> list[tuple[Any, ...]]:
    if not threads:
        return []
    cursor.execute(
        """SELECT l.thread_id, n.id, n.case_id, n.kind, n.sealed_text, n.ref
             FROM relay_link l JOIN outbox_notice n ON n.case_id = l.case_id
            WHERE l.thread_id = ANY (%s) AND n.heard_at IS NULL AND n.post_id = '' ORDER BY n.at""",
        [threads],
    )
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _for_posts(cursor: Any, posts: list[str]) -> list[tuple[Any, ...]]:
    """Directions whose last word is not an answer. An answer that was returned opens them again."""
    if not posts:
        return []
    cursor.execute(
        """SELECT d.post_id, d.id, d.case_id, CASE WHEN last.kind = 'returned' THEN 'returned' ELSE 'direction' END,
                  d.sealed_brief, d.ref
             FROM cases_direction d
             LEFT JOIN LATERAL (SELECT e.kind FROM cases_event e
                                 WHERE e.case_id = d.case_id AND e.ref = d.ref AND e.kind IN ('answered', 'returned')
                                 ORDER BY e.at DESC, e.id DESC LIMIT 1) last ON true
            WHERE d.post_id = ANY (%s) AND last.kind IS DISTINCT FROM 'answered' ORDER BY d.at""",
        [posts],
    )
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def post_name(cursor: Any, post: str) -> str:
    cursor.execute("SELECT name_hi FROM jurisdiction_post WHERE code = %s", [post])
    row = cursor.fetchone()
    return row[0] if row else post
