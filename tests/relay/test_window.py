"""The 24 hours are looked at when a letter goes out; what cannot reach a person is said when they write."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from satark.cases import services as cases
from satark.channels.whatsapp.templates import duty_template, reply_template
from satark.relay import outgoing, templates
from satark.relay.letters import Letter, Outcome
from satark.relay.window import TOLD, Standing, Undelivered, form
from tests.relay.desk import ALL, Desk, Person, status, tell, text_of
from tests.relay.test_people import NEW_NUMBER, changed, enrolled
from tests.relay.test_sending import SHO, SOURCE, answered_by_the_cell, filed
from tests.relay.test_turns import ANSWERS
from tests.world import assess

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


def told_the_code(desk: Desk, *, hours_ago: float = 0.0) -> Person:
    """A source who has answered everything; the last answer reached us so many hours after it was sent."""
    source = desk.person(**SOURCE)
    source.says("Hi")
    tell(source, until="confirm", answers=ANSWERS)
    item = source.item(pressed("confirm:send"))
    item["message"]["timestamp"] = str(int((desk.now - timedelta(hours=hours_ago)).timestamp()))
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_thread SET wrote_at = wrote_at - interval '30 hours'")
    desk.store(item)
    desk.work()
    return source


def pressed(option: str) -> dict[str, object]:
    reply = {"type": "button_reply", "button_reply": {"id": option, "title": "-"}}
    return {"type": "interactive", "interactive": reply}


def states(desk: Desk) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in desk.rows("SELECT state, error FROM relay_outgoing ORDER BY created")]


def test_a_reply_within_the_window_goes_as_it_is(desk: Desk) -> None:
    source = told_the_code(desk)

    assert CODE.search(source.last_text)
    assert states(desk)[-1] == (outgoing.ATTEMPTING, "")


def test_a_code_that_cannot_be_sent_any_more_is_given_when_the_person_writes(desk: Desk) -> None:
    source = told_the_code(desk, hours_ago=25)
    before = len(desk.bodies)
    assert states(desk)[-1] == (outgoing.HELD, "window")

    source.says("Hi")

    assert CODE.search(text_of(desk.bodies[before]))


def test_a_code_that_was_held_goes_to_where_the_person_is_now_and_not_to_who_has_the_number(
    desk: Desk,
) -> None:
    told_the_code(desk, hours_ago=25)
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    desk.store(changed(desk, SOURCE["number"], NEW_NUMBER))
    desk.work()
    stranger, source = desk.person(**SOURCE), desk.person(number=NEW_NUMBER)
    before = len(desk.bodies)

    stranger.says("Hi")
    source.says("Hi")

    given = [body["to"] for body in desk.bodies[before:] if CODE.search(text_of(body))]
    assert given == [f"+{NEW_NUMBER}"]


def test_what_waits_for_somebody_of_whom_nothing_is_left_goes_to_nobody(desk: Desk) -> None:
    told_the_code(desk, hours_ago=25)
    desk.person(number=NEW_NUMBER).says("Hi")
    desk.store(changed(desk, NEW_NUMBER, SOURCE["number"]))
    desk.work()
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_outgoing SET state = 0, send_at = %s", [desk.now])
    before = len(desk.bodies)

    desk.work()

    assert not any(CODE.search(text_of(body)) for body in desk.bodies[before:])
    assert (outgoing.HELD, "not_reachable") in states(desk)


def test_what_is_held_comes_before_the_reply_to_what_was_written(desk: Desk) -> None:
    source = told_the_code(desk, hours_ago=25)
    before = len(desk.bodies)

    source.says("Hi")

    ids = [UUID(body["biz_opaque_callback_data"]) for body in desk.bodies[before:]]
    created = [desk.rows("SELECT created FROM relay_outgoing WHERE id = %s", ident)[0][0] for ident in ids]
    assert len(ids) == 2
    assert created == sorted(created)


def test_a_reply_that_waited_too_long_becomes_the_neutral_template_for_who_agreed(desk: Desk) -> None:
    source, case_id = filed(desk)
    answered_by_the_cell(desk, case_id)
    source.presses("news:read")
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)

    desk.later(hours=25)
    desk.work()

    assert source.last["type"] == "template"
    assert source.last["template"]["name"] == "reply_waiting"
    before = len(desk.bodies)
    source.presses("news:read")
    assert any("ट्रक पकड़े गए" in text_of(body) for body in desk.bodies[before:])


def test_who_did_not_agree_gets_no_template(desk: Desk) -> None:
    source, _ = filed(desk, push="push:no")
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    before = len(desk.bodies)

    desk.later(hours=25)
    desk.work()

    assert desk.bodies[before:] == []
    assert {state for state, _ in states(desk)} <= {outgoing.HELD, outgoing.FAILED}
    assert source.last["type"] != "template"


def test_one_announcement_is_enough_for_all_that_is_held(desk: Desk) -> None:
    _, case_id = filed(desk)
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    before = len(desk.bodies)

    desk.later(hours=25)
    for _ in range(3):
        desk.work()

    assert len(desk.rows("SELECT 1 FROM relay_outgoing WHERE state = 4")) >= 2
    assert [body["type"] for body in desk.bodies[before:]] == ["template"]
    assert case_id is not None


def test_several_answers_are_one_template(desk: Desk) -> None:
    source, case_id = filed(desk)
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_thread SET wrote_at = wrote_at - interval '30 hours'")
    before = len(desk.bodies)
    with desk.world.at_console("chandauli.cell"):
        for text in ("पहली बात", "दूसरी बात"):
            cases.answer_source(case_id, text=text, now=desk.now)

    desk.work()

    assert [body["type"] for body in desk.bodies[before:]] == ["template"]
    source.presses("news:read")
    assert "पहली बात" in source.last_text
    assert "दूसरी बात" in source.last_text


def test_a_direction_waits_while_its_template_is_paused_and_goes_as_it_is_once_the_officer_writes(
    desk: Desk,
) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_thread SET wrote_at = wrote_at - interval '30 hours'")
    with desk.in_relay() as cursor:
        templates.learn(cursor, "duty_notice", "hi", "PAUSED", desk.now)
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        cases.direct(
            case_id, post="chn-balua.sho", brief="नाका", due_at=desk.now + timedelta(hours=6), now=desk.now
        )
    desk.work()
    assert states(desk)[-1] == (outgoing.READY, "template")

    officer = desk.person(number=SHO)
    before = len(desk.bodies)
    officer.says("Hi")

    assert "नाका" in text_of(desk.bodies[before])
    assert "template" not in {body["type"] for body in desk.bodies[before:]}


def test_whatsapps_own_word_that_the_window_is_closed_counts_for_more_than_our_reckoning(desk: Desk) -> None:
    source, case_id = filed(desk)
    answered_by_the_cell(desk, case_id)
    notice = desk.letters[-1]
    desk.learn(Outcome(notice.id, outgoing.READY, again_at=desk.now, error="131047"))

    desk.work()

    assert source.last["type"] == "template"


def test_a_status_that_says_so_counts_as_well_and_once(desk: Desk) -> None:
    source, case_id = filed(desk)
    answered_by_the_cell(desk, case_id)
    notice = desk.letters[-1]
    desk.sent(notice)
    failed = {"errors": [{"code": 131047}]}

    desk.store(status(notice.id, "failed", **failed))
    desk.work()
    desk.work()

    assert source.last["type"] == "template"
    assert desk.bodies[-1]["biz_opaque_callback_data"] == str(notice.id)


LETTER = Letter(UUID(int=1), UUID(int=2), "1", b'{"to": "+915550020001"}', reply_template("hi"))


def test_the_form_is_decided_by_window_consent_template_and_age(desk: Desk) -> None:
    fresh = Standing(desk.now, desk.now, agreed=True)
    old = Standing(desk.now, desk.now - timedelta(hours=25), agreed=True)
    cases_ = {
        "open": form(LETTER, fresh, now=desk.now, usable=lambda _: False),
        "stood in for": form(LETTER, old, now=desk.now, usable=lambda _: True),
        "not agreed": form(
            LETTER, Standing(old.at, old.wrote_at, False), now=desk.now, usable=lambda _: True
        ),
        "template out of use": form(LETTER, old, now=desk.now, usable=lambda _: False),
        "a week old": form(LETTER, fresh, now=desk.now + timedelta(days=8), usable=lambda _: True),
        "announced": form(LETTER.as_template(), fresh, now=desk.now, usable=lambda _: True),
    }

    assert cases_ == {
        "open": LETTER,
        "stood in for": LETTER.as_template(),
        "not agreed": Undelivered("window"),
        "template out of use": Undelivered("template", again_in=timedelta(hours=1)),
        "a week old": Undelivered("too_late"),
        "announced": TOLD,
    }


def test_a_templates_name_and_language_are_metas_own() -> None:
    assert LETTER.template == ("reply_waiting", "hi")
    assert Letter(UUID(int=1), None, "1", b"{}", reply_template("bho")).template == (
        "reply_waiting_bho",
        "hi",
    )
    assert Letter(UUID(int=1), None, "1", b"{}", duty_template("en")).template == ("duty_notice", "en")
