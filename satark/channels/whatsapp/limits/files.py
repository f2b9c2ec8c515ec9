"""Files we may upload: which kinds WhatsApp takes, and how large. Meta's media page, copy of 16 June 2026."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from satark.channels.whatsapp.limits.counting import Violation, at_most

KB, MB = 1024, 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Allowed:
    bytes: int
    mimes: frozenset[str]


FILES: dict[str, Allowed] = {
    "image": Allowed(5 * MB, frozenset({"image/jpeg", "image/png"})),
    "video": Allowed(16 * MB, frozenset({"video/mp4", "video/3gpp"})),
    "audio": Allowed(16 * MB, frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"})),
    "voice": Allowed(16 * MB, frozenset({"audio/ogg"})),
    "document": Allowed(
        100 * MB,
        frozenset(
            {
                "text/plain",
                "application/pdf",
                "application/msword",
                "application/vnd.ms-excel",
                "application/vnd.ms-powerpoint",
                f"{_OFFICE}.wordprocessingml.document",
                f"{_OFFICE}.spreadsheetml.sheet",
                f"{_OFFICE}.presentationml.presentation",
            }
        ),
    ),
    "sticker": Allowed(100 * KB, frozenset({"image/webp"})),
    "moving sticker": Allowed(500 * KB, frozenset({"image/webp"})),
}


def of_file(kind: str, *, mime: str, size: int) -> Iterator[Violation]:
    """`kind` is a key of `FILES`; `mime` may carry parameters (`audio/ogg; codecs=opus`)."""
    allowed = FILES[kind]
    if mime.partition(";")[0].strip().lower() not in allowed.mimes:
        yield Violation(f"{kind} of another form", 0, 1)
    if size <= 0:
        yield Violation(f"{kind} empty", 1, 0)
    yield from at_most(f"{kind} bytes", size, allowed.bytes)
