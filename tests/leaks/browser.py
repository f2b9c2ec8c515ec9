"""An officer's browser: signs in, acts on cases, follows every link; whatever it was sent is kept for the scan."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from html import unescape
from types import TracebackType

import aiohttp
from yarl import URL

LINK = re.compile(r'(?:href|src|action|hx-get)="(/[^"#]*)')
FIELD = re.compile(r'name="(csrfmiddlewaretoken|once)"\s+value="([^"]+)"')
CASE = re.compile(r"/cases/([0-9a-f-]{36})")
COMPLAINT = re.compile(r"/complaints/([0-9a-f-]{36})")
LEAVING = ("/sign-out", "/language")
MOST_PAGES = 1500


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, headers and all."""

    who: str
    path: str
    status: int
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")


class Browser:
    def __init__(self, base: str, who: str, seen: list[Answer]) -> None:
        self._base = URL(base)
        self._who = who
        self._seen = seen
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept-Language": "en"}
        )

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path)

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        return await self._ask("POST", path, fields)

    async def sign_in(self, password: str) -> None:
        form = _fields(await self.get("/sign-in"))
        answer = await self.post("/sign-in", form | {"username": self._who, "password": password, "next": ""})
        assert answer.status == 302, f"{self._who} could not sign in: {answer.status}"

    async def cases(self, *, category: str = "") -> list[str]:
        """Ids of the cases on this officer's list, the newest first."""
        page = await self.get(f"/cases?status=all&limit=500&category={category}")
        return list(dict.fromkeys(CASE.findall(page.text)))

    async def complaints(self) -> list[str]:
        """Ids of what lies in this desk's tray."""
        page = await self.get("/tray")
        return list(dict.fromkeys(COMPLAINT.findall(page.text)))

    async def act(self, case: str, act: str, **fields: str) -> Answer:
        return await self._act(f"/cases/{case}", act, fields)

    async def act_on_complaint(self, case: str, act: str, **fields: str) -> Answer:
        return await self._act(f"/complaints/{case}", act, fields)

    async def _act(self, address: str, act: str, fields: dict[str, str]) -> Answer:
        page = await self.get(address)
        answer = await self.post(f"{address}/{act}", _fields(page) | fields)
        assert answer.status == 302, f"{act} was refused: {answer.status}"
        return answer

    async def crawl(self) -> int:
        """Follow every address on every page that this officer can reach; how many there were."""
        waiting, known = deque(["/", "/cases?status=all&limit=500"]), {"/"}
        while waiting and len(known) < MOST_PAGES:
            answer = await self.get(waiting.popleft())
            for path in (unescape(each) for each in LINK.findall(answer.text)):
                if path not in known and not path.startswith(LEAVING):
                    known.add(path)
                    waiting.append(path)
        assert not waiting, "the console has more pages than were looked at"
        return len(known)

    async def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        url = self._base.join(URL(path, encoded=True))
        headers = {"Referer": str(self._base), "Origin": str(self._base.origin())} if fields else {}
        async with self._session.request(
            method, url, data=fields, headers=headers, allow_redirects=False
        ) as got:
            head = b"\r\n".join(name + b": " + value for name, value in got.raw_headers)
            answer = Answer(self._who, path, got.status, head + b"\r\n\r\n" + await got.read())
        self._seen.append(answer)
        return answer


def _fields(page: Answer) -> dict[str, str]:
    return dict(FIELD.findall(page.text))
