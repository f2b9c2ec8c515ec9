"""`/message_templates`: file, change, delete and list; what becomes of each is told by webhook."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import Any

from aiohttp import web

from satark.simulator.account import reviewing
from satark.simulator.errors import GraphError, no_such_object
from satark.simulator.graph.door import SUCCESS, account_of, guarded, read_json, told
from satark.simulator.templates.filing import Filed
from satark.simulator.templates.rules import CATEGORIES, read_template, with_components
from satark.simulator.world import WORLD

Json = dict[str, Any]
PAGE, PAGE_MOST = 25, 250
SOMETIMES = frozenset(
    {
        *("message_send_ttl_seconds", "correct_category", "previous_category", "library_template_name"),
        *("quality_score", "cta_url_link_tracking_opted_out", "sub_category", "degrees_of_freedom_spec"),
    }
)
"""Fields that may be asked for, and that none of ours has."""
EDITABLE = ("APPROVED", "REJECTED", "PAUSED")


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}/message_templates"
    return [
        web.get(path, guarded(get_templates)),
        web.post(path, guarded(post_template)),
        web.delete(path, guarded(delete_template)),
    ]


async def get_templates(request: web.Request) -> web.StreamResponse:
    world, waba = request.app[WORLD], account_of(request)
    filed = [each for each in world.templates.of(waba) if wanted(each, request)]
    begins, size = cursor_in(request.query.get("after", "")), limit_in(request)
    page = filed[begins : begins + size]
    paging: Json = {"cursors": {"before": cursor(begins), "after": cursor(begins + len(page))}}
    if begins + size < len(filed):
        query = request.rel_url.update_query(after=cursor(begins + size))
        paging["next"] = f"{world.config.own_url}{query}"
    data = [shown(each, request.query.get("fields", "")) for each in page]
    return told({"data": data, "paging": paging} | summary(request, waba, len(filed)))


def wanted(filed: Filed, request: web.Request) -> bool:
    """Whether it passes the filters of the query."""
    whole = filed.as_graph()
    exact = all(
        whole[key] == request.query[key] for key in ("language", "status", "category") if key in request.query
    )
    return exact and request.query.get("name", filed.template.name) == filed.template.name


def shown(filed: Filed, fields: str) -> Json:
    """The fields that are asked for, and the id."""
    whole = filed.as_graph()
    asked = [field.strip() for field in fields.split(",") if field.strip()] or [
        key for key in whole if key != "rejected_reason"
    ]
    strangers = set(asked) - whole.keys() - SOMETIMES
    if strangers:
        raise GraphError(100, f"Tried accessing nonexisting field ({min(strangers)})")
    return {key: whole[key] for key in whole if key in (*asked, "id")}


def summary(request: web.Request, waba: str, found: int) -> Json:
    """Counts, of which Graph gives those that `summary` names; 250 templates is an unverified account's limit."""
    counts: Json = {
        "total_count": found,
        "message_template_count": len(request.app[WORLD].templates.of(waba)),
        "message_template_limit": 250,
        "are_translations_complete": True,
    }
    asked = request.query.get("summary", "").split(",")
    named = {name: counts[name] for name in asked if name in counts}
    return {"summary": named} if named else {}


async def post_template(request: web.Request) -> web.StreamResponse:
    world, waba = request.app[WORLD], account_of(request)
    template = read_template(await read_json(request))
    filed = world.templates.create(
        waba, template, review=world.config.review_seconds, verdict=reviewing.verdict(world)
    )
    reviewing.announce_later(world, waba, filed)
    return told({"id": filed.id, "status": filed.status, "category": template.category})


async def edit_template(request: web.Request, waba: str, filed: Filed) -> web.StreamResponse:
    """New components, or another category; then it is reviewed again."""
    world, body = request.app[WORLD], await read_json(request)
    if filed.status not in EDITABLE:
        raise GraphError(100, f"A template that is {filed.status} cannot be changed.")
    template = with_components(filed.template, body) if "components" in body else filed.template
    category = body.get("category", template.category)
    if category not in CATEGORIES:
        raise GraphError(100, f"Param category must be one of {', '.join(CATEGORIES)}")
    until = world.now() + world.config.review_seconds
    changed = replace(
        filed,
        template=replace(template, category=category),
        status="PENDING",
        until=until,
        next=reviewing.verdict(world),
    )
    world.templates.change(waba, changed)
    reviewing.announce_later(world, waba, changed)
    return told(SUCCESS)


async def delete_template(request: web.Request) -> web.StreamResponse:
    """By `name` in every language; with `hsm_id` only that one."""
    world, waba = request.app[WORLD], account_of(request)
    name, template_id = request.query.get("name"), request.query.get("hsm_id")
    if not name:
        raise GraphError(100, "The parameter name is required.")
    going = [
        filed
        for filed in world.templates.of(waba)
        if filed.template.name == name and template_id in (None, filed.id)
    ]
    if not going:
        raise no_such_object(template_id or name)
    for filed in going:
        reviewing.forget_news(world, filed)
        world.templates.delete(waba, filed)
    return told(SUCCESS)


def limit_in(request: web.Request) -> int:
    limit = request.query.get("limit", str(PAGE))
    if not limit.isdigit() or not 1 <= int(limit) <= PAGE_MOST:
        raise GraphError(100, f"Param limit must be 1 to {PAGE_MOST}")
    return int(limit)


def cursor(at: int) -> str:
    return base64.urlsafe_b64encode(str(at).encode()).decode()


def cursor_in(given: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(given)) if given else 0
    except (binascii.Error, ValueError):
        raise GraphError(131059) from None
