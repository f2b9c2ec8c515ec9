"""The sealed tip: one message in, one turn out."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import hear, respond
from satark.conversation.values import Context, Inbound, InboundKind, State, Tell, Turn
from satark.dialogues import lexicon, notes
from satark.dialogues.district import District
from satark.dialogues.language import chosen
from satark.dialogues.scene import Scene
from satark.dialogues.tip.afterwards import FILED, IDLE
from satark.dialogues.tip.draft import DRAFT

_EMERGENCY = Tell("emergency", lasting=True)
_NEVER_ANSWERED = frozenset({InboundKind.REACTION, InboundKind.SILENCE})


def take_turn(state: State, inbound: Inbound, context: Context, district: District) -> tuple[Turn, Scene]:
    """One message of a source. Whoever may be in danger reads the emergency number before anything else."""
    heard = hear(inbound)
    hints = lexicon.read(heard.plain) if heard.plain else lexicon.SILENT
    scene = Scene(context, district, hints)
    state = _ready(state, district)
    is_filed = notes.flag(state, "filed")
    if hints.urgent and not is_filed:
        state = notes.note(state, urgent=True)
    if inbound.passed_on and not is_filed:
        state = notes.note(state, passed_on=True)
    turn = respond(FILED if is_filed else DRAFT, state, heard, scene)
    if not turn.replies and not turn.effects and inbound.kind not in _NEVER_ANSWERED:
        turn = replace(turn, replies=(IDLE,))
    if hints.urgent:
        turn = replace(turn, replies=(_EMERGENCY, *turn.replies))
    return turn, scene


def _ready(state: State, district: District) -> State:
    """Where only one language is spoken, nobody is asked for it."""
    if state.language is None and len(district.languages) == 1:
        return chosen(state, district.languages[0])
    return state
