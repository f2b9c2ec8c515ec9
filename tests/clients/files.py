"""Files to send: the rehearsal's own samples, and a sticker drawn here."""

from __future__ import annotations

import io

from PIL import Image

from satark.simulator import samples

PICTURE, VIDEO, VOICE, PAPER, STICKER = (
    "shop-behind-shutter.jpg",
    "trucks-passing.mp4",
    "voice-note.ogg",
    "weighbridge-slip.pdf",
    "sticker.webp",
)


def read(name: str) -> bytes:
    sample = samples.find(name)
    return sample.path.read_bytes() if sample else sticker()


def sticker() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGBA", (512, 512), (200, 30, 30, 255)).save(drawn, "WEBP")
    return drawn.getvalue()
