"""Who sits where, who is away, who stands in, and whose phone cannot be reached, for one's own area."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from satark import clock
from satark.console.access import OfficerRequest, officer_page
from satark.jurisdiction.presence import UnitPresence, roster_page
from satark.jurisdiction.queries import posts_named


@officer_page
@require_GET
def roster(request: OfficerRequest) -> HttpResponseBase:
    viewer = request.viewer
    if not (viewer.is_desk or viewer.is_line or viewer.is_admin):
        return redirect("console:home")
    now = clock.now()
    units = roster_page(now)
    context = {
        "viewer": viewer,
        "now": now,
        "units": units,
        "names": posts_named(),
        "sentence": sentence(units),
    }
    return render(request, "console/roster.html", context)


def sentence(units: list[UnitPresence]) -> str:
    needing = sum(len(unit.needing) for unit in units)
    unreached = sum(len(unit.unreached) for unit in units)
    if not needing:
        return _("No post here needs a phone.")
    if not unreached:
        return _("Every post can be reached.")
    return ngettext(
        "%(count)d of %(all)d posts cannot be reached.",
        "%(count)d of %(all)d posts cannot be reached.",
        unreached,
    ) % {"count": unreached, "all": needing}
