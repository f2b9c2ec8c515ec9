"""A complaint from the first words on the phone to the last step that its complainant hears of."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from satark.cases import complaints, steps
from satark.cases.statements import STATEMENT
from satark.cases.values import Step
from satark.relay.models import Number
from satark.vault.services import open_case
from tests.relay.desk import NUMBER_ID, Desk, Json, Person, options_of, text_of

COMPLAINANT = {"number": "915550010077", "user_id": "IN.complainant"}
LAND = "balua ghat ke paas mere khet par kabza kar liya"


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """Chandauli's number, for open complaints only."""
    return with_lanes(desk, "open")


def with_lanes(desk: Desk, *lanes: str) -> Desk:
    Number.objects.filter(pk=NUMBER_ID).update(lanes=list(lanes))
    return desk


def test_the_first_words_are_with_the_desk_at_once(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)

    person.says(LAND)

    assert open_desk.rows("SELECT lane, category, unfinished, unit_id FROM cases_case") == [
        ("open", "land", True, "chn-balua")
    ]


def test_a_complaint_told_piece_by_piece_is_one_case(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)

    complain(person)

    assert open_desk.rows("SELECT category, unfinished FROM cases_case") == [("land", False)]
    assert spoken(number(open_desk)) in person.last_text
    assert open_desk.rows("SELECT count(*) FROM cases_event WHERE kind = 'filed'") == [(1,)]


def test_what_the_desk_corrected_is_not_undone_by_the_next_piece(open_desk: Desk) -> None:
    open_desk.later(minutes=-10)
    person = open_desk.person(**COMPLAINANT)
    person.says(LAND)
    person.presses("language:hi")
    with open_desk.world.at_console("chandauli.desk"):
        complaints.recategorise(case_id(open_desk), "threat", now=datetime.now(UTC))
    open_desk.later(minutes=10)

    person.says("रामू यादव")

    assert open_desk.rows("SELECT category FROM cases_case") == [("threat",)]


def test_the_station_gets_a_number_only_with_a_yes(open_desk: Desk) -> None:
    willing, unwilling = open_desk.person(**COMPLAINANT), open_desk.person("915550010078", "IN.other")

    complain(willing, share="yes")
    complain(unwilling, share="no")

    first, second = (
        told(open_desk, row[0]) for row in open_desk.rows("SELECT id FROM cases_case ORDER BY filed_at")
    )
    assert "+915550010077" in first
    assert "5550010078" not in second


def test_who_shows_no_number_types_the_one_to_be_called_on(open_desk: Desk) -> None:
    person = open_desk.person(user_id="IN.hidden")

    complain(person, share="yes", then=["98765 43210"])

    assert "9876543210" in told(open_desk, case_id(open_desk))


