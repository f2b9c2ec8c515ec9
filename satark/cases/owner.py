"""Who has to see to an open case now: exactly one living post at every instant, by the record and the roster alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from satark.cases.models import Direction, Event


class Happened(Protocol):
    """An event, as far as this needs to know it."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def ref(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


class Ordered(Protocol):
    """A direction, as far as this needs to know it."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def ref(self) -> str: ...
    @property
    def post_id(self) -> str: ...


Given = TypeVar("Given", bound=Ordered)


class Command(Protocol):
    """The roster, as far as this needs to know it (`jurisdiction.roster.Roster`)."""

    def living(self, post: str, at: datetime) -> str: ...


def owner_at(events: Iterable[Happened], directions: Iterable[Ordered], roster: Command, at: datetime) -> str:
    """The living post that owns attendance at `at`: whoever answers for the post of the direction that stands, else
    for the post with which the case began (the desk; of an incident, the station).

    A post with nobody there owns nothing: the roster names the stand-in or the next living post above, at that instant.
    """
    record = [event for event in events if event.at <= at]
    standing = standing_direction(record, directions, at)
    return roster.living(standing.post_id if standing else first_owner(record), at)


def standing_direction(
    events: Iterable[Happened], directions: Iterable[Given], at: datetime | None = None
) -> Given | None:
    """The newest order to attend that nobody called back, as of `at`; None while the case lies with the desk."""
    back = {
        event.ref for event in events if event.kind == Event.Kind.RECALLED and (at is None or event.at <= at)
    }
    attend: Sequence[Given] = [
        each
        for each in directions
        if each.kind == Direction.Kind.COMPLAINT and each.ref not in back and (at is None or each.at <= at)
    ]
    return max(attend, key=lambda each: (each.at, count(each.ref)), default=None)


def first_owner(events: Iterable[Happened]) -> str:
    """The post that owns a case on which no direction stands. It is written down when the case is filed."""
    return next(str(event.data["owner"]) for event in events if event.kind == Event.Kind.FILED)


def count(ref: str) -> int:
    """`4820193375-12` is the twelfth direction of its case."""
    return int(ref.rpartition("-")[2])
