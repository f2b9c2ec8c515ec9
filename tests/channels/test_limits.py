"""Template definitions and files against Meta's limits; and every word of ours, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest

from satark.channels.whatsapp import templates
from satark.channels.whatsapp.limits import preflight, preflight_file, preflight_opaque, preflight_template
from satark.channels.whatsapp.limits.files import FILES
from satark.channels.whatsapp.outbound import Address, Template, template_message, wrap
from satark.channels.whatsapp.sendable import (
    CopyCode,
    FlowButton,
    Image,
    Place,
    QuickReply,
    TemplateMessage,
    UrlEnd,
)
from satark.conversation.values import Button, Language, News, OutMessage, Row
from satark.dialogues import direction_message, duty_notice, push_notice
from satark.dialogues.catalogue import LANGUAGES, OFFICER, TIP, Words
from satark.simulator.errors import GraphError
from satark.simulator.templates.filling import fill
from satark.simulator.templates.rules import read_template
from tests.dialogues.phone import Phone
from tests.dialogues.walk import every_phone

Json = dict[str, Any]

TO = Address(number="915550010001")


def words(kind: str, text: str, **more: Any) -> Json:
    """A part with an example for each of its variables, as the form that they are in wants it."""
    names = list(dict.fromkeys(re.findall(r"\{\{(\w+)\}\}", text)))
    where = kind.lower()
    if any(not name.isdecimal() for name in names):
        example: Json = {
            f"{where}_text_named_params": [{"param_name": name, "example": "x"} for name in names]
        }
    else:
        texts = ["x" for _ in names]
        example = {f"{where}_text": [texts] if kind == "BODY" else texts}
    return {"type": kind, "text": text} | ({"example": example} if names else {}) | more


def template(body: str | Json = "नमस्ते।", *parts: Json, **more: Any) -> Json:
    first = words("BODY", body) if isinstance(body, str) else body
    named = {"name": "news", "language": "hi", "category": "UTILITY", "components": [first, *parts]}
    return named | more


def named(body: str | Json, *parts: Json) -> Json:
    return template(body, *parts, parameter_format="NAMED")


def header(text: str, **more: Any) -> Json:
    return words("HEADER", text, format="TEXT", **more)


def footer(text: str) -> Json:
    return {"type": "FOOTER", "text": text}


def buttons(*kinds: Json) -> Json:
    return {"type": "BUTTONS", "buttons": list(kinds)}


def quick(text: str = "देखें") -> Json:
    return {"type": "QUICK_REPLY", "text": text}


def url(address: str = "https://example.org/{{1}}", text: str = "खोलें") -> Json:
    return {"type": "URL", "text": text, "url": address, "example": ["https://example.org/a"]}


PHONE = {"type": "PHONE_NUMBER", "text": "फोन", "phone_number": "+915550010001"}
CODE = {"type": "COPY_CODE", "example": "4821"}
FORM = {"type": "FLOW", "text": "भरें", "flow_id": "7"}
EVERY_BUTTON = buttons(quick("t" * 25), url(), url("https://a.org", "और"), PHONE, CODE, FORM)

FITS: dict[str, Json] = {
    "plain": template(),
    "longest": template("b" * 1024, header("h" * 60), footer("f" * 60), name="n" * 512, language="en_US"),
    "variables": template("थाना {{1}}, {{2}} को।", header("{{1}}")),
    "variables in another order": template("थाना {{2}}, {{1}} को {{2}} तक।"),
    "named variables": named("थाना {{station}} को {{day}} तक।", header("{{who}} से")),
    "file above": template("b", {"type": "HEADER", "format": "IMAGE"}),
    "place above": template("b", {"type": "HEADER", "format": "LOCATION"}),
    "every button": template("b", EVERY_BUTTON),
    "code in a list": template("b", buttons(CODE | {"example": ["c" * 15]})),
    "ten answers": template("b", buttons(*(quick(f"t{n}") for n in range(10)))),
    "longest address": template("b", buttons(url("https://" + "u" * 1987 + "{{1}}"))),
}

BREAKS: dict[str, tuple[Json, str]] = {
    "no name": (template(name=""), "template name empty"),
    "long name": (template(name="n" * 513), "template name"),
    "name in capitals": (template(name="News"), "template name of a-z, 0-9 and _"),
    "name with a space": (template(name="a b"), "template name of a-z, 0-9 and _"),
    "no language": (template(language=""), "template language"),
    "language in full": (template(language="hindi"), "template language"),
    "another category": (template(category="FUN"), "template category"),
    "no body": (template(components=[]), "template body"),
    "empty body": (template(" "), "template body empty"),
    "long body": (template("b" * 1025), "template body"),
    "two bodies": (template("b", words("BODY", "c")), "template body + template parts of a kind"),
    "torn body": (template("b\ud83d"), "template body not a text"),
    "long header": (template("b", header("h" * 61)), "template header"),
    "empty header": (template("b", header("")), "template header empty"),
    "two variables above": (template("b", header("{{1}} a {{2}}")), "header variables"),
    "another header": (template("b", {"type": "HEADER", "format": "SONG"}), "template header form"),
    "long footer": (template("b", footer("f" * 61)), "template footer"),
    "variable below": (template("b", footer("an {{1}} x")), "footer variables"),
    "part to come": (template("b", {"type": "CAROUSEL"}), "template part known"),
    "variable first": (template("{{1}} को।"), "variable first or last"),
    "variable last": (template("थाना {{1}} "), "variable first or last"),
    "variables adjacent": (template("थाना {{1}} {{2}} को।"), "variables adjacent"),
    "variable left out": (template("थाना {{1}} को {{3}} तक।"), "body variables numbered"),
    "name among numbers": (template("थाना {{day}} को।"), "body variables numbered + body examples"),
    "name in capitals above": (named("b", header("{{Day}} को")), "header variables named"),
    "number among names": (named("थाना {{1}} को।"), "body variables named + body examples"),
    "no example": (template({"type": "BODY", "text": "थाना {{1}} को।"}), "body examples"),
    "one example too few": (
        template({"type": "BODY", "text": "थाना {{1}} को {{2}} तक।", "example": {"body_text": [["x"]]}}),
        "body examples",
    ),
    "no example above": (template("b", header("{{1}}", example=None)), "header examples"),
    "no buttons": (template("b", buttons()), "template buttons"),
    "eleven buttons": (
        template("b", buttons(*(quick(f"t{n}") for n in range(10)), url())),
        "template buttons",
    ),
    "eleven answers": (
        template("b", buttons(*(quick(f"t{n}") for n in range(11)))),
        "template buttons + template buttons quick_reply",
    ),
    "answers apart": (template("b", buttons(quick("a"), url(), quick("b"))), "quick replies together"),
    "same label": (template("b", buttons(quick("a"), quick("a"))), "template button twice"),
    "three addresses": (
        template("b", buttons(url(text="a"), url(text="b"), url(text="c"))),
        "template buttons url",
    ),
    "two phones": (template("b", buttons(PHONE, PHONE | {"text": "b"})), "template buttons phone_number"),
    "no phone": (template("b", buttons(PHONE | {"phone_number": "112 a"})), "phone number"),
    "no code": (template("b", buttons(CODE | {"example": ""})), "example of a code empty"),
    "long code": (template("b", buttons(CODE | {"example": "c" * 16})), "example of a code"),
    "button to come": (template("b", buttons({"type": "SONG", "text": "x"})), "template buttons song"),
    "long label": (template("b", buttons(quick("t" * 26))), "template button"),
    "no label": (template("b", buttons(quick(""))), "template button empty"),
    "variable on a label": (template("b", buttons(quick("a {{1}}"))), "variables on a button"),
    "long address": (template("b", buttons(url("https://" + "u" * 1993))), "url"),
    "no web address": (template("b", buttons(url("ftp://a.org"))), "url begins with https"),
    "address without an example": (template("b", buttons(url() | {"example": []})), "url example"),
    "variable inside an address": (template("b", buttons(url("https://a.org/{{1}}/b"))), "url variable last"),
    "two variables in an address": (template("b", buttons(url("https://a.org/{{1}}{{2}}"))), "url variables"),
}


@pytest.mark.parametrize("definition", FITS.values(), ids=FITS)
def test_a_template_at_the_limit_passes(definition: Json) -> None:
    assert preflight_template(definition) == []


@pytest.mark.parametrize(("definition", "where"), BREAKS.values(), ids=BREAKS)
def test_a_template_over_a_limit_is_named(definition: Json, where: str) -> None:
    assert {each.where for each in preflight_template(definition)} == set(where.split(" + "))


FILLED: dict[str, tuple[Json, TemplateMessage]] = {
    "nothing": (FITS["plain"], TemplateMessage("news", "hi")),
    "numbered": (FITS["variables"], TemplateMessage("news", "hi", header="थाना", body=("बलुआ", "कल"))),
    "named": (
        FITS["named variables"],
        TemplateMessage("news", "hi", header=("who", "थाना"), body=(("station", "बलुआ"), ("day", "कल"))),
    ),
    "file": (FITS["file above"], TemplateMessage("news", "hi", header=Image("up1"))),
    "place": (FITS["place above"], TemplateMessage("news", "hi", header=Place(25.4, 83.1, "घाट", "बलुआ"))),
    "buttons": (
        FITS["every button"],
        TemplateMessage(
            "news",
            "hi",
            buttons=(QuickReply(0, "a:b"), UrlEnd(1, "x"), CopyCode(4, "4821"), FlowButton(5, "t")),
        ),
    ),
    "only the buttons that must be": (
        FITS["every button"],
        TemplateMessage("news", "hi", buttons=(UrlEnd(1, "x"), CopyCode(4, "4821"))),
    ),
}

MISFILLED: dict[str, tuple[str, TemplateMessage, str]] = {
    "too few": ("variables", TemplateMessage("news", "hi", header="थाना", body=("बलुआ",)), "body parameters"),
    "too many": ("plain", TemplateMessage("news", "hi", body=("बलुआ",)), "body parameters"),
    "numbers for names": (
        "named variables",
        TemplateMessage("news", "hi", header=("who", "थाना"), body=("बलुआ", "कल")),
        "body parameters",
    ),
    "no name above": (
        "named variables",
        TemplateMessage("news", "hi", header="थाना", body=(("station", "बलुआ"), ("day", "कल"))),
        "header parameters",
    ),
    "no words above": ("variables", TemplateMessage("news", "hi", body=("बलुआ", "कल")), "header parameters"),
    "words above nothing": ("plain", TemplateMessage("news", "hi", header="थाना"), "header parameters"),
    "words for a file": (
        "file above",
        TemplateMessage("news", "hi", header="थाना"),
        "template header of another kind",
    ),
    "file for words": (
        "variables",
        TemplateMessage("news", "hi", header=Image("up1"), body=("a", "b")),
        "template header of another kind",
    ),
    "too long": (
        "variables",
        TemplateMessage("news", "hi", header="थाना", body=("b" * 1020, "x")),
        "filled body",
    ),
    "too long above": (
        "variables",
        TemplateMessage("news", "hi", header="h" * 61, body=("a", "b")),
        "filled header",
    ),
    "a link without its end": (
        "every button",
        TemplateMessage("news", "hi", buttons=(CopyCode(4, "4821"),)),
        "template button filled",
    ),
    "a link that has no gap": (
        "every button",
        TemplateMessage("news", "hi", buttons=(UrlEnd(1, "x"), UrlEnd(2, "x"), CopyCode(4, "4821"))),
        "template button of another kind",
    ),
    "an answer for a phone": (
        "every button",
        TemplateMessage("news", "hi", buttons=(UrlEnd(1, "x"), QuickReply(3, "a:b"), CopyCode(4, "4821"))),
        "template button of another kind",
    ),
    "a button that is not there": (
        "plain",
        TemplateMessage("news", "hi", buttons=(QuickReply(0, "a:b"),)),
        "template button index",
    ),
}


def test_a_template_of_nothing_to_be_seen_does_not_pass() -> None:
    assert [each.where for each in preflight_template(template("\u200b"))] == ["template body empty"]


@pytest.mark.parametrize(("definition", "message"), FILLED.values(), ids=FILLED)
def test_a_template_filled_rightly_passes(definition: Json, message: TemplateMessage) -> None:
    assert preflight_template(definition, message) == []


@pytest.mark.parametrize(("name", "message", "where"), MISFILLED.values(), ids=MISFILLED)
def test_a_template_filled_wrongly_is_named(name: str, message: TemplateMessage, where: str) -> None:
    assert [each.where for each in preflight_template(FITS[name], message)] == [where]


TRIED: dict[str, tuple[Json, TemplateMessage | None]] = {
    **{name: (definition, None) for name, definition in FITS.items()},
    **{f"breaks: {name}": (definition, None) for name, (definition, _) in BREAKS.items()},
    **{f"filled: {name}": (definition, message) for name, (definition, message) in FILLED.items()},
    **{f"misfilled: {name}": (FITS[of], message) for name, (of, message, _) in MISFILLED.items()},
}


@pytest.mark.parametrize(
    ("definition", "message"),
    TRIED.values(),
    ids=TRIED,
)
def test_the_pretend_whatsapp_takes_a_template_exactly_when_it_passes(
    definition: Json, message: TemplateMessage | None
) -> None:
    try:
        there = read_template(orjson.loads(orjson.dumps(definition)))
        if message is not None:
            fill(there, wrap(message, to=TO, opaque="o-1")["template"].get("components", []))
        taken = True
    except (GraphError, orjson.JSONEncodeError):
        taken = False

    assert taken == (preflight_template(definition, message) == [])


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_each_kind_at_its_limit_passes_and_one_byte_more_does_not(kind: str) -> None:
    allowed = FILES[kind]

    for mime in allowed.mimes:
        assert preflight_file(kind, mime=f"{mime}; codecs=x", size=allowed.bytes) == []
        assert [each.where for each in preflight_file(kind, mime=mime, size=allowed.bytes + 1)] == [
            f"{kind} bytes"
        ]


@pytest.mark.parametrize(
    ("kind", "mime", "size", "where"),
    [
        ("image", "image/webp", 1, "image of another form"),
        ("voice", "audio/mpeg", 1, "voice of another form"),
        ("document", "application/x-sh", 1, "document of another form"),
        ("video", "video/mp4", 0, "video empty"),
    ],
)
def test_a_file_that_whatsapp_does_not_take_is_named(kind: str, mime: str, size: int, where: str) -> None:
    assert [each.where for each in preflight_file(kind, mime=mime, size=size)] == [where]


def test_what_comes_back_in_a_status_has_512_characters() -> None:
    assert preflight_opaque("o" * 512) == []
    assert [each.where for each in preflight_opaque("o" * 513)] == ["opaque"]


# --- every word of ours -------------------------------------------------------------------------------------------

SAID_FOR = {
    "items": "12 फोटो और 3 वीडियो",
    "post": "थानाध्यक्ष",
    "ref": "4820193375-1",
    "code": "4821 0937 5516 2048",
}
DUE = datetime(2026, 11, 22, 13, 17, tzinfo=UTC)
NEWS = (
    News(UUID(int=5), "direction", "बात " * 700, "4820193375-1"),
    News(UUID(int=6), "returned", "बात " * 700, "4820193376-1"),
)


def said(words: Words) -> Iterator[tuple[str, OutMessage]]:
    """Each entry of a catalogue in the place it is made for."""
    for entry in words.texts:
        text = words.say(entry, SAID_FOR.get)
        if entry.startswith("b."):
            yield entry, OutMessage("q", buttons=(Button("s:o", text),))
        elif entry.endswith(".detail"):
            yield entry, OutMessage("q", list_button="b", rows=(Row("s:o", "t", text),))
        elif entry.startswith(("c.", "l.", "lang.name")):
            yield entry, OutMessage("q", list_button="b", rows=(Row("s:o", text),))
        else:
            yield entry, OutMessage(text or "-", buttons=(Button("s:o", "t"),))


@pytest.mark.parametrize(
    "words",
    [*TIP.values(), *OFFICER.values()],
    ids=[*(f"tip-{language}" for language in TIP), *(f"officer-{language}" for language in OFFICER)],
)
def test_every_word_of_every_catalogue_passes(words: Words) -> None:
    found = {entry: preflight(message) for entry, message in said(words)}

    assert len(found) == len(words.texts)
    assert {entry: broken for entry, broken in found.items() if broken} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_a_tip_passes(language: Language) -> None:
    seen = 0

    for phone in every_phone(Phone().writes("Hi").presses_id(f"language:{language}"), language):
        for message in phone.messages:
            seen += 1
            assert preflight(message) == [], message
    assert seen > 100


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_message_of_a_post_passes(language: Language) -> None:
    start = Phone(script="officer", news=NEWS).writes({"hi": "हिन्दी", "en": "english"}[language])
    seen = 0

    for phone in every_phone(start, language):
        for message in phone.messages:
            seen += 1
            assert preflight(message) == [], message
    assert seen > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_passes(language: Language) -> None:
    assert preflight(push_notice(language)) == preflight(duty_notice(language)) == []


@pytest.mark.parametrize("words", ["गश्त करें।", "गश्त करें। " * 240], ids=["short", "endless"])
@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_direction_passes(language: Language, words: str) -> None:
    for returned in (False, True):
        brief = direction_message(
            words, "4820193375-1", "बलुआ घाट", "drugs", DUE, language=language, returned=returned
        )
        assert preflight(brief) == []


def test_every_template_of_ours_passes_as_it_is_filed_and_as_it_is_sent() -> None:
    definitions = templates.definitions(LANGUAGES)

    assert {each.key: preflight_template(each.as_graph()) for each in definitions} == {
        each.key: [] for each in definitions
    }
    for language in LANGUAGES:
        for made in (templates.reply_template(language), templates.duty_template(language)):
            assert preflight(template_message(made)) == []


def test_a_template_of_ours_may_be_filled_with_any_words() -> None:
    message = template_message(Template("news", "hi", params=("थाना\n\tबलुआ     घाट",), reply="news:read"))

    assert preflight(message) == []
