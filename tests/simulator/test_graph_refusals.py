"""What Meta refuses, the rehearsal refuses, with the same code and HTTP status."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from satark.simulator.errors import GraphError
from satark.simulator.sending.shape import check_message
from satark.simulator.templates.filling import fill
from satark.simulator.templates.template import Template
from tests.simulator.stage import (
    AUTH,
    PHONE_NUMBER_ID,
    SOURCE,
    USERNAME_ONLY,
    USERNAME_ONLY_ID,
    buttons,
    code_of,
    listed,
    row,
    stage,
    template,
    text,
)

Json = dict[str, Any]

TO = {"messaging_product": "whatsapp", "to": "+915550010001"}
MOON = "\U0001f319"
"""One code point, two UTF-16 units."""


def interactive(kind: str, action: Json, **more: object) -> Json:
    return {
        "type": "interactive",
        "interactive": {"type": kind, "body": {"text": "?"}, "action": action} | more,
    }


CARD = {"name": {"formatted_name": "PCR", "first_name": "PCR"}, "phones": [{"phone": "+915550010001"}]}


def flow(**more: str) -> Json:
    parameters = {"flow_message_version": "3", "flow_id": "1", "flow_cta": "खोलें"} | more
    return interactive("flow", {"name": "flow", "parameters": parameters})


FITTING = {
    "text of 4096": text("क" * 4096),
    "moons counted twice": text(MOON * 2048),
    "three buttons": buttons("हाँ", "नहीं", "पता नहीं"),
    "button title of 20": buttons("क" * 20),
    "button id of 256": buttons("हाँ", ids=("i" * 256,)),
    "ten rows": listed(*(row(n) for n in range(10))),
    "row of 24, description of 72": listed(row(title="क" * 24, description="ख" * 72)),
    "body of 1024": buttons("हाँ", body="क" * 1024),
    "location request": interactive("location_request_message", {"name": "send_location"}),
    "link": interactive(
        "cta_url", {"name": "cta_url", "parameters": {"display_text": "खोलें", "url": "https://x.example/"}}
    ),
    "flow": flow(flow_token="t", flow_action="data_exchange", mode="draft"),
    "place": {"type": "location", "location": {"latitude": 25.4, "longitude": "83.1", "name": "Balua"}},
    "five contacts": {"type": "contacts", "contacts": [CARD] * 5},
    "opaque of 512": text() | {"biz_opaque_callback_data": "o" * 512},
    "footer and header of 60": interactive(
        "button",
        {"buttons": [{"type": "reply", "reply": {"id": "a", "title": "b"}}]},
        header={"type": "text", "text": "क" * 60},
        footer={"text": "ख" * 60},
    ),
    "reaction taken back": {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": ""}},
    "without a type it is text": {"text": {"body": "नमस्ते"}},
}

REFUSED: dict[str, tuple[int, Json]] = {
    "text of 4097": (100, text("क" * 4097)),
    "one moon too many": (100, text(MOON * 2048 + "क")),
    "empty text": (100, text("  ")),
    "text without body": (131008, {"type": "text", "text": {}}),
    "type without its object": (131008, {"type": "interactive"}),
    "unknown type": (100, {"type": "poll", "poll": {}}),
    "four buttons": (131009, buttons("1", "2", "3", "4")),
    "no button": (131009, buttons()),
    "button title of 21": (131009, buttons("क" * 21)),
    "button title of 11 moons": (131009, buttons(MOON * 11)),
    "button id of 257": (131009, buttons("हाँ", ids=("i" * 257,))),
    "equal titles": (131009, buttons("हाँ", "हाँ")),
    "equal ids": (131009, buttons("हाँ", "नहीं", ids=("a", "a"))),
    "body of 1025": (131009, buttons("हाँ", body="क" * 1025)),
    "eleven rows": (131009, listed(*(row(n) for n in range(11)))),
    "eleven rows in two sections": (
        131009,
        interactive(
            "list",
            {
                "button": "x",
                "sections": [
                    {"title": "1", "rows": [row(n) for n in range(6)]},
                    {"title": "2", "rows": [row(n) for n in range(6, 11)]},
                ],
            },
        ),
    ),
    "two sections without titles": (131008, listed(row(), sections=2)),
    "row title of 25": (131009, listed(row(title="क" * 25))),
    "row description of 73": (131009, listed(row(description="क" * 73))),
    "equal row ids": (131009, listed(row(1), row(1))),
    "list button of 21": (131009, listed(row(), button="क" * 21)),
    "list body of 1025": (131009, listed(row(), body="क" * 1025)),
    "list with a picture on top": (
        131009,
        interactive(
            "list",
            {"button": "x", "sections": [{"rows": [row()]}]},
            header={"type": "image", "image": {"id": "1"}},
        ),
    ),
    "location request of another name": (131009, interactive("location_request_message", {"name": "x"})),
    "link that is no address": (
        131009,
        interactive("cta_url", {"name": "cta_url", "parameters": {"display_text": "x", "url": "javascript:1"}}),
    ),
    "footer of 61": (131009, interactive("button", buttons("x")["interactive"]["action"], footer={"text": "क" * 61})),
    "flow": (131009, interactive("flow", {"name": "flow"})),
    "flow of version 2": (131009, flow(flow_message_version="2")),
    "flow by id and by name": (131009, flow(flow_name="x")),
    "flow button of 31": (131009, flow(flow_cta="क" * 31)),
    "flow action of another name": (131009, flow(flow_action="jump")),
    "place beyond the pole": (131009, {"type": "location", "location": {"latitude": 91, "longitude": 0}}),
    "place without longitude": (131008, {"type": "location", "location": {"latitude": 1}}),
    "six contacts": (131009, {"type": "contacts", "contacts": [CARD] * 6}),
    "contact without a name": (131008, {"type": "contacts", "contacts": [{}]}),
    "contact with half a name": (131008, {"type": "contacts", "contacts": [{"name": {"formatted_name": "x"}}]}),
    "picture by link": (131053, {"type": "image", "image": {"link": "https://x.example/a.jpg"}}),
    "file name with NUL": (131009, {"type": "document", "document": {"id": "1", "filename": "a\0.pdf"}}),
    "caption of 1025": (100, {"type": "image", "image": {"id": "1", "caption": "क" * 1025}}),
    "caption on sound": (100, {"type": "audio", "audio": {"id": "1", "caption": "x"}}),
    "opaque of 513": (100, text() | {"biz_opaque_callback_data": "o" * 513}),
    "template without language": (131008, {"type": "template", "template": {"name": "x"}}),
    "group": (100, text() | {"recipient_type": "group"}),
    "to is no number": (131009, text() | {"to": "IN.1A2b3C"}),
    "recipient is no user id": (131009, text() | {"to": "", "recipient": "915550010001"}),
    "to nobody": (100, text() | {"to": ""}),
    "product missing": (100, text() | {"messaging_product": ""}),
}  # fmt: skip


@pytest.mark.parametrize("name", FITTING)
def test_what_fits_the_limits_is_let_through(name: str) -> None:
    check_message(TO | FITTING[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_limit_is_refused_with_metas_code(name: str) -> None:
    code, message = REFUSED[name]

    with pytest.raises(GraphError) as refused:
        check_message(TO | message)

    assert refused.value.code == code


def test_the_token_comes_first_then_the_number_then_the_message(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            for headers in ({}, {"Authorization": "Bearer wrong"}):
                async with s.http.post("/v26.0/1/messages", json={}, headers=headers) as answer:
                    assert (answer.status, code_of(await answer.json())) == (401, 190)

            status, body = await s.graph({"type": "nonsense"}, number="1")
            assert (status, code_of(body), body["error"]["error_subcode"]) == (400, 100, 33)

            async with s.http.post(f"/v26.0/{PHONE_NUMBER_ID}/messages", data=b"{", headers=AUTH) as answer:
                assert (answer.status, code_of(await answer.json())) == (400, 1)
            async with s.http.post("/v19.0/1/messages", json={}, headers=AUTH) as answer:
                assert (answer.status, code_of(await answer.json())) == (400, 2500)

    asyncio.run(story())


def test_nobody_is_reached_who_has_no_phone_here(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            status, body = await s.graph(text(), to="915550019999")

            assert (status, code_of(body)) == (400, 131026)
            assert body["error"]["type"] == "OAuthException"
            assert body["error"]["fbtrace_id"]
            assert (await s.get("/api/ledger"))["refused"] == {"131026": 1}

    asyncio.run(story())


def test_outside_24_hours_only_a_template_passes(tmp_path: Path) -> None:
    now = [1_795_000_000.0]

    async def story() -> None:
        async with stage(tmp_path, clock=lambda: now[0]) as s:
            assert code_of((await s.graph(text()))[1]) == 131047

            await s.write(SOURCE)
            assert (await s.graph(text()))[0] == 200

            now[0] += 24 * 3600 + 1
            assert code_of((await s.graph(text()))[1]) == 131047
            assert (await s.graph(template()))[0] == 200

    asyncio.run(story())


def test_a_reaction_does_not_open_the_window(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            _, sent = await s.graph(template())
            await s.write(SOURCE, type="reaction", message=sent["messages"][0]["id"], emoji="👍")

            assert code_of((await s.graph(text()))[1]) == 131047

    asyncio.run(story())


def test_one_user_gets_a_burst_of_45_and_then_one_message_in_6_seconds(tmp_path: Path) -> None:
    now = [1_795_000_000.0]

    async def story() -> None:
        async with stage(tmp_path, clock=lambda: now[0]) as s:
            await s.write(SOURCE)
            await s.write(USERNAME_ONLY)
            assert [(await s.graph(text()))[0] for _ in range(45)] == [200] * 45
            assert code_of((await s.graph(text()))[1]) == 131056
            assert (await s.graph(text() | {"recipient": USERNAME_ONLY_ID}))[0] == 200

            now[0] += 5.9
            assert code_of((await s.graph(text()))[1]) == 131056
            now[0] += 0.2
            assert (await s.graph(text()))[0] == 200
            assert code_of((await s.graph(text()))[1]) == 131056

            await s.faults(pair_limit=False)
            assert (await s.graph(text()))[0] == 200

    asyncio.run(story())


def test_templates_are_refused_by_name_language_and_count(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            body = {"type": "body", "parameters": [{"type": "text", "text": "x"}]}

            assert code_of((await s.graph(template("nobody")))[1]) == 132001
            status, refused = await s.graph(template("reply_waiting", "hi_IN"))
            assert (status, code_of(refused)) == (404, 132001)
            assert code_of((await s.graph(template("reply_waiting", "hi", body)))[1]) == 132000
            assert code_of((await s.graph(template("reply_waiting", "bho")))[1]) == 132001
            assert (await s.graph(template("reply_waiting_bho", "hi")))[0] == 200

    asyncio.run(story())


def test_a_template_takes_as_many_words_as_it_has_gaps() -> None:
    notice = Template("digest", "en", "{{1}} late, {{2}} in time.", ("Open",))
    payload = {"type": "payload", "payload": "digest:open"}
    words = [{"type": "text", "text": "3"}, {"type": "text", "text": "33"}]

    filled = fill(
        notice,
        [
            {"type": "body", "parameters": words},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [payload]},
        ],
    )

    assert filled.text == "3 late, 33 in time."
    assert filled.buttons == (("digest:open", "Open"),)
    for count in (0, 1, 3):
        with pytest.raises(GraphError, match="132000"):
            fill(notice, [{"type": "body", "parameters": words[:1] * count}])


def test_only_what_was_received_can_be_marked_as_read(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            wamid = await s.write(SOURCE)

            status, body = await s.graph({"status": "read", "message_id": "wamid.unknown"})
            assert (status, code_of(body)) == (400, 131009)
            read = {"status": "read", "message_id": wamid, "typing_indicator": {"type": "text"}}
            assert await s.graph(read) == (200, {"success": True})
            assert (await s.screen())[0]["ticks"] == "read"

    asyncio.run(story())


def test_a_reaction_needs_a_message_of_this_user(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(USERNAME_ONLY)
            foreign = await s.write(USERNAME_ONLY)
            own = await s.write(SOURCE)

            react = {"type": "reaction", "reaction": {"message_id": foreign, "emoji": "👍"}}
            assert code_of((await s.graph(react))[1]) == 131009
            react["reaction"]["message_id"] = own  # type: ignore[index]
            assert (await s.graph(react))[0] == 200

    asyncio.run(story())
