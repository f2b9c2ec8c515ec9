"""The open complaint: whatever is told in whatever order is one complaint, and only what is missing is asked."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from uuid import UUID

import pytest

from satark.cases.categories import BY_CODE, CATEGORIES, OFFERED
from satark.conversation.values import (
    AddStatement,
    FileComplaint,
    FileReport,
    InboundKind,
    MarkHeard,
    MediaKind,
    News,
    OpenCase,
    Rate,
    SayVisit,
    State,
    TakeUp,
)
from satark.dialogues.catalogue import COMPLAINT, LANGUAGES
from satark.dialogues.complaint import about
from satark.dialogues.complaint.pushes import step_message, visit_message
from tests.dialogues.limits import breaches
from tests.dialogues.phone import MORNING, Phone, district, speaking

NIGHT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
"""Midnight in India."""
FIGHT = OpenCase("4820193375", "fight", "sent", MORNING, "थाना बलुआ", "Thana Balua")
NOISE = OpenCase("5550193371", "noise", "desk", MORNING)
OPEN = district(lanes=("open",))
BOTH = district(lanes=("open", "sealed"))


def complaining(**changes: object) -> Phone:
    return speaking("hi", district=OPEN, **changes)


def filed(*cases: OpenCase) -> Phone:
    """A phone whose complaint is complete."""
    phone = complaining().writes("balua ghat par marpit hui", "सीता").presses_id("share:no")
    phone.presses_id("confirm:send")
    phone.complaints = cases
    return phone


def told(phone: Phone) -> tuple[object, ...]:
    """What the desk has in the end, whatever the order in which it came."""
    last = phone.complaint[-1]
    said = sorted(said for piece in phone.complaint for said in piece.said)
    media = len([file for piece in phone.complaint for file in piece.media])
    return last.category, last.unit, last.pin, last.urgent, last.unfinished, said, media


PIECES = ("photo", "voice", "words", "pin", "hurry")


def test_any_order_of_the_same_pieces_is_the_same_complaint() -> None:
    outcomes = set()
    for order in permutations(PIECES):
        phone = Phone(district=OPEN)
        for name in order:
            _send(phone, name)
        phone.presses_id("language:hi").writes("सीता").presses_id("share:no").presses_id("confirm:send")
        outcomes.add(repr(told(phone)))

    assert len(outcomes) == 1


def _send(phone: Phone, name: str) -> None:
    match name:
        case "photo":
            phone.sends()
        case "voice":
            phone.sends(MediaKind.VOICE)
        case "pin":
            phone.drops_pin()
        case "hurry":
            phone.writes("jaldi aao")
        case _:
            phone.writes("यहाँ मारपीट हो रही है")


def test_nothing_that_was_told_is_asked_again() -> None:
    phone = Phone(district=OPEN).writes("balua ghat par mere khet par kabza")
    phone.presses_id("language:hi")

    assert phone.state.asked == "name"


def test_the_desk_gets_each_piece_once() -> None:
    phone = filed()

    said = [text for piece in phone.complaint for text in piece.said]
    assert said == ["balua ghat par marpit hui"]
    assert [piece.goes_on for piece in phone.complaint] == [False, True, True, True]
    assert [piece.unfinished for piece in phone.complaint] == [True, True, True, False]


def test_a_number_is_given_only_with_a_yes() -> None:
    asked = complaining().writes("balua ghat par marpit hui").writes("सीता")
    for answer in ("3", "पता नहीं", "शायद"):
        asked.writes(answer)

    assert not any(piece.share_number for piece in asked.complaint)


def test_who_shows_no_number_is_asked_for_one_to_be_called_on() -> None:
    phone = complaining(has_number=False).writes("balua me chori ho gayi", "सीता").presses_id("share:yes")
    assert phone.state.asked == "phone"

    phone.writes("9876543210").presses_id("confirm:send")

    assert phone.complaint[-1].phone == "9876543210"
    assert "9876543210" not in str(phone.state)


@pytest.mark.parametrize("said", ["राजू", "मेरा नाम राजू है", "Mera naam राजू", "my name is राजू"])
def test_a_name_is_kept_without_the_words_around_it(said: str) -> None:
    phone = complaining()
    phone.writes("कल रात बलुआ बाज़ार में मेरी साइकिल चोरी हो गई")
    assert phone.state.asked == "name"

    phone.writes(said)

    assert phone.state.answers["name"] == "राजू"


def test_more_of_what_happened_is_no_name() -> None:
    phone = complaining().writes("balua ghat par marpit hui")

    phone.writes("वो लोग अभी भी वहीं लाठी लेकर खड़े हैं और गाली दे रहे हैं")

    assert phone.state.asked == "name"
    assert phone.complaint[-1].said == ("वो लोग अभी भी वहीं लाठी लेकर खड़े हैं और गाली दे रहे हैं",)


def test_what_it_is_about_is_asked_at_most_once() -> None:
    phone = complaining().writes("यहाँ कुछ अजीब सा है भाई")
    assert phone.state.asked == "category"

    phone.writes("पता नहीं क्या कहें इसे")

    assert phone.state.asked == "place"
    assert phone.complaint[-1].category == "other"


def test_a_place_that_nobody_knows_stops_nothing() -> None:
    phone = complaining().writes("रात भर डीजे बजता है").writes("पुराने कुएँ के पास")

    assert phone.state.asked == "name"
    assert (phone.complaint[-1].unit, phone.complaint[-1].place) == ("", "पुराने कुएँ के पास")


def test_a_shared_name_leaves_the_desk_its_candidates() -> None:
    phone = complaining().writes("रात भर डीजे बजता है").writes("ramgarh").presses_id("place:skip")

    assert phone.complaint[-1].unit == ""
    assert set(phone.complaint[-1].candidates) == {"chn-dheena", "chn-kandwa"}


@pytest.mark.parametrize("words", ["jaldi aao marpit ho rahi hai", "bachao bachao"])
def test_who_may_be_in_danger_reads_112_first(words: str) -> None:
    phone = complaining().writes("मेरी बात").writes(words)

    assert phone.messages[0].text.startswith(COMPLAINT["hi"].say("emergency")[:40])
    assert phone.complaint[-1].urgent


def test_at_night_the_first_answer_says_when_people_read_and_that_112_answers() -> None:
    staffed = replace(OPEN, staffed=(8, 22))
    phone = Phone(district=staffed, now=NIGHT).writes("Hi").presses_id("language:hi")

    phone.writes("balua me khet par kabza")
    assert "सुबह 8:00" in phone.said
    assert "112" in phone.said

    phone.writes("सीता")
    assert "सुबह 8:00" not in phone.said
    phone.presses_id("share:no").presses_id("confirm:send")
    assert "सुबह 8:00" in phone.said


def test_by_day_nobody_is_told_of_hours() -> None:
    phone = complaining(now=MORNING)

    phone.writes("balua me khet par kabza")

    assert "8:00" not in phone.said


def test_wrong_done_by_policemen_waits_for_the_persons_word() -> None:
    phone = complaining().writes("थाने में रिश्वत मांगी chakia")
    assert phone.complaint == []

    phone.presses_id("sealed:no")

    assert [piece.said for piece in phone.complaint] == [("थाने में रिश्वत मांगी chakia",)]


def test_who_never_says_how_is_taken_for_careful() -> None:
    phone = complaining().writes("थाने में रिश्वत मांगी chakia").gets(InboundKind.SILENCE)

    assert phone.complaint == []
    assert [report.police for report in phone.reports] == ["yes"]


def test_a_call_for_help_that_names_the_police_is_not_kept_waiting() -> None:
    phone = complaining().writes("गुंडे पैसे मांग रहे हैं मार रहे हैं पुलिस भेजो बचाओ")

    assert phone.complaint[0].urgent


def test_police_corruption_from_the_list_is_never_an_open_complaint() -> None:
    phone = complaining().writes("यहाँ कुछ अजीब सा है भाई").presses_id("category:police")
    phone.writes("दरोगा हर महीने पैसे लेता है").gets(InboundKind.SILENCE)

    assert [
        (type(each), each.category) for each in phone.effects if isinstance(each, FileComplaint | FileReport)
    ] == [
        (FileComplaint, "other"),
        (FileReport, "police"),
    ]
    assert "दरोगा" not in str(phone.complaint)


def test_what_was_told_before_the_lane_is_chosen_goes_nowhere() -> None:
    phone = Phone(district=BOTH).writes("balua ghat par marpit hui").presses_id("language:hi")
    assert phone.effects == []

    phone.presses_id("lane:open")

    assert phone.state.asked == "name"
    assert phone.complaint[0].said == ("balua ghat par marpit hui",)


def test_a_tip_half_told_is_not_put_aside_for_a_complaints_button() -> None:
    phone = Phone(district=BOTH, complaints=(FIGHT,)).writes("Hi").presses_id("language:hi")
    phone.presses_id("lane:sealed").writes("यहाँ रोज रात ट्रक से बालू जाता है")
    before = phone.state

    phone.presses_id("visit:no.4820193375")

    assert phone.done == (TakeUp("4820193375"), SayVisit("no"))
    assert phone.state == before


def test_an_answer_to_a_tip_is_not_heard_in_a_complaint() -> None:
    answer = News(UUID(int=1), "question", "किस रंग का ट्रक था?", facts={"lane": "sealed"})
    phone = filed(FIGHT)
    phone.district = BOTH
    phone.news = (answer,)

    phone.writes("हाल")
    assert "किस रंग" in phone.said
    phone.news = ()
    phone.writes("लाल")

    assert phone.state.script == "tip"


@pytest.mark.parametrize(("words", "came"), [("nahi", "no"), ("हाँ", "yes"), ("3", "partly")])
def test_a_word_below_the_pushed_question_answers_it_once(words: str, came: str) -> None:
    phone = filed(replace(FIGHT, stage="done"))
    pushed = News(UUID(int=7), "visit", "", facts={"number": FIGHT.number})
    phone.news = (pushed,)

    phone.writes(words)

    assert [effect.came for effect in phone.done if isinstance(effect, SayVisit)] == [came]
    assert MarkHeard((pushed.id,)) in phone.done


@pytest.mark.parametrize(
    ("words", "came"), [("हाँ", "yes"), ("nahi", "no"), ("3", "partly"), ("कोई नहीं आया", "no")]
)
def test_whether_anybody_came_is_said_in_any_way(words: str, came: str) -> None:
    phone = filed(replace(FIGHT, stage="done"))
    phone.news = (News(UUID(int=1), "visit", "", facts={"number": FIGHT.number}),)
    phone.writes("हाल").writes(words)

    assert [effect.came for effect in phone.done if isinstance(effect, SayVisit)] == [came]


@pytest.mark.parametrize(("answer", "stars"), [("rate:good", 5), ("rate:bad", 1), ("4", 4), ("२", 2)])
def test_stars_are_pressed_or_typed(answer: str, stars: int) -> None:
    phone = filed(replace(FIGHT, stage="done")).presses_id("visit:yes.4820193375")

    phone.presses_id(answer) if ":" in answer else phone.writes(answer)

    assert Rate(stars) in phone.done


def test_with_several_complaints_it_is_asked_which_once() -> None:
    phone = filed(FIGHT, NOISE)
    phone.gets(InboundKind.SILENCE)
    phone.now = MORNING.replace(hour=20)

    phone.writes("फिर वही हो रहा है").presses_id("which:5550193371")
    assert phone.done == (TakeUp("5550193371"), AddStatement("फिर वही हो रहा है"))
    phone.writes("अब भी")

    assert phone.done == (TakeUp("5550193371"), AddStatement("अब भी"))


def test_what_is_held_for_a_choice_can_be_a_new_complaint() -> None:
    phone = filed(FIGHT, NOISE)
    phone.now = MORNING.replace(hour=20)
    phone.writes("मेरी बाइक चोरी हो गई")

    phone.presses_id("which:new")

    assert phone.complaint[-1].category == "theft"
    assert not phone.complaint[-1].goes_on


def test_once_complete_the_talk_holds_no_words_name_or_number() -> None:
    phone = complaining(has_number=False).writes("balua me chori ho gayi", "रामू यादव").presses_id("share:yes")
    phone.writes("9876543210").presses_id("confirm:send")

    kept = str(phone.state)
    assert not any(secret in kept for secret in ("chori", "रामू", "9876543210", "balua"))


def test_an_fir_is_named_with_its_number_or_not_at_all() -> None:
    facts = {"outcome": "fir", "of": "0123/2026"}

    with_number = visit_message(FIGHT, facts, language="hi", now=MORNING).text
    without = visit_message(FIGHT, {"outcome": "fir"}, language="hi", now=MORNING).text

    assert "FIR नंबर 0123/2026" in with_number
    assert "FIR" not in without
    assert "FIR" not in step_message(FIGHT, {"step": "fir"}, language="hi", now=MORNING).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_says_registered_without_a_number(language: str) -> None:
    words = COMPLAINT[next(each for each in LANGUAGES if each == language)]

    said = [entry for entry in words.texts if "FIR" in words.say(entry) or "ایف آئی آر" in words.say(entry)]
    assert said == ["step.fir"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_push_fits(language: str) -> None:
    spoken = next(each for each in LANGUAGES if each == language)
    steps = [
        "forwarded",
        "received",
        "team_sent",
        "on_spot",
        "answered",
        "recalled",
        "decided",
        "reopened",
        "parked",
    ]
    for step in [*steps, "signature", "something new"]:
        message = step_message(FIGHT, {"step": step}, language=spoken, now=MORNING)
        assert breaches(message) == [], step
        assert "482 019 3375" in message.text
    assert breaches(visit_message(FIGHT, {}, language=spoken, now=MORNING)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_has_a_title_and_each_row_says_what_it_covers(language: str) -> None:
    words = COMPLAINT[next(each for each in LANGUAGES if each == language)]

    assert all(f"c.{code}" in words for code in BY_CODE)
    assert all(f"c.{category.code}.detail" in words for category in CATEGORIES[:OFFERED])


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("mere khet ki med tod di padosi ne", "land"),
        ("मेरी बाइक चोरी हो गई", "theft"),
        ("upi se paise kat gaye", "cyber"),
        ("पति मारता है रोज", "family"),
        ("मेरी बेटी घर नहीं आई", "missing"),
        ("سڑک پر حادثہ ہوا", "accident"),
        ("लइकी के छेड़त बा", "women"),
        ("raat bhar dj bajta hai", "noise"),
        ("gali me kutte kaat rahe", "animals"),
        ("sharabi hangama kar rahe", "nuisance"),
        ("namaste sir", ""),
    ],
)
def test_words_point_to_a_category(words: str, category: str) -> None:
    assert about.read([words]).category == category


def test_a_complaint_left_half_way_ends_as_it_is() -> None:
    phone = complaining().writes("balua ghat par marpit hui").gets(InboundKind.SILENCE)

    phone.writes("फिर से आए हैं")

    assert phone.done == (AddStatement("फिर से आए हैं", urgent=False),)


def test_what_was_folded_into_the_draft_goes_to_the_desk_with_the_next_turn() -> None:
    phone = complaining().writes("balua ghat par marpit hui")
    said = [*phone.state.notes["said"], "बीच में आई बात"]  # type: ignore[misc]  # a list of words
    phone.state = replace(phone.state, notes={**phone.state.notes, "said": said})

    later = copy(phone)
    later.effects = list(phone.effects)

    phone.writes("सीता")
    later.gets(InboundKind.SILENCE)

    assert phone.complaint[-1].said == later.complaint[-1].said == ("बीच में आई बात",)


def test_a_number_that_is_not_ones_own_tells_nothing() -> None:
    phone = filed(FIGHT)

    phone.writes("555 019 3371")

    assert "5550193371" not in phone.said.replace(" ", "")
    assert phone.done == ()


def test_a_new_state_begins_in_the_lane_of_the_number() -> None:
    assert Phone(district=OPEN).writes("Hi").state.script == "complaint"
    assert Phone(district=BOTH).writes("Hi").state.script == "lane"
    assert Phone(state=State()).writes("Hi").state.script == "tip"
