"""Seven days without the Graph API, in fast time: what may still be said afterwards is said once, the rest has a reason.

Messages reach us all the while, but nothing goes out and no file comes in. The answers of some sends are lost at the
edges of the outage, with and without a status that tells of them; only the latter may be doubled, and are counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from satark.rehearsal import tip
from satark.rehearsal.desk import Satark
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.phone import Phone, option
from satark.rehearsal.stage import Stage

AT_ONCE = 6
AWAY_SPEED = 4000.0
"""The seven days pass in about two and a half minutes, with every try and pause of theirs."""
BACK_SPEED = 120.0
"""Afterwards an hour's pause is half a minute."""
ANSWER = "आपकी बात पर कार्रवाई हुई, यह जवाब आपके लिए है।"

KINDS = {
    "agreed": "told a tip and agreed to be written to; is answered during the outage",
    "not_agreed": "told a tip and did not agree; is answered during the outage",
    "in_flight": "wrote just before it began; the reply does not go out",
    "late": "writes six and a half days into it",
    "photo_early": "sends a photo as it begins: WhatsApp keeps it seven days",
    "photo_late": "sends a photo on its sixth day",
    "answer_lost": "wrote before it; our reply was taken, the answer was lost, a status tells of it",
    "both_lost": "writes as it ends; our reply is taken, neither answer nor status comes",
}


@dataclass(slots=True)
class Person:
    kind: str
    phone: Phone
    shown: int = 0
    """Messages on the screen when the outage began."""


@dataclass(frozen=True, slots=True)
class Outcome:
    people: dict[str, int]
    pretend_hours: float
    seconds: float
    sent: int
    """Messages WhatsApp took from the beginning of the outage on, each id once."""
    doubled: int
    answers_lost: int
    undeliverable: dict[str, int]
    """By reason, before anybody wrote again."""
    limbo: int
    """Messages that neither went nor have a reason."""
    files_kept: int
    files_lost: int
    faults: list[str] = field(default_factory=list)
    """Every promise that was not kept."""


