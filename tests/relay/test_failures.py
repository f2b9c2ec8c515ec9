"""Why a direction did not arrive stands with it: the officer who sent it is the one who can act."""

from __future__ import annotations

from typing import Any

from satark.channels.whatsapp.errors import TABLE
from satark.console.words import FAILURES
from satark.relay.outgoing import FAILED, READY, Outcome
from tests.relay.desk import Desk
from tests.relay.test_people import enrolled

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


def test_officers_have_words_for_whatever_will_never_arrive() -> None:
    for_good = {failure.words for failure in TABLE.values() if failure.retry == "never"}

    assert for_good | {"window", "too_late", "no_phone"} <= set(FAILURES)
