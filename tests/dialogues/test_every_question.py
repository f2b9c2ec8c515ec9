"""Every question that can be reached, in every language, with short and with endless answers: within the limits."""

from __future__ import annotations

from copy import copy
from uuid import UUID

import pytest

from satark.conversation.values import Language, News
from satark.dialogues.catalogue import LANGUAGES
from satark.dialogues.tip.details import WITH_MANY, WITH_VEHICLE, WITH_WEAPONS
from tests.dialogues.limits import breaches, telling_words
from tests.dialogues.phone import Phone, district, options

_LONG = {
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


def _seen(phone: Phone) -> tuple[object, ...]:
    """What makes two moments the same for this test: the question, its buttons, what was answered by choice."""
    buttons = tuple(option.id for option in options(*phone.messages))
    path = phone.state.answers.get("path"), _KINDS.get(phone.state.answers.get("category", ""))
    return phone.state.asked, buttons, path


def _forked(phone: Phone) -> Phone:
    fork = copy(phone)
    fork.effects, fork.shown = list(phone.effects), dict(phone.shown)
    return fork


def _next_steps(phone: Phone, language: Language) -> list[Phone]:
    """Every button of the last message, and what can be written at it."""
    steps = []
    for option in options(*phone.messages):
        steps.append(_forked(phone).presses_id(option.id, option.title))
    words = _PLACES if phone.state.asked == "place" else (_SHORT[language], _LONG[language])
    if phone.state.asked not in ("category", "language"):
        steps += [_forked(phone).writes(text) for text in words]
    return steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reachable_message_is_within_the_limits(language: Language) -> None:
    start = Phone().writes("Hi").presses_id(f"language:{language}")
    seen: set[tuple[object, ...]] = set()
    asked: set[str | None] = set()
    waiting = [start]

    while waiting:
        phone = waiting.pop()
        asked.add(phone.state.asked)
        for message in phone.messages:
            assert breaches(message) == [], message
            assert telling_words(message.text, language) == [], message
        if _seen(phone) not in seen and len(phone.effects) < 2:
            seen.add(_seen(phone))
            waiting += _next_steps(phone, language)

    assert asked >= {
        "category",
        "path",
        "who",
        "what",
        "since",
        "found",
        "when",
        "now",
        "vehicle",
        "weapons",
        "many",
    }
    assert asked >= {"place", "evidence", "police", "police_who", "confirm", "change", "more", "push"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_dump_is_answered_within_the_limits(language: Language) -> None:
    phone = Phone().writes(_LONG[language], "बचाओ").presses_id(f"language:{language}")
    for words in ("help", "status", "zzz", "hi", "back", "skip", "remove my number", "no"):
        phone.writes(words)
        for message in phone.messages:
            assert breaches(message) == [], message
        assert len(phone.messages) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_news_are_told_within_the_limits(language: Language) -> None:
    phone = Phone().writes("Hi").presses_id(f"language:{language}")
    phone.news = tuple(News(UUID(int=n + 1), "answer", _LONG[language][:2900]) for n in range(3))

    phone.writes("status")

    assert [breaches(message) for message in phone.messages] == [[], []]
    assert telling_words(phone.said, language) == []


@pytest.mark.parametrize("languages", [("hi",), ("hi", "ur", "en"), ("hi", "en", "ur", "bho")])
def test_a_district_offers_only_its_languages(languages: tuple[Language, ...]) -> None:
    phone = Phone(district(*languages)).writes("Hi")

    assert breaches(phone.messages[0]) == []
    assert ("भोजपुरी" in phone.titles) == ("bho" in languages)
    assert (phone.state.asked == "language") == (len(languages) > 1)
