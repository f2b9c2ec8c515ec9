"""What a cell learns of who sends: one of three words, and nothing by which two reports could be joined."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import combinations
from uuid import UUID

import pytest

from satark.cases import noise
from satark.relay import alike, folding, reputation
from tests.relay.desk import ALL, Desk, Person, tell
from tests.relay.test_noise import flood, told, work_off
from tests.relay.test_turns import ANSWERS

WORDS = "रोज रात को घाट से बालू भरकर ट्रक निकलते हैं"


def people(desk: Desk, count: int) -> list[Person]:
    return [desk.person(f"9155500400{number:02}", f"IN.c{number:019}") for number in range(count)]


def give_a_tip(person: Person, words: str = WORDS) -> None:
    person.says("Hi")
    if person.desk.rows("SELECT 1 FROM relay_link l JOIN relay_alias a USING (thread_id) LIMIT 1"):
        person.presses("again:new")
    tell(person, until="push", answers=ANSWERS, words=words)


def filed(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    """What the desk's side holds of each report's filing, in the order of filing."""
    return [
        (str(case), data if isinstance(data, dict) else json.loads(data))
        for case, data in desk.rows(
            "SELECT case_id, data FROM cases_event WHERE kind = 'filed' ORDER BY at, id"
        )
    ]


def test_who_tells_again_is_known_only_among_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reputation, "CROWD", 3)
    first, second, third = people(desk, 3)

    for person in (first, second, first, third, first):
        give_a_tip(person)

    assert [data["sender"] for _, data in filed(desk)] == ["new", "new", "new", "new", "known"]


def test_who_flooded_lately_is_noisy(desk: Desk) -> None:
    (person,) = people(desk, 1)
    person.says("Hi")
    person.presses("language:hi")
    flood(person, 100)
    work_off(desk)
    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, ALL, older=desk.now.replace(year=2099))

    assert [data["sender"] for _, data in filed(desk)] == ["noisy"]


def test_what_many_sent_alike_is_filed_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MANY", 2)
    crowd = people(desk, 4)
    for person in crowd:
        person.says(WORDS)

    for person in crowd:
        person.presses("language:hi")
        tell(person, until="push", answers=ANSWERS)

    assert [data.get("alike") for _, data in filed(desk)] == ["many"] * 4


DESK_SIDE = {
    "cases_case": "id",
    "cases_event": "case_id",
    "cases_statement": "case_id",
    "cases_audience": "case_id",
    "vault_casekey": "case_id",
}


def seen_of(desk: Desk, case_id: str) -> set[tuple[str, str, str]]:
    """Every value that the desk's side holds of a case, with its table and column."""
    return {
        (table, column, str(value))
        for table, key in DESK_SIDE.items()
        for (row,) in desk.rows(f"SELECT to_jsonb(t) FROM {table} t WHERE {key} = %s", case_id)
        for column, value in row.items()
    }


def test_nobody_joins_two_tips_better_than_by_guessing_within_a_class(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever two tips of one source have in common, tips of different sources of the same class have in common too."""
    monkeypatch.setattr(reputation, "CROWD", 3)
    crowd = people(desk, 5)
    order = [*crowd, *crowd]
    random.Random(7).shuffle(order)
    for person in order:
        give_a_tip(person)

    rows = filed(desk)
    seen = [seen_of(desk, case_id) for case_id, _ in rows]
    pairs = list(combinations(range(len(order)), 2))
    of_one = [pair for pair in pairs if order[pair[0]] is order[pair[1]]]
    in_strangers: set[tuple[str, str, str]] = set()
    for one, other in pairs:
        if order[one] is not order[other]:
            in_strangers |= seen[one] & seen[other]
    assert Counter(data["sender"] for _, data in rows)["known"] > 1
    assert all(seen[one] & seen[other] <= in_strangers for one, other in of_one)


def test_a_block_pressed_on_one_case_leaves_the_others_source_as_it_was(desk: Desk) -> None:
    (person,) = people(desk, 1)
    give_a_tip(person)
    ((first, _),) = filed(desk)
    with desk.world.at_console("chandauli.cell"):
        noise.block(UUID(first), now=desk.now)

    give_a_tip(person)
    person.says("एक बात और, ट्रक का नंबर 361 है")

    rows = filed(desk)
    assert rows[0][1] == rows[1][1]
    assert desk.rows(
        "SELECT count(*) FROM cases_event WHERE kind = 'added' AND case_id = %s", rows[1][0]
    ) == [(1,)]


def test_what_is_added_to_a_blocked_case_comes_once_an_hour_and_whole(desk: Desk) -> None:
    (person,) = people(desk, 1)
    give_a_tip(person)
    ((case_id, _),) = filed(desk)
    with desk.world.at_console("chandauli.cell"):
        noise.block(UUID(case_id), now=desk.now)

    said = [f"और देखो, नंबर {number} वाला भी" for number in range(5)]
    for each in said:
        person.says(each)
    before = told(desk)
    desk.now += folding.BLOCKED
    with desk.in_relay() as cursor:
        folding.add_due(cursor, desk.keys, ALL, desk.now)

    assert len(before) == 1
    assert told(desk)[1] == ["\n".join(said)]
