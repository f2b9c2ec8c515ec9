"""What becomes of an accepted message: its statuses, what the bill says, and the ways in which they go wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError
from satark.simulator.people.identity import OUTBOUND, new_wamid
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import Message
from satark.simulator.webhooks import lines, updates
from satark.simulator.webhooks.lines import Letter
from satark.simulator.world import World

NOT_CHARGED = ("reaction",)
LIFE_SECONDS = 30 * 24 * 3600
"""How long Meta keeps a message for a phone that is off."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A status that will be told so many seconds from now."""

    status: str
    after: float = 0.0
    error: GraphError | None = None


def why_withheld(world: World, phone: Phone, phone_number_id: str, shown: updates.Json) -> str:
    """Why the phone will never show a message that Meta accepts; empty when nothing is in its way."""
    if world.faults.held_templates and "template" in shown:
        return "assessed"
    return "blocked" if phone.condition.blocks == phone_number_id else ""


def plan(world: World, message: Message, phone: Phone) -> list[Planned]:
    """A phone that is off, or blocks the business, stays at `sent`; a source's reads only when somebody looks."""
    pace = world.config.pace
    if message.content.get("withheld") == "assessed":
        return [Planned("failed", pace.delivered, GraphError(132015, "The template was withheld."))]
    sent = [Planned("sent", pace.sent)]
    if message.content["kind"] == "reaction" or is_held(phone, message):
        return sent
    arrived = [*sent, Planned("delivered", pace.delivered)]
    if world.faults.contradictory_statuses:
        arrived.append(Planned("failed", pace.delivered, GraphError(131026)))
    if not (phone.reads_itself and phone.condition.receipts):
        return arrived
    read = Planned("read", pace.read)
    return [*sent, read] if world.faults.skipped_delivered else [*arrived, read]


def is_held(phone: Phone, message: Message) -> bool:
    """Whether the phone does not show it: not yet, or never."""
    return bool(message.content.get("withheld")) or phone.condition.offline


def write_down(world: World, message: Message, phone: Phone, planned: list[Planned]) -> list[Letter]:
    """The letters of these statuses, inside the caller's transaction."""
    for step in planned:
        if step.error is None:
            world.threads.advance(message.wamid, step.status)
        if step.status == "delivered" or (step.status == "read" and world.faults.skipped_delivered):
            charge(world, message)
    if world.faults.missing_statuses:
        return []
    letters = [letter_of(world, message, phone, step) for step in planned]
    if world.faults.foreign_statuses:
        letters.append(foreign(world, message, phone))
    return letters


def letter_of(world: World, message: Message, phone: Phone, step: Planned) -> Letter:
    waba = number_of(world, message).waba_id
    value = value_of(world, message, phone, step)
    return world.postman.post(lines.of_message(message.wamid), waba, value, after=step.after)


def value_of(world: World, message: Message, phone: Phone, step: Planned) -> updates.Json:
    """The webhook's value for one status of a message."""
    return updates.status_value(
        number_of(world, message),
        phone,
        wamid=message.wamid,
        status=step.status,
        at=world.now() + step.after,
        opaque="" if world.faults.bare_statuses else message.opaque,
        category=message.content.get("category", "service"),
        error=step.error,
    )


def number_of(world: World, message: Message) -> BusinessNumber:
    number = world.number(message.phone_number_id)
    if number is None:
        raise LookupError(message.seq)
    return number


def foreign(world: World, message: Message, phone: Phone) -> Letter:
    """The status of a message that this business has never sent."""
    stranger = replace(message, wamid=new_wamid(phone.shown.party, OUTBOUND, world.chance), opaque="")
    return letter_of(world, stranger, phone, Planned("sent"))


def charge(world: World, message: Message) -> None:
    """Since October 2026 every delivered message is charged, templates and words alike."""
    if message.content["kind"] in NOT_CHARGED:
        return
    world.store.run(
        "insert into bill values (?, ?, 1) on conflict (phone_number_id, category) do update set count = count + 1",
        *(message.phone_number_id, message.content.get("category", "service")),
    )


def hand_over(world: World, phone: Phone) -> None:
    """A phone that was off is back: it shows what waited for it, and says so. What is too old was dropped, unsaid."""
    for message in world.threads.held_back(phone.id):
        if is_held(phone, message) or world.now() - message.at > LIFE_SECONDS:
            continue
        with world.store.transaction():
            shown = world.threads.let_through(message)
            planned = [step for step in plan(world, message, phone) if step.status != "sent"]
            letters = write_down(world, shown, phone, planned)
        world.show(shown)
        world.postman.start(lines.of_message(message.wamid), *letters)


def look_at(world: World, phone: Phone, phone_number_id: str, up_to: int) -> int:
    """Somebody looks at the phone: `read` for everything it shows up to there. Returns how many were new."""
    if not phone.condition.receipts:
        return 0
    unread = world.threads.unread(phone.id, from_phone=False, up_to=up_to, phone_number_id=phone_number_id)
    told = [message for message in unread if message.content["kind"] != "reaction"]
    with world.store.transaction():
        letters = [(message, write_down(world, message, phone, [Planned("read")])) for message in told]
    for message, read in letters:
        world.postman.start(lines.of_message(message.wamid), *read)
    return len(letters)