class Play:
    def __init__(
        self, stage: Stage[Satark], *, people: int, away_speed: float = AWAY_SPEED,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self.stage, self.desk, self.say = stage, stage.desk, say
        self.away_speed = away_speed
        self.faults: list[str] = []
        self._twice = 0
        """Notices that came once more."""
        kinds = [list(KINDS)[i % len(KINDS)] for i in range(max(people, len(KINDS)))]
        self.people = [Person(kind, stage.phone("both", name=kind)) for kind in kinds]

    def run(self) -> Outcome:
        began, pretend = time.monotonic(), self.stage.now()
        self.desk.begin()
        before = self._before()
        self._begin()
        self._week()
        lost = self._end()
        undeliverable = self._undeliverable()
        self._afterwards()
        ledger = self.stage.ledger()
        doubled = sum(count - 1 for opaque, count in ledger["doubled"].items() if opaque)
        self._check("nothing is doubled but where an answer was lost", doubled <= lost)
        self._check("nobody is told twice but where an answer was lost", self._twice <= doubled)
        limbo = self.desk.query("SELECT count(*) FROM relay_outgoing WHERE state IN (0, 1)")[0][0]
        self._check("no message is in limbo", limbo == 0)
        files = Counter(row[0] for row in self.desk.query("SELECT state FROM evidence_evidence"))
        return Outcome(
            people=dict(Counter(person.kind for person in self.people)),
            pretend_hours=round((self.stage.now() - pretend) / timedelta(hours=1), 1),
            seconds=round(time.monotonic() - began, 1),
            sent=len(ledger["by_opaque"]) - before,
            doubled=doubled,
            answers_lost=lost,
            undeliverable=undeliverable,
            limbo=limbo,
            files_kept=files["kept"],
            files_lost=files["lost"],
            faults=self.faults,
        )

    # --- what happens --------------------------------------------------------------------------------------------

    def _before(self) -> int:
        """Everybody is where the outage finds them. Returns how many messages went so far."""
        self.say("people tell their tips")
        self._each(("agreed",), lambda p: tip.tell(p.phone, evidence=False))
        self._each(("not_agreed",), lambda p: tip.tell(p.phone, evidence=False, push="no"))
        self._each(("in_flight", "late", "photo_early", "photo_late", "answer_lost", "both_lost"), _greets)
        self.stage.settle()
        return len(self.stage.ledger()["by_opaque"])

    def _begin(self) -> None:
        self.say("the Graph API goes away")
        for person in self.people:
            person.shown = len(person.phone.screen())
        unheard = self._of("answer_lost")
        self.stage.faults(drop_answers=len(unheard))
        self._each(("answer_lost",), lambda p: p.phone.says("घाट पर रोज रात ट्रक आते हैं"))
        self.stage.wait(
            lambda: self.stage.ledger()["tallies"].get("answers dropped", 0) >= len(unheard),
            "the replies whose answers are lost did not go",
        )
        self.stage.faults(drop_answers=0, graph_away=True)
        self._each(("in_flight",), lambda p: p.phone.says("बालू के ट्रक रात में निकलते हैं"))
        self._each(("photo_early",), lambda p: p.phone.photo())

    def _week(self) -> None:
        self._days(2)
        self.say("day 2: the cell answers everybody and directs a post")
        self.stage.set_pace(speed=1)
        cases = self.desk.answer_all(ANSWER)
        self.desk.direct("बलुआ घाट पर आज रात जाँच करें।")
        self.say(f"{cases} answers are waiting")
        self._days(3.5)
        self.say("day 6: a photo comes")
        self._each(("photo_late",), lambda p: p.phone.photo())
        self._days(1)
        self.say("day 7: others write")
        self._each(("late", "both_lost"), lambda p: p.phone.says("आज भी वही चल रहा है"))
        self._days(0.55)

    def _end(self) -> int:
        """It is back, but the first answers are lost on the way, and no status tells of them. Returns how many ever were."""
        self.say("the Graph API is back; the first answers are lost")
        some = len(self._of("both_lost"))
        before = self.stage.ledger()["tallies"].get("answers dropped", 0)
        self.stage.set_pace(speed=BACK_SPEED)
        self.stage.faults(graph_away=False, drop_answers=some, missing_statuses=True)
        self.stage.wait(
            lambda: self.stage.ledger()["tallies"].get("answers dropped", 0) >= before + some,
            "nothing was tried again after the outage",
            within=120,
        )
        self.stage.faults(missing_statuses=False, drop_answers=0)
        self.stage.wait(self._at_rest, "what waited was not sent within an hour and a half", within=90)
        self.stage.set_pace(speed=1)
        self.stage.settle()
        return int(self.stage.ledger()["tallies"].get("answers dropped", 0))

    def _afterwards(self) -> None:
        self.say("people look at their phones and write again")
        for person in self._of("agreed"):
            self._notice_then_answer(person)
        for person in self._of("not_agreed"):
            self._check("who did not agree is not written to", not self._new(person))
            person.phone.says("हाल")
        for person in self._of("in_flight"):
            self._check("a reply whose window closed does not go", not self._new(person))
            person.phone.says("हाल")
        self.stage.settle()
        for person in self._of("not_agreed", "in_flight"):
            self._check("who writes again is answered", self._soon(partial(self._answered, person)))
        for person in self._of("not_agreed"):
            self._check("the answer is given when they ask", self._soon(partial(self._hears, person)))
        for person in self._of("late"):
            self._check("who wrote within the day is answered", self._answered(person))
        for person in self._of("answer_lost"):
            self._check("a reply that a status told of went once", len(self._new(person)) == 1)

    def _notice_then_answer(self, person: Person) -> None:
        notices = [message for message in self._new(person) if message.get("template")]
        self._check("who agreed is told that there is an answer", bool(notices))
        self._twice += max(len(notices) - 1, 0)
        if notices:
            person.phone.press(notices[0], option(notices[0], "news:"))
            self._check("and hears it", self._soon(partial(self._hears, person)))

    def _undeliverable(self) -> dict[str, int]:
        rows = self.desk.query(
            "SELECT error, count(*) FROM relay_outgoing WHERE state >= 3 GROUP BY error ORDER BY error"
        )
        return {error or "without a reason": count for error, count in rows}

    # --- small things ----------------------------------------------------------------------------------------------

    def _days(self, days: float) -> None:
        until = self.stage.now() + timedelta(days=days)
        self.stage.set_pace(speed=self.away_speed)
        while self.stage.now() < until:
            time.sleep(0.2)

    def _at_rest(self) -> bool:
        waiting = self.desk.query(
            "SELECT (SELECT count(*) FROM relay_outgoing WHERE state IN (0, 1)) + (SELECT count(*) FROM relay_fetch)"
        )
        return not waiting[0][0]

    def _of(self, *kinds: str) -> list[Person]:
        return [person for person in self.people if person.kind in kinds]

    def _each(self, kinds: tuple[str, ...], act: Callable[[Person], object]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(act, self._of(*kinds)))

    def _new(self, person: Person) -> list[dict[str, object]]:
        return person.phone.screen()[person.shown :]

    def _answered(self, person: Person) -> bool:
        return bool(self._new(person))

    @staticmethod
    def _hears(person: Person) -> bool:
        return ANSWER in person.phone.words()

    def _soon(self, true: Callable[[], bool]) -> bool:
        try:
            self.stage.wait(true, "")
        except RehearsalFailed:
            return False
        return True

    def _check(self, rule: str, holds: bool) -> None:
        if not holds and rule not in self.faults:
            self.faults.append(rule)
            self.say(f"NOT KEPT: {rule}")


def _greets(person: Person) -> None:
    person.phone.says("Hi")
    person.phone.chooses(person.phone.next("Hi"), "language:hi")
    person.phone.next("language")
