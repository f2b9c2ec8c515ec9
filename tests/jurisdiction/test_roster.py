"""Somebody is always answerable: by day, by night, whoever is away, whatever changed in between."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satark.jurisdiction.chairs import Away, Deputy, Term, is_night
from satark.jurisdiction.roster import Roster
from tests.jurisdiction import duty
from tests.jurisdiction.duty import MIDNIGHT, NOON, away, officer_of, roster

HOUR = timedelta(hours=1)


def test_the_night_is_from_ten_to_six_in_india_unless_told_otherwise() -> None:
    ten = MIDNIGHT - 2 * HOUR

    nights = [is_night(ten + offset) for offset in (-HOUR / 60, 0 * HOUR, 8 * HOUR - HOUR / 60, 8 * HOUR)]

    assert nights == [False, True, True, False]
    assert not is_night(ten, (23, 5))


# --- who is there ----------------------------------------------------------------------------------------------------


def test_of_two_who_hold_a_post_the_one_who_is_there_acts() -> None:
    second = Term(99, "east.control", since=NOON - HOUR)
    both = roster(terms=[second])
    newer_away = roster(Away(99, "court", since=NOON - HOUR), terms=[second])

    assert both.present("east.control", NOON) == 99
    assert newer_away.present("east.control", NOON) == officer_of("east.control")
    assert newer_away.holder("east.control", NOON) == 99


def test_a_holder_who_is_away_still_holds_the_post() -> None:
    here = roster(away("ghat.sho", since=NOON, until=NOON + HOUR))

    assert here.holder("ghat.sho", NOON) == officer_of("ghat.sho")
    assert here.present("ghat.sho", NOON) is None
    assert here.present("ghat.sho", NOON - HOUR) == officer_of("ghat.sho")
    assert here.present("ghat.sho", NOON + HOUR) == officer_of("ghat.sho")


@pytest.mark.parametrize(
    ("gone", "acts"),
    [
        ((), "ghat.sho"),
        (("ghat.sho",), "ghat.ssi"),
        (("ghat.sho", "ghat.ssi"), "ghat.night"),
        (("ghat.sho", "ghat.ssi", "ghat.night"), "ghat-chowki.outpost"),
        (("ghat.sho", "ghat.ssi", "ghat.night", "ghat-chowki.outpost"), "river.co"),
        (("bridge.sho", "river.co"), "ghat.sho"),
    ],
)
def test_the_senior_sub_inspector_acts_for_the_officer_in_charge_then_the_next_who_is_there(
    gone: tuple[str, ...], acts: str
) -> None:
    here = roster(*map(away, gone))

    assert here.living("ghat.sho", NOON) == acts


def test_a_stand_in_named_in_the_roster_goes_before_the_senior_sub_inspector() -> None:
    named = Deputy("ghat.sho", "bridge.sho", since=NOON - HOUR, until=NOON + HOUR)
    here = roster(away("ghat.sho"), deputies=[named])

    assert here.living("ghat.sho", NOON) == "bridge.sho"
    assert here.living("ghat.sho", NOON + HOUR) == "ghat.ssi"


def test_an_absent_stand_in_is_passed_over() -> None:
    named = Deputy("ghat.sho", "bridge.sho", since=duty.LONG_AGO)
    here = roster(away("ghat.sho"), away("bridge.sho"), deputies=[named])

    assert here.living("ghat.sho", NOON) == "ghat.ssi"


def test_a_night_officers_turn_that_is_over_leaves_his_work_to_the_officer_in_charge() -> None:
    turn = Term(99, "ghat.night", since=MIDNIGHT - 2 * HOUR, until=MIDNIGHT + 6 * HOUR)
    here = roster(vacant=["ghat.night"], terms=[turn])

    assert here.living("ghat.night", MIDNIGHT) == "ghat.night"
    assert here.living("ghat.night", MIDNIGHT + 7 * HOUR) == "ghat.sho"


def test_a_transfer_in_between_changes_the_officer_and_not_the_post() -> None:
    here = roster(
        vacant=["ghat.sho"],
        terms=[Term(70, "ghat.sho", since=duty.LONG_AGO, until=NOON), Term(71, "ghat.sho", since=NOON)],
    )

    assert here.present("ghat.sho", NOON - HOUR) == 70
    assert here.present("ghat.sho", NOON) == 71
    assert here.living("ghat.sho", NOON) == "ghat.sho"


def test_a_post_that_nobody_took_over_yet_is_its_stand_ins() -> None:
    relieved = Term(70, "ghat.sho", since=duty.LONG_AGO, until=NOON)
    here = roster(vacant=["ghat.sho"], terms=[relieved])

    assert here.living("ghat.sho", NOON) == "ghat.ssi"


def test_every_instant_at_which_somebody_comes_or_goes_is_known() -> None:
    here = roster(
        away("ghat.sho", since=NOON, until=NOON + HOUR),
        deputies=[Deputy("ghat.sho", "bridge.sho", since=NOON + 2 * HOUR)],
        terms=[Term(99, "ghat.night", since=NOON + 3 * HOUR, until=NOON + 40 * HOUR)],
    )

    found = here.changes(NOON - HOUR, NOON + 10 * HOUR)

    assert found == (NOON, NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR)


# --- who is above ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "ladder"),
    [
        ("ghat.sho", "river.co east-sub.asp east.sp range.dig zone.adg"),
        ("ghat.ssi", "ghat.sho river.co east-sub.asp east.sp range.dig zone.adg"),
        ("ghat-chowki.outpost", "ghat.sho river.co east-sub.asp east.sp range.dig zone.adg"),
        ("women.special", "market.co east-sub.asp east.sp range.dig zone.adg"),
        ("sog.special", "east.sp range.dig zone.adg"),
        ("mining.outside", "east.sp range.dig zone.adg"),
        ("east.desk", "east.sp range.dig zone.adg"),
        ("east.control", "east.sp range.dig zone.adg"),
        ("river.co", "east-sub.asp east.sp range.dig zone.adg"),
        ("east.sp", "range.dig zone.adg"),
        ("zone.adg", ""),
    ],
)
def test_by_day_it_goes_up_the_line(post: str, ladder: str) -> None:
    assert roster().ladder(post, NOON) == tuple(ladder.split())


@pytest.mark.parametrize(
    ("post", "ladder"),
    [
        (
            "ghat.sho",
            "ghat.night east.control east.night_go east-sub.asp east.sp range.dig zone.adg",
        ),
        ("ghat.night", "ghat.sho east.control east.night_go east-sub.asp east.sp range.dig zone.adg"),
        ("bridge.sho", "east.control east.night_go east-sub.asp east.sp range.dig zone.adg"),
        ("sog.special", "east.control east.night_go east.sp range.dig zone.adg"),
        ("east.desk", "east.control east.night_go east.sp range.dig zone.adg"),
        ("east.control", "east.night_go east.sp range.dig zone.adg"),
        ("river.co", "east.night_go east-sub.asp east.sp range.dig zone.adg"),
        ("east.night_go", "east.sp range.dig zone.adg"),
        ("east-sub.asp", "east.sp range.dig zone.adg"),
        ("mill.sho", "west.control west-sub.asp west.sp range.dig zone.adg"),
    ],
)
def test_by_night_those_who_are_awake_come_first(post: str, ladder: str) -> None:
    assert roster().ladder(post, MIDNIGHT) == tuple(ladder.split())


def test_what_a_monitoring_cell_has_never_goes_to_the_duty_roster() -> None:
    assert roster().ladder("east.cell", MIDNIGHT) == ("east.sp", "range.dig", "zone.adg")


def test_a_post_above_where_nobody_is_there_is_passed_over() -> None:
    here = roster(away("river.co"), vacant=["east-sub.asp"])

    assert here.above("ghat.sho", NOON) == "east.sp"


def test_whoever_stands_in_above_is_asked_once() -> None:
    for_both = [Deputy(post, "market.co", since=duty.LONG_AGO) for post in ("river.co", "east-sub.asp")]
    here = roster(away("river.co"), away("east-sub.asp"), deputies=for_both)

    assert here.ladder("ghat.sho", NOON) == ("market.co", "east.sp", "range.dig", "zone.adg")


def test_who_acts_for_a_post_is_not_above_it() -> None:
    here = roster(away("ghat.sho"))

    assert here.ladder("ghat.ssi", NOON)[0] == "river.co"
    assert "ghat.ssi" not in here.ladder("ghat.sho", MIDNIGHT)


@pytest.mark.parametrize(
    ("only", "answers"),
    [
        (["east.control", "east.desk", "mill.sho"], "east.control"),
        (["east.desk", "mill.sho"], "east.desk"),
        (["mill.sho", "field.co"], "field.co"),
        (["mining.outside"], "mining.outside"),
    ],
)
def test_with_the_whole_line_away_the_control_room_answers_then_the_desk_then_anybody(
    only: list[str], answers: str
) -> None:
    assert roster(only=only).living("ghat.sho", NOON) == answers


def test_the_last_one_there_answers_for_himself() -> None:
    assert roster(only=["ghat.sho"]).above("ghat.sho", NOON) == "ghat.sho"


# --- whose it is -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "decides"),
    [
        ("ghat", "bridge", "river.co"),
        ("ghat-chowki", "ghat", "river.co"),
        ("ghat", "bazar", "east-sub.asp"),
        ("ghat", "cave", "east.sp"),
        ("ghat", "sog", "east.sp"),
        ("women", "bazar", "market.co"),
        ("ghat", "mill", "range.dig"),
    ],
)
def test_the_lowest_post_above_both_stations_decides(one: str, other: str, decides: str) -> None:
    here = roster()

    assert here.over_both(one, other, NOON) == here.over_both(other, one, NOON) == decides


def test_a_dispute_whose_judge_is_away_goes_one_higher() -> None:
    assert roster(away("river.co")).over_both("ghat", "bridge", NOON) == "east-sub.asp"


def test_a_post_looks_after_its_unit_and_all_below_and_one_outside_the_police_after_none() -> None:
    here = roster()

    assert here.area("river.co") == {"river", "ghat", "ghat-chowki", "bridge"}
    assert here.area("ghat.night") == {"ghat", "ghat-chowki"}
    assert "mill" not in here.area("east.desk")
    assert {"east", "west", "mill"} < here.area("range.dig")
    assert here.area("mining.outside") == frozenset()


def test_the_line_of_a_unit_ends_at_the_zone() -> None:
    line = roster().line("ghat-chowki")

    assert line == ("ghat-chowki", "ghat", "river", "east-sub", "east", "range", "zone")


def test_a_brief_goes_to_the_officer_in_charge_by_night_also_to_the_night_officer() -> None:
    here = roster()

    assert here.station_posts("ghat", NOON) == ("ghat.sho",)
    assert here.station_posts("ghat", MIDNIGHT) == ("ghat.sho", "ghat.night")
    assert here.station_posts("ghat", NOON, women=True) == ("ghat.sho", "ghat.helpdesk")
    assert here.station_posts("ghat-chowki", NOON) == ("ghat.sho",)
    assert here.station_posts("sog", NOON) == ("sog.special",)


def test_a_brief_goes_to_whoever_stands_in_and_still_to_the_stations_own_phone() -> None:
    here = roster(away("ghat.sho"), away("ghat.helpdesk"))

    assert here.station_posts("ghat", NOON, women=True) == ("ghat.sho", "ghat.ssi")


# --- whatever happens ------------------------------------------------------------------------------------------------

_MOMENTS = st.integers(0, 48).map(lambda half_hours: NOON + half_hours * HOUR / 2)
_ENDS = st.none() | st.integers(1, 48).map(lambda half_hours: half_hours * HOUR / 2)
_POSTS = st.sampled_from(duty.POSTS)


@st.composite
def _periods(draw: st.DrawFn) -> tuple[datetime, datetime | None]:
    since, length = draw(_MOMENTS), draw(_ENDS)
    return since, since + length if length else None


@st.composite
def _rosters(draw: st.DrawFn) -> Roster:
    """Posts held, vacant, taken over and left at any time; officers away; stand-ins, also for each other."""
    terms = draw(st.lists(st.tuples(st.integers(1, 12), _POSTS, _periods()), max_size=12))
    gone = draw(st.lists(st.tuples(st.integers(1, len(duty.POSTS)), _periods()), max_size=12))
    deputies = draw(st.lists(st.tuples(_POSTS, _POSTS, _periods()), max_size=6))
    return roster(
        *(Away(officer, "leave", since=since, until=until) for officer, (since, until) in gone),
        only=draw(st.sets(_POSTS)),
        deputies=[Deputy(post, other, since=since, until=until) for post, other, (since, until) in deputies],
        terms=[Term(officer, post, since=since, until=until) for officer, post, (since, until) in terms],
    )


@settings(max_examples=150, deadline=None)
@given(_rosters(), _MOMENTS)
def test_every_post_has_a_living_post_as_long_as_anybody_is_there(here: Roster, at: datetime) -> None:
    anybody = any(here.present(post, at) is not None for post in duty.POSTS)

    for post in duty.POSTS:
        for found in (here.living(post, at), here.above(post, at)):
            assert (here.present(found, at) is not None) if anybody else found == post


@settings(max_examples=150, deadline=None)
@given(_rosters(), _MOMENTS)
def test_a_ladder_names_living_posts_once_each_and_never_the_one_it_starts_from(
    here: Roster, at: datetime
) -> None:
    for post in duty.POSTS:
        ladder = here.ladder(post, at)

        assert len(set(ladder)) == len(ladder)
        assert not {post, here.acting(post, at)} & set(ladder)
        assert all(here.present(rung, at) is not None for rung in ladder)


@settings(max_examples=60, deadline=None)
@given(_rosters(), _MOMENTS, st.data())
def test_a_dispute_is_decided_by_somebody_who_is_there(
    here: Roster, at: datetime, data: st.DataObject
) -> None:
    one, other = (data.draw(st.sampled_from([code for code, *_ in duty.TREE])) for _ in range(2))
    anybody = any(here.present(post, at) is not None for post in duty.POSTS)

    decides = here.over_both(one, other, at)

    assert decides in here.posts
    assert here.present(decides, at) is not None or not anybody
