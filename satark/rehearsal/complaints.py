"""`satark rehearse complaints`: many complaints at once, from the first word to the proof of a visit, and every rule held against them.

No officer of a station has a browser: he has a phone, answers late, twice, or about the wrong task. Only the desks and the boards
of the ranks are looked at.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from satark.rehearsal import complaint, incidents
from satark.rehearsal.boards import EVERY, Boards
from satark.rehearsal.complainant import Complainant, Told, mark_of, marked_photo
from satark.rehearsal.desk import Satark
from satark.rehearsal.errors import RehearsalFailed
from satark.rehearsal.incidents import Heard
from satark.rehearsal.officer import Officer
from satark.rehearsal.phone import Phone, options
from satark.rehearsal.stage import Stage
from satark.rehearsal.station import Proof, Station
from satark.rehearsal.verdict import Story
from satark.rehearsal.wire import Json

AT_ONCE = 16
WORKED_WITHIN = 300.0
"""Real seconds in which a station is to have been there, pauses, mistakes and all."""
SPEED_OF_PEOPLE = 60
"""An officer reads and types as if so many seconds passed in one; the clock itself runs as ever."""
URGENT = 0.1
CODES = 10**10
NUMBER = re.compile(r"(?<![\d+])(\d{3}) ?(\d{3}) ?(\d{4})(?!\d)")
"""Of a complaint or incident, also within a ref."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A station on whose ground something happens."""

    unit: str
    district: str
    names: Mapping[str, str]
    """By language."""


@dataclass(frozen=True, slots=True)
class Place:
    """A district's desk, its head's page, its number for complaints and the languages that it speaks."""

    desk: Officer
    reader: Officer
    """Opens the pages of cases afterwards: the SP."""
    number_id: str
    languages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cast:
    places: Mapping[str, Place]
    grounds: Sequence[Ground]
    phones: Mapping[str, Phone]
    """Post -> its phone."""
    boards: Mapping[str, Officer]
    """Post -> who sits at its board."""
    lines: Mapping[str, Sequence[str]]
    """Unit -> posts of the ranks above it and its own head."""
    controls: Mapping[str, str]
    """District -> its control room's post."""
    cells: Sequence[Officer]

    @property
    def heads(self) -> dict[str, str]:
        """Unit -> the post of its head, whose phone works."""
        return {each.unit: f"{each.unit}.sho" for each in self.grounds}


@dataclass(frozen=True, slots=True)
class Played:
    """What was done, heard and seen; nothing is judged here."""

    stories: Sequence[Story]
    heard: Sequence[Heard]
    reports: Sequence[incidents.Report]
    boards: Boards
    failed: Sequence[str]
    """Complaints and incidents that came to no end, with the step that did not work."""
    complainant_acts: Mapping[str, int]
    station_acts: Mapping[str, int]
    seconds: float


