"""`/block_users`: who may not write any more. Only those can be blocked who wrote within 24 hours."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from satark.simulator.config import BusinessNumber
from satark.simulator.errors import GraphError
from satark.simulator.graph.door import check_product, guarded, number_of, read_json, told
from satark.simulator.people.identity import new_trace_id
from satark.simulator.people.phones import Phone
from satark.simulator.people.threads import WINDOW_SECONDS
from satark.simulator.world import WORLD, World

Json = dict[str, Any]
AT_ONCE, ALTOGETHER = 1000, 64_000


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}/block_users"
    return [
        web.get(path, guarded(get_blocked)),
        web.post(path, guarded(post_blocked)),
        web.delete(path, guarded(delete_blocked)),
    ]


async def get_blocked(request: web.Request) -> web.StreamResponse:
    world, number = request.app[WORLD], number_of(request)
    blocked = list(world.records.all("blocked", number.phone_number_id).values())
    return told({"data": [{"messaging_product": "whatsapp"} | each for each in blocked]})


async def post_blocked(request: web.Request) -> web.StreamResponse:
    world, number, users = await asked(request)
    if world.records.count("blocked", number.phone_number_id) + len(users) > ALTOGETHER:
        raise GraphError(139101)
    added, failed = [], []
    for user in users:
        phone = world.phones.reached_by(named(user))
        if phone is not None and wrote_lately(world, number, phone):
            world.records.put("blocked", number.phone_number_id, phone.id, told_of(user, phone))
            added.append(told_of(user, phone))
        else:
            why = {"code": 131026, "message": "Not reachable, or has not written in 24 hours."}
            failed.append({"input": named(user), "errors": [why]})
    return answer(world, "added_users", added, failed)


async def delete_blocked(request: web.Request) -> web.StreamResponse:
    world, number, users = await asked(request)
    removed, failed = [], []
    for user in users:
        phone = world.phones.reached_by(named(user))
        if phone is not None and world.records.remove("blocked", number.phone_number_id, phone.id):
            removed.append(told_of(user, phone))
        else:
            failed.append({"input": named(user), "errors": [{"code": 131026, "message": "Is not blocked."}]})
    return answer(world, "removed_users", removed, failed)


async def asked(request: web.Request) -> tuple[World, BusinessNumber, list[Json]]:
    world, number, body = request.app[WORLD], number_of(request), await read_json(request)
    check_product(body)
    users = body.get("block_users")
    if not isinstance(users, list) or not 1 <= len(users) <= AT_ONCE:
        raise GraphError(100, f"Param block_users must be 1 to {AT_ONCE} users")
    if not all(isinstance(user, dict) and named(user) for user in users):
        raise GraphError(100, "Param block_users: each has a user or a user_id")
    return world, number, users


def named(user: Json) -> str:
    """A number, or a user id; the parent's will not do."""
    return str(user.get("user") or user.get("user_id") or "").removeprefix("+")


def wrote_lately(world: World, number: BusinessNumber, phone: Phone) -> bool:
    last = world.threads.last_written(phone, number.phone_number_id)
    return last is not None and world.now() - last <= WINDOW_SECONDS


def told_of(user: Json, phone: Phone) -> Json:
    by = {"wa_id": phone.number} if user.get("user") else {"user_id": phone.shown.user_id}
    return {"input": named(user)} | by


def answer(world: World, key: str, done: list[Json], failed: list[Json]) -> web.Response:
    """Partly failed is an error, with what was done in it."""
    lists = {key: done} | ({"failed_users": failed} if failed else {})
    body: Json = {"messaging_product": "whatsapp", "block_users": lists}
    if not failed:
        return told(body)
    error = GraphError(139100, f"{len(failed)} users could not be changed")
    refused = told(body | error.body(new_trace_id(world.chance)))
    refused.set_status(error.status)
    return refused
