"""A disk that is really full: a whole Satark on a small one of its own. Run by `test_full_disk` inside new namespaces.

Prints what happened as one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.leaks.installation import Installation, installed
from tests.leaks.people import Person, invent
from tests.leaks.phone import Phone
from tests.leaks.whatsapp import WhatsApp, contact, sender, written

SIZE = "192m"
PEOPLE = 40
LONG = "भ" * 20_000
"""Sixty thousand bytes: they fit into no half-filled page."""


async def story(installation: Installation) -> dict[str, object]:
    chance = random.Random()
    async with installation.looked_after(), WhatsApp(installation, chance).open() as whatsapp:
        phones = [Phone(invent(chance, 2), whatsapp, chance) for _ in range(PEOPLE)]
        first, *others = phones
        await first.hears(first.says("Hi"))

        ballast = fill(installation.folder / "ballast")
        words = {phone.person.user_id: LONG if place % 2 else "Hi" for place, phone in enumerate(others)}
        statuses = [await whatsapp.post(hello(phone.person, words[phone.person.user_id])) for phone in others]
        healthy = installation.is_ready("edge")
        ballast.unlink()

        for phone, status in zip(others, statuses, strict=True):
            if status != 200:
                await until_taken(whatsapp, phone.person, words[phone.person.user_id])
        await asyncio.gather(*(phone.sees() for phone in others))
        await first.hears(first.says("Hi"))
        return {
            "statuses": sorted(set(statuses)),
            "acknowledged_while_full": statuses.count(200),
            "answered": sum(1 for phone in phones if phone.last),
            "healthy_while_full": healthy,
            "crashed": "process.crashed" in installation.events("edge") + installation.events("relay"),
        }


async def until_taken(whatsapp: WhatsApp, person: Person, words: str) -> None:
    limit = time.monotonic() + 60
    while await whatsapp.post(hello(person, words)) != 200:
        assert time.monotonic() < limit, "the disk has room again, and nothing is taken"
        await asyncio.sleep(0.2)


def hello(person: Person, words: str) -> bytes:
    text = {
        "id": f"wamid.{person.user_id}",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": words},
    }
    return written({"contacts": [contact(person)], "messages": [sender(person) | text]})


def fill(path: Path) -> Path:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 16))
    return path


def main(folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "satark-test", str(folder)], check=True)
    with installed(folder / "data") as installation:
        installation.start("edge", "relay")
        print(json.dumps(asyncio.run(story(installation))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
