"""What the rehearsal tells the edge: bytes, signature, identities, order, and that it never gives up."""

from __future__ import annotations

import asyncio
import base64
import json
import random
from pathlib import Path
from typing import Any

import pytest

from satark.simulator.people.identity import INBOUND, core_of, invent, new_wamid, wrap
from satark.simulator.webhooks.wire import encode, sign
from tests.simulator.stage import (
    OFFICER,
    OFFICER_NUMBER,
    SOURCE,
    SOURCE_NUMBER,
    USERNAME_ONLY,
    USERNAME_ONLY_ID,
    buttons,
    listed,
    row,
    stage,
    template,
    text,
)


def test_a_body_is_escaped_as_meta_escapes_it() -> None:
    body = encode({"text": "नमस्ते é 🌙 a/b c@d", "n": [1, True, None]})

    assert body == (
        rb'{"text":"\u0928\u092e\u0938\u094d\u0924\u0947 \u00e9 \ud83c\udf19 a\/b c\u0040d","n":[1,true,null]}'
    )
    assert json.loads(body)["text"] == "नमस्ते é 🌙 a/b c@d"


def test_the_signature_is_hmac_sha256_over_the_exact_bytes() -> None:
    # Test case 2 of RFC 4231.
    signed = sign(b"what do ya want for nothing?", "Jefe")

    assert signed == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


@pytest.mark.parametrize("party", ["915550010001", "IN.4kTq9ZsW2mXc7RbV1nLd"])
def test_a_message_id_holds_who_wrote_it(party: str) -> None:
    wamid = new_wamid(party, INBOUND, random.Random(1))

    assert party.encode() in base64.b64decode(wamid.removeprefix("wamid."))
    assert core_of(wamid) == core_of(wrap("915550010099", INBOUND, core_of(wamid))) != ""


def test_invented_people_cannot_exist() -> None:
    chance = random.Random(1)

    numbers = [invent("number", "x", chance).number for _ in range(50)]

    assert all(len(number) == 12 and number.startswith("915550") for number in numbers)
    assert invent("username", "x", chance).number == ""
    assert all(
        invent("both", "x", chance).__getattribute__(name) for name in ("number", "user_id", "username")
    )


def test_a_phone_with_a_number_shows_it_and_one_with_a_username_does_not(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.bodies) == 1)
            await s.write(USERNAME_ONLY)
            await s.edge.until(lambda: len(s.edge.bodies) == 2)

            known, unknown = s.edge.values()
            assert known["messages"][0]["from"] == known["contacts"][0]["wa_id"] == SOURCE_NUMBER
            assert known["messages"][0]["from_user_id"] == known["contacts"][0]["user_id"]
            assert "username" not in known["contacts"][0]["profile"]
            assert "from" not in unknown["messages"][0]
            assert "wa_id" not in unknown["contacts"][0]
            assert unknown["messages"][0]["from_user_id"] == USERNAME_ONLY_ID
            assert unknown["contacts"][0]["profile"]["username"] == "ganga.kinare_27"

    asyncio.run(story())


WISHES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "text": ({"type": "text", "text": "यहाँ"}, {"type": "text", "text": {"body": "यहाँ"}}),
    "pin": (
        {"type": "pin", "latitude": 25.41, "longitude": 83.18, "name": "Balua Ghat"},
        {"type": "location", "location": {"latitude": 25.41, "longitude": 83.18, "name": "Balua Ghat"}},
    ),
    "unsupported": (
        {"type": "unsupported", "kind": "poll_creation"},
        {"type": "unsupported", "unsupported": {"type": "poll_creation"}},
    ),
    "raw": (
        {"type": "raw", "message": {"type": "hologram", "hologram": {"x": 1}}},
        {"type": "hologram", "hologram": {"x": 1}},
    ),
}


@pytest.mark.parametrize("name", WISHES)
def test_what_a_person_does_becomes_metas_message(tmp_path: Path, name: str) -> None:
    wish, expected = WISHES[name]

    async def story() -> None:
        async with stage(tmp_path) as s:
            wamid = await s.write(SOURCE, **wish)
            await s.edge.until(lambda: bool(s.edge.bodies))

            message = s.edge.messages()[0]
            assert message["id"] == wamid
            assert message.items() >= expected.items()

    asyncio.run(story())


def test_a_contact_card_carries_the_persons_own_number(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE, type="contact")
            await s.edge.until(lambda: bool(s.edge.bodies))

            card = s.edge.messages()[0]["contacts"][0]
            assert card["phones"][0]["wa_id"] == SOURCE_NUMBER
            assert "BEGIN:VCARD" in card["vcard"]

    asyncio.run(story())


