"""The rehearsal's own SQLite file: phones, what they show, files, what is still to be delivered.

Written on the event loop: a statement takes some 20 µs, and without an fsync per commit a killed process still loses
nothing (only a machine that loses power may).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
create table if not exists setting (name text primary key, value text not null);
create table if not exists phone (
    id text primary key, role text not null, kind text not null, label_en text not null, label_hi text not null,
    number text not null, user_id text not null unique, username text not null, profile_name text not null,
    home text not null, reads_itself integer not null, place integer not null
);
create unique index if not exists phone_number on phone (number) where number != '';
create table if not exists condition (phone text primary key, value text not null);
create table if not exists message (
    seq integer primary key autoincrement, wamid text not null unique, core text not null, phone text not null,
    phone_number_id text not null, from_phone integer not null, at real not null, kind text not null,
    content text not null, opaque text not null, ticks text not null
);
create index if not exists message_phone on message (phone, seq);
create index if not exists message_core on message (core);
create index if not exists message_opaque on message (opaque) where opaque != '';
create table if not exists held (seq integer primary key);
create table if not exists letter (
    id integer primary key autoincrement, line text not null, waba text not null, field text not null,
    value text not null, ticks text not null, made real not null, due real not null, tries integer not null
);
create table if not exists record (
    kind text not null, owner text not null, key text not null, value text not null,
    primary key (kind, owner, key)
);
create table if not exists media (
    id text primary key, phone_number_id text not null, mime text not null, sha256 text not null,
    size integer not null, name text not null, expires real not null
);
create table if not exists refusal (
    seq integer primary key autoincrement, at real not null, code integer not null, opaque text not null
);
create table if not exists bill (
    phone_number_id text not null, category text not null, count integer not null,
    primary key (phone_number_id, category)
);
create table if not exists tally (name text primary key, count integer not null);
"""


class Store:
    """One connection. `transaction` groups what must be there together after a crash."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("pragma synchronous = normal")
        self.db.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.db.execute("rollback")
            raise
        self.db.execute("commit")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self.db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, *values: object) -> int:
        """Returns the id of an inserted row."""
        return self.db.execute(sql, values).lastrowid or 0

    def count(self, name: str, by: int = 1) -> None:
        self.run(
            "insert into tally values (?, ?) on conflict (name) do update set count = count + excluded.count",
            name,
            by,
        )

    def tallies(self) -> dict[str, int]:
        return {row["name"]: row["count"] for row in self.rows("select name, count from tally order by name")}

    def setting(self, name: str, first: str) -> str:
        """A value that is made once and then stays."""
        self.run("insert into setting values (?, ?) on conflict do nothing", name, first)
        row = self.row("select value from setting where name = ?", name)
        return str(row["value"]) if row else first

    def close(self) -> None:
        self.db.close()
