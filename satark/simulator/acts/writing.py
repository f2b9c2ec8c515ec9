"""A phone writes: what the person said becomes a message on the phone and a webhook to the business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from satark.simulator.acts.saying import Said, outer_id
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import WishError
from satark.simulator.people.identity import INBOUND, new_wamid
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import Message
from satark.simulator.webhooks import lines, updates
from satark.simulator.webhooks.lines import Letter
from satark.simulator.world import World

Json = dict[str, Any]
REPEAT_MOST = 100


@dataclass(frozen=True, slots=True)
class Manner:
    """How the webhook tells of one message, whatever it says."""

    at: float | None = None
    """Unix seconds at which the person wrote; now when None."""
    milliseconds: bool = False
    identity: updates.Identity = "usual"
    repeat: int = 1
    """How many times it is delivered in all."""


def manner_of(wanted: Json) -> Manner:
    """What the wish says of it: `at`, `timestamp` ms, `identity`, `repeat`. Raises WishError."""
    at, repeat = wanted.get("at"), wanted.get("repeat", 1)
    identity, form = wanted.get("identity", "usual"), wanted.get("timestamp", "s")
    if at is not None and (not isinstance(at, int | float) or at <= 0):
        raise WishError("at: Unix seconds")
    if not isinstance(repeat, int) or not 1 <= repeat <= REPEAT_MOST:
        raise WishError(f"repeat: 1 to {REPEAT_MOST}")
    if identity not in updates.IDENTITIES or form not in ("s", "ms"):
        raise WishError(f"identity: {', '.join(updates.IDENTITIES)}; timestamp: s or ms")
    return Manner(at, form == "ms", identity, repeat)


def write(
    world: World, phone: Phone, number: BusinessNumber, said: Said, manner: Manner | None = None
) -> Message:
    """The phone shows it, and the webhook is on its way, unless the business has blocked this person."""
    manner = manner or Manner()
    phone = with_changed_id(world, phone)
    line = lines.of_phone(phone.id)
    blocked = world.records.get("blocked", number.phone_number_id, phone.id) is not None
    with world.store.transaction():
        written, value = note(world, phone, number, said, manner)
        letters = [post(world, number, said, written, value) for _ in range(0 if blocked else manner.repeat)]
    world.show(written)
    world.postman.start(line, *letters)
    return written


def note(
    world: World, phone: Phone, number: BusinessNumber, said: Said, manner: Manner
) -> tuple[Message, Json]:
    """The message on the phone, and the value of its webhook. Inside the caller's transaction."""
    at = world.now() if manner.at is None else manner.at
    wamid = new_wamid(phone.shown.party, INBOUND, world.chance)
    head = updates.message_head(
        phone, wamid=wamid, at=at, kind=said.kind, identity=manner.identity, milliseconds=manner.milliseconds
    )
    message, shown = head | said.content, {"kind": said.kind, "text": ""} | said.shown
    if said.reply_to:
        named = outer_id(world, phone, number, said.reply_to)
        message = {"context": {"from": number.display, "id": named}} | message
        shown["reply_to"] = said.reply_to
    world.throughput.count(number.phone_number_id, world.now())
    written = world.threads.add(
        wamid=wamid,
        phone=phone,
        phone_number_id=number.phone_number_id,
        from_phone=True,
        at=at,
        content=shown,
    )
    world.store.count("messages written")
    value = updates.message_value(number, phone, message, identity=manner.identity)
    if world.records.get("identity check", number.phone_number_id) is not None:
        value["contacts"][0]["identity_key_hash"] = updates.key_hash(phone)
    if not said.with_contact:
        del value["contacts"]
    return written, value


def post(world: World, number: BusinessNumber, said: Said, written: Message, value: Json) -> Letter:
    return world.postman.post(
        lines.of_phone(written.phone), number.waba_id, value, ticks=written.wamid, about=said.about
    )


def with_changed_id(world: World, phone: Phone) -> Phone:
    """On demand, somebody writes under a user id that nobody has announced."""
    if not world.faults.strikes("changed_ids"):
        return phone
    return world.phones.renew_user_id(phone, world.chance)
