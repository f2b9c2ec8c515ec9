"""Who is late, by how much and why. Times are minutes after noon; terms are the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from satark.cases.clock.clocks import due_now
from satark.cases.clock.history import History
from satark.cases.clock.lateness import charges, lateness, steps
from satark.cases.clock.rule_files import parse
from satark.cases.clock.rules import Rulebook, Version
from satark.cases.models import Direction
from tests.clock.line import (
    CO,
    DESK,
    OTHER,
    SHO,
    SP,
    START,
    K,
    at,
    delivered,
    filed,
    forwarded,
    given,
    happens,
)

USUAL = Rulebook()


def seconds(history: History, minutes: float, book: Rulebook = USUAL) -> Mapping[str, Mapping[str, float]]:
    return lateness(history, book, at(minutes))


def by_cause(history: History, minutes: float, clock: str) -> dict[str, float]:
    return {c.cause: c.seconds / 60 for c in charges(history, USUAL, at(minutes)) if c.clock == clock}


def test_time_with_nobody_is_the_desks_own() -> None:
    waiting = filed()

    assert seconds(waiting, 30) == {}
    assert seconds(waiting, 50) == {DESK: {"desk": 20 * 60}}


def test_forwarding_ends_the_desks_clock_and_begins_the_stations() -> None:
    history = forwarded(filed(), SHO, 40)

    assert seconds(history, 71) == {DESK: {"desk": 600}, SHO: {"receive": 60}}


def test_a_recall_goes_on_where_the_desks_clock_stood() -> None:
    history = forwarded(filed(), SHO, 25)
    history = happens(history, K.RECALLED, 30, ref="N-1")

    assert seconds(history, 40)[DESK] == {"desk": 5 * 60}


def test_an_ordinary_complaint_waits_until_somebody_of_the_desk_is_there_an_urgent_one_does_not() -> None:
    from_two = Rulebook((Version(START - timedelta(days=1), parse({"staffed": {"from": 14, "until": 22}})),))

    assert seconds(filed(), 160, from_two) == {DESK: {"desk": 10 * 60}}
    assert seconds(filed(urgent=True), 15, from_two) == {DESK: {"desk": 10 * 60}}


def test_marking_urgent_tightens_from_then() -> None:
    history = forwarded(filed(), SHO, 0)
    history = happens(history, K.MADE_URGENT, 10)

    assert seconds(history, 16)[SHO] == {"receive": 60}


def test_what_was_graver_once_keeps_its_terms() -> None:
    graver = parse(
        {
            "exceptions": [
                {"when": {"category": ["fight"]}, "minutes": {"receive": {"urgent": 5, "ordinary": 10}}}
            ]
        }
    )
    book = Rulebook((Version(START - timedelta(days=1), graver),))
    history = happens(filed(category="fight"), K.RECATEGORISED, 1, category="theft")
    history = forwarded(history, SHO, 2)

    assert seconds(history, 13, book)[SHO] == {"receive": 60}


def test_a_clock_runs_by_the_version_of_when_it_began() -> None:
    history = forwarded(filed(), SHO, 0)
    loose = parse({"minutes": {"receive": {"urgent": 60, "ordinary": 600}}})

    later = Rulebook((Version(at(5), loose),))
    before = Rulebook((Version(at(-5), loose), Version(at(5), parse({}))))

    assert seconds(history, 31, later)[SHO] == {"receive": 60}
    assert SHO not in seconds(history, 31, before)


def test_a_later_step_says_that_the_earlier_was_taken() -> None:
    history = happens(forwarded(filed(), SHO, 0), K.ON_SPOT, 20, ref="N-1")

    assert SHO not in seconds(history, 1000)


def test_a_returned_answer_never_was_one() -> None:
    history = forwarded(filed(), SHO, 0)
    answered = happens(history, K.ANSWERED, 100, ref="N-1")
    returned = happens(answered, K.RETURNED, 130, ref="N-1")

    assert seconds(answered, 200)[SHO] == {"receive": 70 * 60}
    assert seconds(returned, 200)[SHO]["receive"] == 170 * 60
    assert seconds(returned, 200)[SHO]["team"] == 80 * 60
    assert by_cause(returned, 200, "team") == {"platform": 70, "others": 10}


def test_nobody_came_reopens_and_the_terms_are_the_old_ones() -> None:
    history = happens(forwarded(filed(), SHO, 0), K.RECEIVED, 5, ref="N-1")
    history = happens(history, K.ANSWERED, 30, ref="N-1")

    reopened = happens(history, K.REOPENED, 600, by="complainant")

    assert SHO not in seconds(history, 600)
    assert seconds(reopened, 600)[SHO]["spot"] == 360 * 60


def test_who_handed_it_on_answers_for_it_until_somebody_has_taken_it_but_apart() -> None:
    history = delivered(forwarded(filed(), SHO, 0), "N-1", 0)
    history = forwarded(history, OTHER, 40, ref="N-2")
    taken = happens(history, K.RECEIVED, 50, ref="N-2")

    assert seconds(taken, 300)[SHO]["receive"] == 20 * 60
    assert by_cause(taken, 300, "receive") == {"will": 10, "others": 10}


def test_passing_it_to_and_fro_leaves_it_the_lateness_of_whoever_has_it_again() -> None:
    history = delivered(forwarded(filed(), SHO, 0), "N-1", 0)
    history = delivered(forwarded(history, OTHER, 10, ref="N-2"), "N-2", 10)
    history = delivered(forwarded(history, SHO, 20, ref="N-3"), "N-3", 20)

    mine = [each for each in charges(history, USUAL, at(500)) if (each.post, each.clock) == (SHO, "receive")]

    assert seconds(history, 500)[SHO]["receive"] == 470 * 60
    assert {each.cause: each.seconds / 60 for each in mine} == {"others": 20, "will": 450}


def test_what_was_closed_and_opened_again_is_late_as_if_it_had_never_been_closed() -> None:
    history = happens(forwarded(filed(), SHO, 0), K.ANSWERED, 20, ref="N-1")
    history = happens(history, K.CLOSED, 5000)
    again = given(history, Direction.Kind.COMPLAINT, SHO, 6000, ref="N-2")
    again = happens(again, K.REOPENED, 6000, ref="N-2", by="complainant")

    assert SHO not in seconds(history, 6000)
    assert seconds(again, 7000)[SHO]["team"] == (7000 - 120) * 60
    assert due_now(again, USUAL, "N-2") == at(6030)


def test_a_fair_reason_is_counted_apart_and_stays_in_the_total() -> None:
    history = delivered(forwarded(filed(), SHO, 0), "N-1", 0)
    told = happens(history, K.REASON, 50, ref="N-1", code="no_vehicle")

    assert seconds(told, 60)[SHO] == seconds(history, 60)[SHO] == {"receive": 30 * 60}
    assert by_cause(told, 60, "receive") == {"will": 20, "means": 10}


def test_until_whatsapp_reports_delivery_it_is_the_network() -> None:
    history = happens(forwarded(filed(), SHO, 0), K.DIRECTION_SENT, 0, ref="N-1")
    history = happens(history, K.DIRECTION_DELIVERED, 25, ref="N-1")

    assert by_cause(history, 70, "receive") == {"network": 25, "will": 15}


def test_what_never_left_us_is_no_officers_fault() -> None:
    history = forwarded(filed(), SHO, 0)
    refused = happens(history, K.DIRECTION_FAILED, 1, ref="N-1", why="token")
    unreached = happens(history, K.DIRECTION_FAILED, 1, ref="N-1", why="not_reachable")

    assert by_cause(history, 40, "receive") == {"platform": 10}
    assert by_cause(refused, 40, "receive") == {"platform": 10}
    assert by_cause(unreached, 40, "receive") == {"network": 10}


def test_ten_days_are_days_in_india() -> None:
    history = happens(forwarded(filed(), SHO, 0), K.ON_SPOT, 1, ref="N-1")
    midnight = 10 * 24 * 60 + 12 * 60

    assert SHO not in seconds(history, midnight)
    assert seconds(history, midnight + 1)[SHO] == {"close": 60}


def test_a_dispute_and_an_order_have_their_own_clocks() -> None:
    history = given(forwarded(filed(), SHO, 0), Direction.Kind.DISPUTE, CO, 5, ref="N-2")
    history = given(history, Direction.Kind.EXPLANATION, SHO, 10, ref="N-3", term=60)

    late = seconds(history, 90)

    assert late[CO] == {"dispute": 55 * 60}
    assert late[SHO]["order"] == 20 * 60


def test_only_who_gave_an_order_takes_it_back() -> None:
    history = given(filed(), Direction.Kind.ORDER, SHO, 0, ref="N-1", term=10)

    by_somebody = happens(history, K.WITHDRAWN, 15, ref="N-1")

    assert seconds(by_somebody, 60)[SHO] == {"order": 50 * 60}
    assert history.duties[0].by_post == SP


def test_each_step_says_how_long_it_took() -> None:
    history = delivered(forwarded(filed(), SHO, 2), "N-1", 3)
    history = happens(history, K.RECEIVED, 5, ref="N-1")

    took = {step.name: step.seconds for step in steps(history, "N-1", at(62)) if step.at}

    assert took == {"sent": 60, "delivered": 60, "received": 180}
