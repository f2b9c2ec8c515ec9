"""The console in a real browser, served by the real process: live, by keyboard, at every width, with nothing foreign run."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from satark.accounts.models import Officer
from satark.cases import services as cases
from satark.cases.values import Addition
from tests.console.desk import CELL, SHO, keep_file
from tests.world import World, assess

pytestmark = pytest.mark.browser

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUN = "import sys; from satark.config.commands import main; sys.exit(main(['console']))"
DESK, SP = "chandauli.desk", "chandauli.sp"
PASSWORD = "a long pass word"
WIDE, NARROW = 1400, 360


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def console(browser: Browser, world: World) -> Iterator[str]:
    """The address of a running `satark console`."""
    for officer in Officer.objects.filter(username__in=[CELL, SHO, DESK, SP]):
        officer.set_password(PASSWORD)
        officer.save()
    port = free_port()
    environment = world.database.environment("console", SATARK_CONSOLE_BIND=f"127.0.0.1:{port}")
    process = subprocess.Popen([sys.executable, "-c", RUN], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "the console stopped while starting"
        try:
            urlopen(address, timeout=1).close()
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the console did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop of its own in this thread, which Django takes for an asynchronous caller.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield chromium
        chromium.close()


class Visitor:
    """An officer before the console; `noise` holds whatever the browser had to complain about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.noise: list[str] = []
        page.on("console", lambda line: self.noise.append(line.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))

    def signs_in(self, username: str) -> None:
        self.page.goto(f"{self.address}/sign-in")
        self.page.fill("#username", username)
        self.page.fill("#password", PASSWORD)
        self.page.get_by_test_id("sign-in").click()
        expect(self.page.get_by_test_id("officer")).to_be_attached()
        self.page.wait_for_load_state("load")

    def opens_the_first_case(self) -> None:
        self.page.get_by_test_id("case-row").first.locator("a").click()
        expect(self.page.get_by_test_id("sealed-band")).to_be_visible()


@contextmanager
def before_the_console(
    browser: Browser, address: str, *, width: int = WIDE, language: str = "en-IN", theme: str = "light"
) -> Iterator[Visitor]:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        locale=language,
        color_scheme="dark" if theme == "dark" else "light",
    )
    context.set_default_timeout(10_000)
    officer = Visitor(context.new_page(), address)
    yield officer
    context.close()
    assert officer.noise == []


def rows(page: Page) -> int:
    return page.get_by_test_id("case-row").count()


def test_a_new_tip_appears_by_itself_and_never_moves_what_the_officer_holds(
    browser: Browser, console: str, world: World
) -> None:
    world.tip()
    with before_the_console(browser, console) as officer:
        officer.signs_in(CELL)
        page = officer.page
        expect(page.get_by_test_id("case-row")).to_have_count(1)

        world.tip()
        expect(page.get_by_test_id("case-row")).to_have_count(2)

        page.keyboard.press("j")
        held = page.locator(".case-on")
        place, number = held.bounding_box(), held.get_by_test_id("case-number").inner_text()
        world.tip()
        expect(page.get_by_test_id("new-bar")).to_have_text("1 new – show n")
        assert (rows(page), held.bounding_box()) == (2, place)

        page.keyboard.press("n")
        expect(page.get_by_test_id("case-row")).to_have_count(3)
        assert held.get_by_test_id("case-number").inner_text() == number


def test_a_case_is_directed_by_keyboard(browser: Browser, console: str, world: World) -> None:
    case_id = world.tip()
    keep_file(world, case_id)
    with world.at_console(CELL):
        assess(case_id, at=datetime.now(UTC))
    with before_the_console(browser, console) as officer:
        officer.signs_in(CELL)
        page = officer.page
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("sealed-band")).to_be_visible()

        page.keyboard.press("1")
        page.select_option("#direct-post", SHO)
        page.fill("#direct-brief", "Look at the ghat tonight")
        page.get_by_text("2 hours").click()
        preview = page.get_by_test_id("phone-preview")
        expect(preview).to_contain_text("Look at the ghat tonight")
        page.get_by_test_id("send-direct").dblclick()

        expect(page.get_by_test_id("done")).to_be_visible()
        expect(page.get_by_test_id("direction")).to_have_count(1)
        expect(page.get_by_test_id("event").filter(has_text="Directed to")).to_have_count(1)


def test_an_open_case_says_that_something_came(browser: Browser, console: str, world: World) -> None:
    case_id = world.tip()
    with before_the_console(browser, console) as officer:
        officer.signs_in(CELL)
        # What comes before the page has said that it was read counts as seen.
        with officer.page.expect_response("**/read"):
            officer.opens_the_first_case()

        with world.in_relay():
            cases.add_statement(case_id, Addition(text="वही गाड़ी फिर आई है"), now=datetime.now(UTC))
        officer.page.get_by_test_id("case-changed").click()

        expect(officer.page.get_by_test_id("bubble-addition")).to_contain_text("वही गाड़ी फिर आई है")


@pytest.mark.parametrize(
    ("width", "language", "theme"),
    [
        (WIDE, "hi-IN", "light"),
        (NARROW, "hi-IN", "dark"),
        (WIDE, "en-IN", "dark"),
        (NARROW, "en-IN", "light"),
    ],
)
def test_every_page_fits_and_can_be_read_by_everyone(
    browser: Browser, console: str, world: World, width: int, language: str, theme: str
) -> None:
    case_id = world.tip()
    keep_file(world, case_id)
    world.direction(case_id)
    with before_the_console(browser, console, width=width, language=language, theme=theme) as officer:
        officer.page.goto(f"{console}/sign-in")
        check_page(officer.page)
        officer.signs_in(CELL)
        expect(officer.page.get_by_test_id("list")).to_be_visible()
        for path in ("/cases", f"/cases/{case_id}", f"/cases/{case_id}#act-close", "/help"):
            officer.page.goto(console + path)
            check_page(officer.page)
    complaint_id = world.complaint()
    world.forwarded(complaint_id)
    for post, paths in {
        SHO: ("/board", "/directions", f"/complaints/{complaint_id}"),
        DESK: ("/tray", "/tray?tab=out", f"/complaints/{complaint_id}"),
        SP: ("/not-acted", "/roster"),
    }.items():
        with before_the_console(browser, console, width=width, language=language, theme=theme) as officer:
            officer.signs_in(post)
            for path in paths:
                officer.page.goto(console + path)
                check_page(officer.page)


WIDEST = """[...document.querySelectorAll("main *, header *")]
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 200))"""
"""What runs over the edge, for whoever has to mend it."""


def check_page(page: Page) -> None:
    """Nothing runs over the edge, and the accessibility rules that a machine can check hold."""
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow == 0, (page.url, page.evaluate(WIDEST))
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], page.url
