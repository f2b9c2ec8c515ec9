"""What Meta would refuse about the shape and length of a message to send; who and when is checked elsewhere.

"Characters" is not defined by Meta, so a text must fit counted in code points and in UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from unicodedata import category

from satark.simulator.errors import GraphError, invalid, missing

Json = dict[str, Any]

TEXT_MAX = 4096
BODY_MAX = 1024
"""For lists too, although one of Meta's pages allows them 4096: its own specification says 1024."""
CAPTION_MAX = 1024
OPAQUE_MAX = 512
NUMBER = re.compile(r"\+?[0-9]{8,15}")
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")

CAPTIONED = ("image", "video", "document")
MEDIA_TYPES = (*CAPTIONED, "audio", "sticker")


def length(text: str) -> int:
    """The larger of code points and UTF-16 units."""
    return max(len(text), len(text.encode("utf-16-le", "surrogatepass")) // 2)


def check_message(message: Json) -> None:
    """Everything about a message that needs no look at stored things. Raises GraphError."""
    check_addressee(message)
    opaque = message.get("biz_opaque_callback_data", "")
    if not isinstance(opaque, str) or length(opaque) > OPAQUE_MAX:
        raise GraphError(100, f"Param biz_opaque_callback_data must be at most {OPAQUE_MAX} characters long.")
    kind = message.get("type", "text")
    check = CHECKS.get(kind)
    if check is None:
        raise GraphError(100, f"Param type must be one of {{{', '.join(sorted(CHECKS))}}}")
    content = message.get(kind)
    if not isinstance(content, dict):
        raise missing(kind)
    check(content)


def check_addressee(message: Json) -> None:
    if message.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
    if message.get("recipient_type", "individual") != "individual":
        raise GraphError(100, "Param recipient_type must be one of {INDIVIDUAL}")
    to, recipient = message.get("to"), message.get("recipient")
    if not to and not recipient:
        raise GraphError(100, "The parameter to is required.")
    # With both, `to` wins, and what stands in `recipient` is not looked at.
    if to and not (isinstance(to, str) and NUMBER.fullmatch(to)):
        raise invalid("to: not a phone number")
    if not to and not (isinstance(recipient, str) and USER_ID.fullmatch(recipient)):
        raise invalid("recipient: not a business-scoped user ID")
    context = message.get("context")
    if context is not None and not (isinstance(context, dict) and isinstance(context.get("message_id"), str)):
        raise missing("context['message_id']")


def check_text(text: Json) -> None:
    _field(text, "body", "text['body']", TEXT_MAX, code=100)


def check_interactive(interactive: Json) -> None:
    kind = interactive.get("type")
    check = INTERACTIVE.get(str(kind))
    if check is None:
        raise invalid(f"interactive['type'] must be one of {sorted(INTERACTIVE)}")
    _field(_part(interactive, "body"), "text", "body text", BODY_MAX)
    if "footer" in interactive:
        _field(_part(interactive, "footer"), "text", "footer text", 60)
    if "header" in interactive:
        check_header(_part(interactive, "header"), text_only=kind != "button")
    check(_part(interactive, "action"))


def check_header(header: Json, *, text_only: bool) -> None:
    kind = header.get("type")
    if kind == "text":
        _field(header, "text", "header text", 60)
    elif text_only or kind not in ("image", "video", "document"):
        raise invalid("header type not allowed here")
    else:
        check_media_reference(_part(header, kind))


def check_buttons(action: Json) -> None:
    buttons = _items(action, "buttons", "buttons", 3)
    replies = [_part(button, "reply") for button in buttons]
    for button, reply in zip(buttons, replies, strict=True):
        if button.get("type") != "reply":
            raise invalid("button type must be reply")
        _field(reply, "id", "button id", 256)
        _field(reply, "title", "button title", 20)
    _distinct([reply["id"] for reply in replies], "button ids")
    _distinct([reply["title"] for reply in replies], "button titles")


def check_list(action: Json) -> None:
    _field(action, "button", "list button", 20)
    sections = _items(action, "sections", "sections", 10)
    rows: list[Json] = []
    for section in sections:
        if len(sections) > 1 or "title" in section:
            _field(section, "title", "section title", 24)
        rows += _items(section, "rows", "rows", 10)
    if len(rows) > 10:
        raise invalid("Total row count exceed max allowed count: 10")
    for row in rows:
        _field(row, "id", "row id", 200)
        _field(row, "title", "row title", 24)
        if row.get("description"):
            _field(row, "description", "row description", 72)
    _distinct([row["id"] for row in rows], "row ids")


def check_location_request(action: Json) -> None:
    if action.get("name") != "send_location":
        raise invalid("action['name'] must be send_location")


def check_cta_url(action: Json) -> None:
    if action.get("name") != "cta_url":
        raise invalid("action['name'] must be cta_url")
    parameters = _part(action, "parameters")
    _field(parameters, "display_text", "display_text", 20)
    _field(parameters, "url", "url", 2000)
    if not str(parameters["url"]).startswith(("https://", "http://")):
        raise invalid("url must be a web address")


def check_media_reference(media: Json) -> None:
    if "link" in media:
        raise GraphError(131053, "The rehearsal fetches nothing: upload the file and send its id")
    if not isinstance(media.get("id"), str):
        raise missing("id")


def check_captioned(media: Json) -> None:
    check_media_reference(media)
    if media.get("caption"):
        _field(media, "caption", "caption", CAPTION_MAX, code=100)


def check_uncaptioned(media: Json) -> None:
    check_media_reference(media)
    if "caption" in media:
        raise GraphError(100, "Unexpected key 'caption'")


def check_template(template: Json) -> None:
    _field(template, "name", "template name", 512)
    language = template.get("language")
    if not isinstance(language, dict) or not isinstance(language.get("code"), str):
        raise missing("template['language']['code']")
    components = template.get("components", [])
    if not isinstance(components, list) or not all(isinstance(part, dict) for part in components):
        raise GraphError(132012, "components must be a list of objects")


def check_reaction(reaction: Json) -> None:
    if not isinstance(reaction.get("message_id"), str):
        raise missing("reaction['message_id']")
    if not isinstance(reaction.get("emoji"), str):
        raise missing("reaction['emoji']")
    if reaction["emoji"] and not any(map(_seen, reaction["emoji"])):
        raise invalid("reaction['emoji'] must be one emoji")
    if length(reaction["emoji"]) > 16:
        raise invalid("reaction['emoji'] must be one emoji")


CHECKS: dict[str, Callable[[Json], None]] = {
    "text": check_text,
    "interactive": check_interactive,
    "template": check_template,
    "reaction": check_reaction,
    **dict.fromkeys(CAPTIONED, check_captioned),
    "audio": check_uncaptioned,
    "sticker": check_uncaptioned,
}

INTERACTIVE: dict[str, Callable[[Json], None]] = {
    "button": check_buttons,
    "list": check_list,
    "location_request_message": check_location_request,
    "cta_url": check_cta_url,
}


def _field(where: Json, key: str, name: str, most: int, *, code: int = 131009) -> None:
    value = where.get(key)
    if value is None:
        raise missing(name)
    if not isinstance(value, str) or not any(map(_seen, value)):
        raise GraphError(code, f"Param {name} must be a text that is not empty.")
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise GraphError(code, f"Param {name} must be a text without NUL and without half a sign.")
    if length(value) > most:
        raise GraphError(code, f"Param {name} must be at most {most} characters long.")


def _seen(sign: str) -> bool:
    """Neither a space nor a control nor of no width: a text of those alone would be an empty bubble."""
    return not sign.isspace() and category(sign) not in ("Cc", "Cf")


def _part(where: Json, key: str) -> Json:
    part = where.get(key)
    if not isinstance(part, dict):
        raise missing(key)
    return part


def _items(where: Json, key: str, name: str, most: int) -> list[Json]:
    items = where.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise missing(name)
    if not 1 <= len(items) <= most:
        raise invalid(f"Invalid {name} count. Min allowed {name}: 1, Max allowed {name}: {most}")
    return items


def _distinct(values: list[str], name: str) -> None:
    if len(set(values)) < len(values):
        raise invalid(f"{name} must differ")
