"""The roster that every process reads from the database is the one that was entered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from satark.accounts.models import Officer
from satark.jurisdiction import services
from satark.jurisdiction.models import Absence, Holding, Post, StandIn, Unit
from satark.jurisdiction.queries import load_roster
from satark.settings import Process
from tests.database import Database
from tests.jurisdiction import duty
from tests.jurisdiction.duty import LONG_AGO, NOON

DAY = timedelta(days=1)


def entered() -> dict[str, int]:
    """The small range in the database, each post with an officer of its own. Returns post -> officer."""
    for place in duty.units().values():
        Unit.objects.create(
            code=place.code,
            kind=place.kind,
            name_en=place.code,
            name_hi=place.code,
            parent_id=place.parent or None,
            district_id=place.district or None,
            range_id=place.range or None,
        )
    officers: dict[str, int] = {}
    for code, unit in duty.CHAIRS:
        role = Post.Role(code.rpartition(".")[2])
        services.add_post(code=code, unit=unit, role=role, name_en=code, name_hi=code)
        officer = Officer.objects.create(username=code, name=f"Officer {code}")
        services.take_charge(officer, post=code, at=LONG_AGO)
        officers[code] = officer.pk
    return officers


@pytest.mark.django_db
def test_what_was_entered_decides_who_is_there_and_who_stands_in() -> None:
    officers = entered()
    Absence.objects.create(officer_id=officers["ghat.sho"], kind="court", since=NOON, until=NOON + DAY)
    StandIn.objects.create(post_id="ghat.sho", deputy_id="bridge.sho", since=LONG_AGO)

    here = load_roster("ghat")

    assert here.present("ghat.sho", NOON - DAY) == officers["ghat.sho"]
    assert here.present("ghat.sho", NOON) is None
    assert here.living("ghat.sho", NOON) == "bridge.sho"
    assert here.ladder("ghat.sho", NOON) == duty.roster().ladder("ghat.sho", NOON)


@pytest.mark.django_db
def test_a_roster_reaches_over_the_whole_range_and_up_but_not_into_another() -> None:
    entered()
    Unit.objects.create(
        code="elsewhere", kind="range", name_en="", name_hi="", range_id="elsewhere", parent_id="zone"
    )
    services.add_post(code="elsewhere.dig", unit="elsewhere", role=Post.Role.DIG, name_en="", name_hi="")

    here, everywhere = load_roster("ghat"), load_roster()

    assert set(here.posts) == set(duty.POSTS)
    assert set(everywhere.posts) == {*duty.POSTS, "elsewhere.dig"}


@pytest.mark.django_db
def test_what_was_over_is_left_out_when_only_later_is_asked_for() -> None:
    officers = entered()
    Holding.objects.create(
        officer_id=officers["bridge.sho"], post_id="ghat.night", since=NOON - 3 * DAY, until=NOON - 2 * DAY
    )

    assert len(load_roster("ghat", since=NOON - DAY).holdings) == len(load_roster("ghat").holdings) - 1


@pytest.mark.parametrize("process", ["relay", "console", "worker"])
def test_every_process_that_asks_who_is_there_may_read_it(database: Database, process: Process) -> None:
    officers = entered()
    Absence.objects.create(officer_id=officers["ghat.sho"], kind="suspended", since=LONG_AGO)

    with database.acting_as(process):
        here = load_roster("ghat")

    assert here.living("ghat.sho", NOON) == "ghat.ssi"
    assert here.away(officers["ghat.sho"], NOON) == "away"
