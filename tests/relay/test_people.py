"""One person, one talk: whatever WhatsApp shows of them, and nobody inherits another's."""

from __future__ import annotations

import pytest

from satark.cases import services as cases
from satark.relay import enrolment
from tests.relay.desk import Desk, options_of, stored, tell
from tests.relay.test_turns import ANSWERS

NUMBER, USER, OTHER_USER = "915550020010", "IN.bbbbbbbbbbbbbbbbbbbb", "IN.cccccccccccccccccccc"
NEW_NUMBER = "915550020011"


def asked(desk: Desk, **who: str) -> list[str]:
    return options_of(desk.person(**who).last)


def test_who_wrote_with_a_number_is_known_again_when_a_user_id_comes_along(desk: Desk) -> None:
    desk.person(number=NUMBER).says("Hi")
    desk.person(number=NUMBER, user_id=USER).presses("language:hi")

    hidden = desk.person(user_id=USER)
    hidden.presses("category:drugs")

    assert desk.rows("SELECT count(*) FROM relay_thread") == [(1,)]
    assert desk.rows("SELECT count(*) FROM relay_alias") == [(2,)]


def test_a_known_number_with_another_user_id_is_a_new_person(desk: Desk) -> None:
    first = desk.person(number=NUMBER, user_id=USER)
    first.says("Hi")
    first.presses("language:hi")

    second = desk.person(number=NUMBER, user_id=OTHER_USER)
    second.says("Hi")

    assert options_of(second.last)[0] == "language:hi"
    assert desk.rows("SELECT count(*) FROM relay_thread") == [(2,)]


def test_what_is_said_to_who_lost_the_number_does_not_go_to_the_number(desk: Desk) -> None:
    source = desk.person(number=NUMBER, user_id=USER)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    source.presses("push:yes")
    desk.person(number=NUMBER, user_id=OTHER_USER).says("Hi")
    ((case_id,),) = desk.rows("SELECT id FROM cases_case")
    with desk.world.at_console("chandauli.cell"):
        cases.answer_source(case_id, text="ट्रक पकड़े गए", now=desk.now)

    desk.work()

    assert desk.bodies[-1].get("recipient") == USER
    assert "to" not in desk.bodies[-1]


def test_the_person_who_lost_the_number_is_still_found_by_user_id(desk: Desk) -> None:
    desk.person(number=NUMBER, user_id=USER).says("Hi")
    desk.person(number=NUMBER, user_id=OTHER_USER).says("Hi")

    desk.person(user_id=USER).presses("language:hi")

    assert desk.rows("SELECT count(*) FROM relay_thread") == [(2,)]


def test_who_shows_no_number_any_more_is_not_answered_on_the_earlier_one(desk: Desk) -> None:
    desk.person(number=NUMBER, user_id=USER).says("Hi")

    desk.person(user_id=USER).presses("language:hi")

    assert desk.bodies[-1].get("recipient") == USER
    assert "to" not in desk.bodies[-1]


def changed(desk: Desk, old: str, new: str) -> dict[str, object]:
    """WhatsApp says now that this number has become that one."""
    system = {"type": "user_changed_number", "wa_id": new, "body": "changed"}
    return stored(
        message={
            "id": f"wamid.{desk.count()}",
            "from": old,
            "timestamp": str(int(desk.now.timestamp())),
            "type": "system",
            "system": system,
        },
        contact=None,
    )


def test_a_changed_number_keeps_the_talk_and_the_old_number_leads_nowhere(desk: Desk) -> None:
    desk.person(number=NUMBER).says("Hi")
    desk.store(changed(desk, NUMBER, NEW_NUMBER))
    desk.work()

    moved = desk.person(number=NEW_NUMBER)
    moved.presses("language:hi")
    assert desk.rows("SELECT count(*) FROM relay_thread") == [(1,)]
    assert options_of(moved.last)[0] == "category:cow"

    desk.person(number=NUMBER).says("Hi")
    assert desk.rows("SELECT count(*) FROM relay_thread") == [(2,)]


