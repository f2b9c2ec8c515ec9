"""Quiet for officers touches one case, is undone, hides no danger, and joins no two cases."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import Error

from satark.cases import noise, queries
from satark.cases import services as cases
from satark.cases.errors import CaseNotFound
from satark.cases.models import Event
from satark.cases.values import Addition
from satark.jurisdiction.models import Holding
from tests.world import World, now

CELL, RANGE, SHO, DESK = "chandauli.cell", "vns-range.cell", "chn-balua.sho", "chandauli.desk"


def shows_new(world: World, case_id: UUID) -> bool:
    with world.at_console(CELL):
        (line,) = [line for line in queries.list_cases(now=now()).items if line.id == case_id]
    return line.has_new


def looked_at(world: World) -> UUID:
    case_id = world.tip(at=now() - timedelta(minutes=3))
    with world.at_console(CELL):
        cases.mark_read(case_id, now=now())
    return case_id


def added(world: World, case_id: UUID, *, urgent: bool = False) -> None:
    with world.in_relay():
        cases.add_statement(case_id, Addition("और भी ट्रक आए", urgent=urgent), now=now())


@pytest.mark.parametrize(
    ("press", "take_back"), [(noise.mute, noise.unmute), (noise.block, noise.unblock)], ids=["mute", "block"]
)
def test_what_is_added_shows_as_new_only_when_no_quiet_is_wanted(
    world: World, press: noise.Press, take_back: noise.Press
) -> None:
    case_id = looked_at(world)
    with world.at_console(CELL):
        press(case_id, now=now())

    added(world, case_id)
    quiet = shows_new(world, case_id)
    with world.at_console(CELL):
        take_back(case_id, now=now())
    added(world, case_id)

    assert not quiet
    assert shows_new(world, case_id)


def test_danger_shows_however_quiet_it_is(world: World) -> None:
    case_id = looked_at(world)
    with world.at_console(CELL):
        noise.block(case_id, now=now())

    added(world, case_id, urgent=True)

    assert shows_new(world, case_id)


def test_a_case_is_muted_for_a_day(world: World) -> None:
    with world.at_console(CELL):
        case_id = world.tip()
        noise.mute(case_id, now=now())
        events = list(Event.objects.filter(case_id=case_id).order_by("at", "id"))

    quiet = noise.standing(events)

    assert quiet.is_muted(now() + timedelta(hours=23))
    assert not quiet.is_muted(now() + timedelta(hours=25))


def test_pressed_twice_is_once(world: World) -> None:
    case_id = world.tip()

    with world.at_console(CELL):
        for press in (noise.block, noise.block, noise.unblock, noise.unblock, noise.unmute):
            press(case_id, now=now())
        kinds = list(Event.objects.filter(case_id=case_id).order_by("id").values_list("kind", flat=True))

    assert kinds == ["filed", "blocked", "unblocked"]


def test_of_another_case_nothing_changes(world: World) -> None:
    case_id, other = looked_at(world), looked_at(world)
    with world.at_console(CELL):
        before = queries.case_page(other, now=now())
        noise.block(case_id, now=now())
        after = queries.case_page(other, now=now())

    added(world, other)

    assert after.events == before.events
    assert shows_new(world, other)


def test_a_desk_presses_on_its_complaint_and_a_station_on_nothing(world: World) -> None:
    complaint, tip = world.complaint(), world.tip()
    world.forwarded(complaint)

    with world.at_console(DESK):
        noise.mute(complaint, now=now())
    for post, case_id in ((SHO, complaint), (SHO, tip), (DESK, tip), (CELL, complaint)):
        with world.at_console(post), pytest.raises(CaseNotFound):
            noise.mute(case_id, now=now())


def test_the_database_takes_no_press_on_a_case_of_others(world: World) -> None:
    tip = world.tip()
    row = {"case_id": tip, "kind": "blocked", "at": now(), "post_id": "bareilly.cell"}
    officer = Holding.objects.get(post_id="bareilly.cell").officer_id

    with world.at_console("bareilly.cell"), pytest.raises(Error, match="row-level security"):
        Event(**row, officer_id=officer).save(force_insert=True)
