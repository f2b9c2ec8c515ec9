"""Files of a case that go out: uploaded from the sealed store, frame by frame, then sent by the id that WhatsApp gave.

An upload lives for thirty days at WhatsApp and is used again for the same file and number. Nothing is uploaded by address:
a link would make the file public.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp
import orjson

from satark.channels.whatsapp import answers
from satark.channels.whatsapp.errors import LOST, NOT_SENT, Failure, read_answer
from satark.conversation.values import MediaId, MediaKind
from satark.evidence import store
from satark.evidence.errors import StoreBroken
from satark.evidence.queries import kept_files
from satark.relay.secrets import RelayKeys
from satark.settings import Settings
from satark.vault.sealing import SealBroken
from satark.vault.services import those_that_open

LIFE = timedelta(days=29)
"""WhatsApp keeps an upload for thirty days."""
PATIENCE = aiohttp.ClientTimeout(total=None, connect=10, sock_read=120)
UNREADABLE = Failure("never", True, False, "media")
"""The file is not in the store, or was altered there."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of ours on its way out. The key is there only while it is sent."""

    id: UUID
    case_id: UUID
    kind: MediaKind
    media_type: str
    key: bytes = field(default=b"", repr=False)
    upload_id: str = field(default="", repr=False)
    """WhatsApp's id of it, where it was uploaded before."""

    @property
    def file_name(self) -> str:
        """A name that tells nothing but what kind of file it is."""
        return self.kind.value + (mimetypes.guess_extension(self.media_type) or "")

    def stored(self) -> list[str]:
        return [self.id.hex, self.case_id.hex, self.kind.value, self.media_type]

    @classmethod
    def of(cls, stored: Sequence[str]) -> Attachment:
        ident, case_id, kind, media_type = stored
        return cls(UUID(hex=ident), UUID(hex=case_id), MediaKind(kind), media_type)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """WhatsApp has a file of ours now."""

    evidence_id: UUID
    number_id: str
    upload_id: str = field(repr=False)


def of_media(media: Sequence[MediaId]) -> list[Attachment]:
    """The files of a message, in its order; those that are not kept are left out."""
    kept = {file.id: file for file in kept_files(media)}
    return [
        Attachment(file.id, file.case_id, MediaKind(file.kind), file.media_type)
        for ident in media
        if (file := kept.get(ident))
    ]


def complete(
    cursor: Any, keys: RelayKeys, wanted: Collection[tuple[Attachment, str]], now: datetime
) -> dict[tuple[UUID, str], Attachment]:
    """What sending needs besides: the keys of their cases, and what was uploaded for that number before.

    A file whose case does not open is left out; an upload that does not open is forgotten.
    """
    boxes = those_that_open(list({attachment.case_id for attachment, _ in wanted}))
    cursor.execute(
        "SELECT evidence_id, number_id, sealed_id FROM relay_upload WHERE evidence_id = ANY (%s) AND until > %s",
        [[attachment.id for attachment, _ in wanted], now],
    )
    known = {
        (ident, number_id): _upload_id(keys, ident, bytes(sealed))
        for ident, number_id, sealed in cursor.fetchall()
    }
    return {
        (each.id, number_id): replace(
            each, key=boxes[each.case_id].key, upload_id=known.get((each.id, number_id), "")
        )
        for each, number_id in wanted
        if each.case_id in boxes
    }


def _upload_id(keys: RelayKeys, ident: UUID, sealed: bytes) -> str:
    try:
        return keys.link.open(sealed, b"upload" + ident.bytes).decode()
    except SealBroken:
        return ""


def remember(cursor: Any, keys: RelayKeys, uploads: Collection[Uploaded], now: datetime) -> None:
    for each in uploads:
        sealed = keys.link.seal(each.upload_id.encode(), b"upload" + each.evidence_id.bytes)
        cursor.execute(
            """INSERT INTO relay_upload (evidence_id, number_id, sealed_id, until) VALUES (%s, %s, %s, %s)
               ON CONFLICT (evidence_id, number_id) DO UPDATE SET sealed_id = excluded.sealed_id, until = excluded.until""",
            [each.evidence_id, each.number_id, sealed, now + LIFE],
        )


def forget_old(cursor: Any, now: datetime) -> None:
    cursor.execute("DELETE FROM relay_upload WHERE until <= %s", [now])


class Uploader:
    """Lives in the sender's event loop."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._base = settings.graph_url
        self._root = settings.data_dir
        self._headers = {"Authorization": f"Bearer {settings.graph_token.reveal()}", "User-Agent": "satark"}

    async def upload(self, file: Attachment, number_id: str) -> str | Failure:
        """WhatsApp's id of the file. Doing it twice does no harm, so no failure is ambiguous."""
        try:
            content = _Sealed(self._root, file)
        except StoreBroken:
            return UNREADABLE
        try:
            async with self._session.post(
                f"{self._base}/{number_id}/media",
                data=_form(file, content),
                headers=self._headers,
                timeout=PATIENCE,
                allow_redirects=False,
            ) as answer:
                return _read(answer.status, await answers.read(answer))
        except aiohttp.ClientConnectorError:
            return NOT_SENT
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return UNREADABLE if content.broken else replace(LOST, ambiguous=False)


def _form(file: Attachment, content: _Sealed) -> aiohttp.MultipartWriter:
    form = aiohttp.MultipartWriter("form-data")
    for name, value in (("messaging_product", "whatsapp"), ("type", file.media_type)):
        form.append(value).set_content_disposition("form-data", name=name)
    content.set_content_disposition("form-data", name="file", filename=file.file_name)
    form.append_payload(content)
    return form


class _Sealed(aiohttp.payload.AsyncIterablePayload):
    """A file of the store, opened while it is sent. Its length is known, so nothing has to be sent in chunks."""

    def __init__(self, root: Path, file: Attachment) -> None:
        """Raises StoreBroken when there is no such file."""
        self._plain_size = store.size_of(root, file.case_id, file.id)
        self.broken = False
        super().__init__(self._chunks(root, file), content_type=file.media_type)

    @property
    def size(self) -> int:
        return self._plain_size

    async def _chunks(self, root: Path, file: Attachment) -> AsyncIterator[bytes]:
        frames: Iterator[bytes] = store.read(root, file.case_id, file.id, file.key)
        try:
            # Opening a megabyte takes milliseconds in which nobody else would be answered.
            while chunk := await asyncio.to_thread(next, frames, b""):
                yield chunk
        except StoreBroken:
            # What went before is only half a file: the request breaks off, and nobody takes it for whole.
            self.broken = True
            raise


def _read(status: int, body: bytes) -> str | Failure:
    if status == 200:
        try:
            answer = orjson.loads(body)
        except orjson.JSONDecodeError:
            answer = None
        ident = answer.get("id") if isinstance(answer, dict) else None
        return ident if isinstance(ident, str) and ident else replace(LOST, ambiguous=False)
    failure = read_answer(status, body)
    return replace(failure, ambiguous=False) if isinstance(failure, Failure) else LOST
