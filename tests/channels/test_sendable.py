"""Everything that can be sent has its payload, is held to its limits, and shows nothing of itself."""

from __future__ import annotations

from typing import Any, get_args

import orjson
import pytest

from satark.channels.whatsapp.limits import preflight
from satark.channels.whatsapp.outbound import Address, read_mark, wrap
from satark.channels.whatsapp.sendable import (
    Audio,
    Button,
    Buttons,
    CopyCode,
    Document,
    Flow,
    FlowButton,
    Image,
    Link,
    List,
    LocationRequest,
    Place,
    QuickReply,
    Reaction,
    Row,
    Section,
    Sendable,
    Sticker,
    TemplateMessage,
    Text,
    UrlEnd,
    Video,
)
from satark.simulator.errors import GraphError
from satark.simulator.sending.shape import check_message
from tests.channels.items import CANARIES, NUMBER, SECRET_WORDS, WAMID

TO = Address(number=NUMBER)
COMMON = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "to": "+" + NUMBER,
    "biz_opaque_callback_data": "o-1",
}
YES = (Button("push:yes", "हाँ"),)
ROW = Row("category:arms", "अवैध हथियार")


def interactive(kind: str, action: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "interactive",
        "interactive": {"type": kind, "body": {"text": SECRET_WORDS}, "action": action} | more,
    }


def template(*components: dict[str, Any]) -> dict[str, Any]:
    named = {"name": "news", "language": {"code": "hi"}}
    return {"type": "template", "template": named | ({"components": list(components)} if components else {})}


def button(index: int, kind: str, **parameter: Any) -> dict[str, Any]:
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}


FLOW = {
    "flow_message_version": "3",
    "flow_id": "77",
    "flow_cta": "भरें",
    "flow_token": "t-1",
    "mode": "published",
}
ONE_BUTTON = {"buttons": [{"type": "reply", "reply": {"id": "push:yes", "title": "हाँ"}}]}

