"""Well-formed webhooks, written from the fact sheet: batches, several accounts and numbers, every kind in one body or alone.

The same seed and number always give the same webhook.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from bench.fuzz import account, contents
from bench.fuzz.people import Json, Person, nobody, person, wamid

OURS = {"155500010000101": "915550000101", "155500010000102": "915550000102"}
"""Numbers that the demo sets up."""
STRANGE = ("155500010000999", "915550000999")
"""A number that no unit answers."""
SIZES = ((1, 91.0), (2, 5.0), (4, 3.0), (12, 0.7), (60, 0.2), (250, 0.07), (1000, 0.03))
"""Messages of a change, and how often in a hundred."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What must become of one message of a well-formed webhook."""

    wamid: str
    answered_at: str = ""
    """Whom a reply must reach; empty when this kind need not be answered."""
    aside: str = ""
    """Why it must be set aside; empty when it must not be."""


@dataclass(frozen=True, slots=True)
class Shaped:
    update: Json
    promises: tuple[Promise, ...]


class Shaper:
    """Makes one webhook. `people` are the indices of those who may write in it, `other` what they do besides speaking."""

    def __init__(
        self,
        chance: random.Random,
        webhook: int,
        *,
        people: range,
        other: Mapping[str, contents.Content],
        now: int,
    ) -> None:
        self._chance = chance
        self._webhook = webhook
        self._people = people
        self._other = other
        self._now = now
        self._serials = count()
        self._promises: list[Promise] = []

    def make(self) -> Shaped:
        chance = self._chance
        entries = [self._entry(few(chance)) for _ in range(few(chance))]
        return Shaped({"object": "whatsapp_business_account", "entry": entries}, tuple(self._promises))

    def _entry(self, changes: int) -> Json:
        chance = self._chance
        entry: Json = {"id": str(155500020000201 + chance.randrange(3))}
        if chance.random() < 0.1:
            entry["time"] = 1_790_000_000 + self._webhook
        return entry | {"changes": [self._change() for _ in range(changes)]}

    def _change(self) -> Json:
        if self._chance.random() < 0.06:
            return account.field(self._chance, self._webhook)
        return {"field": "messages", "value": self._value()}

    def _value(self) -> Json:
        chance = self._chance
        number = chance.choice(tuple(OURS.items())) if chance.random() < 0.97 else STRANGE
        value: Json = {
            "messaging_product": "whatsapp",
            "metadata": metadata(*number),
        }
        size = chance.choices([size for size, _ in SIZES], [often for _, often in SIZES])[0]
        people = [person(chance.choice(self._people)) for _ in range(size)]
        spoken = chance.random()
        if spoken < 0.8:
            value["contacts"] = [who.as_contact() for who in people]
            value["messages"] = [self._message(who, known=number is not STRANGE) for who in people]
        if spoken > 0.75:
            value["statuses"] = [self._status(who) for who in people]
        if chance.random() < 0.02:
            value["errors"] = [account.error(chance)]
        return value

    def _status(self, who: Person) -> Json:
        return account.status(self._chance, who, self._webhook, next(self._serials), self._now)

    def _message(self, who: Person, *, known: bool) -> Json:
        chance = self._chance
        spoken = chance.random() < 0.7
        if chance.random() < 0.01:
            who, spoken = nobody(who.index), True
        kinds = contents.SPOKEN if spoken else self._other
        # Files cost most, and words are what most people send.
        kind = "text" if spoken and chance.random() < 0.6 else chance.choice(tuple(kinds))
        ident = wamid(who, self._webhook, next(self._serials))
        around: Json = {"id": ident, "timestamp": account.timestamp(chance, self._now)}
        if spoken:
            self._promises.append(promised(ident, who, known=known))
        return who.as_sender() | around | kinds[kind](chance, who, self._webhook) | self._extras(who)

    def _extras(self, who: Person) -> Json:
        chance = self._chance
        extras: Json = {}
        if chance.random() < 0.1:
            extras["context"] = {"from": "915550000101", "id": wamid(who, self._webhook, 900)}
        if chance.random() < 0.03:
            extras["context"] = {"forwarded": True, "frequently_forwarded": True}
        if chance.random() < 0.02:
            extras["referral"] = {"source_url": "https://fb.me/x", "source_type": "ad", "ctwa_clid": "A" * 40}
        return extras


def metadata(number_id: str, display: str) -> Json:
    return {"phone_number_id": number_id, "display_phone_number": display}


def promised(ident: str, who: Person, *, known: bool) -> Promise:
    if who.naming == "neither":
        return Promise(ident, aside="no_sender")
    if not known:
        return Promise(ident, aside="number_unknown")
    return Promise(ident, answered_at=who.reached_at)


def few(chance: random.Random) -> int:
    return chance.choices((1, 2, 3), (90, 8, 2))[0]