def test_pressing_a_button_a_row_and_a_quick_reply_are_three_forms_of_one_thing(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            ids = [
                (await s.graph(message))[1]["messages"][0]["id"]
                for message in (buttons("हाँ", "नहीं"), listed(row(4, "अवैध खनन", "बालू, मोरंग")), template())
            ]
            pressed = ("step:1", "step:4", "जवाब देखें")
            for wamid, option in zip(ids, pressed, strict=True):
                await s.write(SOURCE, type="choice", message=wamid, id=option)
            await s.edge.until(lambda: len(s.edge.messages()) == 4)

            button, listed_row, quick = s.edge.messages()[1:]
            assert button["interactive"] == {
                "type": "button_reply",
                "button_reply": {"id": "step:1", "title": "नहीं"},
            }
            assert listed_row["interactive"]["list_reply"] == {
                "id": "step:4",
                "title": "अवैध खनन",
                "description": "बालू, मोरंग",
            }
            assert (quick["type"], quick["button"]) == ("button", {"payload": "जवाब देखें", "text": "जवाब देखें"})
            assert [m["context"]["id"] for m in (button, listed_row, quick)] == ids

            status, _ = await s.post(
                f"/api/phones/{SOURCE}/send", {"type": "choice", "message": ids[0], "id": "no"}
            )
            assert status == 400

    asyncio.run(story())


def test_a_reply_may_name_its_message_by_another_envelope(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(other_envelope=True)
            _, sent = await s.graph(buttons("हाँ"))
            wamid = sent["messages"][0]["id"]
            await s.write(SOURCE, type="choice", message=wamid, id="step:0")
            await s.edge.until(lambda: len(s.edge.messages()) == 2)

            named = s.edge.messages()[1]["context"]["id"]
            assert named != wamid
            assert core_of(named) == core_of(wamid)

    asyncio.run(story())


def test_statuses_echo_the_opaque_id_and_an_officer_reads_by_himself(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            _, sent = await s.graph(text() | {"biz_opaque_callback_data": "row-17"}, to=OFFICER_NUMBER)
            await s.edge.until(lambda: len(s.edge.statuses()) == 3)

            told = s.edge.statuses()
            assert [status["status"] for status in told] == ["sent", "delivered", "read"]
            assert {status["biz_opaque_callback_data"] for status in told} == {"row-17"}
            assert {status["id"] for status in told} == {sent["messages"][0]["id"]}
            assert {status["recipient_id"] for status in told} == {OFFICER_NUMBER}

    asyncio.run(story())


def test_a_source_reads_when_somebody_looks_and_no_status_names_a_hidden_number(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(USERNAME_ONLY)
            await s.graph(text() | {"recipient": USERNAME_ONLY_ID})
            await s.edge.until(lambda: len(s.edge.statuses()) == 2)
            assert [status["status"] for status in s.edge.statuses()] == ["sent", "delivered"]

            assert (await s.post(f"/api/phones/{USERNAME_ONLY}/seen", {}))[1] == {"read": 1}
            await s.edge.until(lambda: len(s.edge.statuses()) == 3)
            assert s.edge.statuses()[2]["status"] == "read"
            assert all("recipient_id" not in status for status in s.edge.statuses())

    asyncio.run(story())


def test_what_one_phone_writes_arrives_in_order_although_the_edge_was_away(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            s.edge.broken = True
            for number in range(10):
                await s.write(SOURCE, text=str(number))
            assert (await s.screen())[0]["ticks"] == "sent"
            s.edge.broken = False
            await s.post("/api/webhooks/hurry", {})
            await s.edge.until(lambda: len(s.edge.messages()) >= 10)

            assert [m["text"]["body"] for m in s.edge.messages()] == [str(n) for n in range(10)]

    asyncio.run(story())


def test_a_restart_goes_on_with_what_was_not_delivered(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            s.edge.broken = True
            wamid = await s.write(SOURCE)
        async with stage(tmp_path) as s:
            await s.edge.until(lambda: bool(s.edge.bodies))

            assert s.edge.messages()[0]["id"] == wamid

    asyncio.run(story())


def test_an_answer_that_is_not_heard_brings_the_webhook_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(unheard=1)
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.bodies) == 2)

            assert s.edge.bodies[0] == s.edge.bodies[1]
            assert (await s.get("/api/faults"))["unheard"] == 0

    asyncio.run(story())


def test_every_webhook_can_come_twice(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(duplicate=True)
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.bodies) == 2)

            assert s.edge.bodies[0] == s.edge.bodies[1]

    asyncio.run(story())


def test_statuses_can_be_there_before_the_answer(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            await s.faults(early_statuses=True)
            await s.graph(text())

            assert [status["status"] for status in s.edge.statuses()] == ["sent", "delivered"]

    asyncio.run(story())


def test_what_has_waited_can_come_in_one_batch(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            s.edge.broken = True
            await s.faults(batch=100)
            for _ in range(5):
                await s.write(SOURCE)
            s.edge.broken = False
            await s.post("/api/webhooks/hurry", {})
            await s.edge.until(lambda: len(s.edge.messages()) == 5)

            assert len(json.loads(s.edge.bodies[-1])["entry"][0]["changes"]) > 1

    asyncio.run(story())


def test_a_refusal_may_come_later_as_a_failed_status(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.faults(refuse_later=True)
            status, _ = await s.graph(text() | {"biz_opaque_callback_data": "row-1"})
            await s.edge.until(lambda: bool(s.edge.bodies))

            told = s.edge.statuses()[0]
            assert status == 200
            assert (told["status"], told["errors"][0]["code"]) == ("failed", 131047)
            assert told["biz_opaque_callback_data"] == "row-1"

    asyncio.run(story())


def test_the_callback_address_can_be_verified(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            assert await s.post("/api/webhooks/verify", {}) == (200, {"verified": True})

    asyncio.run(story())
