"""The camera roll: drawn scenes and synthetic sound, so that nobody's real picture is ever in the repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    mime: str
    kind: str
    """As Graph names it."""
    en: str
    hi: str
    voice: bool = False

    @property
    def path(self) -> Path:
        return FOLDER / self.name

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "mime": self.mime,
            "kind": self.kind,
            "voice": self.voice,
            "title": {"en": self.en, "hi": self.hi},
        }


ROLL = (
    Sample("trucks-at-night.jpg", "image/jpeg", "image", "Trucks at the ghat", "घाट पर ट्रक"),
    Sample("shop-behind-shutter.jpg", "image/jpeg", "image", "Shop with its shutter down", "बंद शटर की दुकान"),
    Sample(
        "voice-note.ogg", "audio/ogg; codecs=opus", "audio", "Voice note, 6 s", "वॉइस नोट, 6 से", voice=True
    ),
    Sample("trucks-passing.mp4", "video/mp4", "video", "Video, trucks passing", "वीडियो, गुज़रते ट्रक"),
    Sample(
        "weighbridge-slip.pdf", "application/pdf", "document", "Weighbridge slip (PDF)", "धर्मकाँटा पर्ची (PDF)"
    ),
    Sample("badge.webp", "image/webp", "sticker", "Sticker", "स्टिकर"),
)


def find(name: str) -> Sample | None:
    return next((sample for sample in ROLL if sample.name == name), None)
