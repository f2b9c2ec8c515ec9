"""A tag says "the same again" and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from satark.vault.tags import keyed

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.text(), st.text())
def test_the_same_parts_under_the_same_key_have_the_same_tag(one: str, two: str) -> None:
    assert keyed(KEY, one, two) == keyed(KEY, one, two)
    assert keyed(KEY, one, two) != keyed(OTHER, one, two)


def test_parts_do_not_run_into_each_other() -> None:
    assert keyed(KEY, "12", "3") != keyed(KEY, "1", "23") != keyed(KEY, "123")


def test_a_broken_text_has_a_tag_too() -> None:
    assert len(keyed(KEY, "\ud800")) == 16
