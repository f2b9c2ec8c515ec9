"""What the open lane's ids are called in front of officers. An id that is not here is shown as it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _c

from satark.console.words import Word

STAGES: dict[str, Word] = {
    "desk": _c("stage", "With the desk"),
    "sent": _c("stage", "Sent to the station"),
    "received": _c("stage", "Station has it"),
    "team": _c("stage", "Team on the way"),
    "spot": _c("stage", "Police on the spot"),
    "done": _c("stage", "Station says done"),
    "closed": _c("stage", "Closed"),
    "parked": _c("stage", "Set aside"),
    "merged": _c("stage", "Part of another"),
}

STAGE_ICONS = {
    "desk": "inbox",
    "sent": "send",
    "received": "check",
    "team": "checks",
    "spot": "map-pin",
    "done": "message-check",
    "closed": "archive",
    "parked": "archive",
    "merged": "archive",
}

STEPS: dict[str, Word] = {
    "forwarded": _c("step", "Sent"),
    "received": _c("step", "Received"),
    "team_sent": _c("step", "Team left"),
    "on_spot": _c("step", "On the spot"),
    "answered": _c("step", "Done"),
}

CLOCKS: dict[str, Word] = {
    "desk": _c("clock", "to be forwarded"),
    "sent": _c("clock", "to be received"),
    "received": _c("clock", "for the team to leave"),
    "team": _c("clock", "to reach the spot"),
    "spot": _c("clock", "to finish"),
    "done": _c("clock", "for the complainant to answer"),
}
"""What the clock of a stage waits for."""

TRAY_TABS: dict[str, Word] = {
    "new": _c("tab", "To forward"),
    "out": _c("tab", "With stations"),
    "late": _c("tab", "Late"),
    "done": _c("tab", "Done, asked back"),
    "parked": _c("tab", "Set aside"),
    "closed": _c("tab", "Closed"),
}

BOARD_TABS: dict[str, Word] = {
    "open": _c("tab", "Open"),
    "late": _c("tab", "Late"),
    "incidents": _c("tab", "Incidents"),
    "closed": _c("tab", "Finished"),
}

HOW: dict[str, Word] = {
    "boundary": _("inside the station's boundary"),
    "nearest": _("nearest station, no boundary known"),
    "named": _("named in words"),
    "landmark": _("by a place that was named"),
}

PARKED: dict[str, Word] = {
    "greeting": _("Only a greeting"),
    "joke": _("Forwarded joke, advertisement"),
    "outside": _("Outside the district"),
    "advice": _("Question or advice, no police matter"),
    "repeat": _("The same again"),
    "unclear": _("Not to be understood"),
    "other": _("Another reason"),
}

REASONS: dict[str, Word] = {
    "no_vehicle": _("No vehicle"),
    "no_force": _("No force"),
    "other_scene": _("At another scene"),
    "court": _("Court duty"),
    "vip": _("VIP duty"),
    "road": _("Road cut"),
    "network": _("No network"),
}

NEEDS: dict[str, Word] = {
    "force": _("More force"),
    "vehicle": _("A vehicle"),
    "woman_officer": _("A woman officer"),
    "expert": _("An expert"),
}

CAUSES: dict[str, Word] = {
    "network": _c("cause", "network"),
    "means": _c("cause", "means"),
    "will": _c("cause", "no answer"),
    "desk": _c("cause", "desk"),
    "platform": _c("cause", "our system or WhatsApp"),
}

KINDS: dict[str, Word] = {
    "direction": _c("kind", "Direction"),
    "complaint": _c("kind", "Complaint"),
    "dispute": _c("kind", "Whose is it?"),
    "order": _c("kind", "Order"),
    "explanation": _c("kind", "Explanation called for"),
    "review": _c("kind", "Check by another circle"),
}

LANES: dict[str, Word] = {
    "open": _c("lane", "Complaint"),
    "incident": _c("lane", "Incident"),
    "order": _c("lane", "Order"),
}

CAME: dict[str, Word] = {
    "yes": _("police came"),
    "no": _("nobody came"),
    "partly": _("they came, work is left"),
}

PRESENCE: dict[str, Word] = {
    "present": _c("presence", "present"),
    "vacant": _c("presence", "vacant"),
    "away": _c("presence", "away"),
    "leave": _c("presence", "on leave"),
    "medical": _c("presence", "on sick leave"),
    "court": _c("presence", "at court"),
    "training": _c("presence", "in training"),
    "election": _c("presence", "on election duty"),
    "attached": _c("presence", "attached elsewhere"),
    "line": _c("presence", "called to the lines"),
    "suspended": _c("presence", "suspended"),
}

LATE_CLOCKS: dict[str, Word] = {
    "desk": _c("late", "forwarding"),
    "receive": _c("late", "receipt"),
    "team": _c("late", "sending a team"),
    "spot": _c("late", "reaching the spot"),
    "close": _c("late", "finishing"),
    "dispute": _c("late", "deciding whose it is"),
    "order": _c("late", "answering an order"),
}

PROOFS: dict[str, Word] = {
    "sent": _c("proof", "sent"),
    "delivered": _c("proof", "reached the phone"),
    "read": _c("proof", "read on the station's phone"),
}

LINKS: dict[str, Word] = {
    "filed": _c("link", "came in"),
    "forwarded": _c("link", "forwarded"),
    "sent": _c("link", "sent"),
    "delivered": _c("link", "reached the phone"),
    "read": _c("link", "read on the station's phone"),
    "acknowledged": _c("link", "receipt confirmed"),
    "left": _c("link", "team left"),
    "reached": _c("link", "on the spot"),
    "done": _c("link", "done"),
}
"""The chain from a complaint's coming in to its end."""
