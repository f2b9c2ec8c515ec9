"""Holding the phones: new people, what a screen shows, waiting for it, breaking things, counting."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import aiohttp
import pytest

from tests.simulator.stage import (
    OFFICER,
    OFFICER_NUMBER,
    SOURCE,
    SOURCE_NUMBER,
    TOKEN,
    Stage,
    buttons,
    code_of,
    listed,
    row,
    stage,
    text,
)


def test_the_seeded_phones_show_what_they_should(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            phones = {phone["id"]: phone for phone in (await s.get("/api/phones"))["phones"]}

            assert phones[SOURCE]["number"] == SOURCE_NUMBER
            assert (phones["source-2"]["number"], phones["source-2"]["username"]) == ("", "ganga.kinare_27")
            officers = [phone for phone in phones.values() if phone["role"] == "officer"]
            assert {phone["id"] for phone in officers} == {
                "sho-balua",
                "co-sakaldiha",
                "sp-chandauli",
                "sho-izzatnagar",
            }
            assert all(re.fullmatch("91555001[0-9]{4}", phone["number"]) for phone in officers)

    asyncio.run(story())


@pytest.mark.parametrize("kind", ["number", "username", "both"])
def test_a_new_person_has_the_identities_of_the_kind_and_stays(tmp_path: Path, kind: str) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            status, phone = await s.post(
                "/api/phones", {"kind": kind, "name": "canary-Q7x2", "label": "Third"}
            )
            assert status == 201
            await s.write(phone["id"])
            await s.edge.until(lambda: bool(s.edge.bodies))

            contact = s.edge.values()[0]["contacts"][0]
            assert bool(phone["number"]) == (kind != "username") == ("wa_id" in contact)
            assert bool(phone["username"]) == (kind != "number") == ("username" in contact["profile"])
            assert contact["profile"]["name"] == phone["profile_name"] == "canary-Q7x2"
        async with stage(tmp_path) as s:
            assert phone in (await s.get("/api/phones"))["phones"]

    asyncio.run(story())


def test_the_screen_shows_both_sides_with_what_can_be_pressed(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE, text="Hi")
            await s.graph(listed(row(1, "हिन्दी", "भाषा"), body="अपनी भाषा चुनें।", button="भाषा"))
            await s.graph(buttons("हाँ", "नहीं"))
            ask = {
                "type": "location_request_message",
                "body": {"text": "कहाँ?"},
                "action": {"name": "send_location"},
            }
            await s.graph({"type": "interactive", "interactive": ask})

            said, menu, question, where = await s.screen()
            assert (said["from"], said["text"], said["ticks"] in ("sent", "delivered")) == (
                "phone",
                "Hi",
                True,
            )
            assert (menu["from"], menu["list_button"]) == ("business", "भाषा")
            assert menu["rows"] == [{"id": "step:1", "title": "हिन्दी", "description": "भाषा", "section": ""}]
            assert question["buttons"] == [{"id": "step:0", "title": "हाँ"}, {"id": "step:1", "title": "नहीं"}]
            assert where["ask_pin"] is True
            assert [m["seq"] for m in (said, menu, question, where)] == sorted(
                m["seq"] for m in (said, menu, question, where)
            )

    asyncio.run(story())


def test_a_rehearsal_can_wait_for_what_comes_next(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            seq = (await s.screen())[-1]["seq"]
            path = f"/api/phones/{SOURCE}/messages"
            waiting = asyncio.create_task(s.get(path, after=seq, wait=5))
            await asyncio.sleep(0)
            await s.graph(text("जवाब"))

            assert [m["text"] for m in (await waiting)["messages"]] == ["जवाब"]
            assert await s.get(path, after=seq + 1, wait="0.01") == {"messages": []}

    asyncio.run(story())


def test_the_page_hears_of_messages_ticks_and_typing_as_they_happen(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s, s.http.get("/api/events") as events:
            heard = asyncio.create_task(listen(events, until="typing"))
            wamid = await s.write(SOURCE)
            typing = {"type": "text"}
            await s.graph({"status": "read", "message_id": wamid, "typing_indicator": typing})
            names = await asyncio.wait_for(heard, 5)

            assert names[0] == "health"
            assert {"message", "ticks", "typing"} <= set(names)

    asyncio.run(story())


async def listen(events: aiohttp.ClientResponse, *, until: str) -> list[str]:
    names: list[str] = []
    while until not in names:
        line = (await events.content.readline()).decode()
        names += [line.removeprefix("event: ").strip()] if line.startswith("event: ") else []
    return names


def test_an_answer_can_be_lost_after_the_message_was_accepted(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(drop_answers=1)
            message = text() | {"biz_opaque_callback_data": "row-1"}
            with pytest.raises(aiohttp.ClientError):
                await s.graph(message)
            assert (await s.graph(message))[0] == 200

            ledger = await s.get("/api/ledger")
            assert ledger["by_opaque"] == ledger["doubled"] == {"row-1": 2}
            assert ledger["tallies"]["answers dropped"] == 1

    asyncio.run(story())


def test_sends_can_be_made_to_fail_so_often_and_no_more(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(fail_sends=2)

            answers = [await s.graph(text()) for _ in range(3)]

            assert [status for status, _ in answers] == [500, 500, 200]
            assert code_of(answers[0][1]) == 131016
            assert (await s.get("/api/ledger"))["accepted"] == 1

    asyncio.run(story())


def test_a_fault_that_does_not_exist_is_refused_and_reset_puts_all_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            first = await s.get("/api/faults")
            for nonsense in ({"gravity": True}, {"delay_ms": -1}, {"duplicate": 1}):
                assert (await s.post("/api/faults", nonsense))[0] == 400
            await s.faults(delay_ms=5, closed_window=True)

            assert (await s.post("/api/faults", {"reset": True}))[1] == first

    asyncio.run(story())


WISHES_WITHOUT_SENSE = (
    {"type": "telepathy"},
    {"type": "text"},
    {"type": "text", "text": "x", "to": "1"},
    {"type": "pin", "latitude": "north", "longitude": 1},
    {"type": "pin", "latitude": 91, "longitude": 1},
    {"type": "media", "sample": "nothing"},
    {"type": "choice", "message": "wamid.x", "id": "a"},
    {"type": "reaction", "message": "wamid.x", "emoji": "👍"},
    {"type": "unsupported", "kind": "x"},
)


def test_a_wish_that_makes_no_sense_is_refused_and_sends_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            for wish in WISHES_WITHOUT_SENSE:
                assert (await s.post(f"/api/phones/{SOURCE}/send", wish))[0] == 400, wish
            assert (await s.post("/api/phones/nobody/send", {"type": "text", "text": "x"}))[0] == 404
            assert await s.screen() == []

    asyncio.run(story())


def test_another_sites_page_may_not_hold_the_phones(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            wish = {"type": "text", "text": "x"}
            foreign = {"Origin": "https://evil.example"}
            async with s.http.post(f"/api/phones/{SOURCE}/send", json=wish, headers=foreign) as answer:
                assert answer.status == 403

    asyncio.run(story())


@pytest.mark.parametrize("path", ["/api/phones", "/api/events", f"/api/phones/{SOURCE}/messages"])
def test_a_strangers_name_that_leads_to_this_machine_holds_no_phone(tmp_path: Path, path: str) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            named = {"Host": "evil.example:8002", "Origin": "http://evil.example:8002"}
            async with s.http.get(path, headers=named) as answer:
                assert answer.status == 403

    asyncio.run(story())


def test_the_journal_shows_what_meta_would_know_and_no_token(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        await s.write(SOURCE)
        await s.write(OFFICER)
        await s.graph(text("जवाब"), to=OFFICER_NUMBER)
        await s.edge.until(lambda: len(s.edge.bodies) >= 3)

    async def whole() -> None:
        async with stage(tmp_path) as s:
            await story(s)

    asyncio.run(whole())

    lines = (tmp_path / "simulator" / "journal.log").read_text().splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert {"webhook", "send"} <= set(events)
    assert SOURCE_NUMBER in "".join(lines)
    assert TOKEN not in "".join(lines)
