"""Who is late, by how much and why: pure functions of the record, so that nobody who is late can lower it.

Seconds beyond a term never go away; a cause only says whose they were:
`network` until WhatsApp reports delivery, `platform` until our message left us, `desk` while it lay with nobody,
`means` after a fair reason, `others` while somebody else had it to do, and `will`, which is what remains.
A post has its whole term from the moment the message is on its phone: what the network took before is the network's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from satark.cases.clock import rules
from satark.cases.clock.clocks import Run, runs
from satark.cases.clock.history import ACTS, Happening, History, earliest
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Event

NETWORK, PLATFORM, DESK, MEANS, WILL, OTHERS = "network", "platform", "desk", "means", "will", "others"
CAUSES = (NETWORK, PLATFORM, DESK, MEANS, OTHERS, WILL)
NETWORK_REASON = "network"
"""The one fair reason that is no want of means."""
NO_PHONE = "no_phone"
NOT_REACHED = frozenset({"not_reachable"})
"""Refusals that are the line's or the phone's doing; every other is Meta's or our own."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Seconds that a post was late on one clock, by cause."""

    post: str
    clock: str
    ref: str
    cause: str
    seconds: float


def lateness(history: History, book: Rulebook, now: datetime) -> Mapping[str, Mapping[str, float]]:
    """Post → clock → seconds beyond the term. Two terms of one post that overlap count once."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for charge in charges(history, book, now):
        found[charge.post][charge.clock] += charge.seconds
    return {post: dict(clocks) for post, clocks in found.items()}


def charges(history: History, book: Rulebook, now: datetime) -> tuple[Charge, ...]:
    """The same, by direction and cause. Nothing where nobody is late."""
    found: list[Charge] = []
    counted: dict[tuple[str, str], datetime] = {}
    due = sorted(runs(history, book), key=lambda each: each.due)
    for place, run in enumerate(due):
        start = max(run.due, counted.get((run.post, run.clock), run.due))
        end = run.until(now)
        if end > start:
            end = min(end, _has_it_again(history, run, due[place + 1 :]) or end)
        if end <= start:
            continue
        counted[run.post, run.clock] = end
        for cause, seconds in _split(history, run, start, end).items():
            found.append(Charge(run.post, run.clock, run.ref, cause, seconds))
    return tuple(found)


def _has_it_again(history: History, run: Run, later: Iterable[Run]) -> datetime | None:
    """When the term is over of a post that others took it from and that has it back: what follows is by its own cause.

    Else whoever passes it to and fro would be late as `others` for good.
    """
    duty = history.duty(run.ref)
    left = history.left(duty) if duty else None
    mine = (each for each in later if (each.post, each.clock) == (run.post, run.clock))
    return earliest(each.due for each in mine if left and each.began >= left)


def _split(history: History, run: Run, start: datetime, end: datetime) -> Mapping[str, float]:
    view = View.of(history, run)
    bounds = sorted({start, end, *(at for at in view.turns() if start < at < end)})
    found: dict[str, float] = defaultdict(float)
    for since, until in pairwise(bounds):
        found[view.cause(since)] += (until - since).total_seconds()
    return found


@dataclass(frozen=True, slots=True)
class View:
    """All that decides whose a second of one late clock is."""

    run: Run
    journey: Journey
    left: datetime | None
    """When somebody else had it to do."""
    judged: tuple[tuple[datetime, datetime], ...]
    """From when until when an answer lay before a superior, who then returned it."""
    reasons: tuple[tuple[datetime, str], ...]

    @classmethod
    def of(cls, history: History, run: Run) -> View:
        duty = history.duty(run.ref)
        return cls(
            run,
            journey_of(history, run),
            left=history.left(duty) if duty else None,
            judged=tuple(_judged(history, run.ref)),
            reasons=tuple(
                (e.at, str(e.data.get("code", ""))) for e in history.of(Event.Kind.REASON, ref=run.ref)
            ),
        )

    def turns(self) -> Iterator[datetime]:
        """Moments at which the cause may change."""
        for delay in (self.journey.to_send, self.journey.to_deliver):
            if delay is not None:
                yield self.run.due + delay
        if self.left:
            yield self.left
        yield from (at for period in self.judged for at in period)
        yield from (at for at, _ in self.reasons)

    def cause(self, at: datetime) -> str:
        """Whose the second after `at` is."""
        if self.run.clock == rules.DESK:
            return DESK
        if (self.left and at >= self.left) or any(since <= at < until for since, until in self.judged):
            return OTHERS
        delay = self.journey.to_deliver
        if delay is None or at < self.run.due + delay:
            return _on_the_way(self.journey, self.run, at)
        named = [code for since, code in self.reasons if since <= at]
        if not named:
            return WILL
        return NETWORK if named[-1] == NETWORK_REASON else MEANS


def _judged(history: History, ref: str) -> Iterator[tuple[datetime, datetime]]:
    """An answer that the complainant refuted was never one, and waited for nobody."""
    for answer in history.of(Event.Kind.ANSWERED, ref=ref):
        undone = history.undone(answer)
        if undone and undone.kind == Event.Kind.RETURNED:
            yield answer.at, undone.at


# --- the way of the message ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Journey:
    """How long a direction took to leave us and to reach the phone; None: not yet."""

    to_send: timedelta | None
    to_deliver: timedelta | None
    refused: str = ""
    """Why it last failed."""


def journey_of(history: History, run: Run) -> Journey:
    delivered = delivered_at(history, run.ref)
    sent = earliest(at for at in (history.first(Event.Kind.DIRECTION_SENT, ref=run.ref), delivered) if at)
    failed = list(history.of(Event.Kind.DIRECTION_FAILED, ref=run.ref))
    return Journey(
        to_send=_after(run, sent),
        to_deliver=_after(run, delivered),
        refused=str(failed[-1].data.get("why", "")) if failed else "",
    )


def _after(run: Run, at: datetime | None) -> timedelta | None:
    return None if at is None else max(at - run.began, timedelta())


def delivered_at(history: History, ref: str) -> datetime | None:
    """WhatsApp said so, or somebody did what only a reader can."""
    said = history.first(Event.Kind.DIRECTION_DELIVERED, Event.Kind.DIRECTION_READ, ref=ref)
    done = earliest(e.at for e in _of(history, ref) if e.kind in ACTS)
    return earliest(at for at in (said, done) if at)


def _on_the_way(journey: Journey, run: Run, at: datetime) -> str:
    """Until it left us it is the platform's; a refusal says whose it is."""
    if journey.to_deliver is None and journey.refused:
        return cause_of_refusal(journey.refused)
    if journey.to_send is None or at < run.due + journey.to_send:
        return PLATFORM
    return NETWORK


