"""Makes a WhatsApp voice note (Ogg with Opus) of what a browser records (WebM with Opus), without re-encoding.

Chromium records no Ogg and WhatsApp sends no WebM. Both only wrap the same Opus packets: we unwrap and wrap again.
Formats: RFC 3533 (Ogg), RFC 7845 (Opus in Ogg), RFC 6716 section 3.1 (length of a packet), RFC 8794 (EBML).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SEGMENT, CLUSTER, BLOCK_GROUP = 0x18538067, 0x1F43B675, 0xA0
TRACKS, TRACK_ENTRY, CODEC_PRIVATE = 0x1654AE6B, 0xAE, 0x63A2
SIMPLE_BLOCK, BLOCK = 0xA3, 0xA1
OPENED = frozenset({SEGMENT, CLUSTER, BLOCK_GROUP, TRACKS, TRACK_ENTRY})
BLOCK_HEAD = 4
"""Track number (one byte for the tracks a browser makes), time code (two), flags (one)."""

PACKETS_PER_PAGE = 50
MOST_SEGMENTS = 255


class RecordingError(Exception):
    """The bytes are not WebM with Opus in it."""


def webm_to_ogg(data: bytes) -> bytes:
    """Raises RecordingError."""
    head, packets = b"", []
    try:
        for kind, body in elements(data):
            if kind == CODEC_PRIVATE:
                head = body
            elif kind in (SIMPLE_BLOCK, BLOCK):
                packets.append(body[BLOCK_HEAD:])
    except (IndexError, ValueError):
        raise RecordingError from None
    if not head.startswith(b"OpusHead") or not packets:
        raise RecordingError
    return ogg(head, packets)


def elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(id, body) of every element that holds no others. Clusters of unknown length are simply walked into."""
    at = 0
    while at < len(data):
        kind, at = _vint(data, at, keep_marker=True)
        size, after = _vint(data, at, keep_marker=False)
        unknown = size == (1 << (7 * (after - at))) - 1
        at = after
        if kind in OPENED:
            continue
        if unknown:
            raise ValueError(kind)
        yield kind, data[at : at + size]
        at += size


def _vint(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """A number of variable length and where the next thing starts."""
    first = data[at]
    width = 9 - first.bit_length()
    if width > 8 or at + width > len(data):
        raise ValueError(at)
    value = int.from_bytes(data[at : at + width], "big")
    return value if keep_marker else value & ((1 << (7 * width)) - 1), at + width


def ogg(head: bytes, packets: list[bytes], serial: int = 0x53415441) -> bytes:
    """One Opus stream: its head, its tags, then the packets, each page with the time at its end."""
    vendor = b"rehearsal"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    pages = [_page(serial, 0, 0, [head], first=True), _page(serial, 1, 0, [tags])]
    granule, waiting = 0, [*packets]
    while waiting:
        count = _fitting(waiting)
        batch, waiting = waiting[:count], waiting[count:]
        granule += sum(samples(packet) for packet in batch)
        pages.append(_page(serial, len(pages), granule, batch, last=not waiting))
    return b"".join(pages)


def samples(packet: bytes) -> int:
    """Length of one Opus packet at 48 kHz, read from its first byte or two."""
    if not packet:
        return 0
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        frame = (480, 960)[config & 1]
    else:
        frame = (120, 240, 480, 960)[config & 3]
    count = (1, 2, 2, (packet[1] & 0x3F) if len(packet) > 1 else 0)[code]
    return frame * count


def _fitting(packets: list[bytes]) -> int:
    """How many packets go on the next page."""
    segments = 0
    for count, packet in enumerate(packets[:PACKETS_PER_PAGE]):
        segments += len(packet) // 255 + 1
        if segments > MOST_SEGMENTS:
            return max(1, count)
    return min(len(packets), PACKETS_PER_PAGE)


def _page(
    serial: int, number: int, granule: int, packets: list[bytes], *, first: bool = False, last: bool = False
) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    flags = (0x02 if first else 0) | (0x04 if last else 0)
    head = (
        b"OggS" + struct.pack("<BBqIII", 0, flags, granule, serial, number, 0) + bytes([len(lacing)]) + lacing
    )
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", crc(page)) + page[26:]


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return tuple(table)


CRC_TABLE = _crc_table()


def crc(page: bytes) -> int:
    """Ogg's own: polynomial 04C11DB7, not reflected, starting at 0."""
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ CRC_TABLE[(value >> 24) ^ byte]
    return value
