"""A pretend phone: what it sends goes through the dialogues, what comes back is kept to be looked at.

Between every two messages the state is written and read again, as in the relay.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from satark.conversation.state import dump, load
from satark.conversation.values import (
    Button,
    Context,
    Effect,
    FileComplaint,
    FileReport,
    Inbound,
    InboundKind,
    Language,
    Media,
    MediaId,
    MediaKind,
    News,
    OpenCase,
    OutMessage,
    Pin,
    Row,
    State,
)
from satark.dialogues import District, FoundPlace, fill, script_of, take
from satark.dialogues.district import Lane

MORNING = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
CODE = "4821 0937 5516 2048"
NUMBER = "482 019 3375"


@dataclass(frozen=True)
class Place:
    unit: str
    name_hi: str
    name_en: str
    how: str = "named"


BALUA = Place("chn-balua", "बलुआ घाट, थाना बलुआ", "Balua Ghat, Thana Balua")
CHAKIA = Place("chn-chakia", "थाना चकिया", "Thana Chakia")
RAMGARH_A = Place("chn-dheena", "रामगढ़, थाना धीना", "Ramgarh, Thana Dheena")
RAMGARH_B = Place("chn-kandwa", "रामगढ़, थाना कंदवा", "Ramgarh, Thana Kandwa")
LONG_NAME = Place("chn-naugarh", "नौगढ़ " * 40, "Naugarh " * 40)

_NAMES: dict[str, tuple[Place, ...]] = {
    "balua": (BALUA,),
    "बलुआ": (BALUA,),
    "بلوا": (BALUA,),
    "chakia": (CHAKIA,),
    "चकिया": (CHAKIA,),
    "ramgarh": (RAMGARH_A, RAMGARH_B),
    "रामगढ़": (RAMGARH_A, RAMGARH_B),
    "naugarh": (LONG_NAME,),
}


class KnownPlaces:
    """A finder that knows four names and one river."""

    def find(self, text: str) -> tuple[FoundPlace, ...]:
        return next((places for name, places in _NAMES.items() if name in text.lower()), ())

    def spot(self, text: str) -> FoundPlace | None:
        found = self.find(text)
        return found[0] if len(found) == 1 else None

    def near(self, pin: Pin) -> FoundPlace | None:
        return BALUA if abs(pin.latitude - 25.41) < 0.5 else None


def district(*languages: Language, lanes: tuple[Lane, ...] = ("sealed",)) -> District:
    return District("chandauli", "Chandauli", languages or ("hi", "en", "ur", "bho"), KnownPlaces(), lanes)


@dataclass
class Phone:
    """One person's phone. Verbs send; `said`, `buttons` and `effects` are what came of it."""

    district: District = field(default_factory=district)
    script: Literal["tip", "officer"] = "tip"
    state: State = field(default_factory=State)
    news: tuple[News, ...] = ()
    complaints: tuple[OpenCase, ...] = ()
    has_number: bool = True
    unseen: bool = False
    """Whether what it sends was sent before the last question could be read."""
    now: datetime = MORNING
    messages: tuple[OutMessage, ...] = ()
    """What the last thing sent was answered with."""
    done: tuple[Effect, ...] = ()
    """The effects of the last thing sent."""
    effects: list[Effect] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    """Every button and row ever shown: title -> id."""
    _files: int = 0

    def writes(self, *texts: str) -> Phone:
        for text in texts:
            self._send(Inbound(InboundKind.TEXT, self._later(), text=text))
        return self

    def presses(self, *titles: str) -> Phone:
        """A button or row by its title; it may be an old one."""
        for title in titles:
            self.presses_id(self.shown[title], title)
        return self

    def presses_id(self, choice: str, title: str = "") -> Phone:
        self._send(Inbound(InboundKind.CHOICE, self._later(), text=title, choice=choice))
        return self

    def sends(self, kind: MediaKind = MediaKind.PHOTO, caption: str = "") -> MediaId:
        self._files += 1
        file = Media(MediaId(UUID(int=self._files)), kind)
        self._send(Inbound(InboundKind.MEDIA, self._later(), text=caption, media=file))
        return file.id

    def drops_pin(self, latitude: float = 25.41, longitude: float = 83.18, name: str = "") -> Phone:
        point = Pin(latitude, longitude, name)
        self._send(Inbound(InboundKind.PIN, self._later(), pin=point))
        return self

    def gets(self, kind: InboundKind, text: str = "") -> Phone:
        """Any other kind of message, or word from the relay."""
        self._send(Inbound(kind, self._later(), text=text))
        return self

    def sends_again(self, inbound: Inbound) -> Phone:
        self._send(inbound)
        return self

    @property
    def said(self) -> str:
        """All that came back, as one text."""
        return "\n\n".join(message.text for message in self.messages)

    @property
    def titles(self) -> list[str]:
        """The buttons or rows below the last message."""
        return [option.title for option in options(*self.messages[-1:])]

    @property
    def reports(self) -> list[FileReport]:
        return [effect for effect in self.effects if isinstance(effect, FileReport)]

    @property
    def complaint(self) -> list[FileComplaint]:
        """What the desk got of it, piece by piece."""
        return [effect for effect in self.effects if isinstance(effect, FileComplaint)]

    def _later(self) -> datetime:
        self.now += timedelta(seconds=30)
        return self.now

    def _send(self, inbound: Inbound) -> None:
        state = load(dump(self.state))
        context = Context(
            self.now,
            self.news,
            unseen=self.unseen,
            complaints=self.complaints,
            has_number=self.has_number,
        )
        script = "officer" if self.script == "officer" else script_of(state, self.district)
        spoken = take(script, state, inbound, context, self.district)
        self.state = spoken.state
        self.done = spoken.effects
        self.effects.extend(spoken.effects)
        self.messages = tuple(fill(message, {"code": CODE, "number": NUMBER}) for message in spoken.messages)
        self.shown |= {option.title: option.id for option in options(*self.messages)}


def options(*messages: OutMessage) -> list[Button | Row]:
    """The buttons and rows below messages, in their order."""
    found: list[Button | Row] = []
    for message in messages:
        found += message.buttons
        found += message.rows
    return found


def speaking(language: Language = "en", **changes: object) -> Phone:
    """A phone that has chosen its language and sees the list of topics."""
    phone = Phone(**changes)  # type: ignore[arg-type]  # the fields are Phone's own
    phone.writes("Hi").presses_id(f"language:{language}")
    return phone


def about(topic: str = "mining_overloading", language: Language = "en") -> Phone:
    """A phone that has chosen a topic."""
    return speaking(language).presses_id(f"category:{topic}")


def at_readback(topic: str = "harassment", path: str = "what") -> Phone:
    """A phone that has answered everything and reads it once more."""
    phone = about(topic).presses_id(f"path:{path}")
    answers = {
        "who": "two boys on a red bike",
        "what": "they call names after girls",
        "when": "every day at two",
    }
    for _ in range(12):
        if phone.state.asked == "confirm":
            return phone
        asked = phone.state.asked or ""
        if asked in answers:
            phone.writes(answers[asked])
        elif asked == "place":
            phone.writes("chakia").presses_id("place:chn-chakia")
        elif asked == "evidence":
            phone.presses_id("evidence:nothing")
        elif asked in ("police", "now", "weapons"):
            phone.presses_id(f"{asked}:no")
        else:
            phone.writes("skip")
    raise AssertionError(f"stuck at {phone.state.asked}")


def filed() -> Phone:
    """A phone whose tip was filed and which was asked whether an answer may be pushed."""
    return at_readback().presses_id("confirm:send")
