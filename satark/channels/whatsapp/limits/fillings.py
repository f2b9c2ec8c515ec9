"""Whether a message fills its template: as many parameters as there are gaps, each of the right kind, and it still fits."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType

from satark.channels.whatsapp.limits.counting import Violation, at_most, length
from satark.channels.whatsapp.limits.messages import BODY, HEADER
from satark.channels.whatsapp.limits.templates import VARIABLE, Json, part_of, text_of, variables
from satark.channels.whatsapp.sendable import (
    BodyParameters,
    CopyCode,
    Document,
    FlowButton,
    Image,
    Place,
    QuickReply,
    TemplateButton,
    TemplateHeader,
    TemplateMessage,
    UrlEnd,
    Video,
)

FORMATS: dict[str, type | UnionType] = {
    "IMAGE": Image,
    "VIDEO": Video,
    "DOCUMENT": Document,
    "LOCATION": Place,
}
PRESSED: dict[type, str] = {
    QuickReply: "QUICK_REPLY",
    UrlEnd: "URL",
    CopyCode: "COPY_CODE",
    FlowButton: "FLOW",
}


def of_filling(definition: Json, message: TemplateMessage) -> Iterator[Violation]:
    """For a definition that breaks no limit itself."""
    yield from _header(part_of(definition, "HEADER"), message.header)
    yield from _filled("body", text_of(part_of(definition, "BODY"), "text"), message.body, BODY)
    yield from _buttons(part_of(definition, "BUTTONS").get("buttons", []), message.buttons)


def _header(part: Json, header: TemplateHeader) -> Iterator[Violation]:
    expected = FORMATS.get(text_of(part, "format").upper(), str | tuple)
    if not isinstance(header, expected):
        yield Violation("template header of another kind", 1, 0)
    elif isinstance(header, str):
        yield from _filled("header", text_of(part, "text"), (header,) if header else (), HEADER)
    elif isinstance(header, tuple):
        yield from _filled("header", text_of(part, "text"), (header,), HEADER)


def _filled(where: str, text: str, parameters: BodyParameters, most: int) -> Iterator[Violation]:
    wanted, values = variables(text), _values(parameters)
    if set(wanted) != set(values) or len(parameters) != len(wanted):
        yield Violation(f"{where} parameters", len(wanted), len(parameters))
        return
    filled = VARIABLE.sub(lambda match: values[match[1]], text)
    yield from at_most(f"filled {where}", length(filled), most)


def _values(parameters: BodyParameters) -> dict[str, str]:
    """Name or place, counted from 1, and what fills it."""
    numbered = enumerate(parameters, start=1)
    return dict(each if isinstance(each, tuple) else (str(place), each) for place, each in numbered)


def _buttons(there: list[Json], pressed: tuple[TemplateButton, ...]) -> Iterator[Violation]:
    given = {button.index: button for button in pressed}
    yield from at_most("template button index", max(given, default=-1), len(there) - 1)
    for index, button in enumerate(there):
        yield from _button(button, given.get(index))


def _button(there: Json, given: TemplateButton | None) -> Iterator[Violation]:
    """A link with a gap and a code must be filled, a link without one takes nothing; the others may be."""
    kind, url = text_of(there, "type").upper(), text_of(there, "url")
    gap = kind == "URL" and VARIABLE.search(url) is not None
    if given is None:
        if gap or kind == "COPY_CODE":
            yield Violation("template button filled", 1, 0)
        return
    if PRESSED[type(given)] != kind or (kind == "URL" and not gap):
        yield Violation("template button of another kind", 1, 0)
