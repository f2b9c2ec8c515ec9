"""A poster: every word whole and in its own letters, one page, a QR that a camera can read, the same file every time."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from itertools import permutations

import pypdfium2
import pytest
from PIL import Image

from satark.conversation.values import Language
from satark.dialogues.catalogue import LANGUAGES
from satark.posters import press
from satark.posters.catalogue import words_of
from satark.posters.press import Poster

POSTER = Poster(
    code="4K7M",
    unit={"hi": "चंदौली", "en": "Chandauli"},
    number="+91 55500 00101",
    languages=("hi", "en"),
    spoken=("hi", "en", "ur", "bho"),
)
SHARPNESS = 5
"""Pixels for a point: 360 dots an inch, as a plain office printer has."""


def text_of(poster: Poster) -> str:
    """Every sign of the page, without white space: where a PDF's letters stand far apart, readers put some in."""
    page = pypdfium2.PdfDocument(press.make(poster))[0]
    return squeezed(page.get_textpage().get_text_range())


def said(language: Language) -> list[str]:
    """What a poster says in a language, whether it comes first or second on it."""
    words = words_of(language)
    once = ("district", "languages", "poster")
    return [*words.topics, *(text for key, text in words.texts.items() if key not in once)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def seen(poster: Poster) -> Image.Image:
    page = pypdfium2.PdfDocument(press.make(poster))[0]
    picture: Image.Image = page.render(scale=SHARPNESS).to_pil()
    return picture.convert("L")


def modules(picture: Image.Image, size: int) -> list[list[int]]:
    """The QR as a camera reads it: what is black inside the frame, cut into its modules."""
    inside = picture.crop((46 * SHARPNESS, 238 * SHARPNESS, 243 * SHARPNESS, 434 * SHARPNESS))
    left, top, right, _ = inside.point(lambda value: 255 if value < 60 else 0).getbbox() or (0, 0, 0, 0)
    step = (right - left) / size

    black = inside.point(lambda value: 1 if value < 128 else 0)

    def dark(x: int, y: int) -> int:
        return int(black.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) == 1)

    return [[dark(x, y) for x in range(size)] for y in range(size)]


@pytest.mark.parametrize("languages", list(permutations(("hi", "en", "bho"), 2)), ids="-".join)
def test_every_word_of_both_languages_stands_on_it_whole(languages: tuple[Language, Language]) -> None:
    read = text_of(replace(POSTER, languages=languages))

    assert [text for each in languages for text in said(each) if squeezed(text) not in read] == []


@pytest.mark.parametrize("languages", [("ur", "en"), ("en", "ur")], ids="-".join)
def test_no_letter_of_urdu_is_missing(languages: tuple[Language, Language]) -> None:
    # Its letters are drawn in parts, body and dots, and a PDF gives them back part by part.
    read = text_of(replace(POSTER, languages=languages))

    assert set(squeezed("".join(said("ur")))) <= set(read)
    assert "\ufffd" not in read


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_it_is_one_page_in_any_languages(count: int) -> None:
    for languages in permutations(LANGUAGES, count):
        document = pypdfium2.PdfDocument(press.make(replace(POSTER, languages=languages)))

        assert len(document) == 1, languages


def test_the_same_poster_is_the_same_file() -> None:
    assert press.make(POSTER) == press.make(POSTER)
    assert press.make(POSTER) != press.make(replace(POSTER, code="7M4K"))


def test_a_camera_reads_the_link_from_it() -> None:
    code = press.qr(POSTER.link)
    size = len(code.matrix)

    assert modules(seen(POSTER), size) == [[int(dark) for dark in row] for row in code.matrix]


def test_the_link_opens_a_talk_with_a_greeting_and_the_code() -> None:
    assert (
        POSTER.link
        == "https://wa.me/915550000101?text=%E0%A4%A8%E0%A4%AE%E0%A4%B8%E0%A5%8D%E0%A4%A4%E0%A5%87%204K7M"
    )


def test_the_number_is_large_and_the_code_is_there() -> None:
    read = text_of(POSTER)

    assert "+915550000101" in read
    assert "4K7M" in read


def test_what_is_given_is_never_read_as_a_drawing() -> None:
    mischief = '#read("/etc/passwd") $x$ "] #panic() \\ 115'

    read = text_of(replace(POSTER, unit={"hi": mischief}))

    assert squeezed(mischief) in read


def test_every_language_says_everything_and_never_promises_to_be_nameless() -> None:
    keys = {language: set(words_of(language).texts) for language in LANGUAGES}

    assert keys == dict.fromkeys(LANGUAGES, keys["hi"])
    for language in LANGUAGES:
        said = json.dumps(words_of(language).texts, ensure_ascii=False)
        assert "112" in said
        assert not re.search(r"anonym|गुमनाम|अनाम|گمنام", said, re.IGNORECASE)


def test_the_words_are_written_and_not_made_up() -> None:
    for language in LANGUAGES:
        source = (files("satark.posters") / "words" / f"{language}.toml").read_text(encoding="utf-8")

        assert tomllib.loads(source) == words_of(language).texts
