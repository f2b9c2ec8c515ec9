"""The account around the numbers: subscribed apps, its numbers, the token, and what the app is subscribed to."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from satark.simulator.errors import no_such_object
from satark.simulator.graph.door import SUCCESS, account_of, guarded, read_json, told
from satark.simulator.graph.number import facts_of
from satark.simulator.webhooks import callbacks
from satark.simulator.world import WORLD

Json = dict[str, Any]

APP = "155500010000601"
SCOPES = ("whatsapp_business_messaging", "whatsapp_business_management", "public_profile")
FIELDS = (
    *("messages", "message_template_status_update", "message_template_quality_update"),
    *("message_template_components_update", "template_category_update", "phone_number_quality_update"),
    *("phone_number_name_update", "account_update", "account_alerts", "account_review_update"),
    *("business_capability_update", "security", "user_preferences"),
)
MISSING_FIELD = "message_template_status_update"


def routes(version: str) -> list[web.RouteDef]:
    path = f"/{version}/{{object_id}}"
    return [
        web.get(f"{path}/subscribed_apps", guarded(get_subscribed_apps)),
        web.post(f"{path}/subscribed_apps", guarded(post_subscribed_apps)),
        web.delete(f"{path}/subscribed_apps", guarded(delete_subscribed_apps)),
        web.get(f"{path}/phone_numbers", guarded(get_phone_numbers)),
        web.get(f"{path}/subscriptions", guarded(get_subscriptions)),
        web.get(f"/{version}/debug_token", guarded(get_debug_token)),
    ]


async def get_subscribed_apps(request: web.Request) -> web.StreamResponse:
    world, waba = request.app[WORLD], account_of(request)
    if world.records.get("unsubscribed", waba) is not None:
        return told({"data": []})
    app: Json = {
        "whatsapp_business_api_data": {"id": APP, "name": "Satark", "link": "https://satark.example/"}
    }
    override = world.records.get("account callback", waba)
    return told({"data": [app | ({"override_callback_uri": override["url"]} if override else {})]})


async def post_subscribed_apps(request: web.Request) -> web.StreamResponse:
    """With an override, once the address has proved to be ours."""
    world, waba, body = request.app[WORLD], account_of(request), await read_json(request)
    if "override_callback_uri" in body:
        await callbacks.override(
            world.records,
            "account callback",
            waba,
            body["override_callback_uri"],
            body.get("verify_token"),
            str(world.chance.randrange(10**9)),
        )
    else:
        world.records.remove("account callback", waba)
    world.records.remove("unsubscribed", waba)
    return told(SUCCESS)


async def delete_subscribed_apps(request: web.Request) -> web.StreamResponse:
    """From now on nobody hears of what is written to the account."""
    world, waba = request.app[WORLD], account_of(request)
    world.records.put("unsubscribed", waba, "", {})
    return told(SUCCESS)


async def get_phone_numbers(request: web.Request) -> web.StreamResponse:
    world, waba = request.app[WORLD], account_of(request)
    numbers = [number for number in world.config.numbers if number.waba_id == waba]
    return told({"data": [facts_of(world, number, request.query.get("fields", "")) for number in numbers]})


async def get_debug_token(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    if request.query.get("input_token") != world.config.graph_token:
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return told({"data": {"is_valid": False, "scopes": [], "error": error}})
    scopes = [scope for scope in SCOPES if not (world.faults.missing_scope and "management" in scope)]
    token = {
        "app_id": APP,
        "application": "Satark",
        "type": "SYSTEM_USER",
        "is_valid": True,
        "issued_at": int(world.now()) - 24 * 3600,
        "expires_at": 0,
        "data_access_expires_at": 0,
        "scopes": scopes,
        "granular_scopes": [{"scope": scope} for scope in scopes],
        "user_id": "155500010000501",
    }
    return told({"data": token})


async def get_subscriptions(request: web.Request) -> web.StreamResponse:
    world, app_id = request.app[WORLD], request.match_info["object_id"]
    if app_id != APP:
        raise no_such_object(app_id)
    fields = [field for field in FIELDS if not (world.faults.missing_field and field == MISSING_FIELD)]
    subscription = {
        "object": "whatsapp_business_account",
        "callback_url": world.config.webhook_url,
        "active": True,
        "fields": [{"name": field, "version": world.config.version} for field in fields],
    }
    return told({"data": [subscription]})
