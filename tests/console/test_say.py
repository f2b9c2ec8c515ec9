"""Times, numbers and sizes as people say them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.utils import translation

from satark.console import say

NOON = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
"""12:00 in India."""


@pytest.mark.parametrize(
    ("at", "hindi", "english"),
    [
        (datetime(2026, 11, 22, 13, 12, tzinfo=UTC), "शाम 6:42", "6:42 pm"),
        (datetime(2026, 11, 22, 3, 40, tzinfo=UTC), "सुबह 9:10", "9:10 am"),
        (datetime(2026, 11, 21, 19, 0, tzinfo=UTC), "कल रात 12:30", "12:30 am"),
        (datetime(2026, 11, 22, 21, 4, tzinfo=UTC), "आज रात 2:34", "tomorrow 2:34 am"),
        (datetime(2026, 11, 23, 21, 4, tzinfo=UTC), "कल रात 2:34", "24 Nov 2:34 am"),
        (datetime(2026, 11, 20, 21, 4, tzinfo=UTC), "21 नव॰ रात 2:34", "yesterday 2:34 am"),
        (datetime(2026, 11, 21, 8, 0, tzinfo=UTC), "कल दोपहर 1:30", "yesterday 1:30 pm"),
        (datetime(2026, 11, 23, 4, 30, tzinfo=UTC), "कल सुबह 10:00", "tomorrow 10:00 am"),
        (datetime(2026, 11, 12, 15, 5, tzinfo=UTC), "12 नव॰ रात 8:35", "12 Nov 8:35 pm"),
        (datetime(2025, 2, 3, 15, 5, tzinfo=UTC), "3 फ़र॰ 2025 रात 8:35", "3 Feb 2025 8:35 pm"),
    ],
)
def test_a_moment_is_said_in_indias_time(at: datetime, hindi: str, english: str) -> None:
    assert say.moment(at, NOON, hindi=True) == hindi
    assert say.moment(at, NOON, hindi=False) == english


def test_the_exact_time_names_its_zone() -> None:
    assert say.exact(NOON) == "22 Nov 2026 12:00:00 IST"


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (47 * 60, "47 h"), (48 * 60, "2 days")]
)
def test_how_long_ago_is_one_number(minutes: int, said: str) -> None:
    later = datetime.fromtimestamp(NOON.timestamp() + minutes * 60, UTC)

    with translation.override("en"):
        assert say.elapsed(NOON, later) == said


@pytest.mark.parametrize(
    ("number", "grouped"),
    [("4820193375", "482 019 3375"), ("4820193375-2", "482 019 3375-2"), ("482", "482"), ("", "")],
)
def test_a_case_number_is_read_in_groups(number: str, grouped: str) -> None:
    assert say.grouped(number) == grouped


@pytest.mark.parametrize("typed", ["482 019 3375", "४८२०१९३३७५", "۴۸۲-۰۱۹-۳۳۷۵", " 4820193375\n"])
def test_a_number_may_be_typed_on_any_keyboard(typed: str) -> None:
    assert say.typed_number(typed) == "4820193375"


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "1 KB"), (20_480, "20 KB"), (5_767_168, "5.5 MB")])
def test_a_size_is_short(count: int, said: str) -> None:
    assert say.size(count) == said


def test_a_file_is_called_by_the_first_signs_of_its_id() -> None:
    assert say.mark(UUID("90fd996f-0000-4000-8000-000000000000")) == "90FD996F"
