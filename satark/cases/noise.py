"""Quiet for officers, without learning who sends: each act is about one case, stands in its record alone, and can be undone.

Muted, a case shows nothing new for what its source adds, for a day. Blocked, it does so until it is unblocked, and what
is added is written together once an hour. Nothing that is told is ever refused or lost, and danger is shown at once.

No other case knows of it, not even one that is told later by the same person: whoever could press here and look where it
shows would have found out which cases have one source.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from satark.cases import errors, lifecycle
from satark.cases.models import Case, Event
from satark.cases.owner import Happened
from satark.cases.record import one_at_a_time, record
from satark.jurisdiction.queries import who_am_i


class Press(Protocol):
    """What each of the four buttons is."""

    def __call__(self, case_id: UUID, *, now: datetime) -> None: ...


READERS = {Case.Lane.SEALED: "cell", Case.Lane.OPEN: "desk"}
"""Who hears what a source adds, and so may want quiet."""
ABOUT = (Event.Kind.MUTED, Event.Kind.UNMUTED, Event.Kind.BLOCKED, Event.Kind.UNBLOCKED)


@transaction.atomic
def mute(case_id: UUID, *, now: datetime) -> None:
    """For a day from now on. Raises CaseNotFound."""
    _press(case_id, Event.Kind.MUTED, now=now)


@transaction.atomic
def unmute(case_id: UUID, *, now: datetime) -> None:
    """Raises CaseNotFound. Of a case that is not muted, nothing changes."""
    _press(case_id, Event.Kind.UNMUTED, now=now)


@transaction.atomic
def block(case_id: UUID, *, now: datetime) -> None:
    """Until it is unblocked. Pressed twice is once. Raises CaseNotFound."""
    _press(case_id, Event.Kind.BLOCKED, now=now)


@transaction.atomic
def unblock(case_id: UUID, *, now: datetime) -> None:
    """Raises CaseNotFound. Of a case that is not blocked, nothing changes."""
    _press(case_id, Event.Kind.UNBLOCKED, now=now)


def standing(events: Iterable[Happened]) -> lifecycle.Quiet:
    """For a page that has the case's events at hand, in their order: which buttons to show."""
    return lifecycle.quiet(events)


def is_blocked(case_id: UUID) -> bool:
    """For the relay, before it writes down what is added."""
    kinds = (Event.Kind.BLOCKED, Event.Kind.UNBLOCKED)
    last = Event.objects.filter(case_id=case_id, kind__in=kinds).order_by("-at", "-id").values_list("kind")
    return last.first() == (Event.Kind.BLOCKED,)


def _press(case_id: UUID, kind: Event.Kind, *, now: datetime) -> None:
    officer, post = _reader(case_id)
    one_at_a_time(case_id)
    quiet = lifecycle.quiet(Event.objects.filter(case_id=case_id, kind__in=ABOUT).order_by("at", "id"))
    stands = {
        Event.Kind.MUTED: False,
        Event.Kind.UNMUTED: not quiet.is_muted(now),
        Event.Kind.BLOCKED: quiet.blocked,
        Event.Kind.UNBLOCKED: not quiet.blocked,
    }
    if not stands[kind]:
        record(case_id, kind, now=now, officer=officer, post=post)


def _reader(case_id: UUID) -> tuple[int, str]:
    """The acting officer, and the post by which the case is theirs to hear."""
    case, viewer = Case.objects.filter(pk=case_id).first(), who_am_i()
    if case is None or viewer is None:
        raise errors.CaseNotFound(case_id)
    role = READERS.get(Case.Lane(case.lane))
    post = next((line.code for line in viewer.posts if line.role == role), None)
    if post is None:
        raise errors.CaseNotFound(case_id)
    return viewer.officer_id, post
