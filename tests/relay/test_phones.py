"""A post's two phones: the official SIM stays with the chair; a private one is refused the moment its officer is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from satark.accounts.models import Officer
from satark.accounts.services import sign_in
from satark.jurisdiction import charge
from satark.jurisdiction.models import Absence, Post
from satark.jurisdiction.queries import load_roster
from satark.jurisdiction.services import add_post, take_charge
from satark.relay import enrolment
from tests.relay.desk import Desk, Person

POST = "chn-balua.sho"
CUG, OWN, ANOTHER = "915550020001", "915550020002", "915550020003"


def enrolled(desk: Desk, person: Person, *, phone: str = "cug", post: str = POST) -> Person:
    with desk.world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), desk.keys.enrolment, post, desk.now, phone=phone)
    person.says(f"duty {code}")
    return person


def holder(post: str = POST) -> int:
    officer = load_roster(post.partition(".")[0]).holder(post, datetime.now(UTC))
    assert officer is not None
    return officer


def newcomer() -> int:
    return int(Officer.objects.create(username="newcomer", name="Officer Newcomer").pk)


def speaks_as_post(desk: Desk, person: Person) -> bool:
    """Whether what this phone says is taken for the post's, or for its owner's own."""
    person.says("Hi")
    return desk.rows("SELECT scope FROM relay_thread ORDER BY last_in DESC LIMIT 1") == [("duty",)]


def directed(desk: Desk) -> tuple[UUID, str]:
    case_id = desk.world.tip()
    ref = desk.world.direction(case_id)
    desk.work()
    return case_id, ref


def received(desk: Desk, ref: str) -> list[tuple[object, ...]]:
    return desk.rows("SELECT post_id FROM cases_event WHERE kind = 'received' AND ref = %s", ref)


def directions_to(desk: Desk, number: str) -> int:
    to = [body for body in desk.bodies if str(body.get("to", "")).lstrip("+") == number]
    return sum("नाका" in str(body) for body in to)


# --- what each phone gets and may say --------------------------------------------------------------------------------


def test_a_direction_goes_to_both_phones_of_a_post_and_either_may_acknowledge(desk: Desk) -> None:
    enrolled(desk, desk.person(number=CUG))
    own = enrolled(desk, desk.person(number=OWN), phone="private")

    _, ref = directed(desk)
    own.presses(f"direction:received:{ref}")

    assert (directions_to(desk, CUG), directions_to(desk, OWN)) == (1, 1)
    assert received(desk, ref) == [(POST,)]


def test_a_transfer_in_mid_case_cuts_the_private_phone_at_once_and_the_official_one_goes_on(
    desk: Desk,
) -> None:
    official = enrolled(desk, desk.person(number=CUG))
    own = enrolled(desk, desk.person(number=OWN), phone="private")
    _, ref = directed(desk)

    charge.join(newcomer(), post=POST, at=desk.now - timedelta(hours=1), now=desk.now)
    own.presses(f"direction:received:{ref}")
    refused = received(desk, ref)
    official.presses(f"direction:received:{ref}")

    assert refused == []
    assert received(desk, ref) == [(POST,)]


def test_after_a_transfer_the_next_direction_reaches_the_official_phone_alone(desk: Desk) -> None:
    enrolled(desk, desk.person(number=CUG))
    enrolled(desk, desk.person(number=OWN), phone="private")

    charge.join(newcomer(), post=POST, at=desk.now - timedelta(hours=1), now=desk.now)
    directed(desk)

    assert (directions_to(desk, CUG), directions_to(desk, OWN)) == (1, 0)


def test_history_still_names_who_held_the_post_when_something_was_done(desk: Desk) -> None:
    official = enrolled(desk, desk.person(number=CUG))
    before = holder()
    _, ref = directed(desk)
    official.presses(f"direction:received:{ref}")
    (done_at,) = desk.rows("SELECT at FROM cases_event WHERE kind = 'received'")[0]
    assert isinstance(done_at, datetime)

    after = newcomer()
    charge.join(after, post=POST, at=done_at + timedelta(seconds=1), now=desk.now)

    here = load_roster("chn-balua")
    assert here.holder(POST, done_at) == before
    assert here.holder(POST, done_at + timedelta(seconds=1)) == after


@pytest.mark.parametrize("kind", ["line", "suspended"])
def test_in_the_lines_or_suspended_the_private_phone_is_a_strangers_and_the_chairs_is_not(
    desk: Desk, kind: str
) -> None:
    official = enrolled(desk, desk.person(number=CUG))
    own = enrolled(desk, desk.person(number=OWN), phone="private")
    charge.absent(holder(), Absence.Kind(kind), since=desk.now - timedelta(hours=1), until=None, now=desk.now)

    assert not speaks_as_post(desk, own)
    assert speaks_as_post(desk, official)


def test_what_still_waits_for_a_private_phone_does_not_go_out_after_the_transfer(desk: Desk) -> None:
    enrolled(desk, desk.person(number=OWN), phone="private")
    directed(desk)
    with desk.in_relay() as cursor:
        cursor.execute("UPDATE relay_outgoing SET state = 0, send_at = %s, attempts = 0", [desk.now])
    charge.join(newcomer(), post=POST, at=desk.now - timedelta(hours=1), now=desk.now)

    desk.work()

    assert directions_to(desk, OWN) == 1
    assert desk.rows("SELECT count(*) FROM relay_outgoing WHERE state = 0 AND ref <> ''") == [(1,)]


def test_a_night_officers_own_phone_stands_for_the_post_in_his_turns_alone(desk: Desk) -> None:
    add_post(
        code="chn-balua.night",
        unit="chn-balua",
        role=Post.Role.NIGHT,
        name_en="Night",
        name_hi="रात्रि अधिकारी",
    )
    turn = timedelta(hours=8)
    officer = newcomer()
    charge.take_turn(officer, post="chn-balua.night", since=desk.now, until=desk.now + turn)
    charge.take_turn(officer, post="chn-balua.night", since=desk.now + 3 * turn, until=desk.now + 4 * turn)
    own = enrolled(desk, desk.person(number=OWN), phone="private", post="chn-balua.night")

    spoke_as_post = []
    for _ in range(4):
        spoke_as_post.append(speaks_as_post(desk, own))
        desk.later(hours=8)

    assert spoke_as_post == [True, False, False, True]


# --- enrolling -------------------------------------------------------------------------------------------------------


def test_a_phone_that_shows_no_number_is_enrolled_heard_and_written_to_by_its_user_id(desk: Desk) -> None:
    hidden = enrolled(desk, desk.person(user_id="IN.91555000123456789012"))

    _, ref = directed(desk)
    hidden.presses(f"direction:received:{ref}")

    assert hidden.last["recipient"] == hidden.user_id
    assert received(desk, ref) == [(POST,)]


def test_the_new_official_phone_takes_the_place_of_the_old_one_and_leaves_private_ones(desk: Desk) -> None:
    old = enrolled(desk, desk.person(number=CUG))
    enrolled(desk, desk.person(number=OWN), phone="private")

    enrolled(desk, desk.person(number=ANOTHER))

    assert not speaks_as_post(desk, old)
    assert desk.rows(
        "SELECT phone, count(*) FROM relay_thread WHERE scope = 'duty' GROUP BY 1 ORDER BY 1"
    ) == [
        ("cug", 1),
        ("private", 1),
    ]


def test_the_official_phone_stays_the_posts_until_the_new_holder_enrols_it_anew(desk: Desk) -> None:
    official = enrolled(desk, desk.person(number=CUG))
    charge.join(newcomer(), post=POST, at=desk.now - timedelta(hours=1), now=desk.now)

    enrolled(desk, official)

    assert desk.rows("SELECT count(*) FROM relay_thread WHERE scope = 'duty'") == [(1,)]
    assert speaks_as_post(desk, official)


def test_a_private_phone_needs_somebody_who_holds_the_post(desk: Desk) -> None:
    charge.relieve(holder(), post=POST, at=desk.now - timedelta(hours=1), now=desk.now)

    with desk.world.database.connect("owner") as link, pytest.raises(enrolment.NobodyHolds):
        enrolment.issue(link.cursor(), desk.keys.enrolment, POST, desk.now, phone="private")


def test_a_code_is_made_only_for_a_post_that_there_is(desk: Desk) -> None:
    with (
        desk.world.database.connect("owner") as link,
        pytest.raises(enrolment.NoSuchPost, match="roster list"),
    ):
        enrolment.issue(link.cursor(), desk.keys.enrolment, "chn-blua.sho", desk.now)

    assert desk.rows("SELECT count(*) FROM relay_enrolment") == [(0,)]


def test_phones_of_one_kind_are_released_and_the_other_stays(desk: Desk) -> None:
    enrolled(desk, desk.person(number=CUG))
    enrolled(desk, desk.person(number=OWN), phone="private")

    with desk.world.database.connect("owner") as link:
        released = enrolment.release(link.cursor(), POST, phone="private")

    assert released == 1
    assert desk.rows("SELECT phone FROM relay_thread WHERE scope = 'duty'") == [("cug",)]


# --- who can be reached ----------------------------------------------------------------------------------------------


def test_the_console_learns_yes_or_no_of_its_own_area_and_nothing_of_a_phone(desk: Desk) -> None:
    enrolled(desk, desk.person(number=CUG))
    enrolled(desk, desk.person(number=OWN), phone="private")
    enrolled(desk, desk.person(number=ANOTHER), post="bly-izzatnagar.sho")
    with desk.in_relay() as cursor:
        cursor.execute("UPDATE relay_thread SET misses = 2 WHERE phone = 'private'")

    seen = {post: phones_seen(desk, post) for post in ("chandauli.sp", "chn-balua.sho", "chn-chakia.sho")}

    assert (
        seen["chandauli.sp"]
        == seen["chn-balua.sho"]
        == [(POST, "cug", True, True), (POST, "private", True, False)]
    )
    assert seen["chn-chakia.sho"] == []


def phones_seen(desk: Desk, post: str) -> list[tuple[object, ...]]:
    with desk.world.at_console(post), connection.cursor() as cursor:
        cursor.execute("SELECT post, kind, enrolled, reached FROM post_phones() ORDER BY 1, 2")
        return list(cursor.fetchall())


def test_a_phone_whose_officer_left_counts_as_not_enrolled(desk: Desk) -> None:
    enrolled(desk, desk.person(number=OWN), phone="private")
    officer = newcomer()

    charge.join(officer, post=POST, at=datetime.now(UTC) - timedelta(hours=1), now=desk.now)
    take_charge(
        Officer.objects.get(pk=officer), post="chandauli.sp", at=datetime.now(UTC) - timedelta(hours=1)
    )
    desk.world.secrets["new"] = sign_in(Officer.objects.get(pk=officer), now=datetime.now(UTC))

    assert phones_seen(desk, "new") == [(POST, "private", False, False)]
