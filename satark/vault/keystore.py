"""One folder a process, files that only their owner reads, nothing that a process does not need.

`create` makes what is missing and never overwrites: a lost key is lost content. `read` opens one process' folder.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from satark.vault import sealing

Process = Literal["admin", "edge", "relay", "console", "worker"]
PROCESSES: tuple[Process, ...] = ("admin", "edge", "relay", "console", "worker")


class KeyMissing(Exception):
    """A process was started without one of its keys. Names the file, never its content."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What one process holds. A key it does not hold is empty; nothing here prints."""

    database_password: bytes = field(default=b"", repr=False)
    superuser_password: bytes = field(default=b"", repr=False)
    relay_public: bytes = field(default=b"", repr=False)
    relay_private: bytes = field(default=b"", repr=False)
    dedupe: bytes = field(default=b"", repr=False)
    partition: bytes = field(default=b"", repr=False)
    tags: bytes = field(default=b"", repr=False)
    link: bytes = field(default=b"", repr=False)
    codes: bytes = field(default=b"", repr=False)
    enrolment: bytes = field(default=b"", repr=False)
    cases: bytes = field(default=b"", repr=False)
    django_secret: bytes = field(default=b"", repr=False)


HELD: dict[Process, frozenset[str]] = {
    "admin": frozenset({"database_password", "superuser_password", "enrolment"}),
    # The door can close and tell duplicates apart. It can open nothing.
    "edge": frozenset({"database_password", "relay_public", "dedupe", "partition"}),
    # The only process that can say who wrote (`tags`, `link`) and open what came in (`relay_private`).
    "relay": frozenset({"database_password", "relay_private", "tags", "link", "codes", "enrolment", "cases"}),
    # Opens case content for the officer whose rights the database checks. Knows no person.
    "console": frozenset({"database_password", "cases", "django_secret"}),
    "worker": frozenset({"database_password"}),
}

SHARED = ("enrolment", "cases")
"""Keys that two processes need; all others exist once."""


def password() -> bytes:
    return secrets.token_urlsafe(32).encode()


def create(folder: Path) -> None:
    """Make every missing key below `folder`. What exists stays as it is."""
    private = _existing(folder, "relay_private") or sealing.new_private_key()
    shared: dict[str, bytes] = {name: _existing(folder, name) or sealing.new_key() for name in SHARED}
    fixed = {**shared, "relay_private": private, "relay_public": sealing.public_half(private)}
    for process in PROCESSES:
        own = folder / process
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in sorted(HELD[process]):
            if not (own / name).exists():
                _write(own / name, fixed.get(name) or _fresh(name))


def _fresh(name: str) -> bytes:
    return password() if name.endswith(("password", "secret")) else sealing.new_key()


def _existing(folder: Path, name: str) -> bytes | None:
    """A key that some process already has, so that a half-made store is completed and not split in two."""
    paths = (folder / process / name for process in PROCESSES if name in HELD[process])
    return next((path.read_bytes() for path in paths if path.exists()), None)


def _write(path: Path, key: bytes) -> None:
    """All of it under its name, or nothing."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)


def read(folder: Path, process: Process) -> Keys:
    """The keys of one process. Raises KeyMissing with the file that is not there or may not be read."""
    return Keys(**dict(_read_all(folder / process, HELD[process])))


def _read_all(own: Path, names: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        try:
            yield name, (own / name).read_bytes()
        except OSError as problem:
            raise KeyMissing(
                f"{own.name}/{name}: {problem.strerror}. Run `satark db init` or restore the key store."
            ) from None
