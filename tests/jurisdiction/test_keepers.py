"""Who may change a roster, and who acts: decided by the database itself, in the console's own role."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from satark.jurisdiction import charge
from satark.jurisdiction.errors import RosterRefused
from satark.jurisdiction.models import Absence, Holding, Post, StandIn
from satark.jurisdiction.queries import load_roster, who_am_i
from satark.jurisdiction.rights import acting_as
from satark.jurisdiction.roster import Roster
from satark.jurisdiction.services import add_post
from tests.database import Database
from tests.jurisdiction import duty, small
from tests.jurisdiction.small import LONG_AGO, Small, newcomer

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def acting(query: str = "acting_posts()") -> set[str]:
    """What the database takes the acting officer for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {query}")
        return set(cursor.fetchone()[0])


# --- who acts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["line", "suspended"])
def test_in_the_lines_or_suspended_an_open_sign_in_is_nobodys(database: Database, kind: str) -> None:
    world = small.enter()
    Absence.objects.create(officer_id=world.officers["ghat.sho"], kind=kind, since=NOW)

    with world.at_console(database, "ghat.sho"):
        assert who_am_i() is None
        assert acting() == set()


def test_who_is_relieved_acts_for_the_post_no_more_and_who_joined_does(database: Database) -> None:
    world = small.enter()
    world.officers["new"] = newcomer()
    Holding.objects.filter(post="ghat.sho").update(until=datetime.now(UTC))
    charge.join(world.officers["bridge.sho"], post="ghat.sho", at=NOW - DAY, now=NOW)

    with world.at_console(database, "ghat.sho"):
        assert acting() == set()
    with world.at_console(database, "bridge.sho"):
        assert acting() == {"bridge.sho", "ghat.sho"}


def test_a_stand_in_acts_for_the_post_only_while_nobody_is_there(database: Database) -> None:
    world = small.enter()
    StandIn.objects.create(post_id="river.co", deputy_id="market.co", since=LONG_AGO)

    with world.at_console(database, "market.co"):
        there = acting()
    Absence.objects.create(officer_id=world.officers["river.co"], kind="leave", since=LONG_AGO)
    with world.at_console(database, "market.co"):
        away = acting()

    assert there == {"market.co"}
    assert away == {"market.co", "river.co"}


def test_the_senior_sub_inspector_acts_for_the_officer_in_charge_without_being_named(
    database: Database,
) -> None:
    world = small.enter()
    Absence.objects.create(officer_id=world.officers["ghat.sho"], kind="court", since=LONG_AGO)

    with world.at_console(database, "ghat.ssi"):
        assert acting() == {"ghat.ssi", "ghat.sho"}
    with world.at_console(database, "ghat.night"):
        assert acting() == {"ghat.night"}


def test_nobody_who_is_away_himself_stands_in(database: Database) -> None:
    world = small.enter()
    for post in ("ghat.sho", "ghat.ssi"):
        Absence.objects.create(officer_id=world.officers[post], kind="leave", since=LONG_AGO)

    with world.at_console(database, "ghat.ssi"):
        assert acting() == {"ghat.ssi"}


def test_an_area_is_the_own_unit_and_all_below_and_outside_the_police_there_is_none(
    database: Database,
) -> None:
    world = small.enter()

    for post in ("river.co", "east.sp", "mining.outside"):
        with world.at_console(database, post):
            assert acting("acting_area()") == duty.roster().area(post)


def test_the_control_room_looks_after_the_district_wherever_its_chair_stands(database: Database) -> None:
    world = small.enter()
    add_post(code="sog.control", unit="sog", role=Post.Role.CONTROL, name_en="", name_hi="")
    charge.join(world.officers["sog.special"], post="sog.control", at=NOW - DAY, now=NOW)

    with world.at_console(database, "sog.special"):
        area = acting("acting_area()")

    assert area == load_roster().area("sog.control") == duty.roster().area("east.control")


def test_why_somebody_is_away_is_for_those_whose_area_it_is(database: Database) -> None:
    world = small.enter()
    Absence.objects.create(officer_id=world.officers["ghat.sho"], kind="medical", since=LONG_AGO)
    told = {}

    for post in ("river.co", "market.co"):
        with world.at_console(database, post), connection.cursor() as cursor:
            cursor.execute("SELECT kind FROM area_absences()")
            told[post] = cursor.fetchall()
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute("SELECT kind FROM jurisdiction_absence")

    assert told == {"river.co": [("medical",)], "market.co": []}


@pytest.mark.django_db
def test_the_database_and_the_roster_agree_on_who_acts() -> None:
    world, dice = small.enter(), random.Random(7)

    for _ in range(40):
        with transaction.atomic():
            _shuffle(world, dice)
            here, now = load_roster(), datetime.now(UTC)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT code, coalesce(roster_acting(code, %s), '') FROM unnest(%s::text[]) code",
                    [now, list(duty.POSTS)],
                )
                assert dict(cursor.fetchall()) == {post: here.acting(post, now) for post in duty.POSTS}
            _check_each_acts_for_whom_the_roster_says(world, here, now)
            transaction.set_rollback(True)


def _shuffle(world: Small, dice: random.Random) -> None:
    """Posts that nobody holds, officers who are away, stand-ins for whomever."""
    Holding.objects.filter(post__in=dice.sample(duty.POSTS, 6)).update(until=NOW)
    for post in dice.sample(duty.POSTS, dice.randrange(20)):
        Absence.objects.create(officer_id=world.officers[post], kind="leave", since=LONG_AGO)
    for post in dice.sample(duty.POSTS, 6):
        deputy = dice.choice([other for other in duty.POSTS if other != post])
        StandIn.objects.create(post_id=post, deputy_id=deputy, since=LONG_AGO)


