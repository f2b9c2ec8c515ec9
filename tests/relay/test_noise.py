"""One who sends too much waits behind everybody else, loses nothing, and floods nobody: by order and counts, not by the clock."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest

from satark.cases import queries
from satark.cases.values import StatementView
from satark.relay import folding, later
from satark.relay.allowance import USUAL
from satark.relay.backlog import Backlog
from satark.relay.slow import SLICE
from tests.relay.desk import ALL, Desk, Json, Person, status, tell, text_of
from tests.relay.test_turns import ANSWERS

FLOOD = 2_000
OTHERS = 20


def words(person: Person, said: Sequence[str]) -> list[Json]:
    return [person.item({"type": "text", "text": {"body": each}}) for each in said]


def flood(person: Person, count: int = FLOOD) -> list[str]:
    """So many messages at once. Returns their words."""
    person.desk.later(seconds=5)
    said = [f"यहाँ रोज रात ट्रक जाता है ({number})" for number in range(count)]
    person.desk.store(*words(person, said))
    return said


def behind(desk: Desk, *, limit: int = SLICE) -> int:
    """One slice of what waits behind. Returns how many messages it had."""
    with desk.in_relay() as cursor:
        done = desk.turns.behind(cursor, ALL, limit=limit)
    for letter in done.letters:
        desk.letters.append(letter)
        desk.bodies.append(json.loads(letter.body))
    return done.items


def work_off(desk: Desk) -> None:
    while desk.rows("SELECT 1 FROM relay_inboxitem LIMIT 1"):
        desk.work()
        desk.later(milliseconds=100)
    while behind(desk):
        desk.later(milliseconds=100)


def add_folded(desk: Desk) -> None:
    desk.later(seconds=folding.GATHER.total_seconds() + 1)
    with desk.in_relay() as cursor:
        folding.add_due(cursor, desk.keys, ALL, desk.now)


def told(desk: Desk) -> list[list[str]]:
    """What the DIG's cell reads, statement by statement."""
    return [list(each.said) for each in statements_of(desk)]


def statements_of(desk: Desk) -> list[StatementView]:
    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now, status="all").items
        return queries.case_page(line.id, now=desk.now).statements


def flooder(desk: Desk) -> Person:
    return desk.person("915550020001", "IN.aaaaaaaaaaaaaaaaaaaa")


def others(desk: Desk) -> list[Person]:
    return [desk.person(f"9155500300{number:02}", f"IN.b{number:019}") for number in range(OTHERS)]


def test_others_are_answered_after_two_batches_however_much_one_has_sent_before_them(desk: Desk) -> None:
    source, rest = flooder(desk), others(desk)
    source.says("Hi")
    flood(source)
    for person in rest:
        desk.store(person.item({"type": "text", "text": {"body": "Hi"}}))

    desk.work()
    desk.work()

    assert all(person.last for person in rest)
    assert desk.rows("SELECT count(*) FROM relay_inboxitem") == [(0,)]


