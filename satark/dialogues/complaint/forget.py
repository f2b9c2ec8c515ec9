"""`Remove my number`: asked back once, then the talk is cut off from the phone. The complaint goes on."""

from __future__ import annotations

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import Effect, Forget, State, Tell, Turn
from satark.dialogues.complaint.adding import ended, held_for
from satark.dialogues.complaint.filing import complaint, has_unfiled, is_new
from satark.dialogues.complaint.sealing import as_tip, is_undecided
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene
from satark.dialogues.tip.filing import report

_OPTIONS = (Option("yes", "b.remove"), Option("no", "b.keep"))


def _prompt(state: State, scene: Scene) -> Prompt:
    return Prompt("forget.open" if has_unfiled(state) else "forget.confirm", _OPTIONS)


def _choose(state: State, option: str, scene: Scene) -> Reading:
    if option == "no":
        return Understood("no", tells=(Tell("forget.kept"),))
    if option != "yes":
        return Unclear("old_button", counts=False)
    # An old button found in the chat is not a decision of today.
    return _forgotten(state, scene) if state.asked == "forget" else Goto("forget", state)


def _forgotten(state: State, scene: Scene) -> Turn:
    wiped = State(state.script, state.release, state.language)
    effects: tuple[Effect, ...] = (*_last_words(state, scene), Forget())
    return Turn(wiped, (Tell("forget.done", lasting=True),), effects)


def _last_words(state: State, scene: Scene) -> tuple[Effect, ...]:
    if held_for(state):
        return ended(state, scene).effects
    if not has_unfiled(state) or not is_new(state):
        return ()
    if is_undecided(state):
        return (report(as_tip(state), unfinished=True),)
    return (complaint(state, unfinished=True, offered=scene.district.languages),)


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    return Unclear(state=keep(state, heard, scene))


FORGET: Question[Scene] = Question("forget", lambda state: False, _prompt, _choose, _listen, skipped_as="no")
