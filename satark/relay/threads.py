"""Who is talking: one thread a person, found by keyed tags of every number and user id seen with them.

1. A tag that is known leads to its thread; a message's other tag becomes an alias of the same thread.
2. A known number with another user id is a new person: recycled numbers inherit nothing, and what is still to be said
   to the person before goes to that person's user id, never to the number. Who shows no number any more is answered
   by user id, too.
3. A duty phone's thread is found first; duty and public tags of one phone have nothing in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson

from satark.channels.whatsapp.outbound import Address
from satark.channels.whatsapp.parsed import Sender
from satark.conversation.state import dump, load
from satark.conversation.values import State
from satark.relay import phones
from satark.relay.phones import CUG, PRIVATE
from satark.relay.secrets import RelayKeys
from satark.vault.sealing import pad, unpad

PUBLIC, DUTY = "public", "duty"
NUMBER, USER = "number", "user"

# Locked, in one order: two relays that meet the same person wait for each other and never deadlock.
LOAD = """
    SELECT id, number_id, scope, post_id, partition, sealed_address, sealed_state, case_id, draft, push, last_in,
           coalesce(wrote_at, last_in), misses, slow_until, phone, officer_id
      FROM relay_thread WHERE id = ANY (%s) ORDER BY id FOR UPDATE
"""
SAVE = """
    INSERT INTO relay_thread
           (id, number_id, scope, post_id, partition, sealed_address, sealed_state, case_id, draft, push, last_in,
            wrote_at, misses, slow_until, phone, officer_id)
    SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::bytea[],
                         %s::bytea[], %s::uuid[], %s::bool[], %s::bool[], %s::timestamptz[], %s::timestamptz[],
                         %s::smallint[], %s::timestamptz[], %s::text[], %s::bigint[])
    ON CONFLICT (id) DO UPDATE SET post_id = excluded.post_id, sealed_address = excluded.sealed_address,
        sealed_state = excluded.sealed_state, case_id = excluded.case_id, draft = excluded.draft,
        push = excluded.push, last_in = excluded.last_in, wrote_at = excluded.wrote_at, misses = excluded.misses,
        slow_until = excluded.slow_until, phone = excluded.phone,
        officer_id = excluded.officer_id
"""


@dataclass(slots=True)
class Thread:
    """A talk while a batch works on it. Changed freely; `save` writes what it has become."""

    id: UUID
    number_id: str
    scope: str
    partition: int
    last_in: datetime
    post_id: str = ""
    address: dict[str, str] = field(default_factory=dict, repr=False)
    state: State = field(default_factory=State, repr=False)
    case_id: UUID | None = None
    draft: bool = False
    push: bool = False
    wrote_at: datetime | None = None
    """When the person sent their newest message; `last_in` is when it reached us."""
    misses: int = 0
    """How often in a row WhatsApp could not reach them."""
    slow_until: datetime | None = None
    """How long their messages wait behind everybody else's."""
    phone: str = CUG
    officer_id: int | None = None
    """Whose private phone it is that stands for the post."""
    refused: bool = False
    """A private phone whose officer does not hold the post now: what it says is its owner's own."""
    aliases: dict[str, bytes] = field(default_factory=dict, repr=False)
    """kind -> tag, as stored or to be stored."""
    known: dict[str, bytes] = field(default_factory=dict, repr=False)
    """The aliases as they are stored."""
    gone: bool = False
    """Forgotten in this batch: nothing of it is written again."""

    def copy(self) -> Thread:
        return replace(self, address=dict(self.address), aliases=dict(self.aliases))

    def heard_from(self, sent_at: datetime, now: datetime, *, opens_window: bool = True) -> None:
        """A message of the person, sent then, has reached us now."""
        self.last_in = max(self.last_in, now)
        self.misses = 0
        if opens_window:
            sent_at = min(sent_at, now)
            self.wrote_at = max(self.wrote_at or sent_at, sent_at)

    @property
    def to(self) -> Address:
        return to_address(self.address)


@dataclass(frozen=True, slots=True)
class Heard:
    """Whom a message came from, and to which of our numbers."""

    number_id: str
    sender: Sender = field(repr=False)
    partition: int
    at: datetime


def address_of(keys: RelayKeys, ident: UUID, sealed: bytes) -> dict[str, str]:
    """Number and user id of a talk; empty where both went to somebody else. Raises SealBroken."""
    address: dict[str, str] = orjson.loads(unpad(keys.link.open(sealed, b"address" + ident.bytes)))
    return address


def to_address(address: dict[str, str]) -> Address:
    return Address(number=address.get(NUMBER), user_id=address.get(USER))


