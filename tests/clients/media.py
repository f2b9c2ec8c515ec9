"""Files: brought, asked for, fetched and deleted by either client."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.clients import files
from tests.clients.desk import Desk
from tests.clients.rows import Row, Works
from tests.simulator.stage import PHONE_NUMBER_ID, Json

JPEG = "image/jpeg"
DIGEST = hashlib.sha256(files.read(files.PICTURE)).hexdigest()
SIZE = len(files.read(files.PICTURE))


async def pywa_uploads(at: Desk) -> Any:
    return await at.pywa.upload_media(files.read(files.PICTURE), mime_type=JPEG, filename="shop.jpg")


async def kept(at: Desk, media_id: str) -> str:
    """What lies on the rehearsal's shelf under this id: its digest."""
    async with at.stage.http.get(f"/api/media/{media_id}") as answer:
        return hashlib.sha256(await answer.read()).hexdigest()


async def pywa_upload(at: Desk) -> str:
    return await kept(at, (await pywa_uploads(at)).id)


async def kapso_upload(at: Desk) -> str:
    return await kept(at, await at.upload(files.PICTURE, JPEG))


async def pywa_address(at: Desk) -> Json:
    found = await at.pywa.get_media_url((await pywa_uploads(at)).id)
    return {"mime": found.mime_type, "sha256": found.sha256, "size": found.file_size}


async def kapso_address(at: Desk) -> Json:
    found = await at.kapso.media.get(media_id=await at.upload(files.PICTURE, JPEG))
    return {"mime": found.mime_type, "sha256": found.sha256, "size": found.file_size}


async def pywa_download(at: Desk) -> str:
    found = await at.pywa.get_media_url((await pywa_uploads(at)).id)
    return hashlib.sha256(await at.pywa.get_media_bytes(url=found.url)).hexdigest()


async def kapso_download(at: Desk) -> str:
    media_id = await at.upload(files.PICTURE, JPEG)
    return hashlib.sha256(await at.kapso.media.download(media_id=media_id)).hexdigest()


async def pywa_delete(at: Desk) -> object:
    uploaded = await pywa_uploads(at)
    assert (await at.pywa.delete_media(uploaded.id)).success
    return await at.pywa.get_media_url(uploaded.id)


async def kapso_delete(at: Desk) -> object:
    media_id = await at.upload(files.PICTURE, JPEG)
    assert (await at.kapso.media.delete(media_id=media_id, phone_number_id=PHONE_NUMBER_ID))["success"]
    return await at.kapso.media.get(media_id=media_id)


MEDIA = (
    Row(kind="upload a file", expected=DIGEST, pywa=Works(pywa_upload), kapso=Works(kapso_upload)),
    Row(
        kind="a file's address, type, hash and size",
        expected={"mime": JPEG, "sha256": DIGEST, "size": SIZE},
        pywa=Works(pywa_address),
        kapso=Works(kapso_address),
    ),
    Row(kind="download a file", expected=DIGEST, pywa=Works(pywa_download), kapso=Works(kapso_download)),
    Row(
        kind="delete a file; its id is unknown then",
        expected=100,
        pywa=Works(pywa_delete),
        kapso=Works(kapso_delete),
    ),
)
