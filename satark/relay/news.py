"""What waits to be heard: answers for a source, directions for a post. Opened for one turn, shown only when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from satark import logs
from satark.cases import services as cases
from satark.conversation.values import News
from satark.outbox.services import NOTICE_TEXT
from satark.relay.threads import DUTY, Thread
from satark.vault.errors import VaultError
from satark.vault.sealing import SealBroken
from satark.vault.services import open_case

log = logs.get()


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
    for key, ident, case_id, kind, sealed, ref in rows:
        words = _opened(case_id, sealed, cases.BRIEF if key in phones else NOTICE_TEXT)
        if words is None:
            continue
        for thread_id in phones.get(key, [key]):
            found[thread_id].append(News(ident, kind, words, ref))
    return {thread_id: tuple(each) for thread_id, each in found.items()}


def _opened(case_id: UUID, sealed: bytes, place: str) -> str | None:
    """The words; None where they do not open: one broken row must not silence the whole talk."""
    try:
        return open_case(case_id).open(sealed, place)
    except (SealBroken, VaultError) as problem:
        log.error("relay.news_unreadable", problem=problem)
        return None


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
    """Directions that still want an answer: not answered, or answered and returned, and not withdrawn."""
    if not posts:
        return []
    cursor.execute(
        """SELECT d.post_id, d.id, d.case_id, CASE WHEN last.kind = 'returned' THEN 'returned' ELSE 'direction' END,
                  d.sealed_brief, d.ref
             FROM cases_direction d
             LEFT JOIN LATERAL (SELECT e.kind FROM cases_event e
                                 WHERE e.case_id = d.case_id AND e.ref = d.ref AND e.kind IN ('answered', 'returned', 'withdrawn')
                                 ORDER BY e.at DESC, e.id DESC LIMIT 1) last ON true
            WHERE d.post_id = ANY (%s) AND (last.kind IS NULL OR last.kind = 'returned') ORDER BY d.at""",
        [posts],
    )
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def post_name(cursor: Any, post: str) -> str:
    cursor.execute("SELECT name_hi FROM jurisdiction_post WHERE code = %s", [post])
    row = cursor.fetchone()
    return row[0] if row else post
