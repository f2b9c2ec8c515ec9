"""Who writes to a police WhatsApp on one day, when, and what: seeded, from published mixes and messages as people send them.

Of each mix only the figures named here were published; how the rest divides is our own assumption.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources

GENUINE = ("tip", "complaint", "emergency", "traffic")

MIXES: dict[str, dict[str, float]] = {
    # Pune: 62 % greetings.
    "pune": {
        "greeting": 62,
        "noise": 14,
        "complaint": 9,
        "tip": 6,
        "traffic": 4,
        "outside": 3,
        "emergency": 2,
    },
    # Nashik: 30 % greetings, 16 % about other places.
    "nashik": {
        "greeting": 30,
        "outside": 16,
        "noise": 22,
        "complaint": 14,
        "tip": 9,
        "traffic": 6,
        "emergency": 3,
    },
    # Delhi: 6 % genuine.
    "delhi": {
        "greeting": 52,
        "noise": 34,
        "outside": 8,
        "tip": 2,
        "complaint": 2,
        "traffic": 1,
        "emergency": 1,
    },
}

HOURS = (2, 1, 1, 1, 1, 2, 4, 6, 7, 7, 7, 6, 6, 5, 5, 5, 6, 8, 10, 11, 10, 8, 6, 4)
"""How much of a day's messages come in each of its hours, in India: mornings, and a peak after work."""

LANGUAGES = {"hi": 70, "en": 12, "bho": 12, "ur": 6}
WAYS = {"dumps": 30, "answers": 50, "leaves": 20}
"""How a source tells: everything at once, question by question, or half of it."""


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    kind: str
    """greeting, noise, traffic, outside, emergency, complaint or tip."""
    district: str
    """`chn` or `bly`, where the words name a place; else empty."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody new who writes."""

    after: timedelta
    """Since the play's beginning."""
    message: Message
    identity: str
    """What the phone shows: number, username or both."""
    language: str
    way: str
    seed: int
    """For everything this person leaves to chance."""


def messages() -> list[Message]:
    file = resources.files("satark.rehearsal") / "data" / "messages.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return [Message(row["text"], row["kind"], row["station_code"].partition("-")[0]) for row in rows]


def arrivals(*, mix: str, people: int, hours: float, first_hour: int, chance: random.Random) -> list[Arrival]:
    """A day's worth of `people`, cut to the hours that are played, in order of time."""
    by_kind: dict[str, list[Message]] = {}
    for message in messages():
        by_kind.setdefault(message.kind, []).append(message)
    found = [
        Arrival(
            after=after,
            message=chance.choice(by_kind[_drawn(MIXES[mix], chance)]),
            identity=_drawn({"number": 70, "both": 20, "username": 10}, chance),
            language=_drawn(LANGUAGES, chance),
            way=_drawn(WAYS, chance),
            seed=chance.randrange(2**32),
        )
        for after in _times(people, hours, first_hour, chance)
    ]
    return sorted(found, key=lambda each: each.after)


def _times(people: int, hours: float, first_hour: int, chance: random.Random) -> Iterator[timedelta]:
    for _ in range(people):
        hour = chance.choices(range(24), HOURS)[0]
        after = (hour - first_hour) % 24 + chance.random()
        if after < hours:
            yield timedelta(hours=after)


def _drawn(weights: dict[str, float] | dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