class Threads:
    """The threads of one batch."""

    def __init__(self, cursor: Any, keys: RelayKeys) -> None:
        self._cursor = cursor
        self._keys = keys
        self._by_tag: dict[bytes, Thread] = {}
        self._by_id: dict[UUID, Thread] = {}
        self._tagged: dict[tuple[str, Sender, str], list[tuple[str, bytes, str]]] = {}
        """Worked out once: one who floods is met again and again."""
        self._dropped: set[bytes] = set()
        """Tags that lead nowhere any more."""
        self._altered: dict[UUID, Thread] = {}
        """Threads that changed without a turn of their own: renamed, or their number went to somebody else."""

    def load(self, heard: Sequence[Heard]) -> None:
        """Fetch every thread that these may belong to: three queries, however many there are."""
        self._load_tags(
            tag
            for each in heard
            for scope in (DUTY, PUBLIC)
            for _, tag, _ in self._tags(each.number_id, each.sender, scope)
        )
        private = [thread for thread in self._by_id.values() if thread.phone == PRIVATE]
        stand = (
            phones.that_stand(self._cursor, [thread.id for thread in private], heard[0].at) if private else ()
        )
        for thread in private:
            thread.refused = thread.id not in stand

    def _load_tags(self, tags: Iterable[bytes]) -> None:
        self._cursor.execute(
            "SELECT DISTINCT thread_id FROM relay_alias WHERE tag = ANY (%s)", [list(set(tags))]
        )
        self.load_ids([row[0] for row in self._cursor.fetchall()])

    def load_ids(self, ids: list[UUID]) -> None:
        wanted = [each for each in ids if each not in self._by_id]
        if not wanted:
            return
        self._cursor.execute(LOAD, [wanted])
        for row in self._cursor.fetchall():
            thread = self._opened(row)
            self._by_id[thread.id] = thread
        self._cursor.execute(
            "SELECT tag, thread_id, kind FROM relay_alias WHERE thread_id = ANY (%s)", [wanted]
        )
        for tag, thread_id, kind in self._cursor.fetchall():
            owner = self._by_id[thread_id]
            owner.aliases[kind] = owner.known[kind] = tag
            self._by_tag[tag] = owner

    def loaded(self) -> list[Thread]:
        return list(self._by_id.values())

    def get(self, ident: UUID) -> Thread:
        return self._by_id[ident]

    def put_back(self, thread: Thread, before: Thread) -> None:
        """A turn failed: the thread is what it was before."""
        for each in fields(Thread):
            setattr(thread, each.name, getattr(before, each.name))

    def of(self, heard: Heard) -> Thread:
        """The thread of whoever this came from, made when there is none."""
        for scope in (DUTY, PUBLIC):
            tags = self._tags(heard.number_id, heard.sender, scope)
            if thread := self._known(tags):
                self._adopt(thread, tags)
                return thread
        return self.start(heard, PUBLIC)

    def own(self, heard: Heard) -> Thread:
        """The person's own talk, also when the phone stands for a post."""
        tags = self._tags(heard.number_id, heard.sender, PUBLIC)
        thread = self._known(tags)
        if thread is None:
            return self.start(heard, PUBLIC)
        self._adopt(thread, tags)
        return thread

    def met(self, heard: Heard) -> Thread | None:
        """The talk that a message of theirs would come into, if there is one; nothing is noted of the message."""
        scopes = (self._tags(heard.number_id, heard.sender, scope) for scope in (DUTY, PUBLIC))
        return next((thread for tags in scopes if (thread := self._known(tags))), None)

    def known(self, heard: Heard) -> Thread | None:
        """The person's own talk, if there is one."""
        return self._known(self._tags(heard.number_id, heard.sender, PUBLIC))

    def start(self, heard: Heard, scope: str, *, post_id: str = "") -> Thread:
        thread = Thread(uuid4(), heard.number_id, scope, heard.partition, heard.at, post_id=post_id)
        self._by_id[thread.id] = thread
        self._adopt(thread, self._tags(heard.number_id, heard.sender, scope))
        return thread

    def rename(self, number_id: str, old: Sender, new: Sender, at: datetime) -> None:
        """WhatsApp said that a person's number or user id changed at that time: the thread goes with the person.

        Who wrote from there later is somebody else, to whom the old number or id was given since.
        """
        for scope in (DUTY, PUBLIC):
            thread = self._known(self._tags(number_id, old, scope))
            if thread is None or (thread.wrote_at is not None and thread.wrote_at > at):
                continue
            tags = self._tags(number_id, new, scope)
            # Whoever had the new number until now must be at hand, to lose it.
            self._load_tags(tag for _, tag, _ in tags)
            self._adopt(thread, tags)
            self._altered[thread.id] = thread

    def _tags(self, number_id: str, sender: Sender, scope: str) -> list[tuple[str, bytes, str]]:
        """(kind, tag, value), the user id first: it stays when a number is given to somebody else."""
        known = self._tagged.get((number_id, sender, scope))
        if known is None:
            named = ((USER, sender.user_id), (NUMBER, sender.number))
            known = self._tagged[number_id, sender, scope] = [
                (kind, self._keys.tag(number_id, scope, kind, value), value) for kind, value in named if value
            ]
        return known

    def _known(self, tags: list[tuple[str, bytes, str]]) -> Thread | None:
        user = next((tag for kind, tag, _ in tags if kind == USER), None)
        for kind, tag, _ in tags:
            thread = self._by_tag.get(tag)
            if thread is None or thread.gone or thread.refused:
                continue
            other_person = kind == NUMBER and user is not None and thread.aliases.get(USER, user) != user
            if not other_person:
                return thread
        return None

    def _adopt(self, thread: Thread, tags: list[tuple[str, bytes, str]]) -> None:
        for kind, tag, value in tags:
            before = self._by_tag.get(tag)
            if before is not None and before is not thread:
                before.aliases.pop(kind, None)
                before.address.pop(kind, None)
                self._altered[before.id] = before
            self._leave(thread, kind, tag)
            thread.aliases[kind] = tag
            thread.address[kind] = value
            self._by_tag[tag] = thread
            self._dropped.discard(tag)
        if {kind for kind, _, _ in tags} == {USER}:
            # The number of before may be somebody else's by now, and nothing would say so.
            thread.address.pop(NUMBER, None)

    def _leave(self, thread: Thread, kind: str, tag: bytes) -> None:
        """A person has one number and one user id: whoever gets the earlier one is not to be taken for them."""
        stale = thread.aliases.get(kind)
        if stale is not None and stale != tag:
            self._by_tag.pop(stale, None)
            self._dropped.add(stale)

    # --- rows ------------------------------------------------------------------------------------------------------

    def save(self, touched: Iterable[Thread]) -> None:
        """Write the threads that this batch changed, with their aliases."""
        changed = self._altered | {thread.id: thread for thread in touched}
        live = [thread for thread in changed.values() if not thread.gone]
        if not live:
            return
        self._cursor.execute(SAVE, [list(column) for column in zip(*map(self._row, live), strict=True)])
        self._save_aliases(live)

    def _save_aliases(self, live: list[Thread]) -> None:
        if self._dropped:
            self._cursor.execute("DELETE FROM relay_alias WHERE tag = ANY (%s)", [list(self._dropped)])
        changed = [thread for thread in live if thread.aliases != thread.known]
        pairs = [(tag, thread.id, kind) for thread in changed for kind, tag in thread.aliases.items()]
        if not pairs:
            return
        self._cursor.execute(
            """INSERT INTO relay_alias (tag, thread_id, kind)
               SELECT * FROM unnest(%s::bytea[], %s::uuid[], %s::text[])
               ON CONFLICT (tag) DO UPDATE SET thread_id = excluded.thread_id""",
            [list(column) for column in zip(*pairs, strict=True)],
        )

    def forget(self, thread: Thread) -> None:
        """Destroy the link to the phone: tags, handle, state, and every tie to a case."""
        thread.gone = True
        self._cursor.execute("DELETE FROM relay_alias WHERE thread_id = %s", [thread.id])
        self._cursor.execute("DELETE FROM relay_link WHERE thread_id = %s", [thread.id])
        self._cursor.execute("DELETE FROM relay_outgoing WHERE thread_id = %s", [thread.id])
        self._cursor.execute("DELETE FROM relay_thread WHERE id = %s", [thread.id])

    def cut(self, ids: list[UUID]) -> None:
        """These phones stand for their post no more: another took their place."""
        self.load_ids(ids)
        for ident in ids:
            self.forget(self._by_id[ident])

    def _row(self, thread: Thread) -> tuple[object, ...]:
        seal, ident = self._keys.link.seal, thread.id.bytes
        return (
            thread.id,
            thread.number_id,
            thread.scope,
            thread.post_id,
            thread.partition,
            seal(pad(orjson.dumps(thread.address)), b"address" + ident),
            seal(pad(dump(thread.state)), b"state" + ident),
            thread.case_id,
            thread.draft,
            thread.push,
            thread.last_in,
            thread.wrote_at,
            thread.misses,
            thread.slow_until,
            thread.phone,
            thread.officer_id,
        )

    def _opened(self, row: tuple[Any, ...]) -> Thread:
        ident, open_ = row[0].bytes, self._keys.link.open
        return Thread(
            id=row[0],
            number_id=row[1],
            scope=row[2],
            post_id=row[3],
            partition=row[4],
            address=address_of(self._keys, row[0], bytes(row[5])),
            state=load(unpad(open_(bytes(row[6]), b"state" + ident))),
            case_id=row[7],
            draft=row[8],
            push=row[9],
            last_in=row[10],
            wrote_at=row[11],
            misses=row[12],
            slow_until=row[13],
            phone=row[14],
            officer_id=row[15],
        )
