"""The roster that every process reads from the database is the one that was entered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from satark.jurisdiction import services
from satark.jurisdiction.models import Absence, Holding, Post, StandIn, Unit
from satark.jurisdiction.queries import load_roster, posts_by_nearness
from satark.settings import Process
from tests.database import Database
from tests.jurisdiction import duty, small
from tests.jurisdiction.duty import NOON
from tests.jurisdiction.small import LONG_AGO

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_what_was_entered_decides_who_is_there_and_who_stands_in() -> None:
    officers = small.enter().officers
    Absence.objects.create(officer_id=officers["ghat.sho"], kind="court", since=NOON, until=NOON + DAY)
    StandIn.objects.create(post_id="ghat.sho", deputy_id="bridge.sho", since=LONG_AGO)

    here = load_roster("ghat")

    assert here.present("ghat.sho", NOON - DAY) == officers["ghat.sho"]
    assert here.present("ghat.sho", NOON) is None
    assert here.living("ghat.sho", NOON) == "bridge.sho"
    assert here.ladder("ghat.sho", NOON) == duty.roster().ladder("ghat.sho", NOON)


@pytest.mark.django_db
def test_a_roster_reaches_over_the_whole_range_and_up_but_not_into_another() -> None:
    small.enter()
    Unit.objects.create(
        code="elsewhere", kind="range", name_en="", name_hi="", range_id="elsewhere", parent_id="zone"
    )
    services.add_post(code="elsewhere.dig", unit="elsewhere", role=Post.Role.DIG, name_en="", name_hi="")

    here, everywhere = load_roster("ghat"), load_roster()

    assert set(here.posts) == set(duty.POSTS)
    assert set(everywhere.posts) == {*duty.POSTS, "elsewhere.dig"}


@pytest.mark.django_db
def test_what_was_over_is_left_out_when_only_later_is_asked_for() -> None:
    officers = small.enter().officers
    Holding.objects.create(
        officer_id=officers["bridge.sho"], post_id="ghat.night", since=NOON - 3 * DAY, until=NOON - 2 * DAY
    )

    assert len(load_roster("ghat", since=NOON - DAY).holdings) == len(load_roster("ghat").holdings) - 1


@pytest.mark.parametrize("process", ["relay", "console", "worker"])
def test_every_process_that_asks_who_is_there_may_read_it(database: Database, process: Process) -> None:
    officers = small.enter().officers
    Absence.objects.create(officer_id=officers["ghat.sho"], kind="suspended", since=LONG_AGO)

    with database.acting_as(process):
        here = load_roster("ghat")

    assert here.living("ghat.sho", NOON) == "ghat.ssi"
    assert here.away(officers["ghat.sho"], NOON) == "away"


@pytest.mark.django_db
def test_who_is_in_charge_stands_before_the_others_of_the_station() -> None:
    small.enter()
    codes = list(Post.objects.filter(unit__district_id="east").values_list("code", flat=True))

    offered = [post.code for post in posts_by_nearness(codes, station="ghat")]

    assert offered[:5] == ["ghat.sho", "ghat.helpdesk", "ghat.night", "ghat.ssi", "river.co"]
