"""Small things a business has left with Meta: settings, codes, blocked people, templates; one JSON object each."""

from __future__ import annotations

from typing import Any

import orjson

from satark.simulator.store import Store

Json = dict[str, Any]


class Records:
    """By kind, by whose they are (a number or an account) and by a key that is theirs alone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, kind: str, owner: str, key: str, value: Json) -> None:
        self._store.run(
            "insert into record values (?, ?, ?, ?)"
            " on conflict (kind, owner, key) do update set value = excluded.value",
            *(kind, owner, key, orjson.dumps(value).decode()),
        )

    def get(self, kind: str, owner: str, key: str = "") -> Json | None:
        row = self._store.row(
            "select value from record where kind = ? and owner = ? and key = ?", kind, owner, key
        )
        return orjson.loads(row["value"]) if row else None

    def all(self, kind: str, owner: str) -> dict[str, Json]:
        """By key, oldest first."""
        rows = self._store.rows(
            "select key, value from record where kind = ? and owner = ? order by rowid", kind, owner
        )
        return {row["key"]: orjson.loads(row["value"]) for row in rows}

    def count(self, kind: str, owner: str) -> int:
        row = self._store.row(
            "select count(*) as count from record where kind = ? and owner = ?", kind, owner
        )
        return int(row["count"]) if row else 0

    def remove(self, kind: str, owner: str, key: str = "") -> bool:
        """Whether it was there."""
        known = self.get(kind, owner, key) is not None
        self._store.run("delete from record where kind = ? and owner = ? and key = ?", kind, owner, key)
        return known
