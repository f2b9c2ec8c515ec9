"""What a talk keeps besides answers, by name. JSON values only; every key once stored stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast
from uuid import UUID

from satark.conversation.text import fold
from satark.conversation.values import Language, Media, MediaId, Pin, State
from satark.dialogues.district import FoundPlace
from satark.dialogues.vocabulary import content_words

DESCRIBED_BY = 4
"""So many words of content describe the matter: it is not asked for again."""

VOICE = "voice:"
"""An answer given by voice: this and the id of the recording."""

SPOKEN = frozenset({"voice", "audio"})


def note(state: State, **changes: object) -> State:
    """The state with these notes; None takes one away."""
    notes = {**state.notes, **changes}
    return replace(state, notes={key: value for key, value in notes.items() if value is not None})


def flag(state: State, key: str) -> bool:
    return bool(state.notes.get(key))


def word(state: State, key: str) -> str:
    value = state.notes.get(key)
    return value if isinstance(value, str) else ""


def items(state: State, key: str) -> list[str]:
    return cast(list[str], state.notes.get(key) or [])


def said(state: State) -> list[str]:
    """Everything written that is not the answer to a question, in order."""
    return items(state, "said")


def say_more(state: State, text: str) -> State:
    return note(state, said=[*said(state), text]) if text else state


def media(state: State) -> list[list[str]]:
    """Files received, as [id in hex, kind]."""
    return cast(list[list[str]], state.notes.get("media") or [])


def media_ids(state: State) -> tuple[MediaId, ...]:
    return tuple(MediaId(UUID(hex=stored)) for stored, _ in media(state))


def with_media(state: State, file: Media) -> State:
    """A file that comes twice is one file."""
    if any(stored == file.id.hex for stored, _ in media(state)):
        return state
    return note(state, media=[*media(state), [file.id.hex, file.kind.value]])


def voice_answer(file: Media) -> str:
    return f"{VOICE}{file.id.hex}"


def counts(state: State) -> dict[str, int]:
    """How many files of each kind came: since filing, once there was a filing."""
    if flag(state, "filed"):
        return cast(dict[str, int], state.notes.get("late") or {})
    counted: dict[str, int] = {}
    for _, kind in media(state):
        counted[kind] = counted.get(kind, 0) + 1
    return counted


def pin(state: State) -> Pin | None:
    stored = cast("Sequence[float | str] | None", state.notes.get("pin"))
    if not stored:
        return None
    latitude, longitude, name = stored
    return Pin(float(latitude), float(longitude), str(name))


def with_pin(state: State, point: Pin) -> State:
    return note(state, pin=[point.latitude, point.longitude, point.name])


def category(state: State) -> str:
    return state.answers.get("category", "")


def is_described(state: State) -> bool:
    """Whether the matter was told freely already, in words or by voice."""
    if any(
        kind in SPOKEN and f"{VOICE}{stored}" not in state.answers.values() for stored, kind in media(state)
    ):
        return True
    words = 0
    for text in said(state):
        told = content_words(fold(text))
        words += told if told > 1 else 0  # a single word describes nothing
        if words >= DESCRIBED_BY:
            return True
    return False


def answered_in_words(state: State, question: str, text: str) -> State:
    """Room for a new answer: words that answered the question before go with the report, though not read back."""
    before = state.answers.get(question, "")
    if before in ("", "pin", text) or before.startswith(VOICE):
        return state
    return note(state, replaced=[*items(state, "replaced"), before])


def offer(state: State, found: Sequence[FoundPlace], *, by: str, typed: str = "") -> State:
    """Places that the person is asked to confirm. Every one ever offered stays known: buttons are pressed late."""
    known = {place.unit: [place.name_hi, place.name_en] for place in found}
    return note(
        state,
        places={**places(state), **known},
        offer=[place.unit for place in found],
        offer_by=by,
        typed=typed or None,
    )


def places(state: State) -> dict[str, list[str]]:
    """Every place offered so far: unit code -> [Hindi name, English name]."""
    return cast(dict[str, list[str]], state.notes.get("places") or {})


def place_name(state: State, unit: str, language: Language | None) -> str:
    """A place under its Hindi name where Devanagari is read, otherwise under its Latin one."""
    name_hi, name_en = places(state).get(unit, [unit, unit])
    return name_en if language in ("en", "ur") else name_hi


def without_offer(state: State) -> State:
    return note(state, offer=None, offer_by=None, typed=None, asking_pin=None)
