"""How far an open case has come: a pure function of its events. Nobody sets it.

desk → sent → received → team → spot → done → closed; parked or merged when the desk put it aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from satark.cases.models import Event
from satark.cases.owner import Happened, Ordered, standing_direction

STEPS: dict[str, str] = {
    Event.Kind.RECEIVED: "received",
    Event.Kind.TEAM_SENT: "team",
    Event.Kind.ON_SPOT: "spot",
    Event.Kind.ANSWERED: "done",
}
"""Steps of a station and the stage each leads to; a step that was left out is passed over, none leads back."""
ORDER = ("sent", *STEPS.values())
FINISHED = frozenset({"closed", "parked", "merged"})
FACTS = ("category", "unit", "how", "candidates", "urgent", "unfinished", "cognizable", "sender", "alike")
"""What is noted when a complaint is filed, and again with what follows while the talk goes on."""


@dataclass(frozen=True, slots=True)
class Course:
    stage: str
    since: datetime
    ref: str = ""
    """Of the direction that is worked on; empty while it lies with the desk."""

    @property
    def finished(self) -> bool:
        return self.stage in FINISHED


def course(events: Iterable[Happened], directions: Iterable[Ordered]) -> Course:
    """Where the case stands after these events, which come in their order and begin with `filed`."""
    record, orders = list(events), list(directions)
    standing = standing_direction(record, orders)
    ref = standing.ref if standing else ""
    under_way = _under_way(record, ref, standing.at) if standing else _with_the_desk(record)
    aside = _put_aside(record)
    return Course(aside[0], aside[1], ref) if aside else under_way


def _under_way(events: list[Happened], ref: str, sent_at: datetime) -> Course:
    stage, since = "sent", sent_at
    for event in steps_of(events, ref):
        reached = STEPS.get(event.kind, stage)
        if ORDER.index(reached) > ORDER.index(stage):
            stage, since = reached, event.at
    returned = [event.at for event in events if event.ref == ref and event.kind == Event.Kind.RETURNED]
    if stage == "sent" and returned:
        # He has it in hand: what was returned need not be received again.
        stage, since = "received", returned[-1]
    return Course(stage, since, ref)


def steps_of(events: Iterable[Happened], ref: str) -> list[Happened]:
    """What happened to a direction since its answer was returned last: that begins another round."""
    steps = [event for event in events if event.ref == ref]
    rounds = [place for place, event in enumerate(steps) if event.kind == Event.Kind.RETURNED]
    return steps[rounds[-1] + 1 :] if rounds else steps


def round_of(events: Iterable[Happened], ref: str) -> str:
    """What `Event.step` tells the rounds of one direction apart by; empty for the first."""
    returns = sum(event.ref == ref and event.kind == Event.Kind.RETURNED for event in events)
    return str(returns + 1) if returns else ""


def _with_the_desk(events: list[Happened]) -> Course:
    """Before any direction. What an officer reported from the spot begins further on, and never lies with the desk."""
    begins = {Event.Kind.FILED, Event.Kind.RECALLED, Event.Kind.REOPENED, Event.Kind.UNMERGED}
    stage = next(str(event.data.get("stage") or "desk") for event in events if event.kind == Event.Kind.FILED)
    return Course(stage, [event.at for event in events if event.kind in begins][-1])


def _put_aside(events: list[Happened]) -> tuple[str, datetime] | None:
    """Closed, parked or merged, and when, unless work went on after it."""
    aside: tuple[str, datetime] | None = None
    for event in events:
        match event.kind:
            case Event.Kind.CLOSED | Event.Kind.PARKED | Event.Kind.MERGED:
                aside = (str(event.kind), event.at)
            case Event.Kind.FORWARDED | Event.Kind.REOPENED | Event.Kind.UNMERGED:
                aside = None
    return aside


def merged_into(events: Iterable[Happened]) -> str:
    """The number of the case that this one is part of; empty when it stands alone."""
    into = ""
    for event in events:
        match event.kind:
            case Event.Kind.MERGED:
                into = str(event.data["into"])
            case Event.Kind.UNMERGED:
                into = ""
    return into


def filed_facts(events: Iterable[Happened]) -> Mapping[str, object]:
    """What is known of a complaint: as it was filed, and what followed while the talk went on. The last word counts."""
    known: dict[str, object] = {}
    for event in events:
        if event.kind in (Event.Kind.FILED, Event.Kind.ADDED):
            known |= {key: event.data[key] for key in FACTS if key in event.data}
    return known
