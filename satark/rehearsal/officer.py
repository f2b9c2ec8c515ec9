"""An officer at the console, in a browser of his own: reads pages and presses what they offer."""

from __future__ import annotations

import hashlib
import html
import http
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from satark.rehearsal.errors import RehearsalFailed

PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Seen:
    """One case as an officer sees it."""

    words: str
    """Everything the source said, one line each, in the order shown."""
    files: tuple[str, ...]
    """SHA-256 (hex) of each file that can be opened."""
    lost: int
    """Files that came to nothing."""
    waiting: int
    """Files still to be fetched."""
    page: str
    under: tuple[str, ...] = ()
    """What is written under each of the files, in their order."""
    urgent: bool = False
    """Marked as going on now."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a console answers to whoever opens a file."""

    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page that stays open, and what to ask with for a change."""

    text: str
    etag: str


class Officer:
    def __init__(self, console: str, username: str, password: str) -> None:
        self._base = console
        self._username, self._password = username, password
        self._jar = http.cookiejar.CookieJar()
        self._browser = self._new_browser()
        self._sign_in()

    def page(self, path: str) -> str:
        """Signs in again where the old sign-in is over, as after a night."""
        address, text = self._read(path)
        if "/sign-in" in address and path != "/sign-in":
            self._browser = self._new_browser()
            self._sign_in()
            _, text = self._read(path)
        return text

    def fragment(self, path: str, seen: str) -> Fragment | None:
        """What an open page asks for again and again; None while nothing has changed."""
        request = urllib.request.Request(self._base + path, headers={"If-None-Match": seen} if seen else {})
        try:
            with self._browser.open(request, timeout=PATIENCE) as answer:
                return Fragment(answer.read().decode(), answer.headers.get("ETag", ""))
        except urllib.error.HTTPError as same:
            if same.code != http.HTTPStatus.NOT_MODIFIED:
                raise
            return None

    def cases(self) -> set[str]:
        return set(re.findall(r"/cases/([0-9a-f-]{36})", self.page("/cases?status=all&limit=500")))

    def sees(self, case: str, *, under: str = "cases") -> Seen:
        page = self.page(f"/{under}/{case}")
        texts = re.findall(
            r'<p class="(?:bubble|file)-text"[^>]*>(.*?)</p>|<dd dir="auto">(.*?)</dd>', page, re.DOTALL
        )
        words = [html.unescape(re.sub(r"<br ?/?>", "\n", first or second)) for first, second in texts]
        return Seen(
            words="\n".join(words),
            files=tuple(hashlib.sha256(self.file(each)).hexdigest() for each in kept(page)),
            lost=page.count('data-testid="evidence-lost"'),
            waiting=page.count('data-testid="evidence-waiting"'),
            page=page,
            under=tuple(words_under(figure) for figure in FIGURE.findall(page) if kept(figure)),
            urgent="flag-urgent" in page,
        )

    def file(self, evidence: str) -> bytes:
        with self._browser.open(f"{self._base}/evidence/{evidence}", timeout=PATIENCE) as answer:
            data: bytes = answer.read()
        return data

    def evidence(self, case: str) -> list[str]:
        """The files of a case that can be opened."""
        return kept(self.page(f"/cases/{case}"))

    def opens(self, evidence: str, *, part: str = "", signed_in: bool = True) -> Opened:
        """Open a file's address, as a player does for a part of it."""
        jar = self._jar if signed_in else http.cookiejar.CookieJar()
        return opened(f"{self._base}/evidence/{evidence}", part=part, jar=jar)

    def act(self, case: str, act: str, *, under: str = "cases", **given: str) -> None:
        """Press an act on a case's page; `under` is `cases` for a tip, `complaints` for what is open."""
        page = self.page(f"/{under}/{case}")
        once = re.search(rf'name="once" value="([^"]+-{act})"', page)
        if once is None:
            raise RehearsalFailed(f"{act}: the case page does not offer it.")
        self._submit(f"/{under}/{case}/{act}", page, once=once[1], **given)

    def _sign_in(self) -> None:
        self._submit("/sign-in", self._read("/sign-in")[1], username=self._username, password=self._password)

    def _read(self, path: str) -> tuple[str, str]:
        with self._browser.open(self._base + path, timeout=PATIENCE) as answer:
            return str(answer.geturl()), str(answer.read().decode())

    def _submit(self, path: str, page: str, **given: str) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"csrfmiddlewaretoken": token[1] if token else "", **given}
        request = urllib.request.Request(
            self._base + path,
            data=urllib.parse.urlencode(form).encode(),
            headers={"Origin": self._base, "Referer": self._base + path},
        )
        try:
            with self._browser.open(request, timeout=PATIENCE):
                pass
        except urllib.error.HTTPError as refused:
            raise RehearsalFailed(
                f"{path.rsplit('/', 1)[-1]}: the console answered {refused.code}."
            ) from None

    def _new_browser(self) -> urllib.request.OpenerDirector:
        self._jar.clear()
        return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))


FIGURE = re.compile(r'<figure class="file.*?</figure>', re.DOTALL)


def words_under(figure: str) -> str:
    found = re.search(r'<p class="file-text"[^>]*>(.*?)</p>', figure, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def kept(page: str) -> list[str]:
    return re.findall(r'data-testid="evidence-kept".*?/evidence/([0-9a-f-]{36})', page, re.DOTALL)


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: being sent elsewhere is an answer."""

    def redirect_request(self, *_: Any) -> None:
        return None


def opened(url: str, *, part: str, jar: http.cookiejar.CookieJar) -> Opened:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), Stay)
    request = urllib.request.Request(url, headers={"Range": part} if part else {})
    try:
        with browser.open(request, timeout=PATIENCE) as answer:
            return Opened(answer.status, _small(answer.headers.items()), answer.read())
    except urllib.error.HTTPError as refused:
        return Opened(refused.code, _small(refused.headers.items()), refused.read())


def _small(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}
