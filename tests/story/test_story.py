"""The whole story in Chromium: phones and console side by side, from "Hi" to the outcome, with nothing to complain about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.story import told
from tests.story.browser import NARROW, WIDE, Theatre, chromium
from tests.story.demo import Demo, running_demo
from tests.story.desk import Officer
from tests.story.phones import PhonesPage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
BRIEF = "बलुआ घाट पर आज रात 11 बजे के बाद नाका लगाएँ।"
FOUND = "मौके पर दो ट्रक पकड़े गए, खनन विभाग को सूचना दी गई।"
QUESTION = "ट्रक किस रास्ते से आते हैं?"
WAY = "नदी वाली कच्ची सड़क से, पीपा पुल की ओर से"
ANSWER = "आपकी बात सही निकली, कार्रवाई हुई। धन्यवाद।"
OUTCOME = "दो ट्रक पकड़े गए और मुकदमा लिखा गया। धन्यवाद।"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("story") / "var") as demo:
        yield demo


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@dataclass(slots=True)
class Stage:
    """Who can come on: phones on one screen, an officer on each other one."""

    theatre: Theatre
    demo: Demo
    size: tuple[int, int] = WIDE

    def phones(self) -> PhonesPage:
        return PhonesPage(self.theatre.page(size=self.size), self.demo.phones)

    def officer(self, username: str, *, language: str = "hi-IN") -> Officer:
        page = self.theatre.page(size=self.size, language=language)
        officer = Officer(page, self.demo.console, username, self.demo.passwords[username])
        officer.signs_in()
        return officer

    def both_cells(self) -> tuple[Officer, Officer]:
        cells = self.officer("cell-chandauli"), self.officer("cell-varanasi-range")
        for cell in cells:
            cell.waits_at_the_list()
        return cells


@pytest.fixture
def stage(demo: Demo, browser: Browser) -> Iterator[Stage]:
    theatre = Theatre(browser)
    yield Stage(theatre, demo)
    theatre.close()
    assert theatre.noise == []


@SIZES
def test_a_tip_is_told_seen_directed_answered_and_closed(stage: Stage, size: tuple[int, int]) -> None:
    stage.size = size
    phones = stage.phones()
    sp, dig = stage.both_cells()
    known_to_sp, known_to_dig = sp.numbers(), dig.numbers()
    source = phones.adds_a_phone(f"Ganga {size[0]}")
    sho = phones.phone("sho-balua")

    # The source tells; both cells see it without touching anything.
    code = told.about_the_ghat(source)
    number = sp.sees_one_more_than(known_to_sp)
    assert dig.sees_one_more_than(known_to_dig) == number
    assert sp.has_not_reloaded()
    assert dig.has_not_reloaded()

    # The cell reads, looks and listens.
    sp.opens_case(number)
    case = sp.page
    expect(case.locator(".bubble-text", has_text=told.GHAT)).to_be_visible()
    assert sp.sees_the_photo()
    assert sp.hears_the_voice_note() > 0.5
    expect(case.get_by_test_id("map").locator(".map-pin")).to_be_visible()
    assert code not in case.content()
    assert source.profile not in case.content()

    # It directs the station, whose phone reads and answers.
    sp.directs("chn-balua.sho", BRIEF)
    sho.hears(BRIEF)
    assert told.GHAT not in sho.last.inner_text()
    assert sho.offers() == ["प्राप्त", "निस्तारित"]
    sho.presses("direction:received")
    sp.sees(case.get_by_test_id("received"))
    sho.presses("direction:done")
    sho.says(FOUND)
    sp.sees(case.get_by_test_id("direction-answer").filter(has_text=FOUND))
    sho.sends_a_photo()
    sp.sees(case.get_by_test_id("direction-answer").locator("img"))
    assert sp.sees_the_photo(case.get_by_test_id("direction-answer"))

    # It asks, and the source answers without either knowing the other.
    sp.asks(QUESTION)
    source.hears("नमस्ते।")
    assert QUESTION in source.presses("news:")
    source.says(WAY)
    sp.sees(case.get_by_test_id("bubble-addition").filter(has_text=WAY))

    # It answers, and at the end closes.
    sp.answers(ANSWER)
    source.hears("नमस्ते।")
    assert ANSWER in source.presses("news:")
    sp.closes("fir", OUTCOME)
    source.hears("नमस्ते।")
    assert OUTCOME in source.presses("news:")
    assert sp.status == "closed"
    dig.waits_at_the_list()
    assert number not in dig.numbers()


def test_a_tip_about_a_policeman_is_seen_by_the_digs_cell_alone(stage: Stage) -> None:
    phones = stage.phones()
    sp, dig = stage.both_cells()
    known, list_before, tabs_before = dig.numbers(), sp.numbers(), sp.counts()

    told.about_a_policeman(phones.adds_a_phone("Witness"))
    number = dig.sees_one_more_than(known)
    sp.has_looked_again()

    assert (sp.numbers(), sp.counts()) == (list_before, tabs_before)
    address = dig.opens_case(number)
    expect(dig.page.locator(".bubble-text", has_text=told.SAND)).to_be_visible()
    assert sp.is_refused(address)
    sp.searches(number)
    assert sp.numbers() == []


def test_everybody_may_change_the_language(stage: Stage) -> None:
    phones = stage.phones()
    cell = stage.officer("cell-chandauli")
    source = phones.adds_a_phone("Two tongues")

    phones.changes_language()
    expect(phones.page.get_by_role("heading", name="अभ्यास के फोन")).to_be_visible()
    assert "चुनें" in source.says("Hi")
    assert "Please read" in source.picks("language:en")
    assert "चुनें" in source.says("हिन्दी")

    expect(cell.page.get_by_test_id("tab-late")).to_contain_text("देर")
    cell.changes_language()
    expect(cell.page.get_by_test_id("tab-late")).to_contain_text("Late")
    cell.waits_at_the_list()
    expect(cell.page.get_by_test_id("tab-late")).to_contain_text("Late")
