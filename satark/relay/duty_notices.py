"""What is told to a post, as it goes to one of its phones: words, files, what stands in for them, and what it is quoted by.

Only a task of the post itself travels under its short number: then the statuses of its message are the task's own. What is
told about somebody else's task travels under a mark: a superior who reads it has not read it for the station.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from satark.cases.brief import without_number
from satark.cases.models import Direction
from satark.cases.statements import BRIEF
from satark.channels.whatsapp.outbound import Template
from satark.channels.whatsapp.templates import digest_template, duty_template, urgent_template
from satark.conversation.values import Language, MediaId, News, OutMessage
from satark.dialogues import MARK, direction_message, mark_of, notice_messages, urgent_words
from satark.outbox.models import Notice as Kind
from satark.outbox.services import NOTICE_TEXT
from satark.relay import naming, phones
from satark.relay.post_news import MORE, TOLD, as_told, is_more
from satark.relay.quotes import SAME_TASK
from satark.vault.services import open_case

if TYPE_CHECKING:
    from satark.relay.notices import Notice

CELLS = (Kind.Kind.DIRECTION, Kind.Kind.RETURNED)
BESIDE = ("control", "via", "beside")
"""Marks of a notice that tells a post beside of somebody else's task."""


@dataclass(frozen=True, slots=True)
class Told:
    """One notice for one phone."""

    messages: tuple[OutMessage, ...]
    stand_in: Template
    """What goes in its place outside the window; its button shows just this."""
    ref: str
    """By which it is quoted; the task's own short number only where its statuses are the task's."""

    @property
    def beside(self) -> str:
        """For a message that goes before it."""
        return self.ref if self.ref.startswith((SAME_TASK, MARK)) else SAME_TASK + self.ref


def is_awaited(notice: Notice) -> bool:
    """Whether its message is the one by which a task reaches its post: where it fails, the task has not arrived."""
    more = is_more(notice.facts) or any(map(notice.facts.get, BESIDE))
    return bool(notice.ref) and notice.kind not in TOLD and not more


def reaches_nobody(cursor: Any, notice: Notice, now: datetime) -> bool:
    """Whether a task without a phone here has none elsewhere either: a brief goes to several posts of a station.

    Said once, of the post whose task it is; of whoever acts for it, where that post was not told itself.
    """
    cursor.execute(
        """SELECT DISTINCT n.post_id, d.post_id FROM outbox_notice n LEFT JOIN cases_direction d ON d.ref = n.ref
            WHERE n.case_id = %s AND n.ref = %s AND n.kind = %s AND NOT n.facts ?| %s""",
        [notice.case_id, notice.ref, notice.kind, [*MORE, *BESIDE]],
    )
    rows = cursor.fetchall()
    posts, own = {row[0] for row in rows}, {row[1] for row in rows}
    if own & posts and notice.post_id not in own:
        return False
    return not any(phones.of_post(cursor, post, now) for post in posts)


def told(cursor: Any, notice: Notice, *, language: Language, now: datetime, private: bool = False) -> Told:
    """`private`: the phone is an officer's own, so no complainant's number and no files of anybody."""
    news = _news(cursor, notice, now, private=private)
    messages = _messages(cursor, notice, news, language, now)
    if files := () if private else files_of(notice):
        messages = (*messages[:-1], replace(messages[-1], media=files))
    mark = mark_of(notice.id.hex)
    ref = mark if notice.kind in TOLD else notice.ref if is_awaited(notice) else SAME_TASK + notice.ref
    shows = mark if notice.kind in TOLD or is_more(notice.facts) else notice.ref
    stand_in = replace(_stand_in(news, language, now), reply=f"direction:show:{shows}")
    return Told(messages, stand_in, ref)


def files_of(notice: Notice) -> tuple[MediaId, ...]:
    """Files that go along, each as a message of its own. A cell's direction has none (ADR 8)."""
    listed = notice.facts.get("media")
    return tuple(MediaId(UUID(str(each))) for each in listed) if isinstance(listed, list) else ()


def _messages(
    cursor: Any, notice: Notice, news: News, language: Language, now: datetime
) -> tuple[OutMessage, ...]:
    if notice.kind not in CELLS or news.facts.get("kind", "direction") != "direction":
        return notice_messages(news, now=now, language=language)
    unit = str(news.facts.get("unit") or "")
    message = direction_message(
        news.text,
        ref=notice.ref,
        place=naming.names(cursor, [unit]).get(unit, [""])[0],
        category=str(news.facts.get("category") or ""),
        due=datetime.fromisoformat(str(news.facts["due_at"])),
        now=now,
        language=language,
        returned=notice.kind == Kind.Kind.RETURNED,
    )
    return (message,)


def _news(cursor: Any, notice: Notice, now: datetime, *, private: bool) -> News:
    task = Direction.objects.filter(ref=notice.ref).first() if notice.ref else None
    facts: dict[str, Any] = {**notice.facts, "at": now.isoformat()}
    kind = notice.kind
    if kind in TOLD:
        facts = as_told(facts, notice.post_id, now)
    elif task is not None:
        facts["kind"] = task.kind
        facts.setdefault("due_at", task.due_at.isoformat())
        facts["by"] = facts.get("by") or task.by_post_id or ""
        kind = task.kind if kind != Kind.Kind.RETURNED else kind
        if task.kind == Direction.Kind.DISPUTE:
            facts["near"] = naming.near(cursor, [str(facts.get("unit"))]).get(str(facts.get("unit")), [])
    words = _words(notice, task)
    if private:
        # Whatever it is told about: a brief goes along with orders, disputes and what stands in for an addressee as well.
        words = without_number(words)
    return News(notice.id, kind, words, notice.ref, naming.named(cursor, facts))


def _words(notice: Notice, task: Direction | None) -> str:
    """Its own words; where it was made by whoever has no key, those of the task."""
    if notice.case_id is None:
        return ""
    box = open_case(notice.case_id)
    if notice.sealed_text:
        return str(box.open(notice.sealed_text, NOTICE_TEXT))
    return str(box.open(task.sealed_brief, BRIEF)) if task is not None and notice.kind not in TOLD else ""


def _stand_in(news: News, language: Language, now: datetime) -> Template:
    if news.kind == Kind.Kind.DIGEST:
        return digest_template(language)
    if news.kind == Kind.Kind.COMPLAINT and news.facts.get("urgent") is True:
        return urgent_template(language, *urgent_words(news, language, now=now))
    return duty_template(language)
