"""Chromium with several people before it; whatever it has to complain about is kept and must be nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
PATIENCE = 20_000.0
"""Milliseconds: several times what any step takes, even on a machine that others use as well."""


class Theatre:
    """Opens pages for people: each person has cookies of their own, as on a machine of their own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.noise: list[str] = []

    def page(self, *, size: tuple[int, int] = WIDE, language: str = "hi-IN", theme: str = "light") -> Page:
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            color_scheme="dark" if theme == "dark" else "light",
            permissions=["microphone"],
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: self.noise.append(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda error: self.noise.append(f"pageerror: {error}"))
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()