def cause_of_refusal(why: str) -> str:
    """A post without a phone wants for means; a phone out of reach is the network's; the rest is Meta's or ours."""
    if why == NO_PHONE:
        return MEANS
    return NETWORK if why in NOT_REACHED else PLATFORM


def _of(history: History, ref: str) -> Iterable[Happening]:
    return (event for event in history.events if event.ref == ref)


# --- how long each step took -----------------------------------------------------------------------------------------

STEPS: Mapping[str, str] = {
    "sent": Event.Kind.DIRECTION_SENT,
    "delivered": Event.Kind.DIRECTION_DELIVERED,
    "read": Event.Kind.DIRECTION_READ,
    "received": Event.Kind.RECEIVED,
    "team": Event.Kind.TEAM_SENT,
    "spot": Event.Kind.ON_SPOT,
    "done": Event.Kind.ANSWERED,
}


@dataclass(frozen=True, slots=True)
class StepTime:
    name: str
    at: datetime | None
    seconds: float
    """Since the direction was given; until now where the step was not taken."""


def steps(history: History, ref: str, now: datetime) -> tuple[StepTime, ...]:
    """How far one direction came and how long each step took. Nothing for a ref that is none."""
    duty = history.duty(ref)
    if duty is None:
        return ()
    found = []
    for name, kind in STEPS.items():
        at = history.answer({ref}) if name == "done" else history.first(kind, ref=ref)
        found.append(StepTime(name, at, max(((at or now) - duty.at).total_seconds(), 0.0)))
    return tuple(found)
