"""People change numbers, take usernames, block, leave and switch off: what a business is told of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from tests.simulator.stage import (
    OFFICER,
    OFFICER_NUMBER,
    PHONE_NUMBER_ID,
    SOURCE,
    SOURCE_NUMBER,
    USERNAME_ONLY,
    USERNAME_ONLY_ID,
    Stage,
    code_of,
    stage,
    text,
)

Json = dict[str, Any]


async def change(s: Stage, phone: str = SOURCE, **wanted: object) -> Json:
    status, changed = await s.post(f"/api/phones/{phone}/change", wanted)
    assert status == 200, changed
    return changed


def test_another_number_comes_with_another_user_id_and_a_system_message(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            before = (await s.get("/api/phones"))["phones"][0]
            after = await change(s, number=True)
            await s.edge.until(lambda: len(s.edge.messages()) == 2)

            told, value = s.edge.messages()[1], s.edge.values()[1]
            assert "contacts" not in value
            assert (told["type"], told["from"]) == ("system", SOURCE_NUMBER)
            assert told["system"]["type"] == "user_changed_number"
            assert (told["system"]["wa_id"], told["system"]["user_id"]) == (after["number"], after["user_id"])
            assert told["system"]["previous_user_id"] == before["user_id"] != after["user_id"]
            assert code_of((await s.graph(text()))[1]) == 131026
            assert (await s.graph(text(), to=after["number"]))[0] == 200

    asyncio.run(story())


def test_a_system_message_may_lack_the_old_user_id_or_not_come_at_all(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(USERNAME_ONLY)
            bare = await change(s, USERNAME_ONLY, user_id=True, system="bare")
            silent = await change(s, USERNAME_ONLY, user_id=True, system="none")
            await s.write(USERNAME_ONLY)
            await s.edge.until(lambda: len(s.edge.messages()) == 3)

            _, told, written = s.edge.messages()
            assert told["system"]["type"] == "user_changed_user_id"
            assert told["system"].keys() == {"body", "type", "user_id"}
            assert "from" not in told
            assert told["from_user_id"] == told["system"]["user_id"] == bare["user_id"]
            assert USERNAME_ONLY_ID in told["system"]["body"]
            assert written["from_user_id"] == silent["user_id"] != bare["user_id"]

    asyncio.run(story())


def test_whoever_takes_a_username_and_hides_the_number_is_seen_by_user_id_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await change(s, username="ramesh.27", hide_number=True)
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.messages()) == 2)
            await change(s, username="")
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.messages()) == 3)

            shown, hidden, again = s.edge.messages()
            assert (shown["from"], again["from"]) == (SOURCE_NUMBER, SOURCE_NUMBER)
            assert "from" not in hidden
            assert hidden["from_user_id"] == shown["from_user_id"]
            assert s.edge.values()[1]["contacts"][0]["profile"]["username"] == "ramesh.27"

    asyncio.run(story())


def test_a_freed_number_can_become_somebody_elses(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            status, _ = await s.post("/api/phones/source-3/change", {"number": SOURCE_NUMBER})
            assert status == 400

            await change(s, number=True, system="none")
            await change(s, "source-3", number=SOURCE_NUMBER, system="none")
            await s.write("source-3", to=PHONE_NUMBER_ID)
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

            assert s.edge.messages()[0]["from"] == SOURCE_NUMBER

    asyncio.run(story())


def test_who_blocks_us_never_gets_it_and_nobody_says_so(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await change(s, OFFICER, blocks=PHONE_NUMBER_ID)
            assert (await s.graph(text(), to=OFFICER_NUMBER))[0] == 200
            await change(s, OFFICER, blocks="")
            for off in (True, False):
                await change(s, OFFICER, offline=off)
            await s.graph(text("after"), to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 4)

            assert [m["text"] for m in await s.screen(OFFICER)] == ["Hi", "after"]
            of_first = s.edge.statuses()[0]["id"]
            assert [st["status"] for st in s.edge.statuses() if st["id"] == of_first] == ["sent"]

    asyncio.run(story())


def test_a_phone_that_is_off_gets_its_messages_when_it_is_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await change(s, OFFICER, offline=True)
            await s.graph(text("for later"), to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 1)
            seen = (await s.screen(OFFICER))[-1]
            assert seen["text"] == "Hi"

            await change(s, OFFICER, offline=False)
            await s.edge.until(lambda: len(s.edge.statuses()) == 3)
            path = f"/api/phones/{OFFICER}/messages"
            assert [m["text"] for m in (await s.get(path, after=seen["seq"]))["messages"]] == ["for later"]
            assert [status["status"] for status in s.edge.statuses()] == ["sent", "delivered", "read"]

    asyncio.run(story())


def test_what_waits_longer_than_thirty_days_is_dropped_and_nobody_says_so(tmp_path: Path) -> None:
    now = [1_795_000_000.0]

    async def story() -> None:
        async with stage(tmp_path, clock=lambda: now[0]) as s:
            await s.write(OFFICER)
            await change(s, OFFICER, offline=True)
            await s.graph(text("old"), to=OFFICER_NUMBER)
            now[0] += 31 * 24 * 3600
            await change(s, OFFICER, offline=False)
            await s.edge.until(lambda: len(s.edge.statuses()) == 1)

            assert [m["text"] for m in await s.screen(OFFICER)] == ["Hi"]
            assert (await s.get("/api/ledger"))["webhooks_waiting"] == 0

    asyncio.run(story())


def test_who_has_left_cannot_be_reached_and_who_turned_receipts_off_never_reads(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await change(s, receipts=False)
            await s.graph(text())
            assert (await s.post(f"/api/phones/{SOURCE}/seen", {}))[1] == {"read": 0}
            await s.edge.until(lambda: len(s.edge.statuses()) == 2)
            assert [status["status"] for status in s.edge.statuses()] == ["sent", "delivered"]

            await change(s, gone=True)
            assert code_of((await s.graph(text()))[1]) == 131026

    asyncio.run(story())


def test_a_change_outlives_a_restart_and_nonsense_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            changed = await change(s, offline=True, number="915550018888", system="none")
            for nonsense in (
                {"gravity": True},
                {"offline": 1},
                {"number": "x"},
                {"blocks": "1"},
                {"system": "loud"},
            ):
                assert (await s.post(f"/api/phones/{SOURCE}/change", nonsense))[0] == 400, nonsense
        async with stage(tmp_path) as s:
            assert changed in (await s.get("/api/phones"))["phones"]

    asyncio.run(story())


def test_an_unannounced_user_id_can_be_asked_for(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(changed_ids=1)
            for _ in range(2):
                await s.write(USERNAME_ONLY)
            await s.edge.until(lambda: len(s.edge.messages()) == 2)

            first, second = s.edge.messages()
            assert first["from_user_id"] == second["from_user_id"] != USERNAME_ONLY_ID

    asyncio.run(story())
