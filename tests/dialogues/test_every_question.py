"""Every question that can be reached, in every language, with short and with endless answers: within the limits."""

from __future__ import annotations

from uuid import UUID

import pytest

from satark.conversation.values import Language, News
from satark.dialogues.catalogue import LANGUAGES
from tests.dialogues.limits import breaches, telling_words
from tests.dialogues.phone import Phone, district
from tests.dialogues.walk import LONG, every_phone


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reachable_message_is_within_the_limits(language: Language) -> None:
    start = Phone().writes("Hi").presses_id(f"language:{language}")
    asked: set[str | None] = set()

    for phone in every_phone(start, language):
        asked.add(phone.state.asked)
        for message in phone.messages:
            assert breaches(message) == [], message
            assert telling_words(message.text, language) == [], message

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
    phone = Phone().writes(LONG[language], "बचाओ").presses_id(f"language:{language}")
    for words in ("help", "status", "zzz", "hi", "back", "skip", "remove my number", "no"):
        phone.writes(words)
        for message in phone.messages:
            assert breaches(message) == [], message
        assert len(phone.messages) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_news_are_told_within_the_limits(language: Language) -> None:
    phone = Phone().writes("Hi").presses_id(f"language:{language}")
    phone.news = tuple(News(UUID(int=n + 1), "answer", LONG[language][:2900]) for n in range(3))

    phone.writes("status")

    assert [breaches(message) for message in phone.messages] == [[], []]
    assert telling_words(phone.said, language) == []


@pytest.mark.parametrize("languages", [("hi",), ("hi", "ur", "en"), ("hi", "en", "ur", "bho")])
def test_a_district_offers_only_its_languages(languages: tuple[Language, ...]) -> None:
    phone = Phone(district(*languages)).writes("Hi")

    assert breaches(phone.messages[0]) == []
    assert ("भोजपुरी" in phone.titles) == ("bho" in languages)
    assert (phone.state.asked == "language") == (len(languages) > 1)
