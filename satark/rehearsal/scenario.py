"""A scenario is a fault that a real deployment has met, played again: what people do, what breaks, what must hold.

Each is one file in `scenarios/`: its docstring tells the incident, `STAKE` is its number among the table stakes of this
field, `HINDI` its name on the page, and `play(on)` acts and checks. The same scenario runs against any desk.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from satark.rehearsal.desk import Desk
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.officer import Seen
from satark.rehearsal.phone import Phone, options, step_of
from satark.rehearsal.stage import Stage
from satark.rehearsal.tip import reply
from satark.rehearsal.wire import Json

QUIET = 1.0
"""Seconds after which what did not happen is taken not to happen."""


QUESTIONS_AT_MOST = 15
A_MOMENT = 0.3
"""Seconds in which a desk at rest sees that something is due."""


class Broken(Exception):
    """A rule of the scenario does not hold. The text is the rule."""


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    stake: int
    """Its number among the table stakes: 1-10 receiving, 11-18 media, 19-26 sending, 27-39 talk. 0: an ordinary day."""
    told: str
    """The incident, in English."""
    hindi: str
    play: Callable[[Rehearsal], None]

    @property
    def seed(self) -> int:
        return self.stake

    @property
    def title(self) -> str:
        return self.told.split("\n", 1)[0]


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    passed: bool
    why: str = ""
    seconds: float = 0.0
    held: tuple[str, ...] = ()
    """The rules that were checked and held, in order."""


@dataclass(slots=True)
class Rehearsal:
    """What a scenario has in hand. Rules are sentences that must be true of any desk."""

    stage: Stage[Desk]
    chance: random.Random
    say: Callable[[str], None] = lambda _: None
    held: list[str] = field(default_factory=list)

    # --- rules ---

    def must(self, rule: str, true: bool | Callable[[], bool], *, within: float | None = None) -> None:
        """The rule holds now, or becomes true within the desk's patience. Raises Broken."""
        if callable(true):
            try:
                self.stage.wait(true, rule, within=within)
            except RehearsalFailed:
                raise Broken(rule) from None
        elif not true:
            raise Broken(rule)
        self.held.append(rule)
        self.say(rule)

    def never(self, rule: str, wrong: Callable[[], bool], *, during: float = QUIET) -> None:
        """The rule still holds after a while. Raises Broken."""
        until = time.monotonic() + during
        while time.monotonic() < until:
            if wrong():
                raise Broken(rule)
            time.sleep(0.1)
        self.must(rule, not wrong())

    def one_case(self, rule: str, right: Callable[[Seen], bool] = lambda _: True) -> Seen:
        """Exactly one case has come, and it is as it must be. Returns it."""
        seen: list[Seen] = []

        def found() -> bool:
            seen[:] = self.stage.desk.cases()
            return len(seen) == 1 and right(seen[0])

        self.must(rule, found)
        return seen[0]

    # --- what scenarios do often ---

    def a_day_passes(self) -> None:
        """What was begun and left counts as told: every desk must show it now."""
        self.stage.settle()
        self.stage.let_pass(hours=25)
        self.stage.settle()

    def time_passes(self, *, minutes: int, times: int) -> None:
        """In steps, so that whoever tries again after a while can."""
        for _ in range(times):
            self.stage.let_pass(minutes=minutes)
            time.sleep(A_MOMENT)

    def source(self, kind: str = "both", **more: Any) -> Phone:
        return self.stage.phone(kind, **more)

    def greeted(self, kind: str = "both", *, language: str = "hi", **more: Any) -> Phone:
        """Somebody who has said Hi, chosen the language where it was offered, and was answered."""
        source = self.source(kind, **more)
        source.says("Hi")
        self._chosen(source, source.next("Hi"), f"language:{language}")
        return source

    def agreed(self, *, language: str = "hi") -> Phone:
        """Somebody whose matter is with the cells, who has just written more and wants to hear of an answer."""
        source = self.greeted(language=language)
        source.says("घाट पर रात में ट्रक आते हैं")
        source.next("words")
        self.a_day_passes()
        source.says("रोज पाँच-छह")
        self._chosen(source, source.next("more"), "push:yes")
        return source

    @staticmethod
    def _chosen(source: Phone, message: Json, wanted: str) -> None:
        if any(each["id"] == wanted for each in options(message)):
            source.chooses(message, wanted)
            source.next(wanted)

    def led_to(self, source: Phone, message: Json, step: str) -> Json:
        """Answer what is asked until that question is put, and return it. Raises RehearsalFailed when it never is."""
        for _ in range(QUESTIONS_AT_MOST):
            if step_of(message) == step:
                return message
            reply(source, message)
            message = source.next(step_of(message) or "talk")
        raise RehearsalFailed(f"the question {step} was never put.")

    @contextmanager
    def faulty(self, **wanted: Any) -> Iterator[None]:
        """With these faults, which are mended again afterwards."""
        self.stage.faults(**wanted)
        try:
            yield
        finally:
            self.stage.faults(reset=True)


def run(scenario: Scenario, stage: Stage[Desk], *, say: Callable[[str], None] = lambda _: None) -> Result:
    """Play one. Never raises for what the desk does; a stage that is gone is another matter."""
    began = time.monotonic()
    rehearsal = Rehearsal(stage, random.Random(scenario.seed), say)  # noqa: S311 - the same play every time
    why = ""
    try:
        _begin(stage)
        scenario.play(rehearsal)
    except Broken as broken:
        why = str(broken)
    except RehearsalFailed as failed:
        why = str(failed)
    finally:
        stage.faults(reset=True)
        stage.set_pace(speed=1)
    seconds = round(time.monotonic() - began, 1)
    return Result(scenario.name, not why, why, seconds, tuple(rehearsal.held))


def _begin(stage: Stage[Desk]) -> None:
    """Nothing of an earlier scenario is left over: what was told half in it is passed on before."""
    stage.faults(reset=True)
    stage.let_pass(hours=25)
    try:
        stage.settle()
    except RehearsalFailed:
        stage.let_pass(days=8)  # WhatsApp brings what is refused for seven days.
        stage.settle()
    stage.desk.begin()