SENT: dict[str, tuple[Sendable, dict[str, Any]]] = {
    "text": (Text(SECRET_WORDS), {"type": "text", "text": {"preview_url": False, "body": SECRET_WORDS}}),
    "image": (
        Image("MediaCanary1", "देखें"),
        {"type": "image", "image": {"id": "MediaCanary1", "caption": "देखें"}},
    ),
    "image without words": (Image("MediaCanary1"), {"type": "image", "image": {"id": "MediaCanary1"}}),
    "video": (
        Video("MediaCanary1", "देखें"),
        {"type": "video", "video": {"id": "MediaCanary1", "caption": "देखें"}},
    ),
    "audio": (Audio("MediaCanary1"), {"type": "audio", "audio": {"id": "MediaCanary1"}}),
    "voice note": (
        Audio("MediaCanary1", voice=True),
        {"type": "audio", "audio": {"id": "MediaCanary1", "voice": True}},
    ),
    "document": (
        Document("MediaCanary1", "देखें", "file-canary.pdf"),
        {
            "type": "document",
            "document": {"id": "MediaCanary1", "caption": "देखें", "filename": "file-canary.pdf"},
        },
    ),
    "sticker": (Sticker("MediaCanary1"), {"type": "sticker", "sticker": {"id": "MediaCanary1"}}),
    "buttons": (
        Buttons(SECRET_WORDS, YES, header="थाना", footer="Satark"),
        interactive("button", ONE_BUTTON, header={"type": "text", "text": "थाना"}, footer={"text": "Satark"}),
    ),
    "buttons below a file": (
        Buttons(SECRET_WORDS, YES, header=Document("MediaCanary1", file_name="file-canary.pdf")),
        interactive(
            "button",
            ONE_BUTTON,
            header={"type": "document", "document": {"id": "MediaCanary1", "filename": "file-canary.pdf"}},
        ),
    ),
    "list": (
        List(SECRET_WORDS, "चुनें", (Section((ROW,), "एक"), Section((Row("x:y", "और", "कुछ"),), "दो"))),
        interactive(
            "list",
            {
                "button": "चुनें",
                "sections": [
                    {"title": "एक", "rows": [{"id": "category:arms", "title": "अवैध हथियार"}]},
                    {"title": "दो", "rows": [{"id": "x:y", "title": "और", "description": "कुछ"}]},
                ],
            },
        ),
    ),
    "link": (
        Link(SECRET_WORDS, "खोलें", "https://example.org/a"),
        interactive(
            "cta_url",
            {"name": "cta_url", "parameters": {"display_text": "खोलें", "url": "https://example.org/a"}},
        ),
    ),
    "location request": (
        LocationRequest(SECRET_WORDS),
        interactive("location_request_message", {"name": "send_location"}),
    ),
    "flow": (
        Flow(SECRET_WORDS, "77", "भरें", "t-1", screen="FIRST"),
        interactive(
            "flow",
            {
                "name": "flow",
                "parameters": FLOW | {"flow_action": "navigate", "flow_action_payload": {"screen": "FIRST"}},
            },
        ),
    ),
    "flow of our endpoint": (
        Flow(SECRET_WORDS, "77", "भरें", "t-1", draft=True),
        interactive(
            "flow",
            {"name": "flow", "parameters": FLOW | {"flow_action": "data_exchange", "mode": "draft"}},
        ),
    ),
    "reaction": (
        Reaction(WAMID, "👍"),
        {"type": "reaction", "reaction": {"message_id": WAMID, "emoji": "👍"}},
    ),
    "reaction taken back": (
        Reaction(WAMID, ""),
        {"type": "reaction", "reaction": {"message_id": WAMID, "emoji": ""}},
    ),
    "template": (TemplateMessage("news", "hi"), template()),
    "template with numbered words": (
        TemplateMessage("news", "hi", header="थाना", body=("एक", "दो")),
        template(
            {"type": "header", "parameters": [{"type": "text", "text": "थाना"}]},
            {"type": "body", "parameters": [{"type": "text", "text": "एक"}, {"type": "text", "text": "दो"}]},
        ),
    ),
    "template with named words": (
        TemplateMessage("news", "hi", body=(("place", "बलुआ"),)),
        template(
            {"type": "body", "parameters": [{"type": "text", "parameter_name": "place", "text": "बलुआ"}]}
        ),
    ),
    "template with a named header": (
        TemplateMessage("news", "hi", header=("who", "थाना")),
        template(
            {"type": "header", "parameters": [{"type": "text", "parameter_name": "who", "text": "थाना"}]}
        ),
    ),
    "template with an image": (
        TemplateMessage("news", "hi", header=Image("MediaCanary1")),
        template({"type": "header", "parameters": [{"type": "image", "image": {"id": "MediaCanary1"}}]}),
    ),
    "template with a video": (
        TemplateMessage("news", "hi", header=Video("MediaCanary1")),
        template({"type": "header", "parameters": [{"type": "video", "video": {"id": "MediaCanary1"}}]}),
    ),
    "template with a document": (
        TemplateMessage("news", "hi", header=Document("MediaCanary1", file_name="a.pdf")),
        template(
            {
                "type": "header",
                "parameters": [{"type": "document", "document": {"id": "MediaCanary1", "filename": "a.pdf"}}],
            }
        ),
    ),
    "template with a place": (
        TemplateMessage("news", "hi", header=Place(25.41, 83.18, "घाट", "बलुआ")),
        template(
            {
                "type": "header",
                "parameters": [
                    {
                        "type": "location",
                        "location": {
                            "latitude": 25.41,
                            "longitude": 83.18,
                            "name": "घाट",
                            "address": "बलुआ",
                        },
                    }
                ],
            }
        ),
    ),
    "template with every button": (
        TemplateMessage(
            "news",
            "hi",
            buttons=(QuickReply(0, "news:read"), UrlEnd(1, "a1"), CopyCode(2, "4821"), FlowButton(3, "t-1")),
        ),
        template(
            button(0, "quick_reply", type="payload", payload="news:read"),
            button(1, "url", type="text", text="a1"),
            button(2, "copy_code", type="coupon_code", coupon_code="4821"),
            button(3, "flow", type="action", action={"flow_token": "t-1"}),
        ),
    ),
}


