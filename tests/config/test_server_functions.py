"""What PostgreSQL offers everybody past all rows and rights is closed: counters, locks of others, large objects."""

from __future__ import annotations

import psycopg
import pytest

from satark.config import database as setup
from satark.config import server_functions
from tests.database import Database

ROLES = ("satark_edge", "satark_relay", "satark_console", "satark_worker", "satark_owner")
CLOSED = """
    SELECT oid::regprocedure::text FROM pg_proc
     WHERE starts_with(proname, 'pg_stat_get_') OR starts_with(proname, 'lo_') OR strpos(proname, 'advisory') > 0
        OR proname IN ('loread', 'lowrite', 'pg_relation_size', 'pg_table_size', 'pg_total_relation_size')
"""


@pytest.mark.parametrize("role", ROLES)
def test_each_is_refused_unless_it_is_named(database: Database, role: str) -> None:
    with database.superuser() as link:
        (named,) = link.execute(
            "SELECT coalesce(array_agg(name::regprocedure::text), '{}') FROM unnest(%s::text[]) name",
            [list(server_functions.OPEN.get(role, ()))],
        ).fetchall()
        allowed = link.execute(
            f"SELECT name FROM ({CLOSED}) AS closed(name) WHERE has_function_privilege(%s, name, 'EXECUTE')",
            [role],
        ).fetchall()
        closed = link.execute(CLOSED).fetchall()

    assert len(closed) > 100
    assert {row[0] for row in allowed} == set(named[0])  # type: ignore[call-overload]  # an array


@pytest.mark.parametrize(
    "question",
    [
        "SELECT pg_stat_get_tuples_inserted('cases_event'::regclass)",
        "SELECT pg_stat_get_xact_tuples_inserted('cases_event'::regclass)",
        "SELECT pg_stat_get_live_tuples('relay_thread'::regclass)",
        "SELECT pg_stat_get_db_xact_commit(oid) FROM pg_database WHERE datname = current_database()",
        "SELECT n_tup_ins FROM pg_stat_all_tables WHERE relname = 'cases_event'",
        "SELECT calls FROM pg_stat_user_functions",
        "SELECT count(*) FROM pg_stat_activity",
        "SELECT pg_relation_size('cases_event')",
        "SELECT pg_database_size(current_database())",
        # The relay's partitions are locked by two numbers, and closing a case by one: neither can be held for good.
        "SELECT pg_try_advisory_lock(1, 1)",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_xact_lock(1, 1)",
        "SELECT pg_advisory_unlock_all()",
        "SELECT lo_create(0)",
        "SELECT lo_creat(-1)",
        "SELECT lo_from_bytea(0, 'carried out')",
        "SELECT lo_put(1, 0, 'carried out')",
        "SELECT lo_import('/etc/passwd')",
    ],
)
def test_the_console_cannot_ask_it(database: Database, question: str) -> None:
    with database.connect("console") as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(question)


def test_relay_and_console_keep_the_locks_that_they_work_with(database: Database) -> None:
    with database.connect("relay") as relay, database.connect("console") as console:
        assert relay.execute("SELECT pg_try_advisory_lock(7, 1), pg_advisory_unlock(7, 1)").fetchone() == (
            True,
            True,
        )
        console.execute("SELECT pg_advisory_xact_lock(7)")
        assert relay.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user"
        ).fetchone() == (1,)


def test_preparing_a_database_again_changes_nothing(database: Database) -> None:
    state = "SELECT oid::regprocedure::text, proacl::text FROM pg_proc ORDER BY 1, 2"
    with database.superuser() as link:
        before = link.execute(state).fetchall()

        setup.prepare_database(link)

        assert link.execute(state).fetchall() == before
