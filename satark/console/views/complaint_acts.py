"""One act on a complaint: the form counts once, is checked, is carried out by one service, and leads back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from satark import clock
from satark.cases.complaint_page import complaint_page
from satark.cases.errors import CaseError, CaseNotFound
from satark.console import once
from satark.console.access import OfficerRequest, officer_page
from satark.console.complaint_acts import ACTS, Scene
from satark.console.views.acts import refusal
from satark.console.views.complaint import show


@officer_page
@require_POST
def complaint_act(request: OfficerRequest, case_id: UUID, act: str) -> HttpResponseBase:
    page, chosen = complaint_page(case_id, now=clock.now()), ACTS.get(act)
    # An act whose moment is over is refused in words; one of another post does not exist.
    if chosen is None or act not in page.theirs:
        raise Http404
    done = redirect(_back(request, case_id, act))
    if once.is_spent(request):
        return done
    scene = Scene(page, request.viewer, clock.now())
    form = chosen.build(scene, request.POST)
    if form.is_valid():
        try:
            chosen.perform(scene, form.cleaned_data)
        except CaseNotFound:
            raise
        except CaseError as error:
            form.add_error(None, refusal(error.code))
        else:
            once.spend(request)
            return done
    return show(request, page, {act: form})


def _back(request: OfficerRequest, case_id: UUID, act: str) -> str:
    """Whoever pressed in the tray goes on in the tray."""
    if request.POST.get("from") == "tray":
        return reverse("console:tray")
    return f"{reverse('console:complaint', args=[case_id])}?done={act}"
