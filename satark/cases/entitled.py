"""Which post may act on a direction: the addressee, whoever answers for it now, and of a complaint anybody of the station."""

from __future__ import annotations

from datetime import datetime

from satark.cases import errors
from satark.cases.models import Direction
from satark.jurisdiction.roster import OF_STATION, Roster

CONTROL = "control"


def direction_named(ref: str) -> Direction:
    """Raises CaseNotFound."""
    direction = Direction.objects.select_related("case").filter(ref=ref).first()
    if direction is None:
        raise errors.CaseNotFound
    return direction


def check_may_act(direction: Direction, post: str, roster: Roster, *, now: datetime) -> None:
    """Raises CaseNotFound: a post learns nothing of what is not its own."""
    if post != direction.post_id and not (
        _answers_for(direction, roster, now=now) == post
        or _of_the_station(direction, post, roster)
        or is_control(direction, post, roster)
    ):
        raise errors.CaseNotFound


def _answers_for(direction: Direction, roster: Roster, *, now: datetime) -> str:
    """A tip's direction goes to no post above when nobody is there: it may be the one that the tip is about."""
    if direction.kind == Direction.Kind.DIRECTION:
        return roster.acting(direction.post_id, now)
    return roster.living(direction.post_id, now)


def _of_the_station(direction: Direction, post: str, roster: Roster) -> bool:
    if direction.kind != Direction.Kind.COMPLAINT or post not in roster.posts:
        return False
    chair = roster.posts[post]
    home = roster.station(roster.posts[direction.post_id].unit)
    return chair.role in OF_STATION and roster.station(chair.unit) == home


def is_control(direction: Direction, post: str, roster: Roster) -> bool:
    """The district's control room about an emergency: it enters the event of 112 and when the PRV was there."""
    if direction.kind != Direction.Kind.COMPLAINT or not direction.case.urgent or post not in roster.posts:
        return False
    chair = roster.posts[post]
    return chair.role == CONTROL and roster.units[chair.unit].district == direction.case.district_id
