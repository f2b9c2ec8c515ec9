"""What a dialogue knows of the district it speaks for. Places are looked up by somebody else, behind a protocol."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from satark.clock import INDIA
from satark.conversation.values import Language, Pin

Lane = Literal["sealed", "open"]


class FoundPlace(Protocol):
    """A place that words or a pin may mean, under the unit that is responsible for it."""

    @property
    def unit(self) -> str:
        """Code of the station, or of the district where nothing nearer is known."""

    @property
    def name_hi(self) -> str: ...

    @property
    def name_en(self) -> str: ...

    @property
    def how(self) -> str:
        """What led to it: boundary, nearest, landmark or named."""


class PlaceFinder(Protocol):
    def find(self, text: str) -> tuple[FoundPlace, ...]:
        """What an answer to `where` may mean, best first; nothing when unknown."""

    def spot(self, text: str) -> FoundPlace | None:
        """A place named inside free words, only when sure."""

    def near(self, pin: Pin) -> FoundPlace | None:
        """Where a point lies; None when it is far from everything known."""


@dataclass(frozen=True, slots=True)
class District:
    code: str
    name: str
    languages: tuple[Language, ...]
    """The languages offered, in the order in which they are offered."""
    finder: PlaceFinder
    lanes: tuple[Lane, ...] = ("sealed",)
    """What may be told on this number: tips, open complaints, or both."""
    staffed: tuple[int, int] | None = None
    """From and until which hour in India somebody reads complaints; nothing: always."""

    def is_staffed(self, now: datetime) -> bool:
        if self.staffed is None:
            return True
        begin, end = self.staffed
        return begin <= now.astimezone(INDIA).hour < end

    def read_from(self, now: datetime) -> datetime:
        """When complaints are read next, where nobody reads now."""
        local = now.astimezone(INDIA)
        begin = self.staffed[0] if self.staffed else 0
        opening = local.replace(hour=begin, minute=0, second=0, microsecond=0)
        return opening if opening > local else opening + timedelta(days=1)
