"""Every moment that a talk can reach: each button of each message, and short and endless words at each question."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from satark.conversation.values import Language
from satark.dialogues.tip.details import WITH_MANY, WITH_VEHICLE, WITH_WEAPONS
from tests.dialogues.phone import Phone, options

LONG = {
    "hi": "रोज रात को नदी के किनारे से ट्रक भरकर जाते हैं 🚚 " * 90,
    "en": "every night trucks go from the river bank \U0001f69a " * 90,
    "ur": "روز رات کو دریا کے کنارے سے ٹرک جاتے ہیں \u200f🚚 " * 90,
    "bho": "रोज राती के नदी किनारे से ट्रक भर के जाला 🚚 " * 90,
}
_SHORT = {"hi": "रामू", "en": "Ramu", "ur": "رامو", "bho": "रामू"}
_KINDS = {
    **dict.fromkeys(WITH_VEHICLE, "vehicle"),
    **dict.fromkeys(WITH_WEAPONS, "weapons"),
    **dict.fromkeys(WITH_MANY, "many"),
    "police": "police",
}
"""Topics that lead through the same questions are walked once."""
_PLACES = ("naugarh", "ramgarh", "unknown hamlet")


def every_phone(start: Phone, language: Language) -> Iterator[Phone]:
    """The phone as it is after each step, from `start` on; moments that are alike are walked from once."""
    seen: set[tuple[object, ...]] = set()
    waiting = [start]
    while waiting:
        phone = waiting.pop()
        yield phone
        if _moment(phone) not in seen and len(phone.effects) < 2:
            seen.add(_moment(phone))
            waiting += _next_steps(phone, language)


def _moment(phone: Phone) -> tuple[object, ...]:
    """What makes two moments the same: the question, its buttons, what was answered by choice."""
    # A row of the list of tasks also says what waits to be placed, which grows with every word that is sent.
    buttons = tuple(
        option.id.rpartition(":")[2] if option.id.startswith("which:") else option.id
        for option in options(*phone.messages)
    )
    path = phone.state.answers.get("path"), _KINDS.get(phone.state.answers.get("category", ""))
    return phone.state.asked, buttons, path


def _next_steps(phone: Phone, language: Language) -> list[Phone]:
    """Every button of the last message, and what can be written at it."""
    steps = [_forked(phone).presses_id(option.id, option.title) for option in options(*phone.messages)]
    words = _PLACES if phone.state.asked == "place" else (_SHORT[language], LONG[language])
    if phone.state.asked not in ("category", "language"):
        steps += [_forked(phone).writes(text) for text in words]
    return steps


def _forked(phone: Phone) -> Phone:
    fork = copy(phone)
    fork.effects, fork.shown = list(phone.effects), dict(phone.shown)
    return fork
