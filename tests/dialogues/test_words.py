"""The catalogues: complete in every language, within every limit, and silent on a lock screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from satark.conversation.values import Language
from satark.dialogues.catalogue import COMPLAINT, LANGUAGES, OFFICER, TIP, Words, read_file
from satark.dialogues.tip.topic import CATEGORIES
from tests.dialogues.limits import length, telling_words

_NOT_MESSAGES = ("b.", "c.", "l.", "n.", "v.", "t.", "lang.name")
_JOINED_BEFORE_A_QUESTION = (
    "kept",
    "here",
    "unclear",
    "unclear.again",
    "unclear.go_on",
    "unclear.empty",
    "old_button",
    "back.none",
    "skip.none",
    "status.draft",
    "forget.kept",
)

DISCREET: list[Words] = [*TIP.values(), *OFFICER.values()]
"""What may lie on a lock screen for others to read. Who complained openly is told the number and the step."""
EVERY: list[Words] = [*DISCREET, *COMPLAINT.values()]


def _messages(words: Words) -> Iterator[tuple[str, str]]:
    for entry in words.texts:
        if not entry.startswith(_NOT_MESSAGES):
            yield entry, words.say(entry, {"items": "1", "post": "थानाध्यक्ष", "ref": "4820193375-1"}.get)


def test_every_language_says_everything() -> None:
    entries = {language: set(read_file(language)) for language in LANGUAGES}

    assert entries == dict.fromkeys(LANGUAGES, entries["hi"])
    complaints = {language: set(read_file(f"complaint_{language}")) for language in LANGUAGES}
    assert complaints == dict.fromkeys(LANGUAGES, complaints["hi"])
    assert set(read_file("officer_hi")) == set(read_file("officer_en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_placeholders(language: Language) -> None:
    for catalogue in (TIP, COMPLAINT):
        for entry, text in catalogue[language].texts.items():
            assert text.placeholders == catalogue["hi"].texts[entry].placeholders, entry


def test_the_officers_languages_have_the_same_placeholders() -> None:
    for entry, text in OFFICER["en"].texts.items():
        assert text.placeholders == OFFICER["hi"].texts[entry].placeholders, entry


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.language)
def test_titles_fit_their_place(words: Words) -> None:
    for entry in words.texts:
        limit = 20 if entry.startswith("b.") else 72 if entry.endswith(".detail") else 24
        if entry.startswith(("b.", "c.", "l.", "lang.name")):
            assert 0 < length(words.say(entry)) <= limit, entry


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.language)
def test_topics_have_titles_and_details_that_differ(words: Words) -> None:
    titles = [words.say(f"c.{category}") for category in CATEGORIES]

    assert len(set(titles)) == len(CATEGORIES) == 10
    assert all(f"c.{category}.detail" in words for category in CATEGORIES)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.language)
def test_texts_are_normal_and_tidy(words: Words) -> None:
    for entry in words.texts:
        text = words.say(entry)
        assert unicodedata.is_normalized("NFC", text), entry
        assert text == text.strip() or entry in ("n.and", "t.today", "t.yesterday", "t.tomorrow", "t.date"), (
            entry
        )
        assert "  " not in text, entry
        assert length(text) <= 620, entry


@pytest.mark.parametrize("words", DISCREET, ids=lambda words: words.language)
def test_a_lock_screen_tells_nothing(words: Words) -> None:
    for entry, text in _messages(words):
        assert telling_words(text, words.language) == [], entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lock_screen_tells_nothing_of_joined_texts(language: Language) -> None:
    words = TIP[language]
    for first in _JOINED_BEFORE_A_QUESTION:
        for entry in words.texts:
            if entry.endswith((".ask", ".confirm", ".near", ".which")) or entry == "readback":
                joined = f"{words.say(first, {'items': '1 फोटो'}.get)}\n\n{words.say(entry)}"
                assert telling_words(joined, language) == [], (first, entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_written_in_its_own_script(language: Language) -> None:
    script = {
        "hi": r"[\u0900-\u097f]",
        "bho": r"[\u0900-\u097f]",
        "ur": r"[\u0600-\u06ff]",
        "en": r"[A-Za-z]",
    }
    foreign = {
        "hi": r"[\u0600-\u06ff]",
        "bho": r"[\u0600-\u06ff]",
        "ur": r"[\u0900-\u097f]",
        "en": r"[\u0600-\u097f]",
    }
    texts = COMPLAINT[language]
    for entry in set(texts.texts) - {"b.lang", "n.and", "t.at", "t.date"}:
        text = texts.say(entry)
        assert re.search(script[language], text), entry
        assert not re.search(foreign[language], text), entry


def test_the_talk_says_that_it_is_filed_after_a_day() -> None:
    for words in TIP.values():
        assert "24" in words.say("open")
        assert "24" in words.say("help")


def test_no_word_of_ours_names_a_gender_of_the_person() -> None:
    for language in ("hi", "bho"):
        for entry in COMPLAINT[language].texts:
            said = TIP[language].say(entry) if entry in TIP[language] else ""
            said += COMPLAINT[language].say(entry)
            assert not re.search(r"(ूँगा|ूँगी|ऊंगा|ऊंगी|ोगे|ोगी)\b", said), entry
