"""Templates are filed, reviewed, paused and disabled as Meta does it, on the pretend clock."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from satark.simulator.config import BAREILLY, CHANDAULI
from satark.simulator.errors import GraphError
from satark.simulator.records import Records
from satark.simulator.store import Store
from satark.simulator.templates.filing import CREATED_AN_HOUR, FILED_MOST, Templates
from satark.simulator.templates.filling import fill
from satark.simulator.templates.rules import read_template
from satark.simulator.templates.template import Template
from tests.simulator.stage import AUTH, SOURCE, Stage, code_of, stage, template

Json = dict[str, Any]
WABA = CHANDAULI.waba_id
HOUR = 3600


class PretendClock:
    def __init__(self) -> None:
        self.time = 1_795_000_000.0

    def __call__(self) -> float:
        return self.time


async def ask(
    s: Stage, method: str, path: str, body: Json | None = None, /, **query: str
) -> tuple[int, Json]:
    async with s.http.request(method, f"/v26.0/{path}", json=body, params=query, headers=AUTH) as answer:
        return answer.status, await answer.json()


async def state(s: Stage, name: str, wanted: str) -> None:
    status, body = await s.post(f"/api/templates/{name}", {"state": wanted, "waba": WABA})
    assert status == 200, body


def events(s: Stage) -> list[str]:
    """What was told of Hindi templates."""
    return [v["event"] for v in s.edge.values() if v.get("message_template_language") == "hi"]


def body(text: str = "Your case {{1}} has moved.", *samples: str) -> Json:
    part: Json = {"type": "BODY", "text": text}
    return part | ({"example": {"body_text": [list(samples)]}} if samples else {})


def definition(*components: Json, name: str = "case_moved", **more: object) -> Json:
    parts = list(components) or [body("Your case {{1}} has moved.", "17")]
    return {"name": name, "language": "en", "category": "UTILITY", "components": parts} | more


def test_a_template_can_be_sent_when_it_was_reviewed_and_its_review_is_told(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            await s.write(SOURCE)
            status, made = await ask(s, "POST", f"{WABA}/message_templates", definition())
            assert (status, made["status"]) == (200, "PENDING")
            words = {"type": "body", "parameters": [{"type": "text", "text": "17"}]}
            sent = template("case_moved", "en", words)
            assert code_of((await s.graph(sent))[1]) == 132001

            clock.time += s.config.review_seconds
            assert (await s.graph(sent))[0] == 200
            assert (await s.screen())[-1]["text"] == "Your case 17 has moved."
            await s.edge.until(lambda: "event" in s.edge.values()[-1])
            told = s.edge.values()[-1]
            assert (told["event"], told["message_template_id"]) == ("APPROVED", int(made["id"]))

    asyncio.run(story())


def test_a_template_can_be_refused_changed_and_deleted(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            await s.faults(reject_templates=True)
            _, made = await ask(s, "POST", f"{WABA}/message_templates", definition())
            assert code_of((await ask(s, "POST", made["id"], {"components": [body("x")]}))[1]) == 100
            clock.time += s.config.review_seconds
            _, found = await ask(s, "GET", made["id"], fields="status,rejected_reason")
            assert found == {
                "status": "REJECTED", "rejected_reason": "TAG_CONTENT_MISMATCH", "id": made["id"],
            }  # fmt: skip

            await s.faults(reject_templates=False)
            changed = await ask(s, "POST", made["id"], {"components": [body("Your case has moved.")]})
            assert changed == (200, {"success": True})
            clock.time += s.config.review_seconds
            assert (await s.graph(template("case_moved", "en")))[0] == 200

            await ask(s, "DELETE", f"{WABA}/message_templates", name="case_moved", hsm_id=made["id"])
            assert (await ask(s, "GET", made["id"]))[0] == 400
            assert code_of((await s.graph(template("case_moved", "en")))[1]) == 132001

    asyncio.run(story())


def test_a_review_that_something_else_overtakes_is_never_told(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            await ask(s, "POST", f"{WABA}/message_templates", definition())
            await state(s, "case_moved", "DISABLED")
            clock.time += s.config.review_seconds
            await s.post("/api/account", {"field": "security"})
            await s.edge.until(lambda: len(s.edge.bodies) == 2)

            assert s.edge.values()[0]["event"] == "DISABLED"
            assert (await s.get("/api/ledger"))["webhooks_waiting"] == 0

    asyncio.run(story())


def test_low_quality_pauses_for_three_hours_then_six_then_for_good(tmp_path: Path) -> None:
    clock = PretendClock()

    async def story() -> None:
        async with stage(tmp_path, clock=clock) as s:
            for hours in (3, 6):
                await state(s, "duty_notice", "PAUSED")
                clock.time += hours * HOUR - 1
                assert code_of((await s.graph(template("duty_notice")))[1]) == 132015
                clock.time += 1
                assert (await s.graph(template("duty_notice")))[0] == 200
            await state(s, "duty_notice", "PAUSED")
            clock.time += 1000 * HOUR
            assert code_of((await s.graph(template("duty_notice")))[1]) == 132016
            await s.edge.until(lambda: len(events(s)) == 5)

            assert sorted(events(s)) == ["APPROVED", "APPROVED", "DISABLED", "PAUSED", "PAUSED"]

    asyncio.run(story())


def test_each_account_has_templates_of_its_own(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            _, ours = await ask(s, "GET", f"{WABA}/message_templates")
            _, theirs = await ask(s, "GET", f"{BAREILLY.waba_id}/message_templates")
            assert not {each["id"] for each in ours["data"]} & {each["id"] for each in theirs["data"]}

            await ask(s, "POST", theirs["data"][0]["id"], {"components": [body("Theirs alone.")]})
            assert await ask(s, "GET", f"{WABA}/message_templates") == (200, ours)

    asyncio.run(story())


def test_meta_may_take_a_template_for_something_else(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            wish = {"category": "MARKETING", "language": "hi", "waba": WABA}
            assert (await s.post("/api/templates/duty_notice", wish))[0] == 200
            await s.graph(template("duty_notice"))
            await s.edge.until(lambda: len(s.edge.statuses()) == 2)

            told = next(value for value in s.edge.values() if "new_category" in value)
            assert (told["previous_category"], told["new_category"]) == ("UTILITY", "MARKETING")
            assert s.edge.statuses()[0]["pricing"]["category"] == "marketing"
            assert (await s.post("/api/templates/duty_notice", {"state": "TIRED"}))[0] == 400
            assert (await s.post("/api/templates/nobody", {"state": "PAUSED"}))[0] == 400

    asyncio.run(story())


def test_a_list_comes_page_by_page(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            path = f"{WABA}/message_templates"
            found: list[str] = []
            _, page = await ask(s, "GET", path, limit="3", fields="name")
            while "next" in page["paging"]:
                found += [each["id"] for each in page["data"]]
                after = page["paging"]["cursors"]["after"]
                _, page = await ask(s, "GET", path, limit="3", fields="name", after=after)
            found += [each["id"] for each in page["data"]]

            assert len(found) == len(set(found)) == len(s.config.approved)
            assert page["data"][0].keys() == {"name", "id"}
            for wrong in ({"limit": "0"}, {"after": "?"}, {"fields": "shoe_size"}):
                assert (await ask(s, "GET", path, **wrong))[0] == 400

    asyncio.run(story())


def test_what_was_filed_outlives_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await ask(s, "POST", f"{WABA}/message_templates", definition())
            await state(s, "case_moved", "DISABLED")
            _, before = await ask(s, "GET", f"{WABA}/message_templates")
        async with stage(tmp_path) as s:
            _, after = await ask(s, "GET", f"{WABA}/message_templates")

        assert after["data"] == before["data"]
        assert after["data"][-1]["status"] == "DISABLED"

    asyncio.run(story())


def test_an_account_files_so_many_an_hour_and_so_many_in_all(tmp_path: Path) -> None:
    clock = PretendClock()
    templates = Templates((), Records(Store(tmp_path / "store")), clock)

    def file(name: str) -> None:
        templates.create("155500010000901", Template(name, "en", "x"), review=0, verdict="APPROVED")

    for number in range(CREATED_AN_HOUR):
        file(f"a{number}")
    with pytest.raises(GraphError, match="80007"):
        file("b")
    for hour in range(1, 3):
        clock.time += HOUR
        for number in range(min(CREATED_AN_HOUR, FILED_MOST - hour * CREATED_AN_HOUR)):
            file(f"c{hour}_{number}")
    with pytest.raises(GraphError, match="100"):
        file("d")
    assert len({filed.id for filed in templates.of("155500010000901")}) == FILED_MOST


REFUSED: dict[str, Json] = {
    "capitals in its name": definition(name="Case"),
    "no such category": definition(category="CHAT"),
    "language with a dash": definition(language="en-US"),
    "no body": definition({"type": "FOOTER", "text": "x"}),
    "body of 1025": definition(body("क" * 1025)),
    "variable first": definition(body("{{1}} has moved.", "17")),
    "variable last": definition(body("It is {{1}}", "17")),
    "variables side by side": definition(body("It {{1}} {{2}} moved.", "a", "b")),
    "variables that skip a number": definition(body("It {{1}} and {{3}} moved.", "a", "b")),
    "body that nobody sees": definition(body("\u200b\u2066")),
    "body with NUL": definition(body("a\0b")),
    "body of 1024 and a space": definition(body("क" * 1024 + " ")),
    "footer with half a sign": definition(body("x"), {"type": "FOOTER", "text": "a\ud83d"}),
    "title that nobody sees": definition(
        body("x"), {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "\u200f"}]}
    ),
    "no example": definition(body("It {{1}} moved.")),
    "footer with a variable": definition(body("x"), {"type": "FOOTER", "text": "a {{1}} b"}),
    "footer of 61": definition(body("x"), {"type": "FOOTER", "text": "क" * 61}),
    "header of 61": definition(body("x"), {"type": "HEADER", "format": "TEXT", "text": "क" * 61}),
    "header with two variables": definition(
        body("x"),
        {"type": "HEADER", "format": "TEXT", "text": "a {{1}} {{2}}", "example": {"header_text": ["a", "b"]}},
    ),
    "title of 26": definition(
        body("x"), {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "क" * 26}]}
    ),
    "eleven quick replies": definition(
        body("x"),
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": str(n)} for n in range(11)]},
    ),
    "three links": definition(
        body("x"),
        {
            "type": "BUTTONS",
            "buttons": [{"type": "URL", "text": str(n), "url": "https://x.example/"} for n in range(3)],
        },
    ),
    "variable in the middle of a link": definition(
        body("x"),
        {
            "type": "BUTTONS",
            "buttons": [{"type": "URL", "text": "a", "url": "https://x.example/{{1}}/a", "example": ["x"]}],
        },
    ),
    "quick replies apart": definition(
        body("x"),
        {
            "type": "BUTTONS",
            "buttons": [
                {"type": "QUICK_REPLY", "text": "a"},
                {"type": "URL", "text": "b", "url": "https://x.example/"},
                {"type": "QUICK_REPLY", "text": "c"},
            ],
        },
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_template_that_breaks_a_rule_is_not_filed(name: str) -> None:
    with pytest.raises(GraphError, match="100"):
        read_template(REFUSED[name])


def full() -> Template:
    """Every part a template can have."""
    buttons: tuple[str | Json, ...] = (
        "Stop",
        {"type": "URL", "text": "See", "url": "https://x.example/{{1}}"},
        {"type": "COPY_CODE", "example": "4711"},
        {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+915550010001"},
        {"type": "FLOW", "text": "Form", "flow_id": "1"},
    )
    header = {"format": "TEXT", "text": "Case {{1}}"}
    return Template(
        "full", "en", "Dear {{name}}, it is {{state}} now.", buttons, header=header, footer="Satark"
    )


def named(**words: str) -> Json:
    parameters = [{"type": "text", "parameter_name": key, "text": text} for key, text in words.items()]
    return {"type": "body", "parameters": parameters}


def pressed(index: int, sub_type: str, **parameter: str) -> Json:
    return {"type": "button", "index": str(index), "sub_type": sub_type, "parameters": [parameter]}


HEADER = {"type": "header", "parameters": [{"type": "text", "text": "17"}]}
RIGHT = (
    HEADER,
    named(state="open", name="Ramesh"),
    pressed(0, "quick_reply", type="payload", payload="stop"),
    pressed(1, "url", type="text", text="c17"),
    pressed(2, "copy_code", type="coupon_code", coupon_code="4711"),
)


def test_every_part_of_a_template_is_filled() -> None:
    filled = fill(full(), list(RIGHT))

    assert (filled.header, filled.text, filled.footer) == (
        "Case 17",
        "Dear Ramesh, it is open now.",
        "Satark",
    )
    assert filled.buttons == (("stop", "Stop"),)
    assert filled.links == (("See", "https://x.example/c17"),)


WRONG: dict[str, tuple[int, tuple[Json, ...]]] = {
    "no header": (132000, RIGHT[1:]),
    "a name too few": (132000, (HEADER, named(name="x"), *RIGHT[2:])),
    "another name": (132000, (HEADER, named(name="x", status="y"), *RIGHT[2:])),
    "an empty word": (132012, (HEADER, named(name="", state="y"), *RIGHT[2:])),
    "a word that nobody sees": (132012, (HEADER, named(name="\u200b", state="y"), *RIGHT[2:])),
    "a reply with NUL": (
        132012,
        (*RIGHT[:2], pressed(0, "quick_reply", type="payload", payload="a\0"), *RIGHT[3:]),
    ),
    "a button filled twice": (132018, (*RIGHT, RIGHT[2])),
    "too long": (132005, (HEADER, named(name="क" * 1024, state="y"), *RIGHT[2:])),
    "no address": (131008, (*RIGHT[:3], RIGHT[4])),
    "no code": (131008, RIGHT[:4]),
    "code of 16": (132012, (*RIGHT[:4], pressed(2, "copy_code", type="coupon_code", coupon_code="4" * 16))),
    "parameter for the phone": (132018, (*RIGHT, pressed(3, "phone_number", type="text", text="x"))),
    "a sixth button": (132018, (*RIGHT, pressed(5, "quick_reply", type="payload", payload="x"))),
    "another kind of button": (132018, (*RIGHT[:2], pressed(0, "url", type="text", text="x"), *RIGHT[3:])),
}


@pytest.mark.parametrize("name", WRONG)
def test_parameters_that_do_not_fit_are_refused_with_metas_code(name: str) -> None:
    code, components = WRONG[name]

    with pytest.raises(GraphError, match=str(code)):
        fill(full(), list(components))


def test_a_header_with_a_file_needs_a_file_of_that_kind() -> None:
    pictured = replace(full(), body="x", buttons=(), header={"format": "IMAGE"})
    document = {"type": "header", "parameters": [{"type": "document", "document": {"id": "1"}}]}
    for components in ([], [document]):
        with pytest.raises(GraphError, match="132012"):
            fill(pictured, components)

    image = {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    assert fill(pictured, [image]).text == "x"
