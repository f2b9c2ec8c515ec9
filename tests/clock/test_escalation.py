"""Who is told that a clock has run out, in which order, and what is tried when a message does not arrive."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from satark.cases.clock.history import History
from satark.cases.clock.looking import Look, look
from satark.cases.clock.rule_files import parse
from satark.cases.clock.rules import Rulebook, Version
from satark.jurisdiction.roster import Roster
from tests.clock.line import OTHER, SHO, START, K, at, delivered, filed, forwarded, given, happens
from tests.jurisdiction.duty import away, roster

ALL_THERE = roster()
NIGHT = timedelta(hours=12)
USUAL = Rulebook()


def look_now(history: History, minutes: float, *, people: Roster = ALL_THERE, book: Rulebook = USUAL) -> Look:
    return look(history, book, people, at(minutes))


def escalated(found: Look) -> list[tuple[str, str]]:
    return [(each.step, str(each.data["to"])) for each in found.owed if each.kind == K.ESCALATED]


def at_the_phone(*, urgent: bool = True) -> History:
    return delivered(forwarded(filed(urgent=urgent), SHO, 0), "N-1", 0)


def moved(history: History, by: timedelta) -> History:
    """The same at another hour of the day."""
    return replace(
        history,
        filed_at=history.filed_at + by,
        duties=tuple(replace(d, at=d.at + by, due_at=d.due_at + by) for d in history.duties),
        events=tuple(replace(e, at=e.at + by) for e in history.events),
    )


def test_nobody_is_told_before_the_term_is_over() -> None:
    found = look_now(at_the_phone(), 4.9)

    assert found.owed == ()
    assert found.again_at == at(5)


def test_rank_after_rank_is_told_as_time_goes_on() -> None:
    history, told = at_the_phone(), []

    for minutes in (5.1, 10.1, 15.1, 20.1):
        found = look_now(history, minutes)
        told += escalated(found)
        history = history.with_done(found.owed, at(minutes))

    receive = [each for each in told if each[0].startswith("receive")]
    assert receive == [
        ("receive:1", "river.co"),
        ("receive:2", "east-sub.asp"),
        ("receive:3", "east.sp"),
        ("receive:4", "range.dig"),
    ]


def test_by_night_those_who_are_awake_are_told_first() -> None:
    history = moved(at_the_phone(), NIGHT)

    found = look(history, USUAL, ALL_THERE, at(20.1) + NIGHT)

    to = [to for step, to in escalated(found) if step.startswith("receive")]
    assert to == ["ghat.night", "east.control", "east.night_go", "east-sub.asp"]


def test_who_is_away_is_passed_over() -> None:
    nobody_at_circle = roster(away("river.co"))

    found = look_now(at_the_phone(), 5.1, people=nobody_at_circle)

    assert escalated(found) == [("receive:1", "east-sub.asp")]


def test_a_missed_tick_is_made_up_for_and_the_second_look_owes_nothing() -> None:
    history = at_the_phone()

    late = look_now(history, 12)
    again = look_now(history.with_done(late.owed, at(12)), 12.1)

    assert escalated(late) == [("receive:1", "river.co"), ("receive:2", "east-sub.asp")]
    assert escalated(again) == []


def test_what_ran_out_while_nobody_looked_is_told_although_it_is_done_by_now() -> None:
    history = happens(at_the_phone(), K.RECEIVED, 8, ref="N-1")
    history = happens(history, K.TEAM_SENT, 8, ref="N-1")
    history = happens(history, K.ON_SPOT, 9, ref="N-1")

    assert escalated(look_now(history, 60)) == [("receive:1", "river.co")]


def test_a_clock_set_back_takes_nothing_back_and_a_clock_set_forward_tells_nobody_twice() -> None:
    history = at_the_phone()
    found = look_now(history, 6)
    history = history.with_done(found.owed, at(6))

    a_day_back = look_now(history, 6 - 24 * 60)
    a_year_on = look_now(history, 365 * 24 * 60)
    history = history.with_done(a_year_on.owed, at(365 * 24 * 60))

    assert escalated(a_day_back) == []
    steps = [step for step, _ in escalated(found) + escalated(a_year_on)]
    assert len(steps) == len(set(steps))
    assert escalated(look_now(history, 365 * 24 * 60 + 1)) == []
    assert escalated(look_now(history, 7)) == []


def test_the_desk_answers_for_what_nobody_has() -> None:
    assert escalated(look_now(filed(), 31)) == [("desk:1", "east.sp")]


def test_the_late_one_is_told_the_fact_once() -> None:
    found = look_now(at_the_phone(), 12)

    told = [tell.post for owed in found.owed for tell in owed.tell]
    assert told == ["river.co", SHO, "east-sub.asp"]


def test_what_another_post_took_over_goes_up_no_further_under_the_first_ones_name() -> None:
    history = forwarded(at_the_phone(), OTHER, 3, ref="N-2")
    history = happens(delivered(history, "N-2", 3), K.RECEIVED, 4, ref="N-2")

    found = look_now(history, 14)

    assert escalated(found) == []


def test_only_chosen_clocks_go_to_phones_at_once_all_go_into_the_record() -> None:
    quiet = Rulebook((Version(START - timedelta(days=1), parse({"at_once": ["dispute"]})),))

    found = look_now(at_the_phone(), 6, book=quiet)

    assert escalated(found) == [("receive:1", "river.co")]
    assert [tell.post for owed in found.owed for tell in owed.tell] == [SHO]


def test_of_an_order_only_who_gave_it_is_told() -> None:
    history = given(filed(urgent=True), "order", SHO, 0, ref="N-1", term=10)

    found = look_now(history, 11)

    assert ("order:1", "east.sp") in escalated(found)
    assert not [step for step, _ in escalated(look_now(history, 99_999)) if step == "order:2"]


def test_a_dispute_that_nobody_decides_goes_to_the_next_above() -> None:
    history = given(at_the_phone(), "dispute", "river.co", 1, ref="N-2")

    assert ("dispute:1", "east-sub.asp") in escalated(look_now(history, 31.5))


# --- stand-in --------------------------------------------------------------------------------------------------------


def test_when_the_owner_goes_whoever_stands_in_gets_the_case_and_once() -> None:
    leaves: datetime = at(2)
    people = roster(away(SHO, since=leaves))
    history = at_the_phone(urgent=False)

    found = look_now(history, 3, people=people)
    again = look_now(history.with_done(found.owed, at(3)), 4, people=people)

    assert [(o.kind, o.step, o.data["to"]) for o in found.owed] == [(K.STOOD_IN, "1", "ghat.ssi")]
    assert again.owed == ()


def test_who_was_told_already_when_it_was_forwarded_is_not_told_again() -> None:
    people = roster(away(SHO, since=at(-600)))

    assert look_now(at_the_phone(urgent=False), 3, people=people).owed == ()


# --- the dead-zone ladder ----------------------------------------------------------------------------------------------


def rungs(found: Look) -> list[tuple[str, str]]:
    return [(owed.step, str(owed.data["to"])) for owed in found.owed if owed.kind == K.LADDER]


def test_what_does_not_arrive_is_tried_by_radio_sms_telephone_and_the_deputy() -> None:
    history = forwarded(filed(urgent=True), SHO, 0)

    assert rungs(look_now(history, 2.9)) == []
    assert look_now(history, 2.9).again_at == at(3)
    assert rungs(look_now(history, 13)) == [
        ("radio", "east.control"),
        ("sms", SHO),
        ("call", "east.control"),
        ("deputy", "ghat.ssi"),
    ]


def test_where_nobody_else_of_the_station_is_there_the_deputy_is_the_next_above() -> None:
    history = forwarded(filed(urgent=True), OTHER, 0)

    assert ("deputy", "river.co") in rungs(look_now(history, 13))


def test_delivery_ends_the_ladder() -> None:
    history = delivered(forwarded(filed(urgent=True), SHO, 0), "N-1", 4)

    assert rungs(look_now(history, 30)) == []


# --- the signature -------------------------------------------------------------------------------------------------


def cognizable() -> History:
    return replace(at_the_phone(urgent=False), cognizable=True)


def reminded(found: Look) -> list[str]:
    return [owed.step for owed in found.owed if owed.kind == K.REMINDED]


def test_the_signature_is_reminded_after_a_day_and_two_and_told_upwards_after_three() -> None:
    history, hour = cognizable(), 60
    first = look_now(history, 24 * hour)
    history = history.with_done(first.owed, at(24 * hour))

    missed = look_now(history, 73 * hour)

    assert reminded(first) == ["signature:24"]
    assert reminded(missed) == ["signature:48", "signature:72"]
    speaks = [tell.post for owed in missed.owed if owed.kind == K.REMINDED for tell in owed.tell]
    assert speaks == ["river.co"]


def test_a_signature_ends_its_clock_and_other_offences_need_none() -> None:
    signed = happens(cognizable(), K.SIGNED, 600)

    assert reminded(look_now(signed, 99_999)) == []
    assert reminded(look_now(at_the_phone(), 99_999)) == []
