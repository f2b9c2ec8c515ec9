"""Why a direction did not arrive stands with it: the officer who sent it is the one who can act."""

from __future__ import annotations

from typing import Any

from satark.channels.whatsapp.errors import WORDS
from satark.console.words import FAILURES
from satark.relay.outgoing import FAILED, READY, Outcome
from tests.relay.desk import Desk, status
from tests.relay.test_people import enrolled
from tests.relay.test_sending import answered_by_the_cell, filed

SHO = "915550020031"


def reasons(desk: Desk) -> list[Any]:
    return [row[0] for row in desk.rows("SELECT data FROM cases_event WHERE kind = 'direction_failed'")]


def test_a_refusal_is_noted_with_its_reason(desk: Desk) -> None:
    enrolled(desk, SHO, "chn-balua.sho")
    desk.world.direction(desk.world.tip())
    desk.work()

    desk.learn(Outcome(desk.letters[-1].id, FAILED, error="131026"))

    assert reasons(desk) == [{"why": "not_reachable"}]


def test_a_post_without_a_phone_is_the_reason(desk: Desk) -> None:
    desk.world.direction(desk.world.tip())

    desk.work()

    assert reasons(desk) == [{"why": "no_phone"}]


def test_a_direction_that_waited_for_a_week_says_so(desk: Desk) -> None:
    enrolled(desk, SHO, "chn-balua.sho")
    desk.world.direction(desk.world.tip())
    desk.work()
    desk.learn(Outcome(desk.letters[-1].id, READY, again_at=desk.now))

    desk.later(days=8)
    desk.work()

    assert reasons(desk) == [{"why": "too_late"}]


def held(desk: Desk) -> list[Any]:
    return [row[0] for row in desk.rows("SELECT data FROM cases_event WHERE kind = 'reply_held'")]


def test_that_a_source_did_not_agree_to_be_written_to_is_told_to_the_cell(desk: Desk) -> None:
    _, case_id = filed(desk, push="push:no")

    answered_by_the_cell(desk, case_id)

    assert held(desk) == [{"why": "not_agreed"}]


def test_that_nobody_is_there_any_more_to_be_told_is_a_reason(desk: Desk) -> None:
    answered_by_the_cell(desk, desk.world.tip())

    assert held(desk) == [{"why": "gone"}]


def test_a_message_that_did_not_reach_a_source_is_told_to_the_cell_with_its_reason_and_no_more(
    desk: Desk,
) -> None:
    _, case_id = filed(desk)
    answered_by_the_cell(desk, case_id)
    failed = status(desk.letters[-1].id, "failed", errors=[{"code": 131026}])

    desk.store(failed)
    desk.work()

    assert held(desk) == [{"why": "not_reachable"}]
    ((post, officer, sealed),) = desk.rows(
        "SELECT post_id, officer_id, sealed FROM cases_event WHERE kind = 'reply_held'"
    )
    assert (post, officer, sealed) == (None, None, None)


def test_what_arrives_at_a_source_is_told_to_nobody(desk: Desk) -> None:
    _, case_id = filed(desk)
    answered_by_the_cell(desk, case_id)

    desk.store(status(desk.letters[-1].id, "read"))
    desk.work()

    assert held(desk) == []


def test_one_moment_is_told_to_one_case_only(desk: Desk) -> None:
    _, first = filed(desk)
    second = desk.world.tip()
    with desk.world.database.superuser() as link:
        link.execute(
            "INSERT INTO relay_link (case_id, thread_id, at) SELECT %s, thread_id, at FROM relay_link",
            [second],
        )
    answered_by_the_cell(desk, first)
    desk.later(seconds=1)
    answered_by_the_cell(desk, second)

    desk.learn(Outcome(desk.letters[-1].id, FAILED, error="131026"))

    assert desk.rows("SELECT case_id FROM cases_event WHERE kind = 'reply_held'") == [(second,)]


def test_officers_have_words_for_each_kind_of_failure_there_is() -> None:
    ours = {"no_phone", "too_late", "not_agreed", "gone"}

    assert set(FAILURES) == set(WORDS) | ours
