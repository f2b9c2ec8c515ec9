"""Who wants no word unasked gets none, however they say it, and there is a way back."""

from __future__ import annotations

import pytest

from satark.dialogues.vocabulary import meanings
from satark.relay import consent, outgoing
from satark.relay.letters import Outcome
from satark.relay.outgoing import FAILED
from tests.relay.desk import ALL, NUMBER_ID, Desk, options_of, stored
from tests.relay.test_sending import SOURCE, answered_by_the_cell, filed


@pytest.mark.parametrize("word", ["STOP", "Stop.", "बंद करो", "रोको", "unsubscribe", "band karo", "بند کرو"])
def test_the_word_to_stop_is_heeded_and_said_to_be(desk: Desk, word: str) -> None:
    source, case_id = filed(desk)

    source.says(word)

    assert "हाल" in source.last_text
    assert answered_by_the_cell(desk, case_id) == 0
    source.says("हाल")
    assert "ट्रक पकड़े गए" in source.last_text


@pytest.mark.parametrize("word", ["START", "चालू", "चालू करो"])
def test_there_is_a_way_back(desk: Desk, word: str) -> None:
    source, case_id = filed(desk, push="push:no")

    source.says(word)

    assert answered_by_the_cell(desk, case_id) == 1


def test_start_begins_a_talk_with_who_has_told_nothing(desk: Desk) -> None:
    source = desk.person(**SOURCE)

    source.says("START")

    assert options_of(source.last)[0] == "language:hi"


def test_to_stop_loses_nothing_of_a_tip_half_told(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    source.presses("language:hi")
    asked = options_of(source.last)

    source.says("रोको")
    source.presses(asked[0])

    assert options_of(source.last) != asked
    assert desk.rows("SELECT count(*) FROM relay_setaside") == [(0,)]


def test_a_longer_message_with_such_a_word_is_what_it_says(desk: Desk) -> None:
    source, case_id = filed(desk)

    source.says("घाट पर ट्रक रोको")

    assert answered_by_the_cell(desk, case_id) == 1


def test_no_word_to_stop_means_something_else_in_the_talk() -> None:
    assert {word for word in consent.STOP if meanings(word)} == set()


def told_whatsapp(desk: Desk, value: str) -> None:
    wish = {"wa_id": SOURCE["number"], "value": value, "category": "marketing_messages", "timestamp": "1"}
    change = {"user_preferences": [wish]}
    desk.store(stored(change=change) | {"field": "user_preferences", "n": desk.count()})
    desk.work()


def test_who_told_whatsapp_itself_to_stop_has_told_us(desk: Desk) -> None:
    _, case_id = filed(desk)

    told_whatsapp(desk, "stop")
    assert answered_by_the_cell(desk, case_id) == 0

    told_whatsapp(desk, "resume")
    assert answered_by_the_cell(desk, case_id) == 1


def test_a_refusal_because_the_person_stopped_such_messages_counts_as_their_word(desk: Desk) -> None:
    _, case_id = filed(desk)
    answered_by_the_cell(desk, case_id)

    desk.learn(Outcome(desk.letters[-1].id, FAILED, error="131050", number_id=NUMBER_ID))

    assert answered_by_the_cell(desk, case_id) == 0


def test_who_could_not_be_reached_twice_in_a_row_is_left_alone_until_they_write(desk: Desk) -> None:
    source, case_id = filed(desk)
    for _ in range(2):
        assert answered_by_the_cell(desk, case_id) == 1
        desk.learn(Outcome(desk.letters[-1].id, FAILED, error="131026", number_id=NUMBER_ID))

    assert answered_by_the_cell(desk, case_id) == 0

    source.says("हाल")
    assert answered_by_the_cell(desk, case_id) == 1


def test_what_is_held_for_who_cannot_be_reached_is_not_announced_either(desk: Desk) -> None:
    filed(desk)
    for _ in range(2):
        desk.learn(Outcome(desk.letters[-1].id, FAILED, error="131026", number_id=NUMBER_ID))
        with desk.world.database.superuser() as link:
            link.execute("UPDATE relay_outgoing SET state = 1 WHERE id = %s", [desk.letters[-1].id])
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    before = len(desk.bodies)

    desk.later(hours=25)
    desk.work()

    assert desk.bodies[before:] == []
    assert desk.rows("SELECT count(*) > 0 FROM relay_outgoing WHERE state = %s", outgoing.HELD) == [(True,)]
