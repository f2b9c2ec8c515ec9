"""A talk that begins anew on a number with both lanes asks again which it is; with one lane it stays in that lane."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import ask_next
from satark.conversation.values import State, Turn
from satark.dialogues.complaint import asked
from satark.dialogues.lane import LANE
from satark.dialogues.language import chosen
from satark.dialogues.notes import flag
from satark.dialogues.scene import Scene
from satark.dialogues.sides import first_script
from satark.dialogues.tip import afterwards
from satark.dialogues.tip.filing import has_content


def moved(before: State, turn: Turn, scene: Scene) -> Turn:
    """The turn, in the script with which this number begins, where it has just begun anew in another."""
    first = first_script(scene.district)
    state = turn.state
    began = flag(before, "filed") and state.script == before.script and not flag(state, "filed")
    if not began or state.script == first or has_content(state) or not (state.language and state.asked):
        return turn
    fresh = chosen(State(first, unknown=state.unknown), state.language)
    match first:
        case "lane":
            after = ask_next(LANE, fresh, scene)
        case "complaint":
            after = asked.begun_anew(fresh, scene)
        case _:
            after = afterwards.begun_anew(fresh, scene)
    return replace(after, effects=turn.effects)
