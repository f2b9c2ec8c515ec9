"""What WhatsApp says of a token, an account and a number, held against what is expected: pure, one function a subject."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from satark.channels.whatsapp.setup.findings import Finding, by_hand, found
from satark.channels.whatsapp.templates import Step
from satark.conversation.values import Language

Json = dict[str, Any]

NUMBER_FIELDS = (
    "display_phone_number,verified_name,name_status,status,quality_rating,throughput,platform_type,"
    "is_on_biz_app,is_pin_enabled,webhook_configuration,health_status"
)
WEBHOOK_FIELDS = (
    "messages",
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "account_update",
    "account_alerts",
    "security",
)
"""Without the first nobody is heard; without the others we learn late that nobody can be answered."""
SKEW = timedelta(seconds=30)
SOON = timedelta(days=14)
"""A token or certificate that ends within this is as good as ended: somebody must act."""
APPROVED_NAMES = ("APPROVED", "AVAILABLE_WITHOUT_REVIEW")
ON = ("on", "true", "enabled", "active", "1")


@dataclass(frozen=True, slots=True)
class OurNumber:
    """A number of ours, as our own table has it."""

    id: str
    display: str
    waba_id: str
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Of our webhook's address, as the world sees it."""

    ends: datetime | None
    problem: str = ""


def token(facts: Json, now: datetime) -> Iterator[Finding]:
    if facts.get("is_valid") is not True:
        yield found("token_valid", False, why="it has ended or was revoked")
        return
    yield found("token_valid", True)
    ends = _time(facts.get("expires_at"))
    yield found("token_lasting", ends is None, day=_day(ends))
    kind = str(facts.get("type", "")) or "unknown"
    yield found("token_system_user", kind == "SYSTEM_USER", kind=kind)
    scopes = facts.get("scopes") or []
    yield found("scope_messaging", "whatsapp_business_messaging" in scopes)
    yield found("scope_management", "whatsapp_business_management" in scopes)


def clock(skew: timedelta | None) -> Iterator[Finding]:
    if skew is not None:
        yield found("clock", abs(skew) < SKEW, seconds=round(abs(skew).total_seconds()))


def certificate(ours: Certificate | None, now: datetime) -> Iterator[Finding]:
    if ours is None:
        return
    if ours.problem or ours.ends is None:
        yield found("certificate", False, why=ours.problem or "it does not say until when")
        return
    yield found(
        "certificate", ours.ends > now + SOON, day=_day(ours.ends), why=f"it ends on {_day(ours.ends)}"
    )


def apps(subscribed: Iterable[Json], app_id: str, numbers: Iterable[OurNumber]) -> Iterator[Finding]:
    """Said of each number of the account, because each is stopped by itself."""
    ids = [str(_part(each, "whatsapp_business_api_data").get("id", "")) for each in subscribed]
    others = len([each for each in ids if each != app_id])
    for ours in numbers:
        yield found("app_subscribed", app_id in ids, number_id=ours.id, display=ours.display)
        yield found("other_apps", not others, number_id=ours.id, display=ours.display, count=others)


def fields(subscriptions: Iterable[Json]) -> Finding:
    on = {
        _name(field)
        for each in subscriptions
        if each.get("object") == "whatsapp_business_account"
        for field in each.get("fields") or []
    }
    missing = [field for field in WEBHOOK_FIELDS if field not in on]
    return found("fields_subscribed", not missing, fields=", ".join(missing))


def strangers(listed: Iterable[Json], ours: Collection[str], displays: str) -> Finding:
    count = len([each for each in listed if str(each.get("id")) not in ours])
    return found("number_unknown", not count, count=count, displays=displays)


def templates(steps: Iterable[Step], displays: str) -> Finding:
    seen = list(steps)
    off = [f"{step.key[0]}/{step.key[1]}" for step in seen if step.what not in ("well", "extra")]
    told = tuple((*step.key, step.filed.status) for step in seen if step.filed and step.what != "extra")
    return replace(found("templates", not off, names=", ".join(off), displays=displays), told=told)


def number(ours: OurNumber, facts: Json, callback_url: str) -> Iterator[Finding]:
    """Everything that WhatsApp tells about one number."""

    def say(code: str, well: bool, **fill: object) -> Finding:
        return found(code, well, number_id=ours.id, display=ours.display, **fill)

    yield say("number_there", True)
    yield say("display", _digits(facts.get("display_phone_number")) == _digits(ours.display))
    status = str(facts.get("status") or "CONNECTED")
    yield say("registered", status == "CONNECTED", status=status)
    if callback_url:
        yield say("callback", _callback(facts) == callback_url)
    yield say("coexistence", facts.get("is_on_biz_app") is not True)
    rating = str(facts.get("quality_rating") or "UNKNOWN")
    yield say("quality", rating not in ("YELLOW", "RED"), rating=rating)
    level = str(_part(facts, "throughput").get("level") or "STANDARD")
    yield replace(say("throughput", level in ("STANDARD", "HIGH"), level=level), told=((level,),))
    name = str(facts.get("name_status") or "APPROVED")
    yield say("display_name", name in APPROVED_NAMES, status=name)
    health = _part(facts, "health_status")
    yield say("health", health.get("can_send_message", "AVAILABLE") == "AVAILABLE", why=_ailing(health))
    pin = facts.get("is_pin_enabled")
    known = isinstance(pin, bool)
    yield say("pin", pin is True) if known else by_hand("pin", number_id=ours.id, display=ours.display)


def number_settings(ours: OurNumber, facts: Json) -> Iterator[Finding]:
    """What must be off. Where WhatsApp does not tell, somebody has to look."""
    for code, keys in (
        ("business_agent", ("business_agent", "meta_business_agent")),
        ("contact_book", ("contact_book",)),
    ):
        told = next((facts[key] for key in keys if key in facts), None)
        if told is None:
            yield by_hand(code, number_id=ours.id, display=ours.display)
        else:
            yield found(code, not _is_on(told), number_id=ours.id, display=ours.display)


def _callback(facts: Json) -> str:
    """Where WhatsApp delivers: what the number says goes before the account, the account before the app."""
    configured = _part(facts, "webhook_configuration")
    return str(
        configured.get("phone_number")
        or configured.get("whatsapp_business_account")
        or configured.get("application")
        or ""
    )


def _ailing(health: Json) -> str:
    """What is ill, by kind and code: WhatsApp's own sentences come in any language."""
    ill = [
        f"{each.get('entity_type')} {error.get('error_code')}"
        for each in health.get("entities") or []
        for error in each.get("errors") or []
    ]
    return ", ".join(ill) or str(health.get("can_send_message", ""))


def _part(facts: Json, key: str) -> Json:
    part = facts.get(key)
    return part if isinstance(part, dict) else {}


def _name(field: object) -> str:
    return str(field.get("name", "")) if isinstance(field, dict) else str(field)


def _is_on(told: object) -> bool:
    if isinstance(told, dict):
        told = told.get("enabled", told.get("status"))
    return str(told).lower() in ON


def _digits(text: object) -> str:
    return "".join(each for each in str(text or "") if each.isdigit())


def _time(value: object) -> datetime | None:
    """Unix seconds; 0 and nothing mean never."""
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and value else None


def _day(at: datetime | None) -> str:
    return f"{at:%d.%m.%Y}" if at else ""
