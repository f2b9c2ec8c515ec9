"""Files wait at the provider for seven days: each is fetched at once, streamed, sealed and kept, and tried again until then."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import aiohttp
import orjson

from satark import logs
from satark.channels.whatsapp import answers
from satark.channels.whatsapp.parsed import MediaToFetch
from satark.evidence import kinds, store
from satark.relay import alarms
from satark.relay.secrets import RelayKeys
from satark.settings import Settings
from satark.vault.sealing import SealBroken

LIFE = timedelta(days=7)
LAST_DAY = timedelta(days=1)
FIRST_AGAIN = timedelta(seconds=2)
LONGEST_AGAIN = timedelta(hours=1)
CHUNK = 256 * 1024
LARGEST = 100 * 1024 * 1024
"""What WhatsApp itself takes at most."""
QUICKLY = aiohttp.ClientTimeout(total=30, connect=10)
PATIENCE = aiohttp.ClientTimeout(total=3600, connect=10, sock_read=60)
"""A large file on a slow line may take its time; one that never ends must not keep others waiting for its place."""
BOOKED = timedelta(minutes=2)
"""How long one try is left alone before the next is due, should nothing be heard of it."""
TRIES_BEFORE_LOST = 10
"""How often WhatsApp must say that it has no such file before we believe it: over half an hour of doubling pauses."""

log = logs.get()


class FetchFailed(Exception):
    """Not fetched this time. The code says why and holds nothing of the file."""

    def __init__(self, code: str, *, gone: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.gone = gone


@dataclass(frozen=True, slots=True)
class Fetch:
    """One file to fetch, in clear: lives in the relay's memory until it is kept."""

    id: UUID
    case_id: UUID
    number_id: str
    partition: int
    provider_id: str = field(repr=False)
    case_key: bytes = field(repr=False)
    next_at: datetime
    until: datetime
    url: str = field(default="", repr=False)
    sha256: bytes | None = field(default=None, repr=False)
    attempts: int = 0

    @classmethod
    def of(
        cls,
        media: MediaToFetch,
        number_id: str,
        case_id: UUID,
        case_key: bytes,
        partition: int,
        now: datetime,
    ) -> Fetch:
        return cls(
            media.media_id,
            case_id,
            number_id,
            partition,
            media.provider_id,
            case_key,
            now,
            now + LIFE,
            media.url,
            media.sha256,
        )


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one try."""

    fetch: Fetch
    kept: bool
    media_type: str = ""
    size: int = 0
    sha256: bytes = field(default=b"", repr=False)
    error: str = ""
    gone: bool = False

    def again_at(self, now: datetime) -> datetime:
        return now + min(FIRST_AGAIN * float(2 ** min(self.fetch.attempts, 12)), LONGEST_AGAIN)

    def lost(self, now: datetime) -> bool:
        return now >= self.fetch.until or (self.gone and self.fetch.attempts >= TRIES_BEFORE_LOST)


def add(cursor: Any, keys: RelayKeys, fetches: list[Fetch]) -> None:
    cursor.executemany(
        """INSERT INTO relay_fetch (id, case_id, number_id, partition, sealed_source, next_at, attempts, until)
           VALUES (%s, %s, %s, %s, %s, %s, 0, %s)""",
        [
            (
                f.id,
                f.case_id,
                f.number_id,
                f.partition,
                _sealed(keys, f),
                f.next_at + BOOKED,
                f.until,
            )
            for f in fetches
        ],
    )


def _sealed(keys: RelayKeys, fetch: Fetch) -> bytes:
    source = [fetch.provider_id, fetch.sha256.hex() if fetch.sha256 else ""]
    return keys.link.seal(orjson.dumps(source), b"fetch" + fetch.id.bytes)


def due(
    cursor: Any, partitions: list[int], under_way: Collection[UUID], *, now: datetime, limit: int = 20
) -> list[tuple[Any, ...]]:
    """Rows whose time has come, but for those under way; booked, so that another relay does not start them too."""
    cursor.execute(
        """UPDATE relay_fetch SET attempts = least(attempts + 1, 32000), next_at = %s
            WHERE id IN (SELECT id FROM relay_fetch WHERE partition = ANY (%s) AND next_at <= %s
                          AND NOT id = ANY (%s) ORDER BY next_at LIMIT %s)
        RETURNING id, case_id, number_id, partition, sealed_source, next_at, attempts, until""",
        [now + BOOKED, partitions, now, list(under_way), limit],
    )
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def look(cursor: Any, now: datetime) -> None:
    """Alarm while any file is within a day of its end and still not fetched."""
    cursor.execute("SELECT EXISTS (SELECT 1 FROM relay_fetch WHERE until < %s)", [now + LAST_DAY])
    if cursor.fetchone()[0]:
        alarms.raise_(cursor, "file_expiring", "", now)
    else:
        alarms.clear(cursor, "file_expiring", "", now)


def opened(keys: RelayKeys, row: tuple[Any, ...], case_key: bytes) -> Fetch | None:
    """None for a row that does not open: it holds up no other file."""
    ident, case_id, number_id, partition, sealed, next_at, attempts, until = row
    try:
        provider_id, digest = orjson.loads(keys.link.open(bytes(sealed), b"fetch" + ident.bytes))
    except SealBroken:
        log.error("relay.fetch_unreadable", evidence=str(ident))
        return None
    return Fetch(
        ident,
        case_id,
        number_id,
        partition,
        provider_id,
        case_key,
        next_at,
        until,
        sha256=bytes.fromhex(digest) or None,
        attempts=attempts,
    )


class Fetcher:
    """Fetches one file: address by id, then the bytes, only from hosts we know, never along a redirect."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self._token = {"Authorization": f"Bearer {settings.graph_token.reveal()}", "User-Agent": "satark"}

    async def fetch(self, wanted: Fetch) -> Fetched:
        try:
            return await self._kept(wanted)
        except FetchFailed as problem:
            return Fetched(wanted, kept=False, error=problem.code, gone=problem.gone)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as problem:
            # ValueError: an id or an address that is none.
            return Fetched(wanted, kept=False, error=type(problem).__name__)

    async def _kept(self, wanted: Fetch) -> Fetched:
        url = await self._url(wanted)
        with store.Writer(self._settings.data_dir, wanted.case_id, wanted.id, wanted.case_key) as writer:
            # Closed at once when this breaks off: the connection would otherwise stay taken until somebody tidies up.
            async with aclosing(self._bytes(url)) as chunks:
                async for chunk in chunks:
                    # Sealing 100 MB on this loop would let everybody's replies wait.
                    await asyncio.to_thread(writer.write, chunk)
                    if writer.size > LARGEST:
                        raise FetchFailed("too_large", gone=True)
            digest = writer.hash.digest()
            if wanted.sha256 is not None and not hmac.compare_digest(digest, wanted.sha256):
                raise FetchFailed("other_bytes")
        return Fetched(
            wanted, kept=True, media_type=kinds.media_type(writer.head), size=writer.size, sha256=digest
        )

    async def _url(self, wanted: Fetch) -> str:
        """A fresh address: the one that came with the message lives five minutes, so it serves only the first try."""
        if wanted.url and wanted.attempts == 0 and self._settings.may_fetch(wanted.url):
            return wanted.url
        address = f"{self._settings.graph_url}/{quote(wanted.provider_id, safe='')}"
        async with self._session.get(
            address,
            headers=self._token,
            params={"phone_number_id": wanted.number_id},
            timeout=QUICKLY,
            allow_redirects=False,
        ) as answer:
            if answer.status in (400, 404):
                raise FetchFailed("no_such_media", gone=True)
            if answer.status != 200:
                raise FetchFailed(f"http_{answer.status}")
            url = _url_in(await answers.read(answer))
        if not self._settings.may_fetch(url):
            raise FetchFailed("host_refused")
        return url

    async def _bytes(self, url: str) -> AsyncGenerator[bytes, None]:
        async with self._session.get(
            url, headers=self._token, timeout=PATIENCE, allow_redirects=False
        ) as answer:
            if answer.status != 200:
                raise FetchFailed(f"http_{answer.status}")
            received = 0
            async for chunk in answer.content.iter_chunked(CHUNK):
                received += len(chunk)
                yield chunk
            if answer.content_length is not None and received < answer.content_length:
                raise FetchFailed("cut_short")


def _url_in(body: bytes) -> str:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise FetchFailed("no_json") from None
    url = answer.get("url") if isinstance(answer, dict) else None
    if not isinstance(url, str):
        raise FetchFailed("no_url")
    return url
