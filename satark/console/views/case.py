"""The case page: what was said, what was done, what can be done now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from satark import clock
from satark.cases import queries, services
from satark.cases.tips import is_accepted
from satark.cases.values import CaseLine, CasePage
from satark.console import forms, once, say, words
from satark.console.access import OfficerRequest, officer_page
from satark.console.sketch import Sketch, sketch
from satark.console.talk import conversation
from satark.console.timeline import timeline
from satark.console.tip_acts import ACTS, Scene, offered
from satark.console.worked import worked
from satark.evidence.queries import EvidenceLine, evidence_of
from satark.jurisdiction.queries import map_units

SIMPLE_FORMS: dict[str, type[forms.ActForm]] = {
    "ask": forms.AskForm,
    "answer": forms.AnswerForm,
    "note": forms.NoteForm,
    "close": forms.CloseForm,
}


@officer_page
@require_GET
def case(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    return show(request, open_page(case_id))


def open_page(case_id: UUID) -> CasePage:
    return queries.case_page(case_id, now=clock.now())


def show(
    request: OfficerRequest, page: CasePage, tried: dict[str, forms.ActForm] | None = None
) -> HttpResponse:
    """The page; `tried` holds forms that were refused, with what was typed and why."""
    now, tips = clock.now(), tried or {}
    context = {
        "viewer": request.viewer,
        "tip_acts": offered(Scene(page, request.viewer, now), tips),
        "accepted": {line.ref for line in page.directions if is_accepted(page.events, line.ref)},
        "page": page,
        "line": page.line,
        "now": now,
        "talk": conversation(page),
        "timeline": timeline(page),
        "directions": worked(page),
        "map": place(page),
        "forms": act_forms(page, now) | {name: form for name, form in tips.items() if name not in ACTS},
        "opened": next(iter(tried), "") if tried else "",
        "token": request.POST.get(once.FIELD) or once.token(),
        "done": words.DONE.get(request.GET.get("done", "")),
        "version": version(page.line, page.evidence),
    }
    return render(request, "console/case.html", context, status=422 if tried else 200)


def act_forms(page: CasePage, now: datetime) -> dict[str, forms.ActForm]:
    """The acts that are open to this officer on this case, in the order they stand on the page."""
    acts = {name: form(name) for name, form in SIMPLE_FORMS.items() if name in page.may}
    if "direct" in page.may:
        acts["direct"] = direct_form(page, now)
    return acts


def direct_form(page: CasePage, now: datetime, data: Any = None) -> forms.DirectForm:
    posts = forms.post_groups(queries.posts_to_direct(page.line.id), page.line.unit_code)
    return forms.DirectForm(posts=posts, now=now, data=data)


def place(page: CasePage) -> Sketch | None:
    if not page.line.district_code:
        return None
    pin = next((statement.pin for statement in reversed(page.statements) if statement.pin), None)
    return sketch(map_units(page.line.district_code), pin, page.line.unit_code)


def version(line: CaseLine, evidence: Sequence[EvidenceLine]) -> str:
    """Changes with every event of the case and with every file that arrived or was lost."""
    here = sum(file.state != "waiting" for file in evidence)
    return f"{line.last_event_at.timestamp():.6f}-{len(evidence)}-{here}"


@officer_page
@require_POST
def read(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    """Sent by the opened page itself, so that opening stays a safe request. The page has then seen this event too."""
    services.mark_read(case_id, now=clock.now())
    page = open_page(case_id)
    context = {"line": page.line, "version": version(page.line, page.evidence)}
    return render(request, "console/_watch.html", context)


@officer_page
@require_GET
def changed(request: OfficerRequest, case_id: UUID) -> HttpResponseBase:
    """The bar that says the open case has moved on; nothing at all while it has not."""
    number, seen = request.GET.get("number", ""), request.GET.get("seen", "")
    found = queries.list_cases(now=clock.now(), status="all", number=say.typed_number(number)[:10], limit=1)
    line = next((line for line in found.items if line.id == case_id), None)
    if line is None or version(line, evidence_of(case_id)) == seen:
        return HttpResponse(status=204)
    return render(request, "console/_changed.html", {"case_id": case_id})
