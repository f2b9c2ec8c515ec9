"""The preflight against the pretend WhatsApp: what passes is never refused there, and what is refused there never passes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import orjson

from bench.fuzz.catalogues import Catalogue
from satark.channels.whatsapp.limits import preflight
from satark.channels.whatsapp.outbound import Address, payload
from satark.conversation.values import OutMessage
from satark.simulator.checks import check_message
from satark.simulator.errors import GraphError

TO = Address(number="915551800001")
A_CATALOGUE = 50
"""Messages made from one seed and in one language."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    seed: str
    place: int
    """Which message of that catalogue."""
    ours: tuple[str, ...]
    """What the preflight has against it; empty when it passes."""
    theirs: str
    """What the pretend WhatsApp has against it; empty when it takes it."""
    message: OutMessage


@dataclass(slots=True)
class Tally:
    messages: int = 0
    passed: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)


def compare(messages: int, *, seed: int) -> Tally:
    tally = Tally()
    for number in range(messages // A_CATALOGUE):
        name = f"{seed}:{number}"
        catalogue = Catalogue(name)
        for place in range(A_CATALOGUE):
            _compare(catalogue.message(), name, place, tally)
            tally.languages[catalogue.language] += 1
    return tally


def again(seed: str, place: int) -> OutMessage:
    """The message of a disagreement, made anew."""
    catalogue = Catalogue(seed)
    return [catalogue.message() for _ in range(place + 1)][place]


def _compare(message: OutMessage, seed: str, place: int, tally: Tally) -> None:
    ours, theirs = tuple(str(each) for each in preflight(message)), refusal(message)
    tally.messages += 1
    tally.passed += not ours
    tally.refusals[theirs.partition(":")[0] or "taken"] += 1
    if bool(ours) != bool(theirs):
        tally.disagreements.append(Disagreement(seed, place, ours, theirs, message))


def refusal(message: OutMessage) -> str:
    """Why the pretend WhatsApp does not take the words of it, or nothing. Its files go one by one, without words."""
    if message.media and not message.text and not (message.buttons or message.rows or message.ask_pin):
        return ""
    if sum((bool(message.buttons), bool(message.rows), message.ask_pin)) > 1:
        return "forms: one message has one form"
    try:
        check_message(orjson.loads(orjson.dumps(payload(message, to=TO, opaque="o-1"))))
    except GraphError as error:
        return f"{error.code}: {error.details}"
    except orjson.JSONEncodeError:
        return "writing: half a sign is no text"
    return ""
