"""To whom, and what stands in for a message when the 24 hours are over."""

from __future__ import annotations

from dataclasses import dataclass

from satark.channels.whatsapp.parsed import Discreet
from satark.conversation.values import Language


@dataclass(frozen=True, slots=True, repr=False)
class Address(Discreet):
    """Where a message goes. With both given the number is used, as WhatsApp itself does."""

    number: str | None = None
    user_id: str | None = None

    def __post_init__(self) -> None:
        if not self.number and not self.user_id:
            raise ValueError("an address needs a number or a user id")


@dataclass(frozen=True, slots=True)
class Template:
    """An approved text for when the 24 hours are over; `reply` is the `step:option` its one button stands for."""

    name: str
    language: Language
    params: tuple[str, ...] = ()
    reply: str = ""


TEMPLATE_LANGUAGES: dict[Language, tuple[str, str]] = {
    "hi": ("", "hi"),
    "en": ("", "en"),
    "ur": ("", "ur"),
    "bho": ("_bho", "hi"),
}
"""Language -> (what our template's name ends with, Meta's code). `en` and `en_US` are different languages there."""
