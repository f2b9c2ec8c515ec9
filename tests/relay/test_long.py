"""Nothing that we send is refused for its length: long words go in several messages, and what still breaks a limit stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from satark.cases import services as cases
from satark.conversation.values import OutMessage
from satark.relay import alarms, duty_notices
from tests.relay.desk import Desk, text_of
from tests.relay.test_failures import reasons
from tests.relay.test_people import enrolled
from tests.relay.test_sending import filed
from tests.world import assess

SHO = "915550020032"
LINE = "नाका लगाएँ और हर गाड़ी देखें।"
LONG = (LINE * 200)[:3999]
"""As much as an officer may write at once."""


def test_an_answer_that_is_too_long_is_read_whole(desk: Desk) -> None:
    source, case_id = filed(desk)
    with desk.world.at_console("chandauli.cell"):
        cases.answer_source(case_id, text=LONG, now=desk.now)
    desk.work()
    before = len(desk.bodies)

    source.presses("news:read")

    said = "".join(text_of(body) for body in desk.bodies[before:])
    assert said.count(LINE) == LONG.count(LINE)
    assert all(len(text_of(body)) <= 4096 for body in desk.bodies[before:])


def test_a_brief_that_is_too_long_arrives_whole(desk: Desk) -> None:
    enrolled(desk, SHO, "chn-balua.sho")
    case_id, before = desk.world.tip(), len(desk.bodies)
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        due = desk.now + timedelta(hours=6)
        cases.direct(case_id, post="chn-balua.sho", brief=LONG, due_at=due, now=desk.now)

    desk.work()

    said = "".join(text_of(body) for body in desk.bodies[before:])
    assert said.count(LINE) == LONG.count(LINE)
    assert all(len(text_of(body)) <= 4096 for body in desk.bodies[before:])


def test_what_still_breaks_a_limit_is_not_sent_but_an_alarm(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(desk, SHO, "chn-balua.sho")
    case_id = desk.world.tip()
    desk.world.direction(case_id)
    monkeypatch.setattr(
        duty_notices, "direction_message", lambda *_, **__: OutMessage("\u200b", lasting=True)
    )
    before = len(desk.bodies)

    desk.work()

    assert len(desk.bodies) == before
    assert reasons(desk) == [{"why": "bad_message"}]
    with desk.in_relay() as cursor:
        assert [each.code for each in alarms.standing(cursor)] == ["bad_message"]
