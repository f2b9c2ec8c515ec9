"""What Meta refuses because of who, when, and what is stored, in Meta's order; the message alone is checked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from satark.simulator import lengths
from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError, invalid
from satark.simulator.media import File, check_sendable
from satark.simulator.people import screens
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import WINDOW_SECONDS, Message
from satark.simulator.sending.shape import MEDIA_TYPES
from satark.simulator.templates import filling
from satark.simulator.templates.filling import FilledTemplate
from satark.simulator.webhooks import updates
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
    if kind not in MEDIA_TYPES:
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
