"""`Remove my number`: asked back once, then done at once. Only the question itself may say yes to it."""

from __future__ import annotations

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import FileReport, Forget, State, Tell, Turn
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene
from satark.dialogues.tip.filing import has_unfiled, report

_OPTIONS = (Option("yes", "b.remove"), Option("no", "b.keep"))


def _prompt(state: State, scene: Scene) -> Prompt:
    return Prompt("forget.open" if has_unfiled(state) else "forget.confirm", _OPTIONS)


def _choose(state: State, option: str, scene: Scene) -> Reading:
    if option == "no":
        return Understood("no", tells=(Tell("forget.kept"),))
    if option != "yes":
        return Unclear("old_button", counts=False)
    # An old button found in the chat is not a decision of today.
    return _forgotten(state) if state.asked == "forget" else Goto("forget", state)


def _forgotten(state: State) -> Turn:
    """Cut the link to the phone. What was told so far goes on without it, as the question said."""
    effects: tuple[FileReport | Forget, ...] = (Forget(),)
    if has_unfiled(state):
        effects = (report(state, unfinished=True), Forget())
    wiped = State(state.script, state.release, state.language)
    return Turn(wiped, (Tell("forget.done", lasting=True),), effects)


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    return Unclear(state=keep(state, heard, scene))


FORGET: Question[Scene] = Question("forget", lambda state: False, _prompt, _choose, _listen, skipped_as="no")
