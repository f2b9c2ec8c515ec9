"""Each webhook that the rehearsal emits: what a phone does, and what either client says that it did."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from satark.simulator.acts.saying import UNSUPPORTED
from tests.clients import files
from tests.clients.desk import FIRST, Desk
from tests.clients.rows import Row, Works
from tests.clients.verbs import USER_ID, answering, kapso_says, phone, pywa_says
from tests.simulator.stage import (
    PHONE_NUMBER_ID,
    SOURCE_NUMBER,
    USERNAME_ONLY,
    USERNAME_ONLY_ID,
    Json,
    buttons,
    listed,
    row,
    template,
)

PEOPLE = (
    Row(
        kind="words from a number",
        before=phone(text="नमस्ते 🌙 / @"),
        expected={"words": "नमस्ते 🌙 / @", "number": SOURCE_NUMBER, "user id": USER_ID, "name": "Ramesh"},
        pywa=Works(
            pywa_says(
                lambda m: {
                    "words": m.text,
                    "number": m.from_user.wa_id,
                    "user id": m.from_user.bsuid,
                    "name": m.from_user.name,
                }
            )
        ),
        kapso=Works(
            lambda at: _whole(
                at,
                lambda m, c: {
                    "words": m["text"]["body"],
                    "number": m["from"],
                    "user id": m["fromUserId"],
                    "name": c["profile"]["name"],
                },
            )
        ),
    ),
    Row(
        kind="words from a username",
        before=phone(USERNAME_ONLY),
        expected={"number": None, "user id": USERNAME_ONLY_ID, "username": "ganga.kinare_27"},
        pywa=Works(
            pywa_says(
                lambda m: {
                    "number": m.from_user.wa_id,
                    "user id": m.from_user.bsuid,
                    "username": m.from_user.username,
                }
            )
        ),
        kapso=Works(
            lambda at: _whole(
                at,
                lambda m, c: {
                    "number": m.get("from"),
                    "user id": m["fromUserId"],
                    "username": c["profile"]["username"],
                },
            )
        ),
    ),
    Row(
        kind="words that quote",
        before=phone(text="and then?", message=FIRST),
        expected={"words": "and then?", "quotes": FIRST},
        pywa=Works(pywa_says(lambda m: {"words": m.text, "quotes": m.reply_to_message.id})),
        kapso=Works(kapso_says(lambda m: {"words": m["text"]["body"], "quotes": m["context"]["id"]})),
    ),
)


async def _whole(at: Desk, of: Callable[[Json, Json], object]) -> object:
    read = at.inbox.by_kapso[-1]
    return of(read.messages[0], read.contacts[0])


def file_row(what: str, name: str, mime: str, *, kind: str, caption: str = "", voice: bool = False) -> Row:
    """A phone sends a sample; what is told of it is right down to the bytes behind its id."""
    said: Json = {"mime": mime, "sha256": hashlib.sha256(files.read(name)).hexdigest()}
    said |= {"caption": caption} if caption else {}
    said |= {"voice": voice} if kind == "audio" else {}
    said |= {"name": name} if kind == "document" else {}
    return Row(
        kind=what,
        before=phone(type="media", sample=name, kind=kind, caption=caption, voice=voice),
        expected=said,
        pywa=Works(pywa_fetches),
        kapso=Works(lambda at: kapso_fetches(at, kind)),
    )


async def pywa_fetches(at: Desk) -> Json:
    message = at.inbox.by_pywa[-1]
    file = message.media
    return {
        "mime": file.mime_type,
        "sha256": hashlib.sha256(await file.get_bytes()).hexdigest(),
        "caption": message.caption,
        "voice": message.voice is not None,
        "name": getattr(file, "filename", None),
    }


async def kapso_fetches(at: Desk, kind: str) -> Json:
    file = at.inbox.by_kapso[-1].messages[0][kind]
    data = await at.kapso.media.download(media_id=file["id"], phone_number_id=PHONE_NUMBER_ID)
    return {
        "mime": file["mimeType"],
        "sha256": hashlib.sha256(data).hexdigest(),
        "caption": file.get("caption"),
        "voice": file.get("voice"),
        "name": file.get("filename"),
    }


FILES = (
    file_row("picture with words, fetched", files.PICTURE, "image/jpeg", kind="image", caption="दुकान"),
    file_row("video, fetched", files.VIDEO, "video/mp4", kind="video"),
    file_row("sound, fetched", files.VOICE, "audio/ogg; codecs=opus", kind="audio"),
    file_row("voice note, fetched", files.VOICE, "audio/ogg; codecs=opus", kind="audio", voice=True),
    file_row("document, fetched", files.PAPER, "application/pdf", kind="document", caption="पर्ची"),
    file_row("sticker, fetched", files.STICKER, "image/webp", kind="sticker"),
)

CHOICES = (
    Row(
        kind="button pressed",
        before=answering(buttons("हाँ", "नहीं"), "step:1"),
        expected={"id": "step:1", "title": "नहीं"},
        pywa=Works(pywa_says(lambda u: {"id": u.data, "title": u.title})),
        kapso=Works(kapso_says(lambda m: m["interactive"]["buttonReply"])),
    ),
    Row(
        kind="row chosen",
        before=answering(listed(row(0), row(1, "Sand", "from the river")), "step:1"),
        expected={"id": "step:1", "title": "Sand", "description": "from the river"},
        pywa=Works(pywa_says(lambda u: {"id": u.data, "title": u.title, "description": u.description})),
        kapso=Works(kapso_says(lambda m: m["interactive"]["listReply"])),
    ),
    Row(
        kind="quick reply of a template",
        before=answering(template("reply_waiting", "en"), "See the reply"),
        expected={"payload": "See the reply", "text": "See the reply"},
        pywa=Works(pywa_says(lambda u: {"payload": u.data, "text": u.title})),
        kapso=Works(kapso_says(lambda m: m["button"])),
    ),
)

OTHERS = (
    Row(
        kind="location",
        before=phone(type="pin", latitude=25.28, longitude=83.27, name="Ghat", address="Balua"),
        expected={"at": [25.28, 83.27], "name": "Ghat", "address": "Balua"},
        pywa=Works(
            pywa_says(
                lambda m: {
                    "at": [m.location.latitude, m.location.longitude],
                    "name": m.location.name,
                    "address": m.location.address,
                }
            )
        ),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "at": [m["location"]["latitude"], m["location"]["longitude"]],
                    "name": m["location"]["name"],
                    "address": m["location"]["address"],
                }
            )
        ),
    ),
    Row(
        kind="contact card",
        before=phone(type="contact", name="Suresh", phone="915550010099"),
        expected={"name": "Suresh", "phone": "+915550010099"},
        pywa=Works(
            pywa_says(
                lambda m: {"name": m.contacts[0].name.formatted_name, "phone": m.contacts[0].phones[0].phone}
            )
        ),
        kapso=Works(
            kapso_says(
                lambda m: {
                    "name": m["contacts"][0]["name"]["formattedName"],
                    "phone": m["contacts"][0]["phones"][0]["phone"],
                }
            )
        ),
    ),
    Row(
        kind="reaction",
        before=phone(type="reaction", message=FIRST, emoji="🙏"),
        expected={"to": FIRST, "emoji": "🙏"},
        pywa=Works(pywa_says(lambda m: {"to": m.reaction.message_id, "emoji": m.reaction.emoji})),
        kapso=Works(
            kapso_says(lambda m: {"to": m["reaction"]["messageId"], "emoji": m["reaction"]["emoji"]})
        ),
    ),
    Row(
        kind="reaction taken back",
        before=phone(type="reaction", message=FIRST, emoji=""),
        expected={"to": FIRST, "emoji": None},
        pywa=Works(pywa_says(lambda m: {"to": m.reaction.message_id, "emoji": m.reaction.emoji})),
        kapso=Works(
            kapso_says(lambda m: {"to": m["reaction"]["messageId"], "emoji": m["reaction"].get("emoji")})
        ),
    ),
    Row(
        kind="unsupported, with what it was",
        before=phone(type="unsupported", kind="poll_creation"),
        expected={"inner": "poll_creation", "code": 131051},
        pywa=Works(pywa_says(lambda m: {"inner": m.unsupported.type, "code": m.error.code})),
        kapso=Works(
            kapso_says(lambda m: {"inner": m["unsupported"]["type"], "code": m["errors"][0]["code"]})
        ),
    ),
)


async def every_unsupported(at: Desk) -> None:
    for kind in sorted(UNSUPPORTED):
        await phone(type="unsupported", kind=kind)(at)


async def pywa_inner_kinds(at: Desk) -> list[str]:
    return [update.unsupported.type for update in at.inbox.by_pywa[1:]]


async def kapso_inner_kinds(at: Desk) -> list[str]:
    return [read.messages[0]["unsupported"]["type"] for read in at.inbox.by_kapso[1:]]


INNER = (
    Row(
        kind="unsupported, each inner kind of Meta's page",
        before=every_unsupported,
        expected=sorted(UNSUPPORTED),
        pywa=Works(pywa_inner_kinds),
        kapso=Works(kapso_inner_kinds),
    ),
)

RECEIVING = (*PEOPLE, *FILES, *CHOICES, *OTHERS, *INNER)
