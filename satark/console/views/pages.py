"""A station officer's directions, and the help page."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases.queries import my_directions
from satark.console.access import OfficerRequest, officer_page


@officer_page
@require_GET
def directions(request: OfficerRequest) -> HttpResponseBase:
    lines = sorted(
        my_directions(now=clock.now()),
        key=lambda line: (bool(line.answered_at or line.withdrawn_at), line.due_at),
    )
    context = {"viewer": request.viewer, "lines": lines, "now": clock.now()}
    return render(request, "console/directions.html", context)


@officer_page
@require_GET
def help_page(request: OfficerRequest) -> HttpResponseBase:
    return render(request, "console/help.html", {"viewer": request.viewer, "now": clock.now()})
