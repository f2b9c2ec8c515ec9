"""The questions of a complaint that is filed: did anybody come, how was it, which is meant, shall it be taken back."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import ask_next
from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import State, Tell, Turn
from satark.dialogues import notes
from satark.dialogues.anytime import to
from satark.dialogues.complaint import followup
from satark.dialogues.complaint.adding import add, added, held, moment, released, told_anew
from satark.dialogues.complaint.draft import DRAFT
from satark.dialogues.complaint.forget import FORGET
from satark.dialogues.complaint.sealing import confidential
from satark.dialogues.language import LANGUAGE, OPEN, chosen
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import numeral

MOST_ROWS = 9
"""Of the ten rows one is for a new complaint."""


def begun_anew(state: State, scene: Scene) -> Turn:
    """A new complaint in the same talk: only the language is known already, and what waited to be placed."""
    fresh = State(state.script, state.release, unknown=state.unknown)
    if state.language is not None:
        fresh = chosen(fresh, state.language)
    turn = ask_next(DRAFT, told_anew(state, fresh), scene)
    return replace(turn, replies=(OPEN, *turn.replies))


def _words_are_added(state: State, heard: Heard, scene: Scene) -> Reading:
    """Instead of an answer something more was told. The question is not insisted on."""
    if not heard.plain or numeral(heard.plain):
        return Unclear("", counts=False)
    return add(replace(state, asked=None), heard, scene)


def _visit_prompt(state: State, scene: Scene) -> Prompt:
    return followup.visit_prompt(notes.word(state, "about"))


def _choose_visit(state: State, option: str, scene: Scene) -> Reading:
    came, _, number = option.partition(".")
    if came not in followup.VISIT or followup.known(number, scene) is None:
        return Unclear("old_button", counts=False)
    return followup.say_visit(state, came, number, scene)


def _choose_rate(state: State, option: str, scene: Scene) -> Reading:
    stars = followup.STARS.get(option)
    return followup.rate(state, stars, scene) if stars else Unclear("old_button", counts=False)


def _hear_rate(state: State, heard: Heard, scene: Scene) -> Reading:
    stars = numeral(heard.plain)
    return followup.rate(state, stars, scene) if 1 <= stars <= 5 else _words_are_added(state, heard, scene)


def _choose_withdraw(state: State, option: str, scene: Scene) -> Reading:
    if option == "no":
        return Understood("no", tells=(Tell("withdraw.kept"),))
    case = followup.about_now(state, scene)
    if option != "yes" or state.asked != "withdraw" or case is None:
        return Unclear("old_button", counts=False)
    return followup.retract(state, case.number, "")


def _which_prompt(state: State, scene: Scene) -> Prompt:
    rows = tuple(Option(case.number, title=case.number) for case in scene.context.complaints[:MOST_ROWS])
    return Prompt("which.ask", (*rows, Option("new", "b.newcomplaint")), shape="rows", button="b.which")


def _choose_which(state: State, option: str, scene: Scene) -> Reading:
    if option == "new":
        return begun_anew(state, scene)
    if followup.known(option, scene) is None:
        return Unclear("old_button", counts=False)
    act = notes.word(state, "act")
    stamped = notes.note(state, about=option, about_at=moment(scene), act=None)
    state = replace(stamped, asked=None)
    if act == "nobody":
        return followup.say_visit(state, "no", option, scene)
    if act:
        return to(act, state)
    return added(state, released(state), scene)


def _hear_which(state: State, heard: Heard, scene: Scene) -> Reading:
    """More words of the same breath wait with the first."""
    if not heard.plain:
        return Unclear("", counts=False)
    return held(state, heard, scene, "which")


def _choose_sealed(state: State, option: str, scene: Scene) -> Reading:
    if option == "no":
        return added(replace(state, asked=None), released(state), scene)
    if option != "yes":
        return Unclear("old_button", counts=False)
    return confidential(told_anew(state, replace(state, notes={})), scene)


def _not_by_itself(state: State) -> bool:
    return False


_STARS = (Option("good", "b.good"), Option("fair", "b.fair"), Option("bad", "b.bad"))
_BACK = (Option("yes", "b.withdraw"), Option("no", "b.goon"))
_SEALED = (Option("yes", "b.sealyes"), Option("no", "b.sealno"))
_AGAIN = (Option("add", "b.addold"), Option("new", "b.newcomplaint"), Option("status", "b.status"))


def _choose_again(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "add":
            return Turn(replace(state, asked=None), (Tell("add.after"),))
        case "status":
            return followup.show_status(replace(state, asked=None), scene)
        case "new":
            return begun_anew(state, scene)
    return Unclear("old_button", counts=False)


QUESTIONS: tuple[Question[Scene], ...] = (
    Question("visit", _not_by_itself, _visit_prompt, _choose_visit, _words_are_added),
    Question(
        "rate",
        _not_by_itself,
        lambda state, scene: Prompt("rate.ask", _STARS),
        _choose_rate,
        _hear_rate,
        numerals=False,
    ),
    Question(
        "withdraw",
        _not_by_itself,
        lambda state, scene: Prompt("withdraw.ask", _BACK),
        _choose_withdraw,
        _words_are_added,
        skipped_as="no",
    ),
    Question("which", _not_by_itself, _which_prompt, _choose_which, _hear_which),
    Question(
        "sealed",
        _not_by_itself,
        lambda state, scene: Prompt("sealed.ask", _SEALED),
        _choose_sealed,
        lambda state, heard, scene: held(state, heard, scene, "sealed"),
        skipped_as="yes",
    ),
    Question(
        "again",
        _not_by_itself,
        lambda state, scene: Prompt("again.ask", _AGAIN),
        _choose_again,
        _words_are_added,
        skipped_as="add",
    ),
    replace(FORGET, listen=_words_are_added),
    replace(LANGUAGE, listen=_words_are_added),
)
