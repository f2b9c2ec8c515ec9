"""What the roster's page shows: who sits where, why not, who acts, and whose phone is missing; of one's own area alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection

from satark.jurisdiction import charge
from satark.jurisdiction.models import Absence, Holding
from satark.jurisdiction.presence import Phone, PostPresence, UnitPresence, whole_roster
from satark.jurisdiction.queries import roster_page
from tests.database import Database
from tests.jurisdiction import small
from tests.jurisdiction.small import LONG_AGO, Small, newcomer

DAY = timedelta(days=1)


def page(database: Database, world: Small, post: str) -> list[UnitPresence]:
    with world.at_console(database, post):
        return roster_page(datetime.now(UTC))


def row(units: list[UnitPresence], code: str) -> PostPresence:
    return next(post for unit in units for post in unit.posts if post.code == code)


def test_each_sees_the_own_area_from_above(database: Database) -> None:
    world = small.enter()

    shown = {
        post: [unit.code for unit in page(database, world, post)]
        for post in ("river.co", "ghat.sho", "east.admin")
    }

    assert shown["river.co"] == ["river", "bridge", "ghat", "ghat-chowki"]
    assert shown["ghat.sho"] == ["ghat", "ghat-chowki"]
    assert shown["east.admin"][:2] == ["east", "east-hills"]
    assert not {"range", "west", "mill"} & set(shown["east.admin"])


def test_who_is_there_who_is_away_and_why_and_who_acts(database: Database) -> None:
    world = small.enter()
    until = datetime.now(UTC) + DAY
    Absence.objects.create(officer_id=world.officers["ghat.sho"], kind="court", since=LONG_AGO, until=until)
    Holding.objects.filter(post="bridge.sho").update(until=LONG_AGO + DAY)

    units = page(database, world, "river.co")

    away, vacant, there = (row(units, code) for code in ("ghat.sho", "bridge.sho", "ghat.ssi"))
    assert (away.state, away.until, away.acting, away.officer) == (
        "court",
        until,
        "ghat.ssi",
        "Officer ghat.sho",
    )
    assert (vacant.state, vacant.officer, vacant.acting) == ("vacant", "", "")
    assert vacant.answers in {"river.co", "east.control"}, (
        "by day the circle officer, by night the control room"
    )
    assert (there.state, there.until, there.acting) == ("present", None, "")


def test_a_turn_of_the_duty_roster_shows_its_end(database: Database) -> None:
    world = small.enter()
    now = datetime.now(UTC)
    charge.take_turn(newcomer(), post="bridge.sho", since=now - DAY, until=now + DAY)

    assert row(page(database, world, "river.co"), "bridge.sho").until == now + DAY


def test_phones_are_told_by_kind_and_a_unit_by_the_share_that_is_enrolled(database: Database) -> None:
    world = small.enter()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO relay_number (phone_number_id, display, unit_id, lanes, languages) "
            "VALUES ('1', '', 'east', '[]', '[]')"
        )
        for post, phone, misses in (("ghat.sho", "cug", 0), ("ghat.ssi", "private", 5)):
            cursor.execute(
                "INSERT INTO relay_thread (id, number_id, scope, post_id, phone, officer_id, partition, sealed_address,"
                " sealed_state, draft, push, last_in, misses)"
                " VALUES (gen_random_uuid(), '1', 'duty', %s, %s, %s, 0, '', '', false, false, now(), %s)",
                [post, phone, world.officers[post], misses],
            )

    ghat = next(unit for unit in page(database, world, "river.co") if unit.code == "ghat")

    assert (row([ghat], "ghat.sho").cug, row([ghat], "ghat.sho").reached) == (True, True)
    assert (row([ghat], "ghat.ssi").private, row([ghat], "ghat.ssi").reached) == (True, False)
    assert (ghat.enrolled, ghat.share) == (2, 0.5)
    assert [post.code for post in ghat.unreached] == ["ghat.helpdesk", "ghat.night", "ghat.ssi"]


def test_the_owners_list_is_the_same_and_takes_phones_from_its_own_view(database: Database) -> None:
    small.enter()

    units = whole_roster("river", [Phone("ghat.sho", "cug", True, True)], datetime.now(UTC))

    assert [unit.code for unit in units] == ["river", "bridge", "ghat", "ghat-chowki"]
    assert row(units, "ghat.sho").reached


def test_a_cell_lacks_no_phone(database: Database) -> None:
    world = small.enter()

    east = next(unit for unit in page(database, world, "east.sp") if unit.code == "east")

    assert not {"east.cell", "east.admin"} & {post.code for post in east.unreached}
