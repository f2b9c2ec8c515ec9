"""What a scenario does by program: post any body, write a whole batch at once, read the journal and the clock."""

from __future__ import annotations

import base64
import binascii
from itertools import islice
from typing import Any

from aiohttp import web

from satark.simulator import updates, wire, writing
from satark.simulator.config import BusinessNumber
from satark.simulator.holding import say
from satark.simulator.lines import Letter
from satark.simulator.phones import Phone
from satark.simulator.saying import Said, WishError
from satark.simulator.threads import Message
from satark.simulator.wishes import dumps, guarded, number_for, number_in, read_object
from satark.simulator.world import WORLD, World
from satark.simulator.writing import Manner, manner_of

Json = dict[str, Any]
SIGNATURES = ("right", "wrong", "none")
TIMES_MOST = 1000
BATCH_MOST = 1000
TOGETHER = 2
"""Messages in one change, and changes in one entry, of a batch: so that there are several of each."""


def routes() -> list[web.RouteDef]:
    return [
        web.post("/api/webhooks/post", guarded(post_webhook)),
        web.post("/api/batch", guarded(post_batch)),
        web.get("/api/journal", guarded(get_journal)),
        web.get("/api/clock", get_clock),
    ]


async def post_webhook(request: web.Request) -> web.StreamResponse:
    """Post this body to the callback at once, as often as `times` says. The answers' statuses; 0 for a broken line."""
    world, wanted = request.app[WORLD], await read_object(request)
    body, sign, times = bytes_of(wanted), wanted.get("sign", "right"), wanted.get("times", 1)
    if sign not in SIGNATURES:
        raise WishError(f"sign: {', '.join(SIGNATURES)}")
    if not isinstance(times, int) or not 1 <= times <= TIMES_MOST:
        raise WishError(f"times: 1 to {TIMES_MOST}")
    statuses = [await world.postman.carry(body, sign=sign) for _ in range(times)]
    return web.json_response({"statuses": statuses})


def bytes_of(wanted: Json) -> bytes:
    """`body` written as Meta writes it, or `raw` or `base64` just as they are."""
    match wanted:
        case {"body": dict() as body}:
            return wire.encode(body)
        case {"raw": str() as raw}:
            return raw.encode("utf-8", "surrogatepass")
        case {"base64": str() as encoded}:
            try:
                return base64.b64decode(encoded, validate=True)
            except binascii.Error:
                raise WishError("base64: not base64") from None
    raise WishError("body (an object), raw (a text) or base64")


async def post_batch(request: web.Request) -> web.StreamResponse:
    """All these messages in ONE POST; with `statuses` also `read` for all that the phones show unread."""
    world, wanted = request.app[WORLD], await read_object(request)
    wishes = wanted.get("messages")
    if not isinstance(wishes, list) or not 1 <= len(wishes) <= BATCH_MOST:
        raise WishError(f"messages: 1 to {BATCH_MOST} wishes as for send")
    said = [await understood(world, {"phone": wanted.get("phone")} | wish) for wish in wishes]
    with world.store.transaction():
        written = [(number, what, writing.note(world, phone, number, what, manner))
                   for phone, number, what, manner in said]  # fmt: skip
        phones = list({phone.id: phone for phone, *_ in said}.values())
        told = statuses_of(world, phones) if wanted.get("statuses") else []
        letters = letters_of(world, written, told)
    messages = [message for _, _, (message, _) in written]
    for message in messages:
        world.show(message)
    delivered = await world.postman.deliver_together(letters, changes_most=TOGETHER)
    body = {"wamids": [m.wamid for m in messages], "seqs": [m.seq for m in messages], "delivered": delivered}
    return web.json_response(body, status=201)


async def understood(world: World, wish: Any) -> tuple[Phone, BusinessNumber, Said, Manner]:
    phone = world.phones.get(str(wish.get("phone")))
    if phone is None:
        raise WishError("phone: no such phone")
    number = number_for(world, phone, wish)
    return phone, number, await say(world, phone, number, wish), manner_of(wish)


def statuses_of(world: World, phones: list[Phone]) -> list[tuple[BusinessNumber, Json]]:
    """`read`, once, for whatever these phones show and have not read."""
    told = []
    for phone in phones:
        for number in world.config.numbers:
            for message in world.threads.unread(
                phone.id, from_phone=False, up_to=2**62, phone_number_id=number.phone_number_id
            ):
                world.threads.advance(message.wamid, "read")
                told.append((number, read_value(world, number, phone, message)))
    return told


def read_value(world: World, number: BusinessNumber, phone: Phone, message: Message) -> Json:
    return updates.status_value(
        number,
        phone,
        wamid=message.wamid,
        status="read",
        at=world.now(),
        opaque=message.opaque,
        category=message.content.get("category", "service"),
    )


def letters_of(
    world: World,
    written: list[tuple[BusinessNumber, Said, tuple[Message, Json]]],
    told: list[tuple[BusinessNumber, Json]],
) -> list[Letter]:
    """Messages two by two, a status in the same change where there is one, and the rest of the statuses."""
    letters, statuses = [], iter(told)
    for number, about, group in grouped(written):
        value = merged([value for _, value in group])
        for owner, status in islice(statuses, 1):
            value |= {"statuses": status["statuses"]} if owner == number else {}
            if owner != number:
                letters.append(world.postman.post("batch", owner.waba_id, status))
        letters.append(
            world.postman.post("batch", number.waba_id, value, ticks=group[-1][0].wamid, about=about)
        )
    letters += [world.postman.post("batch", owner.waba_id, status) for owner, status in statuses]
    return letters


def grouped(
    written: list[tuple[BusinessNumber, Said, tuple[Message, Json]]],
) -> list[tuple[BusinessNumber, str, list[tuple[Message, Json]]]]:
    groups: list[tuple[BusinessNumber, str, list[tuple[Message, Json]]]] = []
    for number, said, pair in written:
        if not groups or groups[-1][:2] != (number, said.about) or len(groups[-1][2]) >= TOGETHER:
            groups.append((number, said.about, []))
        groups[-1][2].append(pair)
    return groups


def merged(values: list[Json]) -> Json:
    """Values of one number as one: each person once, every message."""
    whole = values[0] | {"messages": [message for value in values for message in value["messages"]]}
    contacts: list[Json] = []
    for contact in (contact for value in values for contact in value.get("contacts", [])):
        contacts += [] if contact in contacts else [contact]
    return whole | ({"contacts": contacts} if contacts else {})


async def get_journal(request: web.Request) -> web.StreamResponse:
    """Entries with a number above `after`, of one `event` (webhook, send, graph) when it is named."""
    journal, event = request.app[WORLD].journal, request.query.get("event", "")
    return web.json_response({"entries": journal.after(int(number_in(request, "after")), event)}, dumps=dumps)


async def get_clock(request: web.Request) -> web.StreamResponse:
    config = request.app[WORLD].config
    return web.json_response({"now": config.clock(), "speed": config.speed()})
