"""Who quotes a direction's message speaks of that direction, however many are open; the id itself is stored nowhere."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from uuid import UUID

import pytest

from satark.cases import queries
from satark.cases import services as cases
from satark.relay import quotes
from satark.relay.letters import Outcome
from satark.relay.outgoing import SENT
from tests.relay.desk import Desk, Json, Person, status
from tests.relay.test_people import enrolled
from tests.relay.test_sending import SHO, filed
from tests.world import assess

CORES = ("3EB0AAAAAAAAAAAAAAAA01", "3EB0AAAAAAAAAAAAAAAA02")
SEEN_BY_THE_OFFICER = "IN.zzzzzzzzzzzz"


def wamid(core: str, party: str = SHO) -> str:
    """As WhatsApp builds them: who it is for, then the core."""
    parts = b"\x18" + bytes([len(party)]) + party.encode() + b"\x15\x02\x00\x11"
    return (
        "wamid."
        + b64encode(b"\x1d" + parts + b"\x18" + bytes([len(core)]) + core.encode() + b"\x00").decode()
    )


def two_directions(desk: Desk) -> tuple[Person, UUID, list[str]]:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    desk.sent(*desk.letters)
    refs = []
    for brief, core in zip(("नाका लगाएँ", "खदान देखें"), CORES, strict=True):
        with desk.world.at_console("chandauli.cell"):
            assess(case_id, at=desk.now)
            due = desk.now + timedelta(hours=6)
            refs.append(cases.direct(case_id, post="chn-balua.sho", brief=brief, due_at=due, now=desk.now))
        desk.later(seconds=20)
        desk.work()
        desk.learn(Outcome(desk.letters[-1].id, SENT, wamid=wamid(core)))
    return desk.person(number=SHO), case_id, refs


def quoting(core: str, text: str, party: str = SHO) -> Json:
    return {"type": "text", "text": {"body": text}, "context": {"from": "91", "id": wamid(core, party)}}


@pytest.mark.parametrize("party", [SHO, SEEN_BY_THE_OFFICER])
def test_a_quote_says_which_direction_is_meant(desk: Desk, party: str) -> None:
    officer, case_id, refs = two_directions(desk)

    officer.sends(quoting(CORES[0], "नाका लगा दिया है", party))
    officer.sends(quoting(CORES[1], "खदान बंद मिली", party))

    with desk.world.at_console("vns-range.cell"):
        lines = {line.ref: line for line in queries.case_page(case_id, now=desk.now).directions}
    assert [lines[ref].received_at is not None for ref in refs] == [True, True]
    progress = desk.rows("SELECT ref FROM cases_event WHERE kind = 'progress' ORDER BY at")
    assert [row[0] for row in progress] == refs


def test_the_word_done_that_quotes_a_direction_ends_that_one(desk: Desk) -> None:
    officer, _, refs = two_directions(desk)

    officer.sends(quoting(CORES[1], "निस्तारित"))
    officer.says("खदान बंद करा दी")

    assert desk.rows("SELECT ref FROM cases_event WHERE kind = 'answered'") == [(refs[1],)]


def test_without_a_quote_the_phone_is_asked_which(desk: Desk) -> None:
    officer, _, _ = two_directions(desk)

    officer.says("नाका लगा दिया है")

    assert desk.rows("SELECT count(*) FROM cases_event WHERE kind = 'progress'") == [(0,)]
    assert officer.last["interactive"]["type"] == "list"


def test_the_ids_of_messages_are_stored_nowhere(desk: Desk) -> None:
    officer, _, _ = two_directions(desk)
    officer.sends(quoting(CORES[0], "ठीक है"))

    dump = "".join(str(row) for row in desk.rows("SELECT o::text FROM relay_outgoing o"))

    assert CORES[0] not in dump
    assert SHO not in dump
    assert desk.rows("SELECT count(*) FROM relay_outgoing WHERE sent_tag IS NOT NULL AND ref <> ''") == [(2,)]


def test_a_status_without_our_id_is_joined_by_whatsapps(desk: Desk) -> None:
    _, _, refs = two_directions(desk)
    body = status(desk.letters[-1].id, "read", id=wamid(CORES[1]))
    del body["status"]["biz_opaque_callback_data"]

    desk.store(body)
    desk.work()

    assert desk.rows("SELECT ref FROM cases_event WHERE kind = 'direction_read'") == [(refs[1],)]


def test_the_id_is_noted_also_when_a_status_was_here_before_our_own_answer(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        due = desk.now + timedelta(hours=6)
        ref = cases.direct(case_id, post="chn-balua.sho", brief="नाका", due_at=due, now=desk.now)
    desk.work()
    letter = desk.letters[-1]
    desk.store(status(letter.id, "delivered"))
    desk.work()

    desk.learn(Outcome(letter.id, SENT, wamid=wamid(CORES[0])))

    with desk.in_relay() as cursor:
        found = quotes.directions(cursor, desk.keys, [wamid(CORES[0], SEEN_BY_THE_OFFICER)])
    assert list(found.values()) == [ref]
    assert desk.rows("SELECT rank FROM relay_outgoing WHERE id = %s", letter.id) == [(2,)]
