"""The preflight against the pretend WhatsApp: what passes is never refused there, and what is refused there never passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from bench.fuzz.catalogues import Catalogue
from bench.fuzz.fillings import Fillings
from bench.fuzz.sendables import Sendables
from satark.channels.whatsapp.limits import Violation, preflight, preflight_template
from satark.channels.whatsapp.outbound import Address, Payload, payload, wrap
from satark.channels.whatsapp.sendable import Sendable
from satark.conversation.values import OutMessage
from satark.simulator.errors import GraphError
from satark.simulator.sending.shape import check_message
from satark.simulator.templates import filling, rules

TO = Address(number="915551800001")
A_CATALOGUE = 50
"""Things made from one seed and in one language."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that may be sent or filed, and what each side has against it. Empty: it passes there."""

    form: str
    ours: tuple[str, ...]
    theirs: str
    made: object


@dataclass(frozen=True, slots=True)
class Disagreement:
    seed: str
    """`make` makes it again."""
    place: int
    tried: Tried


@dataclass(slots=True)
class Tally:
    tried: int = 0
    passed: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)


def compare(number: int, *, seed: int) -> Tally:
    """Try so many, a third of each: what dialogues say, what else can be sent, templates."""
    tally = Tally()
    for catalogue in range(number // A_CATALOGUE):
        name = f"{seed}:{catalogue}"
        language, everything = make(name)
        tally.languages[language] += A_CATALOGUE
        for place, tried in enumerate(everything):
            _count(tally, name, place, tried)
    return tally


def make(seed: str) -> tuple[str, Iterable[Tried]]:
    """One catalogue, tried on both sides: its language, and each thing in it."""
    kind = int(seed.rpartition(":")[2]) % 3
    maker = (Catalogue, Sendables, Fillings)[kind](seed)
    return maker.language, [TRY[type(maker)](maker) for _ in range(A_CATALOGUE)]


def _count(tally: Tally, seed: str, place: int, tried: Tried) -> None:
    tally.tried += 1
    tally.passed += not tried.ours
    tally.forms[tried.form] += 1
    tally.refusals[tried.theirs.partition(":")[0] or "taken"] += 1
    if bool(tried.ours) != bool(tried.theirs):
        tally.disagreements.append(Disagreement(seed, place, tried))


# --- both sides of each kind ---------------------------------------------------------------------------------------


def try_dialogue(catalogue: Catalogue) -> Tried:
    message = catalogue.message()
    return Tried("dialogue", _words(preflight(message)), refusal(message), message)


def try_sendable(maker: Sendables) -> Tried:
    message = maker.sendable()
    theirs = _refused(lambda: _checked(wrap(message, to=TO, opaque="o-1")))
    return Tried(type(message).__name__, _words(preflight(message)), theirs, _shown(message))


def try_template(maker: Fillings) -> Tried:
    """A definition, or where that is right, now and then a message that fills it."""
    definition = maker.definition()
    theirs = _refused(lambda: rules.read_template(_written(definition)))
    ours = _words(preflight_template(definition))
    if ours or theirs or maker.chance.random() < 0.5:
        return Tried("definition", ours, theirs, definition)
    message = maker.filling(definition)
    found = [*preflight(message), *preflight_template(definition, message)]

    def fill() -> None:
        sent = _checked(wrap(message, to=TO, opaque="o-1"))
        filling.fill(rules.read_template(definition), sent["template"].get("components", []))

    return Tried("TemplateMessage", _words(found), _refused(fill), (definition, _shown(message)))


TRY: dict[type[Any], Callable[[Any], Tried]] = {
    Catalogue: try_dialogue,
    Sendables: try_sendable,
    Fillings: try_template,
}


def refusal(message: OutMessage) -> str:
    """Why the pretend WhatsApp does not take the words of it, or nothing. Its files go one by one, without words."""
    if message.media and not message.text and not (message.buttons or message.rows or message.ask_pin):
        return ""
    if sum((bool(message.buttons), bool(message.rows), message.ask_pin)) > 1:
        return "forms: one message has one form"
    return _refused(lambda: _checked(payload(message, to=TO, opaque="o-1")))


def _refused(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except GraphError as error:
        return f"{error.code}: {error.details}"
    except orjson.JSONEncodeError:
        return "writing: half a sign is no text"
    return ""


def _checked(body: Payload) -> Payload:
    written = _written(body)
    check_message(written)
    return written


def _written(body: Payload) -> Payload:
    """As it arrives: through JSON."""
    arrived: Payload = orjson.loads(orjson.dumps(body))
    return arrived


def _words(violations: Iterable[Violation]) -> tuple[str, ...]:
    return tuple(str(each) for each in violations)


def _shown(message: Sendable) -> object:
    """Its parts: by itself it shows none."""
    return {name: getattr(message, name) for name in _slots(message)}


def _slots(message: Sendable) -> Iterator[str]:
    yield from type(message).__dataclass_fields__
