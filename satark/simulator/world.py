"""Everything one rehearsal WhatsApp consists of, put together once."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial

from aiohttp import web

from satark.simulator.config import BusinessNumber, SimulatorConfig
from satark.simulator.faults import Faults
from satark.simulator.journal import Journal
from satark.simulator.live import Live
from satark.simulator.media import MediaShelf
from satark.simulator.people.phones import Phones
from satark.simulator.people.threads import Message, Threads
from satark.simulator.records import Records
from satark.simulator.store import Store
from satark.simulator.templates.filing import Templates
from satark.simulator.traffic import Calls, PairLimit, Throughput
from satark.simulator.webhooks import callbacks
from satark.simulator.webhooks.carrier import Carrier
from satark.simulator.webhooks.postman import Postman


@dataclass(slots=True)
class World:
    config: SimulatorConfig
    store: Store
    journal: Journal
    faults: Faults
    phones: Phones
    threads: Threads
    media: MediaShelf
    templates: Templates
    postman: Postman
    carrier: Carrier
    live: Live
    chance: random.Random
    records: Records
    pairs: PairLimit = field(default_factory=PairLimit)
    throughput: Throughput = field(default_factory=Throughput)
    calls: Calls = field(default_factory=Calls)

    def now(self) -> float:
        return self.config.clock()

    def number(self, phone_number_id: str) -> BusinessNumber | None:
        return next((n for n in self.config.numbers if n.phone_number_id == phone_number_id), None)

    def accounts(self) -> list[str]:
        """The ids of the accounts that the numbers belong to."""
        return list(dict.fromkeys(number.waba_id for number in self.config.numbers))

    def show(self, message: Message) -> None:
        """A phone shows this message from now on."""
        self.live.tell("message", message.as_json())
        self.live.shown(message.phone)

    def tick(self, wamid: str, ticks: str) -> None:
        changed = self.threads.advance(wamid, ticks)
        if changed is not None and changed.from_phone:
            self.live.tell("ticks", {"phone": changed.phone, "wamid": changed.wamid, "ticks": changed.ticks})

    def second_tick(self, wamid: str) -> None:
        self.tick(wamid, "delivered")

    def tell_health(self) -> None:
        self.live.tell("health", self.health())

    def health(self) -> dict[str, object]:
        return {"waiting": self.postman.waiting, "failure": self.carrier.last_failure}


WORLD = web.AppKey("WORLD", World)


def make_world(config: SimulatorConfig, chance: random.Random | None = None) -> World:
    """Opens the store; nothing is delivered before `running` brings the postman to work."""
    config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    chance = chance or random.SystemRandom()
    store = Store(config.folder / "store.sqlite3")
    records = Records(store)
    journal, faults = Journal(config.folder, config.clock), Faults()
    carrier = Carrier(config, faults, journal)
    world = World(
        config=config,
        store=store,
        journal=journal,
        faults=faults,
        phones=Phones(store, home=config.numbers[0].phone_number_id),
        threads=Threads(store),
        media=MediaShelf(store, config.folder / "media", config.clock),
        templates=Templates(config.approved, records, config.clock),
        postman=Postman(config, store, faults, journal, carrier, chance),
        carrier=carrier,
        live=Live(),
        chance=chance,
        records=records,
    )
    world.postman.on_delivered = world.second_tick
    world.postman.on_change = world.carrier.on_change = world.tell_health
    world.postman.address_of = partial(callbacks.address_of, config, records)
    return world


async def running(app: web.Application) -> AsyncIterator[None]:
    """aiohttp's clean-up context: everything works while the server serves."""
    world = app[WORLD]
    await world.postman.resume()
    yield
    await world.postman.stop()
    world.store.close()
    world.journal.close()
