"""Parts of a file, as players ask for them."""

from __future__ import annotations

import pytest

from satark.console.ranges import Part, Unsatisfiable, wanted


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-9", Part(0, 10, 100)),
        ("bytes=90-", Part(90, 10, 100)),
        ("bytes=90-999", Part(90, 10, 100)),
        ("bytes=-10", Part(90, 10, 100)),
        ("bytes=-1000", Part(0, 100, 100)),
    ],
)
def test_one_range_is_read(header: str, part: Part) -> None:
    assert wanted(header, 100) == part


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=5-2", "bytes=a-b"])
def test_what_is_no_single_range_means_the_whole(header: str) -> None:
    assert wanted(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=200-100", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        wanted(header, 100)


def test_the_answer_says_which_part_of_how_much() -> None:
    assert Part(90, 10, 100).header == "bytes 90-99/100"
