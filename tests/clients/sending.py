"""Each kind of message that may be sent: what either client is asked for, and what the phone then shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pywa.types.callback import Button, Section, SectionList, SectionRow, URLButton
from pywa.types.templates import QuickReplyButton, TemplateLanguage

from tests.clients import files
from tests.clients.desk import FIRST, Desk
from tests.clients.rows import Act, Differs, Refused, Row, Works
from tests.simulator.stage import PHONE_NUMBER_ID, SOURCE_NUMBER, Json

USER_ID = "IN.4kTq9ZsW2mXc7RbV1nLd"
"""The source's other name: Meta allows letters after the dot."""
TO: Json = {"phone_number_id": PHONE_NUMBER_ID, "to": SOURCE_NUMBER}
JPEG, OGG = "image/jpeg", "audio/ogg"


def shown(send: Act) -> Act:
    """Send, then look at the phone."""

    async def do(at: Desk) -> Json:
        await send(at)
        return await at.shown()

    return do


def with_file(name: str, mime: str, send: Callable[[Desk, str], Awaitable[Any]]) -> Act:
    """kapso's way with a file: upload it, then send its id."""

    async def do(at: Desk) -> Json:
        await send(at, await at.upload(name, mime))
        return await at.shown()

    return do


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
        pywa=Works(shown(lambda at: at.pywa.send_sticker(SOURCE_NUMBER, files.sticker()))),
        kapso=Works(
            with_file(
                files.STICKER,
                "image/webp",
                lambda at, id_: at.kapso.messages.send_sticker(**TO, sticker={"id": id_}),
            )
        ),
    ),
)

ASKING = (
    Row(
        kind="buttons",
        expected={
            "kind": "button",
            "text": "Is anyone hurt?",
            "header": "One question",
            "footer": "112 is faster",
            "buttons": [{"id": "hurt:yes", "title": "हाँ"}, {"id": "hurt:no", "title": "नहीं"}],
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "Is anyone hurt?",
                    header="One question",
                    footer="112 is faster",
                    buttons=[Button("हाँ", callback_data="hurt:yes"), Button("नहीं", callback_data="hurt:no")],
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_buttons(
                    **TO,
                    body_text="Is anyone hurt?",
                    header_text="One question",
                    footer_text="112 is faster",
                    buttons=[{"id": "hurt:yes", "title": "हाँ"}, {"id": "hurt:no", "title": "नहीं"}],
                )
            )
        ),
    ),
    Row(
        kind="buttons under a picture",
        expected={
            "kind": "button",
            "text": "Here?",
            "media": {"kind": "image", "mime": JPEG},
            "buttons": [{"id": "here:yes", "title": "हाँ"}],
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_image(
                    SOURCE_NUMBER,
                    files.read(files.PICTURE),
                    caption="Here?",
                    buttons=[Button("हाँ", callback_data="here:yes")],
                )
            )
        ),
        kapso=Works(
            with_file(
                files.PICTURE,
                JPEG,
                lambda at, id_: at.kapso.messages.send_interactive_buttons(
                    **TO,
                    body_text="Here?",
                    header={"type": "image", "image": {"id": id_}},
                    buttons=[{"id": "here:yes", "title": "हाँ"}],
                ),
            )
        ),
    ),
    Row(
        kind="list",
        expected={
            "kind": "list",
            "text": "What is it about?",
            "list_button": "चुनें",
            "rows": [
                {"id": "kind:sand", "title": "Sand", "description": "from the river", "section": "Crimes"},
                {"id": "kind:bribe", "title": "A bribe", "description": "", "section": "Police"},
            ],
        },
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "What is it about?",
                    buttons=SectionList(
                        "चुनें",
                        sections=[
                            Section(
                                "Crimes",
                                rows=[
                                    SectionRow(
                                        "Sand", callback_data="kind:sand", description="from the river"
                                    )
                                ],
                            ),
                            Section("Police", rows=[SectionRow("A bribe", callback_data="kind:bribe")]),
                        ],
                    ),
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_list(
                    **TO,
                    body_text="What is it about?",
                    button_text="चुनें",
                    sections=[
                        {
                            "title": "Crimes",
                            "rows": [{"id": "kind:sand", "title": "Sand", "description": "from the river"}],
                        },
                        {"title": "Police", "rows": [{"id": "kind:bribe", "title": "A bribe"}]},
                    ],
                )
            )
        ),
    ),
    Row(
        kind="link",
        expected={"kind": "cta_url", "link": {"title": "Read", "url": "https://example.org/a?b=c"}},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_message(
                    SOURCE_NUMBER,
                    "How we keep it",
                    buttons=URLButton("Read", url="https://example.org/a?b=c"),
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_interactive_cta_url(
                    **TO,
                    body_text="How we keep it",
                    parameters={"display_text": "Read", "url": "https://example.org/a?b=c"},
                )
            )
        ),
    ),
    Row(
        kind="location request",
        expected={"kind": "location_request_message", "text": "Where?", "ask_pin": True},
        pywa=Works(shown(lambda at: at.pywa.request_location(SOURCE_NUMBER, "Where?"))),
        kapso=Works(
            shown(lambda at: at.kapso.messages.send_interactive_location_request(**TO, body_text="Where?"))
        ),
    ),
)

TEMPLATES = (
    Row(
        kind="template",
        expected={"kind": "template", "template": "reply_waiting"},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_template(
                    SOURCE_NUMBER, name="reply_waiting", language=TemplateLanguage.HINDI
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_template(
                    **TO, template={"name": "reply_waiting", "language": "hi"}
                )
            )
        ),
    ),
    Row(
        kind="template with a quick reply's payload",
        expected={"template": "reply_waiting", "buttons": [{"id": "home:status", "title": "See the reply"}]},
        pywa=Works(
            shown(
                lambda at: at.pywa.send_template(
                    SOURCE_NUMBER,
                    name="reply_waiting",
                    language=TemplateLanguage.ENGLISH,
                    params=[QuickReplyButton.params(callback_data="home:status", index=0)],
                )
            )
        ),
        kapso=Works(
            shown(
                lambda at: at.kapso.messages.send_template(
                    **TO,
                    template={
                        "name": "reply_waiting",
                        "language": "en",
                        "components": [
                            {
                                "type": "button",
                                "sub_type": "quick_reply",
                                "index": 0,
                                "parameters": [{"type": "payload", "payload": "home:status"}],
                            }
                        ],
                    },
                )
            )
        ),
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


def marked(mark: Act) -> Act:
    """Mark the source's first message, then look at its ticks."""

    async def do(at: Desk) -> Json:
        await mark(at)
        first, *_ = await at.stage.screen()
        return first

    return do


def typing(mark: Act) -> Act:
    """The phone, told of everything that happens on it, waits for the dots."""

    async def do(at: Desk) -> str:
        async with at.stage.http.get("/api/events") as events, asyncio.timeout(5):
            await mark(at)
            async for line in events.content:
                if line == b"event: typing\n":
                    return "typing"
        return "nothing"

    return do


def kapso_mark(at: Desk, **more: object) -> Awaitable[object]:
    marking: Awaitable[object] = at.kapso.messages.mark_read(
        phone_number_id=PHONE_NUMBER_ID, message_id=at.first, **more
    )
    return marking


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

SENDING = (*WORDS, *FILES, *ASKING, *TEMPLATES, *REACTING, *MARKING)
