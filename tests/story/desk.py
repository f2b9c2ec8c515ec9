"""The console as an officer uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PLAYS = """async (sound) => {
  sound.muted = true;
  await sound.play();
  while (!sound.currentTime) await new Promise(requestAnimationFrame);
  sound.pause();
  return sound.duration;
}"""
"""Seconds that a recording lasts, once it has begun to play. Chromium knows no length of what it streams: then endless."""

TRIES = 10
"""How often something else may be new on a case before what one waits for."""


class Officer:
    """One officer before one screen."""

    def __init__(self, page: Page, address: str, username: str, password: str) -> None:
        self.page = page
        self.address = address
        self._username = username
        self._password = password

    def signs_in(self) -> None:
        self.page.goto(f"{self.address}/")
        self.page.fill("#username", self._username)
        self.page.fill("#password", self._password)
        self.page.get_by_test_id("sign-in").click()
        self.page.get_by_test_id("viewer-mark").wait_for()

    def changes_language(self) -> None:
        before = self.page.locator("html").get_attribute("lang") or ""
        self.page.get_by_test_id("language").click()
        expect(self.page.locator("html")).not_to_have_attribute("lang", before)

    # --- the list ---

    def waits_at_the_list(self) -> None:
        """From now on, a reload would be noticed."""
        self.page.goto(f"{self.address}/cases")
        self.page.get_by_test_id("list").wait_for()
        self.page.evaluate("window.waiting = true")

    def has_not_reloaded(self) -> bool:
        return bool(self.page.evaluate("window.waiting === true"))

    def numbers(self) -> list[str]:
        """The case numbers in the list, newest first."""
        return self.page.get_by_test_id("case-number").all_inner_texts()

    def counts(self) -> list[str]:
        """What the tabs say."""
        return self.page.locator(".tab").all_inner_texts()

    def sees_one_more_than(self, known: list[str]) -> str:
        """Waits for the list to grow by itself; the new case's number."""
        expect(self.rows).to_have_count(len(known) + 1)
        (new,) = set(self.numbers()) - set(known)
        return new

    def has_looked_again(self) -> None:
        """Waits until the list has asked the server once more and got its answer."""
        with self.page.expect_response(lambda answer: "/cases/list" in answer.url):
            pass

    def searches(self, number: str) -> None:
        self.page.get_by_test_id("search").fill(number)
        self.page.get_by_test_id("search").press("Enter")
        self.page.wait_for_url("**/cases?number=*")

    @property
    def rows(self) -> Locator:
        return self.page.get_by_test_id("case-row")

    def row(self, number: str) -> Locator:
        return self.rows.filter(has_text=number)

    # --- a case ---

    def opens_case(self, number: str) -> str:
        """The case's address."""
        self.row(number).locator("a").click()
        self.page.get_by_test_id("sealed-band").wait_for()
        return self.page.url

    def sees(self, what: Locator) -> None:
        """Waits for it on an open case, pressing the bar that says that something is new whenever it comes."""
        new = self.page.get_by_test_id("case-changed")
        for _ in range(TRIES):
            what.or_(new).first.wait_for()
            if what.first.is_visible():
                return
            new.click()
        raise AssertionError("the case does not show it")

    def directs(self, post: str, brief: str) -> None:
        if not self.page.get_by_test_id("act-direct").count():
            self.assesses()
        self._unfolds("direct")
        self.page.select_option("#direct-post", post)
        self.page.fill("#direct-brief", brief)
        self._sends("direct")

    def assesses(self) -> None:
        self._unfolds("assess")
        for field, code in (("credibility", "likely"), ("corroboration", "none"), ("ground", "cognizable")):
            self.page.select_option(f"#assess-{field}", code)
        self._sends("assess")

    def asks(self, words: str) -> None:
        self._unfolds("ask")
        self.page.fill("#ask-text", words)
        self._sends("ask")

    def answers(self, words: str) -> None:
        self._unfolds("answer")
        self.page.fill("#answer-text", words)
        self._sends("answer")

    def notes(self, words: str) -> None:
        self._unfolds("note")
        self.page.fill("#note-text", words)
        self._sends("note")

    def closes(self, outcome: str, words: str) -> None:
        self._unfolds("close")
        self.page.select_option("#close-outcome", outcome)
        self.page.fill("#close-text", words)
        self._sends("close")

    def _unfolds(self, act: str) -> None:
        if self.page.locator(f"#act-{act}").get_attribute("open") is None:
            self.page.get_by_test_id(f"act-{act}").click()

    def _sends(self, act: str) -> None:
        self.page.get_by_test_id(f"send-{act}").click()
        self.page.get_by_test_id("done").wait_for()

    # --- what the case shows ---

    def sees_the_photo(self, where: Locator | None = None) -> bool:
        """In that part of the page; by default the first that the source sent."""
        photo = (where or self.page).locator("img").first
        photo.scroll_into_view_if_needed()
        wait = "async (photo) => { await photo.decode(); return photo.naturalWidth }"
        return bool(photo.evaluate(wait) > 0)

    def hears_the_voice_note(self) -> float:
        """Plays it; how many seconds it lasts."""
        return float(self.page.locator("audio").first.evaluate(PLAYS))

    @property
    def status(self) -> str | None:
        return self.page.get_by_test_id("status").get_attribute("data-status")

    def is_refused(self, address: str) -> bool:
        """Whether the server says that there is nothing there, whatever the page would show."""
        return self.page.context.request.get(address).status == 404
