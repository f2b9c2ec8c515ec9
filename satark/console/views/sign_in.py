"""Signing in and out. Which of username and password was wrong is not told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from satark import clock
from satark.accounts import services
from satark.accounts.errors import DoorBusy, SignInRefused
from satark.accounts.models import Officer
from satark.console import say
from satark.console.access import COOKIE
from satark.console.forms import SignInForm
from satark.console.names import hindi


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    form = SignInForm(request.POST or None)
    if not form.is_valid():
        return door(request, form, status=422 if form.errors else 200)
    now = clock.now()
    try:
        officer = services.check_password(**form.cleaned_data, now=now)
    except SignInRefused as refused:
        form.add_error(None, refusal(refused, now))
        status = 503 if isinstance(refused, DoorBusy) else 429 if refused.until else 422
        return door(request, form, status=status)
    return begin(request, officer)


def door(request: HttpRequest, form: SignInForm, *, status: int) -> HttpResponseBase:
    context = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "console/sign_in.html", context, status=status)


def refusal(refused: SignInRefused, now: datetime) -> str:
    if isinstance(refused, DoorBusy):
        return _("Others are signing in at this very moment. Wait a few seconds and press again.")
    if refused.until:
        # The minute after: whoever comes when the clock shows it is let in.
        again = say.moment(refused.until + timedelta(minutes=1), now, hindi=hindi())
        return _("Too many wrong tries with this username. Wait, and try again at %(time)s.") % {
            "time": again
        }
    return _("Username and password do not fit together. Check both (capital letters count) and try again.")


def begin(request: HttpRequest, officer: Officer) -> HttpResponseBase:
    # Everything new: whoever knew the old session or token does not come in with the officer.
    request.session.flush()
    request.session.create()
    rotate_token(request)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    response = redirect(wanted if safe else reverse("console:home"))
    response.set_cookie(
        COOKIE,
        services.sign_in(officer, now=clock.now()),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    services.sign_out(request.COOKIES.get(COOKIE, ""), now=clock.now())
    request.session.flush()
    response = redirect("console:sign-in")
    response.delete_cookie(COOKIE, samesite="Strict")
    return response
