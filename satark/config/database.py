"""`satark db init` and `satark db migrate`: the database, one role a process, and what each role may touch.

Only `init` is a superuser. Migrations run as `satark_owner`; the four processes own nothing.
"""

from __future__ import annotations

from contextlib import closing

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from satark import logs
from satark.config import postgres, server_functions
from satark.settings import DATABASE, Settings, socket_dir
from satark.vault import keystore

OWNER = "satark_owner"
PROCESSES: tuple[keystore.Process, ...] = ("edge", "relay", "console", "worker")
EXTENSIONS = ("pg_trgm",)
OLDEST = 150000
"""PostgreSQL 15, which Debian 12 has: nothing newer is used."""

QUIET = {
    # A statement, its parameters and an error's details hold what people wrote: the server must log none of it,
    # whatever its own configuration says.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_duration": "off",
}
LIMITS = {
    "console": {"statement_timeout": "30s", "idle_in_transaction_session_timeout": "60s"},
    "edge": {"statement_timeout": "30s", "idle_in_transaction_session_timeout": "30s"},
}

log = logs.get()

Connection = psycopg.Connection[tuple[object, ...]]


class DatabaseRefused(Exception):
    """The server cannot be used as it is. The text is a sentence for the administrator."""

    for_administrator = True


def role(process: str) -> str:
    return OWNER if process in ("owner", "admin") else f"satark_{process}"


def init(settings: Settings) -> None:
    """Make the database, its roles and extensions. Again: brings passwords and settings back to what they should be."""
    keystore.create(settings.keys_dir)
    with closing(_superuser(settings, "postgres")) as connection:
        check_server(connection)
        _make_roles(connection, settings)
        _make_database(connection)
    with closing(_superuser(settings, DATABASE)) as connection:
        prepare_database(connection)
        check_hindi(connection)
    log.info("database.initialised")


def migrate(settings: Settings) -> None:
    """Bring the schema to this release, as its owner, and grant each process its part."""
    from django.core.management import call_command

    # Written by a package that needs Django, hence here.
    from satark.config import rights

    call_command("migrate", verbosity=0, interactive=False)
    with closing(connect(settings, "owner")) as connection:
        rights.apply(connection.cursor())
        connection.commit()
    log.info("database.migrated")


def connect(settings: Settings, process: str, *, autocommit: bool = False) -> Connection:
    """A connection as one process' role. Raises psycopg.OperationalError, or KeyMissing."""
    own: keystore.Process = "admin" if process == "owner" else process  # type: ignore[assignment]  # checked by read
    password = keystore.read(settings.keys_dir, own).database_password.decode()
    return psycopg.connect(
        settings.database_address,
        user=role(process),
        password=password,
        autocommit=autocommit,
        application_name=f"satark {process}",
    )


def check_server(connection: Connection) -> None:
    """Raises DatabaseRefused when the server is too old or would forget what it has confirmed."""
    if connection.info.server_version < OLDEST:
        raise DatabaseRefused("PostgreSQL must be version 15 or newer.")
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if _value(connection, "select current_setting(%s)", name) == "off":
            raise DatabaseRefused(
                f"PostgreSQL runs with {name} = off: a power cut would lose messages that were acknowledged."
            )


def check_hindi(connection: Connection) -> None:
    """Raises DatabaseRefused where the search for place names would find nothing in Hindi."""
    if not _value(connection, "select similarity('चंदौली', 'चंदौली सदर') > 0"):
        raise DatabaseRefused(
            "The database does not know Hindi letters: make it with LC_CTYPE C.UTF-8 (or any UTF-8 language), not C."
        )


def is_embedded(settings: Settings) -> bool:
    """Whether the address is that of the embedded server in the data folder."""
    return conninfo_to_dict(settings.database_address).get("host") == str(socket_dir(settings.data_dir))


def _superuser(settings: Settings, database: str) -> Connection:
    if settings.admin_database_url:
        return psycopg.connect(settings.admin_database_url.reveal(), dbname=database, autocommit=True)
    if not is_embedded(settings):
        # An external server: who runs this command is its superuser (`sudo -u postgres satark db init`).
        return psycopg.connect(settings.database_url, dbname=database, autocommit=True)
    password = keystore.read(settings.keys_dir, "admin").superuser_password.decode()
    return psycopg.connect(
        settings.database_address,
        dbname=database,
        user=postgres.SUPERUSER,
        password=password,
        autocommit=True,
    )


def _make_roles(connection: Connection, settings: Settings) -> None:
    for process in ("admin", *PROCESSES):
        name = role(process)
        if not _value(connection, "select 1 from pg_roles where rolname = %s", name):
            connection.execute(sql.SQL("create role {}").format(sql.Identifier(name)))
        password = keystore.read(settings.keys_dir, process).database_password
        # Turned into its SCRAM form here, so that the server never sees the password itself.
        verifier = connection.pgconn.encrypt_password(password, name.encode(), b"scram-sha-256").decode()
        connection.execute(
            sql.SQL(
                "alter role {} with login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password {}"
            ).format(sql.Identifier(name), sql.Literal(verifier))
        )
        for setting, value in (QUIET | LIMITS.get(process, {})).items():
            connection.execute(
                sql.SQL("alter role {} set {} = {}").format(
                    sql.Identifier(name), sql.Identifier(setting), sql.Literal(value)
                )
            )


def _make_database(connection: Connection) -> None:
    if _value(connection, "select 1 from pg_database where datname = %s", DATABASE):
        return
    connection.execute(
        sql.SQL(
            "create database {} owner {} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"
        ).format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
    )


def prepare_database(connection: Connection) -> None:
    """Rights on the database itself, and its extensions. Copies of a database do not inherit the rights."""
    database, owner = sql.Identifier(connection.info.dbname), sql.Identifier(OWNER)
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    for process in PROCESSES:
        user = sql.Identifier(role(process))
        connection.execute(sql.SQL("grant connect on database {} to {}").format(database, user))
    connection.execute(sql.SQL("alter schema public owner to {}").format(owner))
    connection.execute("revoke all on schema public from public")
    for name in EXTENSIONS:
        connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(name)))
    server_functions.close(connection, roles=(OWNER, *map(role, PROCESSES)))


def _value(connection: Connection, query: str, *values: object) -> object:
    row = connection.execute(query, values or None).fetchone()
    return row[0] if row else None
