"""Orders of the line of command, incidents, and complaints that are one matter."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from satark.cases import closing, complaints, errors, incidents, orders
from satark.cases import services as cases
from satark.cases.models import Audience, Case, Direction, Event, Standing
from satark.cases.statements import BRIEF
from satark.cases.values import Addition
from satark.jurisdiction import gazetteer
from satark.jurisdiction.gazetteer import UnitLine
from satark.jurisdiction.models import Post
from satark.jurisdiction.services import add_post, import_units
from satark.outbox.models import Notice
from satark.outbox.services import NOTICE_TEXT
from satark.vault.services import open_case
from tests.cases import lane
from tests.cases.lane import BY_HAND, MINUTE, NOON
from tests.world import BALUA_SAND

pytestmark = pytest.mark.django_db

CO, SHO, SP = "chn-c-skd.co", "chn-balua.sho", "chandauli.sp"
SOON = NOON + timedelta(hours=6)


@pytest.fixture(autouse=True)
def district(db: None) -> None:
    lane.staff()


def order(case_id: UUID | None = None, *, by: str = CO, post: str = SHO, **more: str) -> str:
    kind = more.pop("kind", "order")
    return orders.give(case_id, kind=kind, post=post, text="आज ही जाएँ", due_at=SOON, now=NOON, by=by, **more)  # type: ignore[arg-type]  # two literals


def test_an_order_reaches_its_addressee_and_its_answer_who_gave_it() -> None:
    case_id = lane.urgent()
    ref = order(case_id)

    lane.take(ref, "answered", at=NOON + MINUTE, text="जा रहे हैं")

    assert lane.told(case_id, "order") == [SHO]
    assert lane.told(case_id, "answered") == [CO]
    assert lane.direction(ref).due_at == SOON


def test_an_order_about_a_direction_goes_to_whoever_that_was_addressed_to() -> None:
    case_id = lane.urgent()

    ref = order(post="", about=lane.ref(case_id))

    assert (lane.direction(ref).post_id, lane.direction(ref).case_id) == (SHO, case_id)


def test_an_order_about_no_case_makes_one_that_only_the_two_know() -> None:
    ref = order(by=SP, post="chn-chakia.sho")

    row = lane.direction(ref)
    units = set(Audience.objects.filter(case_id=row.case_id).values_list("unit_id", "side"))
    assert row.case.lane == Case.Lane.ORDER
    assert units == {("chandauli", "line"), ("chn-chakia", "line")}
    assert not Standing.objects.filter(case_id=row.case_id).exists()


def test_an_explanation_is_called_for_through_the_co() -> None:
    order(lane.urgent(), by=SP, kind="explanation")

    told = Notice.objects.filter(kind="order").order_by("post_id")
    assert [(row.post_id, row.facts.get("via")) for row in told] == [(SHO, None), (CO, SHO)]


@pytest.mark.parametrize(
    ("by", "post"), [(CO, "chn-chakia.sho"), ("vns-range.dig", SHO), (SHO, CO), (CO, SP)]
)
def test_an_order_keeps_to_the_line_of_command(by: str, post: str) -> None:
    with pytest.raises(errors.PostNotAllowed):
        order(lane.urgent(), by=by, post=post)


def test_an_order_has_words_and_a_term_that_can_be_kept() -> None:
    with pytest.raises(errors.TermInPast):
        orders.give(None, kind="order", post=SHO, text="जाएँ", due_at=NOON, now=NOON, by=CO)
    with pytest.raises(errors.EmptyText):
        orders.give(None, kind="order", post=SHO, text=" ", due_at=SOON, now=NOON, by=CO)


def test_only_who_gave_an_order_sends_its_answer_back_or_withdraws_it() -> None:
    case_id = lane.urgent()
    ref = order(case_id)
    with pytest.raises(errors.NotAnswered):
        orders.send_back(ref, "और साफ़ लिखें", post=CO, now=NOON)
    lane.take(ref, "answered", text="हो गया")

    orders.send_back(ref, "और साफ़ लिखें", post=CO, now=NOON + MINUTE)
    for _ in range(2):
        orders.withdraw(ref, post=CO, now=NOON + 2 * MINUTE)

    with pytest.raises(errors.CaseNotFound):
        orders.withdraw(ref, post=SP, now=NOON)
    with pytest.raises(errors.CaseNotFound):
        lane.take(ref, "answered", text="फिर से")
    assert [kind for kind in lane.kinds(case_id) if kind in ("returned", "withdrawn")] == [
        "returned",
        "withdrawn",
    ]


# --- incidents ------------------------------------------------------------------------------------------------------


def incident(post: str = SHO) -> UUID:
    case_id = uuid4()
    incidents.report(case_id, post=post, text="सड़क जाम है", evidence=(uuid4(),), now=NOON)
    return case_id


def test_an_incident_rings_at_every_rank_of_its_line_and_in_the_control_room() -> None:
    case_id = incident()

    assert lane.told(case_id, "incident") == sorted([CO, "chandauli-sadar-sub.asp", SP, "chn-dcr.control"])
    assert lane.standing(case_id)[:2] == ("received", SHO)
    words = Notice.objects.filter(case_id=case_id).first()
    assert words is not None
    assert open_case(case_id).open(words.sealed_text, NOTICE_TEXT) == "सड़क जाम है"
    assert not Audience.objects.filter(case_id=case_id).exclude(side="line").exists()


def test_what_a_subordinate_reports_his_sho_hears_too() -> None:
    assert SHO in lane.told(incident("chn-balua.ssi"), "incident")


def test_reported_twice_is_reported_once() -> None:
    case_id = incident()

    incidents.report(case_id, post=SHO, text="सड़क जाम है", now=NOON)

    assert Event.objects.filter(case_id=case_id, kind="filed").count() == 1


def test_further_pieces_come_only_from_the_phone_that_reported_it() -> None:
    case_id = incident()

    incidents.more(case_id, post=SHO, text="रास्ता खुला", now=NOON + MINUTE)

    assert lane.kinds(case_id) == ["filed", "added"]
    with pytest.raises(errors.CaseNotFound):
        incidents.more(case_id, post=CO, text="?", now=NOON)


# --- several senders, one matter ------------------------------------------------------------------------------------


def test_what_is_merged_hears_of_every_step_and_is_exactly_as_before_when_taken_out_again() -> None:
    first, second = lane.urgent(), lane.file(BY_HAND)
    before = lane.standing(second)

    with lane.acting("chandauli.desk"):
        complaints.merge(second, lane.number(first), now=NOON + MINUTE)
        merged = lane.standing(second)[0]
        together = complaints.those_with(first)
        complaints.unmerge(second, now=NOON + 2 * MINUTE)

    assert merged == "merged"
    assert together == [(first, lane.number(first)), (second, lane.number(second))]
    assert lane.standing(second) == before
    assert complaints.those_with(first) == [(first, lane.number(first))]


def test_no_complaint_goes_into_itself_or_in_a_circle() -> None:
    first, second = lane.urgent(), lane.file(BY_HAND)

    with lane.acting("chandauli.desk"):
        with pytest.raises(errors.MergeNotAllowed):
            complaints.merge(second, lane.number(second), now=NOON)
        complaints.merge(second, lane.number(first), now=NOON)
        with pytest.raises(errors.MergeNotAllowed):
            complaints.merge(first, lane.number(second), now=NOON)


def test_what_is_merged_ends_with_the_whole() -> None:
    first, second = lane.urgent(), lane.file(BY_HAND)
    with lane.acting("chandauli.desk"):
        complaints.merge(second, lane.number(first), now=NOON)
    lane.take(lane.ref(first), "answered", code="other", stated=("place", "photo", "name"))

    complaints.say_visit(first, "yes", now=NOON + MINUTE)

    assert [lane.standing(case_id)[0] for case_id in (first, second)] == ["closed", "closed"]


@pytest.fixture
def two_in_one() -> tuple[UUID, UUID]:
    """Said to be done by the station; the second is part of the first."""
    first, second = lane.urgent(), lane.file(BY_HAND)
    with lane.acting("chandauli.desk"):
        complaints.merge(second, lane.number(first), now=NOON)
    lane.take(lane.ref(first), "answered", code="other", stated=("place", "photo", "name"))
    return first, second


def test_nobody_came_says_any_of_them_and_the_whole_is_open_again(two_in_one: tuple[UUID, UUID]) -> None:
    first, second = two_in_one

    complaints.say_visit(second, "no", "कोई नहीं आया", now=NOON + MINUTE)

    assert lane.standing(first)[0] == "sent"
    assert lane.told(first, "escalation") == ["chn-c-skd.co"]


def test_a_yes_of_one_part_ends_nothing_for_the_others(two_in_one: tuple[UUID, UUID]) -> None:
    complaints.say_visit(two_in_one[1], "yes", now=NOON + MINUTE)

    assert [lane.standing(case_id)[0] for case_id in two_in_one] == ["done", "merged"]


def test_what_ended_with_the_whole_goes_on_with_it(two_in_one: tuple[UUID, UUID]) -> None:
    first, second = two_in_one
    complaints.say_visit(first, "yes", now=NOON + MINUTE)

    complaints.say_visit(second, "no", now=NOON + 2 * MINUTE)

    assert [lane.standing(case_id)[0] for case_id in two_in_one] == ["sent", "merged"]
    assert [case_id for case_id, _ in complaints.those_with(first)] == [first, second]


def test_what_a_part_adds_reaches_who_attends_to_the_whole_and_makes_it_urgent() -> None:
    first, second = lane.file(BY_HAND), lane.file(BY_HAND)
    with lane.acting("chandauli.desk"):
        complaints.forward(first, unit="chn-balua", now=NOON)
        complaints.merge(second, lane.number(first), now=NOON)

    cases.add_statement(second, Addition(text="अब गोली चल रही है", urgent=True), now=NOON + MINUTE)

    assert Case.objects.get(pk=first).urgent
    assert lane.told(first, "complaint") == ["chn-balua.sho"] * 3 + ["chn-dcr.control"]


def test_what_is_over_takes_nothing_in() -> None:
    first, second = lane.file(BY_HAND), lane.file(BY_HAND)

    with lane.acting("chandauli.desk"):
        complaints.park(first, "greeting", now=NOON)
        with pytest.raises(errors.MergeNotAllowed):
            complaints.merge(second, lane.number(first), now=NOON)


def test_a_station_takes_its_steps_in_what_was_put_together_with_another() -> None:
    first, second = lane.urgent(), lane.urgent()
    ref = lane.ref(second)
    with lane.acting("chandauli.desk"):
        complaints.merge(second, lane.number(first), now=NOON)

    lane.take(ref, "received", at=NOON + MINUTE)

    assert "received" in lane.kinds(second)
    assert "received" not in lane.steps_told(second)


# --- the desk -------------------------------------------------------------------------------------------------------


def test_a_second_press_for_the_same_station_forwards_nothing_twice() -> None:
    case_id = lane.file(BY_HAND)

    with lane.acting("chandauli.desk"):
        refs = {complaints.forward(case_id, unit="chn-balua", now=NOON) for _ in range(2)}

    assert len(refs) == Direction.objects.filter(case_id=case_id).count() == 1


@pytest.mark.parametrize("unit", ["chandauli", "no-such-unit", "chn-sdm", "chn-c-skd"])
def test_a_complaint_is_never_sent_where_nobody_attends(unit: str) -> None:
    case_id = lane.file(BY_HAND)

    with lane.acting("chandauli.desk"), pytest.raises(errors.PostNotAllowed):
        complaints.forward(case_id, unit=unit, now=NOON)


def test_the_desk_forwards_within_its_own_district() -> None:
    import_units(
        [
            *gazetteer.units(),
            UnitLine("gzp-zamania", "station", "ghazipur", "Zamania", "ज़मानियाँ", None, None, ()),
        ]
    )
    add_post(code="gzp-zamania.sho", unit="gzp-zamania", role=Post.Role.SHO, name_en="SHO", name_hi="SHO")
    case_id = lane.file(BY_HAND)

    with lane.acting("chandauli.desk"), pytest.raises(errors.PostNotAllowed):
        complaints.forward(case_id, unit="gzp-zamania", now=NOON)


def test_who_is_sent_to_the_wrong_station_is_told_of_the_right_one_and_the_wrong_one_let_go() -> None:
    case_id = lane.file(BY_HAND)
    with lane.acting("chandauli.desk"):
        complaints.forward(case_id, unit="chn-chakia", now=NOON)
        complaints.forward(case_id, unit="chn-balua", now=NOON + 5 * MINUTE)

    assert lane.standing(case_id)[1] == SHO
    assert lane.told(case_id, "recall") == ["chn-chakia.sho"]
    # It was more than a slip: the line of Chakia had it, and goes on knowing what became of it.
    assert Audience.objects.filter(case_id=case_id, unit_id="chn-chakia").exists()


def test_a_parked_complaint_comes_back_when_more_is_said() -> None:
    case_id = lane.file(BY_HAND)
    with lane.acting("chandauli.desk"):
        complaints.park(case_id, "unclear", now=NOON)
    parked = lane.standing(case_id)[0]

    complaints.pass_on(case_id, words="", now=NOON)
    lane.add(case_id, "सब्ज़ी मंडी में चोरी हुई", at=NOON + MINUTE)

    assert (parked, lane.standing(case_id)[0]) == ("parked", "desk")


def test_whoever_holds_no_desk_finds_no_complaint_on_it() -> None:
    case_id = lane.file(BY_HAND)

    with lane.acting(SP), pytest.raises(errors.CaseNotFound):
        complaints.forward(case_id, unit="chn-balua", now=NOON)


def test_an_incident_of_which_nothing_more_is_heard_for_a_day_is_over() -> None:
    case_id = incident()
    incidents.more(case_id, post=SHO, text="रास्ता खुला", now=NOON + timedelta(hours=3))

    assert closing.close_what_nobody_disputed(now=NOON + timedelta(hours=26)) == 0
    assert closing.close_what_nobody_disputed(now=NOON + timedelta(hours=27)) == 1
    assert lane.standing(case_id)[0] == "closed"


# --- a tip's direction goes the same road ---------------------------------------------------------------------------


def test_a_tips_direction_is_answered_by_its_post_alone_and_nobody_of_the_line_hears_of_it() -> None:
    case_id = uuid4()
    number = cases.file_report(case_id, BALUA_SAND, now=NOON)
    row = {"kind": "direction", "post_id": SHO, "at": NOON, "due_at": SOON}
    Direction(
        case_id=case_id, ref=f"{number}-1", sealed_brief=open_case(case_id).seal("नाका", BRIEF), **row
    ).save()
    Event(case_id=case_id, kind="withdrawn", at=NOON, ref=f"{number}-1").save()

    for act, code in (("need_help", "force"), ("disputed", ""), ("answered", "")):
        lane.take(f"{number}-1", act, code=code, text="दो ट्रक पकड़े")

    assert lane.kinds(case_id)[-4:] == ["received", "need_help", "progress", "answered"]
    assert not Notice.objects.filter(case_id=case_id).exists()
    for post in ("chn-balua.ssi", CO, "chn-dcr.control"):
        with pytest.raises(errors.CaseNotFound):
            lane.take(f"{number}-1", "received", post=post)
