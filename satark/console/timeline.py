"""What was done, one line each, newest first. A pure reading of the case's events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from satark.cases.values import DirectionLine, EventLine
from satark.console import words
from satark.console.names import called


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    icon: str
    says: str
    by: str
    text: str
    tone: str
    """`note`, `late`, `source` or empty: how the line is set off."""


Sentence = Callable[[EventLine, str], str]
Says = tuple[str, str, Sentence]
"""Icon, tone, and the sentence for an event and its addressee."""


class Recorded(Protocol):
    """A page that shows a record, sealed or open."""

    @property
    def events(self) -> Sequence[EventLine]: ...
    @property
    def directions(self) -> Sequence[DirectionLine]: ...


TOLD_HERE = frozenset({"note", "returned", "closed", "assessed", "release_asked", "handed_over"})
"""Whose words stand in the line itself; those of the others stand in the talk or with their direction."""


def timeline(
    page: Recorded, kinds: Mapping[str, Says] | None = None, told_here: frozenset[str] = TOLD_HERE
) -> list[Entry]:
    """Newest first. `kinds`: how each kind of event is said, where it is not a tip."""
    addressees = {line.ref: called(line, "post_name") for line in page.directions}
    # Turned round whole: of two events of one moment, too, the later stands above.
    return [
        entry(event, addressees.get(event.ref, ""), kinds or KINDS, told_here)
        for event in reversed(page.events)
    ]


def entry(event: EventLine, addressee: str, kinds: Mapping[str, Says], told_here: frozenset[str]) -> Entry:
    icon, tone, sentence = kinds.get(event.kind, ("circle", "", lambda event, post: str(event.kind)))
    post = called(event, "post_name")
    actor = "" if post == addressee else post
    return Entry(
        at=event.at,
        icon=icon,
        says=sentence(event, addressee or post),
        by=", ".join(part for part in (event.officer_name, actor) if part),
        text=event.text if event.kind in told_here else "",
        tone=tone,
    )


KINDS: dict[str, Says] = {
    "filed": ("inbox", "source", lambda event, post: _("The tip was filed")),
    "added": ("message-2", "source", lambda event, post: _("The source added something")),
    "read": ("check", "", lambda event, post: _("Read")),
    "directed": ("send", "", lambda event, post: _("Directed to %(post)s") % {"post": post}),
    "direction_sent": ("check", "", lambda event, post: _("Sent to the phone of %(post)s") % {"post": post}),
    "direction_delivered": ("checks", "", lambda event, post: _("Reached the phone of %(post)s") % {"post": post}),
    "direction_read": ("checks", "", lambda event, post: _("Read on the phone of %(post)s") % {"post": post}),
    "direction_failed": (
        "alert-triangle", "late",
        lambda event, post: not_delivered(event, post),
    ),
    "received": ("check", "", lambda event, post: _("%(post)s pressed Received") % {"post": post}),
    "progress": ("message-2", "", lambda event, post: _("%(post)s reported") % {"post": post}),
    "answered": ("message-check", "", lambda event, post: _("%(post)s answered") % {"post": post}),
    "returned": ("arrow-back-up", "", lambda event, post: _("Answer returned to %(post)s") % {"post": post}),
    "asked": ("message-question", "", lambda event, post: _("Asked the source")),
    "told": ("speakerphone", "", lambda event, post: _("Answered the source")),
    "note": ("notes", "note", lambda event, post: _("Note of the cell")),
    "closed": ("archive", "", lambda event, post: closed(event)),
    "withdrawn": ("archive", "", lambda event, post: _("No longer needed from %(post)s") % {"post": post}),
    "reply_held": ("clock", "", lambda event, post: held(event)),
    "assessed": ("notes", "", lambda event, post: _("Credibility, corroboration and ground were written down")),
    "released": ("check", "", lambda event, post: _("Released by the supervisor") if event.data.get("granted") else _("Not released by the supervisor")),
    "handed_over": ("send", "", lambda event, post: _("Given to another cell")),
    "accused": ("user-shield", "", lambda event, post: _("It was said which policemen it is about")),
    "release_asked": ("clock", "", lambda event, post: _("Put before the supervisor")),
    "made_urgent": ("alert-triangle", "late", lambda event, post: _("Danger: fact and place went out at once")),
    "approved": ("check", "", lambda event, post: _("Answer of %(post)s accepted") % {"post": post}),
    "muted": ("clock", "", lambda event, post: _("What this sender adds rings no more for a day")),
    "unmuted": ("check", "", lambda event, post: _("What this sender adds rings again")),
    "blocked": ("archive", "", lambda event, post: _("What this sender writes goes to the quiet pile")),
    "unblocked": ("check", "", lambda event, post: _("This sender is read as others are")),
    "overdue": ("alarm", "late", lambda event, post: _("%(post)s is past the term") % {"post": post}),
}  # fmt: skip


def closed(event: EventLine) -> str:
    outcome = words.called(words.OUTCOMES, str(event.data.get("outcome", "")))
    return _("Closed: %(outcome)s") % {"outcome": outcome}


def not_delivered(event: EventLine, post: str) -> str:
    """Why, where that is known, and what to do about it."""
    why = words.FAILURES.get(str(event.data.get("why", "")))
    if why is None:
        return _("WhatsApp did not deliver it to %(post)s. Tell them by phone or radio.") % {"post": post}
    sentence = _("It did not reach %(post)s: %(why)s. Tell them by phone or radio, or direct it once more.")
    return sentence % {"post": post, "why": why}


def held(event: EventLine) -> str:
    """Nothing is lost: what the source has not heard is said first when they write."""
    why = words.FAILURES.get(str(event.data.get("why", "")), _("WhatsApp did not take it"))
    return _("No message tells the source: %(why)s. They read it when they write to us.") % {"why": why}
