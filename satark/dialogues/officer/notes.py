"""What an officer's talk keeps: the task at hand, whether it is being answered, and what waits to be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast
from uuid import UUID
from zlib import crc32

from satark.conversation.script import Heard
from satark.conversation.values import Inbound, InboundKind, MediaId, MediaKind, Pin, State, TakeStep
from satark.dialogues.notes import note as note
from satark.dialogues.officer import table
from satark.dialogues.officer.scene import Scene

STILL_THE_SAME = 15 * 60
"""Seconds after an answer, or after a press while there are several tasks, in which whatever comes is part of it."""
A_SHIFT = 12 * 3600
"""The only task there is stays at hand so long."""

_SPOKEN = frozenset({MediaKind.VOICE, MediaKind.AUDIO})
OF_ONE_TASK = frozenset({"direction", "outcome", "number", "proof", "whose", "help", "why", "decide"})
"""Questions about the task at hand."""
ASKING = frozenset({"step.team", "step.pin", "step.spot", "step.help", "officer.noted", "closing.done"})
"""After these words about the task at hand more is expected; after others it is only shown or acknowledged."""
_AT_HAND = ("ref", "at", "answering", "answered_at", "files", "words", "closing")


def ref(state: State) -> str:
    """The task (or what was told) that was last spoken of."""
    return cast(str, state.notes.get("ref") or "")


def about(state: State, key: str, at: datetime) -> State:
    """Turn to a task that was pressed, quoted or chosen: what was begun for another one waits there, and goes on with it."""
    state, before = note(state, at=int(at.timestamp()), incident=None), ref(state)
    if before == key:
        return state
    left = [before, int(at.timestamp()), state.asked or ""] if before and _expects(state) else None
    begun = {**_begun(state), **({before: state.notes["closing"]} if state.notes.get("closing") else {})}
    resumed = begun.pop(key, None)
    state = note(state, files=None, answering=None, answered_at=None)
    return note(state, ref=key, closing=resumed, begun=begun or None, left=left)


def torn(state: State, at: datetime, scene: Scene, *, asked: str = "") -> bool:
    """Whether another open task, about which something was asked too (`asked`: just this), was left a moment ago.

    What comes then without a quote is as likely meant for that one.
    """
    match state.notes.get("left"):
        case [str(key), int(since), str(question)] if key in scene.tasks:
            return at.timestamp() - since < STILL_THE_SAME and asked in ("", question)
    return False


def _expects(state: State) -> bool:
    """Whether more is to come about the task at hand."""
    if state.asked == "direction":
        return bool(state.notes.get("answering")) or state.notes.get("words") in ASKING
    return state.asked in OF_ONE_TASK


def _begun(state: State) -> dict[str, object]:
    """Answers that were begun for other tasks, by task."""
    return cast(dict[str, object], state.notes.get("begun") or {})


def settled(state: State, inbound: Inbound, scene: Scene) -> State:
    """The state without a task that is at hand no more, so that no words go there by themselves.

    It is at hand for a quarter of an hour, the only one for a shift, and never after a newer one came: what is written
    then is as likely about that one. Buttons and quotes name their task and need nothing at hand.
    """
    state = note(
        state, begun={key: each for key, each in _begun(state).items() if key in scene.tasks} or None
    )
    since = cast("int | None", state.notes.get("at"))
    if state.asked in OF_ONE_TASK - {"direction"} and scene.at(ref(state)) is None:
        # It is over: what was asked about it is asked no more. That it was at hand is kept, so nothing else takes its place.
        state = note(replace(state, asked=None), closing=None)
    if since is None:
        return state
    others = [task for key, task in scene.tasks.items() if key != ref(state)]
    lasts = STILL_THE_SAME if others else A_SHIFT
    newer = any((at := table.moment(task, "at")) and at.timestamp() > since for task in others)
    if not newer and inbound.at.timestamp() - since < lasts:
        return state
    asked = None if state.asked in OF_ONE_TASK else state.asked
    return note(replace(state, asked=asked), **dict.fromkeys(_AT_HAND))


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


# --- proof of a visit ---------------------------------------------------------------------------------------------


def has(state: State, key: str) -> frozenset[str]:
    """What this talk has of the proof for a task: photo, place, name."""
    proofs = cast(dict[str, list[str]], state.notes.get("proofs") or {})
    return frozenset(proofs.get(key, ()))


def proven(state: State, key: str, what: str, scene: Scene) -> State:
    proofs = cast(dict[str, list[str]], state.notes.get("proofs") or {})
    open_still = {each: known for each, known in proofs.items() if each in scene.tasks}
    return note(state, proofs=open_still | {key: sorted({*has(state, key), what})})


# --- pieces -------------------------------------------------------------------------------------------------------

Act = Literal[
    "received", "team_sent", "on_spot", "progress", "answered", "disputed", "need_help", "reason", "gd"
]


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

    @property
    def shows(self) -> str:
        """What of the proof it is: photo, place or nothing."""
        if self.pin:
            return "place"
        return "photo" if self.kind in (MediaKind.PHOTO, MediaKind.VIDEO) else ""

    @property
    def point(self) -> Pin | None:
        return Pin(*self.pin) if self.pin else None

    @property
    def ids(self) -> tuple[MediaId, ...]:
        return (MediaId(UUID(hex=self.media)),) if self.media else ()

    def step(self, key: str, act: Act = "progress") -> TakeStep:
        return TakeStep(key, act, self.text, self.point, self.ids)

    def stored(self) -> list[object]:
        return [self.text, self.media, self.kind, list(self.pin) if self.pin else None]

    @classmethod
    def of(cls, stored: Sequence[object]) -> Piece:
        text, media, kind, pin = stored
        point = cast("list[float | str] | None", pin)
        where = (float(point[0]), float(point[1]), str(point[2])) if point else None
        return cls(str(text), str(media), str(kind), where)


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
    """Pieces of which we do not know yet which task they are about."""
    return [Piece.of(each) for each in cast(list[list[object]], state.notes.get("held") or [])]


def waiting_mark(state: State) -> str:
    """Changes with what waits to be placed; `0` when nothing does."""
    waits = state.notes.get("held")
    return format(crc32(repr(waits).encode("utf-8", "surrogatepass")), "x") if waits else "0"


def hold(state: State, piece: Piece) -> State:
    return note(state, held=[*(each.stored() for each in held(state)), piece.stored()])
