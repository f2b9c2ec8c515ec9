"""The phones page as people use it: every verb ends when the phone shows what came back."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class PhonesPage:
    """A shelf of phones. On a narrow screen it shows one at a time."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}/")
        page.get_by_test_id("health").wait_for()

    def changes_language(self) -> None:
        self.page.get_by_test_id("language").click()

    def phone(self, phone_id: str) -> Phone:
        return Phone(self, phone_id)

    def adds_a_phone(self, name: str, *, kind: str = "username") -> Phone:
        self.page.get_by_test_id("add-phone").click()
        self.page.get_by_test_id("new-name").fill(name)
        self.page.get_by_test_id("new-kind").select_option(kind)
        self.page.get_by_test_id("new-create").click()
        added = self.page.get_by_test_id("phone").filter(has=self.page.get_by_role("heading", name=name))
        phone_id = added.get_attribute("data-phone")
        assert phone_id
        return self.phone(phone_id)

    def shows(self, phone_id: str) -> Locator:
        """The phone itself, taken off the shelf's back row where needed."""
        node = self.page.locator(f"[data-phone='{phone_id}']")
        if not node.is_visible():
            self.page.locator(f"[data-chip='{phone_id}']").click()
        return node


class Phone:
    """One phone of the shelf and whoever holds it."""

    def __init__(self, shelf: PhonesPage, phone_id: str) -> None:
        self._shelf = shelf
        self.id = phone_id

    @property
    def node(self) -> Locator:
        return self._shelf.shows(self.id)

    @property
    def profile(self) -> str:
        """The name that WhatsApp shows of its holder."""
        return self.node.get_by_role("heading").inner_text()

    @property
    def last(self) -> Locator:
        """The newest message that came in."""
        return self._heard.last

    @property
    def _heard(self) -> Locator:
        return self.node.locator("[data-testid=message][data-from=business]")

    # --- what its holder does; each returns what came back ---

    def says(self, words: str) -> str:
        before = self._count()
        self.node.get_by_test_id("input").fill(words)
        self.node.get_by_test_id("send").click()
        return self._hears_after(before)

    def picks(self, row: str) -> str:
        """Opens the list of the newest message and chooses one row."""
        before = self._count()
        self.last.get_by_test_id("list-open").click()
        self.node.locator(f"[data-testid=row][data-id='{row}']").click()
        return self._hears_after(before)

    def presses(self, button: str) -> str:
        """Presses the newest button whose id begins so."""
        before = self._count()
        self._heard.locator(f"[data-testid=button][data-id^='{button}']").last.click()
        return self._hears_after(before)

    def sends_a_photo(self, caption: str = "") -> str:
        before = self._count()
        self._opens_the_camera_roll(caption)
        self.node.locator("[data-sample='trucks-at-night.jpg']").click()
        return self._hears_after(before)

    def records_a_voice_note(self) -> str:
        before = self._count()
        self.node.get_by_test_id("mic").click()
        self.node.get_by_text("0:01").wait_for()
        self.node.get_by_test_id("record-send").click()
        return self._hears_after(before)

    def shares_a_pin(self, place: str) -> str:
        """By the button of the message that asks for it."""
        before = self._count()
        self.last.get_by_test_id("ask-pin").click()
        self.node.locator(f"[data-place='{place}']").click()
        return self._hears_after(before)

    def _opens_the_camera_roll(self, caption: str) -> None:
        self.node.get_by_test_id("attach").click()
        self.node.get_by_test_id("roll").click()
        self.node.get_by_test_id("caption").fill(caption)

    # --- what it shows ---

    def hears(self, words: str) -> None:
        """Waits until the newest message holds these words."""
        expect(self.last.get_by_test_id("text")).to_contain_text(words)

    def offers(self) -> list[str]:
        """The titles of what can be pressed under the newest message."""
        return self.last.locator("[data-testid=button], [data-testid=list-open]").all_inner_texts()

    def _count(self) -> int:
        return self._heard.count()

    def _hears_after(self, before: int) -> str:
        self._heard.nth(before).get_by_test_id("text").wait_for()
        return self.last.get_by_test_id("text").inner_text()


def code_in(words: str) -> str:
    """The source's secret: sixteen digits in groups of four."""
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", words)
    assert found, "no code was given"
    return found[0]
