"""The demo's roll: every chair taken, nobody real, and somebody awake at every hour of the next month."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import islice

import pytest

from satark import clock
from satark.accounts.models import Officer
from satark.config import demo_people, demo_roll
from satark.config.demo import OFFICERS
from satark.jurisdiction import gazetteer
from satark.jurisdiction.models import Holding
from satark.jurisdiction.queries import load_roster

HOUR = timedelta(hours=1)


def test_every_sign_in_of_the_demo_is_for_a_post_that_there_is() -> None:
    posts = {post.code for post in demo_roll.posts(demo_roll.units())}

    assert {post for _, _, post, _ in OFFICERS} <= posts


def test_both_districts_have_the_same_kinds_of_posts_and_addressees_outside_the_police() -> None:
    units = demo_roll.units()
    district = gazetteer.districts(units)

    roles: dict[str, set[str]] = {"chandauli": set(), "bareilly": set()}
    for post in demo_roll.posts(units):
        roles.get(district.get(post.unit, ""), set()).add(post.role)

    assert roles["chandauli"] == roles["bareilly"]
    assert {"desk", "control", "night_go", "admin", "ssi", "night", "helpdesk", "outside"} <= roles[
        "bareilly"
    ]


def test_no_two_officers_of_the_demo_have_one_name() -> None:
    names = Counter(islice(demo_roll.names(), 500))

    assert max(names.values()) == 1


@pytest.fixture
def now(db: None) -> datetime:
    now = clock.now()
    demo_people.units_and_posts()
    demo_people.roll(now)
    return now


def test_every_post_but_those_held_by_turns_has_somebody_there(now: datetime) -> None:
    here = load_roster()

    empty = {chair.role for chair in here.posts.values() if here.present(chair.code, now) is None}

    assert empty <= {"night", "night_go"}


def test_somebody_is_awake_at_every_hour_of_the_next_month(now: datetime) -> None:
    here = load_roster()
    midnight = now.astimezone(clock.INDIA).replace(hour=23, minute=30)

    for days in range(29):
        night = midnight + timedelta(days=days)
        for post in ("chn-balua.night", "bly-izzatnagar.night", "chandauli.night_go", "bareilly.night_go"):
            assert here.present(post, night) is not None
        assert all(here.present("chn-dcr.control", night + hours * HOUR) is not None for hours in range(24))


def test_a_second_start_changes_nothing_and_a_later_one_makes_the_duty_roster_longer(now: datetime) -> None:
    before = Officer.objects.count(), Holding.objects.count()

    demo_people.units_and_posts()
    demo_people.roll(now)
    same = Officer.objects.count(), Holding.objects.count()
    demo_people.roll(now + timedelta(days=10))

    assert same == before
    here = load_roster()
    later = (now + timedelta(days=39)).astimezone(clock.INDIA).replace(hour=23, minute=30)
    assert here.present("chn-balua.night", later) is not None
    assert Officer.objects.count() == before[0]
    assert len(here.changes(now, later)) > 39
