"""Refused for everybody: the number pauses, an alarm stands, single letters probe, and the first that goes ends it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from satark.relay import alarms, outgoing, pauses
from satark.relay.letters import Letter, Outcome
from satark.relay.outgoing import READY, SENT
from tests.relay.desk import ALL, NUMBER_ID, Desk, status


def refused(letter: Letter, desk: Desk, *, code: str = "token", halt: str = "all") -> Outcome:
    return Outcome(
        letter.id, READY, again_at=desk.now, error="190", number_id=NUMBER_ID, trouble=code, stops=halt
    )


def standing(desk: Desk) -> set[tuple[str, str]]:
    with desk.in_relay() as cursor:
        return {(each.code, each.number_id) for each in alarms.standing(cursor)}


def test_a_dead_token_pauses_every_number_and_raises_one_alarm(desk: Desk) -> None:
    for at in range(3):
        desk.person(number=f"91555002009{at}").says("Hi")

    desk.learn(*(refused(letter, desk) for letter in desk.letters))

    with desk.in_relay() as cursor:
        assert pauses.standing(cursor) == {pauses.EVERY_NUMBER}
    assert standing(desk) == {("token", "")}
    assert desk.rows("SELECT times FROM relay_alarm") == [(1,)]


def test_probes_go_one_by_one_at_growing_steps_and_each_time_another_letter(desk: Desk) -> None:
    for at in range(3):
        desk.person(number=f"91555002009{at}").says("Hi")
    desk.learn(*(refused(letter, desk, halt="number") for letter in desk.letters))
    start, times, tried = desk.now, [], []

    for _ in range(400):
        desk.later(seconds=30)
        with desk.in_relay() as cursor:
            probes = pauses.probes(cursor, desk.now)
            for number_id in probes:
                due = outgoing.due(cursor, desk.keys, ALL, now=desk.now, only=number_id, limit=1)
                times.append(desk.now - start)
                tried += due.letters
        if probes:
            desk.learn(*(refused(letter, desk, halt="number") for letter in tried[-1:]))

    steps = [after - before for before, after in pairwise(times)]
    assert times[0] == timedelta(minutes=1)
    assert steps[:5] == [timedelta(minutes=minutes) for minutes in (2, 4, 8, 16, 30)]
    assert set(steps[4:]) == {timedelta(minutes=30)}
    assert len({letter.id for letter in tried[:3]}) == 3


def test_the_first_letter_that_goes_ends_pause_and_alarm(desk: Desk) -> None:
    desk.person(number="915550020090").says("Hi")
    desk.learn(refused(desk.letters[-1], desk))
    with desk.in_relay() as cursor:
        (probe,) = outgoing.due(cursor, desk.keys, ALL, now=desk.now).letters

    desk.learn(Outcome(probe.id, SENT, number_id=NUMBER_ID), paused=frozenset({""}))

    assert standing(desk) == set()
    assert desk.rows("SELECT count(*) FROM relay_pause") == [(0,)]


def test_what_was_held_for_another_reason_no_probe_ends(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        pauses.hold(cursor, pauses.EVERY_NUMBER, "callback_changed", desk.now)
        pauses.pause(cursor, NUMBER_ID, "payment", desk.now)
        assert pauses.probes(cursor, desk.now + timedelta(hours=1)) == []
        pauses.went(cursor, [NUMBER_ID])
        assert pauses.standing(cursor) == {pauses.EVERY_NUMBER}

        pauses.lift(cursor, pauses.EVERY_NUMBER, "callback_changed")

        assert pauses.standing(cursor) == set()


def test_a_probe_that_found_no_letter_is_made_up_for_soon(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        pauses.pause(cursor, NUMBER_ID, "payment", desk.now)
        desk.later(minutes=2)
        assert pauses.probes(cursor, desk.now) == [NUMBER_ID]

        pauses.unused(cursor, NUMBER_ID, desk.now)

        desk.later(seconds=5)
        assert pauses.probes(cursor, desk.now) == [NUMBER_ID]


def test_while_its_number_is_paused_a_reply_waits_in_the_table_and_only_the_newest_question_does(
    desk: Desk,
) -> None:
    desk.turns.replies.may_go = lambda _: False
    source = desk.person(number="915550020090")
    for text in ("Hi", "hello", "हैलो"):
        desk.later(seconds=20)
        desk.store(source.item({"type": "text", "text": {"body": text}}))
        with desk.in_relay() as cursor:
            desk.districts.refresh(desk.now)
            assert desk.turns.batch(cursor, ALL).letters == []

    assert desk.rows("SELECT state FROM relay_outgoing") == [(READY,)]


def test_a_number_that_is_closed_gets_nothing_and_the_others_do(desk: Desk) -> None:
    desk.person(number="915550020090").says("Hi")
    desk.learn(refused(desk.letters[-1], desk, halt="number"))

    with desk.in_relay() as cursor:
        closed = outgoing.due(cursor, desk.keys, ALL, now=desk.now, closed={NUMBER_ID})
        opened = outgoing.due(cursor, desk.keys, ALL, now=desk.now, closed={"another"})

    assert (len(closed.letters), len(opened.letters)) == (0, 1)


def test_payment_that_fails_only_in_a_status_pauses_too_and_the_reply_is_sent_anew(desk: Desk) -> None:
    desk.person(number="915550020090").says("Hi")
    desk.sent(desk.letters[-1])
    desk.store(status(desk.letters[-1].id, "failed", errors=[{"code": 131042}]))

    desk.work()
    desk.later(minutes=6)
    desk.work()

    assert standing(desk) == {("payment", NUMBER_ID)}
    assert [letter.id for letter in desk.letters].count(desk.letters[0].id) == 2


@pytest.mark.parametrize("code", [190, 131042])
def test_a_failure_of_what_we_never_sent_stops_nothing(desk: Desk, code: int) -> None:
    desk.person(number="915550020090").says("Hi")
    nameless = status(uuid4(), "failed", errors=[{"code": code}])
    del nameless["status"]["biz_opaque_callback_data"]

    desk.store(status(uuid4(), "failed", errors=[{"code": code}]), nameless)
    desk.work()

    assert standing(desk) == set()
    with desk.in_relay() as cursor:
        assert pauses.standing(cursor) == frozenset()


def test_a_failure_counts_for_the_number_that_the_message_went_by(desk: Desk) -> None:
    desk.person(number="915550020090").says("Hi")
    desk.sent(desk.letters[-1])
    told = status(desk.letters[-1].id, "failed", errors=[{"code": 131042}])

    desk.store(told | {"metadata": {"phone_number_id": "of no number " * 9}})
    desk.work()

    with desk.in_relay() as cursor:
        assert pauses.standing(cursor) == {NUMBER_ID}


def test_an_alarm_counts_how_often_it_was_met_and_begins_anew_after_it_was_cleared(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        for _ in range(3):
            alarms.raise_(cursor, "standby", "", desk.now)
        (alarm,) = alarms.standing(cursor)
        assert alarm.times == 3

        alarms.clear(cursor, "standby", "", desk.now)
        assert alarms.standing(cursor) == []

        desk.later(hours=1)
        alarms.raise_(cursor, "standby", "", desk.now)
        (alarm,) = alarms.standing(cursor)
    assert (alarm.times, alarm.since) == (1, desk.now)


def test_what_nothing_says_is_over_is_cleared_when_it_was_not_met_for_a_day(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        for code in ("kind_unknown", "number_flagged", "token", "silence"):
            alarms.raise_(cursor, code, "", desk.now)

        alarms.forget(cursor, desk.now + timedelta(hours=25))
        assert {each.code for each in alarms.standing(cursor)} == {"number_flagged", "token", "silence"}

        alarms.forget(cursor, desk.now + timedelta(days=8))
        assert {each.code for each in alarms.standing(cursor)} == {"token", "silence"}
