"""The database itself decides who reads what: the views could be wrong and nobody would see more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from satark.accounts.services import sign_out
from satark.cases import errors, queries, tips
from satark.cases import services as cases
from satark.cases.models import Case, Event, Statement
from satark.cases.values import Addition
from satark.evidence.models import Evidence
from satark.jurisdiction.models import Holding
from satark.vault.errors import KeyAbsent
from satark.vault.services import open_case
from tests.world import BALUA_SAND, TERM, World, assess, now

CELLS = ("chandauli.cell", "vns-range.cell")
OTHERS = ("bareilly.cell", "chn-balua.sho", "bly-izzatnagar.sho", "chandauli.sp")


WAITS = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def seen_by(world: World, post: str) -> set[UUID]:
    with world.at_console(post):
        return set(Case.objects.values_list("id", flat=True))


@pytest.mark.parametrize("post", CELLS)
def test_both_cells_read_a_tip_of_their_ground(world: World, post: str) -> None:
    case_id = world.tip()

    with world.at_console(post):
        page = queries.case_page(case_id, now=now())

    assert page.statements[0].said == list(BALUA_SAND.said)
    assert page.line.unit_code == "chn-balua"


@pytest.mark.parametrize("post", OTHERS)
def test_nobody_else_knows_that_it_exists(world: World, post: str) -> None:
    case_id = world.tip()

    with world.at_console(post):
        assert not Case.objects.exists()
        assert not Statement.objects.exists()
        assert not Event.objects.exists()
        assert not Evidence.objects.exists()
        assert queries.list_cases(now=now(), status="all").counts == {
            "open": 0,
            "late": 0,
            "closed": 0,
            "all": 0,
        }
        with pytest.raises(errors.CaseNotFound):
            queries.case_page(case_id, now=now())
        with pytest.raises(KeyAbsent):
            open_case(case_id)


@pytest.mark.parametrize("police", ["yes", "unknown"])
def test_a_tip_in_which_police_may_be_mixed_up_reaches_only_the_range(world: World, police: str) -> None:
    case_id = world.tip(replace(BALUA_SAND, police=police))

    assert seen_by(world, "vns-range.cell") == {case_id}
    assert seen_by(world, "chandauli.cell") == set()


def test_a_source_who_later_names_police_raises_the_wall(world: World) -> None:
    case_id = world.tip()

    with world.in_relay():
        cases.add_statement(case_id, Addition(answers={"police": "yes"}), now=now())

    assert seen_by(world, "chandauli.cell") == set()
    assert seen_by(world, "vns-range.cell") == {case_id}


def test_the_wall_leaves_the_range_its_case_when_nobody_knows_the_district(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, unit="", fallback_unit="vns-range"))

    with world.in_relay():
        cases.add_statement(case_id, Addition(answers={"police": "yes"}), now=now())

    assert seen_by(world, "vns-range.cell") == {case_id}


def test_a_source_who_becomes_sure_that_police_are_mixed_up_in_it_is_heard(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, police="unknown"))

    with world.in_relay():
        cases.add_statement(case_id, Addition(answers={"police": "yes"}), now=now())
        cases.add_statement(case_id, Addition(answers={"police": "unknown"}), now=now())
        cases.add_statement(case_id, Addition(answers={"police": "no idea"}), now=now())

    with world.at_console("vns-range.cell"):
        assert queries.case_page(case_id, now=now()).line.police == "yes"


def test_a_wall_once_raised_is_not_lowered_by_a_later_word(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, police="yes"))

    with world.in_relay():
        cases.add_statement(case_id, Addition(answers={"police": "no"}), now=now())

    assert seen_by(world, "chandauli.cell") == set()


def test_without_a_place_the_number_decides_the_district(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, unit=""))

    assert seen_by(world, "chandauli.cell") == {case_id}
    assert seen_by(world, "bareilly.cell") == set()


def test_a_place_in_another_district_goes_to_that_district(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, unit="bly-izzatnagar"))

    assert seen_by(world, "bareilly.cell") == {case_id}
    assert seen_by(world, "chandauli.cell") == set()


def test_a_station_reads_its_direction_and_nothing_of_the_case(world: World) -> None:
    case_id = world.tip()
    ref = world.direction(case_id)

    with world.at_console("chn-balua.sho"):
        (line,) = queries.my_directions(now=now())
        assert (line.ref, line.brief) == (ref, "घाट पर रात 11 बजे नाका")
        assert not Case.objects.exists()
        assert not Statement.objects.exists()
    with world.at_console("bly-izzatnagar.sho"):
        assert queries.my_directions(now=now()) == []


def test_a_sign_in_that_has_ended_sees_nothing(world: World) -> None:
    world.tip()
    with world.database.acting_as("console"):
        sign_out(world.secrets["chandauli.cell"], now=datetime.now(UTC))

    assert seen_by(world, "chandauli.cell") == set()


def test_an_officer_who_was_relieved_sees_nothing_from_that_moment(world: World) -> None:
    world.tip()
    Holding.objects.filter(post_id="chandauli.cell").update(until=datetime.now(UTC))

    assert seen_by(world, "chandauli.cell") == set()


def test_without_a_sign_in_the_console_sees_nothing(world: World) -> None:
    world.tip()

    with world.database.acting_as("console"):
        assert not Case.objects.exists()


IDENTITY_TABLES = [
    f"relay_{name}"
    for name in (
        "thread",
        "alias",
        "link",
        "inboxitem",
        "inboxkey",
        "outgoing",
        "sourcecode",
        "enrolment",
        "seen",
    )
] + ["relay_setaside", "relay_fetch", "relay_number"]


@pytest.mark.parametrize("table", IDENTITY_TABLES)
@pytest.mark.parametrize("process", ["console", "worker", "edge"])
def test_no_other_process_reads_a_table_of_the_relay(world: World, process: str, table: str) -> None:
    with world.database.connect(process) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(f"SELECT 1 FROM {table}")


def test_the_console_cannot_read_back_what_waits_for_a_source(world: World) -> None:
    with world.at_console("chandauli.cell"), pytest.raises(Exception, match="permission denied"):
        connection.cursor().execute("SELECT heard_at FROM outbox_notice")


@pytest.mark.parametrize("table", ["cases_event", "cases_statement", "cases_direction"])
@pytest.mark.parametrize("act", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_not_even_the_owner_changes_the_record(world: World, table: str, act: str) -> None:
    world.direction(world.tip())

    with world.database.connect("owner") as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(act.format(table))


def test_an_officer_cannot_record_an_event_in_anothers_name(world: World) -> None:
    case_id = world.tip()
    other = Holding.objects.get(post_id="vns-range.cell").officer_id

    with world.at_console("chandauli.cell"), pytest.raises(Exception, match="row-level security"):
        Event(
            case_id=case_id, kind=Event.Kind.NOTE, at=now(), officer_id=other, post_id="chandauli.cell"
        ).save(force_insert=True)


def test_a_cell_cannot_write_to_a_case_it_may_not_read(world: World) -> None:
    case_id = world.tip()

    with world.at_console("bareilly.cell"), pytest.raises(errors.CaseNotFound):
        cases.ask_source(case_id, text="कब?", now=now())


def test_of_two_cells_that_close_at_once_one_is_told_that_it_is_closed(world: World) -> None:
    case_id = world.tip()

    def close(post: str) -> None:
        with world.at_console(post):
            cases.close(case_id, outcome="fir", text="पकड़े गए", now=now())

    with ThreadPoolExecutor(1) as other, world.database.superuser() as link:
        with world.at_console("chandauli.cell"):
            cases.close(case_id, outcome="fir", text="पकड़े गए", now=now())
            second = other.submit(close, "vns-range.cell")
            while not second.done() and not link.execute(WAITS).fetchall():
                pass
        with pytest.raises(errors.CaseClosed):
            second.result()


def test_a_walled_tip_cannot_be_sent_to_its_own_station(world: World) -> None:
    case_id = world.tip(replace(BALUA_SAND, police="yes"))
    with world.at_console("vns-range.cell"):
        assess(case_id, at=now())
        tips.accuse(case_id, level="station", units=["chn-balua"], now=now())

    with world.at_console("vns-range.cell"), pytest.raises(errors.PostNotAllowed):
        cases.direct(case_id, post="chn-balua.sho", brief="जाँच", due_at=now() + TERM, now=now())
