"""A complaint from its first word to its end, as the relay records it: rules of one process, without its rights."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from satark.cases import audit, closing, complaints, errors
from satark.cases import services as cases
from satark.cases.brief import compose
from satark.cases.models import Audience, Case, Direction, Event, Standing
from satark.cases.standing import record_of
from satark.cases.statements import BRIEF
from satark.cases.values import Addition, Complaint
from satark.outbox.models import Notice
from satark.outbox.services import NOTICE_TEXT
from satark.vault.services import open_case
from tests.cases import lane
from tests.cases.lane import BY_HAND, FIGHT, MINUTE, NOON

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
def test_whatever_is_not_both_waits_for_the_desk(unclear: Complaint) -> None:
    assert lane.standing(lane.file(unclear))[0] == "desk"


def test_what_the_desk_forwards_goes_out_on_the_sps_order_with_words_place_name_and_number() -> None:
    ref = f"{lane.number(lane.file(replace(FIGHT, urgent=True)))}-1"

    row = lane.direction(ref)
    brief = open_case(row.case_id).open(row.sealed_brief, BRIEF)
    notice = Notice.objects.get(post_id="chn-balua.sho")

    assert brief.splitlines() == [*FIGHT.said, "जगह: चहनियां बाज़ार", "शिकायतकर्ता: रामलाल", "91 5550 010203"]
    assert open_case(row.case_id).open(notice.sealed_text, NOTICE_TEXT) == brief
    assert (notice.facts["by"], notice.facts["phone"], notice.facts["unit"]) == (
        "chandauli.sp",
        "given",
        "chn-balua",
    )
    assert notice.facts["due_at"] == (NOON + 5 * MINUTE).isoformat()


def test_a_number_that_was_refused_is_in_no_brief() -> None:
    assert (
        compose([{"said": ["मारपीट"], "place": "", "name": "रामलाल", "phone": ""}])
        == "मारपीट\nशिकायतकर्ता: रामलाल"
    )


def test_the_unit_and_all_above_it_read_what_was_forwarded() -> None:
    case_id = lane.file(replace(FIGHT, urgent=True))

    line = Audience.objects.filter(case_id=case_id, side="line").values_list("unit_id", flat=True)

    assert set(line) == {
        "chn-balua",
        "chn-c-skd",
        "chandauli-sadar-sub",
        "chandauli",
        "vns-range",
        "vns-zone",
    }


def test_a_womans_complaint_is_on_the_help_desks_phone_as_well() -> None:
    case_id = lane.file(replace(FIGHT, category="women", urgent=True))

    assert lane.told(case_id, "complaint") == ["chn-balua.helpdesk", "chn-balua.sho", "chn-dcr.control"]


def test_what_is_added_reaches_whoever_attends_and_makes_it_urgent_where_it_is() -> None:
    case_id = lane.urgent()
    seen = Notice.objects.filter(case_id=case_id).count()

    cases.add_statement(case_id, Addition(text="अब लाठी चल रही है", evidence=(uuid4(),)), now=NOON + MINUTE)

    (notice,) = Notice.objects.filter(case_id=case_id).order_by("at")[seen:]
    assert (notice.post_id, notice.facts["added"], len(notice.facts["media"])) == ("chn-balua.sho", True, 1)


def test_an_addition_that_tells_of_danger_makes_an_ordinary_complaint_urgent() -> None:
    case_id = lane.file(BY_HAND)

    cases.add_statement(case_id, Addition(text="बचाओ", urgent=True), now=NOON + MINUTE)

    assert lane.kinds(case_id) == ["filed", "added", "made_urgent"]
    assert Standing.objects.get(pk=case_id).urgent


# --- the station's steps --------------------------------------------------------------------------------------------


def test_the_complainant_hears_of_every_step_once() -> None:
    case_id = lane.urgent()
    ref = lane.ref(case_id)

    for minute, act in enumerate(("received", "received", "team_sent", "on_spot", "on_spot"), start=1):
        lane.take(ref, act, at=NOON + minute * MINUTE, text="दरोगा सिंह" if act == "team_sent" else "")
    lane.take(ref, "answered", at=NOON + 9 * MINUTE, code="compromise", stated=("photo", "place"))

    assert lane.steps_told(case_id) == ["forwarded", "received", "team_sent", "on_spot", "answered"]
    assert Notice.objects.get(case_id=case_id, kind="visit").facts["outcome"] == "compromise"


def test_a_repeat_that_brings_something_along_is_kept_as_progress() -> None:
    ref = lane.ref(lane.urgent())

    lane.take(ref, "on_spot")
    lane.take(ref, "on_spot", pin=(25.4, 83.2))

    steps = Event.objects.filter(ref=ref, kind__in=["on_spot", "progress"]).order_by("id")
    assert [(step.kind, step.data.get("pin")) for step in steps] == [("on_spot", None), ("progress", True)]


@pytest.mark.parametrize(
    ("step", "missing"),
    [
        ({"code": "compromise"}, ("place", "photo", "name")),
        ({"code": "compromise", "pin": (25.4, 83.2)}, ("photo", "name")),
        ({"code": "compromise", "pin": (25.4, 83.2), "evidence": (uuid4(),)}, ("name",)),
        ({"code": "fir", "stated": ("place", "photo", "name")}, ("number",)),
        ({"code": "ncr", "number": "नहीं", "stated": ("place", "photo", "name")}, ("number",)),
    ],
)
def test_done_without_a_proof_of_the_visit_is_refused(step: dict[str, Any], missing: tuple[str, ...]) -> None:
    ref = lane.ref(lane.urgent())

    with pytest.raises(errors.ProofMissing) as refused:
        lane.take(ref, "answered", **step)

    assert refused.value.missing == missing
    assert not Event.objects.filter(kind="answered").exists()


def test_proof_that_was_sent_before_counts() -> None:
    case_id = lane.urgent()
    ref = lane.ref(case_id)
    lane.take(ref, "team_sent", text="दरोगा सिंह, दो सिपाही")
    lane.take(ref, "on_spot", pin=(25.4, 83.2))
    lane.take(ref, "progress", evidence=(uuid4(),))

    lane.take(ref, "answered", code="fir", number="0123/2026")

    assert lane.standing(case_id)[0] == "done"


def test_an_outcome_of_no_list_is_refused() -> None:
    with pytest.raises(errors.OutcomeUnknown):
        lane.take(lane.ref(lane.urgent()), "answered", code="sorted", stated=("place", "photo", "name"))


@pytest.mark.parametrize("act", ["reason", "need_help"])
def test_a_reason_of_no_list_is_refused(act: str) -> None:
    with pytest.raises(errors.CodeUnknown):
        lane.take(lane.ref(lane.urgent()), act, code="tired")


def test_a_reason_becomes_a_task_of_the_superior_once() -> None:
    case_id = lane.urgent()
    ref = lane.ref(case_id)

    for _ in range(2):
        lane.take(ref, "reason", code="no_vehicle")
    lane.take(ref, "reason", code="network")

    task = Direction.objects.get(case_id=case_id, kind="order")
    assert (task.post_id, task.by_post_id) == ("chn-c-skd.co", "chn-balua.sho")


@pytest.mark.parametrize("post", ["chn-dhanapur.sho", "chn-c-mgs.co", "chandauli.desk"])
def test_another_post_finds_no_such_direction(post: str) -> None:
    with pytest.raises(errors.CaseNotFound):
        lane.take(lane.ref(lane.urgent()), "received", post=post)


@pytest.mark.parametrize("post", ["chn-balua.ssi", "chn-balua.helpdesk"])
def test_anybody_of_the_station_may_act_on_its_complaint(post: str) -> None:
    case_id = lane.urgent()

    lane.take(lane.ref(case_id), "received", post=post)

    assert Event.objects.get(case_id=case_id, kind="received").post_id == post


def test_the_control_room_enters_112_and_the_prvs_arrival_and_neither_counts_for_the_station() -> None:
    case_id = lane.urgent()
    ref = lane.ref(case_id)

    lane.take(ref, "received", post="chn-dcr.control")
    lane.take(ref, "gd", post="chn-dcr.control", number="P24112600123")
    lane.take(ref, "on_spot", post="chn-dcr.control")
    lane.take(ref, "on_spot")

    events = (
        Event.objects.filter(case_id=case_id, ref=ref).order_by("id").values_list("kind", "post_id", "step")
    )
    assert list(events)[1:] == [
        ("progress", "chn-dcr.control", ""),
        ("gd", "chn-dcr.control", ""),
        ("on_spot", "chn-dcr.control", "prv"),
        ("received", "chn-balua.sho", ""),
        ("on_spot", "chn-balua.sho", ""),
    ]
    assert Event.objects.get(kind="gd").data == {"way": "112", "number": "P24112600123"}


# --- after "done" ---------------------------------------------------------------------------------------------------


def done() -> tuple[UUID, str]:
    case = lane.urgent()
    lane.take(lane.ref(case), "answered", code="compromise", text="समझौता", stated=("place", "photo", "name"))
    return case, lane.ref(case)


def test_the_complainants_yes_closes_it() -> None:
    case_id, _ = done()

    complaints.say_visit(case_id, "yes", now=NOON + MINUTE)

    assert lane.standing(case_id)[0] == "closed"
    assert Event.objects.get(case_id=case_id, kind="closed").data == {"outcome": "compromise"}


@pytest.mark.parametrize("came", ["no", "partly"])
def test_nobody_came_reopens_it_one_rank_higher_each_time(came: str) -> None:
    case_id, first = done()

    complaints.say_visit(case_id, came, "कोई नहीं आया", now=NOON + MINUTE)
    second = lane.ref(case_id)
    lane.take(second, "answered", at=NOON + 2 * MINUTE, code="other", stated=("place", "photo", "name"))
    complaints.say_visit(case_id, came, now=NOON + 3 * MINUTE)

    stage, owner, third = lane.standing(case_id)
    assert (stage, owner, len({first, second, third})) == ("sent", "chn-balua.sho", 3)
    by = [lane.direction(ref).by_post_id for ref in (first, second, third)]
    assert by == ["chandauli.sp", "chn-c-skd.co", "chandauli-sadar-sub.asp"]
    assert lane.told(case_id, "escalation") == ["chandauli-sadar-sub.asp", "chn-c-skd.co"]


def test_three_days_of_silence_close_it_and_not_an_hour_less() -> None:
    case_id, _ = done()

    assert closing.close_what_nobody_disputed(now=NOON + timedelta(days=3) - MINUTE) == 0
    assert [closing.close_what_nobody_disputed(now=NOON + timedelta(days=3)) for _ in range(2)] == [1, 0]
    assert lane.standing(case_id)[0] == "closed"


def test_a_false_complaint_is_closed_only_when_the_co_stands_by_it() -> None:
    case_id = lane.urgent()
    lane.take(lane.ref(case_id), "answered", code="false", stated=("place", "photo", "name"))

    complaints.say_visit(case_id, "yes", now=NOON + MINUTE)

    assert lane.standing(case_id)[0] == "done"
    assert lane.told(case_id, "answered") == ["chn-c-skd.co"]


def test_taking_it_back_ends_nothing_and_is_told_to_whoever_attends() -> None:
    case_id = lane.urgent()

    complaints.retract(case_id, "समझौता हो गया", now=NOON + MINUTE)

    assert lane.standing(case_id)[0] == "sent"
    assert Notice.objects.filter(facts__retracted=True).count() == 1


def test_stars_are_one_to_five() -> None:
    case_id, _ = done()
    complaints.rate(case_id, 4, now=NOON)

    for stars in (0, 6):
        with pytest.raises(errors.CodeUnknown):
            complaints.rate(case_id, stars, now=NOON)
    assert Event.objects.get(kind="rated").data == {"stars": 4}


def test_of_what_is_closed_a_share_goes_to_a_circle_that_did_not_handle_it() -> None:
    drawn = [audit.is_drawn(uuid4(), NOON) for _ in range(4000)]
    case_id, ref = done()
    known = record_of(Case.objects.get(pk=case_id))
    at = next(at for at in (NOON + n * MINUTE for n in range(1000)) if audit.is_drawn(case_id, at))

    audit.draw(known, outcome="compromise", now=at)

    review = Direction.objects.get(kind="review")
    assert 0.03 < sum(drawn) / len(drawn) < 0.07
    assert review.post_id in ("chn-c-mgs.co", "chn-c-chk.co")
    assert (review.by_post_id, bytes(review.sealed_brief)) == (
        "chandauli.sp",
        bytes(lane.direction(ref).sealed_brief),
    )


def test_a_case_without_a_draw_is_reviewed_by_nobody() -> None:
    case_id, _ = done()
    at = next(at for at in (NOON + n * MINUTE for n in range(1000)) if not audit.is_drawn(case_id, at))

    assert audit.draw(record_of(Case.objects.get(pk=case_id)), outcome="other", now=at) == ""
