"""One of the hundred thousand: well-formed, bent or broken, by its number and the seed of the run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from bench.fuzz import breaking, contents
from bench.fuzz.bending import bend
from bench.fuzz.shapes import Promise, Shaper

Sort = Literal["well-formed", "bent", "broken", "overgrown"]
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
