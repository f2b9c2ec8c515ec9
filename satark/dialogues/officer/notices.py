"""What is told to a post, as messages: the same words and buttons as when its phone asks to see it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from satark.conversation.values import Button, Context, Language, News, OutMessage, State
from satark.dialogues.catalogue import officer_words
from satark.dialogues.officer import table
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import put, shown, whole
from satark.dialogues.officer.values import value_of
from satark.dialogues.officer.voice import spoken_messages


def notice_messages(news: News, *, now: datetime, language: Language | None = None) -> tuple[OutMessage, ...]:
    """One notice as it goes to the phone, with its buttons. A long text goes before them, whole."""
    scene = Scene.of(Context(now, (news,)))
    key = table.key_of(news)
    if news.kind == "digest":
        return (digest_notice(language, f"direction:show:{key}"),)
    if news.kind == "complaint" and (mark := table.more_of(news)):
        state = replace(State(language=language), notes={"ref": key})
        turn = put(state, f"complaint.{mark}", tells=whole(news))
    elif news.kind == "recall" or news.facts.get("via"):
        words = "order.via" if news.facts.get("via") else "recall.put"
        turn = put(replace(State(language=language), notes={"ref": key}), words, tells=whole(news))
    else:
        turn = shown(State(language=language), key, scene)
    return tuple(replace(each, lasting=True) for each in spoken_messages(turn, scene))


def urgent_words(news: News, language: Language, *, now: datetime) -> tuple[str, str]:
    """What the template of an urgent task says of it: its number, and how soon it wants an answer."""
    scene = Scene.of(Context(now, (news,)))
    words = officer_words(language)
    state = replace(State(language=language), notes={"ref": news.ref})
    number, limit = (value_of(name, state, scene, words) or "" for name in ("ref", "limit"))
    return number, limit


def digest_notice(language: Language | None, shows: str = "news:read") -> OutMessage:
    """That it is ready, never what it says: that comes with the press, and so it is known that it was read."""
    return _notice("digest.notice", language, shows)


def urgent_notice(language: Language | None, number: str, limit: str) -> OutMessage:
    """That there is something urgent, its number and its limit."""
    return _notice("duty.urgent", language, "news:read", number=number, limit=limit)


def _notice(entry: str, language: Language | None, shows: str, **fill: str) -> OutMessage:
    words = officer_words(language)
    return OutMessage(
        words.say(entry, fill.get), buttons=(Button(shows, words.say("b.readduty")),), lasting=True
    )
