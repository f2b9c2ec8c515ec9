"""The phones page in Chromium: a person can do with a pretend phone what can be done with a real one."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, async_playwright

from tests.simulator.stage import SOURCE, USERNAME_ONLY_ID, Stage, buttons, listed, row, stage, text

pytestmark = pytest.mark.browser

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]
WIDE, NARROW = (1400, 900), (360, 740)


@asynccontextmanager
async def page_of(s: Stage, size: tuple[int, int] = WIDE, *, microphone: bool = True) -> AsyncIterator[Page]:
    """The phones page; fails when it complained on the console."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]}, permissions=["microphone"] if microphone else []
        )
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(s.config.own_url + "/")
        await page.get_by_test_id("health").wait_for()
        yield page
        await browser.close()
    assert complaints == []


def phone(page: Page, phone_id: str = SOURCE) -> Locator:
    return page.locator(f"[data-phone={phone_id}]")


async def say(page: Page, words: str, phone_id: str = SOURCE) -> None:
    await phone(page, phone_id).get_by_test_id("input").fill(words)
    await phone(page, phone_id).get_by_test_id("send").click()


def told(folder: Path, story: Callable[[Stage], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with stage(folder) as s:
            await story(s)

    asyncio.run(whole())


def test_a_talk_is_held_by_typing_choosing_pressing_and_pinning(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await say(page, "Hi")
            await s.edge.until(lambda: len(s.edge.messages()) == 1)
            await s.graph(listed(row(1, "हिन्दी"), row(2, "English", "in English"), button="भाषा"))
            await phone(page).get_by_test_id("list-open").click()
            await phone(page).locator("[data-testid=row][data-id='step:2']").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 2)
            await s.graph(buttons("हाँ", "नहीं"))
            await phone(page).get_by_text("नहीं", exact=True).click()
            await s.edge.until(lambda: len(s.edge.messages()) == 3)
            ask = {
                "type": "location_request_message",
                "body": {"text": "?"},
                "action": {"name": "send_location"},
            }
            await s.graph({"type": "interactive", "interactive": ask})
            await phone(page).get_by_test_id("ask-pin").click()
            await phone(page).locator("[data-place=balua-ghat]").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 4)

            said, chosen, pressed, pinned = s.edge.messages()
            assert said["text"]["body"] == "Hi"
            assert chosen["interactive"]["list_reply"]["id"] == "step:2"
            assert pressed["interactive"]["button_reply"] == {"id": "step:1", "title": "नहीं"}
            assert (pinned["location"]["latitude"], pinned["location"]["longitude"]) == (25.41, 83.18)
            await phone(page).get_by_text("delivered").first.wait_for()

    told(tmp_path, story)


def test_a_photo_of_the_roll_and_a_recorded_voice_note_arrive_as_whatsapp_sends_them(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await phone(page).get_by_test_id("attach").click()
            await phone(page).get_by_test_id("roll").click()
            await phone(page).get_by_test_id("caption").fill("यहाँ देखिए")
            await phone(page).locator("[data-sample='trucks-at-night.jpg']").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 1)
            await phone(page).get_by_test_id("mic").click()
            await phone(page).get_by_text("0:01").wait_for()
            await phone(page).get_by_test_id("record-send").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 2)

            photo, note = s.edge.messages()
            assert photo["image"]["caption"] == "यहाँ देखिए"
            assert (note["audio"]["mime_type"], note["audio"]["voice"]) == ("audio/ogg; codecs=opus", True)
            length = "async (audio) => { while (!audio.duration) await new Promise(requestAnimationFrame); return audio.duration }"
            assert 0.5 < await phone(page).locator("audio").evaluate(length) < 10

    told(tmp_path, story)


def test_without_a_microphone_the_prepared_voice_note_is_sent_and_it_says_so(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s, microphone=False) as page:
            await phone(page).get_by_test_id("mic").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

            assert s.edge.messages()[0]["type"] == "audio"
            assert "microphone" in await phone(page).get_by_test_id("note").inner_text()

    told(tmp_path, story)


