"""What a dialogue knows of the district it speaks for. Places are looked up by somebody else, behind a protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from satark.conversation.values import Language, Pin


class FoundPlace(Protocol):
    """A place that words or a pin may mean, under the unit that is responsible for it."""

    @property
    def unit(self) -> str:
        """Code of the station, or of the district where nothing nearer is known."""

    @property
    def name_hi(self) -> str: ...

    @property
    def name_en(self) -> str: ...


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
