"""A relay without its courier: messages go in as the edge stores them, letters come out instead of being sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import psycopg
from django.db import connection, transaction

from satark.relay import learnt, notices, outgoing, templates
from satark.relay.models import Number
from satark.relay.numbers import Districts
from satark.relay.outgoing import Letter, Outcome
from satark.relay.secrets import RelayKeys
from satark.relay.turns import Turns
from satark.vault import keystore
from satark.vault.sealing import MinuteKeys
from satark.vault.tags import keyed
from tests.world import World

NUMBER_ID = "155500010000101"
ALL = list(range(256))

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone: a number, a user id, or both."""

    desk: Desk
    number: str = ""
    user_id: str = ""
    letters: list[Letter] = field(default_factory=list)

    def says(self, text: str) -> None:
        self.sends({"type": "text", "text": {"body": text}})

    def presses(self, option: str, title: str = "-") -> None:
        reply = {"type": "button_reply", "button_reply": {"id": option, "title": title}}
        self.sends({"type": "interactive", "interactive": reply})

    def shows(self, *, kind: str = "image", ident: str = "") -> None:
        ident = ident or f"media-{self.desk.count()}"
        self.sends({"type": kind, kind: {"id": ident, "mime_type": "image/jpeg"}})

    def sends(self, content: Json) -> None:
        """One message from this phone, through the edge's door, and one batch of the relay."""
        self.desk.later(seconds=20)
        self.desk.store(self.item(content))
        self.desk.work()

    def item(self, content: Json, *, wamid: str = "") -> Json:
        head: Json = {
            "id": wamid or f"wamid.{self.desk.count()}",
            "timestamp": str(int(self.desk.now.timestamp())),
        }
        contact: Json = {"profile": {"name": "somebody"}}
        if self.number:
            head["from"] = contact["wa_id"] = self.number
        if self.user_id:
            head["from_user_id"] = contact["user_id"] = self.user_id
        return stored(message=head | content, contact=contact)

    @property
    def last(self) -> Json:
        """The newest message to this person, as WhatsApp would get it."""
        mine = [body for body in self.desk.bodies if body.get("to", "+").lstrip("+") == self.number != ""]
        mine += [body for body in self.desk.bodies if body.get("recipient") == self.user_id != ""]
        return mine[-1]

    @property
    def last_text(self) -> str:
        return text_of(self.last)


class Desk:
    """One number of Chandauli and everything behind it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = datetime.now(UTC)
        folder = world.database.settings.keys_dir
        self.keys = RelayKeys.of(keystore.read(folder, "relay"))
        self._edge = keystore.read(folder, "edge")
        self._minute = MinuteKeys(self._edge.relay_public)
        self._count = 0
        self.bodies: list[Json] = []
        self.letters: list[Letter] = []
        Number.objects.create(
            phone_number_id=NUMBER_ID,
            display="+91",
            unit_id="chandauli",
            lanes=["sealed"],
            languages=["hi", "en", "ur"],
        )
        self.districts = Districts()
        self.turns = self.new_turns()

    def new_turns(self) -> Turns:
        return Turns(self.keys, self.districts, clock=lambda: self.now)

    def person(self, number: str = "", user_id: str = "") -> Person:
        return Person(self, number, user_id)

    def count(self) -> int:
        self._count += 1
        return self._count

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def learn(self, *outcomes: Outcome, paused: frozenset[str] = frozenset()) -> None:
        """What the sender would have learnt, written down as the relay does."""
        with self.in_relay() as cursor:
            learnt.letters(cursor, self.keys, outcomes, paused, self.now)

    def store(self, *items: Json) -> int:
        """As the edge does: sealed, tagged, through its only door. Returns how many were new."""
        ident, sealed_key, seal = self._minute.current(self.now)
        bodies = [orjson.dumps(item) for item in items]
        tags = [keyed(self._edge.dedupe, _name(item)) for item in items]
        parts = [keyed(self._edge.partition, _sender(item))[0] for item in items]
        senders = [_sender(item).encode()[-8:] for item in items]
        with self.world.database.connect("edge") as link:
            row = link.execute(
                "SELECT edge_store(%s, %s, %s::bytea[], %s::smallint[], %s::bytea[], %s::bytea[])",
                [ident, sealed_key, tags, parts, [seal(body) for body in bodies], senders],
            ).fetchone()
        assert row is not None
        return int(str(row[0]))

    def work(self) -> None:
        """One batch, with everything that is due handed out as letters."""
        with self.in_relay() as cursor:
            self.districts.refresh(self.now)
            ready = self.turns.batch(cursor, ALL)
            waiting = notices.take(cursor)
            work = notices.new_work(cursor, self.turns, self.now)
            notices.Notices(cursor, self.turns, work, partitions=ALL).carry_out(waiting)
            outgoing.add(cursor, self.keys, work.drafts, self.now)
            usable = templates.States(cursor, self.now).usable
            due = outgoing.due(cursor, self.keys, ALL, now=self.now, usable=usable)
            learnt.failed(due.failed, self.now)
        for letter in [*ready.letters, *[d.letter for d in work.drafts if d.now], *due.letters]:
            self.letters.append(letter)
            self.bodies.append(json.loads(letter.body))

    def sent(self, *letters: Letter) -> None:
        with self.in_relay() as cursor:
            outgoing.settle(
                cursor, self.keys, [outgoing.Outcome(letter.id, outgoing.SENT) for letter in letters]
            )

    @contextmanager
    def in_relay(self) -> Iterator[Any]:
        with self.world.in_relay(), transaction.atomic():
            connection.ensure_connection()
            cursor = psycopg.Cursor(connection.connection)
            cursor.format = psycopg.pq.Format.BINARY
            yield cursor

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.world.database.superuser() as link:
            return link.execute(query, values).fetchall()


def stored(**parts: object) -> Json:
    metadata = {"phone_number_id": NUMBER_ID, "display_phone_number": "91"}
    return {"v": 1, "waba": "1", "field": "messages", "metadata": metadata, **parts}


def status(letter: UUID, name: str, **more: object) -> Json:
    value = {
        "id": f"wamid.{letter}",
        "status": name,
        "timestamp": "1",
        "biz_opaque_callback_data": str(letter),
    }
    return stored(status=value | more)


def text_of(body: Json) -> str:
    if body["type"] == "interactive":
        return str(body["interactive"]["body"]["text"])
    return str(body.get("text", {}).get("body", ""))


def options_of(body: Json) -> list[str]:
    action = body.get("interactive", {}).get("action", {})
    buttons = [button["reply"]["id"] for button in action.get("buttons", [])]
    return buttons + [row["id"] for section in action.get("sections", []) for row in section["rows"]]


def _name(item: Json) -> str:
    if message := item.get("message"):
        return f"m:{message['id']}"
    if "status" not in item:
        return f"c:{item['field']}:{item['n']}"
    value = item["status"]
    return f"s:{value['id']}:{value['status']}"


def _sender(item: Json) -> str:
    message = item.get("message") or {}
    return str(message.get("from_user_id") or message.get("from") or "")


def tell(person: Person, *, until: str, answers: dict[str, str], words: str = "रोज रात बालू के ट्रक") -> None:
    """Answer what is asked until a question of that name is on the screen."""
    for _ in range(40):
        options = options_of(person.last)
        step = options[0].partition(":")[0] if options else ""
        if step == until:
            return
        option = f"{step}:{answers.get(step, '')}"
        person.presses(option) if option in options else person.says(words)
    raise AssertionError(
        f"the talk never came to {until}: {[text_of(body)[:60] for body in person.desk.bodies[-5:]]}"
    )
