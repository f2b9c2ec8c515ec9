"""Alarms are written down, explained, and seen by whoever asks the doctor."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

from satark.clock import INDIA
from satark.config import doctor
from satark.relay import alarms, fetching, pauses, silence, templates
from tests.relay.desk import NUMBER_ID, Desk, stored

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("code", alarms.WORDS)
def test_every_alarm_is_explained(code: str) -> None:
    assert f"`{code}`" in (DOCS / "alarms.md").read_text()


def test_the_doctor_says_what_stands_and_by_which_number_nothing_goes(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        alarms.raise_(cursor, "payment", NUMBER_ID, desk.now)
        pauses.pause(cursor, NUMBER_ID, "payment", desk.now)
        alarms.raise_(cursor, "standby", "", desk.now)
        alarms.clear(cursor, "standby", "", desk.now)

    found = [each.words for each in doctor.examine(desk.world.database.settings) if not each.well]

    assert [words for words in found if "ALARM" in words] == [
        next(words for words in found if f"payment, number {NUMBER_ID}" in words and "1 times" in words)
    ]
    assert f"Sending is paused by {NUMBER_ID} because of payment." in found


def test_two_relays_that_meet_the_same_troubles_in_another_order_wait_for_each_other_only_once(
    desk: Desk,
) -> None:
    connect, now = desk.world.database.connect, desk.now
    with connect("relay", autocommit=False) as one, connect("relay", autocommit=False) as other:
        alarms.raise_(one.cursor(), "token", "", now)

        def meet() -> None:
            templates.learn(other.cursor(), "reply_waiting", "hi", "PAUSED", now)
            alarms.raise_(other.cursor(), "payment", "", now)
            alarms.raise_(other.cursor(), "token", "", now)
            other.commit()

        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(meet)
            _until_it_waits(desk)
            alarms.raise_(one.cursor(), "payment", "", now)
            templates.learn(one.cursor(), "reply_waiting", "hi", "APPROVED", now)
            one.commit()
            waiting.result(timeout=10)

    with desk.in_relay() as cursor:
        assert {(each.code, each.times) for each in alarms.standing(cursor)} == {("payment", 2), ("token", 2)}


def _until_it_waits(desk: Desk) -> None:
    """A second relay waits for a lock."""
    until = monotonic() + 5
    while not desk.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
        assert monotonic() < until
        sleep(0.01)


def account_says(desk: Desk, field: str, **value: object) -> None:
    item = stored(change=value)
    del item["metadata"]
    desk.store(item | {"field": field, "n": desk.count()})
    desk.work()


def test_a_paused_template_raises_an_alarm_and_a_reinstated_one_ends_it(desk: Desk) -> None:
    template = {"message_template_name": "reply_waiting", "message_template_language": "hi"}
    account_says(desk, "message_template_status_update", event="PAUSED", **template)
    with desk.in_relay() as cursor:
        assert [each.code for each in alarms.standing(cursor)] == ["template_paused"]
    assert desk.rows("SELECT name, language, state FROM relay_template") == [
        ("reply_waiting", "hi", "PAUSED")
    ]

    account_says(desk, "message_template_status_update", event="REINSTATED", **template)

    with desk.in_relay() as cursor:
        assert alarms.standing(cursor) == []
    assert desk.rows("SELECT state FROM relay_template") == [("APPROVED",)]


def test_a_quality_does_not_overwrite_a_state(desk: Desk) -> None:
    template = {"message_template_name": "reply_waiting", "message_template_language": "hi"}
    account_says(desk, "message_template_status_update", event="APPROVED", **template)

    account_says(desk, "message_template_quality_update", new_quality_score="RED", **template)

    assert desk.rows("SELECT state, quality FROM relay_template") == [("APPROVED", "RED")]
    with desk.in_relay() as cursor:
        assert [each.code for each in alarms.standing(cursor)] == ["template_quality_low"]


def test_people_who_are_not_heard_raise_an_alarm_and_are_kept(desk: Desk) -> None:
    desk.store(stored(field="standby", change={"messages": [{"id": "x"}]}) | {"field": "standby", "n": 1})

    desk.work()

    with desk.in_relay() as cursor:
        assert [each.code for each in alarms.standing(cursor)] == ["standby"]
    assert desk.rows("SELECT reason FROM relay_setaside") == [("standby",)]


def test_a_kind_that_whatsapp_has_invented_since_is_answered_kept_and_raises_an_alarm(desk: Desk) -> None:
    source = desk.person(number="915550020095")

    source.sends({"type": "hologram", "hologram": {"body": "x"}})

    assert source.last_text
    assert desk.rows("SELECT reason FROM relay_setaside") == [("kind_unknown",)]
    with desk.in_relay() as cursor:
        assert [each.code for each in alarms.standing(cursor)] == ["kind_unknown"]


def hours_of(desk: Desk, *, days: int, each: int) -> None:
    with desk.in_relay() as cursor:
        for day in range(1, days + 1):
            silence.count(cursor, {NUMBER_ID: each}, desk.now - timedelta(days=day))


@pytest.mark.parametrize(
    ("hour", "usually", "raised"), [(12, 2, ["silence"]), (12, 1, []), (23, 5, []), (7, 5, [])]
)
def test_silence_is_an_alarm_by_day_and_where_something_usually_comes(
    desk: Desk, hour: int, usually: int, raised: list[str]
) -> None:
    desk.now = datetime(2026, 11, 24, hour, 30, tzinfo=INDIA).astimezone(UTC)
    hours_of(desk, days=7, each=usually)

    with desk.in_relay() as cursor:
        silence.look(cursor, desk.now)
        assert [each.code for each in alarms.standing(cursor)] == raised


def test_one_number_may_fall_silent_while_another_is_heard_and_the_next_message_ends_it(desk: Desk) -> None:
    desk.now = datetime(2026, 11, 24, 12, 30, tzinfo=INDIA).astimezone(UTC)
    hours_of(desk, days=7, each=9)
    with desk.in_relay() as cursor:
        silence.count(cursor, {"another": 5}, desk.now)
        silence.look(cursor, desk.now)
        assert [each.number_id for each in alarms.standing(cursor)] == [NUMBER_ID]

        silence.count(cursor, {NUMBER_ID: 1}, desk.now)
        silence.look(cursor, desk.now)

        assert alarms.standing(cursor) == []


def test_a_file_that_will_be_gone_tomorrow_is_an_alarm_today(desk: Desk) -> None:
    source = desk.person(number="915550020096")
    source.says("Hi")
    source.presses("language:hi")
    source.shows()
    for days, raised in ((5.9, []), (0.2, ["file_expiring"])):
        desk.later(days=days)
        with desk.in_relay() as cursor:
            fetching.look(cursor, desk.now)
            assert [each.code for each in alarms.standing(cursor)] == raised

    with desk.in_relay() as cursor:
        cursor.execute("DELETE FROM relay_fetch")
        fetching.look(cursor, desk.now)
        assert alarms.standing(cursor) == []
