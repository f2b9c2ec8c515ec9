"""The 24 hours are looked at when a letter is handed to the sender, not when it is written.

1. Within them, counted from the person's last message to that number, a letter goes as it is.
2. After them the template that stands in for it goes, to who agreed to be written to, if WhatsApp will take it.
3. Else it cannot reach the person until they write. After a week nobody waits for it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from satark.relay.letters import Letter

WINDOW = timedelta(hours=24) - timedelta(minutes=5)
"""WhatsApp's own is 24 hours; a message that is under way when it closes is refused."""
LIFE = timedelta(days=7)
"""How long a letter is tried."""
TEMPLATE_AGAIN = timedelta(hours=1)
"""A paused template comes back after three or six hours."""
CLOSED = "131047"
"""WhatsApp's own word that the 24 hours are over: it counts for more than our reckoning."""

Usable = Callable[[tuple[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known, at the moment of sending, of a letter and of whom it is for."""

    at: datetime
    """When it was written."""
    wrote_at: datetime | None
    """When the person last wrote to that number; unknown when the talk is gone, and then it was just now."""
    agreed: bool
    """Whether the person may be written to unasked: a source who said yes, or the phone of a post."""
    error: str = ""
    """What kept it the last time."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """It does not go, or not yet."""

    error: str
    again_in: timedelta | None = None


TOLD = Undelivered("told")
"""An announcement to somebody who has written meanwhile: there is nothing left to announce."""


def is_open(wrote_at: datetime | None, now: datetime) -> bool:
    return wrote_at is not None and now - wrote_at < WINDOW


def form(letter: Letter, standing: Standing, *, now: datetime, usable: Usable) -> Letter | Undelivered:
    """The letter as it may go now, or why it does not."""
    if now - standing.at > LIFE:
        return Undelivered(standing.error or "too_late")
    if is_open(standing.wrote_at or standing.at, now) and standing.error != CLOSED:
        return TOLD if letter.formal else letter
    if letter.stand_in is None or not standing.agreed:
        return Undelivered("window")
    if not usable(letter.template):
        return Undelivered("template", again_in=TEMPLATE_AGAIN)
    return letter.as_template()
