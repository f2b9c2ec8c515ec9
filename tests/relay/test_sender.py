"""The sender: in order for each person, nobody held up by another, what hits everybody hammered by nobody."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from satark.channels.whatsapp.templates import reply_template
from satark.relay.outgoing import DOUBT, FAILED, READY, SENT
from tests.relay.graph import NUMBER_ID, OTHER_ID, in_loop, letter, post, refused, took


@in_loop
async def test_letters_to_one_person_go_in_order() -> None:
    person = uuid4()
    letters = [letter(person, to=f"+9155500200{at:02}") for at in range(10)]
    async with post() as desk:
        outcomes = await desk.send(*letters)

        assert [body["to"] for _, body in desk.graph.taken] == [f"+9155500200{at:02}" for at in range(10)]
    assert [each.state for each in outcomes] == [SENT] * 10
    assert {each.wamid for each in outcomes} == {"wamid.x"}


@in_loop
async def test_a_person_who_gets_too_much_waits_ever_longer_and_nobody_else_does() -> None:
    one, other = uuid4(), uuid4()

    def answer(_: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return refused(131056)("", {}) if body["to"] == "+1" else took("", {})

    async with post(answer) as desk:
        first, behind, fine = await desk.send(letter(one, to="+1"), letter(one, to="+1"), letter(other))
        waits = [(await desk.send(letter(to="+1", attempts=attempts)))[0].again_at for attempts in range(4)]

        assert len(desk.graph.taken) == 6
    assert (first.state, behind.state, fine.state) == (READY, READY, SENT)
    assert behind.again_at == first.again_at
    assert [at - desk.time.now for at in waits if at] == [
        timedelta(seconds=4**power) for power in (1, 2, 3, 4)
    ]


@in_loop
async def test_a_slow_number_has_no_hand_on_another() -> None:
    async with post() as desk:
        desk.graph.hold["+slow"] = asyncio.Event()
        desk.sender.post([letter(to="+slow") for _ in range(100)])
        desk.sender.post([letter(number_id=OTHER_ID)])
        async with asyncio.timeout(5):
            while not desk.sender.outcomes:  # noqa: ASYNC110 - a deque
                await asyncio.sleep(0.01)

        assert [each.number_id for each in desk.sender.outcomes] == [OTHER_ID]
        desk.graph.hold["+slow"].set()
        await desk.finish()


@in_loop
async def test_a_number_sends_no_more_in_a_second_than_it_may_and_counts_what_came_in() -> None:
    async with post() as desk:
        desk.sender.budget.allow({NUMBER_ID: 20})
        desk.sender.budget.heard(NUMBER_ID, 9)
        desk.sender.post([letter() for _ in range(60)])
        seen = []
        for _ in range(4):
            await asyncio.sleep(0.2)
            seen.append(len(desk.graph.taken))
            desk.time.later(seconds=1)
        await desk.finish()

        assert len(desk.graph.taken) == 60
    # 9 came in. Within any second go, at most, a quarter of a second's burst and what a second allows: nine tenths of 20.
    assert seen == [0, 10, 24, 38]


@in_loop
async def test_a_flood_that_came_in_holds_replies_up_for_a_second_and_no_longer() -> None:
    async with post() as desk:
        desk.sender.budget.allow({NUMBER_ID: 20})
        for _ in range(50):
            desk.sender.budget.heard(NUMBER_ID, 300)
        desk.sender.post([letter() for _ in range(40)])
        seen = []
        for _ in range(3):
            await asyncio.sleep(0.2)
            seen.append(len(desk.graph.taken))
            desk.time.later(seconds=1)
        await desk.finish()

        assert len(desk.graph.taken) == 40
    assert seen == [0, 4, 19]


@in_loop
async def test_what_was_under_way_when_a_number_began_to_rest_counts_once() -> None:
    async with post() as desk:
        for _ in range(6):
            desk.sender.budget.slow_down(NUMBER_ID)
        desk.sender.post([letter()])
        await asyncio.sleep(0.2)
        before = len(desk.graph.taken)
        desk.time.later(seconds=1.1)
        await desk.finish()

        assert (before, len(desk.graph.taken)) == (0, 1)


@in_loop
async def test_a_number_that_is_told_it_was_too_much_rests_and_another_does_not() -> None:
    def answer(number_id: str, _: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return refused(130429)("", {}) if number_id == NUMBER_ID else took("", {})

    async with post(answer) as desk:
        await desk.send(letter())
        desk.sender.post([letter(), letter(number_id=OTHER_ID)])
        await asyncio.sleep(0.2)

        assert [number_id for number_id, _ in desk.graph.taken] == [NUMBER_ID, OTHER_ID]
        await desk.finish()
        assert len(desk.graph.taken) == 3


@pytest.mark.parametrize(
    ("code", "alarm", "halt"),
    [
        (190, "token", "all"),
        (0, "token", "all"),
        (131042, "payment", "number"),
        (368, "account", "number"),
        (131048, "account", "number"),
        (133010, "setup", "number"),
    ],
)
@in_loop
async def test_what_hits_everybody_is_tried_once_and_then_waits(code: int, alarm: str, halt: str) -> None:
    async with post(refused(code)) as desk:
        outcomes = [each for _ in range(50) for each in await desk.send(letter())]

        assert len(desk.graph.taken) == 1
    assert (outcomes[0].trouble, outcomes[0].stops) == (alarm, halt)
    assert {(each.state, each.error) for each in outcomes[1:]} == {(READY, "paused")}


@in_loop
async def test_a_dead_token_stops_all_numbers_and_a_locked_one_only_itself() -> None:
    async with post(refused(190)) as desk:
        await desk.send(letter())
        await desk.send(letter(number_id=OTHER_ID))
        assert len(desk.graph.taken) == 1
    async with post(refused(131042)) as desk:
        await desk.send(letter())
        await desk.send(letter(number_id=OTHER_ID))
        assert len(desk.graph.taken) == 2


@in_loop
async def test_a_probe_goes_although_its_number_is_paused() -> None:
    async with post() as desk:
        desk.sender.paused = frozenset({NUMBER_ID})
        (waiting,) = await desk.send(letter())
        (probe,) = await desk.send(replace(letter(), probe=True))

    assert (waiting.state, probe.state) == (READY, SENT)


@in_loop
async def test_doubt_waits_for_a_status_and_its_repeats_are_counted() -> None:
    async with post(lambda _, __: (503, {})) as desk:
        (lost,) = await desk.send(letter())
        (again,) = await desk.send(letter(doubtful=True, attempts=6))

        assert desk.sender.repeated == 1
        assert lost.again_at == desk.time.now + DOUBT
        assert again.again_at == desk.time.now + timedelta(seconds=128)
    assert lost.doubtful


@in_loop
async def test_no_step_is_longer_than_an_hour_and_no_count_ends_it() -> None:
    async with post(refused(131016, status=500)) as desk:
        outcomes = [each for n in (0, 11, 500) for each in await desk.send(letter(attempts=n))]

        assert {each.state for each in outcomes} == {READY}
        assert outcomes[-1].again_at == desk.time.now + timedelta(hours=1)


@in_loop
async def test_a_paused_template_is_remembered_and_its_letter_waits() -> None:
    formal = letter(stand_in=reply_template("hi"), formal=True)
    async with post(refused(132015)) as desk:
        (outcome,) = await desk.send(formal)

    assert (outcome.state, outcome.template, outcome.trouble) == (READY, ("reply_waiting", "hi"), "template")


@in_loop
async def test_a_refusal_of_this_message_alone_ends_it() -> None:
    async with post(refused(131026)) as desk:
        (outcome,) = await desk.send(letter())

    assert (outcome.state, outcome.error, outcome.trouble) == (FAILED, "131026", "")
