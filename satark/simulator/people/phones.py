"""The phones of the rehearsal: who holds them, and which identity each of them shows."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import orjson

from satark.simulator.config import BAREILLY, CHANDAULI
from satark.simulator.people.identity import Identities, Kind, invent, new_user_id
from satark.simulator.store import Store

Role = Literal["source", "officer"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What makes a phone hard to reach. At first nothing does."""

    hidden_number: str = ""
    """The number of a phone that shows none."""
    blocks: str = ""
    """phone_number_id of the business whose messages it does not get."""
    gone: bool = False
    """Not on WhatsApp."""
    offline: bool = False
    """Gets its messages when it is back."""
    receipts: bool = True
    """Whether it says that it has read."""
    keys: int = 1
    """The how-manieth installation of WhatsApp it is."""


@dataclass(frozen=True, slots=True)
class Phone:
    id: str
    role: Role
    kind: Kind
    label_en: str
    label_hi: str
    shown: Identities
    home: str
    """phone_number_id of the business number it writes to first."""
    reads_itself: bool
    condition: Condition = Condition()

    @property
    def number(self) -> str:
        """Its number, shown or not; empty when nobody here knows it."""
        return self.shown.number or self.condition.hidden_number

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "role": self.role,
            "kind": self.kind,
            "label": {"en": self.label_en, "hi": self.label_hi},
            "number": self.shown.number,
            "user_id": self.shown.user_id,
            "username": self.shown.username,
            "profile_name": self.shown.profile_name,
            "home": self.home,
            "reads_itself": self.reads_itself,
            "condition": asdict(self.condition),
        }


def seeds() -> tuple[Phone, ...]:
    """The same people at every start."""
    return (
        Phone("source-1", "source", "number", "Source, with a number", "स्रोत, नंबर के साथ",
              Identities("915550010001", "IN.4kTq9ZsW2mXc7RbV1nLd", "", "Ramesh"), CHANDAULI.phone_number_id, False),
        Phone("source-2", "source", "username", "Source, username only", "स्रोत, केवल यूज़रनेम",
              Identities("", "IN.8yHf3PjN6uGa5EwK0tQs", "ganga.kinare_27", "ganga kinare"),
              CHANDAULI.phone_number_id, False),
        Phone("source-3", "source", "number", "Source, second number", "स्रोत, दूसरा नंबर",
              Identities("915550010002", "IN.2bVx7CmZ9oLr4DsF8gYe", "", "شبانہ"), BAREILLY.phone_number_id, False),
        _officer("sho-balua", "SHO Balua", "थानाध्यक्ष बलुआ", "915550010011", "IN.5pRk1TnB3vJh6WqX9zMa", "SHO Balua"),
        _officer("co-sakaldiha", "CO Sakaldiha", "सीओ सकलडीहा", "915550010012", "IN.7dGs4YfL8cUe2HoP5iNb",
                 "CO Sakaldiha"),
        _officer("sp-chandauli", "SP Chandauli", "एसपी चंदौली", "915550010013", "IN.9wEa6KxR1jQt3ZmV7bCy",
                 "SP Chandauli"),
        _officer("sho-izzatnagar", "SHO Izzatnagar", "थानाध्यक्ष इज्जतनगर", "915550010014",
                 "IN.3nUo8DhS5fGi1LpT4xWk", "SHO Izzatnagar", BAREILLY.phone_number_id),
    )  # fmt: skip


def _officer(
    phone_id: str,
    en: str,
    hi: str,
    number: str,
    user_id: str,
    name: str,
    home: str = CHANDAULI.phone_number_id,
) -> Phone:
    return Phone(phone_id, "officer", "number", en, hi, Identities(number, user_id, "", name), home, True)


class Phones:
    """All phones, in memory and in the store."""

    def __init__(self, store: Store, home: str) -> None:
        self._store = store
        self._home = home
        self._by_id: dict[str, Phone] = {}
        self._by_party: dict[str, Phone] = {}
        conditions = {row["phone"]: row["value"] for row in store.rows("select * from condition")}
        for row in store.rows("select * from phone order by place, rowid"):
            condition = Condition(**orjson.loads(conditions.get(row["id"], "{}")))
            self._know(_from_row(row, condition))
        if not self._by_id:
            self._seed()

    def all(self) -> list[Phone]:
        return list(self._by_id.values())

    def get(self, phone_id: str) -> Phone | None:
        return self._by_id.get(phone_id)

    def reached_by(self, number_or_user_id: str) -> Phone | None:
        return self._by_party.get(number_or_user_id)

    def add(
        self,
        *,
        role: Role,
        kind: Kind,
        name: str,
        label: str,
        home: str,
        reads_itself: bool,
        chance: random.Random,
    ) -> Phone:
        """A new person with identities nobody has; raises nothing but what a full disk raises."""
        shown = invent(kind, name, chance)
        while {shown.number, shown.user_id} & self._by_party.keys():
            shown = invent(kind, name, chance)
        label = label or name
        phone_id = f"{role}-{chance.getrandbits(32):08x}"
        phone = Phone(phone_id, role, kind, label, label, shown, home or self._home, reads_itself)
        self._keep(phone, place=100)
        return phone

    def change(self, phone: Phone) -> Phone:
        """The same phone, now with these identities and in this condition. Returns it."""
        before = self._by_id[phone.id]
        with self._store.transaction():
            self._store.run(
                "update phone set kind = ?, number = ?, user_id = ?, username = ? where id = ?",
                *(phone.kind, phone.shown.number, phone.shown.user_id, phone.shown.username, phone.id),
            )
            self._store.run(
                "insert into condition values (?, ?) on conflict (phone) do update set value = excluded.value",
                *(phone.id, orjson.dumps(asdict(phone.condition)).decode()),
            )
        for party in (before.number, before.shown.user_id):
            self._by_party.pop(party, None)
        self._know(phone)
        return phone

    def renew_user_id(self, phone: Phone, chance: random.Random) -> Phone:
        return self.change(replace(phone, shown=replace(phone.shown, user_id=new_user_id(chance))))

    def renew_key(self, phone: Phone) -> Phone:
        return self.change(replace(phone, condition=replace(phone.condition, keys=phone.condition.keys + 1)))

    def _seed(self) -> None:
        with self._store.transaction():
            for place, phone in enumerate(seeds()):
                self._keep(phone, place)

    def _keep(self, phone: Phone, place: int) -> None:
        shown = phone.shown
        self._store.run(
            "insert into phone values (?,?,?,?,?,?,?,?,?,?,?,?)",
            *(phone.id, phone.role, phone.kind, phone.label_en, phone.label_hi),
            *(shown.number, shown.user_id, shown.username, shown.profile_name),
            *(phone.home, phone.reads_itself, place),
        )
        self._know(phone)

    def _know(self, phone: Phone) -> None:
        self._by_id[phone.id] = phone
        self._by_party[phone.shown.user_id] = phone
        if phone.number:
            self._by_party[phone.number] = phone


def _from_row(row: sqlite3.Row, condition: Condition) -> Phone:
    shown = Identities(row["number"], row["user_id"], row["username"], row["profile_name"])
    return Phone(
        id=row["id"],
        role=row["role"],
        kind=row["kind"],
        label_en=row["label_en"],
        label_hi=row["label_hi"],
        shown=shown,
        home=row["home"],
        reads_itself=bool(row["reads_itself"]),
        condition=condition,
    )
