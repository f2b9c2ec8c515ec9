"""The limits of everything that can be sent. Figures: Meta's pages and OpenAPI file, November 2025 to August 2026.

For a list's body they disagree (4,096 or 1,024) and the smaller one holds. What only the stored template can tell,
such as how many variables it has, stands in `limits.fillings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from satark.channels.whatsapp.limits.counting import (
    Violation,
    all_words,
    at_least,
    at_most,
    between,
    blank,
    distinct,
    words,
    words_if_any,
)
from satark.channels.whatsapp.sendable import (
    Audio,
    BodyParameters,
    Buttons,
    CopyCode,
    Document,
    Flow,
    FlowButton,
    Header,
    Image,
    Link,
    List,
    LocationRequest,
    Place,
    QuickReply,
    Reaction,
    Row,
    Sendable,
    Sticker,
    TemplateButton,
    TemplateHeader,
    TemplateMessage,
    Text,
    UrlEnd,
    Video,
)

TEXT = 4096
BODY = 1024
CAPTION = 1024
HEADER = FOOTER = 60
BUTTONS = 3
BUTTON_TITLE = 20
BUTTON_ID = 256
SECTIONS = ROWS = 10
SECTION_TITLE = 24
ROW_TITLE = 24
ROW_DESCRIPTION = 72
ROW_ID = 200
LIST_BUTTON = 20
LINK_TITLE = 20
URL = 2000
FLOW_TITLE = 30
OPAQUE = 512
ID = 512
"""Of a file, a message or a flow: opaque, longer than any that was seen."""
EMOJI = 16
"""One sign: the longest in use have 14 units."""
TEMPLATE_NAME = 512
TEMPLATE_PARAMETER = 32768
TEMPLATE_BUTTONS = 10
QUICK_REPLY = 128
COPY_CODE = 15
"""Newer text says 20."""

NAME = re.compile("[a-z0-9_]+")
WEB = ("https://", "http://")
BREAKS = re.compile(r"[\n\t]| {5,}")
"""Refused in what fills a template (132018)."""


def of_message(message: Sendable) -> Iterator[Violation]:
    match message:
        case Text(body):
            yield from words("text", body, TEXT)
        case Image() | Video() | Audio() | Document() | Sticker():
            yield from _file(message)
        case Buttons():
            yield from _buttons(message)
        case List():
            yield from _list(message)
        case Link():
            yield from _link(message)
        case LocationRequest(body):
            yield from words("body", body, BODY)
        case Flow():
            yield from _flow(message)
        case Reaction(wamid, emoji):
            yield from words("message id", wamid, ID)
            yield from words("emoji", emoji, EMOJI) if emoji else ()
        case TemplateMessage():
            yield from _template(message)


def of_opaque(opaque: str) -> Iterator[Violation]:
    """What comes back in each status."""
    yield from words_if_any("opaque", opaque, OPAQUE)


def _file(message: Image | Video | Audio | Document | Sticker) -> Iterator[Violation]:
    yield from words("file id", message.id, ID)
    if isinstance(message, Image | Video | Document):
        yield from words_if_any("caption", message.caption, CAPTION)
    if isinstance(message, Document):
        yield from words_if_any("file name", message.file_name, ID)


def _frame(body: str, header: Header, footer: str) -> Iterator[Violation]:
    yield from words("body", body, BODY)
    yield from words_if_any("footer", footer, FOOTER)
    if isinstance(header, str):
        yield from words_if_any("header", header, HEADER)
        return
    yield from _file(header)
    yield from at_most("header caption", len(header.caption), 0)


def _buttons(message: Buttons) -> Iterator[Violation]:
    ids, titles = [each.id for each in message.buttons], [each.title for each in message.buttons]
    yield from _frame(message.body, message.header, message.footer)
    yield from between("buttons", len(titles), 1, BUTTONS)
    yield from all_words("button title", titles, BUTTON_TITLE)
    yield from all_words("button id", ids, BUTTON_ID)
    yield from distinct("button title", titles)
    yield from distinct("button id", ids)


def _list(message: List) -> Iterator[Violation]:
    rows = list(chain.from_iterable(section.rows for section in message.sections))
    yield from _frame(message.body, message.header, message.footer)
    yield from words("list button", message.button, LIST_BUTTON)
    yield from between("sections", len(message.sections), 1, SECTIONS)
    for section in message.sections:
        titled = words if len(message.sections) > 1 else words_if_any
        yield from titled("section title", section.title, SECTION_TITLE)
        yield from at_least("rows of a section", len(section.rows), 1)
    yield from _rows(rows)


def _rows(rows: list[Row]) -> Iterator[Violation]:
    yield from at_most("rows", len(rows), ROWS)
    yield from all_words("row title", [row.title for row in rows], ROW_TITLE)
    yield from all_words("row id", [row.id for row in rows], ROW_ID)
    yield from distinct("row id", [row.id for row in rows])
    for row in rows:
        yield from words_if_any("row description", row.description, ROW_DESCRIPTION)


def _link(message: Link) -> Iterator[Violation]:
    yield from _frame(message.body, message.header, message.footer)
    yield from words("link title", message.title, LINK_TITLE)
    yield from words("url", message.url, URL)
    yield from between("url begins with https", int(message.url.startswith(WEB)), 1, 1)


def _flow(message: Flow) -> Iterator[Violation]:
    yield from _frame(message.body, message.header, message.footer)
    yield from words("flow title", message.title, FLOW_TITLE)
    yield from words("flow id", message.flow_id, ID)
    yield from words("flow token", message.token, ID)
    yield from words_if_any("flow screen", message.screen, ID)


# --- templates ----------------------------------------------------------------------------------------------------


def _template(message: TemplateMessage) -> Iterator[Violation]:
    yield from template_name(message.name)
    yield from words("template language", message.language, ID)
    yield from _template_header(message.header)
    yield from _template_body(message.body)
    indexes = [str(button.index) for button in message.buttons]
    yield from at_most("template buttons", len(indexes), TEMPLATE_BUTTONS)
    yield from distinct("template button index", indexes)
    for button in message.buttons:
        yield from between("template button index", button.index, 0, TEMPLATE_BUTTONS - 1)
        yield from _template_button(button)


def template_name(name: str) -> Iterator[Violation]:
    yield from words("template name", name, TEMPLATE_NAME)
    if not blank(name) and not NAME.fullmatch(name):
        yield Violation("template name of a-z, 0-9 and _", 0, 1)


def _template_header(header: TemplateHeader) -> Iterator[Violation]:
    match header:
        case "":
            return
        case str() | tuple():
            yield from _filling("template header", header)
        case Place():
            yield from words("place name", header.name, BODY)
            yield from words("place address", header.address, BODY)
        case _:
            yield from _file(header)
            yield from at_most("header caption", len(header.caption), 0)


def _template_body(parameters: BodyParameters) -> Iterator[Violation]:
    yield from distinct("template parameter", [each[0] for each in parameters if isinstance(each, tuple)])
    for each in parameters:
        yield from _filling("template parameter", each)


def _filling(where: str, filling: str | tuple[str, str]) -> Iterator[Violation]:
    name, text = filling if isinstance(filling, tuple) else ("1", filling)
    yield from words(f"{where} name", name, TEMPLATE_NAME)
    yield from words(where, text, TEMPLATE_PARAMETER)
    yield from at_most(f"{where} line breaks", len(BREAKS.findall(text)), 0)


def _template_button(button: TemplateButton) -> Iterator[Violation]:
    match button:
        case QuickReply(_, payload):
            yield from words("quick reply", payload, QUICK_REPLY)
        case UrlEnd(_, text):
            yield from words("end of url", text, URL)
        case CopyCode(_, code):
            yield from words("code", code, COPY_CODE)
        case FlowButton(_, token):
            yield from words("flow token", token, ID)
