"""What lies on a post's table: things to do, which have a short number, and things told, which are quoted by a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from satark.conversation.values import Language, News

TASKS = frozenset({"direction", "returned", "complaint", "dispute", "order", "explanation", "review"})
TOLD = frozenset({"escalation", "recall", "answered", "incident", "digest", "more"})
MORE = ("added", "retracted", "made_urgent", "decided", "visit")
"""Marks of something that says more about a complaint the post has already."""
STEPS = ("received", "team_sent", "on_spot", "answered")
"""How far a complaint has come, in order."""
MARK = "^"
_MARKED = 12


def key_of(news: News) -> str:
    """How buttons and quotes name it: a task by its short number, what was told by a mark of its own.

    An escalation has the number of what somebody else has to do: by that number nobody may act on it from here.
    """
    return mark_of(news.id.hex) if news.kind in TOLD else news.ref


def mark_of(ident: str) -> str:
    """`ident`: the notice's id, in hexadecimal digits."""
    return f"{MARK}{ident[:_MARKED]}"


def tasks(news: Iterable[News]) -> dict[str, News]:
    """What wants an answer, by its short number: the urgent first, then the oldest."""
    found = [each for each in news if each.kind in TASKS and each.ref]
    return {each.ref: each for each in sorted(found, key=lambda each: not is_urgent(each))}


def told(news: Iterable[News]) -> dict[str, News]:
    """What was told to the post lately, by its mark."""
    return {key_of(each): each for each in news if each.kind in TOLD}


def kind_of(news: News) -> str:
    """The kind of the task itself, also where an answer came back."""
    return fact(news, "kind") or ("direction" if news.kind == "returned" else news.kind)


def is_complaint(news: News | None) -> bool:
    return news is not None and kind_of(news) == "complaint"


def is_urgent(news: News) -> bool:
    return news.facts.get("urgent") is True


def is_own(news: News) -> bool:
    """Told to the post about a task of its own: it is late."""
    return news.facts.get("own") is True


def fact(news: News, name: str) -> str:
    value = news.facts.get(name)
    return "" if value is None else str(value)


def moment(news: News, name: str) -> datetime | None:
    value = fact(news, name)
    return datetime.fromisoformat(value) if value else None


def name_of(news: News, code: str, language: Language | None) -> str:
    """A post or a unit by its name; by its code where the name did not come along."""
    names = news.facts.get("names")
    pair = names.get(code) if isinstance(names, Mapping) else None
    return str(pair[1 if language == "en" else 0]) if pair else code


def more_of(news: News) -> str:
    """Which of the marks it has; empty for what is told for the first time."""
    return next((mark for mark in MORE if news.facts.get(mark)), "")


def stations(news: News) -> list[str]:
    """Codes of the stations that it may belong to: those named so far, then the nearest."""
    near = news.facts.get("near")
    named = [fact(news, "claimed"), fact(news, "unit") if kind_of(news) == "dispute" else ""]
    found = [*named, *(map(str, near) if isinstance(near, list) else ())]
    return list(dict.fromkeys(code for code in found if code))
