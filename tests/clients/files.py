"""Files to send: the rehearsal's own samples."""

from __future__ import annotations

from satark.simulator import samples

PICTURE, VIDEO, VOICE, PAPER, STICKER = (
    "shop-behind-shutter.jpg",
    "trucks-passing.mp4",
    "voice-note.ogg",
    "weighbridge-slip.pdf",
    "badge.webp",
)


def read(name: str) -> bytes:
    sample = samples.find(name)
    assert sample is not None, name
    return sample.path.read_bytes()
