"""What waits to be heard: answers for a source, for a post its tasks and what it was told. Opened for one turn, shown only when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from satark import logs
from satark.cases.brief import without_number
from satark.cases.statements import BRIEF
from satark.conversation.values import News
from satark.outbox.services import NOTICE_TEXT
from satark.relay import post_news
from satark.relay.phones import PRIVATE
from satark.relay.threads import DUTY, Thread
from satark.vault.errors import VaultError
from satark.vault.sealing import SealBroken
from satark.vault.services import open_case

log = logs.get()


def waiting(cursor: Any, threads: Sequence[Thread]) -> dict[UUID, tuple[News, ...]]:
    """Per thread what its person has not heard yet, the oldest first; for posts what lies on their tables (`post_news`)."""
    found: dict[UUID, list[News]] = defaultdict(list)
    public = [thread.id for thread in threads if thread.scope != DUTY]
    for thread_id, ident, case_id, kind, sealed, ref, facts in _for_sources(cursor, public):
        words = _opened(case_id, sealed, NOTICE_TEXT)
        if words is not None:
            found[thread_id].append(News(ident, kind, words, ref, facts))
    phones: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        if thread.scope == DUTY:
            phones[thread.post_id].append(thread)
    for each in post_news.on_the_tables(cursor, list(phones)):
        words = words_of(each)
        if words is not None:
            for thread in phones[each.post]:
                shown = without_number(words) if thread.phone == PRIVATE else words
                found[thread.id].append(each.as_news(shown))
    return {thread_id: tuple(news) for thread_id, news in found.items()}


def words_of(waiting: post_news.Waiting) -> str | None:
    """None where they do not open. What has figures and no words is empty."""
    if waiting.case_id is None or not waiting.sealed:
        return ""
    return _opened(waiting.case_id, waiting.sealed, BRIEF if waiting.brief else NOTICE_TEXT)


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
        """SELECT l.thread_id, n.id, n.case_id, n.kind, n.sealed_text, n.ref,
                  n.facts || jsonb_build_object('lane', c.lane)
             FROM relay_link l JOIN outbox_notice n ON n.case_id = l.case_id JOIN cases_case c ON c.id = l.case_id
            WHERE l.thread_id = ANY (%s) AND n.heard_at IS NULL AND n.post_id = '' ORDER BY n.at""",
        [threads],
    )
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def post_name(cursor: Any, post: str) -> str:
    cursor.execute("SELECT name_hi FROM jurisdiction_post WHERE code = %s", [post])
    row = cursor.fetchone()
    return row[0] if row else post
