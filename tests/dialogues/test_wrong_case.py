"""Late, doubled and misdirected replies over five open cases and more: no step lands on a case that was not meant.

Meant is what a button names, what a message quotes, what is chosen from a list as it was shown; and, for words and files
without either, the case that was turned to last, as long as that was a moment ago and nothing newer has come.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from satark.conversation.values import Inbound, InboundKind, Media, MediaId, MediaKind, News, Pin, TakeStep
from tests.dialogues.phone import MORNING, Phone
from tests.dialogues.test_officer_complaint import complaint

ACTS = ("received", "notours", "team", "help", "spot", "done", "late", "show", "add")
LISTS = ("outcome:compromise", "outcome:fir", "why:court", "help:force", "whose:chn-chakia", "which:")
WORDS = (
    *("प्राप्त", "टीम रवाना", "मौके पर", "निस्तारित", "हमारे थाने का नहीं", "मदद चाहिए", "मेरे काम"),
    *("वहाँ भीड़ है", "SI Ram Singh, GD 12", "मौके पर पहुंच गए हैं", "FIR 12/2026", "ठीक है", "नमस्ते", "explain by 6"),
)
NUMERALS = ("1", "2", "3", "do", "५")
A_WHILE = 15 * 60


@dataclass
class Officer:
    """Somebody at a station's phone who does anything at all, and what he can have meant by it."""

    chance: random.Random
    phone: Phone = field(default_factory=lambda: Phone(script="officer").writes("english"))
    turned_to: str = ""
    turned_at: int = 0
    came_at: int = 0
    """When the newest case came."""
    shown: list[str] = field(default_factory=list)
    """Ids of the list that is seen, in order."""
    gone: list[str] = field(default_factory=list)
    _count: int = 0

    def begins(self) -> None:
        for _ in range(5):
            self.case_comes()
        self.phone.now += timedelta(hours=2)

    # --- what happens ---

    def case_comes(self) -> None:
        self._count += 1
        ref = f"{4820193300 + self._count}-1"
        step = self.chance.choice(["", "received", "team_sent", "on_spot"])
        at = int((self.phone.now - MORNING).total_seconds() // 60) + 60
        self.came_at = int(MORNING.timestamp()) + (at - 60) * 60
        news = complaint(ref, step=step, at=at, urgent=self.chance.random() < 0.3)
        self.phone.news = (*self.phone.news, News(UUID(int=self._count), "complaint", "भीड़", ref, news.facts))

    def case_goes(self) -> None:
        """Answered elsewhere, called back, decided for another station."""
        if len(self.phone.news) > 5:
            out = self.chance.choice(self.phone.news)
            self.phone.news = tuple(each for each in self.phone.news if each is not out)
            self.gone.append(out.ref)

    def time_passes(self) -> None:
        self.phone.now += timedelta(minutes=self.chance.choice([1, 5, 20, 300]))

    # --- what he does ---

    def presses(self) -> str:
        ref = self.any_ref()
        start = self.chance.choice([f"direction:{self.chance.choice(ACTS)}:", *LISTS])
        choice = f"{start}{ref}" if start.endswith(":") else f"{start}:{ref}"
        self.send(Inbound(InboundKind.CHOICE, self.phone.now, text="x", choice=choice))
        return ref

    def quotes(self) -> str:
        ref = self.any_ref()
        self.send(self.piece(ref))
        return ref

    def says(self) -> str:
        meant = self.meant_by_saying()
        self.send(self.piece(""))
        return meant

    def types_a_number(self) -> str:
        """Of the list that is seen; where nothing is asked of that list any more, it is said like any other word."""
        word = self.chance.choice(NUMERALS)
        place = {"1": 1, "2": 2, "3": 3, "do": 2, "५": 5}[word]
        row = self.shown[place - 1] if place <= len(self.shown) and not self.phone.unseen else ""
        meant = row.rpartition(":")[2] if row and self.is_asked() else self.meant_by_saying()
        self.send(Inbound(InboundKind.TEXT, self.phone.now, text=word))
        return meant

    def is_asked(self) -> bool:
        return (self.phone.state.asked or "") == self.shown[0].partition(":")[0]

    def meant_by_saying(self) -> str:
        """The case turned to last, a moment ago, with nothing newer since."""
        fresh = self.phone.now.timestamp() - self.turned_at < A_WHILE and self.came_at <= self.turned_at
        return self.turned_to if fresh else ""

    def any_ref(self) -> str:
        known = [each.ref for each in self.phone.news]
        return self.chance.choice([*known, *known, *self.gone, "9999999999-1"])

    def piece(self, about: str) -> Inbound:
        now, kind = self.phone.now, self.chance.choice(["text", "text", "photo", "voice", "pin"])
        if kind == "text":
            return Inbound(InboundKind.TEXT, now, text=self.chance.choice(WORDS), about=about)
        if kind == "pin":
            return Inbound(InboundKind.PIN, now, pin=Pin(25.4, 83.2), about=about)
        file = Media(MediaId(UUID(int=self.chance.getrandbits(60))), MediaKind(kind))
        return Inbound(InboundKind.MEDIA, now, media=file, about=about)

    def send(self, inbound: Inbound) -> None:
        self.phone.now += timedelta(seconds=self.chance.choice([0, 1, 30]))
        self.phone.sends_again(inbound)

    def turn(self, ref: str) -> None:
        if any(each.ref == ref for each in self.phone.news):
            self.turned_to, self.turned_at = ref, int(self.phone.now.timestamp())

    def sees(self) -> None:
        rows = self.phone.messages[-1].rows if self.phone.messages else ()
        if rows:
            self.shown = [row.id for row in rows if not row.id.endswith("more")]


@pytest.mark.parametrize("seed", range(150))
def test_no_step_lands_on_a_case_that_was_not_pressed_quoted_or_chosen(seed: int) -> None:
    officer = Officer(random.Random(seed))
    officer.begins()
    happenings: list[Callable[[], object]] = [officer.case_comes, officer.case_goes, officer.time_passes]
    doings = [
        officer.presses,
        officer.presses,
        officer.quotes,
        officer.says,
        officer.says,
        officer.types_a_number,
    ]

    for _ in range(60):
        if officer.chance.random() < 0.2:
            officer.chance.choice(happenings)()
            continue
        officer.phone.unseen = officer.chance.random() < 0.15
        meant = officer.chance.choice(doings)()
        steps = [effect for effect in officer.phone.done if isinstance(effect, TakeStep)]

        assert {step.ref for step in steps} <= {meant}
        if meant:
            officer.turn(meant)
        officer.sees()


def test_the_walk_does_something() -> None:
    """Else the rule above would hold for a phone that is never answered."""
    officer = Officer(random.Random(1))
    officer.begins()
    for _ in range(200):
        officer.turn(officer.chance.choice([officer.presses, officer.quotes, officer.says])())

    acts = {effect.act for effect in officer.phone.effects if isinstance(effect, TakeStep)}
    assert {
        "received",
        "team_sent",
        "on_spot",
        "progress",
        "answered",
        "disputed",
        "need_help",
        "reason",
    } <= acts
