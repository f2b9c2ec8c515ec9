"""Puts a sender's parameters into a template: 132000 for a wrong count, 132012 for a wrong form, 132005 when too long."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from satark.simulator.errors import GraphError, missing
from satark.simulator.lengths import is_text, length
from satark.simulator.templates.template import VARIABLE, Template

Json = dict[str, Any]

BODY_MAX, HEADER_MAX = 1024, 60
PAYLOAD_MAX, COUPON_MAX = 128, 15


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    text: str
    buttons: tuple[tuple[str, str], ...]
    """(payload, title) of its quick replies; without a payload of the sender's the title is the payload."""
    header: str = ""
    footer: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """(title, address) of its buttons that open a page."""


@dataclass(slots=True)
class Given:
    """What the components of one message bring."""

    header: list[Json] = field(default_factory=list)
    body: list[Json] = field(default_factory=list)
    buttons: dict[int, tuple[str, Json]] = field(default_factory=dict)
    """(sub_type, first parameter) by index."""


def fill(template: Template, components: list[Json]) -> FilledTemplate:
    """Raises GraphError."""
    given = sorted_out(components)
    check_media_header(template, given.header)
    header = filled_text("header", template.header.get("text", ""), given.header, HEADER_MAX)
    text = filled_text("body", template.body, given.body, BODY_MAX)
    strangers = given.buttons.keys() - set(range(len(template.keys)))
    if strangers:
        raise GraphError(132018, f"buttons: there is no button at index {min(strangers)}")
    replies, links = [], []
    for index, key in enumerate(template.keys):
        value = PARAMETERS[key["type"]](index, key, given.buttons.get(index))
        if key["type"] == "QUICK_REPLY":
            replies.append((value, key["text"]))
        if key["type"] == "URL":
            links.append((key["text"], value))
    return FilledTemplate(text, tuple(replies), header, template.footer, tuple(links))


def sorted_out(components: list[Json]) -> Given:
    given = Given()
    for component in components:
        parameters = component.get("parameters", [])
        if not isinstance(parameters, list) or not all(isinstance(each, dict) for each in parameters):
            raise GraphError(132012, "parameters must be a list of objects")
        match str(component.get("type", "")).lower():
            case "header":
                given.header = parameters
            case "body":
                given.body = parameters
            case "button":
                index = index_of(component)
                if index in given.buttons:
                    raise GraphError(132018, f"buttons: index {index} is filled twice")
                given.buttons[index] = (
                    str(component.get("sub_type", "")).lower(),
                    parameters[0] if parameters else {},
                )
            case other:
                raise GraphError(132018, f"{other}: the template has no such component")
    return given


def index_of(component: Json) -> int:
    try:
        return int(component["index"])
    except (KeyError, TypeError, ValueError):
        raise GraphError(131009, "buttons: an index is needed") from None


def check_media_header(template: Template, parameters: list[Json]) -> None:
    """A header with a file, or a place, takes one parameter of just that kind."""
    kind = str(template.header.get("format", "TEXT")).lower()
    if kind == "text":
        return
    if len(parameters) != 1 or parameters[0].get("type") != kind:
        raise GraphError(132012, f"header: one parameter of type {kind} is expected")
    if not isinstance(parameters[0].get(kind), dict):
        raise missing(f"header['{kind}']")
    parameters.clear()


def filled_text(where: str, text: str, parameters: list[Json], most: int) -> str:
    """The words with every gap filled, by name or by place."""
    gaps = list(dict.fromkeys(VARIABLE.findall(text)))
    if len(parameters) != len(gaps):
        raise GraphError(
            132000,
            f"{where}: number of localizable_params ({len(parameters)}) does not match the expected number of params "
            f"({len(gaps)})",
        )
    named = any(not gap.isdigit() for gap in gaps)
    names = [str(each.get("parameter_name", "")) for each in parameters] if named else sorted(gaps, key=int)
    if set(names) != set(gaps):
        raise GraphError(132000, f"{where}: the parameters are named otherwise")
    values = dict(zip(names, (text_of(where, each) for each in parameters), strict=True))
    filled = VARIABLE.sub(lambda found: values[found[1]], text)
    if length(filled) > most:
        raise GraphError(132005, f"{where}: the filled text is longer than {most}")
    return filled


def text_of(where: str, parameter: Json) -> str:
    text = parameter.get("text")
    if not isinstance(text, str) or not is_text(text) or parameter.get("type", "text") != "text":
        raise GraphError(132012, f"{where}: a parameter must be of type text and not empty")
    if re.search(r"[\n\t]| {5,}", text):
        raise GraphError(132018, f"{where}: no line breaks, tabs or more than four spaces in a parameter")
    return text


# --- one function for each kind of button: what pressing it means, with the sender's parameter or without ---

Parameter = tuple[str, Json] | None


def quick_reply(_index: int, key: Json, given: Parameter) -> str:
    if given is None:
        return str(key["text"])
    return parameter_of(given, "quick_reply", "payload", PAYLOAD_MAX)


def url(index: int, key: Json, given: Parameter) -> str:
    address = str(key.get("url", ""))
    if not VARIABLE.search(address):
        return fixed(index, key, given) or address
    if given is None:
        raise missing(f"buttons: button at index {index} of type Url requires a parameter")
    return VARIABLE.sub(lambda _: parameter_of(given, "url", "text", 2000), address)


def copy_code(index: int, _key: Json, given: Parameter) -> str:
    if given is None:
        raise missing(f"buttons: button at index {index} of type CopyCode requires a parameter")
    return parameter_of(given, "copy_code", "coupon_code", COUPON_MAX)


def flow(_index: int, _key: Json, given: Parameter) -> str:
    if given is not None and (given[0] != "flow" or given[1].get("type", "action") != "action"):
        raise GraphError(132018, "buttons: a flow takes one parameter of type action")
    return ""


def fixed(index: int, _key: Json, given: Parameter) -> str:
    if given is not None:
        raise GraphError(132018, f"buttons: the button at index {index} takes no parameter")
    return ""


def parameter_of(given: tuple[str, Json], sub_type: str, kind: str, most: int) -> str:
    if given[0] != sub_type:
        raise GraphError(132018, f"buttons: the template has a {sub_type} here")
    value = given[1].get(kind)
    if (
        given[1].get("type") != kind
        or not isinstance(value, str)
        or not is_text(value)
        or length(value) > most
    ):
        raise GraphError(
            132012, f"buttons: a {sub_type} takes one parameter of type {kind}, 1 to {most} characters"
        )
    return value


PARAMETERS: dict[str, Callable[[int, Json, Parameter], str]] = {
    "QUICK_REPLY": quick_reply,
    "URL": url,
    "COPY_CODE": copy_code,
    "FLOW": flow,
    "PHONE_NUMBER": fixed,
}
