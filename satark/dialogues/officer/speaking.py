"""How an officer's turn ends: about the task at hand with its buttons, by asking which is meant, or by saying that it is over."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.values import Ask, Effect, News, Reply, State, Tell, Turn
from satark.dialogues.officer import notes, table
from satark.dialogues.officer.scene import Scene

WORDS_WITH_BUTTONS = 600
"""Characters of a brief beside its buttons; a longer one goes before them, whole."""
ROWS = 10


def put(
    state: State, words: str, *effects: Effect, tells: tuple[Reply, ...] = (), question: str = "direction"
) -> Turn:
    """Speak about the task at hand in these words, with the buttons that make sense after them."""
    asked = replace(notes.note(state, words=words), asked=question)
    return Turn(asked, (*tells, Ask(question)), effects)


def gone(state: State) -> Turn:
    return Turn(state, (Tell("officer.gone"),))


def which(act: str, state: State, scene: Scene, *effects: Effect, begin: int = 0) -> Turn:
    """Ask which task is meant. The rows are kept as they are shown: a typed 2 means the second of these.

    Each row says what waited when it was shown (`notes.waiting_mark`): one of an older list means nothing else.
    """
    keys = list(scene.tasks)
    shown = keys[begin:] if len(keys) - begin <= ROWS else keys[begin : begin + ROWS - 1]
    noted = notes.note(state, act=act, rows=shown, begin=begin)
    return Turn(replace(noted, asked="which"), (Ask("which"),), effects)


def shown(state: State, key: str, scene: Scene) -> Turn:
    """What it is about, with what can be done about it. Shown is turned to: what follows unasked belongs there."""
    news = scene.at(key)
    if news is None:
        return gone(state)
    state = notes.about(state, key, scene.now)
    words = words_for(news)
    question = {"dispute.put": "decide", "escalation.own": "why"}.get(words, "direction")
    return put(state, words, tells=whole(news), question=question)


def whole(news: News) -> tuple[Reply, ...]:
    """All of a text that has no room beside buttons. A cell's direction goes without buttons then."""
    if len(news.text) <= WORDS_WITH_BUTTONS or table.kind_of(news) == "direction":
        return ()
    return (Tell("officer.whole", {"text": news.text}),)


def words_for(news: News) -> str:
    """Catalogue id of how it is put."""
    kind = table.kind_of(news)
    if kind == "more":
        return f"complaint.{table.more_of(news)}"
    if news.kind == "returned" and kind != "direction":
        return "returned.put"
    if kind == "direction":
        return "direction.long" if len(news.text) > 800 else "direction.again"
    if kind == "escalation":
        return _escalation(news)
    if kind == "complaint" and news.facts.get("reopened"):
        return "complaint.reopened"
    if kind == "complaint" and table.is_urgent(news):
        return "complaint.urgent"
    return f"{kind}.put"


def _escalation(news: News) -> str:
    match table.fact(news, "clock"):
        case "ladder":
            return f"escalation.{table.fact(news, 'step')}"
        case "signature":
            return "escalation.unsigned" if table.fact(news, "to") else "escalation.signature"
        case "visit":
            return "escalation.visit"
    return "escalation.own" if table.is_own(news) else "escalation.put"
