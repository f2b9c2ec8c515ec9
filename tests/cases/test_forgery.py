"""The console's own role may write no row that the services would not write: the database checks each, whoever asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, models
from psycopg.errors import InsufficientPrivilege

from satark.cases import tips
from satark.cases.models import Case, Direction, Event
from satark.jurisdiction.models import Holding
from satark.outbox.models import Notice
from tests.world import BALUA_SAND, TERM, World, assess, now

CELL, SHO, OTHER_SHO = "chandauli.cell", "chn-balua.sho", "chn-chakia.sho"
HOUR = timedelta(hours=1)

Row = dict[str, Any]


class Scene:
    """A case with one direction, and another case, with one too, of the same cell."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.case, self.other = world.tip(), world.tip()
        self.ref, self.other_ref = world.direction(self.case), world.direction(self.other)
        self.officer = Holding.objects.get(post_id=CELL).officer_id

    def event(self, **changes: object) -> Row:
        return {"case_id": self.case, "kind": "note", "at": now(), "post_id": CELL} | {
            "officer_id": self.officer,
            **changes,
        }

    def direction(self, **changes: object) -> Row:
        number = Case.objects.get(pk=self.case).number
        return {"case_id": self.case, "ref": f"{number}-2", "post_id": SHO, "at": now()} | {
            "due_at": now() + TERM,
            "sealed_brief": b"",
            **changes,
        }

    def notice(self, **changes: object) -> Row:
        return {"case_id": self.case, "kind": "question", "at": now(), "sealed_text": b"", **changes}

    def write(self, model: type[models.Model], row: Row) -> None:
        with self.world.at_console(CELL):
            model(**row).save(force_insert=True)

    def refuses(self, model: type[models.Model], row: Row) -> None:
        with pytest.raises(Error, match=r"row-level security|called back without a decision"):
            self.write(model, row)


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def test_what_the_services_write_is_let_through(scene: Scene) -> None:
    scene.write(Event, scene.event())
    for kind in ("directed", "returned", "withdrawn"):
        scene.write(Event, scene.event(kind=kind, ref=scene.ref))
    scene.write(Direction, scene.direction())
    scene.write(Notice, scene.notice())
    scene.write(Notice, scene.notice(kind="returned", post_id=SHO, ref=scene.ref))


WRITTEN_BY_A_CELL = {
    *("read", "directed", "returned", "asked", "told", "note", "closed", "withdrawn"),
    *("muted", "unmuted", "blocked", "unblocked"),
    *("assessed", "made_urgent", "approved"),
}


def test_what_a_post_a_source_or_the_clock_does_is_not_the_consoles_to_record(scene: Scene) -> None:
    for kind in sorted(set(Event.Kind.values) - WRITTEN_BY_A_CELL):
        scene.refuses(Event, scene.event(kind=kind))
        scene.refuses(Event, scene.event(kind=kind, ref=scene.ref))


@pytest.mark.parametrize("post", [SHO, "vns-range.cell", None])
def test_an_event_stands_in_the_name_of_a_post_that_the_officer_holds(scene: Scene, post: str | None) -> None:
    scene.refuses(Event, scene.event(post_id=post))


@pytest.mark.parametrize("shift", [-HOUR, HOUR])
def test_nothing_is_dated_back_or_forward(scene: Scene, shift: timedelta) -> None:
    at = now() + shift

    scene.refuses(Event, scene.event(at=at))
    scene.refuses(Direction, scene.direction(at=at))
    scene.refuses(Notice, scene.notice(at=at))


def test_a_rehearsals_leader_moves_the_databases_now_and_nobody_else_does(scene: Scene) -> None:
    ahead = now() + HOUR
    with scene.world.database.connect("owner") as owner:
        owner.execute(
            "INSERT INTO rehearsal_clock (machine, shown, speed) VALUES (now(), now() + interval '1 hour', 1)"
        )

    scene.refuses(Event, scene.event())
    scene.write(Event, scene.event(at=ahead))

    for process in ("console", "relay", "worker", "edge"):
        with (
            scene.world.database.connect(process) as link,
            pytest.raises(InsufficientPrivilege),
        ):
            link.execute("UPDATE rehearsal_clock SET speed = 2")


