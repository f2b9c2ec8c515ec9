"""Template definitions as Graph has them, and whether what is filled in fits: before Meta's review, not by it.

Variables are `{{1}}` or `{{name}}`, not both; none stands first, last or beside another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from satark.channels.whatsapp.limits.counting import (
    Violation,
    at_most,
    between,
    distinct,
    length,
    words,
)
from satark.channels.whatsapp.limits.messages import (
    BODY,
    FOOTER,
    HEADER,
    TEMPLATE_BUTTONS,
    URL,
    template_name,
)
from satark.channels.whatsapp.sendable import BodyParameters, TemplateMessage

Json = Mapping[str, Any]

CATEGORIES = frozenset({"UTILITY", "MARKETING", "AUTHENTICATION"})
HEADERS = frozenset({"TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"})
BUTTON_LABEL = 25
MOST_OF_A_KIND = {"QUICK_REPLY": 10, "URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1}
PHONE = 20
VARIABLE = re.compile(r"\{\{(\w+)\}\}")
"""Spaces inside the braces make it plain text."""


def of_definition(definition: Json) -> Iterator[Violation]:
    """Every limit that a template breaks, in the form it is created by (`name`, `language`, `category`, `components`)."""
    yield from template_name(_text(definition, "name"))
    yield from words("template language", _text(definition, "language"), 10)
    if definition.get("category") not in CATEGORIES:
        yield Violation("template category", 0, 1)
    components = [part for part in definition.get("components", ()) if isinstance(part, dict)]
    kinds = Counter(_text(part, "type").upper() for part in components)
    yield from between("template body", kinds["BODY"], 1, 1)
    yield from at_most("template parts of a kind", max(kinds.values(), default=1), 1)
    for part in components:
        yield from _component(part)


def _component(part: Json) -> Iterator[Violation]:
    match _text(part, "type").upper():
        case "HEADER":
            yield from _header(part)
        case "BODY":
            yield from words("template body", _text(part, "text"), BODY)
            yield from _variables(_text(part, "text"))
        case "FOOTER":
            yield from words("template footer", _text(part, "text"), FOOTER)
            yield from at_most("footer variables", len(VARIABLE.findall(_text(part, "text"))), 0)
        case "BUTTONS":
            yield from _buttons([each for each in part.get("buttons", ()) if isinstance(each, dict)])
        case _:
            yield Violation("template part unknown", 0, 1)


def _header(part: Json) -> Iterator[Violation]:
    form = _text(part, "format").upper()
    if form not in HEADERS:
        yield Violation("template header form", 0, 1)
    if form == "TEXT":
        yield from words("template header", _text(part, "text"), HEADER)
        yield from at_most("header variables", len(VARIABLE.findall(_text(part, "text"))), 1)


def _variables(text: str) -> Iterator[Violation]:
    found = list(VARIABLE.finditer(text))
    names = [match[1] for match in found]
    numbered = [name for name in names if name.isdecimal()]
    if numbered and numbered != [str(number + 1) for number in range(len(names))]:
        yield Violation("variables in order", len(names), len(numbered))
    if not numbered:
        yield from distinct("variable", names)
    if any(not text[: match.start()].strip() or not text[match.end() :].strip() for match in found):
        yield Violation("variable first or last", 0, 1)
    if any(not text[before.end() : after.start()].strip() for before, after in pairwise(found)):
        yield Violation("variables adjacent", 0, 1)


def _buttons(buttons: list[Json]) -> Iterator[Violation]:
    yield from between("template buttons", len(buttons), 1, TEMPLATE_BUTTONS)
    kinds = Counter(_text(button, "type").upper() for button in buttons)
    for kind, count in kinds.items():
        yield from at_most(f"template buttons {kind.lower()}", count, MOST_OF_A_KIND.get(kind, 0))
    for button in buttons:
        yield from _button(button)


def _button(button: Json) -> Iterator[Violation]:
    kind = _text(button, "type").upper()
    if kind != "COPY_CODE":
        yield from words("template button", _text(button, "text"), BUTTON_LABEL)
    if kind == "PHONE_NUMBER":
        yield from words("phone number", _text(button, "phone_number"), PHONE)
    if kind == "URL":
        yield from _url(_text(button, "url"))


def _url(url: str) -> Iterator[Violation]:
    yield from words("url", url, URL)
    found = list(VARIABLE.finditer(url))
    yield from at_most("url variables", len(found), 1)
    if found and found[-1].end() != len(url):
        yield Violation("url variable not last", 0, 1)


# --- filling ------------------------------------------------------------------------------------------------------


def of_filling(definition: Json, message: TemplateMessage) -> Iterator[Violation]:
    """Whether a message fills its template: as many parameters as variables, and the filled body fits."""
    body = next((_text(part, "text") for part in definition["components"] if part.get("type") == "BODY"), "")
    wanted = VARIABLE.findall(body)
    values = _values(message.body)
    if set(wanted) != set(values):
        yield Violation("template parameters", len(wanted), len(values))
        return
    filled = VARIABLE.sub(lambda match: values[match[1]], body)
    yield from at_most("filled body", length(filled), BODY)


def _values(parameters: BodyParameters) -> dict[str, str]:
    """Name or place, counted from 1, and what fills it."""
    numbered = enumerate(parameters, start=1)
    return dict(each if isinstance(each, tuple) else (str(place), each) for place, each in numbered)


def _text(holder: Json, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