@pytest.mark.parametrize(("message", "body"), SENT.values(), ids=SENT)
def test_each_kind_of_message_has_its_payload(message: Sendable, body: dict[str, Any]) -> None:
    assert wrap(message, to=TO, opaque="o-1") == COMMON | body


@pytest.mark.parametrize("message", [message for message, _ in SENT.values()], ids=SENT)
def test_what_we_send_keeps_the_limits_and_shows_nothing(message: Sendable) -> None:
    assert preflight(message) == []
    assert not [canary for canary in CANARIES if canary in repr(message)]


def test_every_kind_there_is_has_a_case_here() -> None:
    assert {type(message) for message, _ in SENT.values()} == set(get_args(Sendable))


def test_a_reply_names_what_it_answers() -> None:
    sent = wrap(Text("हाँ"), to=TO, opaque="o-1", answers=WAMID)

    assert sent["context"] == {"message_id": WAMID}


def test_a_read_mark_may_show_that_an_answer_is_being_written() -> None:
    mark = {"messaging_product": "whatsapp", "status": "read", "message_id": WAMID}

    assert read_mark(WAMID) == mark
    assert read_mark(WAMID, typing=True) == mark | {"typing_indicator": {"type": "text"}}


@pytest.mark.parametrize("nothing", ["", " ", "\u200b"])
def test_what_shows_nothing_is_left_out(nothing: str) -> None:
    made: list[Sendable] = [
        Image("up1", nothing),
        Document("up1", nothing, nothing),
        Buttons("q", YES, header=nothing, footer=nothing),
        List("q", "b", (Section((Row("a:b", "t", nothing),), nothing),)),
    ]

    for message in made:
        assert preflight(message) == []
        assert repr(nothing)[1:-1] == "" or nothing not in orjson.dumps(_texts(message)).decode()


def _texts(message: Sendable) -> Any:
    return [text for text in _strings(wrap(message, to=TO, opaque="o-1")) if not text.strip("\u200b ")]


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in _strings(part)]
    return [value] if isinstance(value, str) else []


# --- limits, beside those of the dialogues' messages in test_outbound.py ------------------------------------------


def rows(count: int) -> tuple[Row, ...]:
    return tuple(Row(f"s:{n}", f"t{n}") for n in range(count))


def sections(count: int, title: str = "एक") -> tuple[Section, ...]:
    return tuple(Section((Row(f"s:{n}", "t"),), title) for n in range(count))


def filled(**more: Any) -> TemplateMessage:
    return TemplateMessage(**({"name": "news", "language": "hi"} | more))


FITS: dict[str, Sendable] = {
    "longest caption": Image("up1", "c" * 1024),
    "longest header and footer": Buttons("q", YES, header="h" * 60, footer="f" * 60),
    "ten sections": List("q", "b", sections(10)),
    "longest section title": List("q", "b", sections(2, "t" * 24)),
    "longest link": Link("b" * 1024, "t" * 20, "https://" + "u" * 1992),
    "longest flow": Flow("b" * 1024, "77", "t" * 30, "t-1"),
    "longest template": filled(name="n" * 512, body=("p" * 32768,)),
    "ten buttons": filled(buttons=tuple(QuickReply(n, "p" * 128) for n in range(10))),
    "longest code": filled(buttons=(CopyCode(0, "c" * 15),)),
    "a family": Reaction(WAMID, "👨‍👩‍👧‍👦"),
}

