"""A message of ours in WhatsApp's form, and what is checked before it goes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.channels.whatsapp.limits import length, preflight
from satark.channels.whatsapp.outbound import (
    Address,
    Template,
    join,
    media_payload,
    payload,
    template_payload,
)
from satark.conversation.values import Button, Language, MediaId, MediaKind, OutMessage, Row
from tests.channels.items import NUMBER, OUR_MEDIA_ID, USER_ID

PHONE = Address(number=NUMBER)
COMMON = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "to": "+" + NUMBER,
    "biz_opaque_callback_data": "o-1",
}
YES_NO = (Button("push:yes", "हाँ, भेजें"), Button("push:no", "नहीं"))
ROWS = (Row("category:arms", "अवैध हथियार", "तमंचा, कारतूस"), Row("category:other", "और कुछ"))

PAYLOADS: dict[str, tuple[OutMessage, dict[str, Any]]] = {
    "text": (
        OutMessage("नमस्ते https://example.org"),
        {"type": "text", "text": {"preview_url": False, "body": "नमस्ते https://example.org"}},
    ),
    "buttons": (
        OutMessage("भेजें?", buttons=YES_NO),
        {
            "type": "interactive",
            "interactive": {
                "type": "button",
                "body": {"text": "भेजें?"},
                "action": {
                    "buttons": [
                        {"type": "reply", "reply": {"id": "push:yes", "title": "हाँ, भेजें"}},
                        {"type": "reply", "reply": {"id": "push:no", "title": "नहीं"}},
                    ]
                },
            },
        },
    ),
    "list": (
        OutMessage("किस बारे में?", list_button="चुनें", rows=ROWS),
        {
            "type": "interactive",
            "interactive": {
                "type": "list",
                "body": {"text": "किस बारे में?"},
                "action": {
                    "button": "चुनें",
                    "sections": [
                        {
                            "rows": [
                                {"id": "category:arms", "title": "अवैध हथियार", "description": "तमंचा, कारतूस"},
                                {"id": "category:other", "title": "और कुछ"},
                            ]
                        }
                    ],
                },
            },
        },
    ),
    "location request": (
        OutMessage("कहाँ?", ask_pin=True),
        {
            "type": "interactive",
            "interactive": {
                "type": "location_request_message",
                "body": {"text": "कहाँ?"},
                "action": {"name": "send_location"},
            },
        },
    ),
}


@pytest.mark.parametrize(("message", "body"), PAYLOADS.values(), ids=PAYLOADS)
def test_each_form_of_message_has_its_payload(message: OutMessage, body: dict[str, Any]) -> None:
    assert payload(message, to=PHONE, opaque="o-1") == COMMON | body


@pytest.mark.parametrize(
    ("to", "fields"),
    [
        (Address(number=NUMBER), {"to": "+" + NUMBER}),
        (Address(number="+" + NUMBER), {"to": "+" + NUMBER}),
        (Address(user_id=USER_ID), {"recipient": USER_ID}),
        (Address(number=NUMBER, user_id=USER_ID), {"to": "+" + NUMBER}),
    ],
)
def test_a_number_goes_with_its_plus_and_a_user_id_as_recipient(to: Address, fields: dict[str, str]) -> None:
    sent = payload(OutMessage("Hi"), to=to, opaque="o-1")

    assert {key: sent[key] for key in ("to", "recipient") if key in sent} == fields


def test_an_address_shows_nothing_and_is_never_empty() -> None:
    assert repr(Address(number=NUMBER, user_id=USER_ID)) == "<Address>"
    with pytest.raises(ValueError, match="needs a number"):
        Address()


@pytest.mark.parametrize(
    ("language", "name", "code"),
    [("hi", "news", "hi"), ("en", "news", "en"), ("ur", "news", "ur"), ("bho", "news_bho", "hi")],
)
def test_a_template_goes_in_the_language_that_meta_knows(language: Language, name: str, code: str) -> None:
    template = Template("news", language, params=("थाना\n  बलुआ",), reply="news:read")

    assert template_payload(template, to=PHONE, opaque="o-1") == COMMON | {
        "type": "template",
        "template": {
            "name": name,
            "language": {"code": code},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": "थाना बलुआ"}]},
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "0",
                    "parameters": [{"type": "payload", "payload": "news:read"}],
                },
            ],
        },
    }


def test_a_template_without_anything_to_fill_has_no_components() -> None:
    sent = template_payload(Template("news", "hi"), to=PHONE, opaque="o-1")

    assert sent["template"] == {"name": "news", "language": {"code": "hi"}}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (MediaKind.PHOTO, {"type": "image", "image": {"id": "up1", "caption": "देखें"}}),
        (MediaKind.VIDEO, {"type": "video", "video": {"id": "up1", "caption": "देखें"}}),
        (MediaKind.VOICE, {"type": "audio", "audio": {"id": "up1", "voice": True}}),
        (MediaKind.AUDIO, {"type": "audio", "audio": {"id": "up1"}}),
        (
            MediaKind.DOCUMENT,
            {"type": "document", "document": {"id": "up1", "caption": "देखें", "filename": "a.pdf"}},
        ),
    ],
)
def test_a_file_goes_by_its_uploaded_id(kind: MediaKind, body: dict[str, Any]) -> None:
    sent = media_payload(kind, "up1", to=PHONE, opaque="o-1", caption="देखें", file_name="a.pdf")

    assert sent == COMMON | body


def test_a_blank_description_is_left_out() -> None:
    message = OutMessage("q", list_button="चुनें", rows=(Row("s:a", "t", "\u00a0"),))

    sent = payload(message, to=PHONE, opaque="o-1")

    assert sent["interactive"]["action"]["sections"] == [{"rows": [{"id": "s:a", "title": "t"}]}]


# --- joining ------------------------------------------------------------------------------------------------------


def test_a_text_joins_the_question_after_it() -> None:
    said = OutMessage("मिल गया ✓", lasting=True)
    asked = OutMessage("कहाँ?", buttons=YES_NO, settles=True)

    assert join([said, asked]) == (
        OutMessage("मिल गया ✓\n\nकहाँ?", buttons=YES_NO, lasting=True, settles=True),
    )


def test_three_texts_become_one() -> None:
    assert join([OutMessage("a"), OutMessage("b"), OutMessage("c")]) == (OutMessage("a\n\nb\n\nc"),)


@pytest.mark.parametrize(
    "messages",
    [
        (OutMessage("q", buttons=YES_NO), OutMessage("after")),
        (OutMessage("x" * 1000), OutMessage("y" * 23, buttons=YES_NO)),
        (OutMessage("x" * 4000), OutMessage("y" * 95)),
        (OutMessage("file", media=(OUR_MEDIA_ID,)), OutMessage("q")),
        (OutMessage("a"), OutMessage("file", media=(OUR_MEDIA_ID,))),
    ],
    ids=["after a question", "over 1,024", "over 4,096", "with a file", "before a file"],
)
def test_what_cannot_be_joined_stays_apart(messages: tuple[OutMessage, ...]) -> None:
    assert join(messages) == messages


OUT_MESSAGES = st.builds(
    OutMessage,
    text=st.text(min_size=1, max_size=1200),
    buttons=st.sampled_from([(), (), YES_NO]),
    lasting=st.booleans(),
    media=st.sampled_from([(), (), (OUR_MEDIA_ID,)]),
)


@given(st.lists(OUT_MESSAGES, max_size=5))
def test_joining_keeps_every_word_file_and_promise_in_order(messages: list[OutMessage]) -> None:
    joined = join(messages)

    assert "\n\n".join(m.text for m in joined) == "\n\n".join(m.text for m in messages)
    assert _media(joined) == _media(messages)
    assert any(m.lasting for m in joined) == any(m.lasting for m in messages)
    assert len(joined) <= len(messages)


def _media(messages: Any) -> list[MediaId]:
    return [media for message in messages for media in message.media]


# --- limits -------------------------------------------------------------------------------------------------------


def rows(count: int, **more: str) -> tuple[Row, ...]:
    return tuple(Row(**({"id": f"s:{n}", "title": f"t{n}"} | more)) for n in range(count))


def with_list(**more: Any) -> OutMessage:
    return OutMessage("q", **({"list_button": "चुनें", "rows": ROWS} | more))


FITS = {
    "text of 4,096": OutMessage("x" * 4096),
    "text of 2,048 emoji": OutMessage("😀" * 2048),
    "body of 1,024": OutMessage("x" * 1024, buttons=YES_NO),
    "pin body of 1,024": OutMessage("x" * 1024, ask_pin=True),
    "ten rows": with_list(rows=rows(10)),
    "longest row": with_list(rows=(Row("i" * 200, "t" * 24, "d" * 72),)),
    "longest button": OutMessage("q", buttons=(Button("i" * 256, "t" * 20),)),
    "only a file": OutMessage("", media=(OUR_MEDIA_ID,)),
    "a list button that is not sent": OutMessage("q", list_button="c" * 21),
}

BREAKS: dict[str, tuple[OutMessage, str]] = {
    "text of 4,097": (OutMessage("x" * 4097), "text"),
    "text of 2,049 emoji": (OutMessage("😀" * 2049), "text"),
    "body of 1,025": (OutMessage("x" * 1025, buttons=YES_NO), "body"),
    "list body of 1,025": (OutMessage("x" * 1025, list_button="c", rows=ROWS), "body"),
    "pin body of 1,025": (OutMessage("x" * 1025, ask_pin=True), "body"),
    "nothing said": (OutMessage(" "), "text empty"),
    "only a blank beside a file": (OutMessage(" ", media=(OUR_MEDIA_ID,)), "text empty"),
    "nothing to be seen": (OutMessage("\u200b\u2060\u200d \n"), "text empty"),
    "a NUL": (OutMessage("a\0b"), "text not a text"),
    "a title of nothing to be seen": (
        OutMessage("q", buttons=(Button("s:a", "\u200b"),)),
        "button title empty",
    ),
    "half an emoji": (OutMessage("आग \ud83d"), "text not a text"),
    "half an emoji on a button": (
        OutMessage("q", buttons=(Button("s:a", "\ude00"),)),
        "button title not a text",
    ),
    "half an emoji in a row": (with_list(rows=rows(1, description="x\ud83d")), "row description not a text"),
    "question without words": (OutMessage("", buttons=YES_NO), "body empty"),
    "two forms": (OutMessage("q", buttons=YES_NO, ask_pin=True), "forms"),
    "four buttons": (OutMessage("q", buttons=tuple(Button(f"s:{n}", f"t{n}") for n in range(4))), "buttons"),
    "long title": (OutMessage("q", buttons=(Button("s:a", "t" * 21),)), "button title"),
    "ten emoji and a letter": (OutMessage("q", buttons=(Button("s:a", "😀" * 10 + "t"),)), "button title"),
    "long button id": (OutMessage("q", buttons=(Button("i" * 257, "t"),)), "button id"),
    "same title": (OutMessage("q", buttons=(Button("s:a", "t"), Button("s:b", "t"))), "button title twice"),
    "same button id": (OutMessage("q", buttons=(Button("s:a", "t"), Button("s:a", "u"))), "button id twice"),
    "no button title": (OutMessage("q", buttons=(Button("s:a", " "),)), "button title empty"),
    "no button id": (OutMessage("q", buttons=(Button("", "t"),)), "button id empty"),
    "eleven rows": (with_list(rows=rows(11)), "rows"),
    "long row title": (with_list(rows=rows(1, title="t" * 25)), "row title"),
    "long description": (with_list(rows=rows(1, description="d" * 73)), "row description"),
    "long row id": (with_list(rows=rows(1, id="i" * 201)), "row id"),
    "same row id": (with_list(rows=rows(2, id="s:a")), "row id twice"),
    "no row title": (with_list(rows=rows(1, title="")), "row title empty"),
    "no row id": (with_list(rows=rows(1, id="")), "row id empty"),
    "long list button": (with_list(list_button="b" * 21), "list button"),
    "no list button": (with_list(list_button=""), "list button empty"),
}


@pytest.mark.parametrize("message", FITS.values(), ids=FITS)
def test_what_is_at_the_limit_passes(message: OutMessage) -> None:
    assert preflight(message) == []


@pytest.mark.parametrize(("message", "where"), BREAKS.values(), ids=BREAKS)
def test_what_is_over_a_limit_is_named(message: OutMessage, where: str) -> None:
    assert [violation.where for violation in preflight(message)] == [where]


def test_a_violation_never_holds_the_words() -> None:
    (violation,) = preflight(OutMessage("secretword" * 500))

    assert "secretword" not in repr(violation) + str(violation)


@given(st.text())
def test_length_is_never_less_than_either_way_of_counting(text: str) -> None:
    assert length(text) >= len(text)
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_the_payloads_of_this_file_keep_the_limits() -> None:
    assert [preflight(message) for message, _ in PAYLOADS.values()] == [[]] * len(PAYLOADS)
