"""The databases of the tests: made once by `db init` and `db migrate`, then copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from satark import settings
from satark.config import database as setup
from satark.config import postgres
from satark.settings import DATABASE, Process, Secret, Settings
from satark.vault import keystore

PEOPLED = "satark_peopled"


class Cluster:
    def __init__(self, data_dir: Path, *, external: str, test_database: str) -> None:
        self.settings = settings.current()
        self._data_dir = data_dir
        self._external = external
        self.test_database = test_database
        self._server: postgres.Server | None = None
        self._used = True

    def start(self) -> None:
        if not self._external:
            self._server = postgres.Server(self._data_dir, password=self._superuser_password)
            self._server.start()
        template = self._template_settings()
        setup.init(template)
        with _default_connection("owner", database=DATABASE):
            setup.migrate(template)

    def stop(self) -> None:
        connections.close_all()
        if self._server:
            self._server.stop()

    def clean(self) -> None:
        """A fresh database unless nothing was committed in this one."""
        if self._used:
            self.fresh()
            self._used = False

    def fresh(self, *, of: str = DATABASE) -> None:
        """Replace the test database by a new copy of this one. Everybody who is connected is thrown out."""
        self._used = True
        self._copy(of, self.test_database)
        with closing(self.superuser(self.test_database)) as connection:
            setup.prepare_database(connection)

    def keep(self, name: str) -> None:
        """Keep what is in the test database now, for `fresh`."""
        self._copy(self.test_database, name)

    def _copy(self, source: str, target: str) -> None:
        connections.close_all()
        with closing(self.superuser("postgres")) as connection:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(target))
            )
            connection.execute(
                sql.SQL("create database {} template {} owner {}").format(
                    sql.Identifier(target), sql.Identifier(source), sql.Identifier(setup.OWNER)
                )
            )

    def superuser(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        if self._external:
            return psycopg.connect(self._external, dbname=database, autocommit=True)
        return psycopg.connect(
            self.settings.database_address,
            dbname=database,
            user=postgres.SUPERUSER,
            password=self._superuser_password,
            autocommit=True,
        )

    @property
    def _superuser_password(self) -> str:
        return keystore.read(self.settings.keys_dir, "admin").superuser_password.decode()

    def _template_settings(self) -> Settings:
        address = self.settings.database_address.replace(f"/{self.test_database}", f"/{DATABASE}")
        return replace(self.settings, database_url=address, admin_database_url=Secret(self._external))


class Database:
    """One fresh database and the ways in."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.settings = cluster.settings

    def connect(self, process: str, *, autocommit: bool = True) -> psycopg.Connection[tuple[object, ...]]:
        """A bare connection as one process' role."""
        return setup.connect(self.settings, process, autocommit=autocommit)

    def superuser(self) -> psycopg.Connection[tuple[object, ...]]:
        """For what only the test may see."""
        return self._cluster.superuser(self._cluster.test_database)

    @contextmanager
    def acting_as(self, process: Process) -> Iterator[None]:
        """Django's connection belongs to one process' role inside this block."""
        with _default_connection(process):
            yield

    def environment(self, process: Process, **more: str) -> dict[str, str]:
        """For a real process started by a test: nothing of the test's own environment."""
        return {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "SATARK_PROCESS": process,
            "SATARK_DATA_DIR": str(self.settings.data_dir),
            "SATARK_DATABASE_URL": self.settings.database_address,
            "SATARK_KEYS": str(self.settings.keys_dir),
            **more,
        }


@contextmanager
def _default_connection(process: Process, database: str | None = None) -> Iterator[None]:
    own: keystore.Process = "admin" if process == "owner" else process  # type: ignore[assignment]  # checked by read
    password = keystore.read(settings.current().keys_dir, own).database_password.decode()
    ordinary = connections["default"]
    acting = connections.create_connection("default")
    acting.settings_dict = {**ordinary.settings_dict, "USER": setup.role(process), "PASSWORD": password}
    if database:
        acting.settings_dict["NAME"] = database
    connections["default"] = acting
    try:
        yield
    finally:
        acting.close()
        connections["default"] = ordinary