BREAKS: dict[str, tuple[Sendable, str]] = {
    "long caption": (Video("up1", "c" * 1025), "caption"),
    "caption of NUL": (Document("up1", "a\0"), "caption not a text"),
    "no file": (Audio(""), "file id empty"),
    "no sticker": (Sticker(" "), "file id empty"),
    "long header": (Buttons("q", YES, header="h" * 61), "header"),
    "header with a caption": (Buttons("q", YES, header=Image("up1", "c")), "header caption"),
    "header without a file": (Buttons("q", YES, header=Video("")), "file id empty"),
    "long footer": (List("q", "b", sections(1), footer="f" * 61), "footer"),
    "no buttons": (Buttons("q", ()), "buttons"),
    "eleven sections": (List("q", "b", sections(11)), "sections + rows"),
    "no section": (List("q", "b", ()), "sections"),
    "section without rows": (List("q", "b", (Section(()),)), "rows of a section"),
    "second section without a title": (List("q", "b", sections(2, "")), "section title empty"),
    "long section title": (List("q", "b", sections(2, "t" * 25)), "section title"),
    "eleven rows in two sections": (
        List("q", "b", (Section(rows(5), "a"), Section(tuple(Row(f"z:{n}", "t") for n in range(6)), "b"))),
        "rows",
    ),
    "same row in two sections": (
        List("q", "b", (Section(rows(1), "a"), Section(rows(1), "b"))),
        "row id twice",
    ),
    "long link title": (Link("q", "t" * 21, "https://example.org"), "link title"),
    "long link": (Link("q", "t", "https://" + "u" * 1993), "url"),
    "no web page": (Link("q", "t", "ftp://example.org"), "url begins with https"),
    "long flow title": (Flow("q", "77", "t" * 31, "t-1"), "flow title"),
    "no flow": (Flow("q", "", "t", "t-1"), "flow id empty"),
    "no flow token": (Flow("q", "77", "t", ""), "flow token empty"),
    "reaction to nothing": (Reaction("", "👍"), "message id empty"),
    "a word as reaction": (Reaction(WAMID, "thank you very much"), "emoji"),
    "an unseen reaction": (Reaction(WAMID, "\u200b"), "emoji empty"),
    "template in capitals": (filled(name="News"), "template name of a-z, 0-9 and _"),
    "long template name": (filled(name="n" * 513), "template name"),
    "no template": (filled(name=""), "template name empty"),
    "template in no language": (filled(language=""), "template language empty"),
    "empty parameter": (filled(body=("",)), "template parameter empty"),
    "long parameter": (filled(body=("p" * 32769,)), "template parameter"),
    "two lines in a parameter": (filled(body=("a\nb",)), "template parameter line breaks"),
    "gap in a header": (filled(header="a     b"), "template header line breaks"),
    "parameter twice": (filled(body=(("a", "x"), ("a", "y"))), "template parameter twice"),
    "parameter without a name": (filled(body=(("", "x"),)), "template parameter name empty"),
    "place without a name": (filled(header=Place(1.0, 2.0, "", "x")), "place name empty"),
    "captioned template header": (filled(header=Image("up1", "c")), "header caption"),
    "button twice": (filled(buttons=(QuickReply(0, "a:b"), UrlEnd(0, "x"))), "template button index twice"),
    "button eleven": (filled(buttons=(QuickReply(10, "a:b"),)), "template button index"),
    "long quick reply": (filled(buttons=(QuickReply(0, "p" * 129),)), "quick reply"),
    "long code": (filled(buttons=(CopyCode(0, "c" * 16),)), "code"),
    "no end of url": (filled(buttons=(UrlEnd(0, ""),)), "end of url empty"),
    "no token of a button": (filled(buttons=(FlowButton(0, ""),)), "flow token empty"),
}


@pytest.mark.parametrize("message", FITS.values(), ids=FITS)
def test_what_is_at_a_limit_passes(message: Sendable) -> None:
    assert preflight(message) == []


@pytest.mark.parametrize(("message", "where"), BREAKS.values(), ids=BREAKS)
def test_what_is_over_any_limit_is_named(message: Sendable, where: str) -> None:
    assert {violation.where for violation in preflight(message)} == set(where.split(" + "))


def taken(message: Sendable) -> bool:
    """Whether the pretend WhatsApp, written from the same pages by itself, takes it."""
    try:
        check_message(orjson.loads(orjson.dumps(wrap(message, to=TO, opaque="o-1"))))
    except GraphError:
        return False
    return True


@pytest.mark.parametrize("message", [*FITS.values(), *(message for message, _ in SENT.values())])
def test_what_passes_is_never_refused(message: Sendable) -> None:
    assert taken(message)
