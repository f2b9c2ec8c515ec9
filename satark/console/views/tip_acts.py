"""One act on a tip from the table: counts once, is checked, is carried out by one service, and leads back to the case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from satark import clock
from satark.cases.errors import CaseNotFound
from satark.console.access import OfficerRequest, officer_page
from satark.console.tip_acts import ACTS, Scene
from satark.console.views.acts import carry_out
from satark.console.views.case import open_page


@officer_page
@require_POST
def tip_act(request: OfficerRequest, case_id: UUID, act: str) -> HttpResponseBase:
    chosen = ACTS.get(act)
    if chosen is None:
        raise Http404
    page = open_page(case_id)
    scene = Scene(page, request.viewer, clock.now())
    if act in ("accuse", "hand-over") and act not in page.may:
        raise CaseNotFound(case_id)
    form = chosen.build(scene, request.POST)
    done = carry_out(request, page, act, form, lambda given: chosen.perform(scene, given))
    if act == "accuse" and done.status_code == 302:
        # The wall may now stand before this very officer: the list, not a page that is not there for him.
        return redirect("console:cases")
    return done