def _check_each_acts_for_whom_the_roster_says(world: Small, here: Roster, now: datetime) -> None:
    for post in duty.POSTS:
        held = {post} if here.holder(post, now) else set()
        there = here.present(post, now) is not None
        for_others = {each for each in duty.POSTS if there and here.acting(each, now) == post}
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('satark.session', %s, true)", [world.secrets[post]])
        assert acting() == held | for_others


# --- who keeps the roster --------------------------------------------------------------------------------------------


def test_an_administrator_keeps_the_roster_of_the_district(database: Database) -> None:
    world = small.enter()

    with world.at_console(database, "east.admin"):
        officer = charge.enlist("Dinesh Patel", "SI")
        charge.join(officer, post="ghat.sho", at=NOW, now=NOW)
        charge.absent(world.officers["ghat.ssi"], Absence.Kind.COURT, since=NOW, until=None, now=NOW)
        charge.stand_in("ghat.sho", "bridge.sho", at=NOW)
        charge.take_turn(officer, post="ghat.night", since=NOW, until=NOW + DAY)
    with world.at_console(database, "east.admin"):
        charge.absent(officer, Absence.Kind.SUSPENDED, since=NOW + timedelta(seconds=1), until=None, now=NOW)
        charge.back(world.officers["ghat.ssi"], at=datetime.now(UTC))

    here = load_roster("ghat")
    later = datetime.now(UTC) + timedelta(seconds=2)
    assert here.holder("ghat.sho", later) == here.holder("ghat.night", later) == officer
    assert here.living("ghat.sho", later) == "bridge.sho"
    assert here.present("ghat.ssi", later) == world.officers["ghat.ssi"]


CHANGES: dict[str, Callable[[Small, int], object]] = {
    "join": lambda _, new: charge.join(new, post="ghat.sho", at=NOW, now=NOW),
    "join elsewhere": lambda _, new: charge.join(new, post="mill.sho", at=NOW, now=NOW),
    "join the cell": lambda _, new: charge.join(new, post="east.cell", at=NOW, now=NOW),
    "become administrator": lambda _, new: charge.join(new, post="east.admin", at=NOW, now=NOW),
    "join long ago": lambda _, new: charge.join(new, post="east.desk", at=NOW - 2 * DAY, now=NOW),
    "relieve": lambda world, _: charge.relieve(world.officers["ghat.sho"], post="ghat.sho", at=NOW, now=NOW),
    "relieve elsewhere": lambda world, _: charge.relieve(
        world.officers["mill.sho"], post="mill.sho", at=NOW, now=NOW
    ),
    "relieve of the cell": lambda world, _: charge.relieve(
        world.officers["east.cell"], post="east.cell", at=NOW, now=NOW
    ),
    "relieve long ago": lambda world, _: charge.relieve(
        world.officers["ghat.sho"], post="ghat.sho", at=NOW - 2 * DAY, now=NOW
    ),
    "suspend": lambda world, _: charge.absent(
        world.officers["ghat.sho"], Absence.Kind.SUSPENDED, since=NOW, until=None, now=NOW
    ),
    "suspend the cell": lambda world, _: charge.absent(
        world.officers["east.cell"], Absence.Kind.SUSPENDED, since=NOW, until=None, now=NOW
    ),
    "depute": lambda *_: charge.stand_in("ghat.sho", "bridge.sho", at=NOW),
    "depute from elsewhere": lambda *_: charge.stand_in("ghat.sho", "mill.sho", at=NOW),
    "enlist": lambda *_: charge.enlist("Somebody"),
}
REFUSED_TO_ADMINISTRATOR = {
    *("join elsewhere", "join the cell", "become administrator", "join long ago", "relieve elsewhere"),
    *("relieve of the cell", "relieve long ago", "suspend the cell", "depute from elsewhere"),
}


def test_what_an_administrator_may_not_do_and_that_nobody_else_may_do_anything(database: Database) -> None:
    world = small.enter()
    new = newcomer()
    refused: dict[str, set[str]] = {}

    for post in ("east.admin", "east.sp", "east.desk", "east.cell", "ghat.sho", "range.dig"):
        for name, change in CHANGES.items():
            with database.acting_as("console"), acting_as(world.secrets[post]):
                try:
                    with transaction.atomic():
                        change(world, new)
                        transaction.set_rollback(True)
                except RosterRefused:
                    refused.setdefault(post, set()).add(name)

    assert refused.pop("east.admin") == REFUSED_TO_ADMINISTRATOR
    assert all(names == set(CHANGES) for names in refused.values())
    assert len(refused) == 5


def test_nobody_gives_himself_a_post(database: Database) -> None:
    world = small.enter()

    with world.at_console(database, "east.admin"), pytest.raises(RosterRefused):
        charge.join(world.officers["east.admin"], post="ghat.sho", at=NOW, now=NOW)


def test_what_is_over_is_never_made_longer_and_no_beginning_is_changed(database: Database) -> None:
    world = small.enter()
    Holding.objects.filter(post="ghat.sho").update(until=NOW - DAY)

    with world.at_console(database, "east.admin"):
        assert Holding.objects.filter(post="ghat.sho").update(until=NOW + DAY) == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Holding.objects.filter(post="ghat.ssi").update(since=NOW)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Holding.objects.filter(post="ghat.ssi").delete()
