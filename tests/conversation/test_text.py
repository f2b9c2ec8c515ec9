"""Folding: what makes two ways of typing the same words one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.conversation.text import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  HELLO,   World!! ", "hello world"),
        ("हाँ", "हां"),
        ("छोड़ें", "छोडें"),
        (unicodedata.normalize("NFD", "छोड़ें"), "छोडें"),
        ("२३", "23"),
        ("۲۳", "23"),
        ("٢٣", "23"),
        ("\u200fہاں\u200c", "ہاں"),
        ("كيا", "کیا"),
        ("don't", "don t"),
        ("👍🏽 ✌️ 🇮🇳", ""),
        ("\u200b\u200d\ufeff", ""),
        ("???", ""),
        ("a\tb\nc", "a b c"),
        ("\ud800x", "x"),
        ("4821-0937", "4821 0937"),
    ],
)
def test_the_same_words_typed_differently_fold_alike(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_fold_has_single_spaces_and_no_capitals(text: str) -> None:
    folded = fold(text)

    assert folded == folded.strip()
    assert "  " not in folded
