"""Template definitions as Graph has them: what is refused as soon as one is filed, before anybody reviews it.

Variables are `{{1}}` or `{{name}}`, not both, each with an example; none stands first, last or beside another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from satark.channels.whatsapp.limits.counting import Violation, at_most, between, distinct, words
from satark.channels.whatsapp.limits.messages import (
    BODY,
    COPY_CODE,
    FOOTER,
    HEADER,
    TEMPLATE_BUTTONS,
    URL,
    WEB,
    template_name,
)

Json = Mapping[str, Any]

CATEGORIES = frozenset({"UTILITY", "MARKETING", "AUTHENTICATION"})
HEADERS = frozenset({"TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"})
BUTTON_LABEL = 25
MOST_OF_A_KIND = {"QUICK_REPLY": 10, "URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1}
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
PHONE = re.compile(r"\+?[0-9]{5,20}")
VARIABLE = re.compile(r"\{\{(\w+)\}\}")
"""Spaces inside the braces make it plain text."""
NAMED = re.compile("[a-z_][a-z0-9_]*")


def of_definition(definition: Json) -> Iterator[Violation]:
    """Every limit that a template breaks, in the form it is created by (`name`, `language`, `category`, `components`)."""
    yield from template_name(text_of(definition, "name"))
    yield from _must("template language", LANGUAGE.fullmatch(text_of(definition, "language")))
    yield from _must("template category", definition.get("category") in CATEGORIES)
    parts = [part for part in definition.get("components", ()) if isinstance(part, dict)]
    kinds = Counter(text_of(part, "type").upper() for part in parts)
    yield from between("template body", kinds["BODY"], 1, 1)
    yield from at_most("template parts of a kind", max(kinds.values(), default=1), 1)
    named = text_of(definition, "parameter_format").upper() == "NAMED"
    for part in parts:
        yield from _part(part, named)


def part_of(definition: Json, kind: str) -> Json:
    """The component of this type, or nothing."""
    parts = definition.get("components", ())
    return next((part for part in parts if text_of(part, "type").upper() == kind), {})


def text_of(holder: Json, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def variables(text: str) -> list[str]:
    """Each once, as they come."""
    return list(dict.fromkeys(VARIABLE.findall(text)))


def _part(part: Json, named: bool) -> Iterator[Violation]:
    text = text_of(part, "text")
    match text_of(part, "type").upper():
        case "HEADER":
            yield from _header(part, named)
        case "BODY":
            yield from words("template body", text, BODY)
            yield from _placed(text)
            yield from _variables("body", part, named)
        case "FOOTER":
            yield from words("template footer", text, FOOTER)
            yield from at_most("footer variables", len(variables(text)), 0)
        case "BUTTONS":
            yield from _buttons([each for each in part.get("buttons", ()) if isinstance(each, dict)])
        case _:
            yield from _must("template part known", False)


def _header(part: Json, named: bool) -> Iterator[Violation]:
    """Unlike a body, a header may begin or end with its variable."""
    form, text = text_of(part, "format").upper(), text_of(part, "text")
    yield from _must("template header form", form in HEADERS)
    if form == "TEXT":
        yield from words("template header", text, HEADER)
        yield from at_most("header variables", len(variables(text)), 1)
        yield from _variables("header", part, named)


def _placed(text: str) -> Iterator[Violation]:
    found = list(VARIABLE.finditer(text))
    edges = [text[: match.start()] for match in found] + [text[match.end() :] for match in found]
    yield from _must("variable first or last", all(edge.strip() for edge in edges))
    between_two = [text[before.end() : after.start()] for before, after in pairwise(found)]
    yield from _must("variables adjacent", all(gap.strip() for gap in between_two))


def _variables(where: str, part: Json, named: bool) -> Iterator[Violation]:
    names = variables(text_of(part, "text"))
    if named:
        yield from _must(f"{where} variables named", all(NAMED.fullmatch(name) for name in names))
    else:
        counted = {str(number) for number in range(1, len(names) + 1)}
        yield from _must(f"{where} variables numbered", set(names) == counted)
    example = part.get("example")
    given = _examples(where, example if isinstance(example, dict) else {}, named)
    if names and (set(given) != set(names) if named else len(given) != len(names)):
        yield Violation(f"{where} examples", len(names), len(given))


def _examples(where: str, example: Json, named: bool) -> list[str]:
    """Names of those that have one, or as many texts as there are."""
    if named:
        found = example.get(f"{where}_text_named_params", ())
        return [text_of(each, "param_name") for each in found if isinstance(each, dict)]
    texts = example.get(f"{where}_text", [])
    if where == "body":
        # Of a body they stand one list deeper.
        texts = texts[0] if texts and isinstance(texts[0], list) else []
    return [str(each) for each in texts]


def _buttons(buttons: list[Json]) -> Iterator[Violation]:
    yield from between("template buttons", len(buttons), 1, TEMPLATE_BUTTONS)
    kinds = [text_of(button, "type").upper() for button in buttons]
    for kind, count in Counter(kinds).items():
        yield from at_most(f"template buttons {kind.lower()}", count, MOST_OF_A_KIND.get(kind, 0))
    replies = [place for place, kind in enumerate(kinds) if kind == "QUICK_REPLY"]
    yield from _must("quick replies together", not replies or replies[-1] - replies[0] < len(replies))
    yield from distinct("template button", [text_of(each, "text") for each in buttons if "text" in each])
    for kind, button in zip(kinds, buttons, strict=True):
        yield from _button(kind, button)


def _button(kind: str, button: Json) -> Iterator[Violation]:
    if kind == "COPY_CODE":
        example = button.get("example")
        code = example[0] if isinstance(example, list) and example else example
        yield from words("example of a code", code if isinstance(code, str) else "", COPY_CODE)
        return
    label = text_of(button, "text")
    yield from words("template button", label, BUTTON_LABEL)
    yield from at_most("variables on a button", len(variables(label)), 0)
    if kind == "PHONE_NUMBER":
        yield from _must("phone number", PHONE.fullmatch(text_of(button, "phone_number")))
    if kind == "URL":
        yield from _url(text_of(button, "url"), button)


def _url(url: str, button: Json) -> Iterator[Violation]:
    yield from words("url", url, URL)
    yield from _must("url begins with https", url.startswith(WEB))
    found = list(VARIABLE.finditer(url))
    yield from at_most("url variables", len(found), 1)
    yield from _must("url variable last", not found or found[-1].end() == len(url))
    yield from _must("url example", not found or button.get("example"))


def _must(rule: str, kept: object) -> Iterator[Violation]:
    if not kept:
        yield Violation(rule, 1, 0)
