"""A complaint on the phones of posts: told at once with its files, answered in chat, and never mistaken for another."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from satark.cases import complaints
from satark.cases.models import Case
from satark.cases.telling import tell_posts
from satark.evidence import services as evidence
from satark.evidence.models import Evidence
from satark.outbox.models import Notice
from satark.relay import enrolment, late_files
from satark.relay.letters import Outcome
from satark.relay.outgoing import SENT
from satark.relay.phones import PRIVATE
from satark.vault.services import open_case
from tests.console.desk import keep_file
from tests.relay.desk import Desk, Json, Person, options_of, status, text_of
from tests.relay.test_people import enrolled

SHO, CO, SP = "915550020031", "915550020032", "915550020033"


def station(desk: Desk, number: str = SHO, post: str = "chn-balua.sho") -> Person:
    enrolled(desk, number, post)
    return desk.person(number=number)


def forwarded(desk: Desk) -> tuple[UUID, str]:
    """A complaint that the desk has sent to Balua, with everything that is due handed out."""
    case_id = desk.world.complaint()
    ref = desk.world.forwarded(case_id)
    desk.work()
    return case_id, ref


def events(desk: Desk, ref: str) -> list[str]:
    rows = desk.rows("SELECT kind FROM cases_event WHERE ref = %s ORDER BY at, id", ref)
    return [row[0] for row in rows]


def told(desk: Desk, case_id: UUID, kind: Notice.Kind, to: str, **facts: object) -> None:
    """As the clock tells those above."""
    with desk.world.in_relay():
        case = Case.objects.get(pk=case_id)
        tell_posts(case, open_case(case_id), kind, posts=[to], ref=f"{case.number}-1", words="", now=desk.now,
                   facts={**facts, "to": to})  # fmt: skip
    desk.work()


def out_of_the_window(desk: Desk) -> None:
    with desk.world.database.superuser() as link:
        link.execute("UPDATE relay_thread SET wrote_at = %s", [desk.now - timedelta(hours=30)])


def test_the_brief_comes_with_buttons_that_name_it_and_its_files_follow(desk: Desk) -> None:
    officer = station(desk)
    case_id = desk.world.complaint()
    keep_file(desk.world, case_id)
    ref = desk.world.forwarded(case_id)

    desk.work()
    desk.later(seconds=10)
    desk.work()
    brief, photo = desk.bodies[-2:]

    assert options_of(brief) == [f"direction:received:{ref}", f"direction:notours:{ref}"]
    assert "बाज़ार में मारपीट" in text_of(brief)
    assert "91 5550 010203" in text_of(brief)
    assert photo["type"] == "image"
    assert photo["to"].endswith(officer.number)


def test_a_station_finishes_the_whole_case_in_chat(desk: Desk) -> None:
    officer = station(desk)
    _, ref = forwarded(desk)

    for act in ("received", "team", "spot"):
        officer.presses(f"direction:{act}:{ref}")
    officer.sends({"type": "location", "location": {"latitude": 25.41, "longitude": 83.18}})
    officer.presses(f"direction:done:{ref}")
    officer.presses(f"outcome:compromise:{ref}")
    officer.says("फोन का कैमरा खराब है")
    officer.says("एसआई राम सिंह")

    assert events(desk, ref)[1:] == ["received", "team_sent", "on_spot", "progress", "answered"]
    assert "निस्तारण दर्ज" in officer.last_text
    assert desk.rows("SELECT stage FROM cases_standing") == [("done",)]


def test_a_button_pressed_twice_or_of_a_task_that_was_called_back_does_nothing(desk: Desk) -> None:
    officer = station(desk)
    _, ref = forwarded(desk)
    officer.presses(f"direction:received:{ref}")
    officer.presses(f"direction:received:{ref}")
    with desk.world.database.superuser() as link:
        link.execute(
            "INSERT INTO cases_event (case_id, kind, at, ref, data) SELECT case_id, 'recalled', %s, ref, '{}' FROM cases_direction",
            [desk.now],
        )

    officer.presses(f"direction:team:{ref}")

    assert events(desk, ref).count("received") == 1
    assert "team_sent" not in events(desk, ref)
    assert "अब खुला नहीं" in officer.last_text


def test_an_answer_of_ours_can_be_quoted_as_well(desk: Desk) -> None:
    officer = station(desk)
    _, ref = forwarded(desk)
    forwarded(desk)
    officer.presses(f"direction:received:{ref}")
    desk.learn(Outcome(desk.letters[-1].id, SENT, wamid="wamid.answer"))

    officer.sends(quoting("wamid.answer", "टीम रवाना"))

    assert events(desk, ref)[-1] == "team_sent"
    assert "direction_sent" not in events(desk, ref)


def quoting(wamid: str, text: str) -> Json:
    return {"type": "text", "text": {"body": text}, "context": {"from": "91", "id": wamid}}


def test_a_file_that_was_still_being_fetched_follows_once(desk: Desk) -> None:
    officer = station(desk)
    case_id, photo = desk.world.complaint(), uuid4()
    with desk.world.in_relay():
        evidence.announce(case_id, [evidence.Announced(photo, "photo")], by=Evidence.By.SOURCE, now=desk.now)
    desk.world.forwarded(case_id)
    desk.work()
    before = [body["type"] for body in desk.bodies]

    with desk.in_relay() as cursor:
        evidence.keep(photo, under=case_id, media_type="image/jpeg", size=1, sha256=b"x" * 32)
        followed = late_files.follow(cursor, photo, desk.now)
    desk.later(seconds=10)
    desk.work()

    assert "image" not in before
    assert followed == 1
    assert officer.last["type"] == "image"


def own_phone(desk: Desk) -> Person:
    with desk.world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), desk.keys.enrolment, "chn-balua.sho", desk.now, phone=PRIVATE)
    officer = desk.person(number=SHO)
    officer.says(f"duty {code}")
    return officer


def test_a_private_phone_gets_neither_number_nor_files(desk: Desk) -> None:
    officer = own_phone(desk)
    case_id = desk.world.complaint()
    keep_file(desk.world, case_id)
    desk.world.forwarded(case_id)

    desk.work()
    desk.later(seconds=10)
    desk.work()

    assert "बाज़ार में मारपीट" in officer.last_text
    assert "5550 010203" not in str(desk.bodies)
    assert "image" not in {body["type"] for body in desk.bodies}


def test_a_private_phone_gets_no_number_when_it_asks_or_is_told_more(desk: Desk) -> None:
    officer = own_phone(desk)
    case_id, ref = forwarded(desk)

    officer.presses(f"direction:show:{ref}")
    shown = officer.last_text
    with desk.world.at_console("chandauli.desk"):
        complaints.mark_urgent(case_id, now=desk.now)
    desk.work()

    assert "बाज़ार में मारपीट" in shown
    assert str(desk.bodies).count("बाज़ार में मारपीट") == 3
    assert "5550 010203" not in str(desk.bodies)


def test_what_a_superior_reads_of_a_task_is_not_read_for_the_station(desk: Desk) -> None:
    superior = station(desk, CO, "chn-c-skd.co")
    case_id, ref = forwarded(desk)
    told(
        desk, case_id, Notice.Kind.ESCALATION, "chn-c-skd.co", post="chn-balua.sho", clock="receive", over=720
    )
    letter = desk.letters[-1]

    desk.store(status(letter.id, "delivered"), status(letter.id, "read"))
    desk.work()

    assert "12 मिनट से उत्तर बाकी" in superior.last_text
    assert [kind for kind in events(desk, ref) if kind in ("direction_delivered", "direction_read")] == []
    assert desk.rows("SELECT heard_at IS NOT NULL FROM outbox_notice WHERE kind = 'escalation'") == [(True,)]


def test_an_order_in_words_goes_to_the_late_post_and_down_the_line_only(desk: Desk) -> None:
    officer, superior = station(desk), station(desk, CO, "chn-c-skd.co")
    case_id, _ = forwarded(desk)
    told(
        desk, case_id, Notice.Kind.ESCALATION, "chn-c-skd.co", post="chn-balua.sho", clock="receive", over=720
    )
    desk.learn(Outcome(desk.letters[-1].id, SENT, wamid="wamid.told"))

    superior.sends(quoting("wamid.told", "2 घंटे में स्पष्टीकरण दें"))
    reply = superior.last_text
    told(desk, case_id, Notice.Kind.ESCALATION, "chn-c-skd.co", post="chandauli.sp", clock="order", over=720)
    desk.learn(Outcome(desk.letters[-1].id, SENT, wamid="wamid.above"))
    superior.sends(quoting("wamid.above", "2 घंटे में स्पष्टीकरण दें"))

    assert "स्पष्टीकरण माँग लिया गया" in reply
    assert "स्पष्टीकरण माँगा गया" in officer.last_text
    assert "आपके पद से नहीं भेजा जा सकता" in superior.last_text
    assert desk.rows("SELECT post_id FROM cases_direction WHERE kind = 'explanation'") == [("chn-balua.sho",)]


def test_outside_the_window_an_urgent_task_tells_its_number_and_limit_and_is_read_with_a_press(
    desk: Desk,
) -> None:
    officer = station(desk)
    out_of_the_window(desk)
    case_id = desk.world.complaint()
    with desk.world.at_console("chandauli.desk"):
        ref = complaints.forward(case_id, unit="chn-balua", now=desk.now, urgent=True)
    desk.work()
    template = officer.last["template"]
    body, button = template["components"]

    officer.sends({"type": "button", "button": {"payload": button["parameters"][0]["payload"], "text": "देखें"}})

    assert template["name"] == "urgent_duty"
    assert [each["text"] for each in body["parameters"]] == [f"{ref[:3]} {ref[3:6]} {ref[6:]}", "5 मिनट"]
    assert options_of(officer.last) == [f"direction:received:{ref}", f"direction:notours:{ref}"]
    assert "बाज़ार में मारपीट" in officer.last_text


def test_an_incident_is_with_the_ranks_above_at_once_with_what_follows(desk: Desk) -> None:
    officer, superior, chief = (
        station(desk),
        station(desk, CO, "chn-c-skd.co"),
        station(desk, SP, "chandauli.sp"),
    )

    officer.says("सूचना: पुल पर बस पलट गई")
    number = officer.last_text
    first = superior.last_text, chief.last_text
    officer.says("चार घायल, एंबुलेंस आ गई")

    assert all("पुल पर बस पलट गई" in text for text in first)
    assert "सूचना ऊपर पहुँच गई" in number
    assert "{number}" not in number
    assert "चार घायल" in chief.last_text
    assert desk.rows("SELECT lane FROM cases_case") == [("incident",)]


def test_the_same_words_in_the_officers_own_talk_are_no_incident(desk: Desk) -> None:
    officer, superior = station(desk), station(desk, CO, "chn-c-skd.co")
    before = len(desk.bodies)

    officer.says("निजी")
    officer.says("सूचना: थाने में पैसा लिया जाता है")

    assert desk.rows("SELECT count(*) FROM cases_case WHERE lane = 'incident'") == [(0,)]
    assert desk.rows("SELECT count(*) FROM outbox_notice WHERE kind = 'incident'") == [(0,)]
    assert [body for body in desk.bodies[before:] if body.get("to") == f"+{superior.number}"] == []


def test_with_a_new_code_the_talk_begins_anew_and_the_work_stays(desk: Desk) -> None:
    officer = station(desk)
    _, ref = forwarded(desk)
    officer.presses(f"direction:done:{ref}")
    officer.says("निजी")

    enrolled(desk, SHO, "chn-balua.sho")
    officer.says("मेरे काम")

    assert options_of(officer.last) == [f"direction:received:{ref}", f"direction:notours:{ref}"]


def test_no_phone_is_said_only_where_no_post_that_was_told_has_one(desk: Desk) -> None:
    _, alone = forwarded(desk)
    station(desk, CO, "chn-c-skd.co")
    case_id = desk.world.complaint()
    reached = desk.world.forwarded(case_id)

    told(desk, case_id, Notice.Kind.COMPLAINT, "chn-c-skd.co")

    assert events(desk, alone).count("direction_failed") == 1
    assert "direction_failed" not in events(desk, reached)
