"""An officer's turn in words."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Option, Prompt
from satark.conversation.values import OutMessage, State, Turn
from satark.dialogues.catalogue import officer_words
from satark.dialogues.officer import notes
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.script import OFFICER
from satark.dialogues.officer.values import detail_of, value_of
from satark.dialogues.render import Speaker, render


def spoken_messages(turn: Turn, scene: Scene, *, settles: bool = False) -> tuple[OutMessage, ...]:
    """The messages of a turn. Each says which task it speaks of: who quotes it speaks of that one too."""
    messages = render(turn.replies, _speaker(turn.state, scene), settles=settles)
    key = notes.ref(turn.state) if turn.state.asked in notes.OF_ONE_TASK else ""
    return tuple(replace(message, about=key) for message in messages) if key in scene.tasks else messages


def _speaker(state: State, scene: Scene) -> Speaker:
    words = officer_words(state.language)

    def prompt_of(question: str) -> Prompt:
        return OFFICER.by_id[question].prompt(state, scene)

    def title_of(option: Option) -> str:
        return words.say(option.words) if option.words else option.title

    def detail(option: Option, question: str) -> str:
        return detail_of(option.id.rpartition(":")[2], scene, words) if question == "which" else ""

    return Speaker(words, prompt_of, lambda name: value_of(name, state, scene, words), title_of, detail)
