"""Files on the pretend WhatsApp: ids and addresses that run out, token needed, hashes right."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import struct
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from satark.simulator import samples
from satark.simulator.acts import voice
from satark.simulator.media import FROM_PHONE_SECONDS, URL_SECONDS
from tests.simulator.stage import AUTH, PHONE_NUMBER_ID, SOURCE, Stage, code_of, stage

JPEG = samples.ROLL[0]
SAMPLES_PER_SECOND = 48_000
"""Of every Opus stream in Ogg (RFC 7845)."""


async def send_photo(s: Stage) -> dict[str, Any]:
    """The image object of the webhook."""
    await s.write(SOURCE, type="media", sample=JPEG.name, caption="यहाँ देखिए")
    await s.edge.until(lambda: bool(s.edge.bodies))
    image: dict[str, Any] = s.edge.messages()[-1]["image"]
    return image


async def describe(s: Stage, media_id: str) -> tuple[int, dict[str, Any]]:
    async with s.http.get(f"/v26.0/{media_id}", headers=AUTH) as answer:
        return answer.status, await answer.json()


async def fetch(s: Stage, url: str, headers: dict[str, str] = AUTH) -> tuple[int, bytes]:
    async with s.http.get(url, headers=headers) as answer:
        return answer.status, await answer.read()


async def upload(s: Stage, data: bytes, mime: str, name: str = "file") -> tuple[int, dict[str, Any]]:
    form = aiohttp.FormData()
    form.add_field("messaging_product", "whatsapp")
    form.add_field("type", mime)
    form.add_field("file", io.BytesIO(data), filename=name, content_type=mime)
    async with s.http.post(f"/v26.0/{PHONE_NUMBER_ID}/media", data=form, headers=AUTH) as answer:
        return answer.status, await answer.json()


def test_a_sent_photo_can_be_fetched_whole_with_the_token(tmp_path: Path) -> None:
    data = JPEG.path.read_bytes()

    async def story() -> None:
        async with stage(tmp_path) as s:
            image = await send_photo(s)
            _, described = await describe(s, image["id"])

            assert base64.b64decode(image["sha256"]) == hashlib.sha256(data).digest()
            assert described["sha256"] == hashlib.sha256(data).hexdigest()
            assert (described["file_size"], described["mime_type"]) == (len(data), "image/jpeg")
            assert image["caption"] == "यहाँ देखिए"
            for url in (described["url"], image["url"]):
                assert await fetch(s, url) == (200, data)
                assert (await fetch(s, url, {}))[0] == 401

    asyncio.run(story())


def test_an_address_lives_five_minutes_and_an_id_seven_days(tmp_path: Path) -> None:
    now = [1_795_000_000.0]

    async def story() -> None:
        async with stage(tmp_path, clock=lambda: now[0]) as s:
            image = await send_photo(s)
            _, described = await describe(s, image["id"])

            now[0] += URL_SECONDS + 1
            assert (await fetch(s, described["url"]))[0] == 404
            _, again = await describe(s, image["id"])
            assert (await fetch(s, again["url"]))[0] == 200
            assert (await fetch(s, again["url"] + "0"))[0] == 404

            now[0] += FROM_PHONE_SECONDS
            status, body = await describe(s, image["id"])
            assert (status, code_of(body)) == (400, 100)

    asyncio.run(story())


def test_media_can_be_made_to_fail_in_each_way(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            image = await send_photo(s)
            _, described = await describe(s, image["id"])

            await s.faults(fail_media=1)
            assert (await describe(s, image["id"]))[0] == 500
            assert (await describe(s, image["id"]))[0] == 200
            await s.faults(expired_media=1)
            assert (await fetch(s, described["url"]))[0] == 404
            assert (await fetch(s, described["url"]))[0] == 200
            await s.faults(media_port=9)
            _, elsewhere = await describe(s, image["id"])
            assert elsewhere["url"].startswith("http://127.0.0.1:9/")
            await s.faults(half_media=1, media_port=0)
            with pytest.raises(aiohttp.ClientPayloadError):
                await fetch(s, described["url"])
            await s.faults(lost_media=True)
            assert (await describe(s, image["id"]))[0] == 400

    asyncio.run(story())


def test_an_uploaded_file_can_be_sent_and_shows_on_the_phone(tmp_path: Path) -> None:
    data = JPEG.path.read_bytes()

    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            status, body = await upload(s, data, "image/jpeg", "scene.jpg")
            assert status == 200

            sent, _ = await s.graph({"type": "image", "image": {"id": body["id"], "caption": "देखें"}})

            shown = (await s.screen())[-1]
            assert sent == 200
            assert (shown["text"], shown["media"]["mime"]) == ("देखें", "image/jpeg")
            assert await fetch(s, f"/api/media/{shown['media']['id']}", {}) == (200, data)

    asyncio.run(story())


def test_what_whatsapp_would_not_carry_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            await s.write(SOURCE)
            assert code_of((await upload(s, b"<html>", "text/html"))[1]) == 100
            assert code_of((await upload(s, b"", "image/jpeg"))[1]) == 131053
            assert code_of((await upload(s, bytes(5 * 1024 * 1024 + 1), "image/png"))[1]) == 131053

            _, pdf = await upload(s, b"%PDF-1.4", "application/pdf")
            for message, code in (
                ({"type": "image", "image": {"id": pdf["id"]}}, 131053),
                ({"type": "image", "image": {"id": "1"}}, 100),
            ):
                assert code_of((await s.graph(message))[1]) == code
            assert not list((tmp_path / "simulator" / "media").glob("incoming-*"))

    asyncio.run(story())


def test_a_voice_note_from_a_browser_becomes_what_whatsapp_sends(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            form = aiohttp.FormData({"type": "media", "voice": "true"})
            form.add_field(
                "file", webm(b"\x08one", b"\x08two"), filename="note.webm", content_type="audio/webm"
            )
            async with s.http.post(f"/api/phones/{SOURCE}/send", data=form) as answer:
                assert answer.status == 201
            await s.edge.until(lambda: bool(s.edge.bodies))

            audio = s.edge.messages()[0]["audio"]
            assert (audio["mime_type"], audio["voice"]) == ("audio/ogg; codecs=opus", True)
            assert (await fetch(s, audio["url"]))[1].startswith(b"OggS")

    asyncio.run(story())


def test_what_is_no_recording_is_refused_not_sent(tmp_path: Path) -> None:
    async def story() -> None:
        async with stage(tmp_path) as s:
            form = aiohttp.FormData({"type": "media", "voice": "true"})
            form.add_field("file", b"\x1a\x45\xdf\xa3garbage", filename="x.webm", content_type="audio/webm")
            async with s.http.post(f"/api/phones/{SOURCE}/send", data=form) as answer:
                assert answer.status == 400
            assert await s.screen() == []

    asyncio.run(story())


HEAD = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48000, 0, 0)


def webm(*packets: bytes) -> bytes:
    """As a browser streams it: segment and cluster of unknown length."""

    def element(kind: str, body: bytes) -> bytes:
        return bytes.fromhex(kind) + bytes([0x80 | len(body)]) + body

    unknown = b"\x01" + b"\xff" * 7
    tracks = element("1654AE6B", element("AE", element("63A2", HEAD)))
    blocks = b"".join(element("A3", b"\x81\x00\x00\x80" + packet) for packet in packets)
    return (
        element("1A45DFA3", b"")
        + b"\x18\x53\x80\x67"
        + unknown
        + tracks
        + b"\x1f\x43\xb6\x75"
        + unknown
        + blocks
    )


def pages(data: bytes) -> list[tuple[int, int, bytes]]:
    """(flags, granule, body) of every Ogg page; its checksum must be right."""
    found = []
    while data:
        magic, _, flags, granule, _, _, check, count = struct.unpack("<4sBBqIIIB", data[:27])
        size = sum(data[27 : 27 + count])
        end = 27 + count + size
        assert magic == b"OggS"
        assert voice.crc(data[:22] + b"\0\0\0\0" + data[26:end]) == check
        found.append((flags, granule, data[27 + count : end]))
        data = data[end:]
    return found


def test_the_checksum_is_oggs_own() -> None:
    # The catalogued check value of CRC-32/CKSUM, whose only difference from Ogg's is that it is inverted at the end.
    assert voice.crc(b"123456789") == 0xFFFFFFFF ^ 0x765E7680


def test_opus_packets_are_wrapped_in_order_with_their_times() -> None:
    packets = [bytes([0x08]) + bytes([n]) * 300 for n in range(120)]

    head, tags, *rest = pages(voice.ogg(HEAD, packets))

    assert (head[0], head[2]) == (2, HEAD)
    assert tags[2].startswith(b"OpusTags")
    assert b"".join(body for _, _, body in rest) == b"".join(packets)
    assert rest[-1][:2] == (4, 120 * 960)


def test_the_camera_roll_is_what_it_says() -> None:
    starts = {
        "image/webp": b"RIFF",
        "image/jpeg": b"\xff\xd8\xff",
        "audio/ogg; codecs=opus": b"OggS",
        "application/pdf": b"%PDF",
    }

    for sample in samples.ROLL:
        data = sample.path.read_bytes()
        assert 1_000 < len(data) < 100_000
        if sample.mime == "video/mp4":
            assert data[4:8] == b"ftyp"
        else:
            assert data.startswith(starts[sample.mime])
    note = pages(samples.ROLL[2].path.read_bytes())
    assert 5 < note[-1][1] / SAMPLES_PER_SECOND < 8
