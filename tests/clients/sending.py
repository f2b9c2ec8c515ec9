"""Each kind of message that may be sent: what either client is asked for, and what the phone then shows."""

from __future__ import annotations

from pywa.types.others import Contact

from tests.clients import files
from tests.clients.asking import ASKING
from tests.clients.desk import FIRST
from tests.clients.filling import TEMPLATES
from tests.clients.rows import Differs, Refused, Row, Works
from tests.clients.verbs import JPEG, OGG, TO, USER_ID, kapso_mark, marked, shown, typing, with_file
from tests.simulator.stage import SOURCE_NUMBER

GHAT = {"latitude": 25.28, "longitude": 83.27, "name": "Ghat", "address": "Balua"}
STATION = {
    "name": {"formatted_name": "Station Balua", "first_name": "Station"},
    "phones": [{"phone": "+915550010077", "type": "WORK"}],
}

WORDS = (
    Row(
        kind="text",
        expected={"kind": "text", "text": "नमस्ते 🌙"},
        pywa=Works(shown(lambda at: at.pywa.send_message(SOURCE_NUMBER, "नमस्ते 🌙"))),
        kapso=Works(shown(lambda at: at.kapso.messages.send_text(**TO, body="नमस्ते 🌙"))),
    ),
    Row(
        kind="text to a number written with a plus",
        expected={"kind": "text", "text": "+"},
        pywa=Works(shown(lambda at: at.pywa.send_message(f"+{SOURCE_NUMBER}", "+"))),
        kapso=Works(
            shown(lambda at: at.kapso.messages.send_text(**TO | {"to": f"+{SOURCE_NUMBER}"}, body="+"))
        ),
    ),
    Row(
        kind="text to a user id",
        expected={"kind": "text", "text": "to a name"},
        pywa=Differs(
            "takes an id with letters for a group; Meta's has letters and digits",
            shown(lambda at: at.pywa.send_message(USER_ID, "to a name")),
            Refused("WhatsAppError", 100),
        ),
        kapso=Differs(
            "writes every addressee into `to`, which is for numbers; user ids belong into `recipient`",
            shown(lambda at: at.kapso.messages.send_text(**TO | {"to": USER_ID}, body="to a name")),
            Refused("ValidationError", 131009),
        ),
    ),
    Row(
        kind="text to a user id of digits alone, which is nobody's",
        expected=131026,
        pywa=Works(shown(lambda at: at.pywa.send_message("IN.13491208655302741918", "?"))),
        kapso=Differs(
            "writes it into `to`, too",
            shown(lambda at: at.kapso.messages.send_text(**TO | {"to": "IN.13491208655302741918"}, body="?")),
            131009,
        ),
    ),
    Row(
        kind="text that quotes",
        expected={"kind": "text", "text": "yes", "reply_to": FIRST},
        pywa=Works(
            shown(lambda at: at.pywa.send_message(SOURCE_NUMBER, "yes", reply_to_message_id=at.first))
        ),
        kapso=Works(
            shown(lambda at: at.kapso.messages.send_text(**TO, body="yes", context={"message_id": at.first}))
        ),
    ),
)

