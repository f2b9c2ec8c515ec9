"""What one batch does: each message one turn, in order, once; a bad one alone is set aside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from satark.cases import queries
from satark.dialogues import take
from satark.relay import inbox, numbers
from tests.relay.desk import Desk, options_of, stored, tell

ANSWERS = {
    "language": "hi",
    "category": "mining_overloading",
    "path": "what",
    "now": "yes",
    "place": "skip",
    "evidence": "nothing",
    "police": "no",
    "confirm": "send",
}
SOURCE = {"number": "915550020001", "user_id": "IN.aaaaaaaaaaaaaaaaaaaa"}


def test_hi_starts_a_talk(desk: Desk) -> None:
    source = desk.person(**SOURCE)

    source.says("Hi")

    assert options_of(source.last) == ["language:hi", "language:en", "language:ur"]


def test_a_tip_reaches_both_cells_and_nothing_says_who_wrote(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)

    for cell in ("chandauli.cell", "vns-range.cell"):
        with desk.world.at_console(cell):
            (line,) = queries.list_cases(now=desk.now).items
            page = queries.case_page(line.id, now=desk.now)
        assert line.category == "mining_overloading"
        assert "बालू" in str(page.statements)
        assert SOURCE["number"] not in str(page)
        assert SOURCE["user_id"] not in str(page)


def test_two_messages_of_one_breath_are_both_told_and_answer_nothing(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    source.presses("language:hi")
    breath = [
        source.item({"type": "text", "text": {"body": body}})
        for body in ("यहाँ रोज रात ट्रक से बालू जाता है", "361 नंबर वाला ट्रक")
    ]

    desk.store(*breath)
    desk.work()
    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, list(range(256)), older=desk.now + timedelta(days=1))

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
        (statement,) = queries.case_page(line.id, now=desk.now).statements
    assert list(statement.said) == ["यहाँ रोज रात ट्रक से बालू जाता है", "361 नंबर वाला ट्रक"]
    assert "361" not in str(statement.answers)


def test_a_message_that_comes_twice_is_one_turn(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    item = source.item({"type": "text", "text": {"body": "Hi"}}, wamid="wamid.same")

    first, again = desk.store(item, item), desk.store(item)
    desk.work()

    assert (first, again) == (1, 0)
    assert len(desk.letters) == 1


def test_a_message_that_breaks_its_turn_is_set_aside_and_the_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = desk.person(number="915550020002"), desk.person(number="915550020003")

    def poisoned(script: Any, state: Any, inbound: Any, *more: Any) -> Any:
        if inbound.text == "poison":
            raise ValueError("poison")
        return take(script, state, inbound, *more)

    monkeypatch.setattr("satark.relay.turns.take", poisoned)
    desk.store(
        bad.item({"type": "text", "text": {"body": "poison"}}),
        good.item({"type": "text", "text": {"body": "Hi"}}),
        bad.item({"type": "text", "text": {"body": "Hi"}}),
    )
    desk.work()

    assert len(desk.letters) == 2
    assert desk.rows("SELECT reason FROM relay_setaside") == [("ValueError",)]
    assert desk.rows("SELECT count(*) FROM relay_inboxitem") == [(0,)]


def test_what_cannot_be_opened_is_kept_sealed(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    desk.store(source.item({"type": "text", "text": {"body": "Hi"}}))
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_inboxitem SET body = body || 'x'::bytea")

    desk.work()

    assert desk.rows("SELECT reason FROM relay_setaside") == [("seal_broken",)]
    assert desk.letters == []


def test_a_number_that_is_not_ours_is_set_aside_until_it_is(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    item = source.item({"type": "text", "text": {"body": "Hi"}})
    item["metadata"]["phone_number_id"] = "999"
    desk.store(item)

    desk.work()

    assert desk.rows("SELECT reason FROM relay_setaside") == [("number_unknown",)]

    numbers.add(phone_number_id="999", display="+91", unit="bareilly", lanes=["sealed"])
    desk.later(seconds=1)
    desk.work()

    assert desk.rows("SELECT count(*) FROM relay_setaside") == [(0,)]
    assert len(desk.letters) == 1


def test_nothing_is_committed_when_another_relay_had_the_messages(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    desk.store(source.item({"type": "text", "text": {"body": "Hi"}}))
    with desk.in_relay() as cursor:
        items = inbox.take(cursor, list(range(256)), limit=10)
    desk.work()

    with pytest.raises(inbox.Lost), desk.in_relay() as cursor:
        inbox.remove(cursor, items)


def test_one_sender_stays_in_order_within_a_batch(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    texts = [f"बात नंबर {at} जो मैं बताना चाहता हूँ" for at in range(20)]
    source.says("Hi")
    source.presses("language:hi")
    desk.store(*(source.item({"type": "text", "text": {"body": text}}) for text in texts))
    desk.work()
    tell(source, until="push", answers=ANSWERS | {"category": "other"}, words="छोड़ें")

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
        said = str(queries.case_page(line.id, now=desk.now).statements[0])
    places = [said.index(text) for text in texts]
    assert places == sorted(places)


def test_what_is_added_in_one_batch_is_shown_in_its_order(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    source.presses("push:no")
    texts = [f"बात नंबर {at} जो मैं बताना चाहता हूँ" for at in range(20)]

    desk.store(*(source.item({"type": "text", "text": {"body": text}}) for text in texts))
    desk.work()

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
        said = [each.said for each in queries.case_page(line.id, now=desk.now).statements[1:]]
    assert said == [[text] for text in texts]


def test_words_under_a_picture_stay_with_it(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    words = ["यह मालिक का ट्रक है", "", "यहाँ माल रखा जाता है"]

    for text in words:
        source.sends({"type": "image", "image": {"id": f"media-{desk.count()}", "caption": text}})

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
        files = queries.case_page(line.id, now=desk.now).evidence
    assert [file.words for file in files] == words


def test_an_unknown_status_is_nothing(desk: Desk) -> None:
    desk.store(stored(status={"id": "wamid.x", "status": "delivered", "timestamp": "1"}))

    desk.work()

    assert desk.rows("SELECT count(*) FROM relay_inboxitem") == [(0,)]
    assert desk.rows("SELECT count(*) FROM relay_setaside") == [(0,)]


def test_a_tip_left_unfinished_for_a_day_is_filed(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    source.presses("language:hi")
    source.says("balua ghat par roz raat balu ke truck jate hain")
    desk.later(hours=25)

    for _ in range(2):
        with desk.in_relay() as cursor:
            desk.turns.silence(cursor, list(range(256)), older=desk.now)

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
    assert line.unfinished


def test_a_greeting_alone_is_never_filed(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    desk.later(days=3)

    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, list(range(256)), older=desk.now)

    assert desk.rows("SELECT count(*) FROM cases_case") == [(0,)]


def test_whoever_writes_a_book_loses_no_page_and_makes_nobody_carry_it(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    pages = [f"पन्ना {at}: " + "बालू के ट्रक " * 120 for at in range(40)]
    source.says("Hi")
    source.presses("language:hi")
    for page in pages:
        source.says(page)

    ((stored,),) = desk.rows("SELECT length(sealed_state) FROM relay_thread")
    tell(source, until="push", answers=ANSWERS | {"evidence": "done", "more": "done"})

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.list_cases(now=desk.now).items
        statement = queries.case_page(line.id, now=desk.now).statements[0]
    told = [words.strip() for words in (*statement.said, *(answer for _, answer in statement.answers))]
    assert stored < 70_000
    assert [page.strip() for page in pages if page.strip() not in told] == []
    assert desk.rows("SELECT count(*) FROM relay_overflow") == [(0,)]
