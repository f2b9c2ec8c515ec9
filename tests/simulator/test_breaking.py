"""Every way to break the pretend Graph API on purpose breaks it in that way, and no further."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import aiohttp
import pytest

from satark.simulator.errors import HTTP_STATUS, TITLES
from tests.simulator.stage import AUTH, PHONE_NUMBER_ID, SOURCE, Json, Stage, code_of, stage, template, text

MESSAGES = f"/v26.0/{PHONE_NUMBER_ID}/messages"
TO = {"messaging_product": "whatsapp", "to": "+915550010001"}


async def raw(s: Stage, message: Json) -> tuple[int, str, bytes]:
    """(status, type, bytes) of the answer to a send."""
    async with s.http.post(MESSAGES, json=TO | message, headers=AUTH) as answer:
        return answer.status, answer.content_type, await answer.read()


@pytest.mark.parametrize(
    ("fault", "code", "status"),
    [
        ("spam_limit", 131048, 400),
        ("payment", 131042, 400),
        ("maintenance", 131057, 500),
        ("dead_token", 190, 401),
    ],
)
def test_a_switch_refuses_every_send_with_its_code(
    tmp_path: Path, fault: str, code: int, status: int
) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(**{fault: True})
            for _ in range(2):
                answered, body = await s.graph(text())
                assert (answered, code_of(body)) == (status, code)
            await s.faults(reset=True)
            assert (await s.graph(text()))[0] == 200

    asyncio.run(story())


@pytest.mark.parametrize("code", sorted(TITLES))
def test_any_code_can_be_asked_for_so_many_times(tmp_path: Path, code: int) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(fail_code=code, fail_code_count=1)
            status, body = await s.graph(text())

            assert (status, code_of(body)) == (HTTP_STATUS.get(code, 400), code)
            assert (await s.graph(text()))[0] == 200
            assert (await s.get("/api/ledger"))["refused"] == {str(code): 1}

    asyncio.run(story())


def test_an_accepted_send_can_get_half_an_answer(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(cut_answers=1)
            status, _, body = await raw(s, text())
            assert status == 200
            with pytest.raises(json.JSONDecodeError):
                json.loads(body)

            ledger = await s.get("/api/ledger")
            assert (ledger["accepted"], ledger["tallies"]["answers cut"]) == (1, 1)

    asyncio.run(story())


def test_an_accepted_send_can_get_a_late_answer(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(late_answers=1, late_seconds=60)
            sending = asyncio.create_task(raw(s, text()))
            await s.tallied("answers late", 1)
            assert not sending.done()
            sending.cancel()
            assert (await s.get("/api/ledger"))["accepted"] == 1

    asyncio.run(story())


def test_a_server_that_ends_does_not_wait_for_late_answers(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(late_answers=1, late_seconds=600)
            sending = asyncio.create_task(raw(s, text()))
            await s.tallied("answers late", 1)
        sending.cancel()

    began = time.monotonic()
    asyncio.run(story())
    assert time.monotonic() - began < 5


def test_a_proxy_may_answer_in_the_apis_place(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(html_answers=1)

            assert (await raw(s, text()))[:2] == (502, "text/html")
            assert (await s.get("/api/ledger"))["accepted"] == 0

    asyncio.run(story())


def test_the_whole_api_may_be_slow(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(slow_ms=150)
            began = time.monotonic()
            assert (await s.graph(text()))[0] == 200
            assert time.monotonic() - began >= 0.15

    asyncio.run(story())


def test_the_whole_api_may_be_away(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(graph_away=True)

            with pytest.raises(aiohttp.ClientError):
                await s.graph(text())
            assert (await s.get("/api/ledger"))["accepted"] == 0

    asyncio.run(story())


def test_media_may_be_broken_for_good(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE, type="media", sample="trucks-at-night.jpg")
            await s.edge.until(lambda: bool(s.edge.messages()))
            image = s.edge.messages()[0]["image"]
            await s.faults(broken_media=True)
            for _ in range(3):
                async with s.http.get(image["url"], headers=AUTH) as answer:
                    assert answer.status == 500

    asyncio.run(story())


def test_paused_templates_leave_words_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(paused_templates=True)

            assert code_of((await s.graph(template()))[1]) == 132015
            assert (await s.graph(text()))[0] == 200

    asyncio.run(story())


def test_a_number_says_so_much_a_second_in_and_out(tmp_path: Path) -> None:
    now = [1_795_000_000.0]

    async def story() -> None:
        async with stage(tmp_path, clock=lambda: now[0]) as s:
            await s.faults(throughput=5)
            for _ in range(3):
                await s.write(SOURCE)
            assert [(await s.graph(text()))[0] for _ in range(2)] == [200, 200]
            assert code_of((await s.graph(text()))[1]) == 130429
            assert (await s.get("/api/ledger"))["throughput"][PHONE_NUMBER_ID] == 5

            now[0] += 1.1
            assert (await s.graph(text()))[0] == 200

    asyncio.run(story())


def test_eighty_a_second_is_what_a_number_has(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path, clock=lambda: 1_795_000_000.0) as s:
            await s.faults(pair_limit=False)
            for _ in range(40):
                await s.write(SOURCE)
            answers = [(await s.graph(text()))[0] for _ in range(41)]

            assert answers == [200] * 40 + [400]

    asyncio.run(story())


def test_a_number_in_a_phones_app_too_says_only_twenty_a_second(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path, clock=lambda: 1_795_000_000.0) as s:
            await s.faults(pair_limit=False, coexistence=True)
            await s.write(SOURCE)

            assert [(await s.graph(text()))[0] for _ in range(20)] == [200] * 19 + [400]

    asyncio.run(story())


def test_a_template_can_be_held_and_dropped(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(held_templates=True)
            status, body = await s.graph(template())
            await s.edge.until(lambda: bool(s.edge.statuses()))

            assert (status, body["messages"][0]["message_status"]) == (200, "held_for_quality_assessment")
            assert s.edge.statuses()[0]["errors"][0]["code"] == 132015
            assert await s.screen() == []

    asyncio.run(story())
