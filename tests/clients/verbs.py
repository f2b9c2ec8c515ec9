"""What rows are made of: send by either client and look at the phone; let a phone act and hear what a client says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from tests.clients.desk import FIRST, UNREAD, Desk
from tests.clients.rows import Act
from tests.simulator.stage import PHONE_NUMBER_ID, SOURCE, SOURCE_NUMBER, Json

USER_ID = "IN.4kTq9ZsW2mXc7RbV1nLd"
"""The source's other name: Meta allows letters after the dot."""
TO: Json = {"phone_number_id": PHONE_NUMBER_ID, "to": SOURCE_NUMBER}
JPEG, OGG = "image/jpeg", "audio/ogg"


def shown(send: Act) -> Act:
    """Send, then look at the phone."""

    async def do(at: Desk) -> Json:
        await send(at)
        return await at.shown()

    return do


def with_file(name: str, mime: str, send: Callable[[Desk, str], Awaitable[Any]]) -> Act:
    """kapso's way with a file: upload it, then send its id."""

    async def do(at: Desk) -> Json:
        await send(at, await at.upload(name, mime))
        return await at.shown()

    return do


def marked(mark: Act) -> Act:
    """Mark the source's first message, then look at its ticks."""

    async def do(at: Desk) -> Json:
        await mark(at)
        first, *_ = await at.stage.screen()
        return first

    return do


def typing(mark: Act) -> Act:
    """The phone, told of everything that happens on it, waits for the dots."""

    async def do(at: Desk) -> str:
        async with at.stage.http.get("/api/events") as events, asyncio.timeout(5):
            await mark(at)
            async for line in events.content:
                if line == b"event: typing\n":
                    return "typing"
        return "nothing"

    return do


def kapso_mark(at: Desk, **more: object) -> Awaitable[object]:
    marking: Awaitable[object] = at.kapso.messages.mark_read(
        phone_number_id=PHONE_NUMBER_ID, message_id=at.first, **more
    )
    return marking


async def bring_about(at: Desk, path: str, wish: Json) -> None:
    """Wish the rehearsal for something, and wait until both clients have got its webhook."""
    before = len(at.inbox.bodies)
    status, body = await at.stage.post(path, wish)
    assert status in (200, 201), body
    await at.inbox.until(lambda: len(at.inbox.bodies) > before)


ACTED: set[str] = set()
"""What phones do in some row, as the rehearsal's API names it."""


def phone(who: str = SOURCE, **wish: object) -> Act:
    """The phone does this, and both clients get the webhook."""
    ACTED.add(str(wish.get("type", "text")))

    async def act(at: Desk) -> None:
        wanted = {key: at.first if value == FIRST else value for key, value in wish.items()}
        await bring_about(at, f"/api/phones/{who}/send", {"type": "text", "text": "Hi"} | wanted)

    return act


def answering(question: Json, chosen: str) -> Act:
    """The business asks by plain API, both its statuses arrive, then the phone presses."""
    ACTED.add("choice")

    async def act(at: Desk) -> None:
        _, answer = await at.stage.graph(question)
        await at.inbox.until(lambda: len(at.inbox.statuses()) == 2)
        await phone(type="choice", message=answer["messages"][0]["id"], id=chosen)(at)

    return act


def pywa_says(of: Callable[[Any], object]) -> Act:
    """What is asked of the update that pywa made of the last webhook."""

    async def do(at: Desk) -> object:
        update = at.inbox.by_pywa[-1]
        return UNREAD if update == UNREAD else _named(of(update), at)

    return do


def kapso_says(of: Callable[[Json], object]) -> Act:
    """What is asked of the message that kapso found in the last webhook: Meta's keys in camel case."""

    async def do(at: Desk) -> object:
        messages = at.inbox.by_kapso[-1].messages
        return _named(of(messages[0]), at) if messages else UNREAD

    return do


def _named(said: object, at: Desk) -> object:
    if isinstance(said, dict):
        return {key: FIRST if value == at.first else value for key, value in said.items()}
    return said


def kapso_status(of: Callable[[Any], object]) -> Act:
    async def do(at: Desk) -> object:
        return of(at.inbox.by_kapso[-1].statuses[0])

    return do
