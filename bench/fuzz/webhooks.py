"""One of the hundred thousand: well-formed, bent or broken, by its number and the seed of the run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bench.fuzz import account, breaking, contents
from bench.fuzz.bending import bend
from bench.fuzz.people import person
from bench.fuzz.shapes import OURS, Promise, Shaper, metadata

Sort = Literal["well-formed", "bent", "broken", "overgrown", "told"]
OFTEN: dict[Sort, float] = {"well-formed": 44.9, "bent": 40, "broken": 15, "overgrown": 0.1}
STRANGERS = range(60_000, 62_000)
"""Who writes in what is bent or broken: nothing is promised to them, and nobody else is mixed up with them."""
CROWDED = 30
"""Webhooks for each person who may write in a well-formed one."""


@dataclass(frozen=True, slots=True)
class Webhook:
    number: int
    sort: Sort
    body: bytes
    promises: tuple[Promise, ...] = ()


def told(seed: int, number: int, opaques: Sequence[str], *, now: int) -> Webhook:
    """Statuses of replies that were really sent: in any order, contradictory, half of them bent. Numbered below zero,
    because no seed makes them again."""
    chance = random.Random(f"{seed}:told:{number}")
    who = person(chance.choice(STRANGERS))
    statuses = [
        account.status(chance, who, number, serial, now)
        | {"biz_opaque_callback_data": chance.choice(opaques)}
        for serial in range(chance.choice((1, 1, 3, 20)))
    ]
    to = metadata(*next(iter(OURS.items())))
    value = {"messaging_product": "whatsapp", "metadata": to, "statuses": statuses}
    update = {"entry": [{"id": "155500020000201", "changes": [{"field": "messages", "value": value}]}]}
    bent = bend(update, chance) if chance.random() < 0.5 else update
    return Webhook(-1 - number, "told", breaking.write(bent, chance))


def webhook(seed: int, number: int, *, people: int, now: int) -> Webhook:
    """`people`: how many write in the well-formed ones. `now`: Unix seconds, for their timestamps."""
    chance = random.Random(f"{seed}:{number}")
    sort = chance.choices(tuple(OFTEN), tuple(OFTEN.values()))[0]
    if sort == "well-formed":
        shaped = Shaper(chance, number, people=range(people), other=contents.OTHER, now=now).make()
        return Webhook(number, sort, breaking.write(shaped.update, chance), shaped.promises)
    other = contents.OTHER | contents.CHANGED
    update = Shaper(chance, number, people=STRANGERS, other=other, now=now).make().update
    match sort:
        case "bent":
            body = breaking.write(bend(update, chance), chance)
        case "overgrown":
            body = breaking.overgrown(update, chance)
        case _:
            body = chance.choice(breaking.BREAKS)(breaking.write(update, chance), chance)
    return Webhook(number, sort, body)
