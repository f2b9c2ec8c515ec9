"""Template definitions and files against Meta's limits; and every word of ours, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from satark.channels.whatsapp import templates
from satark.channels.whatsapp.limits import preflight, preflight_file, preflight_opaque, preflight_template
from satark.channels.whatsapp.limits.files import FILES
from satark.channels.whatsapp.outbound import Template, template_message
from satark.channels.whatsapp.sendable import TemplateMessage
from satark.conversation.values import Button, Language, News, OutMessage, Row
from satark.dialogues import direction_message, duty_notice, push_notice
from satark.dialogues.catalogue import LANGUAGES, OFFICER, TIP, Words
from tests.dialogues.phone import Phone
from tests.dialogues.walk import every_phone

Json = dict[str, Any]


def template(body: str = "नमस्ते।", *parts: Json, **more: Any) -> Json:
    components: list[Json] = [{"type": "BODY", "text": body}, *parts]
    return {"name": "news", "language": "hi", "category": "UTILITY", "components": components} | more


def header(text: str) -> Json:
    return {"type": "HEADER", "format": "TEXT", "text": text}


def buttons(*kinds: Json) -> Json:
    return {"type": "BUTTONS", "buttons": list(kinds)}


def quick(text: str = "देखें") -> Json:
    return {"type": "QUICK_REPLY", "text": text}


def url(address: str = "https://example.org/{{1}}") -> Json:
    return {"type": "URL", "text": "खोलें", "url": address}


PHONE = {"type": "PHONE_NUMBER", "text": "फोन", "phone_number": "+915550010001"}
CODE = {"type": "COPY_CODE", "example": "4821"}

FITS: dict[str, Json] = {
    "plain": template(),
    "longest": template("b" * 1024, header("h" * 60), {"type": "FOOTER", "text": "f" * 60}, name="n" * 512),
    "variables": template("थाना {{1}}, {{2}} को।", header("{{1}} से")),
    "named variables": template("थाना {{station}} को {{day}} तक।"),
    "file above": template("b", {"type": "HEADER", "format": "IMAGE"}),
    "place above": template("b", {"type": "HEADER", "format": "LOCATION"}),
    "every button": template("b", buttons(quick("t" * 25), url(), url("https://a.org"), PHONE, CODE)),
    "ten answers": template("b", buttons(*(quick(f"t{n}") for n in range(10)))),
    "a form": template("b", buttons({"type": "FLOW", "text": "भरें", "flow_id": "7"})),
    "longest address": template("b", buttons(url("https://" + "u" * 1987 + "{{1}}"))),
}

BREAKS: dict[str, tuple[Json, str]] = {
    "no name": (template(name=""), "template name empty"),
    "long name": (template(name="n" * 513), "template name"),
    "name in capitals": (template(name="News"), "template name of a-z, 0-9 and _"),
    "name with a space": (template(name="a b"), "template name of a-z, 0-9 and _"),
    "no language": (template(language=""), "template language empty"),
    "another category": (template(category="FUN"), "template category"),
    "no body": (template(components=[]), "template body"),
    "empty body": (template(" \u200b"), "template body empty"),
    "long body": (template("b" * 1025), "template body"),
    "two bodies": (template("b", {"type": "BODY", "text": "c"}), "template body + template parts of a kind"),
    "torn body": (template("b\ud83d"), "template body not a text"),
    "long header": (template("b", header("h" * 61)), "template header"),
    "two variables above": (template("b", header("{{1}} a {{2}}")), "header variables"),
    "another header": (template("b", {"type": "HEADER", "format": "SONG"}), "template header form"),
    "long footer": (template("b", {"type": "FOOTER", "text": "f" * 61}), "template footer"),
    "variable below": (template("b", {"type": "FOOTER", "text": "an {{1}} x"}), "footer variables"),
    "part to come": (template("b", {"type": "CAROUSEL"}), "template part unknown"),
    "variable first": (template("{{1}} को।"), "variable first or last"),
    "variable last": (template("थाना {{1}}"), "variable first or last"),
    "variables adjacent": (template("थाना {{1}} {{2}} को।"), "variables adjacent"),
    "variable left out": (template("थाना {{1}} को {{3}} तक।"), "variables in order"),
    "variables mixed": (template("थाना {{1}} को {{day}} तक।"), "variables in order"),
    "variable twice": (template("थाना {{day}} को {{day}} तक।"), "variable twice"),
    "no buttons": (template("b", buttons()), "template buttons"),
    "eleven buttons": (
        template("b", buttons(*(quick(f"t{n}") for n in range(10)), url())),
        "template buttons",
    ),
    "eleven answers": (
        template("b", buttons(*(quick(f"t{n}") for n in range(11)))),
        "template buttons + template buttons quick_reply",
    ),
    "three addresses": (template("b", buttons(url(), url(), url())), "template buttons url"),
    "two phones": (template("b", buttons(PHONE, PHONE)), "template buttons phone_number"),
    "button to come": (template("b", buttons({"type": "SONG", "text": "x"})), "template buttons song"),
    "long label": (template("b", buttons(quick("t" * 26))), "template button"),
    "no label": (template("b", buttons(quick(""))), "template button empty"),
    "long address": (template("b", buttons(url("https://" + "u" * 1993))), "url"),
    "variable inside an address": (
        template("b", buttons(url("https://a.org/{{1}}/b"))),
        "url variable not last",
    ),
    "two variables in an address": (
        template("b", buttons(url("https://a.org/{{1}}{{2}}"))),
        "url variables",
    ),
}


@pytest.mark.parametrize("definition", FITS.values(), ids=FITS)
def test_a_template_at_the_limit_passes(definition: Json) -> None:
    assert preflight_template(definition) == []


@pytest.mark.parametrize(("definition", "where"), BREAKS.values(), ids=BREAKS)
def test_a_template_over_a_limit_is_named(definition: Json, where: str) -> None:
    assert {each.where for each in preflight_template(definition)} == set(where.split(" + "))


def test_a_template_is_filled_with_as_many_words_as_it_has_variables() -> None:
    numbered, named = FITS["variables"], FITS["named variables"]
    two = TemplateMessage("news", "hi", body=("बलुआ", "कल"))
    both = TemplateMessage("news", "hi", body=(("station", "बलुआ"), ("day", "कल")))

    assert preflight_template(numbered, two) == preflight_template(named, both) == []
    for definition, message in ((numbered, both), (named, two), (template(), two)):
        assert [each.where for each in preflight_template(definition, message)] == ["template parameters"]


def test_a_filled_template_still_has_to_fit() -> None:
    message = TemplateMessage("news", "hi", body=("b" * 1020, "x"))

    assert [each.where for each in preflight_template(FITS["variables"], message)] == ["filled body"]


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

FILLED = {
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
        text = words.say(entry, FILLED.get)
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
