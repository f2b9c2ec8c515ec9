"""Sealed files on disk: AES-256-GCM in frames of 1 MiB, so that a video can be written and read by range in little memory.

A file's key follows from its case's key and its id: destroy the case key and every copy goes dark.
Form: 4 bytes mark, 7 random bytes, then frames. A frame's nonce is those 7 bytes, its number, and whether it is the last:
cut, swapped or altered frames do not open. Only their owner may read them, and they carry a day and no hour: a listing
must not tell when somebody wrote.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from satark.evidence.errors import StoreBroken

MARK = b"SEF1"
PREFIX = 7
HEADER = len(MARK) + PREFIX
FRAME = 1 << 20
TAG = 16
DAY = 24 * 60 * 60


def path_of(root: Path, case_id: UUID, evidence_id: UUID) -> Path:
    return root / "evidence" / case_id.hex[:2] / case_id.hex / evidence_id.hex


def _cipher(case_key: bytes, evidence_id: UUID) -> AESGCM:
    return AESGCM(hmac.digest(case_key, b"evidence" + evidence_id.bytes, sha256))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class Writer:
    """Takes chunks of any size; the file appears under its name only when all is on the disk.

    Use as a context manager: leaving it by an exception leaves nothing behind. Writing the same file again replaces it,
    and two who write it at once do not meet: each has a part of its own, the last to finish stays.
    """

    def __init__(self, root: Path, case_id: UUID, evidence_id: UUID, case_key: bytes) -> None:
        self._path = path_of(root, case_id, evidence_id)
        self._folders = (self._path.parent, *self._path.parent.parents[:2])
        for folder in reversed(self._folders):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._partial = self._path.with_suffix(f".{os.urandom(4).hex()}.part")
        self._cipher = _cipher(case_key, evidence_id)
        self._aad = evidence_id.bytes
        self._prefix = os.urandom(PREFIX)
        self._number = 0
        self._waiting = bytearray()
        self._file = os.fdopen(os.open(self._partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._file.write(MARK + self._prefix)
        self.size = 0
        self.hash = sha256()
        self.head = b""
        """The first bytes, for deciding what the file is."""

    def __enter__(self) -> Writer:
        return self

    def write(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self.hash.update(chunk)
        if len(self.head) < 4096:
            self.head += chunk[: 4096 - len(self.head)]
        self._waiting += chunk
        while len(self._waiting) > FRAME:
            self._frame(bytes(self._waiting[:FRAME]), last=False)
            del self._waiting[:FRAME]

    def _frame(self, plain: bytes, *, last: bool) -> None:
        self._file.write(
            self._cipher.encrypt(_nonce(self._prefix, self._number, last=last), plain, self._aad)
        )
        self._number += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._partial.unlink(missing_ok=True)  # First: a full disk can make closing fail too.
            self._file.close()
            for each in self._folders:
                _to_the_day(each)

    def _finish(self) -> None:
        self._frame(bytes(self._waiting), last=True)
        self._file.flush()
        _to_the_day(self._file.fileno())
        os.fsync(self._file.fileno())
        self._partial.rename(self._path)
        # The name too: the database will say that the file is kept, and the provider's copy goes after seven days.
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _to_the_day(file: int | Path) -> None:
    day = os.stat(file).st_mtime // DAY * DAY
    os.utime(file, (day, day))


def size_of(root: Path, case_id: UUID, evidence_id: UUID) -> int:
    """Plain bytes in a stored file. Raises StoreBroken when there is none."""
    try:
        sealed = path_of(root, case_id, evidence_id).stat().st_size - HEADER
    except OSError:
        raise StoreBroken(str(evidence_id)) from None
    frames = -(-sealed // (FRAME + TAG))
    return sealed - frames * TAG


def read(
    root: Path, case_id: UUID, evidence_id: UUID, case_key: bytes, *, at: int = 0, size: int | None = None
) -> Iterator[bytes]:
    """The plain bytes from `at`, at most `size` of them, a frame at a time. Raises StoreBroken."""
    total = size_of(root, case_id, evidence_id)
    end = total if size is None else min(total, at + size)
    cipher = _cipher(case_key, evidence_id)
    with path_of(root, case_id, evidence_id).open("rb") as file:
        header = file.read(HEADER)
        if len(header) < HEADER or not header.startswith(MARK):
            raise StoreBroken(str(evidence_id))
        for number in range(at // FRAME, max(-(-end // FRAME), 1)):
            file.seek(HEADER + number * (FRAME + TAG))
            sealed = file.read(FRAME + TAG)
            last = (number + 1) * FRAME >= total
            try:
                plain = cipher.decrypt(
                    _nonce(header[len(MARK) :], number, last=last), sealed, evidence_id.bytes
                )
            except InvalidTag:
                raise StoreBroken(str(evidence_id)) from None
            start = number * FRAME
            yield plain[max(at - start, 0) : end - start]
