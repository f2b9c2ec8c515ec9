"""Slips of the ear cost less than another consonant, and a short name bears fewer than a long one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.jurisdiction.slips import borne, slips

SOUNDS = st.text(alphabet="abdeghijklmnoprstuvy", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "counted"),
    [
        ("bareli", "bareli", 0),
        ("bareli", "bareile", 0.5 + 0.5),  # a vowel more, another vowel
        ("isatnagar", "isatnagr", 0.5),  # a vowel lost
        ("mugalsarai", "mugalsari", 0.5),
        ("dhanapur", "danapur", 0.25),  # breath
        ("sikarganj", "sikargan", 1),  # a consonant lost
        ("nogarh", "nograh", 0.75),  # swapped
        ("babri", "vabri", 0.75 + 1),  # b for v, and another start
        ("sikarganj", "sitarganj", 1.5),  # another consonant
    ],
)
def test_each_slip_has_its_weight(one: str, other: str, counted: float) -> None:
    assert slips(one, other) == pytest.approx(counted)


@given(SOUNDS, SOUNDS)
def test_the_way_back_is_as_far_and_no_way_is_no_slip(one: str, other: str) -> None:
    assert slips(one, other) == pytest.approx(slips(other, one))
    assert slips(one, one) == 0
    assert one == other or slips(one, other) > 0


@given(SOUNDS, SOUNDS)
def test_a_longer_name_never_bears_less(one: str, other: str) -> None:
    shorter, longer = sorted((one, other), key=len)

    assert borne(shorter) <= borne(longer)


def test_a_short_name_bears_no_other_consonant_and_a_long_one_does() -> None:
    assert slips("buta", "bura") > borne("buta")
    assert slips("cakargata", "cakarbata") <= borne("cakargata")
