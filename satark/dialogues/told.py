"""Telling the source: what the police side answered, only when asked for."""

from __future__ import annotations

from satark.conversation.values import MarkHeard, News, Tell
from satark.dialogues.scene import Scene

_TOGETHER = 3400
"""Characters of answers in one message; the rest waits for the next asking. A longer one is parted on its way."""

_FOR_THE_SOURCE = {"answer": "news.answer", "question": "news.question", "closed": "news.closed"}


def news(scene: Scene) -> tuple[tuple[Tell, ...], tuple[MarkHeard, ...]]:
    """What there is to hear, and the mark that it was heard; both empty when there is none."""
    waiting = [item for item in scene.context.news if item.kind in _FOR_THE_SOURCE]
    shown = _that_fit(waiting)
    if not shown:
        return (), ()
    tells = [Tell(_FOR_THE_SOURCE[item.kind], {"text": item.text}, lasting=True) for item in shown]
    if len(shown) < len(waiting):
        tells.append(Tell("news.rest"))
    return tuple(tells), (MarkHeard(tuple(item.id for item in shown)),)


def _that_fit(waiting: list[News]) -> list[News]:
    shown: list[News] = []
    room = _TOGETHER
    for item in waiting:
        room -= len(item.text)
        if shown and room < 0:
            break
        shown.append(item)
    return shown


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
