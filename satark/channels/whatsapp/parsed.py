"""What one stored item of WhatsApp meant: frozen values whose repr never shows who or what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from satark.conversation.values import Inbound, MediaId, MediaKind

UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a time WhatsApp did not give or gave as nonsense: the relay, which has the clock, puts its own."""


class Discreet:
    """A value that holds identity or words: printing it, also by accident in a traceback, shows its class only."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, slots=True, repr=False)
class Sender(Discreet):
    """A person as WhatsApp names them: digits of a phone number, a business-scoped user id, both or neither."""

    number: str | None = None
    user_id: str | None = None

    def __bool__(self) -> bool:
        return self.number is not None or self.user_id is not None


@dataclass(frozen=True, slots=True, repr=False)
class MediaToFetch(Discreet):
    """A file that waits at WhatsApp for 7 days. Everything but our own id and the kind came from the sender."""

    media_id: MediaId
    provider_id: str
    kind: MediaKind
    mime: str = ""
    """As declared: never trusted, never what decides how a file is shown."""
    sha256: bytes | None = None
    file_name: str = ""
    url: str = ""
    """Good for 5 minutes and only with the token: saves one call when the fetch is prompt."""


Forwarded = Literal["", "forwarded", "often"]
"""WhatsApp's mark: passed on by others up to five times, or more often than that."""


@dataclass(frozen=True, slots=True, repr=False)
class ParsedMessage(Discreet):
    """Something a person sent to one of our numbers."""

    phone_number_id: str
    sender: Sender
    inbound: Inbound
    wamid: str = ""
    quoted: str = ""
    """The wamid this one answers, reacts to or edits; may wrap the id that we know in another envelope (`core_of`)."""
    fetch: MediaToFetch | None = None
    keep: str = ""
    """One of `REASONS` when a sealed copy is also set aside and an alarm raised, although the person is answered."""
    forwarded: Forwarded = ""


Progress = Literal["sent", "delivered", "read", "played", "failed"]


@dataclass(frozen=True, slots=True, repr=False)
class ParsedStatus(Discreet):
    """How far a message of ours got. Who it was for is not carried: `opaque` is our own outbox id."""

    phone_number_id: str
    opaque: str
    status: Progress
    rank: int
    """Never lower what is recorded: statuses come out of order. 0 for `failed`, which is a flag of its own."""
    at: datetime
    error: int | None = None
    wamid: str = ""
    """Whose status it is, in WhatsApp's words: joins where `opaque` is missing, by its core (`core_of`)."""


@dataclass(frozen=True, slots=True, repr=False)
class ParsedSystem(Discreet):
    """WhatsApp says that a person's number or user id changed, or that the phone behind it did."""

    phone_number_id: str
    kind: Literal["number_changed", "user_id_changed", "phone_changed"]
    old: Sender
    """Empty when WhatsApp did not say: then record the event and link nothing."""
    new: Sender
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class ParsedPreference(Discreet):
    """A person told WhatsApp itself that we shall stop, or may go on, writing to them unasked."""

    phone_number_id: str
    sender: Sender
    stop: bool
    at: datetime


NoticeKind = Literal[
    "template_status",
    "template_quality",
    "template_category",
    "template_components",
    "number_quality",
    "number_name",
    "account",
    "account_review",
    "alert",
    "capability",
    "security",
    "other",
]


@dataclass(frozen=True, slots=True, repr=False)
class ParsedNotice(Discreet):
    """WhatsApp says something about our own account, a number of ours or a template; nobody spoke."""

    kind: NoticeKind
    code: str
    """Stable, for alarms and the record: one of `inbound.codes.CODES`."""
    alarm: bool
    at: datetime
    waba: str = ""
    phone_number_id: str = ""
    """Empty for most: those notices name a number only as it is shown (`number`)."""
    number: str = ""
    """Digits of the number of ours that it is about."""
    subject: str = ""
    """Name of the template."""
    language: str = ""
    """Of the template, Meta's code."""
    state: str = ""
    """Meta's own word for it, in capital letters: PAUSED, FLAGGED, DISABLED …"""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Nothing for a conversation. `reason` is one of `REASONS`, never content."""

    reason: str
    keep: bool = field(default=False)
    """True when a person may have said something in it that we could not read: set it aside, do not drop it."""
    error: int | None = None
    """The number of WhatsApp's own error, where it is one."""
    alarm: bool = False
    """True when an operator has to look: people may not be heard, or WhatsApp reports a fault of ours."""


REASONS: dict[str, str] = {
    "broken": "not the JSON object that the edge stores",
    "no_number": "does not say which of our numbers it came to",
    "no_sender": "carries neither a phone number nor a user id",
    "group": "written in a group: this desk talks with one person at a time",
    "ourselves": "our own number as sender",
    "act_on_chat": "pinned, kept, voted, deleted or opened something: nothing was said",
    "system": "a system message of a kind that we do not know: somebody may be somebody else now",
    "status": "a delivery status we do not know",
    "errors": "WhatsApp reports an error of its own (see the number)",
    "standby": "another app holds this number's conversation (Meta Business Agent is on): people are not heard",
    "kind_unknown": "a kind of message that WhatsApp has invented since: answered politely, and kept to be read later",
    "form_unread": "a form whose answers could not be read whole: what could be is answered",
    "preference": "a wish to be written to, or not, that could not be read",
    "unread": "came in a shape that we do not know; a person may have said something in it",
    "change": "an envelope with nothing in it",
}
