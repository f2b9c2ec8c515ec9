"""Another number, another user id, a username: how it changes the phone, and what WhatsApp tells of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from satark.simulator.config import BusinessNumber
from satark.simulator.people.identity import INBOUND, Identities, Kind, invent, new_user_id, new_wamid
from satark.simulator.people.phones import Phone
from satark.simulator.webhooks import lines, updates
from satark.simulator.world import World

Json = dict[str, Any]

SWITCHES = ("gone", "offline", "receipts")


def with_identities(world: World, phone: Phone, wanted: Json) -> Phone:
    """A user id goes with its number: another number, another user id."""
    number, user_id = phone.number, phone.shown.user_id
    if "number" in wanted:
        invented = invent("number", "", world.chance).number
        number = invented if wanted["number"] is True else wanted["number"]
    if "number" in wanted or wanted.get("user_id"):
        user_id = new_user_id(world.chance)
    username = wanted.get("username", phone.shown.username).removeprefix("@")
    hidden = wanted.get("hide_number", not phone.shown.number and bool(username))
    shown = Identities("" if hidden else number, user_id, username, phone.shown.profile_name)
    kind: Kind = "number" if not username else "both" if shown.number else "username"
    condition = replace(phone.condition, hidden_number=number if hidden else "")
    return replace(phone, shown=shown, kind=kind, condition=condition)


def in_condition(phone: Phone, wanted: Json) -> Phone:
    changed = {name: wanted[name] for name in (*SWITCHES, "blocks") if name in wanted}
    return replace(phone, condition=replace(phone.condition, **changed))


def tell(world: World, before: Phone, after: Phone, how: str) -> None:
    """WhatsApp tells every business this person has talked to, without the contact."""
    if how == "none":
        return
    for number in numbers_known_to(world, after):
        wamid = new_wamid(before.shown.party, INBOUND, world.chance)
        head = updates.message_head(before, wamid=wamid, at=world.now(), kind="system")
        if how == "bare":
            head["from_user_id"] = after.shown.user_id
        message = head | {"system": system_of(before, after, with_previous=how == "full")}
        value = updates.value_of(number) | {"messages": [message]}
        letter = world.postman.post(lines.of_phone(after.id), number.waba_id, value)
        world.postman.start(lines.of_phone(after.id), letter)


def system_of(before: Phone, after: Phone, *, with_previous: bool) -> Json:
    by_number = before.number != after.number and bool(before.shown.number and after.shown.number)
    was, now = (
        (before.shown.number, after.shown.number)
        if by_number
        else (before.shown.user_id, after.shown.user_id)
    )
    system: Json = {
        "body": f"User {after.shown.profile_name} changed from {was} to {now}",
        "type": "user_changed_number" if by_number else "user_changed_user_id",
        "user_id": after.shown.user_id,
    }
    system |= {"wa_id": after.shown.number} if after.shown.number else {}
    return system | ({"previous_user_id": before.shown.user_id} if with_previous else {})


def numbers_known_to(world: World, phone: Phone) -> list[BusinessNumber]:
    talked = world.threads.numbers_of(phone.id) or [phone.home]
    return [number for number in world.config.numbers if number.phone_number_id in talked]
