"""What an officer's talk keeps: the direction at hand, whether it is being answered, and what waits to be placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from uuid import UUID

from satark.conversation.script import Heard
from satark.conversation.values import AnswerDirection, InboundKind, MediaId, MediaKind, Pin, State

STILL_THE_SAME = 15 * 60
"""Seconds after an answer in which whatever else comes is taken as part of it."""

_SPOKEN = frozenset({MediaKind.VOICE, MediaKind.AUDIO})


def note(state: State, **changes: object) -> State:
    notes = {**state.notes, **changes}
    return replace(state, notes={key: value for key, value in notes.items() if value is not None})


def ref(state: State) -> str:
    """The direction that was last spoken of."""
    return cast(str, state.notes.get("ref") or "")


def is_answering(state: State, at: datetime) -> bool:
    """Whether what comes now belongs to the answer begun with Done."""
    if not state.notes.get("answering"):
        return False
    answered_at = cast(int, state.notes.get("answered_at") or 0)
    return not answered_at or at.timestamp() - answered_at < STILL_THE_SAME


def has_answered(state: State) -> bool:
    return bool(state.notes.get("answered_at"))


def files(state: State) -> dict[str, int]:
    return cast(dict[str, int], state.notes.get("files") or {})


def counted(state: State, piece: Piece) -> State:
    if not piece.kind:
        return state
    return note(state, files={**files(state), piece.kind: files(state).get(piece.kind, 0) + 1})


def about(state: State, direction: str) -> State:
    """Turn to a direction: what was counted for another one is not counted here."""
    if ref(state) == direction:
        return state
    return note(state, ref=direction, files=None, answering=None, answered_at=None)


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of an officer: words, a file, a point."""

    text: str = ""
    media: str = ""
    kind: str = ""
    pin: tuple[float, float, str] | None = None

    @property
    def tells(self) -> bool:
        """Whether it says something, in writing or by voice: a picture alone is no answer yet."""
        return bool(self.text) or self.kind in _SPOKEN

    def answer(self, direction: str, *, done: bool = False) -> AnswerDirection:
        pin = Pin(*self.pin) if self.pin else None
        media = (MediaId(UUID(hex=self.media)),) if self.media else ()
        return AnswerDirection(direction, self.text, pin, media, done)

    def stored(self) -> list[object]:
        return [self.text, self.media, self.kind, list(self.pin) if self.pin else None]


def piece(heard: Heard) -> Piece | None:
    """What a message holds that can be part of an answer; None when there is nothing."""
    inbound = heard.inbound
    text = inbound.text if heard.plain else ""
    if inbound.kind is InboundKind.MEDIA and inbound.media is not None:
        return Piece(text, inbound.media.id.hex, inbound.media.kind.value)
    if inbound.kind is InboundKind.PIN and inbound.pin is not None:
        point = inbound.pin
        return Piece(text, pin=(point.latitude, point.longitude, point.name))
    return Piece(text) if text else None


def held(state: State) -> list[Piece]:
    """Pieces of which we do not know yet which direction they are about."""
    pieces = []
    for text, media, kind, pin in cast(list[list[object]], state.notes.get("held") or []):
        point = cast("list[float | str] | None", pin)
        where = (float(point[0]), float(point[1]), str(point[2])) if point else None
        pieces.append(Piece(str(text), str(media), str(kind), where))
    return pieces


def hold(state: State, piece: Piece) -> State:
    return note(state, held=[*(each.stored() for each in held(state)), piece.stored()])
