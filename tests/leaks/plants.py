"""Ten leaks made on purpose, each of somebody else's identity, in another place and another form."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from tests.leaks.browser import Browser
from tests.leaks.forms import NUMBER, Canary
from tests.leaks.installation import Installation
from tests.leaks.people import INBOUND, Person, message_id

PLANTED = 10


@dataclass(frozen=True, slots=True)
class Plants:
    found_by: dict[str, Canary]
    """Where it was planted -> what a scan must find."""
    pid: int
    """A process that was given too much."""


def number_of(person: Person) -> Canary:
    return Canary(NUMBER, person.number)


@contextmanager
def planted(installation: Installation, decoys: list[Person], chance: random.Random) -> Iterator[Plants]:
    """Nine of the ten; the tenth is `write_note`'s."""
    found_by = dict(_in_database(installation, decoys)) | dict(_in_files(installation, decoys[4:], chance))
    sleeper = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], env={"FROM": f"+{decoys[8].number}"}
    )
    try:
        yield Plants(found_by | {"an environment": number_of(decoys[8])}, sleeper.pid)
    finally:
        sleeper.kill()
        sleeper.wait()


def _in_database(installation: Installation, decoys: list[Person]) -> Iterator[tuple[str, Canary]]:
    with closing(installation.superuser()) as connection:
        connection.execute("create table planted (words text, number bigint, hash bytea)")
        connection.execute("insert into planted (words) values (%s)", (decoys[0].profile_name,))
        connection.execute("delete from planted")
        yield "a deleted row", Canary("profile name", decoys[0].profile_name)
        with connection.transaction(force_rollback=True):
            connection.execute("insert into planted (words) values (%s)", (decoys[1].user_id,))
        yield "a row rolled back", Canary("user id", decoys[1].user_id)
        connection.execute("insert into planted (number) values (%s)", (int(decoys[2].number),))
        yield "a number as a number", number_of(decoys[2])
        digest = hashlib.md5(decoys[3].number.encode()).digest()
        connection.execute("insert into planted (hash) values (%s)", (digest,))
        yield "an unkeyed hash in a row", number_of(decoys[3])


def _in_files(
    installation: Installation, decoys: list[Person], chance: random.Random
) -> Iterator[tuple[str, Canary]]:
    folder, (log, index, crash, old, *_) = installation.folder, decoys
    with (folder / "logs" / "relay.log").open("a") as file:
        file.write(json.dumps({"event": "planted", "error": f"no such user: {log.profile_name}"}) + "\n")
    yield "a log line, escaped", Canary("profile name", log.profile_name)
    (folder / "index.json").write_text(json.dumps([message_id(chance, index.number, INBOUND)]))
    yield "a message id in a file", number_of(index)
    (folder / "tmp" / "crash").write_bytes(f"name={crash.username}".encode("utf-16"))
    yield "UTF-16 in a temporary file", Canary("username", crash.username)
    digest = hashlib.sha256(f"+{old.number}".encode()).hexdigest()
    (folder / "logs" / "relay.log.1.gz").write_bytes(gzip.compress(f"seen {digest}\n".encode() * 9))
    yield "a hash in an old log", number_of(old)


async def write_note(browser: Browser, case: str, decoy: Person) -> Canary:
    """An officer writes a number where it does not belong: sealed at rest, clear in the page."""
    spaced = f"+91 {decoy.number[2:7]} {decoy.number[7:]}"
    await browser.act(case, "note", text=f"Somebody said {spaced}")
    return number_of(decoy)
