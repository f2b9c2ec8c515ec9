"""The complaint until it is complete: the list of its questions, in the order they are put."""

from __future__ import annotations

from collections.abc import Iterator

from satark.cases.categories import BY_CODE
from satark.conversation.script import Script
from satark.conversation.values import FileComplaint, State, Tell, Turn
from satark.dialogues import notes
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
    said = [_filed(effect, scene), *_advice(effect)]
    state = notes.note(filed(state), about_at=int(scene.context.now.timestamp()))
    return Turn(state, tuple(Tell(entry, lasting=True) for entry in said), (effect,))


def _filed(complaint: FileComplaint, scene: Scene) -> str:
    """Who is in danger at night is not told to wait for the morning: the clock tells officers on duty within minutes."""
    if scene.district.is_staffed(scene.context.now):
        return "filed"
    return "filed.urgent" if complaint.urgent else "filed.later"


def _advice(complaint: FileComplaint) -> Iterator[str]:
    """What the person has to do, or may ask for. In a fraud the first hour counts."""
    if complaint.category == "cyber":
        yield "filed.cyber"
    if complaint.cognizable:
        yield "filed.sign"
    category = BY_CODE.get(complaint.category)
    if category is not None and category.woman_officer:
        yield "filed.woman"


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
