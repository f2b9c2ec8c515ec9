"""Numbers change, are given to strangers, are hidden; user ids change: words of a case reach its source and nobody else."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from satark.cases import services as cases
from tests.relay.desk import Desk, Person, stored, tell, text_of
from tests.relay.test_turns import ANSWERS

STEPS = 12
ACTS = (
    "changes_number",
    "changes_user_id",
    "gives_number_away",
    "asks",
    "asks_hidden",
    "is_answered",
    "is_answered",
)


@dataclass(eq=False, slots=True)
class Somebody:
    """As things really are; what WhatsApp says of it may come or not."""

    number: str
    user_id: str


class Crowd:
    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self._desk = desk
        self._chance = chance
        self._unused = [f"9155500201{place:02d}" for place in range(40)]
        self._left: list[str] = []
        """Numbers that somebody had and has no more."""
        self.people: list[Somebody] = []
        self.sources: dict[UUID, Somebody] = {}

    def joins(self, number: str = "") -> Somebody:
        newcomer = Somebody(number or self._unused.pop(), self._user_id())
        self.people.append(newcomer)
        return newcomer

    def files(self, who: Somebody) -> None:
        phone = self.phone(who)
        phone.says("Hi")
        tell(phone, until="push", answers=ANSWERS)
        phone.presses("push:yes")
        ((case_id,),) = self._desk.rows(
            "SELECT id FROM cases_case WHERE NOT id = ANY (%s)", list(self.sources)
        )
        self.sources[case_id] = who

    def phone(self, who: Somebody, *, hidden: bool = False) -> Person:
        return self._desk.person(number="" if hidden else who.number, user_id=who.user_id)

    # --- what may happen to somebody ---------------------------------------------------------------------------------

    def changes_number(self, who: Somebody) -> None:
        """Now and then WhatsApp says nothing of it."""
        before, who.number = who.number, self._unused.pop()
        self._left.append(before)
        if self._chance.random() < 0.7:
            self._tells("user_changed_number", before, who.user_id, wa_id=who.number)

    def changes_user_id(self, who: Somebody) -> None:
        before, who.user_id = who.user_id, self._user_id()
        self._tells("user_changed_user_id", who.number, before, user_id=who.user_id, previous_user_id=before)

    def gives_number_away(self, _who: Somebody) -> None:
        if self._left:
            newcomer = self.joins(self._left.pop(0))
            self.asks(newcomer)
            self.asks(newcomer)

    def asks(self, who: Somebody) -> None:
        self.phone(who).says("हाल")

    def asks_hidden(self, who: Somebody) -> None:
        self.phone(who, hidden=True).says("हाल")

    def is_answered(self, _who: Somebody) -> None:
        case_id = self._chance.choice(list(self.sources))
        with self._desk.world.at_console("chandauli.cell"):
            cases.answer_source(case_id, text=f"words of {case_id}", now=datetime.now(UTC))
        self._desk.work()

    def _tells(self, kind: str, number: str, writer: str, **said: str) -> None:
        system: dict[str, Any] = {"type": kind, "body": "changed", **said}
        head = {"id": f"wamid.{self._desk.count()}", "timestamp": str(int(self._desk.now.timestamp()))}
        message = head | {"from": number, "from_user_id": writer, "type": "system", "system": system}
        self._desk.store(stored(message=message, contact=None))
        self._desk.work()

    def _user_id(self) -> str:
        return "IN." + "".join(self._chance.choices("abcdef0123456789", k=20))


def misled(desk: Desk, crowd: Crowd, since: int) -> list[UUID]:
    """Cases whose words went to where their source is not."""
    return [
        case_id
        for body in desk.bodies[since:]
        for case_id, who in crowd.sources.items()
        if f"words of {case_id}" in text_of(body)
        and (body.get("to"), body.get("recipient")) not in ((f"+{who.number}", None), (None, who.user_id))
    ]


@pytest.mark.parametrize("seed", [22, 24, 101, 102])
def test_words_of_a_case_reach_its_source_and_nobody_else(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    crowd = Crowd(desk, chance)
    for _ in range(2):
        crowd.files(crowd.joins())
    told = 0

    for _ in range(STEPS):
        desk.later(seconds=30)
        since, who = len(desk.bodies), chance.choice(crowd.people)
        getattr(crowd, chance.choice(ACTS))(who)
        told += sum("words of" in text_of(body) for body in desk.bodies[since:])
        assert misled(desk, crowd, since) == []
    for source in crowd.sources.values():
        since = len(desk.bodies)
        crowd.asks_hidden(source)
        told += sum("words of" in text_of(body) for body in desk.bodies[since:])
        assert misled(desk, crowd, since) == []

    assert told
