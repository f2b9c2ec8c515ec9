"""The read-back, and every correction before it goes on."""

from __future__ import annotations

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import State, Tell
from satark.dialogues import notes
from satark.dialogues.complaint.place import PLACE
from satark.dialogues.complaint.questions import CATEGORY, NAME, SHARE
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import steers

_READBACK = Prompt(
    "readback", (Option("send", "b.send"), Option("change", "b.change"), Option("add", "b.add"))
)


def _choose_confirm(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "send" if state.asked == "confirm":
            # Only from the read-back itself: an old button must not send what was never read.
            return Understood("send")
        case "change":
            return Goto("change", state)
        case "add":
            return Goto("more", state)
    return Unclear("old_button", counts=False)


def _hear_confirm(state: State, heard: Heard, scene: Scene) -> Reading:
    """Whatever is written below the read-back is added to it."""
    if not heard.plain:
        return Unclear("skip.none")
    return Goto("confirm", keep(state, heard, scene), because="kept")


CONFIRM: Question[Scene] = Question(
    "confirm",
    lambda state: True,
    lambda state, scene: _READBACK,
    _choose_confirm,
    _hear_confirm,
    skipped_as=None,
)


def _more_prompt(state: State, scene: Scene) -> Prompt:
    return Prompt("add.go", (Option("done", "b.done"),))


def _choose_more(state: State, option: str, scene: Scene) -> Reading:
    return Understood("done") if option == "done" else Unclear("old_button", counts=False)


def _hear_more(state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain or steers(heard.plain):
        return Unclear("unclear.empty")
    return Goto("more", keep(state, heard, scene), because="kept")


MORE: Question[Scene] = Question(
    "more", lambda state: False, _more_prompt, _choose_more, _hear_more, skipped_as="done"
)

CHANGEABLE: tuple[Question[Scene], ...] = (CATEGORY, PLACE, NAME, SHARE)
_CHANGEABLE_IDS = frozenset(question.id for question in CHANGEABLE)


def _change_prompt(state: State, scene: Scene) -> Prompt:
    rows = tuple(Option(question.id, f"l.{question.id}") for question in CHANGEABLE)
    return Prompt("change.ask", (*rows, Option("none", "b.nochange")), shape="rows", button="b.changewhat")


def _choose_change(state: State, option: str, scene: Scene) -> Reading:
    if option == "none":
        return Understood("none")
    if option == "place":
        return Goto("place", notes.without_offer(notes.say_more(state, notes.word(state, "typed"))))
    return Goto(option, state) if option in _CHANGEABLE_IDS else Unclear("old_button", counts=False)


def _hear_change(state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain:
        return Unclear("skip.none")
    return Understood("none", keep(state, heard, scene), (Tell("kept"),))


CHANGE: Question[Scene] = Question(
    "change", lambda state: False, _change_prompt, _choose_change, _hear_change, skipped_as="none"
)
