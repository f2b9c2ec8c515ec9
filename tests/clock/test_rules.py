"""The times of a district: defaults, exceptions, versions, and errors that name the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from satark.cases.clock import rulebooks
from satark.cases.clock.rule_files import RulesRefused, difference, dump, parse
from satark.cases.clock.rules import CLOCKS, DEFAULTS, Hours, Rulebook, Rules, Version
from satark.cases.models import RuleSet
from satark.jurisdiction.models import Unit

NOON = datetime(2026, 11, 8, 6, 30, tzinfo=UTC)
TERM = {"urgent": 2, "ordinary": 9}


def minutes(rules: Rules, clock: str = "receive", *, urgent: bool = False) -> float:
    term = rules.term(clock, urgent=urgent, category="theft", unit="cave", at=NOON)
    return term.total_seconds() / 60


def test_what_nobody_configured_has_a_default() -> None:
    assert parse({}) == DEFAULTS
    assert (minutes(DEFAULTS, urgent=True), minutes(DEFAULTS)) == (5, 30)
    assert all(DEFAULTS.step(clock, urgent=False) for clock in CLOCKS)
    assert Rulebook().at(NOON) == DEFAULTS


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ({}, True),
        ({"category": ["theft"]}, True),
        ({"category": ["fight"]}, False),
        ({"unit": ["cave"]}, True),
        ({"unit": ["ghat"]}, False),
        ({"from": 10, "until": 14}, True),
        ({"from": 22, "until": 6}, False),
        ({"festival": True}, True),
        ({"festival": False}, False),
    ],
)
def test_an_exception_counts_where_all_of_it_fits(when: dict[str, object], fits: bool) -> None:
    rules = parse({"festivals": ["2026-11-08"], "exceptions": [{"when": when, "minutes": {"receive": TERM}}]})

    assert minutes(rules) == (9 if fits else 30)


def test_the_first_exception_that_fits_counts() -> None:
    other = {"minutes": {"receive": {"urgent": 1, "ordinary": 1}}}
    rules = parse({"exceptions": [{"minutes": {"receive": TERM}}, other]})

    assert minutes(rules) == 9
    assert minutes(rules, "team") == 120


def test_hours_go_over_midnight_and_say_when_they_begin_next() -> None:
    night, day = Hours(22, 6), Hours(8, 20)

    assert (night.cover(NOON), night.cover(NOON + timedelta(hours=12))) == (False, True)
    assert day.next(NOON) == NOON
    assert day.next(NOON + timedelta(hours=10)) == NOON + timedelta(hours=20)


def test_a_version_counts_from_its_moment_until_the_next() -> None:
    tight, loose = parse({"minutes": {"receive": TERM}}), parse({"close_days": 20})
    book = Rulebook((Version(NOON, tight), Version(NOON + timedelta(days=1), loose)))

    assert book.at(NOON - timedelta(seconds=1)) == DEFAULTS
    assert book.at(NOON) == tight
    assert book.at(NOON + timedelta(days=2)) == loose


def test_ten_days_end_with_the_day_in_india() -> None:
    late_evening_in_india = datetime(2026, 11, 8, 18, 29, tzinfo=UTC)

    assert DEFAULTS.close_by(late_evening_in_india) == datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
    assert DEFAULTS.close_by(late_evening_in_india + timedelta(minutes=1)) == datetime(
        2026, 11, 19, 18, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ([], "rules must be an object"),
        ({"minuts": {}}, "rules knows no 'minuts'"),
        ({"minutes": {"recieve": TERM}}, "minutes knows no 'recieve'"),
        ({"minutes": {"receive": {"urgent": 5}}}, "minutes.receive must name both"),
        (
            {"minutes": {"receive": {"urgent": 0, "ordinary": 30}}},
            "minutes.receive.urgent must be a whole number",
        ),
        (
            {"minutes": {"receive": {"urgent": 50, "ordinary": 30}}},
            "minutes.receive: urgent must not be longer",
        ),
        ({"minutes": {"receive": {"urgent": True, "ordinary": 30}}}, "minutes.receive.urgent"),
        ({"close_days": None}, "close_days must be a whole number from 1"),
        ({"festivals": ["8.11.2026"]}, "festivals[0] must be a day"),
        (
            {"exceptions": [{"when": {"from": 3}, "minutes": {"receive": TERM}}]},
            "exceptions[0].when must name both",
        ),
        ({"exceptions": [{"when": {}}]}, "exceptions[0].minutes must name at least one"),
        ({"exceptions": [{"when": {"unit": [7]}, "minutes": {}}]}, "exceptions[0]"),
        ({"auto_forward": [{"festival": "yes"}]}, "auto_forward[0].festival"),
        ({"ladder_minutes": {"pigeon": 4}}, "ladder_minutes knows no 'pigeon'"),
        ({"digest_hours": [24]}, "digest_hours[0]"),
    ],
)
def test_a_refusal_names_the_place(content: object, place: str) -> None:
    with pytest.raises(RulesRefused, match=place.replace("[", r"\[").replace(".", r"\.")):
        parse(content)


FULL = {
    "minutes": {"receive": TERM},
    "exceptions": [{"when": {"unit": ["cave"], "from": 22, "until": 6}, "minutes": {"spot": TERM}}],
    "auto_forward": [{"category": ["fight"], "festival": True}],
    "festivals": ["2026-11-08"],
    "staffed": {"from": 8, "until": 22},
    "signature_reminders": [12],
}


def test_what_is_written_reads_back_as_the_same() -> None:
    assert parse(dump(parse(FULL))) == parse(FULL)


def test_a_difference_is_one_line_a_place() -> None:
    assert difference(DEFAULTS, DEFAULTS) == []
    assert difference(DEFAULTS, parse({"close_days": 7, "festivals": ["2026-11-08"]})) == [
        "close_days: 10 → 7",
        "festivals: [] → nothing",
        "festivals[0]: nothing → 2026-11-08",
    ]


def test_auto_forward_is_off_unless_a_district_says_otherwise() -> None:
    assert not DEFAULTS.forwards_by_itself(category="fight", unit="cave", at=NOON)
    assert parse(FULL).forwards_by_itself(category="fight", unit="cave", at=NOON)
    assert not parse(FULL).forwards_by_itself(category="theft", unit="cave", at=NOON)


@pytest.fixture
def district(db: None) -> str:
    return Unit.objects.create(code="east", kind=Unit.Kind.DISTRICT, name_en="East", name_hi="पूर्व").code


def test_a_version_is_added_and_never_counts_for_what_is_over(district: str) -> None:
    rulebooks.add(district, parse(FULL), now=NOON)

    assert rulebooks.rules_of(district, now=NOON) == parse(FULL)
    assert rulebooks.rules_of(district, now=NOON - timedelta(minutes=1)) == DEFAULTS
    with pytest.raises(RulesRefused, match="newer version"):
        rulebooks.add(district, DEFAULTS, now=NOON - timedelta(minutes=1))


def test_a_version_that_cannot_be_read_stops_no_clock(district: str) -> None:
    rulebooks.add(district, parse({"minutes": {"receive": TERM}}), now=NOON)
    RuleSet(district_id=district, since=NOON + timedelta(hours=1), rules={"minutes": "none"}).save()

    assert minutes(rulebooks.rules_of(district, now=NOON + timedelta(days=1))) == 9


def test_rules_belong_to_a_district(district: str) -> None:
    with pytest.raises(RulesRefused, match="no district"):
        rulebooks.add("nowhere", DEFAULTS, now=NOON)
    assert rulebooks.load(district) == Rulebook()
