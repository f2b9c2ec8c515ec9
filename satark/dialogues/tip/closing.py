"""Evidence, the read-back, and every correction before it goes."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import State, Tell
from satark.dialogues import notes
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene
from satark.dialogues.tip.details import DETAILS, PATH, POLICE, POLICE_WHO
from satark.dialogues.tip.place import PLACE, set_aside
from satark.dialogues.tip.topic import CATEGORY
from satark.dialogues.vocabulary import steers

_DONE = Option("done", "b.done")
_NOTHING = Option("nothing", "b.nothing")
_ROWS = 9
"""Of the ten rows one leads on or back."""


def collect(state: State, question: str) -> Goto:
    """Something came while we wait for more: say what there is, and wait on."""
    return Goto(question, notes.note(state, collecting=True))


def _asks_evidence(state: State) -> bool:
    """Somebody who told it by voice may still have a picture of it."""
    shown = any(kind not in notes.SPOKEN for _, kind in notes.media(state))
    return not shown or notes.flag(state, "collecting")


def _collecting_prompt(first: str) -> Prompt:
    return Prompt(first, (_DONE, _NOTHING) if first == "evidence.ask" else (_DONE,))


def _evidence_prompt(state: State, scene: Scene) -> Prompt:
    if notes.flag(state, "collecting") and (notes.media(state) or notes.said(state)):
        return Prompt("evidence.more", (_DONE,), acknowledges=True)
    return _collecting_prompt("evidence.ask")


def _more_prompt(state: State, scene: Scene) -> Prompt:
    if notes.flag(state, "collecting"):
        return Prompt("evidence.more", (_DONE,), acknowledges=True)
    return _collecting_prompt("add.go")


def _end_collecting(state: State, option: str, scene: Scene) -> Reading:
    if option not in ("done", "nothing"):
        return Unclear("old_button", counts=False)
    return Understood("done")


def _end_adding(state: State, option: str, scene: Scene) -> Reading:
    reading = _end_collecting(state, option, scene)
    return (
        replace(reading, state=notes.note(state, collecting=None))
        if isinstance(reading, Understood)
        else reading
    )


def _collect_words(question: str, state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain or steers(heard.plain):
        return Unclear("unclear.empty")
    return collect(keep(state, heard, scene), question)


EVIDENCE: Question[Scene] = Question(
    "evidence",
    _asks_evidence,
    _evidence_prompt,
    _end_collecting,
    lambda state, heard, scene: _collect_words("evidence", state, heard, scene),
    skipped_as="done",
)
MORE: Question[Scene] = Question(
    "more",
    lambda state: False,
    _more_prompt,
    _end_adding,
    lambda state, heard, scene: _collect_words("more", state, heard, scene),
    skipped_as="done",
)

_READBACK = Prompt(
    "readback", (Option("send", "b.send"), Option("change", "b.change"), Option("add", "b.add"))
)


def _choose_confirm(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "send" if state.asked == "confirm":
            # Only from the read-back itself: an old button must not send what was never read.
            return Understood("send")
        case "change":
            return Goto("change", notes.note(state, page=None))
        case "add":
            return Goto("more", notes.note(state, collecting=None))
    return Unclear("old_button", counts=False)


def _listen_confirm(state: State, heard: Heard, scene: Scene) -> Reading:
    """Whatever is written below the read-back is added to it."""
    if not heard.plain:
        return Unclear("skip.none")
    return Goto("confirm", keep(state, heard, scene), because="kept")


CONFIRM: Question[Scene] = Question(
    "confirm",
    lambda state: True,
    lambda state, scene: _READBACK,
    _choose_confirm,
    _listen_confirm,
    skipped_as=None,
)

CHANGEABLE: tuple[Question[Scene], ...] = (CATEGORY, PATH, *DETAILS, PLACE, EVIDENCE, POLICE, POLICE_WHO)
_CHANGEABLE_IDS = frozenset(question.id for question in CHANGEABLE)


def _change_prompt(state: State, scene: Scene) -> Prompt:
    rows = [
        Option(question.id, f"l.{question.id}")
        for question in CHANGEABLE
        if question.wanted(state) or question.id in state.answers or question is EVIDENCE
    ]
    if len(rows) > _ROWS:
        first = not notes.flag(state, "page")
        rows = [*rows[:_ROWS], Option("more", "b.more")] if first else rows[_ROWS:]
    if len(rows) <= _ROWS:
        rows.append(Option("none", "b.nochange"))
    return Prompt("change.ask", tuple(rows), shape="rows", button="b.changewhat")


def _choose_change(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "none":
            return Understood("none")
        case "more":
            return Goto("change", notes.note(state, page=True))
        case "evidence":
            return collect(state, "evidence")
        case "place":
            return Goto("place", set_aside(state))
    if option in _CHANGEABLE_IDS:
        return Goto(option, state)
    return Unclear("old_button", counts=False)


def _listen_change(state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain:
        return Unclear("skip.none")
    return Understood("none", keep(state, heard, scene), (Tell("kept"),))


CHANGE: Question[Scene] = Question(
    "change", lambda state: False, _change_prompt, _choose_change, _listen_change, skipped_as="none"
)
