"""What is told to a post, as messages: the same words and buttons as when its phone asks to see it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from satark.conversation.values import Button, Context, Language, News, OutMessage, State
from satark.dialogues.catalogue import officer_words
from satark.dialogues.officer import table
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import put, shown
from satark.dialogues.officer.voice import spoken_messages

_ADDED = ("added", "retracted", "made_urgent", "decided", "visit")
"""Marks of a notice that says more about a complaint the post has already."""


def notice_messages(news: News, *, now: datetime, language: Language | None = None) -> tuple[OutMessage, ...]:
    """One notice as it goes to the phone, with its buttons. A long text goes before them, whole."""
    scene = Scene.of(Context(now, (news,)))
    key = table.key_of(news)
    if news.kind == "digest":
        return (digest_notice(news, language),)
    if mark := next((each for each in _ADDED if news.facts.get(each)), ""):
        state = replace(State(language=language), notes={"ref": key})
        turn = put(state, f"complaint.{mark}")
    elif news.kind == "recall":
        turn = put(replace(State(language=language), notes={"ref": key}), "recall.put")
    else:
        turn = shown(State(language=language), key, scene)
    return tuple(replace(each, lasting=True) for each in spoken_messages(turn, scene))


def digest_notice(news: News, language: Language | None = None) -> OutMessage:
    """That it is ready, never what it says: that comes with the press, and so it is known that it was read."""
    words = officer_words(language)
    button = Button(f"direction:show:{table.key_of(news)}", words.say("b.readduty"))
    return OutMessage(words.say("digest.notice"), buttons=(button,), lasting=True)
