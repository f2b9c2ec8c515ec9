"""What a scenario can do by program: odd messages, any body, a whole batch in one POST, the journal, the clock."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import pytest

from satark.simulator.account.tidings import USUAL
from tests.simulator.stage import (
    AUTH,
    OFFICER,
    OFFICER_NUMBER,
    SOURCE,
    SOURCE_NUMBER,
    USERNAME_ONLY,
    code_of,
    stage,
    text,
)

Json = dict[str, Any]
USER_ID = "IN.4kTq9ZsW2mXc7RbV1nLd"
ODD: dict[str, tuple[Json, Json]] = {
    "edit": ({"text": "new"}, {"type": "edit"}),
    "revoke": ({}, {"type": "revoke"}),
    "order": ({}, {"type": "order"}),
    "forward": ({}, {"context": {"forwarded": True}, "text": {"body": "Forwarded"}}),
    "forward often": ({"type": "forward", "often": True}, {"context": {"frequently_forwarded": True}}),
    "sticker": ({}, {"type": "sticker"}),
    "group": ({"group_id": "G1"}, {"group_id": "G1", "type": "text"}),
    "standby": ({"text": "Hi"}, {"type": "text", "text": {"body": "Hi"}}),
    "referral": ({"text": "Hi"}, {"type": "text", "text": {"body": "Hi"}}),
    "system": ({}, {"type": "system"}),
    "call_permission": ({}, {"type": "interactive"}),
    "flow": ({"response": {"name": "x"}}, {"type": "interactive"}),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_message_has_metas_form(tmp_path: Path, name: str) -> None:
    wish, expected = ODD[name]

    async def story() -> None:
        async with stage(tmp_path) as s:
            before = await s.write(SOURCE)
            await s.write(SOURCE, **({"type": name, "text": ""} | wish))
            await s.edge.until(lambda: len(s.edge.messages()) == 2)

            told, body = s.edge.messages()[1], json.loads(s.edge.bodies[1])
            assert told.items() >= expected.items()
            assert body["entry"][0]["changes"][0]["field"] == ("standby" if name == "standby" else "messages")
            assert ("contacts" in s.edge.values()[1]) == (name != "system")
            if name in ("edit", "revoke"):
                assert told[name]["original_message_id"] == before
            if name == "flow":
                assert json.loads(told["interactive"]["nfm_reply"]["response_json"]) == {"name": "x"}
            if name == "sticker":
                assert told["sticker"]["mime_type"] == "image/webp"
            if name == "referral":
                assert told["referral"]["source_type"] == "ad"

    asyncio.run(story())


IDENTITIES = {
    "usual": ({"from": SOURCE_NUMBER, "from_user_id": USER_ID}, {"wa_id": SOURCE_NUMBER, "user_id": USER_ID}),
    "number": ({"from": SOURCE_NUMBER}, {"wa_id": SOURCE_NUMBER}),
    "user_id": ({"from_user_id": USER_ID}, {"user_id": USER_ID}),
    "in_from": ({"from": USER_ID}, {"wa_id": USER_ID}),
    "neither": ({}, {}),
}


@pytest.mark.parametrize("identity", IDENTITIES)
def test_one_message_can_show_other_ids_than_usual(tmp_path: Path, identity: str) -> None:
    sender, contact = IDENTITIES[identity]

    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE, identity=identity)
            await s.edge.until(lambda: bool(s.edge.bodies))

            message, shown = s.edge.messages()[0], s.edge.values()[0]["contacts"][0]
            assert {key: message[key] for key in ("from", "from_user_id") if key in message} == sender
            assert {key: shown[key] for key in ("wa_id", "user_id") if key in shown} == contact

    asyncio.run(story())


def test_a_message_can_come_late_in_milliseconds_and_more_than_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE, at=1_700_000_000, timestamp="ms", repeat=3)
            await s.edge.until(lambda: len(s.edge.messages()) == 3)

            assert {m["timestamp"] for m in s.edge.messages()} == {"1700000000000"}
            assert len({m["id"] for m in s.edge.messages()}) == 1
            # Written so long ago, it opens no window today.
            assert code_of((await s.graph(text()))[1]) == 131047

    asyncio.run(story())


def test_any_body_can_be_posted_with_a_right_a_wrong_or_no_signature(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            posted = []
            for wish in (
                {"body": {"object": "x", "entry": []}, "times": 2},
                {"raw": "{", "sign": "wrong"},
                {"base64": base64.b64encode(b"\xff").decode(), "sign": "none"},
            ):
                posted.append((await s.post("/api/webhooks/post", wish))[1])

            assert posted == [{"statuses": [200, 200]}, {"statuses": [401]}, {"statuses": [401]}]
            assert s.edge.bodies == [b'{"object":"x","entry":[]}'] * 2
            assert (await s.post("/api/webhooks/post", {"base64": "?"}))[0] == 400

    asyncio.run(story())


def test_a_batch_is_one_post_with_several_of_everything(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.graph(text())
            await s.edge.until(lambda: len(s.edge.bodies) == 3)
            wishes: list[Json] = [{"type": "text", "text": str(n)} for n in range(5)]
            wishes.append({"type": "pin", "latitude": 25.4, "longitude": 83.1, "phone": USERNAME_ONLY})
            status, body = await s.post("/api/batch", {"phone": SOURCE, "messages": wishes, "statuses": True})

            assert (status, body["delivered"], len(body["wamids"])) == (201, True, 6)
            entries = json.loads(s.edge.bodies[3])["entry"]
            changes = [change["value"] for entry in entries for change in entry["changes"]]
            assert len(entries) == 2
            assert [m["id"] for value in changes for m in value["messages"]] == body["wamids"]
            assert [st["status"] for value in changes for st in value.get("statuses", [])] == ["read"]
            assert len(changes[2]["contacts"]) == 2
            assert len(await s.screen()) == 7
            assert {m["ticks"] for m in await s.screen() if m["from"] == "phone"} == {"delivered"}

    asyncio.run(story())


@pytest.mark.parametrize("about", USUAL)
def test_news_of_the_account_is_sent_with_its_time(tmp_path: Path, about: str) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            assert (await s.post("/api/account", {"field": about}))[0] == 201
            await s.edge.until(lambda: bool(s.edge.bodies))

            entry = json.loads(s.edge.bodies[0])["entry"][0]
            assert entry["changes"][0]["field"] == about
            assert entry["changes"][0]["value"]
            assert "time" in entry

    asyncio.run(story())


def test_news_can_have_any_value_and_unknown_news_needs_one(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            assert (await s.post("/api/account", {"field": "weather"}))[0] == 400
            await s.post("/api/account", {"field": "weather", "value": {"rain": True}})
            await s.edge.until(lambda: bool(s.edge.bodies))

            assert s.edge.values() == [{"rain": True}]

    asyncio.run(story())


def test_news_of_a_template_needs_a_template(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            for name in ("reply_waiting", "reply_waiting_bho", "duty_notice", "duty_notice_bho"):
                path = f"/v26.0/{s.config.numbers[0].waba_id}/message_templates"
                async with s.http.delete(path, params={"name": name}, headers=AUTH) as answer:
                    assert answer.status == 200

            assert (await s.post("/api/account", {"field": "message_template_quality_update"}))[0] == 400

    asyncio.run(story())


def test_the_journal_tells_what_went_each_way_and_what_was_refused(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.graph(text())
            await s.graph(text(), to="915550019999")
            await s.edge.until(lambda: len(s.edge.bodies) == 3)
            entries = (await s.get("/api/journal"))["entries"]

            assert {entry["event"] for entry in entries} == {"webhook", "send", "graph"}
            assert [entry["n"] for entry in entries] == list(range(1, len(entries) + 1))
            refused = (await s.get("/api/journal", event="graph"))["entries"]
            assert [entry["code"] for entry in refused] == [131026]
            webhooks = (await s.get("/api/journal", event="webhook", after=1))["entries"]
            assert {entry["outcome"] for entry in webhooks} == {"200"}

    asyncio.run(story())


def test_the_clock_can_be_read(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path, clock=lambda: 1_795_000_000.0) as s:
            assert await s.get("/api/clock") == {"now": 1_795_000_000.0, "speed": 1.0}

    asyncio.run(story())


OURS = text() | {"biz_opaque_callback_data": "row-1"}


def test_a_message_can_be_delivered_and_failed_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await s.faults(contradictory_statuses=True)
            await s.graph(OURS, to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 4)

            told = s.edge.statuses()
            assert {st["status"] for st in told} == {"sent", "delivered", "failed", "read"}
            assert [st["errors"][0]["code"] for st in told if st["status"] == "failed"] == [131026]

    asyncio.run(story())


def test_a_status_can_be_of_a_message_that_was_never_sent(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await s.faults(foreign_statuses=True)
            _, sent = await s.graph(OURS, to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 4)

            wamid = sent["messages"][0]["id"]
            assert [st["status"] for st in s.edge.statuses() if st["id"] != wamid] == ["sent"]

    asyncio.run(story())


def test_statuses_can_lack_our_id(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await s.faults(bare_statuses=True)
            await s.graph(OURS, to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 3)

            assert all("biz_opaque_callback_data" not in st for st in s.edge.statuses())

    asyncio.run(story())


def test_what_is_read_at_once_can_lack_its_delivery(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await s.faults(skipped_delivered=True)
            await s.graph(OURS, to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 2)

            assert [st["status"] for st in s.edge.statuses()] == ["sent", "read"]

    asyncio.run(story())


def test_statuses_can_fail_to_come(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await s.tallied("webhooks delivered", 1)
            await s.faults(missing_statuses=True)
            await s.graph(OURS, to=OFFICER_NUMBER)

            assert s.edge.statuses() == []
            assert (await s.get("/api/ledger"))["webhooks_waiting"] == 0

    asyncio.run(story())
