"""Many messages in ONE POST, as Meta may send them: several entries, changes, messages and statuses, mixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from satark.simulator.acts import writing
from satark.simulator.acts.saying import Said
from satark.simulator.acts.writing import Manner, manner_of
from satark.simulator.api.phones import say
from satark.simulator.api.wishes import guarded, number_for, read_object
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import Message
from satark.simulator.sending import statuses
from satark.simulator.webhooks.lines import Letter
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
BATCH_MOST = 1000
TOGETHER = 2
"""Messages in one change, and changes in one entry: so that there are several of each."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One message that somebody is to write."""

    phone: Phone
    number: BusinessNumber
    said: Said
    manner: Manner


@dataclass(slots=True)
class Change:
    """One change of the POST, while it fills."""

    number: BusinessNumber
    about: str
    messages: list[Message]
    value: Json


def routes() -> list[web.RouteDef]:
    return [web.post("/api/batch", guarded(post_batch))]


async def post_batch(request: web.Request) -> web.StreamResponse:
    """All these messages in one POST; with `statuses` also `read` for all that the phones show unread."""
    world, wanted = request.app[WORLD], await read_object(request)
    asked = wanted.get("messages")
    if not isinstance(asked, list) or not 1 <= len(asked) <= BATCH_MOST:
        raise WishError(f"messages: 1 to {BATCH_MOST} wishes as for send")
    wishes = [await understood(world, {"phone": wanted.get("phone")} | wish) for wish in asked]
    with world.store.transaction():
        changes = written(world, wishes)
        if wanted.get("statuses"):
            changes += with_statuses(
                world, changes, list({wish.phone.id: wish.phone for wish in wishes}.values())
            )
        letters = [letter_of(world, change) for change in changes]
    messages = [message for change in changes for message in change.messages]
    for message in messages:
        world.show(message)
    delivered = await world.postman.deliver_together(letters, changes_most=TOGETHER)
    body = {"wamids": [m.wamid for m in messages], "seqs": [m.seq for m in messages], "delivered": delivered}
    return web.json_response(body, status=201)


async def understood(world: World, wish: Any) -> Wish:
    phone = world.phones.get(str(wish.get("phone")))
    if phone is None:
        raise WishError("phone: no such phone")
    number = number_for(world, phone, wish)
    return Wish(phone, number, await say(world, phone, number, wish), manner_of(wish))


def written(world: World, wishes: list[Wish]) -> list[Change]:
    """The messages, two by two as long as they go to the same number on the same field."""
    changes: list[Change] = []
    for wish in wishes:
        message, value = writing.note(world, wish.phone, wish.number, wish.said, wish.manner)
        last = changes[-1] if changes else None
        if (
            last is None
            or (last.number, last.about) != (wish.number, wish.said.about)
            or len(last.messages) == TOGETHER
        ):
            changes.append(Change(wish.number, wish.said.about, [message], value))
        else:
            last.messages.append(message)
            last.value = merged(last.value, value)
    return changes


def merged(first: Json, second: Json) -> Json:
    """Two values of one number as one: each person once, every message."""
    contacts = first.get("contacts", [])
    contacts = contacts + [each for each in second.get("contacts", []) if each not in contacts]
    both = first | {"messages": first["messages"] + second["messages"]}
    return both | ({"contacts": contacts} if contacts else {})


def with_statuses(world: World, changes: list[Change], phones: list[Phone]) -> list[Change]:
    """Puts a status beside the messages of each number; returns changes of their own for all others."""
    more: list[Change] = []
    for number, value in unread(world, phones):
        beside = next(
            (
                c
                for c in changes
                if c.number == number and c.about == "messages" and "statuses" not in c.value
            ),
            None,
        )
        if beside is None:
            more.append(Change(number, "messages", [], value))
        else:
            beside.value = beside.value | {"statuses": value["statuses"]}
    return more


def unread(world: World, phones: list[Phone]) -> list[tuple[BusinessNumber, Json]]:
    """`read`, once, for whatever these phones show and have not read."""
    found = []
    for phone in phones:
        for number in world.config.numbers:
            for message in world.threads.unread(
                phone.id, from_phone=False, up_to=2**62, phone_number_id=number.phone_number_id
            ):
                world.threads.advance(message.wamid, "read")
                value = statuses.value_of(world, message, phone, statuses.Planned("read"))
                found.append((number, value))
    return found


def letter_of(world: World, change: Change) -> Letter:
    ticks = " ".join(message.wamid for message in change.messages)
    return world.postman.post("batch", change.number.waba_id, change.value, ticks=ticks, about=change.about)
