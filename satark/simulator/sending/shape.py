"""What Meta would refuse about the shape and length of a message to send; who and when is checked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from satark.simulator.errors import GraphError, invalid, missing
from satark.simulator.lengths import check_field, check_media_reference, is_seen, items_of, length, part_of
from satark.simulator.sending.interactive import check_interactive

Json = dict[str, Any]

TEXT_MAX = 4096
CAPTION_MAX = 1024
EMOJI_MAX = 16
OPAQUE_MAX = 512
CONTACTS_MOST = 5
"""Meta's specification; one of its pages allows 257."""
NUMBER = re.compile(r"\+?[0-9]{8,15}")
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")

CAPTIONED = ("image", "video", "document")
MEDIA_TYPES = (*CAPTIONED, "audio", "sticker")


def check_message(message: Json) -> None:
    """Everything about a message that needs no look at stored things. Raises GraphError."""
    check_addressee(message)
    opaque = message.get("biz_opaque_callback_data", "")
    if not isinstance(opaque, str) or length(opaque) > OPAQUE_MAX:
        raise GraphError(100, f"Param biz_opaque_callback_data must be at most {OPAQUE_MAX} characters long.")
    kind = message.get("type", "text")
    if kind == "contacts":
        check_contacts(items_of(message, "contacts", "contacts", CONTACTS_MOST))
        return
    check = CHECKS.get(kind)
    if check is None:
        raise GraphError(100, f"Param type must be one of {{{', '.join(sorted((*CHECKS, 'contacts')))}}}")
    check(part_of(message, kind))


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
    check_field(text, "body", "text['body']", TEXT_MAX, code=100)


def check_captioned(media: Json) -> None:
    check_media_reference(media)
    if media.get("caption"):
        check_field(media, "caption", "caption", CAPTION_MAX, code=100)


def check_uncaptioned(media: Json) -> None:
    check_media_reference(media)
    if "caption" in media:
        raise GraphError(100, "Unexpected key 'caption'")


def check_location(location: Json) -> None:
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = location.get(name)
        if value is None:
            raise missing(f"location['{name}']")
        try:
            inside = not isinstance(value, bool) and -most <= float(value) <= most
        except (TypeError, ValueError):
            inside = False
        if not inside:
            raise invalid(f"location['{name}']: not on this Earth")
    if not all(isinstance(location.get(name, ""), str) for name in ("name", "address")):
        raise invalid("location: name and address are texts")


def check_contacts(contacts: list[Json]) -> None:
    """A name to show, and at least one more part of it."""
    for contact in contacts:
        name = part_of(contact, "name")
        check_field(name, "formatted_name", "contacts['name']['formatted_name']", TEXT_MAX)
        if not name.keys() - {"formatted_name"}:
            raise missing("contacts['name']: first_name, last_name or another part")
        phones = contact.get("phones", [])
        if not isinstance(phones, list) or not all(isinstance(phone, dict) for phone in phones):
            raise invalid("contacts['phones'] must be a list of objects")


def check_template(template: Json) -> None:
    check_field(template, "name", "template name", 512)
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
    emoji = reaction["emoji"]
    if length(emoji) > EMOJI_MAX or (emoji and not any(map(is_seen, emoji))):
        raise invalid("reaction['emoji'] must be one emoji")


CHECKS: dict[str, Callable[[Json], None]] = {
    "text": check_text,
    "interactive": check_interactive,
    "template": check_template,
    "reaction": check_reaction,
    "location": check_location,
    **dict.fromkeys(CAPTIONED, check_captioned),
    "audio": check_uncaptioned,
    "sticker": check_uncaptioned,
}
