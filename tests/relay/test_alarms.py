"""Alarms are written down, explained, and seen by whoever asks the doctor."""

from __future__ import annotations

from pathlib import Path

import pytest

from satark.config import doctor
from satark.relay import alarms, pauses
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