def test_every_photo_lies_with_the_complaint(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    for _ in range(3):
        person.shows()

    complain(person)
    person.shows()

    assert open_desk.rows("SELECT DISTINCT case_id FROM evidence_evidence") == [(case_id(open_desk),)]
    assert open_desk.rows("SELECT count(*) FROM evidence_evidence") == [(4,)]


def test_each_step_is_told_unasked_under_the_complaints_number(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    complain(person)

    ref = forwarded(open_desk)
    assert f"{spoken(number(open_desk))}: थाना बलुआ भेज दी गई है" in person.last_text

    step(open_desk, ref, Step("team_sent", text="एसआई पटेल, दो सिपाही"))
    assert "पुलिस टीम मौके के लिए निकल चुकी है" in person.last_text


def test_nobody_came_reopens_it_one_rank_higher(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    complain(person)
    answered(open_desk, forwarded(open_desk))
    assert options_of(person.last) == [
        f"visit:{came}.{number(open_desk)}" for came in ("yes", "no", "partly")
    ]

    person.presses(f"visit:no.{number(open_desk)}")

    assert events(open_desk, "visit_said") == 1
    assert events(open_desk, "reopened") == 1


def test_complaints_put_together_are_told_of_to_each_under_their_own_number(open_desk: Desk) -> None:
    # The console records nothing that happened before what it is about.
    open_desk.later(minutes=-10)
    first, second = open_desk.person(**COMPLAINANT), open_desk.person("915550010078", "IN.other")
    complain(first)
    complain(second)
    cases = open_desk.rows("SELECT id, number FROM cases_case ORDER BY filed_at")
    (one, one_number), (other, other_number) = cases

    with open_desk.world.at_console("chandauli.desk"):
        complaints.merge(other, one_number, now=datetime.now(UTC))
        complaints.forward(one, unit="chn-balua", now=datetime.now(UTC))
    open_desk.later(seconds=5)
    open_desk.work()

    assert spoken(one_number) in first.last_text
    assert spoken(other_number) in second.last_text
    assert spoken(one_number) not in second.last_text


def test_a_yes_closes_it_and_stars_are_kept(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    complain(person)
    answered(open_desk, forwarded(open_desk))

    person.presses(f"visit:yes.{number(open_desk)}")
    person.says("4")

    assert events(open_desk, "closed") == 1
    assert open_desk.rows("SELECT data->>'stars' FROM cases_event WHERE kind = 'rated'") == [("4",)]


def test_anothers_number_changes_nothing(open_desk: Desk) -> None:
    person, stranger = open_desk.person(**COMPLAINANT), open_desk.person("915550010078", "IN.other")
    complain(person)
    answered(open_desk, forwarded(open_desk))

    stranger.says("Hi")
    stranger.presses("language:hi")
    stranger.presses(f"visit:no.{number(open_desk)}")
    stranger.says(number(open_desk))

    assert events(open_desk, "visit_said") == 0
    assert "नहीं मिला" in stranger.last_text


def test_a_complaint_can_be_taken_back(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    complain(person)

    person.says("शिकायत वापस लेनी है")
    person.presses("withdraw:yes")

    assert events(open_desk, "retracted") == 1


def test_who_wants_no_messages_is_told_no_step(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    complain(person)
    person.says("बंद करो")
    before = len(open_desk.bodies)

    forwarded(open_desk)

    assert [text_of(body) for body in open_desk.bodies[before:] if is_for(person, body)] == []


def test_outside_the_window_a_template_names_number_and_step(open_desk: Desk) -> None:
    person = open_desk.person(**COMPLAINANT)
    complain(person)
    open_desk.later(hours=30)

    forwarded(open_desk)

    template = person.last["template"]
    assert template["name"] == "complaint_step"
    (body,) = [part for part in template["components"] if part["type"] == "body"]
    assert [each["text"] for each in body["parameters"]] == [
        spoken(number(open_desk)),
        "थाना बलुआ भेज दी गई है",
    ]


def test_a_number_with_both_lanes_files_nothing_before_the_choice(desk: Desk) -> None:
    person = with_lanes(desk, "open", "sealed").person(**COMPLAINANT)

    person.says(LAND)
    person.presses("language:hi")
    assert desk.rows("SELECT count(*) FROM cases_case") == [(0,)]

    person.presses("lane:open")
    assert desk.rows("SELECT lane, category FROM cases_case") == [("open", "land")]


def test_words_of_a_tip_never_come_into_a_complaint(desk: Desk) -> None:
    person = with_lanes(desk, "open", "sealed").person(**COMPLAINANT)
    person.says("police wale har dukan se paise lete hai, rishwat")
    person.presses("language:hi")
    desk.later(hours=25)
    silent(desk)
    person.says("Hi")
    person.presses("again:new")
    person.presses("lane:open")
    complain(person, begun=True)

    person.says("दरवाज़ा टूटा हुआ है")

    sealed, opened = desk.rows("SELECT lane, id FROM cases_case ORDER BY filed_at")
    assert (sealed[0], opened[0]) == ("sealed", "open")
    assert "दरवाज़ा" in told(desk, opened[1])
    assert "दरवाज़ा" not in told(desk, sealed[1])
    assert "rishwat" not in told(desk, opened[1])


# --- verbs --------------------------------------------------------------------------------------------------------


def complain(
    person: Person, *, share: str = "yes", then: list[str] | None = None, begun: bool = False
) -> None:
    """Tell a quarrel about land to its end."""
    person.says(LAND)
    if not begun:
        person.presses("language:hi")
    person.says("रामू यादव")
    person.presses(f"share:{share}")
    for words in then or []:
        person.says(words)
    person.presses("confirm:send")


def forwarded(desk: Desk) -> str:
    with desk.world.at_console("chandauli.desk"):
        ref = complaints.forward(case_id(desk), unit="chn-balua", now=datetime.now(UTC))
    desk.later(seconds=5)
    desk.work()
    return ref


def step(desk: Desk, ref: str, taken: Step) -> None:
    with desk.in_relay():
        steps.take(ref, taken, post="chn-balua.sho", now=desk.now)
    desk.later(seconds=5)
    desk.work()


def answered(desk: Desk, ref: str) -> None:
    stated = ("place", "photo", "name")
    step(desk, ref, Step("answered", text="मौके पर गए, समझौता", code="compromise", stated=stated))


def silent(desk: Desk) -> None:
    with desk.in_relay() as cursor:
        desk.turns.silence(cursor, list(range(256)), older=desk.now)


def case_id(desk: Desk) -> UUID:
    ((ident,),) = desk.rows("SELECT id FROM cases_case")
    assert isinstance(ident, UUID)
    return ident


def number(desk: Desk) -> str:
    ((found,),) = desk.rows("SELECT number FROM cases_case")
    return str(found)


def spoken(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def events(desk: Desk, kind: str) -> int:
    ((count,),) = desk.rows("SELECT count(*) FROM cases_event WHERE kind = %s", kind)
    return int(count)


def told(desk: Desk, ident: UUID) -> str:
    """All that the case's statements hold."""
    with desk.in_relay():
        box = open_case(ident)
    rows = desk.rows("SELECT sealed FROM cases_statement WHERE case_id = %s ORDER BY at", ident)
    return "\n".join(
        json.dumps(json.loads(box.open(bytes(row[0]), STATEMENT)), ensure_ascii=False) for row in rows
    )


def is_for(person: Person, body: Json) -> bool:
    return str(body.get("to", "")).lstrip("+") == person.number
