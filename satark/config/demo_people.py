"""The demo's roll in the database: made once, and the duty roster made longer at every start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from satark.config import demo_roll
from satark.config.demo_roll import Watch

LONG_AGO = timedelta(days=365)
"""Since when everybody is on the roll: cases of a rehearsal may be older than the demo."""


def units_and_posts() -> None:
    from satark.jurisdiction import services
    from satark.jurisdiction.models import Post

    units = demo_roll.units()
    services.import_units(units)
    Post.objects.bulk_create(
        [
            Post(
                code=post.code, unit_id=post.unit, role=post.role, name_en=post.name_en, name_hi=post.name_hi
            )
            for post in demo_roll.posts(units)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["unit_id", "role", "name_en", "name_hi"],
    )


def roll(now: datetime) -> None:
    """Everybody else who is missing on the roll, and the duty roster of the next month."""
    posts = list(demo_roll.posts(demo_roll.units()))
    watches = {post.code: watch for post in posts if (watch := demo_roll.watch(post, posts))}
    chairs = {post.code: post.role for post in posts}
    vacant = chairs.keys() - _holders().keys() - watches.keys()
    on_watch = {
        who: chairs[post] for post, watch in watches.items() for who in watch.officers if who not in chairs
    }
    officers = _enlisted({post: chairs[post] for post in sorted(vacant)} | on_watch)
    _hold({post: officers[post] for post in vacant}, since=now - LONG_AGO)
    _duty(watches, officers | _holders(), now)


def _enlisted(roles: Mapping[str, str]) -> dict[str, int]:
    """Officers under these usernames, each with a name and the rank of the post; without a sign-in. Username -> officer."""
    from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

    from satark.accounts.models import Officer

    there = set(Officer.objects.values_list("username", flat=True))
    missing = [username for username in roles if username not in there]
    Officer.objects.bulk_create(
        Officer(
            username=username,
            name=name,
            rank=demo_roll.RANKS.get(roles[username], ""),
            password=UNUSABLE_PASSWORD_PREFIX,
        )
        for username, name in zip(missing, demo_roll.names(), strict=False)
    )
    return dict(Officer.objects.filter(username__in=roles).values_list("username", "pk"))


def _hold(officers: Mapping[str, int], *, since: datetime) -> None:
    from satark.jurisdiction.models import Holding

    Holding.objects.bulk_create(
        Holding(officer_id=officer, post_id=post, since=since) for post, officer in officers.items()
    )


def _holders() -> dict[str, int]:
    """Post -> who holds it: the night gazetted officers are those of the circles, in turn."""
    from satark.jurisdiction.models import Holding

    return dict(Holding.objects.filter(until=None).values_list("post_id", "officer_id"))


def _duty(watches: Mapping[str, Watch], officers: Mapping[str, int], now: datetime) -> None:
    """Turns of a month from now on, those that are there left out."""
    from django.db.models import Max

    from satark.jurisdiction.models import Holding

    last = dict(Holding.objects.filter(post__in=watches).values_list("post_id").annotate(Max("since")))
    turns = [
        turn
        for post, watch in watches.items()
        for turn in demo_roll.turns(
            post,
            watch,
            since=last[post] + timedelta(seconds=1) if post in last else now - timedelta(days=1),
            until=now + demo_roll.AHEAD,
        )
    ]
    Holding.objects.bulk_create(
        Holding(officer_id=officers[turn.officer], post_id=turn.post, since=turn.since, until=turn.until)
        for turn in turns
    )
