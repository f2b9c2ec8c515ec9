"""What every talk of a person understands at any step, whatever it is about. None of it loses an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from satark.conversation.engine import again, ask_next, go_back, pass_over
from satark.conversation.script import Heard, Script
from satark.conversation.values import Ask, InboundKind, Language, Resume, State, Tell, Turn
from satark.dialogues.keeping import keep
from satark.dialogues.language import chosen, opening
from satark.dialogues.scene import Scene

SourceScript = Script[Scene]

_CODE = re.compile(r"(?:code|kod|कोड|کوڈ)? ?((?:\d ?){15}\d)")


def reaction(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A thumb on a message says nothing that could be answered."""
    return Turn(state) if heard.inbound.kind is InboundKind.REACTION else None


def code_typed(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Sixteen digits alone: somebody comes back from another phone. The relay knows whether they are right."""
    if len(heard.plain) < 16 or heard.inbound.kind is not InboundKind.TEXT:
        return None
    typed = _CODE.fullmatch(heard.plain)
    return Turn(state, effects=(Resume(typed[1].replace(" ", "")),)) if typed else None


def said_in_one_breath(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Words that came before their question could be read answer nothing: they are kept as told of themselves."""
    if not scene.context.unseen or heard.inbound.kind is not InboundKind.TEXT:
        return None
    return again(script, keep(state, heard, scene), scene, "kept")


def answers_seen_question(script: SourceScript, state: State, meant: frozenset[str], scene: Scene) -> bool:
    """Whether the seen question offers the words as an answer: then they are no command."""
    question = script.by_id.get(state.asked or "")
    if question is None or not meant:
        return False
    return any(option.words in meant for option in question.prompt(state, scene).options)


def speak(script: SourceScript, state: State, language: str, scene: Scene) -> Turn:
    """Change the language; every answer stays. One that the district does not offer leads to those it does."""
    offered: dict[str, Language] = {each: each for each in scene.district.languages}
    if language not in offered:
        return to("language", state)
    tells = opening(state, offered[language])
    state = chosen(state, offered[language])
    turn = (
        ask_next(script, state, scene) if state.asked in (None, "language") else again(script, state, scene)
    )
    return replace(turn, replies=tells + turn.replies)


def show_help(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    turn = again(script, state, scene)
    return replace(turn, replies=(Tell("help"), *turn.replies))


def ask_language(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return to("language", state)


def back(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return go_back(script, state, scene)


def skip(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return pass_over(script, state, heard, scene)


def to(question: str, state: State) -> Turn:
    """Put this question now."""
    return Turn(replace(state, asked=question), (Ask(question),))