def test_who_takes_over_a_number_by_changing_to_it_inherits_nothing(desk: Desk) -> None:
    desk.person(number=NUMBER).says("Hi")
    desk.person(number=NEW_NUMBER).says("Hi")
    desk.store(changed(desk, NEW_NUMBER, NUMBER))
    desk.work()

    desk.person(number=NUMBER).presses("language:hi")

    assert desk.rows("SELECT count(*) FROM relay_alias") == [(1,)]
    assert desk.rows("SELECT count(*) FROM relay_thread") == [(2,)]


def test_a_number_that_changes_there_and_back_at_once_keeps_its_talk(desk: Desk) -> None:
    desk.person(number=NUMBER).says("Hi")
    desk.store(changed(desk, NUMBER, NEW_NUMBER), changed(desk, NEW_NUMBER, NUMBER))
    desk.work()

    desk.person(number=NUMBER).presses("language:hi")

    assert desk.rows("SELECT count(*) FROM relay_alias") == [(1,)]
    assert desk.rows("SELECT count(*) FROM relay_thread") == [(1,)]


def test_a_change_that_comes_again_after_the_old_number_was_given_to_somebody_moves_nobody(
    desk: Desk,
) -> None:
    desk.person(number=NUMBER).says("Hi")
    told, again = changed(desk, NUMBER, NEW_NUMBER), changed(desk, NUMBER, NEW_NUMBER)
    desk.store(told)
    desk.work()
    desk.person(number=NEW_NUMBER).presses("language:hi")
    newcomer = desk.person(number=NUMBER)
    newcomer.says("Hi")

    desk.store(again)
    desk.work()

    newcomer.presses("language:hi")
    assert newcomer.last["to"] == f"+{NUMBER}"
    assert desk.rows("SELECT count(*) FROM relay_alias") == [(2,)]
    assert desk.rows("SELECT count(*) FROM relay_thread") == [(2,)]


def test_the_number_that_somebody_left_leads_to_nobody(desk: Desk) -> None:
    desk.person(number=NUMBER, user_id=USER).says("Hi")
    desk.person(number=NEW_NUMBER, user_id=USER).presses("language:hi")

    desk.person(number=NUMBER).says("Hi")

    assert desk.rows("SELECT count(*) FROM relay_thread") == [(2,)]
    assert desk.rows("SELECT count(*) FROM relay_alias") == [(3,)]


def test_no_identity_is_in_the_database_in_clear(desk: Desk) -> None:
    desk.person(number=NUMBER, user_id=USER).says("Hi")

    with desk.world.database.superuser() as link:
        dump = "".join(
            str(row)
            for (table,) in link.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'relay%'"
            )
            for row in link.execute(f"SELECT t::text, encode(t::text::bytea, 'hex') FROM {table} t")
        )
    assert NUMBER not in dump
    assert USER not in dump


def test_a_source_who_says_remove_my_number_is_gone_and_the_tip_stays(desk: Desk) -> None:
    source = desk.person(number=NUMBER, user_id=USER)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)

    source.says("नंबर हटाओ")
    source.presses("forget:yes")

    for table in ("relay_thread", "relay_alias", "relay_link"):
        assert desk.rows(f"SELECT count(*) FROM {table}") == [(0,)]
    assert desk.rows("SELECT count(*) FROM cases_case") == [(1,)]


def test_the_code_brings_the_talk_back_on_another_phone(desk: Desk) -> None:
    source = desk.person(number=NUMBER)
    source.says("Hi")
    tell(source, until="push", answers=ANSWERS)
    code = source.last_text.split(":")[-1].split("\n")[0].strip()

    other = desk.person(user_id=OTHER_USER)
    other.says("Hi")
    other.says(code.replace(" ", "-"))
    other.says("और एक बात: कल भी ट्रक आए थे")

    assert desk.rows("SELECT kind FROM cases_statement ORDER BY at") == [("report",), ("addition",)]
    assert desk.rows("SELECT count(*) FROM relay_link") == [(1,)]


def test_a_wrong_code_brings_back_nothing(desk: Desk) -> None:
    source = desk.person(number=NUMBER)
    source.says("Hi")
    source.presses("language:hi")

    source.says("1234 5678 9012 3456")

    assert desk.rows("SELECT count(*) FROM relay_link") == [(0,)]


def enrolled(desk: Desk, number: str, post: str) -> str:
    with desk.world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), desk.keys.enrolment, post, desk.now)
    desk.person(number=number).says(f"duty {code}")
    return code


