"""What was done about a complaint or an incident, one sentence for each kind of event."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from satark.cases.values import EventLine
from satark.console import complaint_words, say, words
from satark.console.templatetags.complaints import post_called
from satark.console.timeline import KINDS, TOLD_HERE, Says
from satark.jurisdiction.queries import PostLine

TEXT_HERE = TOLD_HERE | {"parked", "retracted", "visit_said", "need_help", "reason", "reopened", "disputed"}


def _data(event: EventLine, key: str) -> str:
    return str(event.data.get(key) or "")


def _said(table: dict[str, words.Word], event: EventLine, key: str) -> str:
    return str(words.called(table, _data(event, key)))


def _forwarded(event: EventLine, post: str) -> str:
    if event.data.get("auto"):
        return _("Sent to %(post)s by the district's rule") % {"post": post}
    return _("Sent to %(post)s") % {"post": post}


def _answered(event: EventLine, post: str) -> str:
    outcome, number = _said(words.OUTCOMES, event, "outcome"), _data(event, "number")
    said = f"{outcome} {number}".strip()
    return _("%(post)s says it is done: %(outcome)s") % {"post": post, "outcome": said}


def _visit(event: EventLine, post: str) -> str:
    return _("The complainant says: %(said)s") % {"said": _said(complaint_words.CAME, event, "came")}


def _escalated(event: EventLine, post: str) -> str:
    over = event.data.get("over")
    late = say.duration(int(over)) if isinstance(over, int | float) else ""
    return _("Late by %(late)s: %(to)s was told") % {"late": late, "to": post}


def _gd(event: EventLine, post: str) -> str:
    return _("General diary entry %(number)s, %(post)s") % {"number": _data(event, "number"), "post": post}


def _ladder(event: EventLine, post: str) -> str:
    step = event.data.get("step") or _data(event, "how")
    return _("The message did not arrive; tried: %(step)s") % {"step": step}


COMPLAINT_KINDS: dict[str, Says] = KINDS | {
    "filed": ("inbox", "source", lambda event, post: _("The complaint came in")),
    "added": ("message-2", "source", lambda event, post: _("More was said")),
    "retracted": ("arrow-back-up", "source", lambda event, post: _("The complainant took it back")),
    "visit_said": ("message-2", "source", _visit),
    "rated": ("message-2", "source", lambda event, post: _("The complainant gave %(stars)s of 5") % {"stars": _data(event, "stars")}),
    "signed": ("check", "", lambda event, post: _("Signed at the station")),
    "forwarded": ("send", "", _forwarded),
    "recalled": ("arrow-back-up", "", lambda event, post: _("Taken back from %(post)s") % {"post": post}),
    "parked": ("archive", "", lambda event, post: _("Set aside: %(why)s") % {"why": _said(complaint_words.PARKED, event, "why")}),
    "merged": ("archive", "", lambda event, post: _("Put together with another case")),
    "unmerged": ("arrow-back-up", "", lambda event, post: _("A case of its own again")),
    "made_urgent": ("alert-triangle", "late", lambda event, post: _("Marked as going on now")),
    "recategorised": ("notes", "", lambda event, post: _("Category: %(category)s") % {"category": _said(words.CATEGORIES, event, "category")}),
    "asked": ("message-question", "", lambda event, post: _("Asked the complainant")),
    "told": ("speakerphone", "", lambda event, post: _("Wrote to the complainant")),
    "note": ("notes", "note", lambda event, post: _("Note")),
    "received": ("check", "", lambda event, post: _("%(post)s pressed Received") % {"post": post}),
    "team_sent": ("checks", "", lambda event, post: _("%(post)s sent a team") % {"post": post}),
    "on_spot": ("map-pin", "", lambda event, post: _("%(post)s is on the spot") % {"post": post}),
    "answered": ("message-check", "", _answered),
    "disputed": ("arrow-back-up", "", lambda event, post: _("%(post)s says: not our station") % {"post": post}),
    "decided": ("check", "", lambda event, post: _("Decided: it is for %(post)s") % {"post": post}),
    "need_help": ("alert-triangle", "", lambda event, post: _("%(post)s needs: %(what)s") % {"post": post, "what": _said(complaint_words.NEEDS, event, "code")}),
    "reason": ("clock", "", lambda event, post: _("%(post)s gives as reason: %(why)s") % {"post": post, "why": _said(complaint_words.REASONS, event, "code")}),
    "gd": ("notes", "", _gd),
    "ordered": ("send", "", lambda event, post: _("Ordered %(post)s") % {"post": post}),
    "approved": ("check", "", lambda event, post: _("Approved")),
    "escalated": ("alarm", "late", _escalated),
    "stood_in": ("user-shield", "", lambda event, post: _("%(post)s takes over: the holder is away") % {"post": post}),
    "reminded": ("clock", "", lambda event, post: _("Reminder sent")),
    "ladder": ("alarm", "late", _ladder),
    "reopened": ("arrow-back-up", "late", lambda event, post: _("Opened again")),
    "closed": ("archive", "", lambda event, post: _("Closed")),
}  # fmt: skip


def kinds(posts: Mapping[str, PostLine]) -> dict[str, Says]:
    """With the name of who was told that a term is over: the event's own post is the late one."""

    def escalated(event: EventLine, post: str) -> str:
        return _escalated(event, post_called(_data(event, "to"), posts) or post)

    icon, tone, _of_the_late = COMPLAINT_KINDS["escalated"]
    return COMPLAINT_KINDS | {"escalated": (icon, tone, escalated)}
