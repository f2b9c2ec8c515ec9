"""What a desk asks of its numbers and account: everything is kept, and refused where Meta refuses it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

from satark.simulator.config import CHANDAULI
from satark.simulator.traffic import CALLS_AN_HOUR, Calls
from tests.simulator.stage import (
    AUTH,
    OFFICER,
    OFFICER_NUMBER,
    PHONE_NUMBER_ID,
    SOURCE,
    SOURCE_NUMBER,
    TOKEN,
    USERNAME_ONLY_ID,
    Edge,
    Stage,
    code_of,
    serving,
    stage,
    template,
    text,
)

Json = dict[str, Any]
WABA = CHANDAULI.waba_id
APP = "155500010000601"


async def ask(
    s: Stage, method: str, path: str, body: Json | None = None, /, **query: str
) -> tuple[int, Json]:
    async with s.http.request(method, f"/v26.0/{path}", json=body, params=query, headers=AUTH) as answer:
        return answer.status, await answer.json()


async def get(s: Stage, path: str, **query: str) -> Json:
    status, body = await ask(s, "GET", path, **query)
    assert status == 200, body
    return body


def test_a_number_tells_the_fields_it_is_asked_for_and_no_others(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            told = await get(s, PHONE_NUMBER_ID, fields="quality_rating,is_on_biz_app,webhook_configuration")

            assert told == {
                "quality_rating": "GREEN",
                "is_on_biz_app": False,
                "webhook_configuration": {"application": s.config.webhook_url},
                "id": PHONE_NUMBER_ID,
            }
            assert code_of((await ask(s, "GET", PHONE_NUMBER_ID, fields="shoe_size"))[1]) == 100
            listed = await get(s, f"{WABA}/phone_numbers", fields="id")
            assert listed == {"data": [{"id": PHONE_NUMBER_ID}]}

    asyncio.run(story())


FOR_THE_DOCTOR = {
    "coexistence": (PHONE_NUMBER_ID, {"fields": "is_on_biz_app"}),
    "other_callback": (PHONE_NUMBER_ID, {"fields": "webhook_configuration"}),
    "business_agent": (f"{PHONE_NUMBER_ID}/settings", {}),
    "contact_book_on": (f"{PHONE_NUMBER_ID}/settings", {}),
    "missing_scope": ("debug_token", {"input_token": TOKEN}),
    "missing_field": (f"{APP}/subscriptions", {}),
    "spam_limit": (PHONE_NUMBER_ID, {"fields": "quality_rating"}),
    "payment": (PHONE_NUMBER_ID, {"fields": "health_status"}),
}


@pytest.mark.parametrize("fault", FOR_THE_DOCTOR)
def test_what_is_set_up_wrongly_can_be_seen(tmp_path: Path, fault: str) -> None:
    path, query = FOR_THE_DOCTOR[fault]

    async def story() -> None:
        async with stage(tmp_path) as s:
            well = await get(s, path, **query)
            await s.faults(**{fault: True})

            assert await get(s, path, **query) != well

    asyncio.run(story())


def test_a_token_that_is_not_ours_is_said_to_be_invalid(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            assert (await get(s, "debug_token", input_token="x"))["data"]["is_valid"] is False
            ours = (await get(s, "debug_token", input_token=TOKEN))["data"]
            assert ours["is_valid"] is True
            assert "whatsapp_business_messaging" in ours["scopes"]

    asyncio.run(story())


def test_messages_go_to_the_address_that_proved_to_be_ours(tmp_path: Path) -> None:
    async def story() -> None:
        other, port = Edge(), unused_port()
        app = web.Application()
        app.router.add_post("/hook", other.take)
        app.router.add_get("/hook", other.challenge)
        url = f"http://127.0.0.1:{port}/hook"
        async with stage(tmp_path) as s, serving(app, port):
            wrong = {"webhook_configuration": {"override_callback_uri": url, "verify_token": "no"}}
            assert code_of((await ask(s, "POST", PHONE_NUMBER_ID, wrong))[1]) == 100
            right = {"webhook_configuration": {"override_callback_uri": url, "verify_token": "verify"}}
            assert await ask(s, "POST", PHONE_NUMBER_ID, right) == (200, {"success": True})
            await s.write(SOURCE)
            await other.until(lambda: len(other.messages()) == 1)
            await s.post("/api/account", {"field": "security"})
            await s.edge.until(lambda: len(s.edge.bodies) == 1)

            told = await get(s, PHONE_NUMBER_ID, fields="webhook_configuration")
            assert told["webhook_configuration"]["phone_number"] == url
            cleared = {"webhook_configuration": {"override_callback_uri": ""}}
            await ask(s, "POST", PHONE_NUMBER_ID, cleared)
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

    asyncio.run(story())


def test_without_a_subscribed_app_nobody_hears_of_a_message(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            path = f"{WABA}/subscribed_apps"
            assert len((await get(s, path))["data"]) == 1
            await ask(s, "DELETE", path)
            assert (await get(s, path))["data"] == []
            await s.write(SOURCE, text="unheard")
            await s.tallied("webhooks nobody asked for", 1)
            await ask(s, "POST", path)
            await s.write(SOURCE, text="heard")
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

            assert s.edge.messages()[0]["text"]["body"] == "heard"

    asyncio.run(story())


def test_an_account_is_asked_so_much_an_hour() -> None:
    calls = Calls()

    assert all(calls.allows("waba", now=number / 10) for number in range(CALLS_AN_HOUR))
    assert not calls.allows("waba", now=CALLS_AN_HOUR / 10)
    assert calls.allows("other", now=CALLS_AN_HOUR / 10)
    assert calls.allows("waba", now=3600)


def test_a_code_is_made_shown_changed_drawn_and_deleted(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            path = f"{PHONE_NUMBER_ID}/message_qrdls"
            _, made = await ask(s, "POST", path, {"prefilled_message": "नमस्ते", "generate_qr_image": "SVG"})
            assert len(made["code"]) == 14
            assert made["deep_link_url"] == f"https://wa.me/message/{made['code']}"
            async with s.http.get(made["qr_image_url"]) as picture:
                assert b"<svg" in await picture.read()
            await ask(s, "POST", path, {"code": made["code"], "prefilled_message": "Hi"})
            assert [code["prefilled_message"] for code in (await get(s, path))["data"]] == ["Hi"]
            assert (await ask(s, "DELETE", f"{path}/{made['code']}"))[0] == 200
            assert (await get(s, path))["data"] == []

            for wrong in ({"prefilled_message": "क" * 141}, {}, {"prefilled_message": "x", "code": "NONE"}):
                assert code_of((await ask(s, "POST", path, wrong))[1]) == 100

    asyncio.run(story())


def test_only_who_wrote_lately_can_be_blocked_and_then_nothing_passes(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            path = f"{PHONE_NUMBER_ID}/block_users"
            both: Json = {"messaging_product": "whatsapp"}
            both |= {"block_users": [{"user": SOURCE_NUMBER}, {"user_id": USERNAME_ONLY_ID}]}
            status, body = await ask(s, "POST", path, both)

            assert (status, code_of(body)) == (400, 139100)
            assert [user["input"] for user in body["block_users"]["added_users"]] == [SOURCE_NUMBER]
            assert [user["input"] for user in body["block_users"]["failed_users"]] == [USERNAME_ONLY_ID]
            assert code_of((await s.graph(text()))[1]) == 131026
            await s.edge.until(lambda: len(s.edge.messages()) == 1)
            await s.write(SOURCE, text="unheard")
            assert (await s.get("/api/ledger"))["webhooks_waiting"] == 0

            one = {"messaging_product": "whatsapp", "block_users": [{"user": SOURCE_NUMBER}]}
            assert (await ask(s, "DELETE", path, one))[0] == 200
            await s.write(SOURCE, text="heard")
            await s.edge.until(lambda: len(s.edge.messages()) == 2)
            assert s.edge.messages()[1]["text"]["body"] == "heard"

    asyncio.run(story())


def test_with_the_identity_check_a_new_handset_is_seen_before_it_is_written_to(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            switch = {"user_identity_change": {"enable_identity_key_check": True}}
            assert (await ask(s, "POST", f"{PHONE_NUMBER_ID}/settings", switch))[0] == 200
            await s.write(SOURCE)
            await s.edge.until(lambda: len(s.edge.messages()) == 1)
            known = s.edge.values()[0]["contacts"][0]["identity_key_hash"]
            assert (await s.graph(text() | {"recipient_identity_key_hash": known}))[0] == 200

            await s.write(SOURCE, type="system")
            status, body = await s.graph(text() | {"recipient_identity_key_hash": known})
            assert (status, code_of(body)) == (400, 137000)

    asyncio.run(story())


def test_profile_and_ice_breakers_are_kept_within_their_limits(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            profile, automation = (f"{PHONE_NUMBER_ID}/{name}" for name in
                                   ("whatsapp_business_profile", "conversational_automation"))  # fmt: skip
            whatsapp = {"messaging_product": "whatsapp"}
            assert (await ask(s, "POST", profile, whatsapp | {"about": "क" * 139}))[0] == 200
            assert (await get(s, profile))["data"][0]["about"] == "क" * 139
            for wrong in ({"about": "क" * 140}, {"email": "x" * 129}, {"websites": ["a", "b", "c"]}):
                assert code_of((await ask(s, "POST", profile, whatsapp | wrong))[1]) == 100

            assert (await ask(s, "POST", automation, {"prompts": ["Hi", "नमस्ते"]}))[0] == 200
            told = await get(s, PHONE_NUMBER_ID, fields="conversational_automation")
            assert told["conversational_automation"]["prompts"] == ["Hi", "नमस्ते"]
            for prompts in (["1", "2", "3", "4"], ["क" * 81], ["🌙"]):
                assert code_of((await ask(s, "POST", automation, {"prompts": prompts}))[1]) == 100

    asyncio.run(story())


def test_a_number_registers_with_the_pin_it_has_and_not_too_often(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            pin = {"messaging_product": "whatsapp", "pin": "123456"}
            path = f"{PHONE_NUMBER_ID}/register"
            assert (await ask(s, "POST", path, pin))[0] == 200
            assert code_of((await ask(s, "POST", path, pin | {"pin": "654321"}))[1]) == 133005
            await ask(s, "POST", f"{PHONE_NUMBER_ID}/deregister")
            assert code_of((await s.graph(text()))[1]) == 133010
            await ask(s, "POST", path, pin)
            assert (await s.graph(text()))[0] == 200

            codes = [
                code_of(body) for _ in range(7) if "error" in (body := (await ask(s, "POST", path, pin))[1])
            ]
            assert codes == [133016]

    asyncio.run(story())


def test_the_contact_book_forgets_a_person(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            query = {"messaging_product": "whatsapp", "bsuid": USERNAME_ONLY_ID}
            told = await ask(s, "DELETE", f"{PHONE_NUMBER_ID}/contact_book", **query)

            assert told == (200, {"success": True, "deleted": True})

    asyncio.run(story())


def test_the_bill_counts_what_was_delivered_by_number_and_category(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            wamid = await s.write(SOURCE)
            await s.write(OFFICER)
            await s.graph(text())
            await s.graph(template())
            await s.graph({"type": "reaction", "reaction": {"message_id": wamid, "emoji": "👍"}})
            await s.graph({"status": "read", "message_id": wamid})
            await s.post(f"/api/phones/{OFFICER}/change", {"offline": True})
            await s.graph(text(), to=OFFICER_NUMBER)
            bill = {"service": 1, "utility": 1}
            assert (await s.get("/api/ledger"))["billing"][PHONE_NUMBER_ID] == bill

            await s.post(f"/api/phones/{OFFICER}/change", {"offline": False})
            bill["service"] = 2
            assert (await s.get("/api/ledger"))["billing"][PHONE_NUMBER_ID] == bill

    asyncio.run(story())


SENT: dict[str, tuple[Json, Json]] = {
    "location": (
        {"type": "location", "location": {"latitude": 25.41, "longitude": "83.18", "name": "Balua"}},
        {"pin": {"latitude": 25.41, "longitude": 83.18, "name": "Balua"}},
    ),
    "contacts": (
        {"type": "contacts", "contacts": [{"name": {"formatted_name": "PCR", "first_name": "PCR"}}]},
        {"card": {"name": "PCR"}},
    ),
    "flow": (
        {
            "type": "interactive",
            "interactive": {
                "type": "flow",
                "body": {"text": "?"},
                "action": {
                    "name": "flow",
                    "parameters": {"flow_message_version": "3", "flow_id": "1", "flow_cta": "खोलें"},
                },
            },
        },
        {"flow": "खोलें"},
    ),
}


@pytest.mark.parametrize("kind", SENT)
def test_the_rarer_kinds_of_messages_show_on_the_phone(tmp_path: Path, kind: str) -> None:
    message, expected = SENT[kind]

    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            status, body = await s.graph(message)

            assert status == 200, body
            assert (await s.screen())[-1].items() >= expected.items()

    asyncio.run(story())


def test_a_number_that_its_phone_hides_is_named_to_who_wrote_to_it_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(OFFICER)
            await s.post(f"/api/phones/{OFFICER}/change", {"username": "sho.balua", "hide_number": True})
            _, by_number = await s.graph(text(), to=OFFICER_NUMBER)
            user_id = next(p for p in (await s.get("/api/phones"))["phones"] if p["id"] == OFFICER)["user_id"]
            await s.graph(text() | {"recipient": user_id})
            await s.edge.until(lambda: len(s.edge.statuses()) == 6)

            named = {status["id"] for status in s.edge.statuses() if "recipient_id" in status}
            assert named == {by_number["messages"][0]["id"]}

    asyncio.run(story())
