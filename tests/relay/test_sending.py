"""What goes out: in time, in order, replaced only when nothing is lost, repeated only in doubt."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from satark.cases import queries
from satark.cases import services as cases
from satark.relay import enrolment, outgoing
from satark.relay.outgoing import Outcome
from satark.relay.pace import Pace
from satark.relay.phones import PRIVATE
from tests.relay.desk import ALL, Desk, Person, options_of, status, tell, text_of
from tests.relay.test_people import enrolled
from tests.relay.test_turns import ANSWERS
from tests.world import assess

SOURCE = {"number": "915550020020"}
SHO = "915550020021"


def filed(desk: Desk, *, push: str = "push:yes") -> tuple[Person, UUID]:
    source = desk.person(**SOURCE)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    source.presses(push)
    ((case_id,),) = desk.rows("SELECT id FROM cases_case")
    return source, case_id


def answered_by_the_cell(desk: Desk, case_id: UUID) -> int:
    with desk.world.at_console("chandauli.cell"):
        cases.answer_source(case_id, text="ट्रक पकड़े गए", now=desk.now)
    before = len(desk.bodies)
    desk.work()
    return len(desk.bodies) - before


def test_an_album_is_answered_once(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    source.presses("language:hi")
    before = len(desk.bodies)
    for at in range(5):
        desk.store(source.item({"type": "image", "image": {"id": f"m{at}", "mime_type": "image/jpeg"}}))
        desk.work()
        desk.later(seconds=0.5)
    desk.later(seconds=3)
    desk.work()

    assert len(desk.bodies) - before == 1
    assert "5 " in source.last_text


def test_a_source_who_agreed_is_told_in_neutral_words_and_reads_on_asking(desk: Desk) -> None:
    source, case_id = filed(desk)

    assert answered_by_the_cell(desk, case_id) == 1
    assert "ट्रक" not in source.last_text
    source.presses(options_of(source.last)[0])
    assert "ट्रक पकड़े गए" in source.last_text


def test_a_source_who_did_not_agree_is_not_written_to_and_can_still_ask(desk: Desk) -> None:
    source, case_id = filed(desk, push="push:no")

    assert answered_by_the_cell(desk, case_id) == 0
    source.says("हाल")
    assert "ट्रक पकड़े गए" in source.last_text


def test_after_24_hours_the_notice_is_a_template(desk: Desk) -> None:
    source, case_id = filed(desk)
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_thread SET wrote_at = wrote_at - interval '30 hours'")

    answered_by_the_cell(desk, case_id)

    assert source.last["type"] == "template"
    assert source.last["template"]["name"] == "reply_waiting"


def test_a_direction_goes_to_the_posts_phone_and_its_answer_stands_in_the_case(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        ref = cases.direct(
            case_id,
            post="chn-balua.sho",
            brief="रात 11 बजे नाका",
            due_at=desk.now + timedelta(hours=6),
            now=desk.now,
        )
    desk.work()
    officer = desk.person(number=SHO)
    assert "रात 11 बजे नाका" in text_of(officer.last)

    officer.presses(f"direction:received:{ref}")
    officer.presses(f"direction:done:{ref}")
    officer.says("दो ट्रक पकड़े")

    with desk.world.at_console("vns-range.cell"):
        (line,) = queries.case_page(case_id, now=desk.now).directions
    assert line.answer == "दो ट्रक पकड़े"
    assert line.received_at is not None


def test_the_official_and_a_private_phone_of_one_post_both_read_its_directions(desk: Desk) -> None:
    _, case_id = filed(desk)
    phones = [desk.person(number=number) for number in (SHO, "915550020022")]
    enrolled(desk, phones[0].number, "chn-balua.sho")
    with desk.world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), desk.keys.enrolment, "chn-balua.sho", desk.now, phone=PRIVATE)
    phones[1].says(f"duty {code}")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        cases.direct(
            case_id, post="chn-balua.sho", brief="नाका", due_at=desk.now + timedelta(hours=6), now=desk.now
        )
    desk.work()
    desk.later(minutes=5)

    desk.store(*(phone.item({"type": "text", "text": {"body": "Hi"}}) for phone in phones))
    desk.work()

    assert all("नाका" in text_of(body) for body in desk.bodies[-2:])


def test_the_delivery_of_a_direction_is_an_event_and_never_goes_back(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        cases.direct(
            case_id, post="chn-balua.sho", brief="नाका", due_at=desk.now + timedelta(hours=6), now=desk.now
        )
    desk.work()
    letter = desk.letters[-1].id

    for name in ("read", "delivered", "sent", "read"):
        desk.store(status(letter, name))
        desk.work()

    kinds = [row[0] for row in desk.rows("SELECT kind FROM cases_event WHERE ref <> '' ORDER BY at")]
    assert sorted(kinds) == ["directed", "direction_read"]


def test_a_reply_found_half_sent_waits_for_a_status_before_it_is_repeated(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    letter = desk.letters[-1]
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)

    desk.work()
    assert len(desk.letters) == 1
    desk.later(seconds=11)
    desk.work()

    assert [each.id for each in desk.letters] == [letter.id, letter.id]
    assert desk.letters[-1].doubtful


def test_a_status_in_time_saves_the_repeat(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    desk.store(status(desk.letters[-1].id, "sent"))
    desk.work()

    desk.later(seconds=11)
    desk.work()

    assert len(desk.letters) == 1


def test_an_answer_that_comes_after_the_doubt_saves_the_repeat_too(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    desk.sent(desk.letters[-1])

    desk.later(seconds=11)
    desk.work()

    assert len(desk.letters) == 1


def test_what_is_under_way_is_not_doubted(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")

    with desk.in_relay() as cursor:
        assert outgoing.doubt(cursor, ALL, {desk.letters[-1].id}, now=desk.now) == 0


def test_a_refused_reply_stays_with_its_reason(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    with desk.in_relay() as cursor:
        outgoing.settle(cursor, desk.keys, [Outcome(desk.letters[-1].id, outgoing.FAILED, error="131026")])

    assert desk.rows("SELECT state, error FROM relay_outgoing") == [(outgoing.FAILED, "131026")]


def test_a_delivered_reply_needs_no_row(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    desk.sent(desk.letters[-1])

    desk.store(status(desk.letters[-1].id, "delivered"))
    desk.work()

    assert desk.rows("SELECT count(*) FROM relay_outgoing") == [(0,)]


def test_a_burst_is_allowed_and_repaid_at_one_message_per_six_seconds(desk: Desk) -> None:
    pace: Pace[str] = Pace(every=timedelta(seconds=6), burst=3)

    times = [(pace.book("person", desk.now) - desk.now).total_seconds() for _ in range(6)]

    assert times == [0, 0, 0, 6, 12, 18]


def test_one_persons_pace_is_not_anothers(desk: Desk) -> None:
    pace: Pace[str] = Pace(burst=1)
    pace.book("one", desk.now)

    assert pace.book("two", desk.now) == desk.now


def test_a_notice_that_cannot_be_made_into_a_message_holds_up_no_other(desk: Desk) -> None:
    _, case_id = filed(desk)
    with desk.world.at_console("chandauli.cell"):
        cases.answer_source(case_id, text="पहली बात", now=desk.now)
    with desk.world.database.superuser() as link:
        link.execute(
            "UPDATE outbox_notice SET sealed_text = 'x'::bytea, post_id = 'chn-balua.sho', kind = 'direction'"
        )
    with desk.world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), desk.keys.enrolment, "chn-balua.sho", desk.now)
    desk.person(number=SHO).says(f"duty {code}")

    assert answered_by_the_cell(desk, case_id) == 1
    assert desk.rows("SELECT count(*) FROM outbox_notice WHERE taken_at IS NULL") == [(0,)]


def test_an_answer_that_does_not_open_does_not_silence_the_talk(desk: Desk) -> None:
    source, case_id = filed(desk)
    with desk.world.at_console("chandauli.cell"):
        cases.answer_source(case_id, text="पहली बात", now=desk.now)
    with desk.world.database.superuser() as link:
        link.execute("UPDATE outbox_notice SET sealed_text = 'x'::bytea")

    source.says("हाल")

    assert desk.rows("SELECT count(*) FROM relay_setaside") == [(0,)]
    assert source.last_text


def test_a_direction_that_whatsapp_refuses_is_told_to_the_cell(desk: Desk) -> None:
    _, case_id = filed(desk)
    enrolled(desk, SHO, "chn-balua.sho")
    with desk.world.at_console("chandauli.cell"):
        assess(case_id, at=desk.now)
        cases.direct(
            case_id, post="chn-balua.sho", brief="नाका", due_at=desk.now + timedelta(hours=6), now=desk.now
        )
    desk.work()

    with desk.in_relay() as cursor:
        refused = outgoing.settle(
            cursor, desk.keys, [Outcome(desk.letters[-1].id, outgoing.FAILED, error="131026")]
        )

    assert [(row.ref != "", row.state) for row in refused] == [(True, outgoing.FAILED)]


def test_a_case_filed_for_its_silence_and_the_next_tip_are_two(desk: Desk) -> None:
    source = desk.person(**SOURCE)
    source.says("Hi")
    source.presses("language:hi")
    source.shows()
    source.says("balua ghat par roz raat balu ke truck jate hain")
    desk.later(hours=25)
    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, ALL, older=desk.now)
    with desk.in_relay() as cursor:
        assert desk.turns.silence(cursor, ALL, older=desk.now).items == 0

    source.says("नई बात")
    tell(source, until="push", answers=ANSWERS | {"again": "new"})

    assert desk.rows("SELECT count(*) FROM cases_case") == [(2,)]
    assert desk.rows("SELECT count(*) FROM cases_statement WHERE kind = 'report'") == [(2,)]


def test_a_letter_that_does_not_open_holds_up_no_other(desk: Desk) -> None:
    desk.person(**SOURCE).says("Hi")
    desk.person(number="915550020029").says("Hi")
    with desk.in_relay() as cursor:
        outgoing.doubt(cursor, ALL, set(), now=desk.now)
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_outgoing SET sealed_payload = 'x' WHERE id = %s", [desk.letters[0].id])

    desk.later(seconds=11)
    desk.work()

    assert len(desk.letters) == 3
    assert desk.rows("SELECT error FROM relay_outgoing WHERE state = 3") == [("seal_broken",)]
