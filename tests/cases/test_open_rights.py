"""The open lane in the real roles: the desk reads what comes in, the line what was sent to its ground, nobody else anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, transaction

from satark.cases import audit, closing, complaints, disputes, errors, incidents, orders, steps
from satark.cases.clock import ticks
from satark.cases.models import Audience, Case, Direction, Event, Standing, Statement
from satark.cases.values import Step
from satark.jurisdiction.models import Holding
from satark.outbox.models import Notice
from satark.vault.errors import KeyAbsent
from satark.vault.services import open_case
from tests.cases import lane
from tests.cases.lane import BY_HAND, FIGHT, PROOF
from tests.world import TERM, World, now

DESK, SHO = "chandauli.desk", "chn-balua.sho"
LINE = (
    SHO,
    "chn-balua.ssi",
    "chn-c-skd.co",
    "chandauli-sadar-sub.asp",
    "chandauli.sp",
    "chn-dcr.control",
    "vns-range.dig",
)
APART = (
    *("chn-dhanapur.sho", "chn-c-mgs.co", "chandauli-op.asp", "bly-izzatnagar.sho"),
    *("chandauli.cell", "vns-range.cell", "bareilly.cell", "chn-balua.helpdesk"),
)


@pytest.fixture
def world(world: World) -> World:
    return lane.join(world)


def seen(world: World, post: str) -> set[UUID]:
    with world.at_console(post):
        return set(Case.objects.values_list("id", flat=True))


def test_before_it_is_forwarded_only_the_desk_knows_of_it(world: World) -> None:
    case_id = lane.filed(world, BY_HAND)

    assert seen(world, DESK) == {case_id}
    assert {post for post in (*LINE, *APART) if seen(world, post)} == set()


def test_who_is_told_that_the_desk_is_late_can_see_of_what(world: World) -> None:
    case_id = lane.filed(world, replace(BY_HAND, urgent=True), at=now() - timedelta(hours=2))

    with world.database.acting_as("worker"):
        ticks.tick(now=now())

    told = set(Notice.objects.filter(case_id=case_id, kind="escalation").values_list("post_id", flat=True))
    assert "chandauli.sp" in told
    assert seen(world, "chandauli.sp") == {case_id}
    assert {post for post in ("chn-c-skd.co", SHO, *APART) if seen(world, post)} == set()


def test_when_it_is_forwarded_the_line_reads_it_and_nobody_beside(world: World) -> None:
    case_id, _ = lane.forwarded(world)

    assert {post for post in (DESK, *LINE, *APART) if seen(world, post)} == {DESK, *LINE}
    for post in LINE:
        with world.at_console(post):
            assert Statement.objects.count() == 1
            assert Standing.objects.get(pk=case_id).owner_id == SHO
            assert open_case(case_id).case_id == case_id
    for post in APART:
        with world.at_console(post):
            assert not any(model.objects.exists() for model in (Event, Direction, Standing))
            with pytest.raises(KeyAbsent):
                open_case(case_id)


def test_a_complaint_called_back_at_once_is_unknown_to_the_wrong_line_again(world: World) -> None:
    case_id, ref = lane.forwarded(world, unit="chn-chakia")

    with world.at_console(DESK):
        complaints.recall(case_id, ref, now=now())

    # The addressee still sees that he had something, as it is in the record; the case itself he does not see.
    assert {post for post in ("chn-chakia.sho", "chn-c-chk.co", "chandauli.sp") if seen(world, post)} == set()
    assert seen(world, DESK) == {case_id}


def test_every_act_of_the_desk_is_within_its_rights(world: World) -> None:
    case_id, other = lane.filed(world, BY_HAND), lane.filed(world, BY_HAND)

    with world.at_console(DESK):
        complaints.mark_read(case_id, now=now())
        complaints.mark_urgent(case_id, now=now())
        complaints.recategorise(case_id, "theft", now=now())
        complaints.ask(case_id, "कहाँ?", now=now())
        complaints.tell(case_id, "देख रहे हैं", now=now())
        complaints.note(case_id, "पहले भी आया था", now=now())
        ref = complaints.forward(case_id, unit="chn-balua", now=now())
        complaints.recall(case_id, ref, now=now())
        complaints.forward(case_id, unit="chn-sog", now=now())
        complaints.park(other, "greeting", now=now())
        third = Case.objects.get(pk=case_id).number
    fourth = lane.filed(world, BY_HAND)
    with world.at_console(DESK):
        complaints.merge(fourth, third, now=now())
        complaints.unmerge(fourth, now=now())

    assert lane.standing(case_id)[:2] == ("sent", "chn-sog.special")
    assert lane.standing(other)[0] == "parked"
    assert lane.standing(fourth)[0] == "desk"


def test_a_station_takes_every_step_at_the_console(world: World) -> None:
    case_id, ref = lane.forwarded(world)

    with world.at_console(SHO):
        for step in (
            Step("received"),
            Step("team_sent", text="दरोगा सिंह"),
            Step("need_help", code="force"),
            Step("gd", way="out", number="12"),
            Step("on_spot"),
            PROOF,
        ):
            steps.take(ref, step, post=SHO, now=now())

    assert lane.standing(case_id)[0] == "done"
    # By day the CO, by night the control room, which is awake.
    assert lane.told(case_id, "order") in (["chn-c-skd.co"], ["chn-dcr.control"])


def test_a_dispute_is_raised_and_decided_at_the_console(world: World) -> None:
    case_id, ref = lane.forwarded(world)

    with world.at_console(SHO):
        steps.take(ref, Step("disputed", unit="chn-dhanapur"), post=SHO, now=now())
    with world.at_console("chn-c-skd.co"):
        dispute = Direction.objects.get(kind="dispute").ref
        disputes.decide(dispute, "chn-dhanapur", post="chn-c-skd.co", now=now())

    assert lane.standing(case_id)[:2] == ("sent", "chn-dhanapur.sho")
    assert seen(world, "chn-dhanapur.sho") == {case_id}


def test_superiors_order_approve_and_return_at_the_console(world: World) -> None:
    case_id, ref = lane.forwarded(world)
    with world.in_relay():
        lane.take(ref, "answered", at=now(), code="false", text="झूठी", stated=("place", "photo", "name"))

    with world.at_console("chn-c-skd.co"):
        complaints.approve(case_id, ref, now=now())
        complaints.give_back(case_id, ref, "फोटो नहीं है", now=now())
        given = orders.give(case_id, kind="order", post=SHO, text="आज ही जाएँ", due_at=now() + TERM, now=now())
        orders.withdraw(given, post="chn-c-skd.co", now=now())
    with world.at_console("chandauli.sp"):
        orders.give(case_id, kind="explanation", post=SHO, text="कारण बताएँ", due_at=now() + TERM, now=now())

    assert lane.standing(case_id)[0] == "received"


def test_nobody_orders_past_a_rank(world: World) -> None:
    case_id, _ = lane.forwarded(world)

    with world.at_console("vns-range.dig"), pytest.raises(errors.PostNotAllowed):
        orders.give(case_id, kind="order", post=SHO, text="जाएँ", due_at=now() + TERM, now=now())


def test_an_incident_is_on_the_boards_of_its_line_without_the_desk(world: World) -> None:
    case_id = uuid4()
    with world.in_relay():
        incidents.report(case_id, post=SHO, text="सड़क जाम", now=now())

    assert {post for post in (DESK, *LINE, *APART) if seen(world, post)} == set(LINE)


def test_the_relay_does_all_that_comes_from_phones(world: World) -> None:
    case_id, incident = lane.filed(world, replace(FIGHT, urgent=True)), uuid4()
    proof = ("place", "photo", "name")

    with world.in_relay():
        lane.add(case_id, "जल्दी आइए", at=now())
        lane.take(lane.ref(case_id), "disputed", at=now(), unit="chn-dhanapur")
        dispute = Direction.objects.get(kind="dispute")
        disputes.decide(dispute.ref, "chn-balua", post=dispute.post_id, now=now())
        lane.take(lane.ref(case_id), "need_help", at=now(), code="force")
        lane.take(lane.ref(case_id), "answered", at=now(), code="other", stated=proof)
        complaints.say_visit(case_id, "no", now=now())
        lane.take(lane.ref(case_id), "answered", at=now(), code="other", stated=proof)
        complaints.say_visit(case_id, "yes", now=now())
        complaints.rate(case_id, 5, now=now())
        incidents.report(incident, post=SHO, text="जाम", now=now())
        incidents.more(incident, post=SHO, text="खुल गया", now=now())
        orders.give(
            None, kind="order", post=SHO, text="मिलें", due_at=now() + TERM, now=now(), by="chandauli.sp"
        )

    assert lane.standing(case_id)[0] == "closed"
    assert lane.standing(incident)[0] == "received"


def test_the_worker_closes_what_nobody_disputed(world: World) -> None:
    case_id = lane.filed(world, replace(FIGHT, urgent=True))
    with world.in_relay():
        lane.take(lane.ref(case_id), "answered", at=now(), code="other", stated=("place", "photo", "name"))
    after = next(
        at
        for at in (now() + timedelta(days=3, minutes=minute) for minute in range(1000))
        if audit.is_drawn(case_id, at)
    )

    with world.database.acting_as("worker"):
        assert closing.close_what_nobody_disputed(now=after) == 1

    assert lane.standing(case_id)[0] == "closed"
    assert Direction.objects.get(kind="review").post_id in ("chn-c-mgs.co", "chn-c-chk.co")


# --- what the database refuses, whatever the console sends ----------------------------------------------------------


def refused(world: World, post: str, row: Event | Direction | Notice | Audience | Standing) -> None:
    with world.at_console(post), pytest.raises(Error, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)


NOT_HIS_TO_RECORD = {
    DESK: ("received", "on_spot", "answered", "decided", "ordered", "closed", "escalated"),
    SHO: ("forwarded", "decided", "approved", "returned", "overdue", "closed"),
    "chn-c-skd.co": ("forwarded", "escalated", "stood_in", "visit_said", "direction_read"),
    "chandauli.cell": ("note", "received", "forwarded"),
    "chn-dhanapur.sho": ("received", "note"),
}


def test_nobody_records_what_is_not_his_to_do(world: World) -> None:
    case_id, ref = lane.forwarded(world)

    for post, kinds in NOT_HIS_TO_RECORD.items():
        officer = Holding.objects.get(post_id=post).officer_id
        for kind in kinds:
            about = "" if kind in ("note", "closed", "visit_said") else ref
            refused(
                world,
                post,
                Event(case_id=case_id, kind=kind, at=now(), post_id=post, officer_id=officer, ref=about),
            )


def test_who_looks_into_another_circles_case_decides_nothing_in_it(world: World) -> None:
    case_id, ref = lane.forwarded(world)
    Audience.objects.create(case_id=case_id, unit_id="chn-c-mgs", side="line")
    reviewer = "chn-c-mgs.co"
    officer = Holding.objects.get(post_id=reviewer).officer_id

    for kind in ("decided", "approved", "returned", "ordered", "withdrawn"):
        row = {"kind": kind, "post_id": reviewer, "officer_id": officer, "ref": ref}
        refused(world, reviewer, Event(case_id=case_id, at=now(), **row))


def test_nobody_takes_a_complaint_from_its_station_without_a_decision(world: World) -> None:
    case_id, ref = lane.forwarded(world)

    for post in ("chn-c-skd.co", SHO):
        officer = Holding.objects.get(post_id=post).officer_id
        row = {"post_id": post, "officer_id": officer, "ref": ref, "at": now()}
        refused(world, post, Event(case_id=case_id, kind="decided", **row))
        with world.at_console(post), pytest.raises(Error, match="without a decision"), transaction.atomic():
            Event(case_id=case_id, kind="recalled", **row).save(force_insert=True)


def test_no_console_puts_the_clock_to_sleep(world: World) -> None:
    case_id, _ = lane.forwarded(world)

    for post in (DESK, SHO):
        with world.at_console(post):
            Standing.objects.filter(pk=case_id).update(look_at=None)

        assert Standing.objects.filter(pk=case_id, look_at__lte=now()).exists()


NOT_HIS_TO_ORDER: list[tuple[str, dict[str, str]]] = [
    (DESK, {"kind": "order"}),
    (DESK, {"post_id": "bly-izzatnagar.sho"}),
    (DESK, {"by_post_id": "chandauli.desk"}),
    ("chn-c-skd.co", {"kind": "order", "by_post_id": "chandauli.sp"}),
    ("chn-c-skd.co", {"kind": "order", "by_post_id": "chn-c-skd.co", "post_id": "chn-chakia.sho"}),
    ("vns-range.dig", {"kind": "order", "by_post_id": "vns-range.dig"}),
    (SHO, {"by_post_id": SHO, "post_id": "chn-dhanapur.sho"}),
    ("chandauli.cell", {"kind": "direction"}),
]


def test_nobody_orders_what_the_line_of_command_does_not_give_him(world: World) -> None:
    case_id, ref = lane.forwarded(world)

    for post, changes in NOT_HIS_TO_ORDER:
        row = {"kind": "complaint", "post_id": SHO} | changes
        when = {"at": now(), "due_at": now() + TERM}
        refused(world, post, Direction(case_id=case_id, ref=f"{ref[:-1]}7", sealed_brief=b"", **row, **when))


NOT_HIS_TO_SEND: list[tuple[str, dict[str, str]]] = [
    (SHO, {"kind": "answer", "post_id": "", "ref": ""}),
    (SHO, {"kind": "question", "post_id": "", "ref": ""}),
    (DESK, {"kind": "order"}),
    (DESK, {"post_id": "chn-chakia.sho"}),
    (DESK, {"post_id": "chandauli.cell"}),
    (SHO, {"kind": "complaint", "post_id": "chn-dhanapur.sho"}),
    ("chandauli.cell", {"kind": "direction"}),
]


def test_no_words_go_where_no_duty_went(world: World) -> None:
    case_id, ref = lane.forwarded(world)

    for post, changes in NOT_HIS_TO_SEND:
        row = {"kind": "complaint", "post_id": SHO, "ref": ref} | changes
        refused(world, post, Notice(case_id=case_id, at=now(), sealed_text=b"", **row))


def test_nobody_lets_a_unit_read_that_is_not_above_who_attends(world: World) -> None:
    case_id, _ = lane.forwarded(world)

    for post in (DESK, SHO, "chandauli.sp"):
        refused(world, post, Audience(case_id=case_id, unit_id="chn-chakia", side="line"))
        refused(world, post, Audience(case_id=case_id, unit_id="chn-balua", side="desk"))


def test_neither_desk_nor_line_can_touch_a_tip(world: World) -> None:
    case_id = world.tip()

    assert {post for post in (DESK, *LINE, *APART) if seen(world, post)} == {
        "chandauli.cell",
        "vns-range.cell",
    }
    with world.at_console(DESK), pytest.raises(errors.CaseNotFound):
        complaints.forward(case_id, unit="chn-balua", now=now())
    refused(world, DESK, Audience(case_id=case_id, unit_id="chn-balua", side="line"))


def test_the_relay_reads_back_no_word_of_a_tip(world: World) -> None:
    tip, complaint = world.tip(), lane.filed(world, BY_HAND)

    with world.in_relay():
        assert set(Statement.objects.values_list("case_id", flat=True)) == {complaint}
        assert Case.objects.filter(pk=tip).exists()


def test_the_worker_does_not_see_when_a_complainant_hears_something(world: World) -> None:
    case_id, _ = lane.forwarded(world)

    with world.database.acting_as("worker"):
        posts = set(Notice.objects.filter(case_id=case_id).values_list("post_id", flat=True))
        with connection.cursor() as cursor, pytest.raises(Error, match="permission denied"):
            cursor.execute("SELECT 1 FROM cases_statement")

    assert posts == {SHO}
