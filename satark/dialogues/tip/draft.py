"""The tip until it is filed: the list of its questions, in the order they are put."""

from __future__ import annotations

from satark.conversation.script import Script
from satark.conversation.values import Ask, State, Tell, Turn
from satark.dialogues.keeping import keep
from satark.dialogues.language import LANGUAGE
from satark.dialogues.scene import Scene
from satark.dialogues.tip.closing import CHANGE, CONFIRM, EVIDENCE, MORE
from satark.dialogues.tip.details import DETAILS, PATH, POLICE, POLICE_WHO
from satark.dialogues.tip.filing import filed, report
from satark.dialogues.tip.forget import FORGET
from satark.dialogues.tip.place import PLACE
from satark.dialogues.tip.rules import DRAFT_RULES
from satark.dialogues.tip.topic import CATEGORY
from satark.dialogues.vocabulary import meanings, numeral

RELEASE = 1
"""Counted up with every change of the questions."""


def _finish(state: State, scene: Scene) -> Turn:
    """Read back and sent: file it, give the code, ask whether an answer may be pushed."""
    return Turn(filed(state, asked="push"), (Tell("filed", lasting=True), Ask("push")), (report(state),))


DRAFT: Script[Scene] = Script(
    "tip",
    RELEASE,
    (
        LANGUAGE,
        CATEGORY,
        PATH,
        *DETAILS,
        PLACE,
        EVIDENCE,
        POLICE,
        POLICE_WHO,
        CONFIRM,
        # Put only when asked for:
        CHANGE,
        MORE,
        FORGET,
    ),
    DRAFT_RULES,
    keep,
    _finish,
    meanings,
    numeral,
)
