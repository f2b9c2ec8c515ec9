"""The sealed tip: one message in, one turn out."""

from __future__ import annotations

from satark.conversation.engine import hear, respond
from satark.conversation.values import Context, Inbound, State, Turn
from satark.dialogues import hearing, notes
from satark.dialogues.district import District
from satark.dialogues.scene import Scene
from satark.dialogues.tip.afterwards import FILED, IDLE
from satark.dialogues.tip.draft import DRAFT


def take_turn(state: State, inbound: Inbound, context: Context, district: District) -> tuple[Turn, Scene]:
    """One message of a source. Whoever may be in danger reads the emergency number before anything else."""
    heard = hear(inbound)
    scene = hearing.scene_of(heard, context, district)
    state = hearing.with_only_language(state, district)
    is_filed = notes.flag(state, "filed")
    if scene.hints.urgent and not is_filed:
        state = notes.note(state, urgent=True)
    if inbound.passed_on and not is_filed:
        state = notes.note(state, passed_on=True)
    turn = hearing.never_silent(respond(FILED if is_filed else DRAFT, state, heard, scene), heard, IDLE)
    return hearing.warned(turn, scene), scene
