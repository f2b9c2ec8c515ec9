"""News of the account, its number and its templates, as either client reads it."""

from __future__ import annotations

from collections.abc import Callable

from satark.simulator.config import CHANDAULI
from tests.clients.desk import UNREAD, Desk
from tests.clients.rows import Act, Differs, Row, Works
from tests.clients.verbs import bring_about, pywa_says
from tests.simulator.stage import SOURCE_NUMBER, Json

TOLD: set[str] = set()
"""The fields of the account of which some row tells."""


def news(field: str) -> Act:
    TOLD.add(field)

    async def act(at: Desk) -> None:
        await bring_about(at, "/api/account", {"field": field})

    return act


def kapso_passes_on(field: str, of: Callable[[Json], object]) -> Act:
    """kapso reads no news of the account, but hands each on under its field."""

    async def do(at: Desk) -> object:
        return of(at.inbox.by_kapso[-1].raw[field][0])

    return do


def judged(state: str) -> Act:
    """A template of ours gets this state, and we are told."""

    async def act(at: Desk) -> None:
        wish = {"state": state, "language": "en", "waba": CHANDAULI.waba_id}
        await bring_about(at, "/api/templates/duty_notice", wish)

    return act


HEARD = (
    Row(
        kind="template approved",
        before=judged("APPROVED"),
        expected={"template": "duty_notice", "language": "en", "status": "APPROVED"},
        pywa=Works(
            pywa_says(
                lambda u: {
                    "template": u.template_name,
                    "language": u.template_language.value,
                    "status": u.new_status.value,
                }
            )
        ),
        kapso=Works(
            kapso_passes_on(
                "messageTemplateStatusUpdate",
                lambda v: {
                    "template": v["messageTemplateName"],
                    "language": v["messageTemplateLanguage"],
                    "status": v["event"],
                },
            )
        ),
    ),
    Row(
        kind="template rejected, and why",
        before=judged("REJECTED"),
        expected={"status": "REJECTED", "reason": "TAG_CONTENT_MISMATCH"},
        pywa=Works(pywa_says(lambda u: {"status": u.new_status.value, "reason": u.reason.value})),
        kapso=Works(
            kapso_passes_on(
                "messageTemplateStatusUpdate", lambda v: {"status": v["event"], "reason": v["reason"]}
            )
        ),
    ),
    Row(
        kind="template disabled",
        before=judged("DISABLED"),
        expected={"status": "DISABLED"},
        pywa=Works(pywa_says(lambda u: {"status": u.new_status.value})),
        kapso=Works(kapso_passes_on("messageTemplateStatusUpdate", lambda v: {"status": v["event"]})),
    ),
    Row(
        kind="template paused",
        before=news("message_template_status_update"),
        expected={"template": "reply_waiting", "status": "PAUSED"},
        pywa=Works(pywa_says(lambda u: {"template": u.template_name, "status": u.new_status.value})),
        kapso=Works(
            kapso_passes_on(
                "messageTemplateStatusUpdate",
                lambda v: {"template": v["messageTemplateName"], "status": v["event"]},
            )
        ),
    ),
    Row(
        kind="template's quality fell",
        before=news("message_template_quality_update"),
        expected={"was": "GREEN", "is": "YELLOW"},
        pywa=Works(
            pywa_says(lambda u: {"was": u.previous_quality_score.value, "is": u.new_quality_score.value})
        ),
        kapso=Works(
            kapso_passes_on(
                "messageTemplateQualityUpdate",
                lambda v: {"was": v["previousQualityScore"], "is": v["newQualityScore"]},
            )
        ),
    ),
    Row(
        kind="template's category changed",
        before=news("template_category_update"),
        expected={"was": "UTILITY", "is": "MARKETING"},
        pywa=Works(pywa_says(lambda u: {"was": u.previous_category.value, "is": u.new_category.value})),
        kapso=Works(
            kapso_passes_on(
                "templateCategoryUpdate", lambda v: {"was": v["previousCategory"], "is": v["newCategory"]}
            )
        ),
    ),
    Row(
        kind="account restricted",
        before=news("account_update"),
        expected={"event": "ACCOUNT_RESTRICTION", "what": "RESTRICTED_BIZ_INITIATED_MESSAGING"},
        pywa=Works(pywa_says(lambda u: {"event": u.event.value, "what": u.restriction_info[0].type.value})),
        kapso=Works(
            kapso_passes_on(
                "accountUpdate",
                lambda v: {"event": v["event"], "what": v["restrictionInfo"][0]["restrictionType"]},
            )
        ),
    ),
    Row(
        kind="person wants no marketing",
        before=news("user_preferences"),
        expected={"number": SOURCE_NUMBER, "wish": "stop"},
        pywa=Works(pywa_says(lambda u: {"number": u.from_user.wa_id, "wish": u.value.value})),
        kapso=Works(
            kapso_passes_on(
                "userPreferences",
                lambda v: {
                    "number": v["userPreferences"][0]["waId"],
                    "wish": v["userPreferences"][0]["value"],
                },
            )
        ),
    ),
)


def unread_news(what: str, field: str, key: str, said: str) -> Row:
    """News that pywa has no handler for."""
    first, *others = field.split("_")
    camel = first + "".join(word.title() for word in others)
    return Row(
        kind=what,
        before=news(field),
        expected=said,
        pywa=Differs("has no handler for the field", pywa_says(lambda u: u), UNREAD),
        kapso=Works(kapso_passes_on(camel, lambda v: v[key])),
    )


OTHER_NEWS = (
    unread_news("number's quality", "phone_number_quality_update", "event", "DOWNGRADE"),
    unread_news("number's name", "phone_number_name_update", "decision", "APPROVED"),
    unread_news("alert", "account_alerts", "entityType", "BUSINESS"),
    unread_news("account reviewed", "account_review_update", "decision", "APPROVED"),
    unread_news("sending limit", "business_capability_update", "maxDailyConversationsPerBusiness", "TIER_2K"),
    unread_news("PIN changed", "security", "event", "PIN_CHANGED"),
)

NEWS = (*HEARD, *OTHER_NEWS)
