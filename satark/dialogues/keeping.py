"""Nothing told is thrown away: words, files and points are kept whatever was asked, and read for what they tell."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Heard
from satark.conversation.values import InboundKind, Pin, State
from satark.dialogues import notes
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import steers

_WRITTEN = frozenset({InboundKind.TEXT, InboundKind.MEDIA, InboundKind.LATER, InboundKind.UNSUPPORTED})


def keep(state: State, heard: Heard, scene: Scene) -> State:
    """Keep the words of a message that answered no question, and learn from them."""
    if heard.inbound.kind not in _WRITTEN or not heard.plain or steers(heard.plain):
        return state
    return learn(notes.say_more(state, heard.inbound.text), heard, scene)


def learn(state: State, heard: Heard, scene: Scene) -> State:
    """What the words point to: a topic and a place to be confirmed later, police, danger."""
    hints = scene.hints
    if hints.police and not notes.flag(state, "suspect"):
        state = notes.note(state, suspect=True)
    if hints.topic:
        state = _propose_topic(state, hints.topic)
    return _propose_place(state, heard, scene)


def keep_media(state: State, heard: Heard) -> State:
    file = heard.inbound.media
    return state if file is None else notes.with_media(state, file)


def keep_extra_pin(state: State, point: Pin) -> State:
    """A point sent when the place is settled: the report has room for one, the others are kept as words."""
    if notes.pin(state) is None:
        return notes.with_pin(state, point)
    if notes.pin(state) == point:
        return state
    return notes.say_more(state, f"{point.latitude}, {point.longitude} {point.name}".strip())


def _propose_topic(state: State, topic: str) -> State:
    """An answer that we only assumed gives way to what the words say; one that the person gave does not."""
    if topic in notes.items(state, "not_topics"):
        return state
    if "category" in state.answers:
        if not notes.flag(state, "assumed"):
            return state
        answers = {name: answer for name, answer in state.answers.items() if name != "category"}
        state = replace(state, answers=answers)
    return notes.note(state, guess=topic, assumed=None)


def _propose_place(state: State, heard: Heard, scene: Scene) -> State:
    if "place" in state.answers or notes.items(state, "offer") or notes.flag(state, "typed"):
        return state
    found = scene.district.finder.spot(heard.inbound.text)
    if found is None or found.unit in notes.items(state, "refused"):
        return state
    return notes.offer(state, (found,), by="words")
