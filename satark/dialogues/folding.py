"""Many messages of one person kept at once, without a turn each: nothing told is lost, and nothing is answered.

What only a turn can do (a press, a command, a wish, a code) should not be folded, nor what tells of danger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from satark.conversation.text import plain
from satark.conversation.values import Inbound, InboundKind, Pin, State
from satark.dialogues import lexicon, notes
from satark.dialogues.vocabulary import steers

FILES = 100
"""A draft names so many files at most. The others are its own all the same: they lie with its case."""
_TOLD = frozenset({InboundKind.TEXT, InboundKind.MEDIA, InboundKind.LATER, InboundKind.UNSUPPORTED})


@dataclass(frozen=True, slots=True)
class Piece:
    """One message, read for what folding has to know of it."""

    inbound: Inbound = field(repr=False)
    told: str = field(repr=False)
    """What goes into the report; empty for a sticker, a reaction, a card."""
    plain: str = field(repr=False)
    """Its words, folded for comparing."""
    steers: bool
    hints: lexicon.Hints


def read(inbound: Inbound) -> Piece:
    words = plain(inbound)
    steering = steers(words) or words.replace(" ", "").isdigit() if words else False
    return Piece(
        inbound,
        _told(inbound),
        words,
        steers=steering or inbound.kind is InboundKind.CHOICE,
        hints=lexicon.read(words) if words else lexicon.SILENT,
    )


def is_filed(state: State) -> bool:
    """Whether what comes now belongs to a report that is with the cells already."""
    return notes.flag(state, "filed")


def fold(state: State, pieces: Sequence[Piece]) -> State:
    """The draft with everything told in these pieces, in order. The question asked last stays open."""
    said = [*notes.said(state), *(piece.told for piece in pieces if piece.told)]
    marks = {
        "urgent": any(piece.hints.urgent for piece in pieces),
        "suspect": any(piece.hints.police for piece in pieces),
        "passed_on": any(piece.inbound.passed_on for piece in pieces),
    }
    state = notes.note(state, said=said or None, **{name: True for name, found in marks.items() if found})
    room = max(FILES - len(notes.media(state)), 0)
    for file in [piece.inbound.media for piece in pieces if piece.inbound.media is not None][:room]:
        state = notes.with_media(state, file)
    return state


def _told(inbound: Inbound) -> str:
    if inbound.kind is InboundKind.PIN and inbound.pin is not None:
        return _written(inbound.pin)
    return inbound.text if inbound.kind in _TOLD or inbound.kind is InboundKind.CHOICE else ""


def _written(pin: Pin) -> str:
    return f"{pin.latitude}, {pin.longitude} {pin.name}".strip()
