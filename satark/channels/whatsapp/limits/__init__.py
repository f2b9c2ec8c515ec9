"""WhatsApp's limits, checked before sending: a refused message is a person left without an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from satark.channels.whatsapp.limits.counting import Violation, blank, length
from satark.channels.whatsapp.limits.files import of_file
from satark.channels.whatsapp.limits.fillings import of_filling
from satark.channels.whatsapp.limits.messages import of_message, of_opaque
from satark.channels.whatsapp.limits.templates import of_definition
from satark.channels.whatsapp.sendable import Sendable, TemplateMessage, of
from satark.conversation.values import OutMessage

__all__ = [
    "Violation",
    "blank",
    "interactive",
    "length",
    "preflight",
    "preflight_file",
    "preflight_opaque",
    "preflight_template",
]


def preflight(message: OutMessage | Sendable) -> list[Violation]:
    """Every limit this message breaks; empty when WhatsApp will take it as it is."""
    if isinstance(message, OutMessage):
        return list(_of_dialogue(message))
    return list(of_message(message))


def preflight_template(
    definition: Mapping[str, Any], message: TemplateMessage | None = None
) -> list[Violation]:
    """The same for a template as it is created at Meta, and, where that is right, for one way of filling it in."""
    found = list(of_definition(definition))
    return found if found or message is None else list(of_filling(definition, message))


def preflight_file(kind: str, *, mime: str, size: int) -> list[Violation]:
    """The same for a file to be uploaded; `kind` is a key of `limits.files.FILES`."""
    return list(of_file(kind, mime=mime, size=size))


def preflight_opaque(opaque: str) -> list[Violation]:
    """The same for what comes back in each status."""
    return list(of_opaque(opaque))


def interactive(message: OutMessage) -> bool:
    return bool(message.buttons or message.rows or message.ask_pin)


def _of_dialogue(message: OutMessage) -> Iterator[Violation]:
    forms = sum((bool(message.buttons), bool(message.rows), message.ask_pin))
    if forms > 1:
        yield Violation("forms", 1, forms)
    if message.media and not forms and not message.text:
        # Its files go without words.
        return
    yield from of_message(of(message))
