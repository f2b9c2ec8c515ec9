"""What an officer types: terms in India's time, posts in the order of who is nearest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from satark.clock import INDIA
from satark.console import forms
from satark.jurisdiction.queries import PostLine

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
"""01:30 on the 23rd in India."""


def post(code: str, role: str, unit: str) -> PostLine:
    return PostLine(code, code, code, role, unit, unit, unit)


BALUA = post("chn-balua.sho", "sho", "chn-balua")
CHAKIA = post("chn-chakia.sho", "sho", "chn-chakia")
CO = post("chn-c-skd.co", "co", "chn-c-skd")
SP = post("chandauli.sp", "sp", "chandauli")


def direct(**given: object) -> forms.DirectForm:
    data = {"post": "chn-balua.sho", "brief": "रात में नाका", "term": "2h", **given}
    groups = forms.post_groups([BALUA, CO], "chn-balua")
    return forms.DirectForm(posts=groups, now=NOW, data=data)


@pytest.mark.parametrize(
    ("term", "due"),
    [
        ("2h", datetime(2026, 11, 22, 22, 0, tzinfo=UTC)),
        ("6h", datetime(2026, 11, 23, 2, 0, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 11, 24, 10, 0, tzinfo=INDIA)),
    ],
)
def test_a_preset_is_a_moment(term: str, due: datetime) -> None:
    assert forms.due_at(term, NOW) == due


def test_presets_are_shown_with_the_time_they_mean() -> None:
    with translation.override("en"):
        assert [name for _term, name in forms.term_choices(NOW)] == [
            "2 hours · 3:30 am",
            "6 hours · 7:30 am",
            "Tomorrow 10:00 am",
            "Another time",
        ]


def test_a_time_of_ones_own_is_indias() -> None:
    with timezone.override(INDIA):
        form = direct(term="at", at="2026-11-25T18:00")

        assert form.is_valid(), form.errors
        assert form.cleaned_data["due_at"] == datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


def test_another_time_needs_a_time() -> None:
    assert "at" in direct(term="at", at="").errors
    assert "at" in direct(term="at", at="soon").errors


@pytest.mark.parametrize("missing", [{"post": ""}, {"post": "bly-izzatnagar.sho"}, {"brief": "  "}])
def test_a_direction_needs_a_post_of_the_list_and_words(missing: dict[str, object]) -> None:
    form = direct(**missing)

    assert not form.is_valid()
    assert set(form.errors) == set(missing)


def test_the_cases_own_station_stands_first() -> None:
    with translation.override("en"):
        groups = forms.post_groups([SP, CHAKIA, CO, BALUA], "chn-balua")

    assert [(name, [code for code, _ in lines]) for name, lines in groups] == [
        ("Where it happens", ["chn-balua.sho"]),
        ("Circle officers", ["chn-c-skd.co"]),
        ("Stations", ["chn-chakia.sho"]),
        ("Other posts", ["chandauli.sp"]),
    ]
