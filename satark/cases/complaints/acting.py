"""Through which post the acting officer acts on an open case. Only inside `acting_as`; the database judges once more."""

from __future__ import annotations

from collections.abc import Collection

from satark.cases import errors
from satark.cases.forwarding import Actor
from satark.cases.models import Case
from satark.jurisdiction.chairs import COMMAND
from satark.jurisdiction.models import Post
from satark.jurisdiction.queries import PostLine, who_am_i

READERS = (
    *(Post.Role.DESK, Post.Role.SHO, Post.Role.SSI, Post.Role.NIGHT, *COMMAND),
    *(Post.Role.CONTROL, Post.Role.NIGHT_GO, Post.Role.SPECIAL),
)


def desk_of(case: Case) -> Actor:
    """Raises CaseNotFound for whoever holds no desk of the case's district."""
    return _through(case, (Post.Role.DESK,), units={case.district_id or ""})


def command_of(case: Case, units: Collection[str]) -> Actor:
    """A superior of one of these units. Raises CaseNotFound."""
    return _through(case, COMMAND, units=units)


def reader_of(case: Case) -> Actor:
    """Whoever may read it at all: the rows that the database shows are the proof. Raises CaseNotFound."""
    return _through(case, READERS, units=None)


def _through(case: Case, roles: Collection[str], *, units: Collection[str] | None) -> Actor:
    viewer = who_am_i()
    posts: tuple[PostLine, ...] = viewer.posts if viewer else ()
    fitting = [post.code for post in posts if post.role in roles and (units is None or post.unit in units)]
    if viewer is None or not fitting:
        raise errors.CaseNotFound(case.id)
    return Actor(fitting[0], viewer.officer_id)