def test_a_phone_stands_for_a_post_after_its_one_time_code(desk: Desk) -> None:
    enrolled(desk, NUMBER, "chn-balua.sho")

    assert desk.rows("SELECT scope, post_id FROM relay_thread WHERE post_id <> ''") == [
        ("duty", "chn-balua.sho")
    ]


def test_a_code_works_once(desk: Desk) -> None:
    code = enrolled(desk, NUMBER, "chn-balua.sho")

    desk.person(number="915550020012").says(f"duty {code}")

    assert desk.rows("SELECT count(*) FROM relay_thread WHERE scope = 'duty'") == [(1,)]


def test_an_officers_duty_and_private_talks_share_no_tag(desk: Desk) -> None:
    desk.person(number=NUMBER, user_id=USER).says("Hi")
    enrolled(desk, NUMBER, "chn-balua.sho")

    tags = desk.rows(
        "SELECT count(*), count(DISTINCT tag) FROM relay_alias a JOIN relay_thread t ON t.id = a.thread_id"
    )
    assert tags[0][0] == tags[0][1]
    assert desk.rows("SELECT count(DISTINCT scope) FROM relay_thread") == [(2,)]


@pytest.mark.parametrize("typed", ["duty 1234 5678", "ड्यूटी १२३४५६७८", "DUTY:12345678"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert enrolment.asked(typed) == "12345678"


@pytest.mark.parametrize("typed", ["duty", "12345678", "duty 1234567", "mera number 12345678 hai"])
def test_other_words_are_no_code(typed: str) -> None:
    assert enrolment.asked(typed) is None


def test_what_an_officer_tells_privately_never_touches_the_post(desk: Desk) -> None:
    enrolled(desk, NUMBER, "chn-balua.sho")
    officer = desk.person(number=NUMBER)

    officer.says("निजी")
    tell(officer, until="push", answers=ANSWERS | {"police": "yes"})

    (case,) = desk.rows("SELECT police FROM cases_case")
    assert case == ("yes",)
    assert desk.rows("SELECT count(*) FROM cases_event WHERE post_id = 'chn-balua.sho'") == [(0,)]
    links = desk.rows("SELECT t.scope, t.post_id FROM relay_link l JOIN relay_thread t ON t.id = l.thread_id")
    assert links == [("public", "")]


def test_a_phone_left_lying_is_the_posts_again(desk: Desk) -> None:
    enrolled(desk, NUMBER, "chn-balua.sho")
    officer = desk.person(number=NUMBER)
    officer.says("निजी")

    desk.later(hours=3)
    officer.says("Hi")

    assert "निर्देश" in officer.last_text


def test_an_officer_removes_his_own_number_and_the_post_keeps_its_phone(desk: Desk) -> None:
    officer = desk.person(number=NUMBER)
    officer.says("Hi")
    tell(officer, until="push", answers=ANSWERS)
    enrolled(desk, NUMBER, "chn-balua.sho")

    officer.says("निजी")
    officer.says("नंबर हटाओ")
    officer.presses("forget:yes")

    assert desk.rows("SELECT scope FROM relay_thread") == [("duty",)]
    assert desk.rows("SELECT count(*) FROM relay_link") == [(0,)]


def test_guessing_codes_ends_after_a_few(desk: Desk) -> None:
    with desk.world.database.connect("owner") as link:
        code = enrolment.issue(link.cursor(), desk.keys.enrolment, "chn-balua.sho", desk.now)
    guesser = desk.person(number=NUMBER)
    for _ in range(enrolment.TRIES):
        guesser.says("duty 0000 0000")

    guesser.says(f"duty {code}")

    assert desk.rows("SELECT count(*) FROM relay_thread WHERE scope = 'duty'") == [(0,)]


def test_a_released_post_has_no_phone(desk: Desk) -> None:
    enrolled(desk, NUMBER, "chn-balua.sho")

    with desk.world.database.connect("owner") as link:
        released = enrolment.release(link.cursor(), "chn-balua.sho")

    assert released == 1
    assert desk.rows("SELECT count(*) FROM relay_thread WHERE scope = 'duty'") == [(0,)]
