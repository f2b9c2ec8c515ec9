"""A business sends: Meta's refusals in Meta's order, then the phone shows it and the statuses go out."""

from __future__ import annotations

from typing import Any

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, invalid
from satark.simulator.people.identity import OUTBOUND, new_wamid
from satark.simulator.people.threads import Message
from satark.simulator.sending import statuses
from satark.simulator.sending.circumstances import Sending, addressee, check, check_age
from satark.simulator.sending.shape import check_message
from satark.simulator.webhooks import lines, updates
from satark.simulator.webhooks.lines import Letter
from satark.simulator.world import World

Json = dict[str, Any]


async def send(world: World, number: BusinessNumber, message: Json) -> Json:
    """Accept one message. Returns Graph's answer; raises GraphError."""
    check_message(message)
    try:
        sending = check(world, number, message)
    except GraphError as error:
        if world.faults.refuse_later and error.code in (131026, 131047):
            return refuse_later(world, number, message, error)
        raise
    accepted, letters = keep(world, sending)
    if not statuses.is_held(sending.phone, accepted):
        world.show(accepted)
    if world.faults.early_statuses:
        for letter in letters:
            await world.postman.deliver_now(letter)
    else:
        world.postman.start(lines.of_message(accepted.wamid), *letters)
    return answer(message, accepted.wamid, assessed=accepted.content.get("withheld") == "assessed")


def keep(world: World, sending: Sending) -> tuple[Message, list[Letter]]:
    """The message and the statuses it will have: all of them or, after a crash, none."""
    phone, number_id = sending.phone, sending.number.phone_number_id
    withheld = statuses.why_withheld(world, phone, number_id, sending.shown)
    with world.store.transaction():
        accepted = world.threads.add(
            wamid=new_wamid(sending.party, OUTBOUND, world.chance),
            phone=phone,
            phone_number_id=number_id,
            from_phone=False,
            at=world.now(),
            content=sending.shown
            | {"category": sending.category}
            | ({"withheld": withheld} if withheld else {}),
            opaque=sending.message.get("biz_opaque_callback_data", ""),
        )
        if statuses.is_held(phone, accepted):
            world.threads.hold(accepted.wamid)
        letters = statuses.write_down(world, accepted, phone, statuses.plan(world, accepted, phone))
        world.store.count("messages accepted")
    return accepted, letters


def refuse_later(world: World, number: BusinessNumber, message: Json, error: GraphError) -> Json:
    """An accepting answer whose `failed` comes by webhook."""
    wamid = new_wamid(addressee(message), OUTBOUND, world.chance)
    value = updates.failure_value(
        number,
        wamid=wamid,
        at=world.now(),
        to=addressee(message),
        opaque=message.get("biz_opaque_callback_data", ""),
        error=error,
    )
    letter = world.postman.post(lines.of_message(wamid), number.waba_id, value, after=world.config.pace.sent)
    world.postman.start(lines.of_message(wamid), letter)
    return answer(message, wamid)


def answer(message: Json, wamid: str, *, assessed: bool = False) -> Json:
    to = message.get("to")
    contact = (
        {"input": to, "wa_id": to.removeprefix("+")}
        if to
        else {"input": message["recipient"], "user_id": message["recipient"]}
    )
    sent: Json = {"id": wamid}
    if message.get("type") == "template":
        sent["message_status"] = "held_for_quality_assessment" if assessed else "accepted"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [sent]}


def mark_read(world: World, number: BusinessNumber, message: Json) -> Json:
    """Blue ticks on the phone, also for what came before; with a typing indicator the phone shows that too."""
    target = world.threads.find(str(message.get("message_id", "")))
    if target is None or not target.from_phone or target.phone_number_id != number.phone_number_id:
        raise invalid("message_id: no message that was received")
    check_age(world, target)
    for earlier in world.threads.unread(
        target.phone, from_phone=True, up_to=target.seq, phone_number_id=number.phone_number_id
    ):
        world.tick(earlier.wamid, "read")
    if message.get("typing_indicator") == {"type": "text"}:
        world.live.tell("typing", {"phone": target.phone, "phone_number_id": number.phone_number_id})
    elif "typing_indicator" in message:
        raise invalid("typing_indicator['type'] must be text")
    return {"success": True}
