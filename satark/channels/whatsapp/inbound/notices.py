"""What WhatsApp tells of our own account, numbers and templates: which field says what, in words of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from satark.channels.whatsapp.inbound.codes import CODES
from satark.channels.whatsapp.inbound.reading import Json, digits, moment, number_id, part, text
from satark.channels.whatsapp.parsed import NoticeKind, ParsedNotice

NAME, LANGUAGE = re.compile("[a-z0-9_]{1,512}"), re.compile("[A-Za-z_]{2,20}")
"""Of a template."""


@dataclass(frozen=True, slots=True)
class Field:
    """How one field of the webhook is read."""

    kind: NoticeKind
    state: Callable[[Json], str]
    codes: Mapping[str, str]
    """State -> one of `CODES`."""
    otherwise: str


def notice(field: str, value: Json, envelope: Json) -> ParsedNotice:
    """Anything that is said of ourselves, also in a field that we do not know."""
    known = _field(field, value)
    state = known.state(value).upper()
    code = known.codes.get(state, known.otherwise)
    return ParsedNotice(
        kind=known.kind,
        code=code,
        alarm=CODES[code].alarm,
        at=moment(envelope.get("time")),
        waba=text(envelope, "waba"),
        phone_number_id=_phone_number_id(value, envelope),
        number=digits(value.get("display_phone_number") or value.get("phone_number")) or "",
        subject=_named(NAME, text(value, "message_template_name")),
        language=_named(LANGUAGE, text(value, "message_template_language")),
        state=state,
    )


def _field(name: str, value: Json) -> Field:
    """A change of quality has been seen under the name of the template's state."""
    if name == "message_template_status_update" and "new_quality_score" in value:
        name = "message_template_quality_update"
    return FIELDS.get(name, UNUSED)


def _named(form: re.Pattern[str], found: str) -> str:
    """A name of the form that Meta gives to such things; anything else is none of ours."""
    return found if form.fullmatch(found) else ""


def _phone_number_id(value: Json, envelope: Json) -> str:
    if text(value, "entity_type") == "PHONE_NUMBER":
        return number_id(value.get("entity_id"))
    return number_id(part(envelope, "metadata").get("phone_number_id"))


# --- where each field says what happened --------------------------------------------------------------------------


def _event(value: Json) -> str:
    return text(value, "event")


def _decision(value: Json) -> str:
    return text(value, "decision")


def _score(value: Json) -> str:
    return text(value, "new_quality_score")


def _category(value: Json) -> str:
    """The coming category, 24 hours ahead, or the one that holds now."""
    return text(value, "correct_category") or text(value, "new_category")


def _edited(_: Json) -> str:
    return "EDITED"


def _account(value: Json) -> str:
    """For an account switched off or on again the event is the same: what happened stands beside it."""
    return text(part(value, "ban_info"), "waba_ban_state") or _event(value)


def _severity(value: Json) -> str:
    return text(part(value, "alert_info"), "alert_severity") or text(value, "alert_severity")


def _tier(value: Json) -> str:
    tier = value.get("max_daily_conversations_per_business") or value.get("max_daily_conversation_per_phone")
    return str(tier) if isinstance(tier, int | str) else ""


FIELDS: dict[str, Field] = {
    "message_template_status_update": Field(
        "template_status",
        _event,
        {
            "APPROVED": "template_approved",
            "PENDING": "template_pending",
            "IN_APPEAL": "template_pending",
            "REJECTED": "template_rejected",
            "PAUSED": "template_paused",
            "DISABLED": "template_disabled",
            "FLAGGED": "template_flagged",
            "REINSTATED": "template_reinstated",
            "UNPAUSED": "template_reinstated",
            "LOCKED": "template_locked",
            "DELETED": "template_removed",
            "PENDING_DELETION": "template_removed",
            "ARCHIVED": "template_removed",
            "LIMIT_EXCEEDED": "template_limit",
        },
        "template_changed",
    ),
    "message_template_quality_update": Field(
        "template_quality",
        _score,
        {"RED": "template_quality_low", "YELLOW": "template_quality_medium"},
        "template_quality_fine",
    ),
    "template_category_update": Field("template_category", _category, {}, "template_recategorised"),
    "message_template_components_update": Field("template_components", _edited, {}, "template_edited"),
    "phone_number_quality_update": Field(
        "number_quality",
        _event,
        {
            "FLAGGED": "number_flagged",
            "UNFLAGGED": "number_restored",
            "UPGRADE": "number_limit_raised",
            "THROUGHPUT_UPGRADE": "number_limit_raised",
            "DOWNGRADE": "number_limit_lowered",
            "ONBOARDING": "number_onboarding",
        },
        "number_changed",
    ),
    "phone_number_name_update": Field(
        "number_name",
        _decision,
        {
            "APPROVED": "number_name_approved",
            "PENDING": "number_name_pending",
            "DEFERRED": "number_name_pending",
            "REJECTED": "number_name_rejected",
        },
        "number_changed",
    ),
    "account_update": Field(
        "account",
        _account,
        {
            "ACCOUNT_RESTRICTION": "account_restricted",
            "ACCOUNT_VIOLATION": "account_violation",
            "DISABLE": "account_disabled",
            "DISABLED_UPDATE": "account_disabled",
            "SCHEDULE_FOR_DISABLE": "account_disabled",
            "REINSTATE": "account_reinstated",
            "ACCOUNT_DELETED": "account_deleted",
            "PARTNER_ADDED": "account_shared",
            "PARTNER_REMOVED": "account_shared",
            "PARTNER_APP_INSTALLED": "account_shared",
            "PARTNER_APP_UNINSTALLED": "account_shared",
            "AD_ACCOUNT_LINKED": "account_shared",
            "VERIFIED_ACCOUNT": "account_detail",
            "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE": "account_detail",
            "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE": "account_detail",
            "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE": "account_detail",
        },
        "account_changed",
    ),
    "account_review_update": Field(
        "account_review", _decision, {"APPROVED": "account_approved"}, "account_unapproved"
    ),
    "account_alerts": Field(
        "alert",
        _severity,
        {"CRITICAL": "alert_critical", "INFORMATIONAL": "alert_informational"},
        "alert_warning",
    ),
    "business_capability_update": Field("capability", _tier, {}, "capability_changed"),
    "security": Field(
        "security",
        _event,
        {
            "PIN_CHANGED": "pin_changed",
            "PIN_RESET_REQUEST": "pin_reset_asked",
            "PIN_REQUEST_SUCCESS": "pin_removed",
            "PIN_RESET_SUCCESS": "pin_removed",
        },
        "security_changed",
    ),
    "history": Field("other", _event, {}, "coexistence_on"),
    "smb_app_state_sync": Field("other", _event, {}, "coexistence_on"),
    "smb_message_echoes": Field("other", _event, {}, "coexistence_on"),
    "messaging_handovers": Field("other", _event, {}, "agent_on"),
    "calls": Field("other", _event, {}, "calls_on"),
}

UNUSED = Field("other", _event, {}, "other_change")
