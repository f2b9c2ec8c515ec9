"""What Meta refuses about a template that is filed or changed, before anybody reviews it."""

from __future__ import annotations

import re
from typing import Any

from satark.simulator.errors import GraphError
from satark.simulator.lengths import is_text, length
from satark.simulator.templates.template import VARIABLE, Template

Json = dict[str, Any]

NAME = re.compile(r"[a-z0-9_]{1,512}")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
HEADER_FORMATS = ("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION")
BODY_MAX, SHORT_MAX, LABEL_MAX, ADDRESS_MAX, COUPON_MAX = 1024, 60, 25, 2000, 15
BUTTONS_MOST = {"QUICK_REPLY": 10, "URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1}
BUTTONS_ALTOGETHER = 10
ADJACENT = re.compile(r"\}\}\s*\{\{")


def read_template(body: Json) -> Template:
    """What is to be filed. Raises GraphError."""
    name, language, category = body.get("name"), body.get("language"), body.get("category")
    _demand(
        isinstance(name, str) and NAME.fullmatch(name), "name: lower-case letters, digits and underscores"
    )
    _demand(isinstance(language, str) and LANGUAGE.fullmatch(language), "language: a code such as en_US")
    _demand(category in CATEGORIES, f"category: one of {', '.join(CATEGORIES)}")
    return with_components(Template(str(name), str(language), "", category=str(category)), body)


def with_components(template: Template, body: Json) -> Template:
    """The template with these components in place of its own. Raises GraphError."""
    components = body.get("components")
    _demand(
        isinstance(components, list) and all(isinstance(part, dict) for part in components),
        "components: a list of objects",
    )
    parts = {str(part.get("type", "")).upper(): part for part in components or []}
    _demand(len(parts) == len(components or []), "components: one of each type")
    _demand(
        parts.keys() <= {"HEADER", "BODY", "FOOTER", "BUTTONS"}, "components: header, body, footer, buttons"
    )
    _demand("BODY" in parts, "components: a body is needed")
    named = str(body.get("parameter_format", "POSITIONAL")).upper() == "NAMED"
    check_words("body", parts["BODY"], BODY_MAX, named=named)
    header = parts.get("HEADER", {})
    if header:
        check_header(header, named=named)
    footer = parts.get("FOOTER", {}).get("text", "")
    if "FOOTER" in parts:
        _demand(is_text(footer), "footer: a text")
        _demand(
            length(footer) <= SHORT_MAX and not VARIABLE.search(footer), "footer: 60 characters, no variable"
        )
    buttons = parts.get("BUTTONS", {}).get("buttons", [])
    check_buttons(buttons, there="BUTTONS" in parts)
    return Template(
        template.name,
        template.language,
        parts["BODY"]["text"],
        tuple(_plain(button) for button in buttons),
        template.category,
        {key: value for key, value in header.items() if key != "type"},
        footer,
        parts["BODY"].get("example") or {},
    )


def check_words(where: str, part: Json, most: int, *, named: bool) -> None:
    """Variables stand neither first nor last nor next to each other, count up from 1, and each has an example."""
    text = part.get("text")
    _demand(is_text(text), f"{where}: a text that is not empty")
    words = str(text).strip()
    _demand(length(str(text)) <= most, f"{where}: at most {most} characters")
    gaps = list(dict.fromkeys(VARIABLE.findall(words)))
    if not gaps:
        return
    _demand(
        not words.startswith("{{") and not words.endswith("}}"), f"{where}: no variable at its start or end"
    )
    _demand(not ADJACENT.search(words), f"{where}: no variables next to each other")
    if named:
        _demand(all(re.fullmatch(r"[a-z_][a-z0-9_]*", gap) for gap in gaps), f"{where}: names in lower case")
    else:
        counted = [str(number) for number in range(1, len(gaps) + 1)]
        _demand(sorted(gaps) == sorted(counted), f"{where}: variables are numbered from 1 without a gap")
    check_examples(where, part.get("example"), gaps, named=named)


def check_examples(where: str, example: Any, gaps: list[str], *, named: bool) -> None:
    given = example if isinstance(example, dict) else {}
    if named:
        names = [each.get("param_name") for each in given.get(f"{where}_text_named_params", [])]
        _demand(sorted(map(str, names)) == sorted(gaps), f"{where}: an example for each variable")
        return
    samples = given.get(f"{where}_text", [])
    if where == "body":
        samples = samples[0] if samples and isinstance(samples[0], list) else []
    _demand(len(samples) == len(gaps), f"{where}: an example for each variable")


def check_header(header: Json, *, named: bool) -> None:
    form = str(header.get("format", "")).upper()
    _demand(form in HEADER_FORMATS, f"header: format is one of {', '.join(HEADER_FORMATS)}")
    if form != "TEXT":
        return
    text = str(header.get("text", ""))
    _demand(len(set(VARIABLE.findall(text))) <= 1, "header: one variable at most")
    # Unlike a body, a header may begin or end with its variable.
    framed = header | {"text": f".{text}." if is_text(text) else text}
    check_words("header", framed, SHORT_MAX + 2, named=named)


def check_buttons(buttons: Any, *, there: bool) -> None:
    if not there:
        return
    _demand(isinstance(buttons, list) and all(isinstance(each, dict) for each in buttons), "buttons: a list")
    _demand(1 <= len(buttons) <= BUTTONS_ALTOGETHER, f"buttons: 1 to {BUTTONS_ALTOGETHER}")
    kinds = [str(button.get("type", "")).upper() for button in buttons]
    for kind in kinds:
        _demand(kind in BUTTONS_MOST, f"buttons: type is one of {', '.join(BUTTONS_MOST)}")
        _demand(
            kinds.count(kind) <= BUTTONS_MOST[kind], f"buttons: at most {BUTTONS_MOST[kind]} of type {kind}"
        )
    replies = [index for index, kind in enumerate(kinds) if kind == "QUICK_REPLY"]
    _demand(not replies or replies[-1] - replies[0] < len(replies), "buttons: quick replies stand together")
    for kind, button in zip(kinds, buttons, strict=True):
        check_button(kind, button)
    labels = [button.get("text") for kind, button in zip(kinds, buttons, strict=True) if kind != "COPY_CODE"]
    _demand(len(set(labels)) == len(labels), "buttons: titles must differ")


def check_button(kind: str, button: Json) -> None:
    if kind == "COPY_CODE":
        example = button.get("example")
        code = example[0] if isinstance(example, list) and example else example
        _demand(
            isinstance(code, str) and 0 < length(code) <= COUPON_MAX, "copy_code: an example of 15 characters"
        )
        return
    text = button.get("text")
    _demand(
        is_text(text) and length(str(text)) <= LABEL_MAX and not VARIABLE.search(str(text)),
        f"buttons: a title of {LABEL_MAX} characters without variables",
    )
    if kind == "URL":
        address = str(button.get("url", ""))
        gaps = VARIABLE.findall(address)
        _demand(
            address.startswith(("https://", "http://")) and length(address) <= ADDRESS_MAX, "url: an address"
        )
        _demand(not gaps or (len(gaps) == 1 and address.endswith("}}")), "url: one variable, at the end")
        _demand(not gaps or button.get("example"), "url: an example for its variable")
    if kind == "PHONE_NUMBER":
        _demand(re.fullmatch(r"\+?[0-9]{5,20}", str(button.get("phone_number", ""))), "phone_number: digits")


def _plain(button: Json) -> str | Json:
    kind = str(button["type"]).upper()
    return str(button["text"]) if kind == "QUICK_REPLY" else button | {"type": kind}


def _demand(right: object, otherwise: str) -> None:
    if not right:
        raise GraphError(100, f"Param {otherwise}")
