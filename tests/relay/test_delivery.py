"""Statuses in any order, contradicting each other, too early, for nobody: a rank never falls, a failure stands apart."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from satark.cases import services as cases
from satark.relay import delivery, outgoing
from satark.relay.letters import Letter, Outcome
from satark.relay.outgoing import FAILED, HELD, READY, SENT
from tests.relay.desk import NUMBER_ID, Desk, status
from tests.relay.test_people import enrolled
from tests.relay.test_sending import SHO, SOURCE, filed
from tests.world import assess


def directed(desk: Desk) -> Letter:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        cases.direct(
            case_id, post="chn-balua.sho", brief="नाका", due_at=desk.now + timedelta(hours=6), now=desk.now
        )
    desk.work()
    return desk.letters[-1]


def says(desk: Desk, letter: Letter, *names: str) -> None:
    for name in names:
        errors = {"errors": [{"code": 131026}]} if name == "failed" else {}
        desk.store(status(letter.id, name, **errors))
    desk.work()


def row(desk: Desk, letter: Letter) -> tuple[object, ...]:
    ((state, rank, error),) = desk.rows(
        "SELECT state, rank, error FROM relay_outgoing WHERE id = %s", letter.id
    )
    return state, rank, error


def steps(desk: Desk) -> list[str]:
    found = desk.rows("SELECT kind FROM cases_event WHERE kind LIKE 'direction_%%' ORDER BY at, id")
    return [kind.removeprefix("direction_") for (kind,) in found]


ORDERS = list(permutations(("sent", "delivered", "read", "failed")))


@pytest.mark.parametrize("order", ORDERS[::8], ids=" ".join)
@pytest.mark.parametrize("together", [True, False])
def test_whatever_the_order_what_was_read_stays_read_and_the_failure_is_kept_beside_it(
    desk: Desk, order: tuple[str, ...], together: bool
) -> None:
    letter = directed(desk)

    for names in [order] if together else [(name,) for name in order]:
        says(desk, letter, *names)

    assert row(desk, letter) == (SENT, 3, "131026")


def test_a_failure_after_delivery_undoes_nothing(desk: Desk) -> None:
    letter = directed(desk)

    says(desk, letter, "delivered")
    says(desk, letter, "failed")

    assert steps(desk) == ["delivered"]
    assert row(desk, letter) == (SENT, 2, "131026")


def test_a_delivery_after_a_failure_counts(desk: Desk) -> None:
    letter = directed(desk)

    says(desk, letter, "failed")
    assert row(desk, letter) == (FAILED, 0, "131026")
    says(desk, letter, "delivered")

    assert steps(desk) == ["failed", "delivered"]
    assert row(desk, letter) == (SENT, 2, "131026")


def test_a_voice_note_that_was_played_was_read(desk: Desk) -> None:
    letter = directed(desk)

    says(desk, letter, "played")

    assert steps(desk) == ["read"]


def test_a_status_may_come_before_our_own_answer(desk: Desk) -> None:
    letter = directed(desk)

    says(desk, letter, "read")
    desk.learn(Outcome(letter.id, READY, again_at=desk.now, doubtful=True, error="answer_lost"))
    desk.work()

    assert row(desk, letter)[:2] == (SENT, 3)
    assert [each.id for each in desk.letters].count(letter.id) == 1


@pytest.mark.parametrize("name", ["sent", "delivered", "failed"])
def test_a_status_of_what_we_never_sent_is_nothing(desk: Desk, name: str) -> None:
    letter = directed(desk)
    before = desk.rows("SELECT * FROM relay_outgoing ORDER BY id")

    desk.store(status(uuid4(), name))
    desk.work()

    assert desk.rows("SELECT * FROM relay_outgoing ORDER BY id") == before
    assert letter is not None


def test_what_whatsapp_took_and_then_failed_for_a_passing_reason_is_sent_anew_a_few_times(desk: Desk) -> None:
    letter = directed(desk)
    for _ in range(8):
        desk.sent(letter)
        desk.store(status(letter.id, "failed", errors=[{"code": 131016}], timestamp=str(desk.count())))
        desk.store(status(letter.id, "sent", id=f"wamid.{desk.count()}"))
        with desk.world.database.superuser() as link:
            link.execute("TRUNCATE relay_seen")
        desk.work()
        desk.later(minutes=2)
        desk.work()

    assert [each.id for each in desk.letters].count(letter.id) == 1 + delivery.TRIES
    assert row(desk, letter)[0] == FAILED


def test_a_reply_that_failed_keeps_its_row_and_reason_and_one_that_says_what_stands_nowhere_else_is_held(
    desk: Desk,
) -> None:
    source, _ = filed(desk)
    code = desk.rows("SELECT id FROM relay_outgoing WHERE resay")[0][0]
    source.says("हाल")
    plain = desk.letters[-1]

    for ident in (code, plain.id):
        desk.store(status(ident, "failed", errors=[{"code": 131049}]))
    desk.work()

    found = dict(desk.rows("SELECT id, state FROM relay_outgoing WHERE error = '131049'"))
    assert found[code] == HELD
    assert found[plain.id] in (FAILED, HELD)
    assert desk.person(**SOURCE) is not None


def test_what_waited_a_week_is_given_up_with_the_reason_that_kept_it(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    letter = desk.letters[-1]
    desk.learn(Outcome(letter.id, READY, again_at=desk.now, error="131016", number_id=NUMBER_ID))

    desk.later(days=7, seconds=1)
    desk.work()

    assert row(desk, letter) == (FAILED, 0, "131016")


def test_a_direction_that_waited_a_week_is_told_to_the_cell(desk: Desk) -> None:
    letter = directed(desk)
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, list(range(256)), set(), now=desk.now)

    desk.later(days=8)
    desk.work()

    assert steps(desk) == ["failed"]
    assert row(desk, letter)[0] == FAILED
