"""What cells put before a supervisor: what waits, and what he decided in the last three months."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from satark import clock
from satark.cases import releases as decided
from satark.cases.errors import NotAsked
from satark.console import tip_words
from satark.console.access import OfficerRequest, officer_page
from satark.jurisdiction.queries import units_named


@officer_page
@require_GET
def releases(request: OfficerRequest) -> HttpResponseBase:
    """Of every officer: of whom nothing is asked it is empty."""
    now = clock.now()
    context = {
        "viewer": request.viewer,
        "now": now,
        "waiting": decided.waiting(now=now),
        "decided": decided.releases(since=now - decided.AUDIT),
        "words": tip_words,
        "units": units_named(),
    }
    return render(request, "console/releases.html", context)


@officer_page
@require_POST
def decide(request: OfficerRequest, case_id: UUID, step: str) -> HttpResponseBase:
    """Absent and forbidden look alike; what another decided a moment before shows on the page."""
    try:
        decided.release(case_id, step, granted=request.POST.get("granted") == "yes", now=clock.now())
    except NotAsked as error:
        if not any(each.case_id == case_id for each in decided.releases(since=clock.now() - decided.AUDIT)):
            raise Http404 from error
    return redirect("console:releases")
