"""Who is there, who stands in, who is above: pure, for any instant. Somebody is always answerable: the roster never says "nobody"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from satark.jurisdiction import command
from satark.jurisdiction.chairs import NIGHT, Away, Chair, Deputy, Hours, Term, UnitPlace, is_night

IN_COMMAND = {
    "station": "sho",
    "circle": "co",
    "subdivision": "asp",
    "district": "sp",
    "range": "dig",
    "zone": "adg",
}
"""Kind of unit -> the role that commands it."""
OF_STATION = frozenset({"sho", "ssi", "night", "outpost", "helpdesk"})
OF_DISTRICT = frozenset({"control", "night_go"})
"""They look after their whole district, wherever their chair stands: the control room is a unit beside the tree."""
APART = frozenset({"cell", "admin"})
"""What waits here is not for the duty sheet's eyes: at no hour does it go to the control room."""
STANDS_IN = ("ssi", "night", "outpost")
"""Who acts in a station whose officer is away, in this order: the senior sub-inspector, then whichever other is there."""
BY_RANK = ("adg", "dig", "sp", "asp", "co", "night_go", "control", "desk", "sho", "ssi", "night")


@dataclass(frozen=True, eq=False)
class Roster:
    """Posts of a range (or of several) with all that is known of who sat on them when."""

    units: Mapping[str, UnitPlace]
    posts: Mapping[str, Chair]
    holdings: Sequence[Term] = ()
    absences: Sequence[Away] = ()
    deputies: Sequence[Deputy] = ()
    night: Hours = NIGHT

    # --- who is there ------------------------------------------------------------------------------------------------

    def holder(self, post: str, at: datetime) -> int | None:
        """The officer who holds the post; of several the one who came last."""
        return next((term.officer for term in self._terms.get(post, ()) if term.covers(at)), None)

    def present(self, post: str, at: datetime) -> int | None:
        """The officer who holds the post and is there."""
        there = (term.officer for term in self._terms.get(post, ()) if term.covers(at))
        return next((officer for officer in there if not self.away(officer, at)), None)

    def away(self, officer: int, at: datetime) -> str:
        """Why an officer is not there (kind of absence); empty when he is."""
        return next((each.kind for each in self._absences.get(officer, ()) if each.covers(at)), "")

    def until(self, post: str, at: datetime) -> datetime | None:
        """When the term of whoever is there ends; None without an end, or while nobody is there."""
        there = self.present(post, at)
        covering = (term for term in self._terms.get(post, ()) if term.covers(at) and term.officer == there)
        return next((term.until for term in covering), None)

    def acting(self, post: str, at: datetime) -> str:
        """The post that acts for this one and has somebody there: itself, a stand-in, or "" when there is none."""
        return next((each for each in self._in_turn(post, at) if self.present(each, at) is not None), "")

    def living(self, post: str, at: datetime) -> str:
        """The post that answers for this one now: whoever acts for it, else the next living post above. Never ""."""
        return self.acting(post, at) or self.above(post, at)

    # --- who is above ------------------------------------------------------------------------------------------------

    def above(self, post: str, at: datetime) -> str:
        """The next living post above. For the highest one itself, if somebody acts for it. Never ""."""
        return next(iter(self.ladder(post, at)), "") or self.acting(post, at) or self._last_resort(post, at)

    def ladder(self, post: str, at: datetime) -> tuple[str, ...]:
        """Living posts above, in order, each once, the highest last. By night those who are awake come first."""
        rungs = (self.acting(rung, at) for rung in self._rungs(post, at))
        below = {"", post, self.acting(post, at)}
        return tuple(rung for rung in dict.fromkeys(rungs) if rung not in below)

    def over_both(self, one: str, other: str, at: datetime) -> str:
        """The living post that decides whose a case is: the lowest in command of both units."""
        others = set(self.line(other))
        heads = [
            head
            for unit in self.line(one)
            if unit in others and self.units[unit].kind not in ("station", "outpost")
            for head in self._heads(unit)
        ]
        if heads:
            return self.living(heads[0], at)
        highest = next(iter(reversed(self._commanders(one))), "")
        return self.living(highest or next(iter(self.posts)), at)

    def may_order(self, by_post: str, to_post: str) -> bool:
        """Whether the line of command lets one post order the other."""
        return command.may_order(self, by_post, to_post)

    # --- whose ground ------------------------------------------------------------------------------------------------

    def area(self, post: str) -> frozenset[str]:
        """Units that a post looks after: its own and all below. Of a post outside the police: none."""
        chair = self.posts[post]
        if chair.role == "outside":
            return frozenset()
        district = self.units[chair.unit].district if chair.role in OF_DISTRICT else ""
        return self.below(district or chair.unit)

    def below(self, unit: str) -> frozenset[str]:
        """The unit and all that hang below it."""
        return frozenset(code for code in self.units if unit in self._upward[code])

    def line(self, unit: str) -> tuple[str, ...]:
        """The unit and all above it, up to the zone."""
        return tuple(code for code in self._upward[unit] if self.units[code].kind != "state")

    def station_posts(self, unit: str, at: datetime, *, women: bool = False) -> tuple[str, ...]:
        """Posts of a station (or of another unit that attends) that get a brief; `women`: it is about women or children.

        The officer in charge first, whose official phone is always there; whoever stands in; by night the night officer.
        """
        here = self.station(unit)
        heads = list(self._with_role(here, "sho", "special", "outside"))
        stand_ins = [acting for head in heads if (acting := self.acting(head, at))]
        roles = [*(["night"] if is_night(at, self.night) else []), *(["helpdesk"] if women else [])]
        others = [post for post in self._with_role(here, *roles) if self.present(post, at) is not None]
        return tuple(dict.fromkeys([*heads, *stand_ins, *others]))

    def station(self, unit: str) -> str:
        """The station of a station's part; any other unit is its own."""
        return next((code for code in self._upward[unit] if self.units[code].kind != "outpost"), unit)

    def changes(self, since: datetime, until: datetime) -> tuple[datetime, ...]:
        """Instants in between at which anybody comes or goes, in order."""
        rows = (*self.holdings, *self.absences, *self.deputies)
        edges = {edge for row in rows for edge in (row.since, row.until) if edge is not None}
        return tuple(sorted(edge for edge in edges if since < edge < until))

    # --- how it is found ---------------------------------------------------------------------------------------------

    @cached_property
    def _terms(self) -> Mapping[str, list[Term]]:
        """By post, the newest first."""
        newest = sorted(self.holdings, key=lambda each: (each.since, each.officer), reverse=True)
        return grouped(newest, lambda each: each.post)

    @cached_property
    def _absences(self) -> Mapping[int, list[Away]]:
        return grouped(self.absences, lambda each: each.officer)

    @cached_property
    def _stand_ins(self) -> Mapping[str, list[Deputy]]:
        newest = sorted(self.deputies, key=lambda each: each.since, reverse=True)
        return grouped(newest, lambda each: each.post)

    @cached_property
    def _chairs(self) -> Sequence[Chair]:
        return sorted(self.posts.values(), key=lambda each: each.code)

    @cached_property
    def _of_unit(self) -> Mapping[str, list[Chair]]:
        return grouped(self._chairs, lambda each: each.unit)

    @cached_property
    def _of_district(self) -> Mapping[tuple[str, str], list[Chair]]:
        """By district and role."""
        return grouped(self._chairs, lambda each: (self.units[each.unit].district, each.role))

    @cached_property
    def _outposts(self) -> Mapping[str, list[UnitPlace]]:
        outposts = [unit for unit in self.units.values() if unit.kind == "outpost"]
        return grouped(outposts, lambda each: each.parent)

    @cached_property
    def _upward(self) -> Mapping[str, tuple[str, ...]]:
        return {code: tuple(self._climb(code)) for code in self.units}

    def _climb(self, unit: str) -> Iterator[str]:
        here = self.units.get(unit)
        while here is not None:
            yield here.code
            here = self.units.get(here.parent)

    def _in_turn(self, post: str, at: datetime) -> Iterator[str]:
        """Who would act for a post, in order, whether or not anybody is there."""
        yield post
        yield from (each.deputy for each in self._stand_ins.get(post, ()) if each.covers(at))
        chair = self.posts[post]
        yield from self._with_role(chair.unit, chair.role)
        # A night officer's turn that is over is nobody's absence: what he had goes up, to the officer in charge.
        if self.units[chair.unit].kind == "station" and chair.role != "night":
            for role in STANDS_IN:
                yield from self._with_role(chair.unit, role)
            for outpost in self._outposts.get(chair.unit, ()):
                yield from self._with_role(outpost.code, "outpost")

    def _with_role(self, unit: str, *roles: str) -> Iterable[str]:
        return (chair.code for chair in self._of_unit.get(unit, ()) if chair.role in roles)

    def _on_duty(self, district: str, role: str) -> Iterable[str]:
        return (chair.code for chair in self._of_district.get((district, role), ()))

    def _heads(self, unit: str) -> Iterable[str]:
        """Posts in command of a unit."""
        return self._with_role(unit, IN_COMMAND.get(self.units[unit].kind, ""))

    def _commanders(self, unit: str) -> list[str]:
        return [head for code in self.line(unit) for head in self._heads(code)]

    def _rungs(self, post: str, at: datetime) -> Iterator[str]:
        """Posts above, in order, whether or not anybody is there."""
        chair = self.posts[post]
        by_line = [head for head in self._commanders(chair.unit) if head != post]
        if not is_night(at, self.night) or chair.role in APART:
            yield from by_line
            return
        station, district = self.station(chair.unit), self.units[chair.unit].district
        if chair.role in OF_STATION:
            yield from self._with_role(station, "night", "sho")
        yield from self._awake(chair, district)
        # The circle officer sleeps: by night the night gazetted officer is there for all circles.
        yield from (head for head in by_line if self.posts[head].role not in ("sho", "co"))

    def _awake(self, chair: Chair, district: str) -> Iterator[str]:
        """Of the district's duty roster, who is above this post."""
        if not district or chair.role in ("asp", "sp", "night_go"):
            return
        if chair.role not in ("co", "control"):
            yield from self._on_duty(district, "control")
        yield from self._on_duty(district, "night_go")

    def _last_resort(self, post: str, at: datetime) -> str:
        """Nobody in the whole line is there: the control room, the desk, then whoever is left. The post itself at last."""
        unit = self.units[self.posts[post].unit]
        near = [*self._on_duty(unit.district, "control"), *self._on_duty(unit.district, "desk")]
        ranked = sorted(self.posts.values(), key=lambda each: (_rank(each.role), each.code))
        same_range = [each.code for each in ranked if self.units[each.unit].range == unit.range]
        everybody = (*near, *same_range, *(each.code for each in ranked))
        return next((each for each in everybody if self.present(each, at) is not None), post)


Row = TypeVar("Row")
Key = TypeVar("Key")


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """The rows of each key, in their order."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _rank(role: str) -> int:
    return BY_RANK.index(role) if role in BY_RANK else len(BY_RANK)
