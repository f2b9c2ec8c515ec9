"""What fills the officer's texts: numbers in groups, posts and units by name, times and spans as people say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from satark.conversation.values import News, State
from satark.dialogues.catalogue import Words
from satark.dialogues.counting import files_counted
from satark.dialogues.officer import notes, table
from satark.dialogues.officer.directions import category_title, spoken_moment, spoken_ref, spoken_time
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import WORDS_WITH_BUTTONS
from satark.dialogues.render import cut

_LINES = 12
"""So many of a digest's lines are said; the board has the rest."""


def value_of(name: str, state: State, scene: Scene, words: Words) -> str | None:
    if name == "post" and not notes.ref(state):
        return scene.post_name
    news = scene.at(notes.ref(state))
    match name:
        case "ref":
            return _number(news, notes.ref(state))
        case "items":
            return words.say("n.and").join(files_counted(notes.files(state), words)) or words.say("n.words")
        case "name" | "term":
            return _ordered(name, state, scene, words)
        case "station":
            return _station(state, news)
    return _of_news(name, news, scene, words) if news is not None else "" if name != "number" else None


def detail_of(key: str, scene: Scene, words: Words) -> str:
    """Below a row of the open tasks: what it is, where, and since when."""
    news = scene.tasks.get(key)
    if news is None:
        return ""
    at = table.moment(news, "at")
    since = words.say("t.since", {"at": spoken_moment(at, words, scene.now)}.get) if at else ""
    parts = [_about(news, words), since] if _about(news, words) else [" ".join(news.text.split()), since]
    return " · ".join(part for part in parts if part)


def _of_news(name: str, news: News, scene: Scene, words: Words) -> str | None:
    match name:
        case "text":
            return cut(news.text, WORDS_WITH_BUTTONS) if table.kind_of(news) != "direction" else news.text
        case "about":
            return _about(news, words)
        case "due":
            due = table.moment(news, "due_at")
            return spoken_time(due, words, scene.now) if due else ""
        case "by" | "to" | "post" | "via":
            code = table.fact(news, name)
            return table.name_of(news, code, words.language) if code else words.say(f"n.{name}")
        case "clock":
            return words.say(f"t.clock.{table.fact(news, 'clock')}")
        case "until":
            until = table.moment(news, "until")
            return spoken_time(until, words, scene.now) if until else ""
        case "over":
            return span(int(table.fact(news, "over") or 0), words)
        case "at":
            at = table.moment(news, "at")
            return spoken_moment(at, words, scene.now) if at else ""
        case "limit":
            return _limit(news, words)
        case "lines":
            return "\n".join(_lines(news, words))
        case "span":
            return words.say(f"t.span.{table.fact(news, 'span') or 'morning'}")
        case "why":
            return words.say(f"t.recall.{table.fact(news, 'why') or 'mistake'}")
        case "filed" | "on_time" | "late" | "silent":
            return table.fact(news, name) or "0"
    return None


def span(seconds: int, words: Words) -> str:
    """`12 मिनट`, `3 घंटे`, `2 दिन`: the largest unit of which there are at least two, or one hour."""
    for entry, size, least in (("t.days", 86_400, 2), ("t.hours", 3_600, 1)):
        if seconds >= size * least:
            return words.say(entry, {"n": str(seconds // size)}.get)
    return words.say("t.minutes", {"n": str(max(seconds // 60, 1))}.get)


def _number(news: News | None, key: str) -> str:
    """Of what was told the number of its case."""
    number = table.fact(news, "number") if news is not None and news.kind in table.TOLD else key
    return spoken_ref(number or (news.ref if news else ""))


def _about(news: News, words: Words) -> str:
    """Subject and place; of an order or an answer also what is needed, what kept them, or what came of it."""
    unit = table.fact(news, "unit")
    place = table.fact(news, "place") or (table.name_of(news, unit, words.language) if unit else "")
    code = f"l.{table.fact(news, 'code')}"
    wanted = words.say(code) if code in words else ""
    return " · ".join(
        part for part in (category_title(table.fact(news, "category"), words), place, wanted) if part
    )


def _limit(news: News, words: Words) -> str:
    due, at = table.moment(news, "due_at"), table.moment(news, "at")
    return span(int((due - at).total_seconds()), words) if due and at and due > at else span(300, words)


def _ordered(name: str, state: State, scene: Scene, words: Words) -> str:
    who, due = cast(list[str], state.notes.get("ordered") or ["", ""])
    if name == "name":
        return who
    return spoken_time(datetime.fromisoformat(due), words, scene.now) if due else ""


def _station(state: State, news: News | None) -> str:
    unit = str(state.notes.get("unit") or "")
    return table.name_of(news, unit, state.language) if news is not None else unit


def _lines(news: News, words: Words) -> list[str]:
    listed = news.facts.get("lines")
    if not isinstance(listed, Sequence) or not listed:
        return [words.say("n.all_well")]
    return [_line(line, news, words) for line in listed[:_LINES] if isinstance(line, Mapping)]


def _line(line: Mapping[str, object], news: News, words: Words) -> str:
    values = {
        "post": table.name_of(news, str(line.get("post") or ""), words.language),
        "count": str(line.get("count") or 1),
        "over": span(int(str(line.get("over") or 0)), words),
        "cause": words.say(f"t.cause.{line.get('cause') or 'will'}"),
    }
    return words.say("n.digest_line", values.get)
