"""A business sends: Meta's refusals in Meta's order, then the phone shows it and the statuses go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from satark.simulator import checks, filling, lengths, screens, statuses, updates
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, invalid
from satark.simulator.filling import FilledTemplate
from satark.simulator.identity import OUTBOUND, new_wamid
from satark.simulator.lines import Letter
from satark.simulator.media import File, check_sendable
from satark.simulator.phones import Phone
from satark.simulator.threads import WINDOW_SECONDS, Message
from satark.simulator.world import World

Json = dict[str, Any]
COEXISTING = 20
"""Messages a second of a number that is also in a phone's app."""
OLD_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that may be sent."""

    number: BusinessNumber
    phone: Phone
    party: str
    """What the message was addressed to, digits or a user id."""
    message: Json
    shown: Json
    """The screen's form."""
    category: str


async def send(world: World, number: BusinessNumber, message: Json) -> Json:
    """Accept one message. Returns Graph's answer; raises GraphError."""
    checks.check_message(message)
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
        world.postman.start(f"s:{accepted.wamid}", *letters)
    return answer(message, accepted.wamid, assessed=accepted.content.get("withheld") == "assessed")


def check(world: World, number: BusinessNumber, message: Json) -> Sending:
    """What depends on who, when and what is stored. Raises GraphError."""
    party, kind = addressee(message), message.get("type", "text")
    check_number(world, number, party)
    phone = reachable(world, number, party)
    if kind != "template":
        check_window(world, number, phone)
    file = attached(world, message)
    filled, category = None, "service"
    if kind == "template":
        filled, category = fill_template(world, number, message)
    if kind == "reaction":
        check_reaction_target(world, phone, message["reaction"]["message_id"])
    check_identity(message, phone)
    check_traffic(world, number, phone)
    shown = screens.from_business(message, file=file, filled=filled)
    return Sending(number, phone, party, message, shown, category)


def check_number(world: World, number: BusinessNumber, party: str) -> None:
    """Whether this number may send at all, and not to itself."""
    if world.records.get("deregistered", number.phone_number_id) is not None:
        raise GraphError(133010, "The number is not registered.")
    if party == number.display:
        raise GraphError(131021, "A number cannot write to itself.")


def reachable(world: World, number: BusinessNumber, party: str) -> Phone:
    phone = world.phones.reached_by(party)
    if phone is None or phone.condition.gone:
        raise GraphError(131026, "Message Undeliverable. The recipient is not on WhatsApp.")
    if world.records.get("blocked", number.phone_number_id, phone.id) is not None:
        raise GraphError(131026, "Message Undeliverable. The business has blocked the recipient.")
    return phone


def check_traffic(world: World, number: BusinessNumber, phone: Phone) -> None:
    """What the number may say in a second, and what one user may get."""
    now, faults = world.now(), world.faults
    most = min(faults.throughput, COEXISTING) if faults.coexistence else faults.throughput
    if most and world.throughput.within(number.phone_number_id, now) >= most:
        raise GraphError(130429, "Cloud API message throughput has been reached.")
    pair = (number.phone_number_id, phone.id)
    if faults.pair_limit and not world.pairs.allows(pair, now, max(1, faults.pair_burst)):
        raise GraphError(131056, "Too many messages sent from this phone number to the same phone number.")
    world.throughput.count(number.phone_number_id, now)


def addressee(message: Json) -> str:
    to = message.get("to")
    return to.removeprefix("+") if to else str(message["recipient"])


def check_window(world: World, number: BusinessNumber, phone: Phone) -> None:
    last = world.threads.last_written(phone, number.phone_number_id)
    if world.faults.closed_window or last is None or world.now() - last > WINDOW_SECONDS:
        raise GraphError(
            131047,
            "Message failed to send because more than 24 hours have passed since the customer last replied.",
        )


def attached(world: World, message: Json) -> File | None:
    """The file a message carries, in itself or in its header."""
    kind, content = carried(message)
    if kind not in checks.MEDIA_TYPES:
        return None
    lengths.check_media_reference(content)
    file = world.media.find(content["id"])
    if file is None or world.faults.lost_media:
        raise GraphError(
            100, f"Param {kind}['id'] is not a valid whatsapp business account media attachment ID"
        )
    check_sendable(kind, file, voice=bool(content.get("voice")))
    return file


def carried(message: Json) -> tuple[str, Json]:
    """The kind of a message's content, or of its header's where it has one, and that content."""
    kind = message.get("type", "text")
    content: Json = {} if kind == "contacts" else message[kind]
    if kind == "interactive":
        header = content.get("header", {"type": "text"})
        return header["type"], header.get(header["type"], {})
    if kind == "template":
        return header_of_template(content)
    return kind, content


def header_of_template(template: Json) -> tuple[str, Json]:
    for component in template.get("components", []):
        parameters = component.get("parameters")
        first = parameters[0] if isinstance(parameters, list) and parameters else None
        if str(component.get("type", "")).lower() == "header" and isinstance(first, dict):
            kind = str(first.get("type", "text"))
            content = first.get(kind)
            return (kind, content) if isinstance(content, dict) else ("text", {})
    return "text", {}


def fill_template(world: World, number: BusinessNumber, message: Json) -> tuple[FilledTemplate, str]:
    wanted: Json = message["template"]
    template = world.templates.sendable(number.waba_id, wanted["name"], wanted["language"]["code"])
    if template.category == "AUTHENTICATION" and not message.get("to"):
        raise GraphError(131062)
    return filling.fill(template, wanted.get("components", [])), template.category.lower()


def check_identity(message: Json, phone: Phone) -> None:
    """Whoever names the recipient's key means that very installation of WhatsApp."""
    expected = message.get("recipient_identity_key_hash")
    if expected is not None and expected != updates.key_hash(phone):
        raise GraphError(137000, "The recipient's identity key has changed.")


def check_reaction_target(world: World, phone: Phone, wamid: str) -> None:
    target = world.threads.find(wamid)
    if target is None or target.phone != phone.id or target.content["kind"] == "reaction":
        raise invalid("reaction['message_id']: no message of this user that can be reacted to")
    check_age(world, target)


def check_age(world: World, target: Message) -> None:
    """What is older than thirty days can neither be reacted to nor marked as read."""
    if world.now() - target.at > OLD_SECONDS:
        raise invalid("message_id: the message is too old")


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
    letter = world.postman.post(f"s:{wamid}", number.waba_id, value, after=world.config.pace.sent)
    world.postman.start(f"s:{wamid}", letter)
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