@dataclass
class Complaints:
    stage: Stage[Satark]
    cast: Cast
    count: int = 100
    reports: int = 10
    seed: int = 1
    say: Callable[[str], None] = lambda _: None
    heard: list[Heard] = field(default_factory=list)
    told: list[incidents.Report] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)

    def play(self) -> Played:
        began, over = time.monotonic(), threading.Event()
        boards = Boards(self.cast.boards, self.stage.now)
        stations = {post: self._officer(post, phone) for post, phone in self.cast.phones.items()}
        with ThreadPoolExecutor(AT_ONCE) as crowd, ThreadPoolExecutor(len(stations) + 1) as pool:
            staff = [pool.submit(boards.watch, over)]
            staff += [pool.submit(self._on_duty, post, each, over) for post, each in stations.items()]
            self._wait_for([crowd.submit(self._somebody, place) for place in range(self.count)])
            time.sleep(2 * EVERY.total_seconds())
            over.set()
            for each in staff:
                each.result()
        acts = sum((each.acts for each in stations.values()), Counter[str]())
        return Played(
            self.stories,
            self.heard,
            self.told,
            boards,
            self.failed,
            self.acts,
            acts,
            time.monotonic() - began,
        )

    # --- people --------------------------------------------------------------------------------------------------

    def _somebody(self, place: int) -> None:
        """One complaint to its end; one that comes to none is told of, and the others go on."""
        chance = random.Random(f"{self.seed}.{place}")  # noqa: S311 - the same people every time
        person = self._person(place, chance)
        try:
            number = person.tell()
            story = self._passed_on(person, number)
            person.add()
            person.until_asked()
            closed = self._closes(story)
        except RehearsalFailed as why:
            self.failed.append(f"{person.number or person.told.mark} ({person.told.unit}): {why}")
            return
        finally:
            self.acts.update(person.acts)
        self.stories.append(replace(story, closed=closed, to_complainant=len(person.phone.received)))

    def _person(self, place: int, chance: random.Random) -> Complainant:
        ground = self.cast.grounds[place % len(self.cast.grounds)]
        home = self.cast.places[ground.district]
        language = home.languages[place // len(self.cast.grounds) % len(home.languages)]
        told = Told(
            mark=mark_of(f"{chance.randrange(CODES):010d}"),
            unit=ground.unit,
            place=ground.names[language],
            language=language,
            urgent=chance.random() < URGENT,
        )
        phone = self.stage.phone(
            chance.choice(["number", "both", "username"]), name="Complainant", home=home.number_id
        )
        phone.patience = WORKED_WITHIN
        return Complainant(phone, told, chance)

    def _passed_on(self, person: Complainant, number: str) -> Story:
        """The desk sends it where it belongs, unless a rule has done so."""
        ground = next(each for each in self.cast.grounds if each.unit == person.told.unit)
        desk = self.cast.places[ground.district].desk
        case, pressed_at = complaint.in_tray(desk, number), None
        if self._at_desk(case):
            pressed_at = self.stage.now()
            desk.act(case, "forward", under="complaints", unit=ground.unit)
        return Story(
            case=case, number=number, mark=person.told.mark, language=person.told.language,
            district=ground.district, unit=ground.unit, closed=False, to_complainant=0, pressed_at=pressed_at,
        )  # fmt: skip

    def _at_desk(self, case: str) -> bool:
        found = self.stage.desk.query("SELECT stage FROM cases_standing WHERE case_id = %s", case)
        return bool(found) and found[0][0] == "desk"

    def _closes(self, story: Story) -> bool:
        page = self.cast.places[story.district].desk.page
        return incidents.until(lambda: 'data-stage="closed"' in page(f"/complaints/{story.case}"), 20)

    def _wait_for(self, people: Sequence[Future[None]]) -> None:
        for done, each in enumerate(people, 1):
            each.result()
            if done % 10 == 0:
                self.say(f"{done} of {len(people)} complaints are at their end")

    # --- the police ----------------------------------------------------------------------------------------------

    def _officer(self, post: str, phone: Phone) -> Station:
        """A station's officer makes mistakes; a superior only decides what he is asked; a control room looks on."""
        chance = random.Random(f"{self.seed}.{post}")  # noqa: S311 - see above

        def pause(least: float, most: float) -> None:
            time.sleep(chance.uniform(least, most) / SPEED_OF_PEOPLE)

        return Station(
            phone,
            chance,
            pause=pause,
            faults=post in self.cast.heads.values(),
            proof=Proof(names=_names, photo=lambda ref: marked_photo(mark_of(ref.partition("-")[0]))),
            heard=lambda shown: self._hear(post, shown),
        )

    def _hear(self, post: str, shown: Json) -> None:
        """A picture belongs to what was said before it."""
        text, picture = str(shown.get("text", "")), bool(shown.get("media"))
        found = NUMBER.search(" ".join([*(str(each["id"]) for each in options(shown)), text]))
        number = "".join(found.group(1, 2, 3)) if found else ""
        if not number and picture:
            before = (each.number for each in reversed(self.heard) if each.post == post)
            number = next(before, "")
        self.heard.append(Heard(post, self.stage.now(), text, number, picture))

    def _on_duty(self, post: str, officer: Station, over: threading.Event) -> None:
        """A control room looks on; whoever has something to report does so first."""
        if post in self.cast.controls.values():
            while not over.is_set():
                if (shown := officer.phone.glance(1)) is not None:
                    self._hear(post, shown)
            return
        if post in self._reporters():
            self._report(post, officer.phone)
        officer.attend(over)

    def _reporters(self) -> list[str]:
        """Phones of stations without a complaint, the last ones: they have nothing else in hand."""
        busy = {f"{each.unit}.sho" for each in self.cast.grounds}
        free = [post for post in self.cast.phones if post.endswith(".sho") and post not in busy]
        return free[-self.reports :] if self.reports else []

    def _report(self, post: str, phone: Phone) -> None:
        try:
            place = self._reporters().index(post)
            self.told.append(incidents.report(phone, post, place, self.stage.now))
        except RehearsalFailed as why:
            self.failed.append(f"incident of {post}: {why}")


def _names(ref: str) -> str:
    return f"एसआई राम सिंह, आरक्षी मोहन, {mark_of(ref.partition('-')[0])}"