def test_an_event_speaks_of_directions_of_its_own_case_alone(scene: Scene) -> None:
    for ref in (scene.other_ref, "1000000000-1", ""):
        scene.refuses(Event, scene.event(kind="withdrawn", ref=ref))
    scene.refuses(Event, scene.event(kind="note", ref=scene.other_ref))


@pytest.mark.parametrize("post", ["bly-izzatnagar.sho", "chandauli.cell", "vns-range.cell"])
def test_a_direction_goes_to_a_post_of_the_district_that_acts(scene: Scene, post: str) -> None:
    scene.refuses(Direction, scene.direction(post_id=post))


def test_a_direction_bears_the_number_of_its_own_case(scene: Scene) -> None:
    for ref in (scene.other_ref, scene.other_ref[:-1] + "7", "x-1", "", scene.direction()["ref"] + "x"):
        scene.refuses(Direction, scene.direction(ref=ref))


def test_a_direction_has_a_term_that_can_be_kept(scene: Scene) -> None:
    scene.refuses(Direction, scene.direction(due_at=now() - HOUR))


@pytest.mark.parametrize(("post", "allowed"), [(SHO, False), (OTHER_SHO, True)])
def test_a_suspected_station_is_not_directed_whatever_the_console_sends(
    world: World, post: str, allowed: bool
) -> None:
    case_id = world.tip(replace(BALUA_SAND, police="yes"))
    with world.at_console("vns-range.cell"):
        assess(case_id, at=now())
        tips.accuse(case_id, level="station", units=["chn-balua"], now=now())
    number = Case.objects.get(pk=case_id).number
    row = Direction(
        case_id=case_id, ref=f"{number}-1", post_id=post, at=now(), due_at=now() + TERM, sealed_brief=b""
    )

    def write() -> None:
        with world.at_console("vns-range.cell"):
            row.save(force_insert=True)

    if allowed:
        write()
    else:
        with pytest.raises(Error, match=r"row-level security|called back without a decision"):
            write()


@pytest.mark.parametrize(
    "changes",
    [
        {"post_id": SHO},
        {"kind": "direction", "post_id": SHO},
        {"kind": "direction", "post_id": OTHER_SHO, "ref": "own"},
        {"kind": "direction", "post_id": SHO, "ref": "other"},
        {"kind": "direction", "ref": "own"},
        {"kind": "closed", "post_id": SHO, "ref": "own"},
        {"kind": "question", "ref": "own"},
        {"kind": "answer", "heard_at": now()},
        {"kind": "answer", "taken_at": now()},
        {"kind": "broadcast"},
    ],
)
def test_no_message_goes_where_no_direction_went(scene: Scene, changes: Row) -> None:
    refs = {"own": scene.ref, "other": scene.other_ref}
    ref = refs.get(str(changes.get("ref", "")), "")

    scene.refuses(Notice, scene.notice(**{**changes, "ref": ref}))


def test_a_ref_that_is_taken_elsewhere_is_not_refused_for_it(scene: Scene) -> None:
    """Refusal would tell of a case that one may not see; as the owner, whom no rights hold back."""
    step = {"kind": "received", "at": now(), "ref": scene.other_ref}
    Event(case_id=scene.other, **step).save(force_insert=True)

    Direction(**scene.direction(ref=scene.other_ref)).save(force_insert=True)
    Event(case_id=scene.case, **step).save(force_insert=True)

    assert Event.objects.filter(**step).count() == 2


def test_a_stations_officer_sees_no_step_of_another_cases_direction_with_the_same_ref(scene: Scene) -> None:
    hidden = Direction(**scene.direction(ref=scene.other_ref, post_id=OTHER_SHO))
    hidden.save(force_insert=True)
    Event(case_id=scene.other, kind="progress", at=now(), ref=scene.other_ref).save(force_insert=True)

    with scene.world.at_console(OTHER_SHO):
        assert not Event.objects.exists()
