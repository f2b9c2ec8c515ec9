"""Group commit against the real database: sealed, once, in order, and never acknowledged before it is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from satark.edge import store as edge_store
from satark.edge.split import Item
from satark.edge.store import NotStored, Store
from satark.vault import keystore, sealing
from tests.database import Database


def use(database: Database, story: Callable[[Store], Awaitable[None]]) -> None:
    """Let a story happen with an open store."""

    async def whole() -> None:
        keys = keystore.read(database.settings.keys_dir, "edge")
        store = Store(
            database.settings.database_address,
            password=keys.database_password.decode(),
            relay_public=keys.relay_public,
            dedupe=keys.dedupe,
            partition=keys.partition,
        )
        await store.open()
        await story(store)
        await store.close()

    asyncio.run(whole())


def items(count: int, *, sender: str = "IN.one", prefix: str = "m", written: bool = False) -> list[Item]:
    return [
        Item(f"{prefix}:{n}", sender, f"body {prefix} {n}".encode(), written=written) for n in range(count)
    ]


def rows(database: Database) -> list[tuple[Any, ...]]:
    with database.connect("owner") as connection:
        return connection.execute(
            "select key_id, partition, body from relay_inboxitem order by id"
        ).fetchall()


def opened(database: Database) -> list[bytes]:
    """What the relay will read, in the order it was stored."""
    private = keystore.read(database.settings.keys_dir, "relay").relay_private
    with database.connect("owner") as connection:
        keys = connection.execute("select id, sealed from relay_inboxkey").fetchall()
    boxes = {ident: sealing.open_minute_key(private, ident, bytes(sealed)) for ident, sealed in keys}  # type: ignore[arg-type, call-overload]
    return [boxes[key].open(bytes(body), key.bytes) for key, _, body in rows(database)]


def test_what_is_stored_is_sealed_and_the_relay_can_open_it(database: Database) -> None:
    async def story(store: Store) -> None:
        await store.put(items(3))

    use(database, story)

    assert opened(database) == [b"body m 0", b"body m 1", b"body m 2"]
    assert all(b"body" not in bytes(body) for _, _, body in rows(database))


def test_a_repeat_is_acknowledged_and_stored_once(database: Database) -> None:
    async def story(store: Store) -> None:
        await store.put(items(2))
        await store.put(items(3))
        assert store.counts == {"stored": 5, "repeated": 2}

    use(database, story)

    assert len(rows(database)) == 3


def test_repeats_inside_one_batch_are_stored_once(database: Database) -> None:
    async def story(store: Store) -> None:
        await asyncio.gather(*(store.put(items(1)) for _ in range(20)))

    use(database, story)

    assert len(rows(database)) == 1


def test_many_at_once_share_transactions_and_all_arrive(database: Database) -> None:
    async def story(store: Store) -> None:
        await asyncio.gather(*(store.put(items(4, prefix=f"p{n}")) for n in range(400)))

    use(database, story)

    with database.connect("owner") as connection:
        row = connection.execute(
            "select count(*), count(distinct xmin::text) from relay_inboxitem"
        ).fetchone()
    assert row
    stored, transactions = row
    assert stored == 1600
    assert 4 <= transactions <= 40  # type: ignore[operator]


def test_one_senders_messages_share_a_partition_and_keep_their_order(database: Database) -> None:
    async def story(store: Store) -> None:
        for number in range(5):
            await store.put(items(1, prefix=f"turn{number}"))

    use(database, story)

    assert len({partition for _, partition, _ in rows(database)}) == 1
    assert opened(database) == [f"body turn{number} 0".encode() for number in range(5)]


def test_a_database_that_comes_back_soon_costs_nothing(database: Database) -> None:
    async def story(store: Store) -> None:
        await store.put(items(1, prefix="before"))
        _throw_out(database)
        await store.put(items(1, prefix="after"))

    use(database, story)

    assert opened(database) == [b"body before 0", b"body after 0"]


def test_a_database_that_stays_away_is_told_and_nothing_is_acknowledged(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge_store, "PATIENCE", 0.3)

    async def story(store: Store) -> None:
        await store.put(items(1, prefix="before"))
        with database.superuser() as connection:
            connection.execute(f"revoke connect on database {connection.info.dbname} from satark_edge")
        _throw_out(database)
        with pytest.raises(NotStored):
            await store.put(items(1, prefix="lost"))
        with database.superuser() as connection:
            connection.execute(f"grant connect on database {connection.info.dbname} to satark_edge")
        await _until_ready(store)
        await store.put(items(1, prefix="again"))

    use(database, story)

    assert opened(database) == [b"body before 0", b"body again 0"]


def test_a_write_that_the_database_refuses_is_not_acknowledged(database: Database) -> None:
    """As a full disk does: an error from a server that is there."""
    with database.connect("owner") as connection:
        connection.execute(
            "create function full_disk() returns trigger language plpgsql as"
            " $$ begin raise exception using errcode = 'disk_full'; end $$"
        )
        connection.execute(
            "create trigger full_disk before insert on relay_inboxitem execute function full_disk()"
        )

    async def story(store: Store) -> None:
        with pytest.raises(NotStored):
            await store.put(items(2))
        assert store.ready
        with database.connect("owner") as connection:
            connection.execute("drop trigger full_disk on relay_inboxitem")
        await store.put(items(2))

    use(database, story)

    assert len(rows(database)) == 2


def test_too_much_at_once_is_refused_rather_than_gathered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge_store, "WAITING_ROWS", 10)

    async def story(store: Store) -> None:
        first = asyncio.create_task(store.put(items(10)))
        await asyncio.sleep(0)
        with pytest.raises(NotStored):
            await store.put(items(1, prefix="more"))
        await first

    use(database, story)

    assert len(rows(database)) == 10


def test_what_waits_when_it_is_asked_to_stop_is_written_first(database: Database) -> None:
    async def story(store: Store) -> None:
        await store.put(items(1, prefix="connected"))
        waiting = asyncio.create_task(store.put(items(5)))
        await asyncio.sleep(0)
        await store.close()
        await waiting

    use(database, story)

    assert len(rows(database)) == 6


def test_it_says_that_it_lives(database: Database) -> None:
    async def story(store: Store) -> None:
        await store.put(items(1))

    use(database, story)

    with database.connect("owner") as connection:
        row = connection.execute(
            "select process, now() - at < interval '1 minute' from relay_pulse"
        ).fetchone()
    assert row == ("edge", True)


async def _until_ready(store: Store) -> None:
    async with asyncio.timeout(20):
        while not store.ready:  # noqa: ASYNC110 - the store tells nobody when it is ready
            await asyncio.sleep(0.02)


def _throw_out(database: Database) -> None:
    with database.superuser() as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'satark_edge'"
        )


def test_a_flood_is_stored_whole_in_few_transactions_and_keeps_nobody(database: Database) -> None:
    async def story(store: Store) -> None:
        flood = [store.put([item]) for item in items(400, written=True)]
        other = store.put(items(1, sender="IN.two", prefix="o", written=True))
        await asyncio.gather(*flood, other)

    use(database, story)

    with database.connect("owner") as connection:
        row = connection.execute(
            "select count(*), count(distinct xmin::text), count(distinct sender) from relay_inboxitem"
        ).fetchone()
    assert row is not None
    stored, transactions, senders = row
    assert (stored, senders) == (401, 2)
    assert int(str(transactions)) <= 4
