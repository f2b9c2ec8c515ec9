"""How every talk of a person begins and ends a turn: what the words hint at, no silence, and the emergency number first."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Heard
from satark.conversation.values import Context, InboundKind, Reply, State, Tell, Turn
from satark.dialogues import lexicon
from satark.dialogues.district import District
from satark.dialogues.language import chosen
from satark.dialogues.scene import Scene

_EMERGENCY = Tell("emergency", lasting=True)
_NEVER_ANSWERED = frozenset({InboundKind.REACTION, InboundKind.SILENCE})


def scene_of(heard: Heard, context: Context, district: District) -> Scene:
    return Scene(context, district, lexicon.read(heard.plain) if heard.plain else lexicon.SILENT)


def with_only_language(state: State, district: District) -> State:
    """Where only one language is spoken, nobody is asked for it."""
    if state.language is None and len(district.languages) == 1:
        return chosen(state, district.languages[0])
    return state


def never_silent(turn: Turn, heard: Heard, otherwise: Reply) -> Turn:
    """Whoever says something hears something."""
    if turn.replies or turn.effects or heard.inbound.kind in _NEVER_ANSWERED:
        return turn
    return replace(turn, replies=(otherwise,))


def warned(turn: Turn, scene: Scene) -> Turn:
    """Whoever may be in danger reads the emergency number before anything else."""
    return replace(turn, replies=(_EMERGENCY, *turn.replies)) if scene.hints.urgent else turn
