"""The spellings of one name in three scripts meet under one key, and different names stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.jurisdiction.spelling import key, loose, skeleton, spellings, strict, words

SAME_NAME = [
    "चंदौली चन्दौली chandauli Chandoli CHANDOULI chandouly چندولی",
    "मुगलसराय mughalsarai mugalsaray mughalsaraye مغلسرائے",
    "सकलडीहा sakaldiha sakaldeeha سکلڈیہا",
    "शहाबगंज shahabganj sahabganj shahabgunj شہابگنج",
    "नौगढ़ नवगढ़ naugarh nowgarh نوگڑھ",
    "बलुआ बलुवा balua baluwa بلوا",
    "फरीदपुर फ़रीदपुर faridpur pharidpur فریدپور",
    "इज्जतनगर इज़्ज़तनगर izzatnagar ijjatnagar عزتنگر",
]


@pytest.mark.parametrize("group", SAME_NAME)
def test_spellings_of_one_name_have_one_key(group: str) -> None:
    assert len({key(word) for word in group.split()}) == 1


def test_different_names_have_different_keys() -> None:
    assert len({key(group.split()[0]) for group in SAME_NAME}) == len(SAME_NAME)


def test_one_word_or_two_is_one_name() -> None:
    assert key("Mughal Sarai") == key("mughalsarai")
    assert key("सैयद राजा") == key("सैयदराजा")


@pytest.mark.parametrize("written", ["\u0928\u094c\u0917\u0922\u093c", "\u0928\u094c\u0917\u095d", "naugarh"])
def test_a_flap_is_heard_as_r_and_as_d(written: str) -> None:
    assert {key(form) for form in spellings(written)} == {key("naugarh"), key("naugadh")}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("बलुआ", "balua"),
        ("चकिया", "chakiya"),
        ("धानापुर", "dhanapur"),
        ("पश्चिमी", "pashchimi"),
        ("आँवला", "anvala"),
        ("बम्बई", "bambai"),
        ("मुंबई", "mumbai"),
        ("घाट", "ghat"),
        ("Kyoladiya", "kyoladiya"),
        ("Babury", "baburi"),
        ("Qila", "kila"),
        ("چکیا", "chkiya"),
        ("گھاٹ", "ghat"),
    ],
)
def test_a_word_is_read_into_latin_letters(written: str, read: str) -> None:
    assert strict(written) == read


def test_what_sounds_alike_has_one_loose_form() -> None:
    assert loose("shahi") == loose("sahi")
    assert loose("bhutta") == loose("buta")
    assert loose("saidraja") == loose("sayedraja")


def test_a_vowel_at_the_beginning_is_part_of_the_key() -> None:
    assert skeleton(loose("iliya")) != skeleton(loose("liya"))


def test_words_are_found_between_anything_else() -> None:
    assert words("बलुआ।घाट, 2 km (C.B. Ganj) بلوا؟") == ["balua", "ghat", "km", "k", "b", "ganj", "bluva"]


@given(st.text(max_size=80))
def test_no_text_raises_and_forms_are_plain_letters(text: str) -> None:
    for word in words(text):
        assert word.isascii()
        assert word == word.lower() != ""
    assert key(text).isascii()
