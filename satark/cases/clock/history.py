"""One case as the clock sees it: who had to do what since when, and what happened. Frozen values, no words, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from satark.cases.clock.owed import Owed
from satark.cases.models import Case, Direction, Event

ATTEND = Direction.Kind.COMPLAINT
ACTS = frozenset(
    {Event.Kind.RECEIVED, Event.Kind.TEAM_SENT, Event.Kind.ON_SPOT, Event.Kind.PROGRESS, Event.Kind.ANSWERED}
)
"""What only somebody can do who has the message before him."""


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """A direction without its words."""

    ref: str
    kind: str
    post: str
    unit: str
    at: datetime
    due_at: datetime
    by_post: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Happening:
    """An event without its words."""

    kind: str
    at: datetime
    ref: str = ""
    step: str = ""
    post: str = ""
    by_officer: bool = False
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """In order of time."""

    filed_at: datetime
    category: str
    """As it was filed; what it was called later stands in the events."""
    urgent: bool = False
    """As it was filed."""
    lane: str = Case.Lane.OPEN
    desk: str = ""
    """The post that it lies with while nobody has it."""
    unit: str = ""
    """The station on whose ground it is, as it was understood."""
    cognizable: bool = False
    duties: tuple[Duty, ...] = ()
    events: tuple[Happening, ...] = ()

    def with_done(self, owed: Iterable[Owed], now: datetime) -> History:
        """As it will be when these are recorded."""
        done = (Happening(each.kind, now, each.ref, each.step, each.post, data=each.data) for each in owed)
        return replace(self, events=(*self.events, *done))

    def of(self, *kinds: str, ref: str | None = None) -> Iterator[Happening]:
        found = self._of_kind(kinds[0]) if len(kinds) == 1 else (e for e in self.events if e.kind in kinds)
        return (e for e in found if ref is None or e.ref == ref)

    def _of_kind(self, kind: str) -> Sequence[Happening]:
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Happening]]:
        found: dict[str, list[Happening]] = {}
        for event in self.events:
            found.setdefault(event.kind, []).append(event)
        return found

    def first(self, *kinds: str, ref: str | None = None) -> datetime | None:
        return earliest(event.at for event in self.of(*kinds, ref=ref))

    def duty(self, ref: str) -> Duty | None:
        return next((each for each in self.duties if each.ref == ref), None)

    @property
    def attendance(self) -> tuple[Duty, ...]:
        """Who had to attend to it, one after the other."""
        return tuple(each for each in self.duties if each.kind == ATTEND)

    @property
    def urgent_from(self) -> datetime | None:
        """Marked by the desk or by what the complainant said. Nothing takes it back."""
        if self.urgent:
            return self.filed_at
        said = (e.at for e in self.of(Event.Kind.ADDED) if e.data.get("urgent"))
        return earliest([*said, *(e.at for e in self.of(Event.Kind.MADE_URGENT))])

    @property
    def graver(self) -> Iterator[datetime]:
        """Moments at which what is known of it may have tightened a clock."""
        kinds = (Event.Kind.MADE_URGENT, Event.Kind.RECATEGORISED, Event.Kind.ADDED)
        return (event.at for event in self.of(*kinds))

    def urgent_at(self, at: datetime) -> bool:
        since = self.urgent_from
        return since is not None and since <= at

    def categories_at(self, at: datetime) -> frozenset[str]:
        """Every category it was ever put in until then: the strictest counts."""
        said = self.of(Event.Kind.RECATEGORISED, Event.Kind.ADDED)
        named = (str(e.data.get("category", "")) for e in said if e.at <= at)
        return frozenset({self.category, *(each for each in named if each)})

    @property
    def ended(self) -> datetime | None:
        """When the rule closed it for good: not where it was opened again. What an officer calls closed ends no clock."""
        closed = (e for e in self.of(Event.Kind.CLOSED) if not e.by_officer)
        return earliest(e.at for e in closed if self.undone(e) is None)

    def answer(self, refs: Iterable[str]) -> datetime | None:
        """The first answer that stands: neither returned nor followed by a reopening."""
        wanted = set(refs)
        return earliest(
            e.at for e in self.of(Event.Kind.ANSWERED) if e.ref in wanted and self.undone(e) is None
        )

    def undone(self, answer: Happening) -> Happening | None:
        """What took an answer, or a closing, back."""
        later = self.events[self.events.index(answer) + 1 :]
        return next(
            (
                e
                for e in later
                if (e.kind == Event.Kind.RETURNED and e.ref == answer.ref) or e.kind == Event.Kind.REOPENED
            ),
            None,
        )

    def left(self, duty: Duty) -> datetime | None:
        """When attendance went from this post to another, or back to the desk; None while it is still its own."""
        recalled = self.first(Event.Kind.RECALLED, ref=duty.ref)
        following = next(iter(self.since(duty)[1:]), None)
        if following is None or (recalled is not None and recalled < following.at):
            return recalled
        return self.left(following) if following.post == duty.post else following.at

    def since(self, duty: Duty) -> tuple[Duty, ...]:
        """This attendance and every one after it."""
        attendance = self.attendance
        return attendance[attendance.index(duty) :] if duty in attendance else ()


def earliest(moments: Iterable[datetime]) -> datetime | None:
    return min(moments, default=None)
