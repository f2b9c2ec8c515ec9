"""A change of charge leaves history as it was, and what it ends is ended at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from satark.accounts.models import SignIn
from satark.jurisdiction import charge
from satark.jurisdiction.errors import LastAdministrator, NotHeld, RosterRefused
from satark.jurisdiction.models import Absence, Holding, StandIn
from satark.jurisdiction.queries import load_roster
from tests.jurisdiction import small
from tests.jurisdiction.small import newcomer

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


def test_who_joins_takes_the_post_over_and_who_was_there_stays_in_history() -> None:
    before, officer = small.enter().officers["ghat.sho"], newcomer()

    charge.join(officer, post="ghat.sho", at=NOW, now=NOW)

    here = load_roster("ghat")
    assert here.holder("ghat.sho", NOW) == officer
    assert here.holder("ghat.sho", NOW - HOUR) == before


def test_a_transfer_ordered_for_tomorrow_changes_nothing_today() -> None:
    before, officer = small.enter().officers["ghat.sho"], newcomer()

    charge.join(officer, post="ghat.sho", at=NOW + 24 * HOUR, now=NOW)

    here = load_roster("ghat")
    assert here.holder("ghat.sho", NOW + 23 * HOUR) == before
    assert here.holder("ghat.sho", NOW + 24 * HOUR) == officer
    assert SignIn.objects.filter(officer=before, ended_at=None).exists()


def test_joining_twice_is_joining_once() -> None:
    small.enter()
    officer = newcomer()

    for hours in (0, 1, 2):
        charge.join(officer, post="ghat.sho", at=NOW + hours * HOUR, now=NOW)

    assert Holding.objects.filter(officer=officer).count() == 1


def test_a_desk_takes_a_second_officer_without_relieving_the_first() -> None:
    first, second = small.enter().officers["east.desk"], newcomer()

    charge.join(second, post="east.desk", at=NOW, now=NOW)

    assert set(Holding.objects.filter(post="east.desk", until=None).values_list("officer", flat=True)) == {
        first,
        second,
    }


def test_who_is_relieved_of_the_last_post_is_signed_out_everywhere_and_others_are_not() -> None:
    officers = small.enter().officers

    charge.relieve(officers["ghat.sho"], post="ghat.sho", at=NOW, now=NOW)

    still_in = set(SignIn.objects.filter(ended_at=None).values_list("officer", flat=True))
    assert still_in == set(officers.values()) - {officers["ghat.sho"]}
    assert load_roster("ghat").living("ghat.sho", NOW) == "ghat.ssi"


def test_who_keeps_another_post_stays_signed_in() -> None:
    officer = small.enter().officers["river.co"]
    charge.join(officer, post="market.co", at=NOW, now=NOW)

    charge.relieve(officer, post="river.co", at=NOW, now=NOW)

    assert SignIn.objects.filter(officer=officer, ended_at=None).exists()


def test_a_posting_that_is_called_off_before_it_began_never_counted() -> None:
    before, officer = small.enter().officers["ghat.sho"], newcomer()
    charge.join(officer, post="bridge.sho", at=NOW + 24 * HOUR, now=NOW)

    charge.relieve(officer, post="bridge.sho", at=NOW, now=NOW)

    here = load_roster("ghat")
    assert before is not None
    assert here.holder("bridge.sho", NOW + 25 * HOUR) is None


def test_nobody_is_relieved_of_what_he_does_not_hold() -> None:
    small.enter()

    with pytest.raises(NotHeld):
        charge.relieve(newcomer(), post="ghat.sho", at=NOW, now=NOW)


@pytest.mark.parametrize("kind", ["line", "suspended"])
def test_the_lines_and_suspension_end_every_sign_in(kind: str) -> None:
    officer = small.enter().officers["ghat.sho"]

    charge.absent(officer, Absence.Kind(kind), since=NOW - HOUR, until=None, now=NOW)

    assert not SignIn.objects.filter(officer=officer, ended_at=None).exists()


def test_leave_ends_no_sign_in_and_is_over_when_the_officer_is_back() -> None:
    officer = small.enter().officers["ghat.sho"]
    charge.absent(officer, Absence.Kind.LEAVE, since=NOW - HOUR, until=NOW + 100 * HOUR, now=NOW)
    away = load_roster("ghat").present("ghat.sho", NOW)

    charge.back(officer, at=NOW)

    assert away is None
    assert load_roster("ghat").present("ghat.sho", NOW) == officer
    assert SignIn.objects.filter(officer=officer, ended_at=None).exists()


def test_nobody_comes_back_who_was_not_away() -> None:
    officer = small.enter().officers["ghat.sho"]

    with pytest.raises(NotHeld):
        charge.back(officer, at=NOW)


def test_a_stand_in_is_named_changed_and_unnamed_and_each_stays_in_history() -> None:
    small.enter()
    charge.stand_in("ghat.sho", "bridge.sho", at=NOW - 2 * HOUR)
    charge.stand_in("ghat.sho", "bazar.sho", at=NOW - HOUR)

    charge.stand_in("ghat.sho", None, at=NOW)

    named = StandIn.objects.order_by("since").values_list("deputy", "until")
    assert list(named) == [("bridge.sho", NOW - HOUR), ("bazar.sho", NOW)]


@pytest.mark.parametrize(("post", "deputy"), [("east.cell", "ghat.sho"), ("ghat.sho", "east.cell")])
def test_nobody_is_named_to_act_for_a_cell_nor_a_cell_for_anybody(post: str, deputy: str) -> None:
    small.enter()

    with pytest.raises(RosterRefused):
        charge.stand_in(post, deputy, at=NOW)


def test_a_turn_of_the_duty_roster_has_its_end_from_the_beginning() -> None:
    small.enter()
    officer = newcomer()

    for _ in range(2):
        charge.take_turn(officer, post="bridge.sho", since=NOW, until=NOW + 8 * HOUR)

    assert [*Holding.objects.filter(officer=officer).values_list("since", "until")] == [(NOW, NOW + 8 * HOUR)]


def test_the_last_administrator_neither_leaves_nor_is_suspended_until_another_is_there() -> None:
    officer = small.enter().officers["east.admin"]
    with pytest.raises(LastAdministrator):
        charge.relieve(officer, post="east.admin", at=NOW, now=NOW)
    with pytest.raises(LastAdministrator):
        charge.absent(officer, Absence.Kind.SUSPENDED, since=NOW, until=None, now=NOW)

    charge.join(newcomer(), post="east.admin", at=NOW, now=NOW)
    charge.relieve(officer, post="east.admin", at=NOW, now=NOW)

    assert not Holding.objects.filter(officer=officer, until=None).exists()
