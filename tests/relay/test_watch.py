"""The watch: what stops holds a number until it is well again; what could not be asked changes nothing."""

from __future__ import annotations

import asyncio
import select
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from satark import clock, settings
from satark.channels.whatsapp.setup.findings import CHECKS, Finding
from satark.config.template_filing import walk
from satark.relay import alarms, pauses, templates, watch
from satark.relay.courier import Courier
from satark.relay.models import Number
from satark.relay.templates import States
from satark.relay.watch import EVERY, FIRST, Rounds
from satark.settings import Secret
from tests.config.rehearsed import OURS, rehearsed
from tests.relay.desk import NUMBER_ID, Desk

NUMBER, OTHER = OURS[0].id, OURS[1].id


def finding(code: str, mark: str = "wrong", number_id: str = NUMBER) -> Finding:
    stops = CHECKS[code].stops and mark == "wrong"
    return Finding(code, mark, stops, "words", number_id)  # type: ignore[arg-type]  # a parameter of the test


def written(desk: Desk, *findings: Finding) -> tuple[set[str], set[tuple[str, str]]]:
    """Numbers by which nothing goes, and the alarms that stand."""
    with desk.in_relay() as cursor:
        watch.write(cursor, findings, desk.now)
        standing = {(each.code, each.number_id) for each in alarms.standing(cursor)}
        return set(pauses.standing(cursor)), standing


@pytest.mark.parametrize(("code", "alarm"), watch.STOPPING.items())
def test_what_stops_holds_the_number_until_it_is_well_again(desk: Desk, code: str, alarm: str) -> None:
    assert written(desk, finding(code)) == ({NUMBER}, {(alarm, NUMBER)})
    assert written(desk, finding(code), finding(code, "well", OTHER)) == ({NUMBER}, {(alarm, NUMBER)})

    assert written(desk, finding(code, "well")) == (set(), set())


def test_every_check_that_stops_is_watched() -> None:
    assert set(watch.STOPPING) == {code for code, check in CHECKS.items() if check.stops}
    assert set(watch.STOPPING.values()) <= set(alarms.WORDS)


def test_nothing_is_tried_by_a_number_that_is_held(desk: Desk) -> None:
    written(desk, finding("callback"))

    with desk.in_relay() as cursor:
        assert pauses.probes(cursor, desk.now + timedelta(days=1)) == []


@pytest.mark.parametrize("code", ["whatsapp_answers", "token_valid"])
def test_what_could_not_be_asked_changes_nothing(desk: Desk, code: str) -> None:
    written(desk, finding("callback"))

    held, standing = written(desk, finding(code, number_id=""))

    assert held == {NUMBER}
    assert ("callback_changed", NUMBER) in standing
    assert (("token", "") in standing) is (code == "token_valid")


def test_where_somebody_has_to_look_nothing_is_lifted(desk: Desk) -> None:
    written(desk, finding("business_agent"))

    held, _ = written(desk, finding("business_agent", "by_hand"))

    assert held == {NUMBER}


def test_what_is_wrong_and_stops_nothing_raises_an_alarm_only(desk: Desk) -> None:
    assert written(desk, finding("quality")) == (set(), {("set_up", "")})
    assert written(desk, finding("token_lasting", number_id="")) == (set(), {("token_ends", "")})

    assert written(desk, finding("quality", "well")) == (set(), set())


def listed(*templates: tuple[str, str, str]) -> Finding:
    return replace(finding("templates", "well", ""), told=templates)


def test_it_remembers_the_state_of_each_template_that_whatsapp_lists(desk: Desk) -> None:
    written(desk, listed(("reply_waiting", "hi", "PAUSED"), ("reply_waiting", "en", "APPROVED")))

    with desk.in_relay() as cursor:
        usable = States(cursor, desk.now).usable
        assert [usable(("reply_waiting", code)) for code in ("hi", "en")] == [False, True]


def test_templates_that_are_all_in_use_again_end_their_alarms(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        templates.learn(cursor, "reply_waiting", "hi", "PAUSED", desk.now)
        alarms.raise_(cursor, "template_paused", "", desk.now)

    assert written(desk, listed(("reply_waiting", "hi", "APPROVED"))) == (set(), set())


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [(80, "HIGH", 1000), (1000, "STANDARD", 80), (20, "STANDARD", 20), (80, "NOT_APPLICABLE", 80)],
)
def test_a_number_is_as_fast_as_whatsapp_says_unless_it_was_set_otherwise(
    desk: Desk, before: int, level: str, after: int
) -> None:
    Number.objects.update(per_second=before)

    written(desk, replace(finding("throughput", "well", NUMBER_ID), told=((level,),)))

    assert desk.rows("SELECT per_second FROM relay_number") == [(after,)]


def test_rounds_are_made_a_minute_after_the_start_and_then_every_quarter_hour(desk: Desk) -> None:
    rounds, now = Rounds(), desk.now

    assert not rounds.due(now)
    assert not rounds.due(now + FIRST - timedelta(seconds=1))
    assert rounds.due(now + FIRST)
    assert not rounds.due(now + FIRST)
    assert rounds.due(now + FIRST + EVERY)


def test_after_a_lost_database_it_looks_again_soon(desk: Desk) -> None:
    rounds, now = Rounds(), desk.now
    rounds.due(now)
    rounds.due(now + FIRST)

    rounds.again()

    assert not rounds.due(now + FIRST)
    assert rounds.due(now + FIRST + FIRST)


def test_the_courier_makes_a_round_and_rings(tmp_path: Path) -> None:
    async def story() -> list[Finding]:
        async with rehearsed(tmp_path) as r:
            courier = Courier(r.settings, clock=clock.now)
            courier.look(OURS)
            rung, _, _ = await asyncio.to_thread(select.select, [courier.bell], [], [], 30)
            found = list(courier.found)
            await asyncio.to_thread(courier.close)
            assert rung
            return found[0]

    assert {each.number_id for each in asyncio.run(story())} == {"", NUMBER, OTHER}


def test_a_round_under_way_does_not_keep_the_courier_from_closing() -> None:
    deaf = socket.create_server(("127.0.0.1", 0))
    with deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/v26.0"
        courier = Courier(replace(settings.current(), graph_url=url), clock=clock.now)
        courier.look(OURS)
        deaf.accept()[0].close()

        courier.close()

    assert not courier.found or courier.found[0][0].code == "whatsapp_answers"


def test_it_sees_on_the_pretend_whatsapp_what_the_doctor_sees(desk: Desk, tmp_path: Path) -> None:
    async def story() -> tuple[list[Finding], list[Finding]]:
        async with rehearsed(tmp_path) as r, aiohttp.ClientSession(auto_decompress=False) as session:
            await walk(r.settings, OURS, ("create",))
            await r.faults(other_callback=True)
            changed = await watch.look(session, r.settings, OURS, desk.now)
            dead = replace(r.settings, graph_token=Secret("another"))
            return changed, await watch.look(session, dead, OURS, desk.now)

    changed, dead = asyncio.run(story())

    told = {each.code: each.told for each in changed}
    assert {state for _, _, state in told["templates"]} <= {"APPROVED", "PENDING"}
    assert told["templates"]
    assert told["throughput"] == (("STANDARD",),)
    assert written(desk, *changed) == (
        {NUMBER, OTHER},
        {("callback_changed", NUMBER), ("callback_changed", OTHER)},
    )
    assert ("token", "") in written(desk, *dead)[1]
