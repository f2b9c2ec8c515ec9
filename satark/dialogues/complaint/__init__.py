"""The open complaint: one message in, one turn out. The desk reads along from the first words."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import hear, respond
from satark.conversation.values import Context, Effect, FileComplaint, Inbound, State, Tell, Turn
from satark.dialogues import hearing, notes
from satark.dialogues.complaint import about
from satark.dialogues.complaint.afterwards import FILED, IDLE
from satark.dialogues.complaint.draft import DRAFT
from satark.dialogues.complaint.filing import complaint, has_content, is_new, with_given
from satark.dialogues.complaint.sealing import is_undecided
from satark.dialogues.district import District
from satark.dialogues.scene import Scene


def take_turn(state: State, inbound: Inbound, context: Context, district: District) -> tuple[Turn, Scene]:
    """One message of a complainant. Whoever may be in danger reads the emergency number before anything else."""
    heard = hear(inbound)
    scene = hearing.scene_of(heard, context, district)
    state = hearing.with_only_language(state, district)
    is_filed = notes.flag(state, "filed")
    if not is_filed:
        marks = {"urgent": scene.hints.urgent or None, "passed_on": inbound.passed_on or None}
        state = notes.note(state, **{name: mark for name, mark in marks.items() if mark})
    turn = hearing.never_silent(respond(FILED if is_filed else DRAFT, state, heard, scene), heard, IDLE)
    turn = to_the_desk(turn, scene)
    if turn.state.script == DRAFT.name:
        turn = replace(turn, state=about.with_understood(turn.state))
    return hearing.warned(_with_hours(turn, scene), scene), scene


def to_the_desk(turn: Turn, scene: Scene) -> Turn:
    """What was told goes to the desk at once, but for what waits for a decision how it shall go (ADR 12)."""
    state = turn.state
    if state.script != DRAFT.name or notes.flag(state, "filed") or not is_new(state) or is_undecided(state):
        return turn
    if any(isinstance(effect, FileComplaint) for effect in turn.effects):
        return turn
    effect: Effect = complaint(state, unfinished=True, offered=scene.district.languages)
    return replace(turn, state=with_given(state), effects=(effect, *turn.effects))


def _with_hours(turn: Turn, scene: Scene) -> Turn:
    """The first answer says, once, when somebody reads where nobody does now."""
    state = turn.state
    said_already = notes.flag(state, "hours_said") or scene.district.is_staffed(scene.context.now)
    if said_already or state.script != DRAFT.name or state.language is None or notes.flag(state, "filed"):
        return turn
    if not turn.replies or not has_content(state):
        return turn
    return replace(turn, state=notes.note(state, hours_said=True), replies=(Tell("hours"), *turn.replies))
