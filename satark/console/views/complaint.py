"""The page of a complaint or incident: what was said, what was done, what can be done now."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from satark import clock
from satark.cases.clock.ledger_queries import case_ledgers
from satark.cases.complaint_page import ComplaintPage, complaint_page
from satark.console import once, words
from satark.console.access import OfficerRequest, officer_page
from satark.console.complaint_acts import Offered, offered
from satark.console.complaint_timeline import TEXT_HERE, kinds
from satark.console.forms import ActForm
from satark.console.sketch import Sketch, sketch
from satark.console.talk import conversation
from satark.console.timeline import timeline
from satark.console.worked import worked
from satark.jurisdiction.queries import map_units, posts_named, units_named


@officer_page
@require_GET
def complaint(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    return show(request, complaint_page(case_id, now=clock.now()))


def show(
    request: OfficerRequest, page: ComplaintPage, tried: dict[str, ActForm] | None = None
) -> HttpResponse:
    """The page; `tried` holds a form that was refused, with what was typed and why."""
    now, posts = clock.now(), posts_named()
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
        "map": _map(page),
        "units": units_named(),
        "acts": _acts(request, page, tried or {}),
        "opened": next(iter(tried), "") if tried else "",
        "token": request.POST.get(once.FIELD) or once.token(),
        "done": words.DONE.get(request.GET.get("done", "")),
        "version": version(page),
    }
    return render(request, "console/complaint.html", context, status=422 if tried else 200)


def _acts(request: OfficerRequest, page: ComplaintPage, tried: dict[str, ActForm]) -> list[Offered]:
    return offered(page, request.viewer, clock.now(), tried)


def _map(page: ComplaintPage) -> Sketch | None:
    units = units_named()
    district = units[page.line.unit_code].district if page.line.unit_code in units else ""
    pin = next((each.pin for each in reversed(page.statements) if each.pin), None)
    return sketch(map_units(district), pin, page.line.unit_code) if district else None


def version(page: ComplaintPage) -> str:
    """Changes with every event of the case and with every file that arrived or was lost."""
    here = sum(file.state != "waiting" for file in page.evidence)
    last = page.events[-1].at.timestamp() if page.events else 0
    return f"{last:.6f}-{len(page.events)}-{len(page.evidence)}-{here}"


@officer_page
@require_GET
def changed(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    """The bar that says the open page has moved on; nothing at all while it has not."""
    if version(complaint_page(case_id, now=clock.now())) == request.GET.get("seen", ""):
        return HttpResponse(status=204)
    return render(request, "console/_complaint_changed.html", {"case_id": case_id})
