"""The complaint until it is complete: the list of its questions, in the order they are put."""

from __future__ import annotations

from satark.cases.categories import BY_CODE
from satark.conversation.script import Script
from satark.conversation.values import State, Tell, Turn
from satark.dialogues import notes
from satark.dialogues.complaint import about
from satark.dialogues.complaint.closing import CHANGE, CONFIRM, MORE
from satark.dialogues.complaint.filing import complaint, filed
from satark.dialogues.complaint.forget import FORGET
from satark.dialogues.complaint.place import PLACE
from satark.dialogues.complaint.questions import CATEGORY, NAME, PHONE, SHARE, TOLD
from satark.dialogues.complaint.rules import DRAFT_RULES
from satark.dialogues.complaint.sealing import SEALED
from satark.dialogues.keeping import keep
from satark.dialogues.language import LANGUAGE
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import meanings, numeral

RELEASE = 1
"""Counted up with every change of the questions."""


def _finish(state: State, scene: Scene) -> Turn:
    """Read back and sent: the desk has all of it, the person the number, and what the law asks of them."""
    effect = complaint(state, unfinished=False, offered=scene.district.languages)
    tells = [Tell("filed" if scene.district.is_staffed(scene.context.now) else "filed.later", lasting=True)]
    if effect.cognizable:
        tells.append(Tell("filed.sign", lasting=True))
    category = BY_CODE.get(about.category(state))
    if category is not None and category.woman_officer:
        tells.append(Tell("filed.woman", lasting=True))
    state = notes.note(filed(state), about_at=int(scene.context.now.timestamp()))
    return Turn(state, tuple(tells), (effect,))


DRAFT: Script[Scene] = Script(
    "complaint",
    RELEASE,
    (
        LANGUAGE,
        SEALED,
        TOLD,
        CATEGORY,
        PLACE,
        NAME,
        SHARE,
        PHONE,
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
