"""Something stored does not open any more: whoever it belongs to waits, sealed and whole; nobody else does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from tests.badinput.conftest import Line, Story
from tests.leaks.phone import Phone, shown

Tell = Callable[[Story], None]
BROKEN = "(select id from relay_thread where sealed_state = '\\x00')"


async def talk_that_does_not_open(line: Line) -> Phone:
    phone = line.phone()
    await phone.hears(phone.says("Hi"))
    await _until(lambda: line.waiting() == 0)
    line.installation.tell(
        "update relay_thread set sealed_state = '\\x00' where last_in = (select max(last_in) from relay_thread)"
    )
    return phone


def repair(line: Line) -> None:
    """Nothing less helps: the talk is given up, and its person begins a new one."""
    line.installation.tell(
        f"delete from relay_link where thread_id in {BROKEN}",
        f"delete from relay_alias where thread_id in {BROKEN}",
        f"delete from relay_thread where id in {BROKEN}",
    )


def test_a_talk_that_does_not_open_stops_nobody_else_and_loses_nothing(tell: Tell) -> None:
    """Its messages are set aside, one by one, with the reason; the talk itself is left as it lies."""

    async def story(line: Line) -> None:
        broken, others = await talk_that_does_not_open(line), [line.phone() for _ in range(3)]

        await asyncio.gather(
            broken.says("one"), broken.says("two"), *(each.hears(each.says("Hi")) for each in others)
        )
        await _until(lambda: line.set_aside().get("SealBroken") == 2 and line.waiting() == 0)

        assert all(shown(each.last) for each in others)
        assert "process.crashed" not in line.installation.events("relay")
        repair(line)
        assert await broken.hears(broken.says("Hi"))

    tell(story)


def test_a_notice_that_cannot_be_told_holds_up_no_reply(tell: Tell) -> None:
    """Also not one that is due again, which the same sweep sends."""

    async def story(line: Line) -> None:
        await talk_that_does_not_open(line)
        line.installation.tell(
            f"insert into relay_link (case_id, thread_id, at) select gen_random_uuid(), id, now() from {BROKEN} b",
            "insert into outbox_notice (id, case_id, post_id, kind, ref, sealed_text, facts, at)"
            f" select gen_random_uuid(), case_id, '', 'answer', '', '\\x00', '{{}}', now()"
            f" from relay_link where thread_id in {BROKEN}",
        )
        await _until(lambda: "relay.notice_unfit" in line.installation.events("relay"))
        waiting = line.phone()
        line.whatsapp.moods[waiting.person.party] = ["refuse"]

        assert await waiting.hears(waiting.says("Hi"))
        line.installation.tell("delete from outbox_notice")
        repair(line)

    tell(story)


async def _until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < limit
        await asyncio.sleep(0.1)