def test_what_is_on_the_screen_counts_as_read(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        await s.write("source-2")
        async with page_of(s) as page:
            await s.graph(text("السلام علیکم") | {"recipient": USERNAME_ONLY_ID})
            await s.edge.until(lambda: [status["status"] for status in s.edge.statuses()][-1:] == ["read"])

            shown = phone(page, "source-2").get_by_test_id("text").last
            assert await shown.evaluate("node => getComputedStyle(node).direction") == "rtl"

    told(tmp_path, story)


def test_a_person_can_be_added_and_things_can_be_broken_and_put_right(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await page.get_by_test_id("add-phone").click()
            await page.get_by_test_id("new-name").fill("Sunita")
            await page.get_by_test_id("new-kind").select_option("username")
            await page.get_by_test_id("new-create").click()
            added = page.get_by_test_id("phone").filter(has_text="Sunita")
            await added.get_by_text("number hidden").wait_for()

            await page.get_by_test_id("faults-open").click()
            await page.get_by_test_id("fault-duplicate").check()
            await page.get_by_text("1 on").wait_for()
            assert (await s.get("/api/faults"))["duplicate"] is True
            await page.get_by_test_id("faults-reset").click()
            await page.get_by_text("1 on").wait_for(state="detached")
            assert (await s.get("/api/faults"))["duplicate"] is False

    told(tmp_path, story)


def test_every_way_to_break_things_has_its_switch_and_its_words(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await page.get_by_test_id("faults-open").click()
            every = await s.get("/api/faults")
            for _ in range(2):
                lines = page.locator(".fault:has([data-testid^=fault-])")
                shown = await lines.evaluate_all(
                    "nodes => nodes.map(n => [n.querySelector('input').dataset.testid, n.innerText.trim()])"
                )
                assert {name.removeprefix("fault-") for name, _ in shown} == every.keys()
                assert all(words for _, words in shown)
                await page.get_by_test_id("language").click()
            assert await page.get_by_text("1 on").count() == 0

            await page.get_by_test_id("fault-fail_code_count").fill("2")
            await page.get_by_test_id("fault-silence").check()
            await page.get_by_text("2 on").wait_for()
            assert (await s.get("/api/faults"))["fail_code_count"] == 2

    told(tmp_path, story)


def test_what_happens_to_a_phone_is_made_to_happen_on_the_phone(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await phone(page).get_by_test_id("change-open").click()
            await phone(page).get_by_test_id("change-offline").check()
            await phone(page).get_by_test_id("identity").get_by_text("Switched off").wait_for()
            await phone(page).get_by_test_id("change-username").fill("ramesh.27")
            await phone(page).get_by_test_id("change-name").click()
            await phone(page).get_by_text("@ramesh.27").wait_for()
            await phone(page).get_by_test_id("change-open").click()
            await phone(page).get_by_test_id("change-user_id").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 1)

            assert s.edge.messages()[0]["system"]["type"] == "user_changed_user_id"
            assert "from" not in s.edge.messages()[0]

    told(tmp_path, story)


def test_rarer_messages_are_sent_from_a_menu(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await say(page, "Hi")
            await s.edge.until(lambda: len(s.edge.messages()) == 1)
            await phone(page).get_by_test_id("attach").click()
            await phone(page).get_by_test_id("rarer").click()
            await phone(page).get_by_test_id("rare-edit").click()
            await s.edge.until(lambda: len(s.edge.messages()) == 2)

            wrote, changed = s.edge.messages()
            assert (changed["type"], changed["edit"]["original_message_id"]) == ("edit", wrote["id"])

    told(tmp_path, story)


def test_the_rehearsals_own_time_is_shown(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            await page.get_by_test_id("now").get_by_text("It is 19 Nov, 11:50").wait_for()

    async def whole() -> None:
        async with stage(tmp_path, clock=lambda: 1_795_069_200.0) as s:
            await story(s)

    asyncio.run(whole())


def test_it_says_when_satark_does_not_answer(tmp_path: Path) -> None:
    async def story(s: Stage) -> None:
        async with page_of(s) as page:
            s.edge.broken = True
            await say(page, "Hi")
            await page.get_by_text("Satark does not answer").wait_for()
            s.edge.broken = False
            await s.post("/api/webhooks/hurry", {})

            await page.get_by_text("Satark answers").wait_for()
            assert [message["text"]["body"] for message in s.edge.messages()] == ["Hi"]

    told(tmp_path, story)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_page_fits_and_can_be_used_by_everybody(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async def story(s: Stage) -> None:
        await s.write(SOURCE)
        await s.graph(listed(row(1, "हिन्दी", "भाषा")))
        async with page_of(s, size) as page:
            if language == "hi":
                await page.get_by_test_id("language").click()
            if size == NARROW:
                assert await page.get_by_test_id("phone").count() == 1
                await page.locator("[data-chip=source-2]").click()
                assert await page.get_by_test_id("phone").get_attribute("data-phone") == "source-2"
                await page.locator(f"[data-chip={SOURCE}]").click()
            await phone(page).get_by_test_id("list-open").click()

            assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
            found = await Axe().run(page)
            assert [violation["id"] for violation in found.response["violations"]] == []

    told(tmp_path, story)
