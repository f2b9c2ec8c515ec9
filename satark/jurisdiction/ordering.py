"""Whom the acting officer may order, for a form to choose from. The line of command itself is `jurisdiction.command`."""

from __future__ import annotations

from datetime import datetime

from satark.jurisdiction.models import Post
from satark.jurisdiction.queries import PostLine, Viewer, post_lines
from satark.jurisdiction.rosters import load_roster


def below(viewer: Viewer, *, now: datetime) -> list[PostLine]:
    """Posts that one of the officer's posts may order, by unit."""
    roster = load_roster(since=now)
    own = [post.code for post in viewer.posts if post.code in roster.posts]
    codes = [code for code in roster.posts if any(roster.may_order(by, code) for by in own)]
    return post_lines(Post.objects.filter(code__in=codes).order_by("unit_id", "code"))


def ground(viewer: Viewer, *, now: datetime) -> frozenset[str]:
    """Units that hang below the officer's posts, their own included."""
    roster = load_roster(since=now)
    return frozenset().union(*(roster.area(post.code) for post in viewer.posts))
