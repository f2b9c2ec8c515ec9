"""Something more on a complaint that is filed: with several the talk asks which is meant, once, and holds what came.

What follows soon belongs to the same one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from uuid import UUID

from satark.conversation.script import Heard
from satark.conversation.values import AddStatement, Ask, InboundKind, MediaId, Pin, State, TakeUp, Tell, Turn
from satark.dialogues import notes
from satark.dialogues.complaint import about, followup
from satark.dialogues.complaint.sealing import undecided_ends
from satark.dialogues.scene import Scene

SOON = 15 * 60
"""Seconds in which what is said belongs to the complaint that the talk was about."""


def add(state: State, heard: Heard, scene: Scene) -> Turn:
    """One more statement on the complaint that is meant; asked which where that is not clear."""
    state = _counted(state, heard)
    why = "sealed" if about.read([heard.inbound.text]).police else held_for(state)
    if why or must_ask(state, scene):
        return held(state, heard, scene, why or "which")
    return added(state, (_statement(heard, scene),), scene)


def held(state: State, heard: Heard, scene: Scene, question: str) -> Turn:
    """The piece waits, with what waits already, for the answer to a question."""
    state = notes.note(hold(state, heard, scene), held_for=question)
    return Turn(replace(state, asked=question), (Ask(question),))


def held_for(state: State) -> str:
    """The question on whose answer something waits; nothing where nothing waits."""
    return notes.word(state, "held_for") if _held(state) else ""


def added(state: State, statements: tuple[AddStatement, ...], scene: Scene) -> Turn:
    case = followup.about_now(state, scene)
    state = notes.note(state, about_at=moment(scene), held=None, held_for=None)
    taken = (TakeUp(case.number),) if case else ()
    return Turn(state, (Tell("added"),), (*taken, *statements))


def moment(scene: Scene) -> int:
    return int(scene.context.now.timestamp())


def must_ask(state: State, scene: Scene) -> bool:
    """Whether it is open which of several complaints is meant."""
    since = state.notes.get("about_at")
    fresh = isinstance(since, int) and moment(scene) - since < SOON
    return len(scene.context.complaints) > 1 and not fresh


def _statement(heard: Heard, scene: Scene) -> AddStatement:
    inbound = heard.inbound
    return AddStatement(
        inbound.text if heard.plain else "",
        inbound.pin,
        (inbound.media.id,) if inbound.media is not None else (),
        urgent=scene.hints.urgent,
        passed_on=inbound.passed_on,
    )


def hold(state: State, heard: Heard, scene: Scene) -> State:
    """Keep a piece until it is known where it belongs."""
    inbound = heard.inbound
    piece: dict[str, object] = {"text": inbound.text if heard.plain else "", "urgent": scene.hints.urgent}
    if inbound.pin is not None:
        piece["pin"] = [inbound.pin.latitude, inbound.pin.longitude, inbound.pin.name]
    if inbound.media is not None:
        piece["media"] = [inbound.media.id.hex, inbound.media.kind.value]
    return notes.note(state, held=[*_held(state), piece])


def ended(state: State, scene: Scene) -> Turn:
    """What waited for an answer goes where it most likely belongs, and the careful way where police are named."""
    match held_for(state):
        case "sealed":
            return undecided_ends(told_anew(state, replace(state, notes={})))
        case "which":
            return added(replace(state, asked=None), released(state), scene)
    return Turn(state)


def _held(state: State) -> list[dict[str, object]]:
    return cast(list[dict[str, object]], state.notes.get("held") or [])


def released(state: State) -> tuple[AddStatement, ...]:
    """What was held, as statements."""
    return tuple(_as_statement(piece) for piece in _held(state))


def _as_statement(piece: dict[str, object]) -> AddStatement:
    latitude, longitude, name = cast("tuple[float, float, str]", piece.get("pin") or (0.0, 0.0, ""))
    file = cast("list[str]", piece.get("media") or [])
    return AddStatement(
        str(piece.get("text") or ""),
        Pin(latitude, longitude, name) if "pin" in piece else None,
        (MediaId(UUID(hex=file[0])),) if file else (),
        urgent=bool(piece.get("urgent")),
    )


def told_anew(state: State, fresh: State) -> State:
    """A fresh talk that begins with what was held."""
    for piece in _held(state):
        fresh = notes.say_more(fresh, str(piece.get("text") or ""))
        if "media" in piece:
            fresh = notes.note(fresh, media=[*notes.media(fresh), piece["media"]])
        if "pin" in piece:
            fresh = notes.note(fresh, pin=piece["pin"])
        if piece.get("urgent"):
            fresh = notes.note(fresh, urgent=True)
    return fresh


def _counted(state: State, heard: Heard) -> State:
    """The acknowledgement counts all files since filing, so that one answers an album."""
    inbound = heard.inbound
    kind = inbound.kind.value if inbound.kind in (InboundKind.MEDIA, InboundKind.PIN) else "words"
    late = notes.counts(state)
    if inbound.media is not None:
        late = {**late, inbound.media.kind.value: late.get(inbound.media.kind.value, 0) + 1}
    return notes.note(state, added=kind, late=late or None)
