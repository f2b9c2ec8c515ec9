"""Wrong done by policemen goes the confidential way: offered where the words tell of it, without asking where it was chosen.

What the desk does not have yet is held until the person has decided. Who decides nothing is taken for careful.
"""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import ask_next
from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.text import fold
from satark.conversation.values import SetPush, State, Turn
from satark.dialogues import lexicon, notes
from satark.dialogues.complaint import about
from satark.dialogues.complaint.filing import given, place_told
from satark.dialogues.keeping import keep
from satark.dialogues.language import OPEN, chosen
from satark.dialogues.scene import Scene
from satark.dialogues.tip import filing
from satark.dialogues.tip.draft import DRAFT

_POLICE = "police"
_OPTIONS = (Option("yes", "b.sealyes"), Option("no", "b.sealno"))
_CARRIED = ("pin", "urgent", "passed_on")


def is_offered(state: State) -> bool:
    return about.understood(state).police


def is_undecided(state: State) -> bool:
    """Whether nothing may go to the desk until the person has said how."""
    return is_offered(state) and "sealed" not in state.answers


def as_tip(state: State, *, category: str = "") -> State:
    """A tip, with everything that the desk does not have."""
    said, files = given(state)
    texts = notes.said(state)[said:]
    if "given" not in state.notes and (where := place_told(state)):
        # The name that was told is left behind: nobody of the police is to know it.
        texts = [*texts, where]
    hints = lexicon.read(fold(" ".join(texts)))
    carried = {key: state.notes[key] for key in _CARRIED if key in state.notes and not said and not files}
    tip = State(DRAFT.name, DRAFT.release, unknown=state.unknown)
    if state.language is not None:
        tip = chosen(tip, state.language)
    suspect = bool(category) or about.read(texts).police
    told: dict[str, object] = {"said": texts, "media": notes.media(state)[files:], "suspect": suspect}
    tip = replace(tip, notes=tip.notes | carried | {key: value for key, value in told.items() if value})
    if category:
        return replace(tip, answers={**tip.answers, "category": category})
    return notes.note(tip, guess=hints.topic or (_POLICE if suspect else None))


def confidential(state: State, scene: Scene, *, category: str = "") -> Turn:
    """From here on it is a tip: how it is kept is told first, and nobody is written to who has not agreed anew."""
    turn = ask_next(DRAFT, as_tip(state, category=category), scene)
    return replace(turn, replies=(OPEN, *turn.replies), effects=(SetPush(False), *turn.effects))


def undecided_ends(state: State) -> Turn:
    """Nobody chose in a day: what was held is filed as a tip, as it is."""
    tip = as_tip(state)
    return Turn(filing.filed(tip, asked=None), effects=(SetPush(False), filing.report(tip, unfinished=True)))


def _choose(state: State, option: str, scene: Scene) -> Reading:
    if option == "yes":
        return confidential(state, scene)
    return Understood("no") if option == "no" else Unclear("old_button", counts=False)


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    return Unclear(state=keep(state, heard, scene))


SEALED: Question[Scene] = Question(
    "sealed",
    is_offered,
    lambda state, scene: Prompt("sealed.ask", _OPTIONS),
    _choose,
    _listen,
    # Taken for careful.
    skipped_as="yes",
    loose=True,
)
