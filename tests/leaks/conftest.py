"""One rehearsal for all leak tests: fifty conversations through the real processes, mishaps included, then every scan."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.conftest import FOLDER
from tests.leaks import complaints, mishaps, plants, story, surfaces
from tests.leaks.browser import Answer, Browser
from tests.leaks.forms import Canary
from tests.leaks.installation import PROCESSES, Installation, installed
from tests.leaks.people import Person, invent
from tests.leaks.phone import Phone
from tests.leaks.scanner import Scanner, Tally
from tests.leaks.whatsapp import WhatsApp

PEOPLE = 50
OFFICER_POST = "chn-balua.sho"
CELLS = ("cell-chandauli", "cell-varanasi-range")
DIRECTED = 2
"""So many cases go through direction, answer, question and closing."""
DIRECTABLE = "mining_overloading"
"""A category in which the cell directs without a supervisor."""
KNOWS_NOBODY = ("console", "worker")
"""Processes that nobody's identity may reach, not even in memory."""
WAITING = (
    "select count(*) from relay_inboxitem",
    "select count(*) from relay_fetch",
    "select count(*) from relay_outgoing where state < 2",
)


@dataclass(slots=True)
class Rehearsal:
    installation: Installation
    people: list[Person]
    answers: list[Answer] = field(default_factory=list)
    found: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """By surface."""
    planted: dict[str, Canary] = field(default_factory=dict)
    refused: int = 0
    given: set[Canary] = field(default_factory=set)
    """Numbers that complainants gave to the station."""
    station_read: str = ""
    """Everything that was sent to the station's phone."""

    @property
    def canaries(self) -> set[Canary]:
        return {canary for person in self.people for canary in person.canaries} - self.given

    def hits(self, *surfaces: str) -> list[str]:
        return [hit for name in surfaces for hit in self.found[name].of(self.canaries)]

    def places(self, canary: Canary, *surfaces: str) -> set[str]:
        found = (hit for name in surfaces for hit in self.found[name].hits)
        return {hit.place for hit in found if hit.canary == canary}


@pytest.fixture(scope="module")
def rehearsal() -> Iterator[Rehearsal]:
    chance = random.Random()
    with installed(FOLDER / "leaks") as installation:
        surfaces.turn_compression_off(installation)
        installation.start(*PROCESSES)
        decoys = [invent(chance, 3 * place + 2) for place in range(10)]
        rehearsed = Rehearsal(installation, [])
        with plants.planted(installation, decoys, chance) as planted:
            rehearsed.planted = planted.found_by
            asyncio.run(_everything(rehearsed, decoys[9], chance))
            _scan(rehearsed, decoys, planted.pid)
        yield rehearsed


# --- what happens --------------------------------------------------------------------------------------------------


async def _everything(rehearsed: Rehearsal, decoy: Person, chance: random.Random) -> None:
    installation = rehearsed.installation
    async with installation.looked_after(), WhatsApp(installation, chance).open() as whatsapp:
        phones = [Phone(invent(chance, place), whatsapp, chance) for place in range(PEOPLE)]
        officer, stranger, unlucky = (
            Phone(invent(chance, place), whatsapp, chance) for place in (101, 104, 107)
        )
        rehearsed.people += [phone.person for phone in (*phones, officer, stranger, unlucky)]
        plans = [story.Plan(place) for place in range(PEOPLE)]
        await story.duty(officer, _code(installation))
        _make_graph_fail(whatsapp, phones)
        tips = (story.tip(phone, plan) for phone, plan in zip(phones, plans, strict=True))
        await asyncio.gather(*tips, mishaps.crashes(installation))
        await mishaps.refused(installation, whatsapp, stranger.person)
        await mishaps.odd(whatsapp, stranger.person)
        await asyncio.to_thread(mishaps.sql_errors, installation, stranger.person)
        await mishaps.poison(installation, stranger)
        await story.bad_luck(unlucky)
        await _cells_work(rehearsed, officer, phones, decoy)
        await _desk_works(rehearsed, officer, whatsapp, chance)
        await asyncio.gather(*(story.afterwards(*each) for each in zip(phones, plans, strict=True)))
        await _settled(installation)
        await _crawl(rehearsed)
        rehearsed.refused = whatsapp.refused


def _code(installation: Installation) -> str:
    return installation.satark("post", "enrol", OFFICER_POST).stdout.split()[-1]


def _make_graph_fail(whatsapp: WhatsApp, phones: list[Phone]) -> None:
    """Each of these costs its person seconds of waiting: so one a person."""
    for place, mood in ((1, "refuse"), (2, "break"), (3, "hang_up")):
        for phone in phones[place::5]:
            whatsapp.moods[phone.person.party].append(mood)


