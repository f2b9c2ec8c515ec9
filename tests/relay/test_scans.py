"""A poster's code opens a talk like any other first message, and is counted once for who comes by it."""

from __future__ import annotations

import json

import pytest

from satark.relay.work import Ready
from tests.relay.desk import ALL, Desk, Person, text_of

WRITER, SCANNER = "915550000051", "915550000052"


def heard(desk: Desk, person: Person, text: str) -> Ready:
    """One message and the batch that takes it."""
    desk.store(person.item({"type": "text", "text": {"body": text}}))
    with desk.in_relay() as cursor:
        desk.districts.refresh(desk.now)
        return desk.turns.batch(cursor, ALL)


def reply(ready: Ready) -> str:
    return text_of(json.loads(ready.letters[0].body))


@pytest.mark.parametrize("text", ["नमस्ते 4K7M", "hello 4k7m", "4K7M"])
def test_who_scans_hears_what_who_greets_hears(desk: Desk, text: str) -> None:
    greeted = heard(desk, desk.person(number=WRITER), "नमस्ते")

    scanned = heard(desk, desk.person(number=SCANNER), text)

    assert reply(scanned) == reply(greeted)
    assert (greeted.opened, scanned.opened) == ([], ["4K7M"])


def test_a_second_scan_on_the_same_day_is_the_same_opening(desk: Desk) -> None:
    person = desk.person(number=SCANNER)

    first = heard(desk, person, "नमस्ते 4K7M")
    desk.later(minutes=5)
    second = heard(desk, person, "नमस्ते 4K7M")
    desk.later(hours=25)
    third = heard(desk, person, "नमस्ते 4K7M")

    assert [each.opened for each in (first, second, third)] == [["4K7M"], [], ["4K7M"]]


def test_a_code_in_the_middle_of_a_talk_answers_nothing(desk: Desk) -> None:
    person = desk.person(number=SCANNER)
    person.says("Hi")
    person.presses("lang:hi", "हिन्दी")

    scanned = heard(desk, person, "नमस्ते 4K7M")

    with desk.in_relay() as cursor:
        cursor.execute("SELECT count(*) FROM relay_overflow")
        assert cursor.fetchone() == (0,)
    assert scanned.opened == []
    assert "4K7M" not in reply(scanned)


def test_a_code_of_no_poster_changes_nothing_for_the_person(desk: Desk) -> None:
    ready = heard(desk, desk.person(number=SCANNER), "नमस्ते 2A2A")

    assert reply(ready) == reply(heard(desk, desk.person(number=WRITER), "नमस्ते"))
