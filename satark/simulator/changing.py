"""What happens to a phone: another number, another user id, a username, and all that makes it hard to reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web

from satark.simulator import statuses, updates
from satark.simulator.config import BusinessNumber
from satark.simulator.identity import INBOUND, Identities, Kind, invent, new_user_id, new_wamid
from satark.simulator.phones import Condition, Phone
from satark.simulator.saying import WishError
from satark.simulator.wishes import guarded, phone_of, read_object
from satark.simulator.world import WORLD, World

Json = dict[str, Any]

SWITCHES = ("gone", "offline", "receipts")
IDENTITY = ("number", "user_id", "username", "hide_number")
SYSTEM = ("full", "bare", "none")
"""Whether WhatsApp says that somebody has changed: with the user id that was, without it, or not at all."""


def routes() -> list[web.RouteDef]:
    return [web.post("/api/phones/{phone}/change", guarded(post_change))]


async def post_change(request: web.Request) -> web.StreamResponse:
    """Change what is named. Returns the phone as it is now."""
    world, phone, wanted = request.app[WORLD], phone_of(request), await read_object(request)
    check_wish(world, phone, wanted)
    changed = world.phones.change(in_condition(with_identities(world, phone, wanted), wanted))
    if changed.number != phone.number or changed.shown.user_id != phone.shown.user_id:
        tell(world, phone, changed, wanted.get("system", "full"))
    if phone.condition.offline and not changed.condition.offline:
        statuses.hand_over(world, changed)
    world.live.tell("phone", changed.as_json())
    return web.json_response(changed.as_json())


def check_wish(world: World, phone: Phone, wanted: Json) -> None:
    unknown = wanted.keys() - {*SWITCHES, *IDENTITY, "system", "blocks"}
    if unknown:
        raise WishError(f"{', '.join(sorted(unknown))}: no such thing can change")
    if not all(isinstance(wanted.get(name, False), bool) for name in (*SWITCHES, "hide_number", "user_id")):
        raise WishError(f"{', '.join(SWITCHES)}, hide_number, user_id: true or false")
    if wanted.get("system", "full") not in SYSTEM:
        raise WishError(f"system: {', '.join(SYSTEM)}")
    if wanted.get("blocks") and world.number(str(wanted["blocks"])) is None:
        raise WishError("blocks: no such phone_number_id")
    number = wanted.get("number", True)
    if number is not True and not (isinstance(number, str) and number.isdigit() and 8 <= len(number) <= 15):
        raise WishError("number: true, or digits")
    holder = world.phones.reached_by(str(number))
    if holder is not None and holder.id != phone.id:
        raise WishError("number: somebody else has it")
    if not isinstance(wanted.get("username", ""), str):
        raise WishError("username: a text")


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
    condition: Condition = phone.condition
    if "blocks" in wanted:
        condition = replace(condition, blocks=wanted["blocks"])
    return replace(
        phone, condition=replace(condition, **{name: wanted[name] for name in SWITCHES if name in wanted})
    )


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
        letter = world.postman.post(f"p:{after.id}", number.waba_id, value)
        world.postman.start(f"p:{after.id}", letter)


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
