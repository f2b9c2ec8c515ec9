"""Morning and evening each rank hears of its own area; what lies unread for a day goes one rank up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bench.clock import district
from satark.cases.clock import digests
from satark.cases.clock.day import Account, accounts, bounds
from satark.cases.clock.history import History
from satark.cases.clock.rules import Rulebook
from satark.cases.models import Direction
from satark.jurisdiction.models import Holding
from satark.outbox.models import Notice
from tests.clock.line import OTHER, SHO, START, K, at, delivered, filed, forwarded, given, happens
from tests.jurisdiction.duty import roster

NOON = datetime(2026, 11, 10, 6, 30, tzinfo=UTC)
EVENING = datetime(2026, 11, 10, 14, 31, tzinfo=UTC)
"""One minute past eight in India."""
MORNING = datetime(2026, 11, 11, 2, 31, tzinfo=UTC)
TODAY = date(2026, 11, 10)


def of_today(history: History, minutes: float = 660) -> dict[tuple[str, str], Account]:
    return {(a.post, a.ref): a for a in accounts(history, Rulebook(), TODAY, at(minutes))}


# --- one day, purely ----------------------------------------------------------------------------------------------


def test_a_day_is_a_day_in_india() -> None:
    assert bounds(TODAY) == (START - timedelta(hours=12), START + timedelta(hours=12))


def test_who_did_nothing_is_silent_with_cause_link_and_proof() -> None:
    history = happens(delivered(forwarded(filed(), SHO, 0), "N-1", 0), K.DIRECTION_READ, 1, ref="N-1")

    found = of_today(history)[SHO, "N-1"]

    assert (found.silent, found.cause, found.link) == (True, "will", "acknowledged")
    assert found.clock == "receive"
    assert found.proof is not None
    assert found.proof.name == "read"


def test_who_was_late_but_acted_is_not_silent() -> None:
    history = happens(delivered(forwarded(filed(), SHO, 0), "N-1", 0), K.RECEIVED, 60, ref="N-1")

    found = of_today(history, 100)[SHO, "N-1"]

    assert (found.silent, found.late, found.clock) == (False, 30 * 60, "receive")


def test_in_time_is_in_time() -> None:
    history = happens(delivered(forwarded(filed(), SHO, 0), "N-1", 0), K.RECEIVED, 10, ref="N-1")

    found = of_today(history, 100)[SHO, "N-1"]

    assert (found.silent, found.late, found.clock) == (False, 0, "")


def test_whoever_it_was_taken_from_is_not_the_silent_one() -> None:
    history = forwarded(delivered(forwarded(filed(), SHO, 0), "N-1", 0), OTHER, 20, ref="N-2")

    found = of_today(history)

    assert (found[SHO, "N-1"].silent, found[OTHER, "N-2"].silent) == (False, True)


def test_a_rank_hears_of_its_own_area_alone() -> None:
    late = delivered(forwarded(filed(), SHO, 0), "N-1", 0)
    elsewhere = given(filed(), Direction.Kind.COMPLAINT, "east.sp", 0, ref="M-1")
    found = [*of_today(late).values(), *of_today(elsewhere).values()]
    people = roster()

    circle = digests.figures_of(found, people, "river.co", TODAY)
    other_circle = digests.figures_of(found, people, "market.co", TODAY)

    assert (circle["filed"], circle["silent"]) == (1, 1)
    assert [line["post"] for line in circle["lines"]] == [SHO]  # type: ignore[attr-defined]
    assert (other_circle["filed"], other_circle["silent"], other_circle["lines"]) == (0, 0, [])


# --- on PostgreSQL -------------------------------------------------------------------------------------------------


@pytest.fixture
def station(db: None) -> None:
    district.settle(NOON - timedelta(days=900))
    district.complaints(3, at=NOON)


def addressees() -> set[str]:
    return set(Notice.objects.filter(kind="digest").values_list("post_id", flat=True))


def test_each_rank_gets_its_digest_once(station: None) -> None:
    first, second = digests.send_due(now=EVENING), digests.send_due(now=EVENING + timedelta(minutes=5))

    assert (first, second) == (5, 0)
    assert addressees() == {"river.co", "east-sub.asp", "east.sp", "range.dig", "zone.adg"}
    facts = Notice.objects.get(post_id="river.co").facts
    assert (facts["span"], facts["day"], facts["filed"], facts["silent"]) == ("evening", "2026-11-10", 3, 3)
    assert facts["lines"][0] | {"over": 0} == {
        "post": district.SHO,
        "count": 3,
        "over": 0,
        "cause": "will",
        "link": "read",
    }


def test_the_morning_tells_of_the_day_before(station: None) -> None:
    digests.send_due(now=MORNING)

    facts = Notice.objects.get(post_id="east.sp").facts
    assert (facts["span"], facts["day"], facts["silent"]) == ("morning", "2026-11-10", 3)


def test_between_the_hours_nothing_is_sent(station: None) -> None:
    assert digests.send_due(now=NOON) == 0


def test_nobody_hears_that_there_is_nothing_to_hear(db: None) -> None:
    district.settle(NOON - timedelta(days=900))

    assert digests.send_due(now=EVENING) == 0


def test_what_lies_unread_for_a_day_goes_one_rank_up_and_no_further(station: None) -> None:
    digests.send_due(now=MORNING)
    Notice.objects.exclude(post_id="river.co").update(heard_at=MORNING)
    later = MORNING + timedelta(hours=27)

    moved, again = digests.send_due(now=later), digests.send_due(now=later + timedelta(minutes=1))

    assert (moved, again) == (1, 0)
    up = Notice.objects.get(facts__moved_from="river.co")
    assert (up.post_id, up.facts["silent"]) == ("east-sub.asp", 3)
    assert digests.send_due(now=later + timedelta(hours=25)) == 0


def test_a_digest_holds_no_case_and_no_words(station: None) -> None:
    digests.send_due(now=EVENING)

    for notice in Notice.objects.filter(kind="digest"):
        assert notice.case_id is None
        assert bytes(notice.sealed_text) == b""
        assert "number" not in notice.facts


def test_an_order_without_an_answer_is_counted_for_who_gave_it(station: None) -> None:
    case_id = Direction.objects.order_by("ref").values_list("case_id", flat=True)[0]
    Direction.objects.create(
        case_id=case_id,
        ref="0000000000-2",
        kind="explanation",
        post_id=district.SHO,
        by_post_id="east.sp",
        due_at=NOON + timedelta(hours=1),
        at=NOON,
        sealed_brief=b"",
    )

    assert (digests.unanswered("east.sp", EVENING), digests.unanswered("river.co", EVENING)) == (1, 0)


def test_whoever_stands_in_gets_the_digest_of_a_post_that_is_empty(station: None) -> None:
    Holding.objects.filter(post_id="river.co").delete()

    digests.send_due(now=EVENING)

    assert "river.co" not in addressees()
