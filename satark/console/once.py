"""A form counts once: a second press, a reload or a doubled request changes nothing.

Each rendered form carries a random token. Inside the request's transaction the officer's session row is locked,
so that two presses at the same moment stand in a queue; the second finds the token spent.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.sessions.models import Session
from django.http import HttpRequest

FIELD = "once"
SPENT = "spent"
REMEMBERED = 50
"""Tokens kept per session: far more than forms a person has open, few enough for a small row."""


def token() -> str:
    return uuid4().hex


def is_spent(request: HttpRequest) -> bool:
    """Whether this form was already carried out. Locks the session until the transaction ends.

    Call inside the request's transaction, before the act.
    """
    row = Session.objects.select_for_update().filter(session_key=request.session.session_key).first()
    spent = row.get_decoded().get(SPENT, []) if row else request.session.get(SPENT, [])
    request.session[SPENT] = spent
    return request.POST.get(FIELD, "") in spent


def spend(request: HttpRequest) -> None:
    """Remember that this form was carried out. Saved here, so that it commits together with the act."""
    used = [*request.session.get(SPENT, []), request.POST.get(FIELD, "")]
    request.session[SPENT] = used[-REMEMBERED:]
    request.session.save()
