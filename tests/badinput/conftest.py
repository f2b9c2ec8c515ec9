"""One running edge and relay for all of these tests; each brings its own people."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator

import pytest

from tests.conftest import FOLDER
from tests.leaks.installation import Installation, installed
from tests.leaks.people import invent
from tests.leaks.phone import PATIENCE, Phone
from tests.leaks.whatsapp import WhatsApp

Story = Callable[["Line"], Awaitable[None]]


class Line:
    """The way to the desk: a pretend WhatsApp, and phones on it."""

    def __init__(self, installation: Installation, whatsapp: WhatsApp, chance: random.Random) -> None:
        self.installation = installation
        self.whatsapp = whatsapp
        self._chance = chance

    def phone(self, place: int = 2) -> Phone:
        """A new person's. By `place`: 0 shows a number alone, 1 a user id alone, 2 both."""
        return Phone(invent(self._chance, place), self.whatsapp, self._chance)

    async def is_open(self) -> bool:
        """Whether somebody new is heard and answered."""
        stranger = self.phone()
        return bool(await stranger.hears(stranger.says("Hi")))

    def set_aside(self) -> dict[str, int]:
        """Reason -> how many."""
        rows = self.installation.ask("select reason, count(*) from relay_setaside group by reason")
        return {str(reason): int(str(count)) for reason, count in rows}

    def waiting(self) -> int:
        return int(str(self.installation.ask("select count(*) from relay_inboxitem")[0][0]))

    async def is_worked_off(self) -> bool:
        """Whether everything that came in, the statuses of our answers too, is read before long."""
        for _ in range(int(PATIENCE * 10)):
            if self.waiting() == 0:
                return True
            await asyncio.sleep(0.1)
        return False


@pytest.fixture(scope="session")
def running() -> Iterator[Installation]:
    with installed(FOLDER / "badinput") as installation:
        installation.start("edge", "relay")
        yield installation


@pytest.fixture
def tell(running: Installation) -> Callable[[Story], None]:
    """Let a story happen with edge and relay running, started again should they die."""

    def told(story: Story) -> None:
        asyncio.run(_told(running, story))

    return told


async def _told(installation: Installation, story: Story) -> None:
    async with installation.looked_after():
        await told_alone(installation, story)


async def told_alone(installation: Installation, story: Story) -> None:
    """The same with nobody looking after the processes."""
    chance = random.Random()
    async with WhatsApp(installation, chance).open() as whatsapp:
        await story(Line(installation, whatsapp, chance))
