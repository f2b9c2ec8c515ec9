"""Pictures of every main page, wide and narrow, in Hindi and English, with a story played on a demo of their own.

    .venv/bin/python -m tools.screenshots FOLDER              every page into FOLDER
    .venv/bin/python -m tools.screenshots FOLDER --overview   only overview.jpg, for the README
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.story import told
from tests.story.browser import Theatre, chromium
from tests.story.demo import Demo, running_demo
from tests.story.desk import Officer
from tests.story.phones import PhonesPage

SIZES = {"wide": (1400, 900), "narrow": (360, 740)}
LANGUAGES = {"hi": "hi-IN", "en": "en-IN"}
OVERVIEW_HALVES = ((780, 960), (1180, 960))
OVERVIEW_LIMIT = 400_000

BRIEF = "बलुआ घाट पर आज रात 11 बजे के बाद नाका लगाएँ। ट्रकों के काग़ज़ देखें, खनन विभाग को साथ लें।"
FOUND = "मौके पर दो ट्रक पकड़े गए, खनन विभाग को सूचना दी गई।"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the story left its cases."""

    fresh: str
    worked: str
    closed: str


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a page."""

    size: str
    language: str
    theme: str = "light"

    @property
    def name(self) -> str:
        return "-".join((self.language, self.size) + (("dark",) if self.theme == "dark" else ()))


LOOKS = [Look(size, language) for size in SIZES for language in LANGUAGES] + [Look("wide", "hi", "dark")]


class Studio:
    """Takes the pictures."""

    def __init__(self, demo: Demo, theatre: Theatre, folder: Path) -> None:
        self._demo = demo
        self._theatre = theatre
        self._folder = folder

    # --- the story, so that there is something to see ---

    def plays(self) -> Addresses:
        phones = PhonesPage(self._page(Look("wide", "en")), self._demo.phones)
        cell = self._officer("cell-chandauli", Look("wide", "hi"))
        closed = self._tip(phones, cell, "Sunita")
        cell.directs("chn-balua.sho", BRIEF)
        cell.closes("nothing_found", "मौके पर देखा गया, अभी कुछ नहीं मिला। फिर दिखे तो बताएँ।")
        worked = self._tip(phones, cell, "")
        self._works(phones, cell)
        fresh = self._tip(phones, cell, "Mohan")
        told.about_a_policeman(phones.adds_a_phone("Salim"))
        self._theatre.close()
        return Addresses(fresh, worked, closed)

    def _tip(self, phones: PhonesPage, cell: Officer, name: str) -> str:
        """Told from a new phone, or from the seeded one that shows a username only. The case's address."""
        cell.waits_at_the_list()
        known = cell.numbers()
        told.about_the_ghat(phones.adds_a_phone(name) if name else phones.phone("source-2"))
        return cell.opens_case(cell.sees_one_more_than(known))

    def _works(self, phones: PhonesPage, cell: Officer) -> None:
        sho = phones.phone("sho-balua")
        cell.directs("chn-balua.sho", BRIEF)
        sho.hears(BRIEF)
        sho.presses("direction:received")
        sho.presses("direction:done")
        sho.says(FOUND)
        sho.sends_a_photo()
        cell.notes("खनन अधिकारी से फोन पर बात हुई, कल टीम भेजेंगे।")
        cell.asks("ट्रक किस रास्ते से आते हैं?")
        source = phones.phone("source-2")
        source.hears("नमस्ते।")
        source.presses("news:")
        source.says("नदी वाली कच्ची सड़क से, पीपा पुल की ओर से")

    # --- the pictures ---

    def takes_every_page(self, at: Addresses) -> None:
        for look in LOOKS:
            self._phones(look)
            self._door(look)
            self._cell(look, at)
            self._station(look)

    def _phones(self, look: Look) -> None:
        phones = PhonesPage(self._page(look), self._demo.phones)
        if look.language == "hi":
            phones.changes_language()
        phones.phone("source-2").hears("✓")
        if look.size == "narrow":
            phones.shows("sho-balua")
            self._shoot(phones.page, look, "phones-officer", whole=False)
            phones.shows("source-2")
        self._shoot(phones.page, look, "phones", whole=False)
        phones.phone("source-2").node.get_by_test_id("attach").click()
        self._shoot(phones.page, look, "phones-attach", whole=False)
        phones.page.get_by_test_id("roll").click()
        self._shoot(phones.page, look, "phones-roll", whole=False)
        phones.page.get_by_test_id("sheet-close").click()
        phones.page.get_by_test_id("faults-open").click()
        self._shoot(phones.page, look, "phones-faults", whole=False)

    def _door(self, look: Look) -> None:
        page = self._page(look)
        page.goto(f"{self._demo.console}/sign-in")
        self._shoot(page, look, "sign-in")
        page.fill("#username", "cell-chandauli")
        page.fill("#password", "not this one")
        page.get_by_test_id("sign-in").click()
        page.get_by_test_id("problem").wait_for()
        self._shoot(page, look, "sign-in-refused")

    def _cell(self, look: Look, at: Addresses) -> None:
        cell = self._officer("cell-chandauli", look)
        page, visit = cell.page, self._visits(cell.page, look)
        for name, path in (
            ("list", "/cases"),
            ("list-late-empty", "/cases?status=late"),
            ("list-closed", "/cases?status=closed"),
            ("help", "/help"),
            ("not-here", "/nothing"),
        ):
            visit(name, self._demo.console + path)
        visit("case-worked", at.worked)
        visit("case-closed", at.closed)
        visit("case-direct", at.fresh)
        page.fill("#direct-brief", BRIEF)
        page.get_by_test_id("send-direct").click()
        page.get_by_test_id("problem").wait_for()
        self._shoot(page, look, "case-direct-refused")
        page.goto(f"{at.fresh}#act-close")
        page.reload()
        self._shoot(page, look, "case-close")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        self._shoot(page, look, "keys", whole=False)
        dig = self._officer("cell-varanasi-range", look)
        self._shoot(dig.page, look, "list-dig")
        bareilly = self._officer("cell-bareilly", look)
        self._shoot(bareilly.page, look, "list-empty")

    def _station(self, look: Look) -> None:
        sho = self._officer("sho-balua", look)
        self._shoot(sho.page, look, "directions")
        self._visits(sho.page, look)("not-allowed", f"{self._demo.console}/cases")

    def takes_the_overview(self) -> Path:
        """Phones on the left, the case on the right: one picture."""
        look = Look("wide", "en")
        phones = PhonesPage(self._page(look), self._demo.phones)
        phones.page.locator("[data-chip='source-1']").click()
        phones.page.locator("[data-chip='sp-chandauli']").click()
        phones.page.set_viewport_size({"width": OVERVIEW_HALVES[0][0], "height": OVERVIEW_HALVES[0][1]})
        cell = self._officer("cell-chandauli", look)
        cell.page.set_viewport_size({"width": OVERVIEW_HALVES[1][0], "height": OVERVIEW_HALVES[1][1]})
        cell.waits_at_the_list()
        cell.opens_case(cell.numbers()[-1])
        halves = [self._shoot(page, look, "overview-half", whole=False) for page in (phones.page, cell.page)]
        del halves
        raise NotImplementedError

    # --- small ---

    def _page(self, look: Look) -> Page:
        return self._theatre.page(
            size=SIZES[look.size], language=LANGUAGES[look.language], theme=look.theme
        )

    def _officer(self, username: str, look: Look) -> Officer:
        officer = Officer(
            self._page(look), self._demo.console, username, self._demo.passwords[username]
        )
        officer.signs_in()
        return officer

    def _visits(self, page: Page, look: Look) -> Callable[[str, str], None]:
        def visit(name: str, address: str) -> None:
            page.goto(address)
            self._shoot(page, look, name)

        return visit

    def _shoot(self, page: Page, look: Look, name: str, *, whole: bool = True) -> Path:
        page.wait_for_load_state("networkidle") if False else page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready.then(() => true)")
        file = self._folder / f"{name}-{look.name}.png"
        page.screenshot(path=file, full_page=whole)
        return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--overview", action="store_true", help="only the picture for the README")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="satark-") as data_dir,
        running_demo(Path(data_dir) / "var") as demo,
        chromium() as browser,
    ):
        studio = Studio(demo, Theatre(browser), wanted.folder)
        at = studio.plays()
        if wanted.overview:
            studio.takes_the_overview()
        else:
            studio.takes_every_page(at)


if __name__ == "__main__":
    main()
