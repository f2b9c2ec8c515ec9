"""Which station a complaint goes to, from the pin, the words and the answer of one person. A wrong one costs an hour.

What leads to a station, in this order, and why:

1. A place that was chosen from our list, or named without doubt, where the pin lies far from it: the place, in doubt.
   People stand at home when they send a pin, and say deliberately where it happened.
2. The pin, where a boundary holds it: borders are known to the map, not to the people on them, who name the town.
3. The named place. A pin near it, outside every known boundary, says nothing better.
4. The pin's nearest station, when nothing was named, or to choose among those that share a name.

Several that may be meant and no pin to choose by: the desk picks among them. Nothing known: None, and it stays with
the desk, whose own clock runs. In doubt, or when the desk picks, `candidates` are what it should look at, best first.
"""

from __future__ import annotations

from dataclasses import dataclass

from satark.conversation.values import Pin
from satark.jurisdiction.names import FoundPlace, How
from satark.jurisdiction.places import Places

FAR_APART_KM = 12.0
"""Seats of neighbouring stations are 5 to 15 km apart: a pin farther than this from the named one is elsewhere."""


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a complaint goes, and how that is known. `unit` is none when the desk has to pick among `candidates`."""

    unit: str | None
    how: How
    doubt: bool = False
    candidates: tuple[str, ...] = ()


def route(places: Places, *, pin: Pin | None = None, told: str = "", answered: str = "") -> Routed | None:
    """`told` are the words about the place; `answered` is the code of a place that the person chose from our list.

    Only stations come out, never a unit without ground: a women's station is not where something happened.
    """
    on_map = places.near(pin) if pin else None
    named = _named(places, told, answered)
    if len(named) == 1:
        return _named_one(places, named[0], pin, on_map)
    if named:
        return _named_several(tuple(each.unit for each in named), on_map)
    return Routed(on_map.unit, on_map.how) if on_map else None


def _named(places: Places, told: str, answered: str) -> list[FoundPlace]:
    """What the words may mean: the chosen place; else the one that is beyond doubt; else everything possible."""
    chosen = places.station(answered) if answered else None
    if chosen:
        return [chosen]
    sure = places.spot(told)
    if sure:
        return [sure]
    return [place for unit in places.stations(told) if (place := places.station(unit))]


def _named_one(places: Places, named: FoundPlace, pin: Pin | None, on_map: FoundPlace | None) -> Routed:
    if pin is None:
        return Routed(named.unit, named.how)
    agreed = on_map is not None and on_map.unit == named.unit
    if not agreed and _far(places, named.unit, pin):
        both = (named.unit, on_map.unit) if on_map else (named.unit,)
        return Routed(named.unit, named.how, doubt=True, candidates=both)
    if on_map and on_map.how == "boundary":
        return Routed(on_map.unit, "boundary")
    return Routed(named.unit, named.how)


def _named_several(named: tuple[str, ...], on_map: FoundPlace | None) -> Routed:
    if on_map is None:
        return Routed(None, "desk", candidates=named)
    if on_map.unit in named or on_map.how == "boundary":
        return Routed(on_map.unit, on_map.how, doubt=on_map.unit not in named, candidates=named)
    return Routed(None, "desk", candidates=(*named, on_map.unit))


def _far(places: Places, unit: str, pin: Pin) -> bool:
    """A station whose position nobody knows cannot speak against a pin."""
    km = places.km_apart(unit, pin)
    return km is not None and km > FAR_APART_KM
