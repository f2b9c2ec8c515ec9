"""What a complaint's page says was done."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import override

from satark.cases.values import EventLine
from satark.console.complaint_timeline import kinds
from satark.console.timeline import entry
from satark.jurisdiction.queries import PostLine

CONTROL = PostLine(
    "chn-dcr.control", "District Control Room", "जिला नियंत्रण कक्ष", "control", "chn-dcr", "", ""
)


def late(to: str) -> EventLine:
    at = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    return EventLine(
        at=at,
        kind="escalated",
        post_code="chandauli.desk",
        post_name_en="Complaint desk",
        post_name_hi="शिकायत डेस्क",
        officer_name="",
        text="",
        pin=None,
        ref="",
        data={"to": to, "over": 300, "clock": "desk"},
    )


def test_the_page_names_who_was_told_of_a_delay_and_whose_it_is() -> None:
    with override("en"):
        line = entry(late("chn-dcr.control"), "", kinds({CONTROL.code: CONTROL}), frozenset())

    assert line.says == "Late by 5 min: District Control Room was told"
    assert line.by == "Complaint desk"


def test_a_post_that_is_no_more_is_named_by_its_code() -> None:
    with override("en"):
        line = entry(late("chn-old.control"), "", kinds({}), frozenset())

    assert "chn-old.control was told" in line.says
