"""What Meta would refuse about a question: buttons, a list, a link, a location request or a Flow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from satark.simulator.errors import invalid
from satark.simulator.lengths import check_distinct, check_field, check_media_reference, items_of, part_of

Json = dict[str, Any]

BODY_MAX = 1024
"""For lists too, although one of Meta's pages allows them 4096: its own specification says 1024."""


def check_interactive(interactive: Json) -> None:
    kind = interactive.get("type")
    check = INTERACTIVE.get(str(kind))
    if check is None:
        raise invalid(f"interactive['type'] must be one of {sorted(INTERACTIVE)}")
    check_field(part_of(interactive, "body"), "text", "body text", BODY_MAX)
    if "footer" in interactive:
        check_field(part_of(interactive, "footer"), "text", "footer text", 60)
    if "header" in interactive:
        check_header(part_of(interactive, "header"), text_only=kind != "button")
    check(part_of(interactive, "action"))


def check_header(header: Json, *, text_only: bool) -> None:
    kind = header.get("type")
    if kind == "text":
        check_field(header, "text", "header text", 60)
    elif text_only or kind not in ("image", "video", "document"):
        raise invalid("header type not allowed here")
    else:
        check_media_reference(part_of(header, kind))


def check_flow(action: Json) -> None:
    parameters = action.get("parameters")
    if action.get("name") != "flow" or not isinstance(parameters, dict):
        raise invalid("action: the name flow, and its parameters")
    if parameters.get("flow_message_version") != "3":
        raise invalid("flow_message_version must be 3")
    if bool(parameters.get("flow_id")) == bool(parameters.get("flow_name")):
        raise invalid("flow_id or flow_name, and not both")
    check_field(parameters, "flow_cta", "flow_cta", 30)
    for name, allowed in (("flow_action", ("navigate", "data_exchange")), ("mode", ("draft", "published"))):
        if parameters.get(name, allowed[0]) not in allowed:
            raise invalid(f"{name} must be one of {', '.join(allowed)}")
    if not isinstance(parameters.get("flow_token", ""), str):
        raise invalid("flow_token must be a text")


def check_buttons(action: Json) -> None:
    buttons = items_of(action, "buttons", "buttons", 3)
    replies = [part_of(button, "reply") for button in buttons]
    for button, reply in zip(buttons, replies, strict=True):
        if button.get("type") != "reply":
            raise invalid("button type must be reply")
        check_field(reply, "id", "button id", 256)
        check_field(reply, "title", "button title", 20)
    check_distinct([reply["id"] for reply in replies], "button ids")
    check_distinct([reply["title"] for reply in replies], "button titles")


def check_list(action: Json) -> None:
    check_field(action, "button", "list button", 20)
    sections = items_of(action, "sections", "sections", 10)
    rows: list[Json] = []
    for section in sections:
        if len(sections) > 1 or "title" in section:
            check_field(section, "title", "section title", 24)
        rows += items_of(section, "rows", "rows", 10)
    if len(rows) > 10:
        raise invalid("Total row count exceed max allowed count: 10")
    for row in rows:
        check_field(row, "id", "row id", 200)
        check_field(row, "title", "row title", 24)
        if row.get("description"):
            check_field(row, "description", "row description", 72)
    check_distinct([row["id"] for row in rows], "row ids")


def check_location_request(action: Json) -> None:
    if action.get("name") != "send_location":
        raise invalid("action['name'] must be send_location")


def check_cta_url(action: Json) -> None:
    if action.get("name") != "cta_url":
        raise invalid("action['name'] must be cta_url")
    parameters = part_of(action, "parameters")
    check_field(parameters, "display_text", "display_text", 20)
    check_field(parameters, "url", "url", 2000)
    if not str(parameters["url"]).startswith(("https://", "http://")):
        raise invalid("url must be a web address")


INTERACTIVE: dict[str, Callable[[Json], None]] = {
    "button": check_buttons,
    "list": check_list,
    "location_request_message": check_location_request,
    "cta_url": check_cta_url,
    "flow": check_flow,
}
