"""The page of a complaint or incident: what was said, what was done, what can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases.clock.ledger_queries import case_ledgers
from satark.cases.complaint_page import ComplaintPage, complaint_page
from satark.cases.errors import CaseNotFound
from satark.cases.lists import line_of, state_of
from satark.console import once, words
from satark.console.access import OfficerRequest, officer_page
from satark.console.complaint_acts import offered
from satark.console.complaint_timeline import TEXT_HERE, kinds
from satark.console.forms import ActForm
from satark.console.sketch import Sketch, sketch
from satark.console.talk import conversation
from satark.console.timeline import timeline
from satark.console.worked import worked
from satark.jurisdiction.queries import UnitName, map_units, posts_named, units_named


@officer_page
@require_GET
def complaint(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    return show(request, complaint_page(case_id, now=clock.now()))


def show(
    request: OfficerRequest, page: ComplaintPage, tried: dict[str, ActForm] | None = None
) -> HttpResponse:
    """The page; `tried` holds a form that was refused, with what was typed and why."""
    now, posts, units = clock.now(), posts_named(), units_named()
    context = {
        "viewer": request.viewer,
        "page": page,
        "line": page.line,
        "now": now,
        "talk": conversation(page),
        "timeline": timeline(page, kinds(posts), TEXT_HERE),
        "directions": worked(page),
        "ledgers": case_ledgers(page.line.id, now=now),
        "posts": posts,
        "map": _map(page, units),
        "units": units,
        "acts": offered(page, request.viewer, now, tried or {}),
        "opened": next(iter(tried), "") if tried else "",
        "token": request.POST.get(once.FIELD) or once.token(),
        "done": words.DONE.get(request.GET.get("done", "")),
        "version": state_of(page.line.id),
    }
    return render(request, "console/complaint.html", context, status=422 if tried else 200)


def _map(page: ComplaintPage, units: Mapping[str, UnitName]) -> Sketch | None:
    district = units[page.line.unit_code].district if page.line.unit_code in units else ""
    pin = next((each.pin for each in reversed(page.statements) if each.pin), None)
    return sketch(map_units(district), pin, page.line.unit_code) if district else None


@officer_page
@require_GET
def changed(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    """The bar that says the open page has moved on; nothing at all while it has not."""
    if line_of(case_id, now=clock.now()) is None:
        raise CaseNotFound(case_id)
    if state_of(case_id) == request.GET.get("seen", ""):
        return HttpResponse(status=204)
    return render(request, "console/_complaint_changed.html", {"case_id": case_id})
