"""A complaint from its first word to its end, as the relay records it: rules of one process, without its rights."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from satark.cases import complaints
from satark.cases.models import Audience
from tests.cases import lane
from tests.cases.lane import BY_HAND, FIGHT, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district(db: None) -> None:
    lane.staff()


def test_a_complaint_lies_with_the_desk_until_somebody_forwards_it() -> None:
    case_id = lane.file(BY_HAND)

    assert lane.standing(case_id) == ("desk", "chandauli.desk", "")
    assert list(Audience.objects.values_list("unit_id", "side")) == [("chandauli", "desk")]
    assert lane.kinds(case_id) == ["filed"]


def test_filing_twice_is_filing_once() -> None:
    case_id = uuid4()
    numbers = {complaints.file_complaint(case_id, BY_HAND, now=NOON) for _ in range(2)}

    assert numbers == {lane.number(case_id)}
    assert lane.kinds(case_id) == ["filed"]


def test_what_is_urgent_and_clear_goes_to_the_station_by_itself() -> None:
    case_id = lane.file(replace(FIGHT, urgent=True))

    ref = f"{lane.number(case_id)}-1"
    assert lane.standing(case_id) == ("sent", "chn-balua.sho", ref)
    assert lane.told(case_id, "complaint") == ["chn-balua.sho", "chn-dcr.control"]
    assert lane.steps_told(case_id) == ["forwarded"]
    assert lane.direction(ref).by_post_id == "chandauli.sp"


@pytest.mark.parametrize(
    "unclear",
    [
        replace(FIGHT, urgent=False),
        replace(FIGHT, urgent=True, unit=""),
        replace(FIGHT, urgent=True, candidates=("chn-balua", "chn-dhanapur")),
    ],
)
def test_whatever_is_not_both_waits_for_the_desk(unclear: lane.Complaint) -> None:
    assert lane.standing(lane.file(unclear))[0] == "desk"
