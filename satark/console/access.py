"""The one way into a page: as a signed-in officer, in one transaction that carries his session to the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from satark.accounts.services import is_secret
from satark.cases.errors import CaseNotFound
from satark.clock import INDIA
from satark.evidence.errors import EvidenceNotFound, EvidenceNotHere
from satark.jurisdiction.queries import Viewer, who_am_i
from satark.jurisdiction.rights import acting_as

COOKIE = "satark_sign_in"
"""Carries the sign-in's secret. Not Django's session: that is a table, and whoever could read it could act as anybody."""


class OfficerRequest(HttpRequest):
    viewer: Viewer


Params = ParamSpec("Params")
View = Callable[Concatenate[OfficerRequest, Params], HttpResponseBase]


def officer_page(view: View[Params]) -> View[Params]:
    """Run a view as the officer. Absent and forbidden look alike (404); no answer is ever stored by a browser."""

    @wraps(view)
    @never_cache
    def page(request: OfficerRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        secret = request.COOKIES.get(COOKIE, "")
        if not is_secret(secret):
            return signed_out(request)
        try:
            with acting_as(secret), timezone.override(INDIA):
                viewer = who_am_i()
                if viewer is None:
                    return signed_out(request)
                request.viewer = viewer
                return view(request, *args, **kwargs)
        except (CaseNotFound, EvidenceNotFound, EvidenceNotHere) as error:
            raise Http404 from error

    return page


def signed_out(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page. What was about to be sent is not carried along: it stays in the browser, one step back."""
    there = reverse("console:sign-in")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    if request.method == "POST":
        return render(request, "console/signed_out.html", {"sign_in": there}, status=403)
    return redirect(f"{there}?{urlencode({'next': request.get_full_path()})}")
