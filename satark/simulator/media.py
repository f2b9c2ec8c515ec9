"""Files on the pretend WhatsApp: kept by id, handed out at an address that lives five minutes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from satark.simulator.errors import GraphError
from satark.simulator.store import Store

URL_SECONDS = 5 * 60
FROM_PHONE_SECONDS = 7 * 24 * 3600
UPLOADED_SECONDS = 30 * 24 * 3600
MEBIBYTE = 1024 * 1024

LIMITS = {
    "image": (("image/jpeg", "image/png"), 5 * MEBIBYTE),
    "video": (("video/mp4", "video/3gpp"), 16 * MEBIBYTE),
    "audio": (("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"), 16 * MEBIBYTE),
    "sticker": (("image/webp",), 500 * 1024),
    "document": (
        (
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        100 * MEBIBYTE,
    ),
}


@dataclass(frozen=True, slots=True)
class File:
    id: str
    phone_number_id: str
    mime: str
    sha256: str
    """Hex."""
    size: int
    name: str
    expires: float

    @property
    def bare_mime(self) -> str:
        return self.mime.split(";")[0].strip()


class MediaShelf:
    """All files. `now` is the pretend WhatsApp's clock."""

    def __init__(self, store: Store, folder: Path, now: Callable[[], float]) -> None:
        self._store = store
        self._folder = folder
        self._now = now
        self._key = store.setting("media_key", secrets.token_hex(32)).encode()
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, file: File) -> Path:
        """Files with the same bytes are kept once."""
        return self._folder / file.sha256

    def incoming(self) -> Path:
        """Where to write a file before its hash is known."""
        return self._folder / f"incoming-{secrets.token_hex(8)}"

    def keep(self, file: File, written: Path) -> File:
        written.replace(self.path(file))
        self._store.run(
            "insert into media values (?,?,?,?,?,?,?)",
            *(file.id, file.phone_number_id, file.mime, file.sha256, file.size, file.name, file.expires),
        )
        return file

    def put(self, *, media_id: str, phone_number_id: str, mime: str, data: bytes, name: str) -> File:
        """A file that a phone sends."""
        written = self.incoming()
        written.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        expires = self._now() + FROM_PHONE_SECONDS
        return self.keep(File(media_id, phone_number_id, mime, digest, len(data), name, expires), written)

    def find(self, media_id: str) -> File | None:
        """The file, as long as its id lives."""
        row = self._store.row("select * from media where id = ? and expires > ?", media_id, self._now())
        return _from_row(row) if row else None

    def forget(self, media_id: str) -> bool:
        known = self.find(media_id) is not None
        self._store.run("delete from media where id = ?", media_id)
        return known

    def address(self, file: File) -> str:
        """Path and query of a download that works for five minutes."""
        ends = int(self._now()) + URL_SECONDS
        return f"/media/{file.id}?ext={ends}&hash={self._hash(file.id, ends)}"

    def at_address(self, media_id: str, ends: str, given: str) -> File | None:
        if not ends.isdigit() or int(ends) < self._now():
            return None
        if not hmac.compare_digest(self._hash(media_id, int(ends)), given):
            return None
        return self.find(media_id)

    def _hash(self, media_id: str, ends: int) -> str:
        return hmac.new(self._key, f"{media_id}:{ends}".encode(), hashlib.sha256).hexdigest()[:40]


def check_upload(mime: str, size: int) -> None:
    """Whether any kind of message could carry it. Raises GraphError."""
    for kinds, most in LIMITS.values():
        if mime in kinds:
            if size > most or not size:
                raise GraphError(131053, f"{mime}: the file is empty or larger than {most} bytes")
            return
    raise GraphError(100, f"Param file must be a file with one of the allowed types, not {mime}")


def check_sendable(kind: str, file: File, *, voice: bool) -> None:
    """Whether this kind of message may carry this file. Raises GraphError."""
    mimes, most = LIMITS[kind]
    if file.bare_mime not in mimes or file.size > most:
        raise GraphError(131053, f"{kind}: {file.bare_mime} of {file.size} bytes cannot be sent so")
    if voice and file.bare_mime != "audio/ogg":
        raise GraphError(131053, "voice: only ogg with opus")


def _from_row(row: sqlite3.Row) -> File:
    return File(
        *(
            row["id"],
            row["phone_number_id"],
            row["mime"],
            row["sha256"],
            row["size"],
            row["name"],
            row["expires"],
        )
    )
