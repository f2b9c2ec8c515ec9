"""What WhatsApp tells of our account, numbers and templates: states of templates are noted, what is wrong becomes an alarm.

Good news ends the alarm that the bad news raised.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from satark.channels.whatsapp.parsed import ParsedNotice
from satark.relay import alarms, templates

ENDS: dict[str, tuple[str, ...]] = {
    "number_restored": ("number_flagged",),
    "number_limit_raised": ("number_limit_lowered",),
    "number_name_approved": ("number_name_rejected",),
    "account_reinstated": ("account_disabled", "account_restricted", "account_violation"),
    "account_approved": ("account_unapproved",),
    "template_quality_fine": ("template_quality_low",),
}
OF_TEMPLATES = (
    "template",
    "template_rejected",
    "template_paused",
    "template_disabled",
    "template_flagged",
    "template_removed",
)
"""Alarms that are over when no template of ours is out of use any more."""


def take(cursor: Any, notices: list[ParsedNotice], now: datetime) -> None:
    for notice in notices:
        if notice.alarm:
            alarms.raise_(cursor, notice.code, notice.phone_number_id, now)
        for code in ENDS.get(notice.code, ()):
            alarms.clear(cursor, code, notice.phone_number_id, now)
        _template(cursor, notice, now)


def _template(cursor: Any, notice: ParsedNotice, now: datetime) -> None:
    if not notice.subject:
        return
    if notice.kind == "template_quality":
        templates.learn(cursor, notice.subject, notice.language, "", now, quality=notice.state)
    if notice.kind != "template_status":
        return
    templates.learn(
        cursor, notice.subject, notice.language, templates.WORDS.get(notice.state, notice.state), now
    )
    if not notice.alarm:
        end_alarms_of_templates(cursor, now)


def end_alarms_of_templates(cursor: Any, now: datetime) -> None:
    """Where none is out of use any more."""
    if not templates.out_of_use(cursor, now):
        for code in OF_TEMPLATES:
            alarms.clear(cursor, code, "", now)
