"""Links and the words in them: short, silent about us, and read back whatever people make of them."""

from __future__ import annotations

import random
from urllib.parse import parse_qs, urlsplit

import pytest

from satark.channels.whatsapp.links import CODE_SIGNS, GREETINGS, new_code, prefilled, wa_link, without_code
from satark.dialogues.catalogue import LANGUAGES
from tests.dialogues.limits import length, telling_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_for_the_person_tells_nothing(language: str) -> None:
    words = prefilled(language, "4K7M")  # type: ignore[arg-type]  # a parameter of the test

    assert words == f"{GREETINGS[language]} 4K7M"  # type: ignore[index]  # the same
    assert length(words) <= 140
    assert telling_words(words, language) == []


def test_a_link_carries_the_number_and_the_words_whole() -> None:
    link = urlsplit(wa_link("+91 55500 00101", prefilled("hi", "4K7M")))

    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/915550000101")
    assert parse_qs(link.query) == {"text": ["नमस्ते 4K7M"]}
    assert wa_link("+91 55500 00101") == "https://wa.me/915550000101"


def test_every_code_that_is_made_is_read_back() -> None:
    below = random.Random(7).randrange

    codes = {new_code(below) for _ in range(300)}

    assert len(codes) > 250
    assert {without_code(prefilled("hi", code)) for code in codes} == {("नमस्ते", code) for code in codes}
    assert {sign for code in codes for sign in code} == set(CODE_SIGNS)


@pytest.mark.parametrize(
    ("written", "said", "code"),
    [
        ("नमस्ते 4K7M", "नमस्ते", "4K7M"),
        ("नमस्ते ४K७M", "नमस्ते", "4K7M"),
        ("hello, 4k7m", "Hello", "4K7M"),
        ("آداب ۴K۷M", "آداب", "4K7M"),
        ("प्रणाम।4K7M", "प्रणाम", "4K7M"),
        ("  नमस्ते   4K7M  ", "नमस्ते", "4K7M"),
        ("4k7m", "नमस्ते", "4K7M"),
        ("नमस्ते 4K7M यहाँ रोज रात ट्रक जाता है", "नमस्ते यहाँ रोज रात ट्रक जाता है", "4K7M"),
    ],
)
def test_a_code_is_taken_off_what_was_said(written: str, said: str, code: str) -> None:
    assert without_code(written) == (said, code)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "नमस्ते",
        "नमस्ते 4K7",
        "नमस्ते 4K7MM",
        "नमस्ते UP65",
        "नमस्ते4K7M",
        "गाड़ी 4K7M थी",
        "4K7M गाड़ी थी",
        "Hello UP 65 4K7M",
    ],
)
def test_anything_else_is_left_as_it_was_said(written: str) -> None:
    assert without_code(written) == (written, "")
