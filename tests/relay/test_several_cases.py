"""One person, several cases: what is said after hearing of one belongs to that one."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from satark.cases import queries
from satark.cases import services as cases
from tests.relay.desk import Desk, Person, tell
from tests.relay.test_turns import ANSWERS, SOURCE


def test_the_answer_to_a_question_goes_to_the_case_that_asked(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    first = filed(desk, source)
    desk.later(milliseconds=5)
    begun_anew(source)
    second = filed(desk, source)

    with desk.world.at_console("chandauli.cell"):
        cases.answer_source(first, text="किस रंग का ट्रक था?", now=datetime.now(UTC))
    desk.later(milliseconds=5)
    source.says("हाल")
    source.says("लाल रंग का")

    assert "लाल रंग का" in told(desk, first)
    assert "लाल रंग का" not in told(desk, second)


def test_without_anything_heard_an_addition_goes_to_the_case_filed_last(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    first = filed(desk, source)
    desk.later(milliseconds=5)
    begun_anew(source)
    second = filed(desk, source)

    source.says("लाल रंग का")

    assert "लाल रंग का" in told(desk, second)
    assert "लाल रंग का" not in told(desk, first)


def filed(desk: Desk, source: Person) -> UUID:
    known = {row[0] for row in desk.rows("SELECT id FROM cases_case")}
    tell(source, until="push", answers=ANSWERS)
    source.presses("push:yes")
    (case,) = {row[0] for row in desk.rows("SELECT id FROM cases_case")} - known
    assert isinstance(case, UUID)
    return case


def begun_anew(source: Person) -> None:
    source.says("Hi")
    source.presses("again:new")


def told(desk: Desk, case: UUID) -> str:
    with desk.world.at_console("vns-range.cell"):
        return str(queries.case_page(case, now=desk.now).statements)
