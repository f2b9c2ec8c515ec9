"""A tip starts no action by itself: what must stand in its record before any post is directed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from satark.cases import errors
from satark.cases.models import Case, Event
from satark.cases.tip_codes import SENSITIVE


class Recorded(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def data(self) -> Mapping[str, object]: ...


class Tip(Protocol):
    @property
    def category(self) -> str: ...
    @property
    def police(self) -> str: ...


def check_may_act(case: Tip, events: Iterable[Recorded]) -> None:
    """Raises NotAssessed, AccusedNotSaid, NotReleased; in this order, which is that of the work."""
    missing = lacks(case, events)
    if missing is not None:
        raise missing


def lacks(case: Tip, events: Iterable[Recorded]) -> errors.CaseError | None:
    """What has to be written down next before the tip may lead to anything."""
    known = list(events)
    if latest(known, Event.Kind.ASSESSED) is None:
        return errors.NotAssessed()
    if case.police != Case.Police.NO and latest(known, Event.Kind.ACCUSED) is None:
        return errors.AccusedNotSaid()
    if case.category in SENSITIVE and not _released(known):
        return errors.NotReleased()
    return None


def latest(events: Iterable[Recorded], kind: str) -> Recorded | None:
    return next((event for event in reversed(list(events)) if event.kind == kind), None)


def _released(events: Iterable[Recorded]) -> bool:
    """The last decision counts."""
    decided = [e for e in events if e.kind == Event.Kind.RELEASED and e.data.get("what") == "direction"]
    return bool(decided) and decided[-1].data.get("granted") is True
