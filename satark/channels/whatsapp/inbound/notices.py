"""What WhatsApp tells of our own account, numbers and templates, and whom it says we shall leave in peace."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from satark.channels.whatsapp.inbound.reading import (
    Json,
    digits,
    moment,
    number_id,
    only,
    part,
    person,
    text,
)
from satark.channels.whatsapp.parsed import NoticeKind, ParsedNotice, ParsedPreference, Unusable

NAME, LANGUAGE = re.compile("[a-z0-9_]{1,512}"), re.compile("[A-Za-z_]{2,20}")
"""Of a template."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code of ours stands for."""

    alarm: bool
    means: str


CODES: dict[str, Meaning] = {
    "template_approved": Meaning(False, "a template may be sent"),
    "template_pending": Meaning(False, "a template waits for review"),
    "template_rejected": Meaning(True, "a template was rejected and cannot be sent"),
    "template_paused": Meaning(
        True, "a template is paused for hours: too many people blocked or reported us"
    ),
    "template_disabled": Meaning(True, "a template is switched off for good"),
    "template_flagged": Meaning(True, "a template is about to be switched off"),
    "template_reinstated": Meaning(False, "a template may be sent again"),
    "template_locked": Meaning(True, "a template cannot be edited any more"),
    "template_removed": Meaning(True, "a template was deleted or put away"),
    "template_limit": Meaning(True, "the account holds as many templates as it may"),
    "template_changed": Meaning(True, "the state of a template changed in a way that we do not know"),
    "template_quality_low": Meaning(True, "people dislike a template: it will be paused next"),
    "template_quality_medium": Meaning(False, "people begin to dislike a template"),
    "template_quality_fine": Meaning(False, "the quality of a template is good, or not known yet"),
    "template_recategorised": Meaning(
        True, "WhatsApp counts a template as another category: price and limits change"
    ),
    "template_edited": Meaning(False, "the words of a template were edited"),
    "number_flagged": Meaning(True, "the quality of a number is low: its limit will be lowered next"),
    "number_restored": Meaning(False, "the quality of a number is good again"),
    "number_limit_raised": Meaning(False, "a number may send more"),
    "number_limit_lowered": Meaning(True, "a number may send less"),
    "number_onboarding": Meaning(False, "a number is being registered"),
    "number_changed": Meaning(True, "something about a number changed in a way that we do not know"),
    "number_name_approved": Meaning(False, "the name shown above the chat was approved"),
    "number_name_pending": Meaning(False, "the name shown above the chat waits for review"),
    "number_name_rejected": Meaning(True, "the name shown above the chat was rejected"),
    "account_restricted": Meaning(True, "the account may not do certain things for some days"),
    "account_violation": Meaning(True, "WhatsApp says that the account broke a rule"),
    "account_disabled": Meaning(True, "the account is switched off, or will be"),
    "account_reinstated": Meaning(False, "the account is switched on again"),
    "account_deleted": Meaning(True, "the account was deleted"),
    "account_shared": Meaning(True, "another company was given access to the account, or lost it"),
    "account_detail": Meaning(False, "country, price or verification of the account changed"),
    "account_changed": Meaning(True, "something about the account changed in a way that we do not know"),
    "account_approved": Meaning(False, "the account passed WhatsApp's review"),
    "account_unapproved": Meaning(True, "the account cannot be used: its review is open or it failed"),
    "alert_critical": Meaning(True, "WhatsApp refused something that was asked for the account"),
    "alert_warning": Meaning(True, "WhatsApp wants something done about the account"),
    "alert_informational": Meaning(
        False, "WhatsApp says something about the account that needs nothing done"
    ),
    "capability_changed": Meaning(False, "how many people may be written to unasked in a day changed"),
    "pin_changed": Meaning(True, "somebody set the number's two-step PIN"),
    "pin_reset_asked": Meaning(True, "somebody asked to turn the number's two-step PIN off"),
    "pin_removed": Meaning(True, "the number has no two-step PIN any more"),
    "security_changed": Meaning(
        True, "something about a number's security changed in a way that we do not know"
    ),
    "coexistence_on": Meaning(True, "the number is also open in a WhatsApp Business app: others read along"),
    "agent_on": Meaning(True, "another app may take over conversations of this number"),
    "calls_on": Meaning(True, "the number takes calls, which nobody here answers"),
    "other_change": Meaning(False, "a field that we do not use"),
}


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


def preference(value: Json, envelope: Json, to: str) -> ParsedPreference | Unusable:
    """The edge makes one item of each wish. One that cannot be read is looked at by a person: it may say stop."""
    wish, contact = only(value, "user_preferences"), part(envelope, "contact")
    sender = person(wish.get("wa_id"), wish.get("user_id"), contact.get("wa_id"), contact.get("user_id"))
    wanted = text(wish, "value")
    if not to or not sender or wanted not in ("stop", "resume"):
        return Unusable("preference", keep=True, alarm=True)
    return ParsedPreference(to, sender, wanted == "stop", moment(wish.get("timestamp")))


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
