"""Every message of the rehearsal, in the order the phones saw them; windows, ticks and pair limits come from it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import orjson

from satark.simulator.people.identity import core_of
from satark.simulator.people.phones import Phone
from satark.simulator.store import Store

WINDOW_SECONDS = 24 * 3600
REOPENS = "kind != 'reaction'"
"""Whether a reaction reopens the window is not documented, so here it does not."""

TICKS = ("", "sent", "delivered", "read")


@dataclass(frozen=True, slots=True)
class Message:
    seq: int
    wamid: str
    phone: str
    phone_number_id: str
    from_phone: bool
    at: float
    content: dict[str, Any]
    opaque: str
    ticks: str

    def as_json(self) -> dict[str, Any]:
        """What the phones page and a rehearsal read."""
        return {
            "seq": self.seq,
            "wamid": self.wamid,
            "phone": self.phone,
            "phone_number_id": self.phone_number_id,
            "from": "phone" if self.from_phone else "business",
            "at": datetime.fromtimestamp(self.at, UTC).isoformat(),
            "ticks": self.ticks,
            **self.content,
        }


class Threads:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        *,
        wamid: str,
        phone: Phone,
        phone_number_id: str,
        from_phone: bool,
        at: float,
        content: dict[str, Any],
        opaque: str = "",
    ) -> Message:
        core = core_of(wamid)
        seq = self._store.run(
            "insert into message (wamid, core, phone, phone_number_id, from_phone, at, kind, content, opaque, ticks)"
            " values (?,?,?,?,?,?,?,?,?,?)",
            *(wamid, core, phone.id, phone_number_id, from_phone, at, content["kind"]),
            *(orjson.dumps(content).decode(), opaque, "sent"),
        )
        return Message(seq, wamid, phone.id, phone_number_id, from_phone, at, content, opaque, "sent")

    def find(self, wamid: str) -> Message | None:
        """By id, or by the core that is the same in every envelope."""
        row = self._store.row(
            "select * from message where wamid = ? or (core != '' and core = ?) limit 1",
            wamid,
            core_of(wamid),
        )
        return _from_row(row) if row else None

    def numbers_of(self, phone_id: str) -> list[str]:
        """The business numbers this phone has talked with."""
        rows = self._store.rows("select distinct phone_number_id from message where phone = ?", phone_id)
        return [row["phone_number_id"] for row in rows]

    def hold(self, wamid: str) -> None:
        """The phone does not show this message: it is switched off, or blocks the business."""
        self._store.run("insert into held select seq from message where wamid = ?", wamid)

    def held_back(self, phone_id: str) -> list[Message]:
        rows = self._store.rows(
            "select * from message where phone = ? and seq in (select seq from held) order by seq", phone_id
        )
        return [_from_row(row) for row in rows]

    def let_through(self, message: Message) -> Message:
        """The phone shows a held message, below all that it has shown since."""
        seq = self.last_seq() + 1
        self._store.run("delete from held where seq = ?", message.seq)
        self._store.run("update message set seq = ? where seq = ?", seq, message.seq)
        return replace(message, seq=seq)

    def last_of(self, phone_id: str) -> Message | None:
        """What this phone wrote last."""
        row = self._store.row(
            "select * from message where phone = ? and from_phone order by seq desc limit 1", phone_id
        )
        return _from_row(row) if row else None

    def of_phone(self, phone_id: str, *, after: int = 0, last: int = 0) -> list[Message]:
        """What a phone shows after `after`, oldest first; with `last` only the newest so many."""
        if last:
            rows = self._store.rows(
                "select * from message where phone = ? and seq > ? and seq not in (select seq from held)"
                " order by seq desc limit ?",
                phone_id,
                after,
                last,
            )
            return [_from_row(row) for row in reversed(rows)]
        rows = self._store.rows(
            "select * from message where phone = ? and seq > ? and seq not in (select seq from held) order by seq",
            *(phone_id, after),
        )
        return [_from_row(row) for row in rows]

    def last_written(self, phone: Phone, phone_number_id: str) -> float | None:
        """When this person last wrote to this business number in a way that opens the window."""
        row = self._store.row(
            f"select max(at) as at from message where phone = ? and phone_number_id = ? and from_phone and {REOPENS}",  # noqa: S608, a constant
            *(phone.id, phone_number_id),
        )
        return row["at"] if row else None

    def advance(self, wamid: str, ticks: str) -> Message | None:
        """Raise the ticks of a message; never lowers them. The message when something changed."""
        found = self.find(wamid)
        if found is None or TICKS.index(found.ticks) >= TICKS.index(ticks):
            return None
        self._store.run("update message set ticks = ? where seq = ?", ticks, found.seq)
        row = self._store.row("select * from message where seq = ?", found.seq)
        return _from_row(row) if row else None

    def unread(self, phone_id: str, *, from_phone: bool, up_to: int, phone_number_id: str) -> list[Message]:
        rows = self._store.rows(
            "select * from message where phone = ? and phone_number_id = ? and from_phone = ? and seq <= ?"
            " and ticks != 'read' and seq not in (select seq from held) order by seq",
            *(phone_id, phone_number_id, from_phone, up_to),
        )
        return [_from_row(row) for row in rows]

    def accepted(self, after: int = 0) -> dict[str, int]:
        """How many messages were accepted for sending, by opaque id."""
        rows = self._store.rows(
            "select opaque, count(*) as count from message where not from_phone and seq > ? group by opaque",
            after,
        )
        return {row["opaque"]: row["count"] for row in rows}

    def last_seq(self) -> int:
        row = self._store.row("select max(seq) as seq from message")
        return (row["seq"] or 0) if row else 0


def _from_row(row: sqlite3.Row) -> Message:
    return Message(
        seq=row["seq"],
        wamid=row["wamid"],
        phone=row["phone"],
        phone_number_id=row["phone_number_id"],
        from_phone=bool(row["from_phone"]),
        at=row["at"],
        content=orjson.loads(row["content"]),
        opaque=row["opaque"],
        ticks=row["ticks"],
    )
