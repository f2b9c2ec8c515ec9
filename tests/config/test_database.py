"""Roles are as in production: nobody but the owner owns anything, and confirmed means on disk."""

from __future__ import annotations

import psycopg
import pytest

from satark.config import database as setup
from tests.database import Database

PROCESSES = ("edge", "relay", "console", "worker")


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_role_is_an_ordinary_role(database: Database, process: str) -> None:
    with database.superuser() as connection:
        row = connection.execute(
            "select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication,"
            " (select count(*) from pg_class where relowner = pg_roles.oid)"
            " from pg_roles where rolname = %s",
            (setup.role(process),),
        ).fetchone()

    assert row == (False, False, False, False, False, 0)


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_makes_no_table_and_no_schema(database: Database, process: str) -> None:
    with database.connect(process) as connection:
        for statement in (
            "create table mine (a int)",
            "create schema mine",
            "create temp table mine (a int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_the_edge_reads_nothing_at_all(database: Database) -> None:
    with database.connect("edge") as connection:
        readable = connection.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p')"
            " and has_table_privilege(oid, 'select, insert, update, delete')"
        ).fetchall()

    assert readable == []


def test_another_processs_password_does_not_open_the_door(database: Database) -> None:
    from satark.vault import keystore

    password = keystore.read(database.settings.keys_dir, "worker").database_password.decode()

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database.settings.database_address, user="satark_relay", password=password)


@pytest.mark.parametrize("process", PROCESSES)
def test_the_server_logs_no_statement_of_ours(database: Database, process: str) -> None:
    with database.connect(process) as connection:
        found = {
            name: connection.execute("select current_setting(%s)", (name,)).fetchone() for name in setup.QUIET
        }

    assert found == {name: (value,) for name, value in setup.QUIET.items()}


def test_init_a_second_time_changes_nothing_that_works(database: Database) -> None:
    before = database.connect("relay")

    with database.superuser() as connection:
        setup.check_server(connection)
        setup.check_hindi(connection)

    assert before.execute("select 1").fetchone() == (1,)
    before.close()


def test_a_server_that_forgets_on_power_loss_is_refused(database: Database) -> None:
    with database.superuser() as connection:
        connection.execute("set synchronous_commit = off")

        with pytest.raises(setup.DatabaseRefused, match="synchronous_commit"):
            setup.check_server(connection)