def test_a_flood_costs_few_turns_and_one_sentence(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    before = len(desk.letters)

    flood(source)
    work_off(desk)
    desk.later(minutes=3)
    desk.work()

    sentences = [text_of(body) for body in desk.bodies if "धीरे-धीरे पढ़े जा रहे हैं" in text_of(body)]
    assert len(sentences) == 1
    assert len(desk.letters) - before <= USUAL.burst + 1


def test_of_a_flood_into_a_draft_nothing_is_lost_and_all_is_in_its_order(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")

    said = flood(source)
    work_off(desk)
    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, ALL, older=desk.now + timedelta(days=1))
    add_folded(desk)
    add_folded(desk)

    statements = statements_of(desk)
    answers = [answer for each in statements for _, answer in each.answers if answer in said]
    everything = [line for each in statements for words in each.said for line in words.split("\n")]
    everything += answers
    assert Counter(everything) == Counter(said)
    assert len(statements) <= 3


def test_a_flood_after_filing_becomes_a_few_additions_that_hold_every_word_in_order(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    (report,) = told(desk)

    said = flood(source)
    work_off(desk)
    add_folded(desk)
    add_folded(desk)

    statements = told(desk)
    one_by_one, folded = statements[1:-1], statements[-1]
    assert statements[0] == report
    assert len(one_by_one) <= USUAL.burst
    assert [line for (text,) in [*one_by_one, folded] for line in text.split("\n")] == said
    assert desk.rows("SELECT count(*) FROM relay_overflow") == desk.rows("SELECT count(*) FROM relay_fold")
    assert desk.rows("SELECT count(*) FROM relay_fold") == [(0,)]


def test_danger_in_the_middle_of_a_flood_is_answered_with_112_and_makes_the_case_urgent(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    flood(source, 100)
    work_off(desk)

    source.sends({"type": "text", "text": {"body": "बचाओ, वे उसे जान से मार देंगे"}})
    behind(desk)

    assert any("112 पर फोन करें (" in text_of(body) for body in desk.bodies)
    assert desk.rows("SELECT urgent FROM cases_case") == [(True,)]


def test_whoever_floods_may_still_have_the_number_removed(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    flood(source, 100)
    work_off(desk)

    source.says("नंबर हटाओ")
    behind(desk)
    source.presses("forget:yes")
    behind(desk)

    assert desk.rows("SELECT count(*) FROM relay_alias") == [(0,)]


def test_whoever_rests_is_heard_again(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    flood(source, 100)
    work_off(desk)

    desk.later(minutes=2)
    source.says("मदद")
    behind(desk)
    desk.later(minutes=10)
    with desk.in_relay() as cursor:
        later.forget(cursor, ALL, desk.now)
    source.says("Hi")

    assert desk.rows("SELECT count(*) FROM relay_slow") == [(0,)]
    assert desk.rows("SELECT count(*) FROM relay_later") == [(0,)]
    assert "सुरक्षित" in source.last_text


def test_a_sender_whose_tag_has_changed_stays_in_order(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    flood(source, 100)
    desk.work()

    desk.store(*words(source, ["आख़िरी बात"]))
    with desk.world.database.superuser() as link:
        link.execute("DELETE FROM relay_slow")
        link.execute("UPDATE relay_inboxitem SET sender = 'other'")
    desk.work()

    (newest,) = desk.rows("SELECT max(id) FROM relay_later")
    assert desk.rows("SELECT count(*) FROM relay_inboxitem") == [(0,)]
    assert desk.rows("SELECT count(*) FROM relay_later WHERE id = %s", *newest) == [(1,)]


def test_what_is_told_of_our_own_messages_never_waits(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    letter = desk.letters[-1]
    flood(source, 100)
    desk.work()

    desk.store(status(letter.id, "delivered"))
    desk.work()

    assert desk.rows("SELECT rank FROM relay_outgoing WHERE id = %s", letter.id) != [(0,)]


def test_files_of_a_flood_are_all_announced(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    photos = [
        source.item({"type": "image", "image": {"id": f"m{number}", "mime_type": "image/jpeg"}})
        for number in range(150)
    ]

    desk.store(*photos)
    work_off(desk)

    assert desk.rows("SELECT count(*), count(DISTINCT case_id) FROM evidence_evidence") == [(150, 1)]
    assert desk.rows("SELECT count(*) FROM relay_fetch") == [(150,)]


def test_one_bad_message_among_those_that_wait_is_set_aside_alone(desk: Desk) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    flood(source, 70)
    desk.work()
    with desk.world.database.superuser() as link:
        link.execute(
            "UPDATE relay_later SET body = body || 'x'::bytea WHERE id = (SELECT min(id) FROM relay_later)"
        )

    work_off(desk)

    assert desk.rows("SELECT reason FROM relay_setaside") == [("seal_broken",)]
    assert desk.rows("SELECT count(*) FROM relay_later") == [(0,)]


def test_a_slice_that_fails_is_done_one_by_one_and_its_culprit_set_aside(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = flooder(desk)
    source.says("Hi")
    source.presses("language:hi")
    flood(source, 64)
    desk.work()
    backlog = Backlog(desk.turns, clock=lambda: desk.now)
    backlog.partitions = ALL
    last = desk.rows("SELECT max(id) FROM relay_later")[0][0]
    write = desk.turns._write

    def refuses_the_last(cursor: object, work: object, items: list[object], **how: object) -> None:
        if any(item.seq == last for item in items):  # type: ignore[attr-defined]
            raise ValueError
        write(cursor, work, items, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.turns, "_write", refuses_the_last)
    with desk.world.in_relay():
        for _ in range(70):
            backlog._slice()

    assert desk.rows("SELECT reason FROM relay_setaside") == [("ValueError",)]
    assert desk.rows("SELECT count(*) FROM relay_later") == [(0,)]


def test_several_who_flood_are_served_in_turn(desk: Desk) -> None:
    first, second = flooder(desk), others(desk)[0]
    for person in (first, second):
        person.says("Hi")
        person.presses("language:hi")
        flood(person, 300)
    while desk.rows("SELECT 1 FROM relay_inboxitem LIMIT 1"):
        desk.work()
    before = dict(desk.rows("SELECT sender, count(*) FROM relay_later GROUP BY sender"))

    behind(desk)

    after = dict(desk.rows("SELECT sender, count(*) FROM relay_later GROUP BY sender"))
    assert {before[sender] - after[sender] for sender in before} == {SLICE // 2}
