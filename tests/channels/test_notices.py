"""What WhatsApp says of ourselves becomes a stable code, and says whether somebody has to look."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satark.channels.whatsapp.inbound import Parsed, parse
from satark.channels.whatsapp.inbound.codes import CODES
from satark.channels.whatsapp.inbound.notices import FIELDS
from satark.channels.whatsapp.parsed import (
    UNKNOWN_TIME,
    ParsedNotice,
    ParsedPreference,
    Sender,
    Unusable,
)
from tests.channels.items import (
    CANARIES,
    NUMBER,
    OUR_NUMBER,
    PHONE_NUMBER_ID,
    SECRET_WORDS,
    SENT_AT,
    USER_ID,
    item,
    our_media_id,
)

AT = datetime.fromtimestamp(SENT_AT, UTC)
WABA = "102290129340398"
NEWS = {"message_template_name": "reply_waiting", "message_template_language": "hi"}


def read(field: str, value: Any, **more: Any) -> Parsed:
    stored = item(field=field, change=value, metadata=None, contact=None, time=SENT_AT, **more)
    return parse(stored, media_id=our_media_id)


def template(event: str) -> dict[str, Any]:
    return {"event": event, "message_template_id": 1689556908129832, "reason": "NONE"} | NEWS


def number(event: str) -> dict[str, Any]:
    return {"display_phone_number": OUR_NUMBER, "event": event, "current_limit": "TIER_2K"}


def alert(severity: str) -> dict[str, Any]:
    info = {"alert_severity": severity, "alert_status": "ACTIVE", "alert_type": "OBA_REJECTED"}
    return {"entity_type": "PHONE_NUMBER", "entity_id": PHONE_NUMBER_ID, "alert_info": info}


Case = tuple[str, dict[str, Any] | None, str, str, str, bool]
TEMPLATE, QUALITY = "message_template_status_update", "message_template_quality_update"
SAID: dict[str, Case] = {
    # name: (field, value, kind, code, state, alarm)
    "approved": (TEMPLATE, template("APPROVED"), "template_status", "template_approved", "APPROVED", False),
    "pending": (TEMPLATE, template("PENDING"), "template_status", "template_pending", "PENDING", False),
    "appealed": (TEMPLATE, template("IN_APPEAL"), "template_status", "template_pending", "IN_APPEAL", False),
    "rejected": (TEMPLATE, template("REJECTED"), "template_status", "template_rejected", "REJECTED", True),
    "paused": (TEMPLATE, template("PAUSED"), "template_status", "template_paused", "PAUSED", True),
    "disabled": (TEMPLATE, template("DISABLED"), "template_status", "template_disabled", "DISABLED", True),
    "flagged": (TEMPLATE, template("FLAGGED"), "template_status", "template_flagged", "FLAGGED", True),
    "reinstated": (
        *(TEMPLATE, template("REINSTATED"), "template_status"),
        *("template_reinstated", "REINSTATED", False),
    ),
    "locked": (TEMPLATE, template("LOCKED"), "template_status", "template_locked", "LOCKED", True),
    "deleted": (TEMPLATE, template("DELETED"), "template_status", "template_removed", "DELETED", True),
    "archived": (TEMPLATE, template("ARCHIVED"), "template_status", "template_removed", "ARCHIVED", True),
    "full": (
        *(TEMPLATE, template("LIMIT_EXCEEDED"), "template_status"),
        *("template_limit", "LIMIT_EXCEEDED", True),
    ),
    "small letters": (TEMPLATE, template("paused"), "template_status", "template_paused", "PAUSED", True),
    "state to come": (TEMPLATE, template("MELTED"), "template_status", "template_changed", "MELTED", True),
    "template quality low": (
        *(QUALITY, {"previous_quality_score": "GREEN", "new_quality_score": "RED"} | NEWS),
        *("template_quality", "template_quality_low", "RED", True),
    ),
    "template quality medium": (
        *(QUALITY, {"new_quality_score": "YELLOW"} | NEWS),
        *("template_quality", "template_quality_medium", "YELLOW", False),
    ),
    "template quality fine": (
        *(QUALITY, {"new_quality_score": "GREEN"} | NEWS),
        *("template_quality", "template_quality_fine", "GREEN", False),
    ),
    "quality under the other name": (
        *(TEMPLATE, {"new_quality_score": "RED"} | NEWS),
        *("template_quality", "template_quality_low", "RED", True),
    ),
    "category changed": (
        *("template_category_update", {"previous_category": "UTILITY", "new_category": "MARKETING"} | NEWS),
        *("template_category", "template_recategorised", "MARKETING", True),
    ),
    "category to be changed": (
        *("template_category_update", {"new_category": "UTILITY", "correct_category": "MARKETING"} | NEWS),
        *("template_category", "template_recategorised", "MARKETING", True),
    ),
    "words edited": (
        *("message_template_components_update", {"message_template_element": "words"} | NEWS),
        *("template_components", "template_edited", "EDITED", False),
    ),
    "number flagged": (
        *("phone_number_quality_update", number("FLAGGED")),
        *("number_quality", "number_flagged", "FLAGGED", True),
    ),
    "number unflagged": (
        *("phone_number_quality_update", number("UNFLAGGED")),
        *("number_quality", "number_restored", "UNFLAGGED", False),
    ),
    "number raised": (
        *("phone_number_quality_update", number("THROUGHPUT_UPGRADE")),
        *("number_quality", "number_limit_raised", "THROUGHPUT_UPGRADE", False),
    ),
    "number lowered": (
        *("phone_number_quality_update", number("DOWNGRADE")),
        *("number_quality", "number_limit_lowered", "DOWNGRADE", True),
    ),
    "number to come": (
        *("phone_number_quality_update", number("ONBOARDING")),
        *("number_quality", "number_onboarding", "ONBOARDING", False),
    ),
    "number of another mind": (
        *("phone_number_quality_update", number("HUMMING")),
        *("number_quality", "number_changed", "HUMMING", True),
    ),
    "name approved": (
        *("phone_number_name_update", {"display_phone_number": OUR_NUMBER, "decision": "APPROVED"}),
        *("number_name", "number_name_approved", "APPROVED", False),
    ),
    "name deferred": (
        *("phone_number_name_update", {"display_phone_number": OUR_NUMBER, "decision": "DEFERRED"}),
        *("number_name", "number_name_pending", "DEFERRED", False),
    ),
    "name rejected": (
        *("phone_number_name_update", {"display_phone_number": OUR_NUMBER, "decision": "REJECTED"}),
        *("number_name", "number_name_rejected", "REJECTED", True),
    ),
    "account restricted": (
        *("account_update", {"event": "ACCOUNT_RESTRICTION", "restriction_info": [{}]}),
        *("account", "account_restricted", "ACCOUNT_RESTRICTION", True),
    ),
    "account at fault": (
        *("account_update", {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "SCAM"}}),
        *("account", "account_violation", "ACCOUNT_VIOLATION", True),
    ),
    "account switched off": (
        *("account_update", {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}),
        *("account", "account_disabled", "DISABLE", True),
    ),
    "account to be switched off": (
        *("account_update", {"event": "DISABLED_UPDATE"}),
        *("account", "account_disabled", "DISABLED_UPDATE", True),
    ),
    "account switched on": (
        *("account_update", {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "REINSTATE"}}),
        *("account", "account_reinstated", "REINSTATE", False),
    ),
    "account deleted": (
        *("account_update", {"event": "ACCOUNT_DELETED"}),
        *("account", "account_deleted", "ACCOUNT_DELETED", True),
    ),
    "account shared": (
        *("account_update", {"event": "PARTNER_ADDED", "waba_info": {"waba_id": "1"}}),
        *("account", "account_shared", "PARTNER_ADDED", True),
    ),
    "account verified": (
        *("account_update", {"event": "VERIFIED_ACCOUNT", "phone_number": OUR_NUMBER}),
        *("account", "account_detail", "VERIFIED_ACCOUNT", False),
    ),
    "account to come": (
        *("account_update", {"event": "ACCOUNT_PAINTED"}),
        *("account", "account_changed", "ACCOUNT_PAINTED", True),
    ),
    "review passed": (
        *("account_review_update", {"decision": "APPROVED"}),
        *("account_review", "account_approved", "APPROVED", False),
    ),
    "review open": (
        *("account_review_update", {"decision": "PENDING"}),
        *("account_review", "account_unapproved", "PENDING", True),
    ),
    "alert": ("account_alerts", alert("CRITICAL"), "alert", "alert_critical", "CRITICAL", True),
    "warning": ("account_alerts", alert("WARNING"), "alert", "alert_warning", "WARNING", True),
    "for information": (
        *("account_alerts", alert("INFORMATIONAL")),
        *("alert", "alert_informational", "INFORMATIONAL", False),
    ),
    "limit": (
        *("business_capability_update", {"max_daily_conversations_per_business": 2000}),
        *("capability", "capability_changed", "2000", False),
    ),
    "pin changed": (
        *("security", {"display_phone_number": OUR_NUMBER, "event": "PIN_CHANGED"}),
        *("security", "pin_changed", "PIN_CHANGED", True),
    ),
    "pin to be removed": (
        *("security", {"display_phone_number": OUR_NUMBER, "event": "PIN_RESET_REQUEST", "requester": "6"}),
        *("security", "pin_reset_asked", "PIN_RESET_REQUEST", True),
    ),
    "pin removed": (
        *("security", {"display_phone_number": OUR_NUMBER, "event": "PIN_REQUEST_SUCCESS"}),
        *("security", "pin_removed", "PIN_REQUEST_SUCCESS", True),
    ),
    "security to come": ("security", {"event": "MOAT"}, "security", "security_changed", "MOAT", True),
    "old chats handed over": ("history", {"history": [{}]}, "other", "coexistence_on", "", True),
    "contacts handed over": ("smb_app_state_sync", {}, "other", "coexistence_on", "", True),
    "written in the app": (
        *("smb_message_echoes", {"message_echoes": [{"to": NUMBER}]}),
        *("other", "coexistence_on", "", True),
    ),
    "handover": ("messaging_handovers", {}, "other", "agent_on", "", True),
    "call": ("calls", {"calls": [{"from": NUMBER}]}, "other", "calls_on", "", True),
    "a field to come": ("weather", {"event": "RAIN"}, "other", "other_change", "RAIN", False),
    "a field without a value": ("weather", None, "other", "other_change", "", False),
}


@pytest.mark.parametrize(("field", "value", "kind", "code", "state", "alarm"), SAID.values(), ids=SAID)
def test_what_whatsapp_says_of_ourselves_has_a_code(
    field: str, value: Any, kind: str, code: str, state: str, alarm: bool
) -> None:
    parsed = read(field, value)

    assert isinstance(parsed, ParsedNotice)
    assert (parsed.kind, parsed.code, parsed.state, parsed.alarm) == (kind, code, state, alarm)
    assert (parsed.at, parsed.waba) == (AT, WABA)
    assert not [canary for canary in CANARIES if canary in repr(parsed)]


def test_a_notice_names_its_template() -> None:
    parsed = read(TEMPLATE, template("PAUSED"))

    assert isinstance(parsed, ParsedNotice)
    assert (parsed.subject, parsed.language) == ("reply_waiting", "hi")


@pytest.mark.parametrize("name", [SECRET_WORDS, "a" * 513, ""])
def test_a_template_of_a_name_that_meta_does_not_give_is_none_of_ours(name: str) -> None:
    parsed = read(
        TEMPLATE, template("PAUSED") | {"message_template_name": name, "message_template_language": name}
    )

    assert isinstance(parsed, ParsedNotice)
    assert (parsed.subject, parsed.language) == ("", "")


def test_a_notice_names_its_number_as_it_is_shown_or_by_id() -> None:
    flagged, alerted = (
        read("phone_number_quality_update", number("FLAGGED")),
        read("account_alerts", alert("CRITICAL")),
    )

    assert isinstance(flagged, ParsedNotice)
    assert isinstance(alerted, ParsedNotice)
    assert (flagged.number, flagged.phone_number_id) == (OUR_NUMBER, "")
    assert (alerted.number, alerted.phone_number_id) == ("", PHONE_NUMBER_ID)


def test_a_notice_without_a_time_has_none() -> None:
    parsed = parse(item(field=TEMPLATE, change=template("PAUSED")), media_id=our_media_id)

    assert isinstance(parsed, ParsedNotice)
    assert parsed.at == UNKNOWN_TIME


def test_every_code_can_come_and_no_other() -> None:
    used = {code for field in FIELDS.values() for code in (*field.codes.values(), field.otherwise)}

    assert used | {"other_change"} == set(CODES)


# --- who wants to be left in peace --------------------------------------------------------------------------------

METADATA = {"phone_number_id": PHONE_NUMBER_ID, "display_phone_number": OUR_NUMBER}
WISH = {"wa_id": NUMBER, "category": "marketing_messages", "timestamp": SENT_AT, "detail": "…"}


def wishes(*found: Any, **more: Any) -> Parsed:
    envelope: dict[str, Any] = {"metadata": METADATA, "contact": None} | more
    change = {"user_preferences": list(found)}
    return parse(item(field="user_preferences", change=change, **envelope), media_id=our_media_id)


@pytest.mark.parametrize(("said", "stop"), [("stop", True), ("resume", False)])
def test_a_wish_to_be_left_in_peace_is_read(said: str, stop: bool) -> None:
    assert wishes(WISH | {"value": said}) == ParsedPreference(PHONE_NUMBER_ID, Sender(NUMBER), stop, AT)


def test_a_wish_may_come_from_a_person_without_a_number() -> None:
    wish = {"user_id": USER_ID, "value": "stop", "timestamp": str(SENT_AT)}

    assert wishes(wish) == ParsedPreference(PHONE_NUMBER_ID, Sender(None, USER_ID), True, AT)


def test_the_contact_fills_what_a_wish_leaves_out() -> None:
    parsed = wishes(WISH | {"value": "stop"}, contact={"wa_id": NUMBER, "user_id": USER_ID})

    assert isinstance(parsed, ParsedPreference)
    assert parsed.sender == Sender(NUMBER, USER_ID)
    assert repr(parsed) == "<ParsedPreference>"


@pytest.mark.parametrize(
    "found",
    [[], ["stop"], [WISH], [WISH | {"value": "sometimes"}], [{"value": "stop"}], [WISH, WISH]],
    ids=["none", "no object", "no value", "another value", "of nobody", "two"],
)
def test_a_wish_that_cannot_be_read_is_looked_at(found: list[Any]) -> None:
    assert wishes(*found) == Unusable("preference", keep=True, alarm=True)


def test_a_wish_to_a_number_we_do_not_know_is_looked_at() -> None:
    parsed = wishes(WISH | {"value": "stop"}, metadata=None)

    assert parsed == Unusable("preference", keep=True, alarm=True)


@given(
    st.sampled_from([*FIELDS, "user_preferences", "user_id_update", "x"]),
    st.dictionaries(
        st.sampled_from(
            [
                "event",
                "decision",
                "ban_info",
                "alert_info",
                "user_preferences",
                "new_quality_score",
                "entity_type",
            ]
        ),
        st.none()
        | st.integers(-9, 9)
        | st.text(max_size=5)
        | st.lists(st.none() | st.text(max_size=3), max_size=2),
    ),
)
def test_no_notice_raises(field: str, value: dict[str, Any]) -> None:
    assert isinstance(read(field, value), ParsedNotice | Unusable)
