"""What went from phone to phone many times is taken like all else, and whoever reads it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from satark.cases import queries
from tests.relay.desk import Desk
from tests.relay.test_sending import filed

ALL = list(range(256))


@pytest.mark.parametrize(
    ("context", "marked"), [({"frequently_forwarded": True}, True), ({"forwarded": True}, False), ({}, False)]
)
def test_an_addition_says_that_it_was_forwarded_many_times(
    desk: Desk, context: dict[str, bool], *, marked: bool
) -> None:
    source, case_id = filed(desk)
    item = source.item({"type": "text", "text": {"body": "सब ग्रुप में भेजो"}, "context": context})

    desk.store(item)
    desk.work()

    with desk.world.at_console("vns-range.cell"):
        _, addition = queries.case_page(case_id, now=desk.now).statements
    assert addition.passed_on is marked


def test_a_report_in_which_something_was_says_so_when_it_is_filed(desk: Desk) -> None:
    source = desk.person(number="915550020077", user_id="IN.eeeeeeeeeeeeeeeeeeee")
    source.says("Hi")
    source.presses("language:hi")
    words = {"type": "text", "text": {"body": "यहाँ रोज रात ट्रक से बालू जाता है"}}
    desk.store(source.item(words | {"context": {"frequently_forwarded": True}}))
    desk.work()

    source.says("घाट के पास")
    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, ALL, older=desk.now + timedelta(days=1))

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
        (report,) = queries.case_page(line.id, now=desk.now).statements
    assert report.passed_on
