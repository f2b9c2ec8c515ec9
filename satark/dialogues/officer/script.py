"""The phone of a post: tasks come, are acknowledged by a press, and are answered in steps, words, pictures and points.

What quotes a task's message is about that task, and a button names its own. What is sent unasked belongs to the task at hand
or to the only one; with several the phone is asked which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Rule, Script, Unclear
from satark.conversation.text import fold
from satark.conversation.values import State, Tell, Turn
from satark.dialogues.officer import choosing, closing, incidents, menu, notes, orders, table
from satark.dialogues.officer.acts import act_on
from satark.dialogues.officer.directions import spoken_ref
from satark.dialogues.officer.placing import take_piece
from satark.dialogues.officer.rules import RULES
from satark.dialogues.officer.scene import OfficerScript, Scene
from satark.dialogues.officer.speaking import ROWS, gone, which
from satark.dialogues.vocabulary import meanings, numeral

RELEASE = 2
"""Counted up with every change of the questions."""

_BUTTONS = {
    "step.received": ("team", "help"),
    "step.team": ("spot", "help"),
    "step.spot": ("done", "help"),
    "step.help": ("spot", "done"),
}
"""After these words about a complaint; else by how far it has come."""
_BY_STEP = {"": ("received", "notours"), "received": ("team", "help"), "team_sent": ("spot", "help")}
_ARRIVED = ("done", "help")
_OTHERS = {
    "officer.outcome": (),
    "officer.received": ("done",),
    "officer.noted": ("done",),
    "officer.files": (),
    "officer.done": (),
    "officer.added": (),
    "direction.long": (),
}
_SILENT = frozenset(
    {"step.reason", "closing.done", "step.notours", "dispute.done", "complaint.added", "officer.added"}
)
"""After these there is nothing to press."""
_TOLD = {"escalation": ("explain", "seen"), "answered": ("seen",), "incident": ("seen",)}
_TITLES = {
    "received": "b.received",
    "notours": "b.notours",
    "team": "b.team",
    "help": "b.force",
    "spot": "b.spot",
    "explain": "b.explain",
    "seen": "b.seen",
}


def _task_prompt(state: State, scene: Scene) -> Prompt:
    words = cast(str, state.notes.get("words") or "officer.help")
    if words == "step.pin":
        return Prompt(words, shape="pin")
    key = notes.ref(state)
    news = scene.at(key)
    done = "b.closed" if table.is_complaint(news) else "b.disposed"
    acts = _acts(words, state, scene)
    return Prompt(words, tuple(Option(f"{act}:{key}", _TITLES.get(act, done)) for act in acts))


def _acts(words: str, state: State, scene: Scene) -> tuple[str, ...]:
    news = scene.at(notes.ref(state))
    if words in _SILENT:
        return ()
    if news is not None and news.kind in table.TOLD:
        return _TOLD.get(news.kind, ())
    if not table.is_complaint(news) or news is None:
        return _OTHERS.get(words, ("received", "done"))
    step = table.fact(news, "step")
    if words in _OTHERS and not step:
        step = "received"
    return _BUTTONS.get(words) or _BY_STEP.get(step, _ARRIVED)


def _choose_task(state: State, option: str, scene: Scene) -> Reading:
    act, _, key = option.partition(":")
    return act_on(act, key, state, scene) if key else gone(state)


def _listen_task(state: State, heard: Heard, scene: Scene) -> Reading:
    return take_piece(state, heard, scene)


# --- which ---------------------------------------------------------------------------------------------------------


def _which_prompt(state: State, scene: Scene) -> Prompt:
    """The rows as they were shown, also where one of them is over by now."""
    keys = cast("list[str] | None", state.notes.get("rows"))
    rows = [
        Option(f"{notes.waiting_mark(state)}:{key}", title=spoken_ref(key))
        for key in (list(scene.tasks)[:ROWS] if keys is None else keys)
    ]
    end = cast(int, state.notes.get("begin") or 0) + len(rows)
    if end < len(scene.tasks):
        rows = [*rows[: ROWS - 1], Option("more", "l.more")]
    words = "officer.open" if state.notes.get("act") == "show" else "officer.which"
    return Prompt(words, tuple(rows), shape="rows", button="b.which")


def _choose_which(state: State, option: str, scene: Scene) -> Reading:
    act = cast(str, state.notes.get("act") or "show")
    if option == "more":
        shown = cast(list[str], state.notes.get("rows") or [])
        return which(act, state, scene, begin=cast(int, state.notes.get("begin") or 0) + len(shown))
    shown_as, _, key = option.rpartition(":")
    if shown_as not in ("", notes.waiting_mark(state)):
        act = "show"  # an old list: what waited then has its place
    elif notes.held(state):
        act = "add"
    elif act == "add":
        act = "show"
    return act_on(act, key, state, scene)


def _listen_which(state: State, heard: Heard, scene: Scene) -> Reading:
    """The number itself may be written; any other words wait with the rest for a choice."""
    named = next((key for key in scene.tasks if heard.plain in (fold(key), fold(spoken_ref(key)))), "")
    if named:
        return _choose_which(state, named, scene)
    if not heard.plain:
        return Unclear("", counts=False)
    return take_piece(state, heard, scene)


# --- the script ----------------------------------------------------------------------------------------------------


def _not_by_itself(state: State) -> bool:
    return False


def _keep(state: State, heard: Heard, scene: Scene) -> State:
    return state


def _finish(state: State, scene: Scene) -> Turn:
    return Turn(replace(state, asked=None), (Tell("officer.help"),))


def _question(
    ident: str,
    prompt: Callable[[State, Scene], Prompt],
    choose: Callable[[State, str, Scene], Reading],
    listen: Callable[[State, Heard, Scene], Reading],
    *,
    numerals: bool = True,
) -> Question[Scene]:
    return Question(ident, _not_by_itself, prompt, choose, listen, skipped_as=None, numerals=numerals)


OFFICER: OfficerScript = Script(
    "officer",
    RELEASE,
    (
        _question("direction", _task_prompt, _choose_task, _listen_task, numerals=False),
        _question("which", _which_prompt, _choose_which, _listen_which),
        _question("outcome", closing.outcome_prompt, closing.choose_outcome, closing.listen_outcome),
        _question(
            "number", closing.number_prompt, closing.choose_number, closing.listen_number, numerals=False
        ),
        _question("proof", closing.proof_prompt, closing.choose_proof, closing.listen_proof, numerals=False),
        _question("whose", choosing.whose_prompt, choosing.choose_whose, choosing.listen_station),
        _question("help", choosing.help_prompt, choosing.choose_help, choosing.listen_coded),
        _question("why", choosing.why_prompt, choosing.choose_why, choosing.listen_coded),
        _question("decide", choosing.decide_prompt, choosing.choose_decide, choosing.listen_station),
        _question("line", orders.line_prompt, orders.choose_line, orders.listen_line),
        _question("incident", incidents.prompt, incidents.choose, incidents.listen),
        _question("menu", menu.prompt, menu.choose, menu.listen),
    ),
    cast(tuple[Rule[Scene], ...], RULES),
    _keep,
    _finish,
    meanings,
    numeral,
)
