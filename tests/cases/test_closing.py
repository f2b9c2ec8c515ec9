"""Closing a case ends its directions: nobody works on for a case that is over, and nobody is judged by who closed it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from satark.cases import queries
from satark.cases import services as cases
from satark.cases.models import Direction, Event
from satark.cases.values import Answer, DirectionLine
from tests.world import TERM, World, now

CELL, SHO, OTHER_SHO = "chandauli.cell", "chn-balua.sho", "chn-chakia.sho"
DONE = Answer(text="दो ट्रक पकड़े", done=True)


def answer(world: World, ref: str, post: str = SHO) -> None:
    with world.in_relay():
        cases.answer_direction(ref, DONE, post=post, now=now())


def give_back(world: World, case_id: UUID, ref: str) -> None:
    with world.at_console(CELL):
        cases.return_answer(case_id, ref=ref, text="फोटो नहीं है", now=now())


def close(world: World, case_id: UUID) -> None:
    with world.at_console(CELL):
        cases.close(case_id, outcome="fir", text="कार्रवाई हुई", now=now())


def look(world: World, case_id: UUID, *, at: datetime) -> list[DirectionLine]:
    with world.at_console(CELL):
        return queries.case_page(case_id, now=at).directions


def overdue(world: World) -> int:
    with world.database.acting_as("worker"):
        return cases.record_overdue(now=now() + 2 * TERM)


def kinds(world: World, case_id: UUID, kind: str) -> list[tuple[str, str | None]]:
    with world.in_relay():
        found = Event.objects.filter(case_id=case_id, kind=kind).order_by("id")
        return list(found.values_list("ref", "post_id"))


def test_closing_withdraws_every_direction_without_an_answer_that_stands(world: World) -> None:
    case_id = world.tip()
    open_one, returned = world.direction(case_id), world.direction(case_id, post=OTHER_SHO)
    answered = world.direction(case_id)
    answer(world, answered)
    answer(world, returned, OTHER_SHO)
    give_back(world, case_id, returned)

    close(world, case_id)

    assert kinds(world, case_id, "withdrawn") == [(open_one, CELL), (returned, CELL)]
    lines = {line.ref: line.withdrawn_at for line in look(world, case_id, at=now())}
    assert lines[answered] is None
    assert lines[open_one] is not None
    assert lines[returned] is not None


def test_a_direction_that_was_withdrawn_in_time_is_never_late(world: World) -> None:
    case_id = world.tip()
    world.direction(case_id)
    close(world, case_id)

    (line,) = look(world, case_id, at=now() + 3 * TERM)

    assert not line.late


def test_one_that_was_late_already_stays_so(world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    Direction.objects.bulk_create(
        [
            Direction(
                case_id=case_id,
                ref=f"{ref}9",
                post_id=SHO,
                at=now() - 2 * TERM,
                due_at=now() - TERM,
                sealed_brief=Direction.objects.get().sealed_brief,
            )
        ]
    )

    close(world, case_id)

    assert {line.ref: line.late for line in look(world, case_id, at=now() + 3 * TERM)} == {
        ref: False,
        f"{ref}9": True,
    }


def test_an_answer_that_comes_after_the_case_was_closed_is_not_late_by_it(world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    close(world, case_id)
    with world.in_relay():
        cases.answer_direction(ref, DONE, post=SHO, now=now() + 2 * TERM)

    (line,) = look(world, case_id, at=now() + 3 * TERM)

    assert (line.late, line.answer) == (False, DONE.text)


def test_what_was_withdrawn_is_never_recorded_as_overdue(world: World) -> None:
    case_id = world.tip()
    world.direction(case_id)
    close(world, case_id)

    assert overdue(world) == 0
    assert kinds(world, case_id, "overdue") == []


@pytest.mark.parametrize("returned", [True, False])
def test_an_answer_that_was_returned_is_none(world: World, returned: bool) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    answer(world, ref)
    if returned:
        give_back(world, case_id, ref)

    assert [overdue(world), overdue(world)] == [int(returned), 0]
    assert kinds(world, case_id, "overdue") == [(ref, SHO)] * returned


def test_an_answer_after_a_return_stands_again(world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)
    answer(world, ref)
    give_back(world, case_id, ref)
    answer(world, ref)

    assert overdue(world) == 0


def test_a_case_with_nothing_but_withdrawn_directions_counts_none_as_open(world: World) -> None:
    case_id = world.tip()
    world.direction(case_id)
    close(world, case_id)

    with world.at_console(CELL):
        (line,) = queries.list_cases(now=now() + timedelta(days=1), status="closed").items

    assert (line.directions_open, line.directions_late, line.late) == (0, 0, False)
