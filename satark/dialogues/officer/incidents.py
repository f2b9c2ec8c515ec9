"""An officer reports what happens on his ground: one press or one word, then anything, and it is with those above at once.

For a quarter of an hour whatever comes unasked belongs to it, unless it quotes a task or one is pressed. Only the post's own
talk knows this: in the officer's own sealed talk the same words are a tip.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import cast

from satark.conversation.script import Heard, Prompt, Reading
from satark.conversation.text import fold
from satark.conversation.values import Ask, InboundKind, ReportIncident, State, Tell, Turn
from satark.dialogues.officer import notes
from satark.dialogues.officer.placing import take_piece
from satark.dialogues.officer.scene import OfficerScript, Scene

LASTS = 15 * 60
_WORDS = frozenset(fold("सूचना घटना suchna soochna ghatna incident").split())
_BEGUN, _GOING = "begun", "going"


def begun(state: State, at: datetime) -> Turn:
    """Asked for: what comes next is the report."""
    state = notes.note(state, incident=[_BEGUN, int(at.timestamp())], ref=None, answering=None, closing=None)
    return Turn(replace(state, asked="incident"), (Ask("incident"),))


def incident_told(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """The word first; or a piece while a report is asked for or under way."""
    at = heard.inbound.at
    if heard.step or heard.inbound.about:
        return None
    if heard.inbound.kind is InboundKind.TEXT and heard.plain.split(" ", 1)[0] in _WORDS:
        rest = _after_the_word(heard.inbound.text)
        if not rest:
            return begun(state, at)
        return _reported(state, notes.Piece(rest), at, more=False)
    stage = _stage(state, at)
    piece = notes.piece(heard) if stage else None
    if piece is None or (heard.inbound.kind is InboundKind.TEXT and script.meanings(heard.plain)):
        return None
    return _reported(state, piece, at, more=stage == _GOING)


def prompt(state: State, scene: Scene) -> Prompt:
    return Prompt("incident.ask")


def choose(state: State, option: str, scene: Scene) -> Reading:
    return begun(state, scene.now)


def listen(state: State, heard: Heard, scene: Scene) -> Reading:
    """Too late for the report that was asked for: it belongs where anything else does."""
    return take_piece(replace(state, asked=None), heard, scene)


def _reported(state: State, piece: notes.Piece, at: datetime, *, more: bool) -> Turn:
    state = notes.note(replace(state, asked=None), incident=[_GOING, int(at.timestamp())], ref=None)
    effect = ReportIncident(piece.text, piece.point, piece.ids, more=more)
    return Turn(state, (Tell("incident.more" if more else "incident.filed", lasting=not more),), (effect,))


def _stage(state: State, at: datetime) -> str:
    stage, since = cast("tuple[str, int]", state.notes.get("incident") or ("", 0))
    return stage if at.timestamp() - since < LASTS else ""


def _after_the_word(text: str) -> str:
    parts = text.strip().split(maxsplit=1)
    return parts[1].strip(" :-–—।") if len(parts) > 1 else ""
