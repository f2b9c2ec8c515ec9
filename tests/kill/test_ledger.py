"""The ledger must notice: each test spoils a clean account in one way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bench.kill.ledger import Account, Case, Ledger, judge

KILL = 100.0
SPOILED = "000002"


def clean() -> tuple[Ledger, list[Case]]:
    """Three people who filed a tip each, and one relay killed on the way."""
    ledger, cases = Ledger(relay_kills=[KILL]), []
    for number in range(1, 4):
        who = f"{number:06d}"
        replies = {f"{who}-reply-{turn}" for turn in range(3)}
        chosen = {"police": "no", "category": "arms"}
        ledger.accounts[who] = Account(3, 3, replies, {f"code {who}"}, [f"({who}-1)", f"({who}-2)"], chosen)
        ledger.arrivals |= {reply: [KILL - 10] for reply in replies}
        cases.append(Case(f"case {who}", "arms", "no", 1, (f"दस बारह ({who}-1)", f"कल रात ({who}-2)", "बलुआ")))
    return ledger, cases


def test_a_clean_account_has_no_fault() -> None:
    ledger, cases = clean()

    verdict = judge(ledger, cases, {"inbox": 0})

    assert verdict.faults == {}
    assert (verdict.messages, verdict.replies, verdict.cases) == (9, 9, 3)


def lose_a_message(ledger: Ledger, cases: list[Case]) -> None:
    """Acknowledged, and then neither turn nor reply."""
    ledger.accounts[SPOILED].replies.pop()


def refuse_a_message(ledger: Ledger, cases: list[Case]) -> None:
    ledger.accounts[SPOILED].acknowledged -= 1


def take_a_message_twice(ledger: Ledger, cases: list[Case]) -> None:
    ledger.accounts[SPOILED].replies.add("one more")


def file_twice(ledger: Ledger, cases: list[Case]) -> None:
    cases.append(replace(cases[1], id="the same again"))


def report_twice_in_one_case(ledger: Ledger, cases: list[Case]) -> None:
    cases[1] = replace(cases[1], reports=2)


def lose_a_case(ledger: Ledger, cases: list[Case]) -> None:
    del cases[1]


def give_two_codes(ledger: Ledger, cases: list[Case]) -> None:
    ledger.accounts[SPOILED].codes.add("another code")


def lose_an_answer(ledger: Ledger, cases: list[Case]) -> None:
    cases[1] = replace(cases[1], words=cases[1].words[1:])


def double_an_answer(ledger: Ledger, cases: list[Case]) -> None:
    cases[1] = replace(cases[1], words=(*cases[1].words, cases[1].words[0]))


def change_a_choice(ledger: Ledger, cases: list[Case]) -> None:
    cases[1] = replace(cases[1], police="yes")


def mix_two_people(ledger: Ledger, cases: list[Case]) -> None:
    cases[1] = replace(cases[1], words=(*cases[1].words, cases[0].words[0]))


def file_for_nobody(ledger: Ledger, cases: list[Case]) -> None:
    cases.append(Case("whose", "arms", "no", 1, ("बलुआ",)))


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lose_a_message, "reply_missing"),
        (refuse_a_message, "not_acknowledged"),
        (take_a_message_twice, "reply_too_many"),
        (file_twice, "case_doubled"),
        (report_twice_in_one_case, "case_doubled"),
        (lose_a_case, "case_missing"),
        (give_two_codes, "codes_too_many"),
        (lose_an_answer, "words_lost"),
        (double_an_answer, "words_doubled"),
        (change_a_choice, "choice_lost"),
        (mix_two_people, "case_of_nobody_or_several"),
        (file_for_nobody, "case_of_nobody_or_several"),
    ],
)
def test_the_ledger_notices(spoil: Callable[[Ledger, list[Case]], None], fault: str) -> None:
    ledger, cases = clean()
    spoil(ledger, cases)

    verdict = judge(ledger, cases, {})

    assert fault in verdict.faults


def test_what_is_left_in_the_database_is_a_fault() -> None:
    verdict = judge(*clean(), {"inbox": 1, "set aside": 0})

    assert verdict.faults == {"left_over": ["inbox: 1"]}


def test_a_reply_doubled_around_a_kill_of_the_relay_is_counted_and_no_fault() -> None:
    ledger, cases = clean()
    ledger.arrivals[f"{SPOILED}-reply-0"] = [KILL - 0.1, KILL + 12]

    verdict = judge(ledger, cases, {})

    assert verdict.faults == {}
    assert (verdict.replies_doubled, verdict.doubled_after_relay_kill) == (1, 1)


def test_a_reply_doubled_after_a_hang_up_is_counted_and_no_fault() -> None:
    ledger, cases = clean()
    ledger.hung_up.add(f"{SPOILED}-reply-0")
    ledger.arrivals[f"{SPOILED}-reply-0"] = [KILL + 20, KILL + 31]

    verdict = judge(ledger, cases, {})

    assert verdict.faults == {}
    assert (verdict.replies_doubled, verdict.doubled_after_hang_up) == (1, 1)


def test_a_reply_doubled_without_either_is_a_fault() -> None:
    ledger, cases = clean()
    ledger.arrivals[f"{SPOILED}-reply-0"] = [KILL + 20, KILL + 31]

    verdict = judge(ledger, cases, {})

    assert verdict.faults == {"doubled_for_no_reason": [f"{SPOILED}-reply-0"]}