FILES = (
    Row(
        kind="picture with words",
        expected={"kind": "image", "text": "दुकान", "media": {"kind": "image", "mime": JPEG}},
        pywa=Works(
            shown(lambda at: at.pywa.send_image(SOURCE_NUMBER, files.read(files.PICTURE), caption="दुकान"))
        ),
        kapso=Works(
            with_file(
                files.PICTURE,
                JPEG,
                lambda at, id_: at.kapso.messages.send_image(**TO, image={"id": id_, "caption": "दुकान"}),
            )
        ),
    ),
    Row(
        kind="video",
        expected={"kind": "video", "text": "", "media": {"kind": "video", "mime": "video/mp4"}},
        pywa=Works(shown(lambda at: at.pywa.send_video(SOURCE_NUMBER, files.read(files.VIDEO)))),
        kapso=Works(
            with_file(
                files.VIDEO,
                "video/mp4",
                lambda at, id_: at.kapso.messages.send_video(**TO, video={"id": id_}),
            )
        ),
    ),
    Row(
        kind="sound",
        expected={"kind": "audio", "media": {"kind": "audio", "mime": OGG, "voice": False}},
        pywa=Works(
            shown(lambda at: at.pywa.send_audio(SOURCE_NUMBER, files.read(files.VOICE), mime_type=OGG))
        ),
        kapso=Works(
            with_file(files.VOICE, OGG, lambda at, id_: at.kapso.messages.send_audio(**TO, audio={"id": id_}))
        ),
    ),
    Row(
        kind="voice note",
        expected={"kind": "audio", "media": {"kind": "audio", "mime": OGG, "voice": True}},
        pywa=Works(
            shown(lambda at: at.pywa.send_voice(SOURCE_NUMBER, files.read(files.VOICE), mime_type=OGG))
        ),
        kapso=Works(
            with_file(
                files.VOICE,
                OGG,
                lambda at, id_: at.kapso.messages.send_audio(**TO, audio={"id": id_, "voice": True}),
            )
        ),
    ),
    Row(
        kind="document",
        expected={
            "kind": "document",
            "text": "पर्ची",
            "media": {"name": "slip.pdf", "mime": "application/pdf"},
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_document(
                    SOURCE_NUMBER,
                    files.read(files.PAPER),
                    filename="slip.pdf",
                    caption="पर्ची",
                    mime_type="application/pdf",
                )
            )
        ),
        kapso=Works(
            with_file(
                files.PAPER,
                "application/pdf",
                lambda at, id_: at.kapso.messages.send_document(
                    **TO, document={"id": id_, "filename": "slip.pdf", "caption": "पर्ची"}
                ),
            )
        ),
    ),
    Row(
        kind="sticker",
        expected={"kind": "sticker", "media": {"kind": "sticker", "mime": "image/webp"}},
        pywa=Works(shown(lambda at: at.pywa.send_sticker(SOURCE_NUMBER, files.read(files.STICKER)))),
        kapso=Works(
            with_file(
                files.STICKER,
                "image/webp",
                lambda at, id_: at.kapso.messages.send_sticker(**TO, sticker={"id": id_}),
            )
        ),
    ),
)

CARDS = (
    Row(
        kind="location",
        expected={"kind": "location", "pin": {"latitude": 25.28, "longitude": 83.27, "name": "Ghat"}},
        pywa=Works(
            shown(lambda at: at.pywa.send_location(SOURCE_NUMBER, 25.28, 83.27, name="Ghat", address="Balua"))
        ),
        kapso=Works(shown(lambda at: at.kapso.messages.send_location(**TO, location=GHAT))),
    ),
    Row(
        kind="location without a name",
        expected={"kind": "location", "pin": {"latitude": 25.28, "longitude": 83.27}},
        pywa=Works(shown(lambda at: at.pywa.send_location(SOURCE_NUMBER, 25.28, 83.27))),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_location(
                    **TO, location={"latitude": 25.28, "longitude": 83.27}
                )
            )
        ),
    ),
    Row(
        kind="contact card",
        expected={"kind": "contacts", "card": {"name": "Station Balua"}},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_contact(
                    SOURCE_NUMBER,
                    Contact(
                        name=Contact.Name("Station Balua", first_name="Station"),
                        phones=[Contact.Phone("+915550010077", type="WORK")],
                    ),
                )
            )
        ),
        kapso=Works(shown(lambda at: at.kapso.messages.send_contacts(**TO, contacts=[STATION]))),
    ),
)

REACTING = (
    Row(
        kind="reaction",
        expected={"kind": "reaction", "reaction": {"message": FIRST, "emoji": "🙏"}},
        pywa=Works(shown(lambda at: at.pywa.send_reaction(SOURCE_NUMBER, "🙏", at.first))),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_reaction(
                    **TO, reaction={"message_id": at.first, "emoji": "🙏"}
                )
            )
        ),
    ),
    Row(
        kind="reaction taken back",
        expected={"kind": "reaction", "reaction": {"message": FIRST, "emoji": ""}},
        pywa=Works(shown(lambda at: at.pywa.remove_reaction(SOURCE_NUMBER, at.first))),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_reaction(
                    **TO, reaction={"message_id": at.first, "emoji": ""}
                )
            )
        ),
    ),
)


MARKING = (
    Row(
        kind="read mark",
        expected={"ticks": "read"},
        pywa=Works(marked(lambda at: at.pywa.mark_message_as_read(at.first))),
        kapso=Works(marked(kapso_mark)),
    ),
    Row(
        kind="typing",
        expected="typing",
        pywa=Works(typing(lambda at: at.pywa.indicate_typing(at.first))),
        kapso=Differs(
            "writes `true` where Meta wants `{type: text}`",
            typing(lambda at: kapso_mark(at, typing_indicator=True)),
            Refused("ValidationError", 131009),
        ),
    ),
)

SENDING = (*WORDS, *FILES, *CARDS, *ASKING, *TEMPLATES, *REACTING, *MARKING)
