"""The embedded server: private, quiet, and there again after the worst that can happen to it."""

from __future__ import annotations

import os
import pwd
import select
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from satark.config import postgres, unprivileged
from satark.config.unprivileged import RunAs

PASSWORD = "only-of-this-test"
AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[postgres.Server]:
    server = postgres.Server(tmp_path / "var", password=PASSWORD)
    yield server
    server.stop()
    postgres.remove(tmp_path / "var")


def connect(server: postgres.Server, password: str = PASSWORD) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(server.socket_dir),
        dbname="postgres",
        user=postgres.SUPERUSER,
        password=password,
        autocommit=True,
    )


def one(server: postgres.Server, query: str) -> object:
    with closing(connect(server)) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def test_what_was_committed_survives_kill_9(server: postgres.Server) -> None:
    server.start()
    one(server, "create table kept (a int); insert into kept values (1)")

    for _ in range(3):
        assert server.pid
        os.kill(server.pid, signal.SIGKILL)
        while server.pid:
            pass
        server.start()

    assert one(server, "select count(*) from kept") == 1


def test_a_stale_pid_file_that_names_a_stranger_stops_nothing(server: postgres.Server) -> None:
    server.start()
    server.stop()
    (server.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{server.folder}\n")

    server.start()

    assert one(server, "select 1") == 1


def test_two_servers_on_one_folder_are_refused(server: postgres.Server, tmp_path: Path) -> None:
    server.start()
    second = postgres.Server(tmp_path / "var", password=PASSWORD)

    with pytest.raises(postgres.DatabaseError, match="already runs"):
        second.start()

    assert one(server, "select 1") == 1


def test_nobody_comes_in_without_the_password_or_over_the_network(server: postgres.Server) -> None:
    server.start()

    with pytest.raises(psycopg.OperationalError):
        connect(server, password="another")

    assert one(server, "show listen_addresses") == ""
    assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


def test_the_folders_above_keep_their_rights(server: postgres.Server, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    server.start()

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_the_servers_log_holds_no_statement_and_no_value(server: postgres.Server, tmp_path: Path) -> None:
    canary = "canary-915550019944"
    server.start()

    for statement in (
        f"select '{canary}'::int",
        f"create table t (a text unique); insert into t values ('{canary}'), ('{canary}')",
        f"this is no SQL {canary}",
    ):
        with pytest.raises(psycopg.Error):
            one(server, statement)

    assert canary not in (tmp_path / "var/logs/postgres.log").read_text()


def test_hindi_words_have_trigrams_and_disk_writes_are_on(server: postgres.Server) -> None:
    server.start()

    one(server, "create extension pg_trgm")

    assert one(server, "select similarity('चंदौली', 'चंदौली सदर')") > 0.3  # type: ignore[operator]
    settings = ("fsync", "full_page_writes", "synchronous_commit")
    assert [one(server, f"show {name}") for name in settings] == ["on", "on", "on"]


def test_a_deep_folder_works(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100) / "var"
    server = postgres.Server(deep, password=PASSWORD)

    try:
        server.start()
        assert one(server, "select 1") == 1
    finally:
        server.stop()
        postgres.remove(deep)

    assert not server.socket_dir.exists()


def test_a_short_folder_that_somebody_else_laid_out_is_refused(tmp_path: Path) -> None:
    trap = tmp_path / "run"
    trap.symlink_to("/tmp")

    with pytest.raises(postgres.DatabaseError, match="belongs to somebody else"):
        postgres.private_folder(trap, RunAs("self", os.getuid(), os.getgid()))


def test_the_server_dies_with_whoever_started_it(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom satark.config import postgres\n"
        f"server = postgres.Server(Path({str(tmp_path / 'var')!r}), password='x')\n"
        "server.start()\nprint(server.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == -signal.SIGKILL
    _wait_for_end(int(done.stdout))
    postgres.forget_dead_server(tmp_path / "var/postgres/data")
    postgres.remove(tmp_path / "var")


def _wait_for_end(pid: int) -> None:
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    assert select.select([watched], [], [], 30)[0], "the server outlived its supervisor"
    os.close(watched)


@AS_ROOT
def test_root_without_user_namespaces_falls_back_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of the test is closed to others: data and programs go where `nobody` can reach them."""
    monkeypatch.setattr(unprivileged, "namespace_allowed", lambda: False)
    monkeypatch.setattr(postgres, "ELSEWHERE", Path("/var/lib/satark-test"))
    tmp_path.chmod(0o700)
    server = postgres.Server(tmp_path / "var", password=PASSWORD)

    try:
        server.start()
        assert one(server, "select 1") == 1
        assert server.folder.stat().st_uid == pwd.getpwnam("nobody").pw_uid
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    finally:
        server.stop()
        postgres.remove(tmp_path / "var")
        shutil.rmtree("/var/lib/satark-test", ignore_errors=True)
