"""The Graph API for setting up and watching: one request, one JSON object, or one error that tells nothing but its class.

Addresses of requests may hold the token (`debug_token`), answers may hold numbers: neither goes into an error or a log.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import aiohttp
import orjson

from satark.channels.whatsapp import answers
from satark.channels.whatsapp.errors import LOST, NOT_SENT, WORDS, Failure, read_answer
from satark.settings import Settings, SettingsError

Json = dict[str, Any]
Method = Literal["GET", "POST", "DELETE"]

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
PAGES = 200
"""More than any list of ours has: a cursor that leads in a circle must end."""


class GraphRefused(Exception):
    """WhatsApp did not do what was asked. Says why in our own words, and WhatsApp's code where there is one."""

    for_administrator = True

    def __init__(self, failure: Failure) -> None:
        code = f" (code {failure.code})" if failure.code is not None else ""
        super().__init__(f"WhatsApp refused: {WORDS[failure.words]}{code}.")
        self.failure = failure


class Graph:
    """Meta's Graph API with our token. Every method raises GraphRefused and nothing else."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._base = settings.graph_url
        self._token = settings.graph_token
        self._headers = {
            "Authorization": f"Bearer {settings.graph_token.reveal()}",
            "Accept-Encoding": "identity",
        }
        self.skew: timedelta | None = None
        """How far the clock of this machine is ahead of WhatsApp's, as the last answer showed it."""

    async def get(self, path: str, **query: str) -> Json:
        return await self._ask("GET", path, query=query)

    async def every(self, path: str, **query: str) -> list[Json]:
        """All objects of a list, page after page."""
        found: list[Json] = []
        for _ in range(PAGES):
            page = await self.get(path, **query)
            found += [each for each in page.get("data") or [] if isinstance(each, dict)]
            after = _next(page)
            if after is None:
                break
            query["after"] = after
        return found

    async def own_token(self) -> Json:
        """What WhatsApp knows of the token that we show."""
        known = (await self.get("debug_token", input_token=self._token.reveal())).get("data")
        return known if isinstance(known, dict) else {}

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> Json:
        return await self._ask("POST", path, data=orjson.dumps(body or {}))

    async def upload(
        self, path: str, fields: Mapping[str, str], *, file: bytes, name: str, mime: str
    ) -> Json:
        """Post a form with a file in it."""
        form = aiohttp.FormData()
        for key, value in fields.items():
            form.add_field(key, value)
        form.add_field("file", file, filename=name, content_type=mime)
        return await self._ask("POST", path, data=form)

    async def delete(self, path: str, **query: str) -> Json:
        return await self._ask("DELETE", path, query=query)

    async def _ask(
        self,
        method: Method,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        data: bytes | aiohttp.FormData | None = None,
    ) -> Json:
        kind = {"Content-Type": "application/json"} if isinstance(data, bytes) else {}
        try:
            async with self._session.request(
                method,
                f"{self._base}/{path}",
                params=query,
                data=data,
                headers=self._headers | kind,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                body = await answers.read(answer)
        except aiohttp.ClientConnectorError:
            raise GraphRefused(NOT_SENT) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            # What was only read may be read again; what was to be changed may have been.
            raise GraphRefused(NOT_SENT if method == "GET" else LOST) from None
        self.skew = _skew(answer.headers.get("Date", ""))
        return _object(answer.status, body)


@asynccontextmanager
async def open_graph(settings: Settings) -> AsyncIterator[Graph]:
    """Raises SettingsError without a token."""
    if not settings.graph_token:
        raise SettingsError("SATARK_GRAPH_TOKEN is empty: WhatsApp answers nobody without a token.")
    async with aiohttp.ClientSession() as session:
        yield Graph(session, settings)


def _object(status: int, body: bytes) -> Json:
    """The answer. Raises GraphRefused for an error, and for whatever is no JSON object."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        answer = None
    if 200 <= status < 300 and isinstance(answer, dict) and "error" not in answer:
        return answer
    failure = read_answer(status, body)
    raise GraphRefused(failure if isinstance(failure, Failure) else LOST)


def _next(page: Json) -> str | None:
    """Where the next page begins; None on the last one."""
    paging = page.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) and after else None


def _skew(date: str) -> timedelta | None:
    """Measured by the machine's own time, not by a rehearsal's: it is the machine that may be wrong."""
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return None
    return datetime.now(UTC) - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))