async def _cells_work(rehearsed: Rehearsal, officer: Phone, phones: list[Phone], decoy: Person) -> None:
    """Read, direct, ask, tell, close: everything that leaves words for somebody else."""
    address, signs = rehearsed.installation.settings.console_bind.url, rehearsed.installation.sign_ins
    async with Browser(address, CELLS[0], rehearsed.answers) as browser:
        await browser.sign_in(signs[CELLS[0]])
        cases = await browser.cases()
        for case in (await browser.cases(category=DIRECTABLE))[:DIRECTED]:
            brief = {"post": OFFICER_POST, "brief": "घाट पर रात में नाका लगाएँ", "term": "2h"}
            await browser.act(case, "assess", credibility="likely", corroboration="none", ground="cognizable")
            await officer.hears(browser.act(case, "direct", **brief))
            await story.answer_direction(officer)
            await browser.act(case, "ask", text="ट्रक किस रंग के हैं?")
            await browser.act(case, "answer", text="कार्रवाई हो रही है।")
            await browser.act(case, "close", outcome="preventive", text="दो ट्रक पकड़े गए। धन्यवाद।")
        rehearsed.planted["a page of the console"] = await plants.write_note(browser, cases[-1], decoy)
    told = [phone for phone in phones if phone.notified]
    await asyncio.gather(*(story.hear_news(phone) for phone in told))


async def _desk_works(
    rehearsed: Rehearsal, officer: Phone, whatsapp: WhatsApp, chance: random.Random
) -> None:
    """Three complaints are told and sent on to the station."""
    places = (complaints.REFUSES, complaints.SHARES, complaints.TYPES)
    refuses, *give = phones = [Phone(invent(chance, place), whatsapp, chance) for place in places]
    rehearsed.people += [phone.person for phone in phones]
    rehearsed.given |= {complaints.given(phone) for phone in give}
    whatsapp.complains |= {phone.person.party for phone in phones}
    for phone in phones:
        await complaints.complaint(phone, shares=phone is not refuses)
    desk = complaints.DESK
    async with Browser(rehearsed.installation.settings.console_bind.url, desk, rehearsed.answers) as browser:
        await browser.sign_in(rehearsed.installation.sign_ins[desk])
        await complaints.desk_works(browser, officer, phones)
    addressed = ("to", "recipient")
    read = [
        {key: each[key] for key in each if key not in addressed}
        for each in whatsapp.sent[officer.person.party]
    ]
    rehearsed.station_read = json.dumps(read)


async def _settled(installation: Installation) -> None:
    """Until all that came in is done with."""
    until = time.monotonic() + 60
    # A file whose fetch died with the relay is due again after two minutes: here it is due at once.
    installation.tell("update relay_fetch set next_at = now()")
    while any(left := [installation.ask(query)[0][0] for query in WAITING]):
        assert time.monotonic() < until, f"something is never done: {dict(zip(WAITING, left, strict=True))}"
        await asyncio.sleep(0.2)


async def _crawl(rehearsed: Rehearsal) -> None:
    """Every page as everybody, and as nobody."""
    address = rehearsed.installation.settings.console_bind.url
    for username, password in rehearsed.installation.sign_ins.items():
        async with Browser(address, username, rehearsed.answers) as browser:
            await browser.sign_in(password)
            await browser.crawl()
    async with Browser(address, "nobody", rehearsed.answers) as browser:
        await browser.crawl()


# --- what is looked at ---------------------------------------------------------------------------------------------


def _scan(rehearsed: Rehearsal, decoys: list[Person], planted_pid: int) -> None:
    """The disk twice: as it lies while all run, and when PostgreSQL has written out everything."""
    installation, begun = rehearsed.installation, time.monotonic()
    of_decoys = {canary for decoy in decoys for canary in decoy.canaries}
    scanner = Scanner(rehearsed.canaries | rehearsed.given | of_decoys)
    found = rehearsed.found
    for answer in rehearsed.answers:
        scanner.data(answer.content, f"{answer.path} for {answer.who}", found["responses"])
    for pid, name in (surfaces.processes(installation) | {planted_pid: "planted"}).items():
        surfaces.given(pid, name, scanner, found["processes"])
        if name in KNOWS_NOBODY:
            surfaces.memory(pid, name, scanner, found["memory"])
        if name == "relay":
            surfaces.memory(pid, name, scanner, found["memory of the relay"])
    scanner.files(installation.folder, found["disk"])
    surfaces.rows(installation, scanner, found["rows"])
    installation.tell("checkpoint")
    scanner.files(installation.folder, found["disk at rest"])
    for name, tally in found.items():
        print(f"{name}: {tally.bytes / 1e6:.1f} MB in {tally.places} places, {len(tally.hits)} hits")
    print(
        f"{len(rehearsed.canaries)} canaries, {scanner.size} needles, {time.monotonic() - begun:.1f} seconds"
    )
