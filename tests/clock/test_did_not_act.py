"""The list of a day: who did not act, with proof, order and answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bench.clock import district
from satark.cases.clock import ledger_queries
from satark.cases.models import Case, Direction, Event

NOON = datetime(2026, 11, 10, 6, 30, tzinfo=UTC)
TODAY = date(2026, 11, 10)
LATER = NOON + timedelta(days=2)


@pytest.fixture
def ids(db: None) -> list[UUID]:
    district.settle(NOON - timedelta(days=900))
    return district.complaints(2, at=NOON)


def event(case_id: UUID, kind: str, minutes: float, ref: str) -> None:
    at = NOON + timedelta(minutes=minutes)
    Event.objects.create(case_id=case_id, kind=kind, at=at, ref=ref, post_id=district.SHO)


def order(case_id: UUID, ref: str) -> None:
    Direction.objects.create(
        case_id=case_id,
        ref=ref,
        kind="explanation",
        post_id=district.SHO,
        by_post_id="east.sp",
        due_at=NOON + timedelta(hours=5),
        at=NOON + timedelta(hours=2),
        sealed_brief=b"",
    )


def listed(*, now: datetime = LATER) -> list[ledger_queries.DidNotAct]:
    return ledger_queries.did_not_act("east", TODAY, now=now)


def test_who_received_it_and_did_nothing_is_in_it_with_the_proof(ids: list[UUID]) -> None:
    event(ids[0], "direction_read", 2, "0000000000-1")
    event(ids[1], "received", 3, "0000000001-1")

    (only,) = listed()

    assert (only.ref, only.post, only.clock, only.cause) == ("0000000000-1", district.SHO, "receive", "will")
    assert (only.proof, only.proof_at) == ("read", NOON + timedelta(minutes=2))
    assert only.seconds == (12 * 60 - 5) * 60


def test_acting_on_a_later_day_does_not_take_it_out_but_is_told(ids: list[UUID]) -> None:
    event(ids[1], "received", 3, "0000000001-1")
    event(ids[0], "received", 24 * 60, "0000000000-1")

    (only,) = listed()

    assert only.acted_at == NOON + timedelta(days=1)


def test_the_superiors_order_and_its_answer_stand_beside_it(ids: list[UUID]) -> None:
    event(ids[1], "received", 3, "0000000001-1")
    order(ids[0], "0000000000-2")
    case_id = uuid4()
    Case.objects.create(
        id=case_id, number="9", lane="order", district_id="east", category="order", police="no", filed_at=NOON
    )
    order(case_id, "9-1")
    event(case_id, "answered", 200, "9-1")

    silent, unanswered = listed()

    assert (unanswered.ref, unanswered.clock) == ("0000000000-2", "order")
    assert [(o.ref, o.by, o.answered_at, o.late) for o in silent.orders] == [
        ("0000000000-2", "east.sp", None, True),
        ("9-1", "east.sp", NOON + timedelta(minutes=200), False),
    ]


def test_a_day_before_it_came_knows_nothing_of_it(ids: list[UUID]) -> None:
    assert ledger_queries.did_not_act("east", TODAY - timedelta(days=1), now=LATER) == []


def test_a_case_shows_its_chain(ids: list[UUID]) -> None:
    (chain,) = ledger_queries.case_ledgers(ids[0], now=LATER)

    assert (chain.post, chain.broken) == (district.SHO, "read")
    assert ledger_queries.case_ledgers(uuid4(), now=LATER) == []
