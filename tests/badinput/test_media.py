"""Files that do not come: the message is answered at once all the same, the file is tried again, and nothing false is kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from tests.badinput.conftest import Line, Story
from tests.leaks.phone import Phone, offered, shown

Tell = Callable[[Story], None]
NEWEST = "select state, size from evidence_evidence order by at desc limit 1"
DUE_AT_ONCE = "update relay_fetch set next_at = now()"


async def begun(line: Line) -> Phone:
    phone = line.phone()
    await phone.hears(phone.says("Hi"))
    await phone.hears(phone.presses(offered(phone.last)[0]))
    return phone


async def until_file_is(line: Line, state: str) -> int:
    """Waits, with every next try brought forward. The size that was kept."""
    limit = time.monotonic() + 30
    while (newest := line.installation.ask(NEWEST)[0])[0] != state:
        assert time.monotonic() < limit, newest
        line.installation.tell(DUE_AT_ONCE)
        await asyncio.sleep(0.3)
    return int(str(newest[1]))


@pytest.mark.parametrize(
    "failures",
    [("half",), ("other",), ("broken",), ("gone",), ("half", "gone", "other", "broken")],
    ids="-".join,
)
def test_a_file_that_fails_at_first_is_kept_whole_in_the_end(tell: Tell, failures: tuple[str, ...]) -> None:
    """Half a download, other bytes than announced, a server's error, an address that has run out."""

    async def story(line: Line) -> None:
        phone = await begun(line)

        await phone.hears(phone.photographs(*failures))

        assert shown(phone.last)
        (file,) = line.whatsapp.files.values()
        assert await until_file_is(line, "kept") == len(file.data)
        assert file.failures == []
        assert line.installation.ask("select count(*) from relay_fetch") == [(0,)]

    tell(story)


def test_a_file_that_whatsapp_no_longer_has_is_lost_and_its_message_is_not(tell: Tell) -> None:
    async def story(line: Line) -> None:
        phone = await begun(line)

        await phone.hears(phone.photographs(*["gone"] * 40))

        assert shown(phone.last)
        await until_file_is(line, "lost")
        (file,) = line.whatsapp.files.values()
        assert 40 - len(file.failures) >= 5, "it was believed too soon"
        assert line.installation.ask("select count(*) from relay_fetch") == [(0,)]
        await phone.hears(phone.says("Hi"))

    tell(story)


def test_a_relay_that_is_killed_in_the_middle_of_a_file_fetches_it_again(tell: Tell) -> None:
    async def story(line: Line) -> None:
        phone = await begun(line)
        line.whatsapp.slow_files = True

        await phone.hears(phone.photographs())
        line.installation.kill("relay")
        line.whatsapp.slow_files = False

        (file,) = line.whatsapp.files.values()
        assert await until_file_is(line, "kept") == len(file.data)

    tell(story)
