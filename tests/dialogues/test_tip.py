"""The sealed tip, rule by rule. Whole talks stand under talks/."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from satark.conversation.values import (
    AddStatement,
    FileReport,
    Forget,
    InboundKind,
    MarkHeard,
    MediaKind,
    News,
    Resume,
    SetPush,
    State,
)
from satark.dialogues import has_unfiled, push_notice
from satark.dialogues.tip.topic import CATEGORIES
from tests.dialogues.phone import Phone, about, at_readback, district, filed, speaking

ANSWER = News(UUID(int=7), "answer", "We looked into it.")


# --- the first words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "greeting", ["Hi", "hello ji", "नमस्ते", "Assalam alaikum", "Hi CH-017", "राम राम", "سلام"]
)
def test_any_greeting_begins_the_talk_and_is_not_kept(greeting: str) -> None:
    phone = Phone().writes(greeting)

    assert phone.titles == ["हिन्दी", "English", "اردو", "भोजपुरी"]
    assert not has_unfiled(phone.state)


def test_a_first_photo_is_kept_before_the_language_is_known() -> None:
    phone = Phone()
    photo = phone.sends(MediaKind.PHOTO)
    phone.gets(InboundKind.SILENCE)

    assert phone.reports[0].media == (photo,)


def test_the_opening_comes_once_in_each_language_and_may_not_be_replaced() -> None:
    phone = Phone().writes("Hi").presses("English")
    opening = phone.messages[0]
    phone.writes("language").presses("हिन्दी")

    assert opening.lasting
    assert "confidential" in opening.text
    assert "गोपनीय" in phone.said
    phone.writes("english").writes("hindi")
    assert "गोपनीय" not in phone.said
    assert "confidential" not in phone.said


def test_one_language_is_not_asked_for() -> None:
    phone = Phone(district("hi")).writes("hi")

    assert phone.state.asked == "category"


def test_a_language_that_is_not_offered_leads_to_those_that_are() -> None:
    phone = Phone(district("hi", "en")).writes("hi", "bhojpuri")

    assert phone.titles == ["हिन्दी", "English"]


@pytest.mark.parametrize("asked", ["path", "place", "vehicle"])
def test_words_of_one_breath_answer_no_question_that_nobody_could_read(asked: str) -> None:
    phone = about("mining_overloading")
    while phone.state.asked != asked:
        phone.writes("skip")

    phone.unseen = True
    phone.writes("the truck with 361 on it")
    phone.unseen = False

    assert phone.state.asked == asked
    assert asked not in phone.state.answers
    phone.gets(InboundKind.SILENCE)
    assert "the truck with 361 on it" in phone.reports[0].said


def test_a_word_that_steers_steers_also_in_one_breath() -> None:
    phone = speaking()

    phone.unseen = True
    phone.writes("हिन्दी")

    assert phone.state.language == "hi"


# --- what it is about ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", CATEGORIES)
def test_in_every_topic_police_are_asked_about_but_in_their_own(topic: str) -> None:
    phone = about(topic)
    asked = set()
    for _ in range(15):
        asked.add(phone.state.asked)
        if phone.state.asked == "confirm":
            break
        phone.writes("skip")

    assert ("police" in asked) == (topic != "police")
    assert "police_who" in asked


def test_a_proposed_topic_can_be_refused_and_is_not_proposed_again() -> None:
    phone = speaking().writes("trucks full of sand go by every night")
    phone.presses("No, another topic").writes("sand again on the road every night")

    assert "Illegal mining" not in phone.said


def test_words_that_fit_no_topic_are_taken_as_something_else() -> None:
    phone = speaking().writes("an old man sits on my grandfather's roof daily")

    assert phone.state.answers["category"] == "other"


def test_a_topic_that_we_assumed_gives_way_to_later_words() -> None:
    phone = speaking().writes("something strange happens here in our lane").writes("smack and ganja are sold")

    assert "Illegal liquor, drugs" in phone.said


def test_a_topic_that_was_chosen_does_not_give_way() -> None:
    phone = about("gambling").presses_id("path:what").writes("they also sell ganja there")

    assert phone.state.answers["category"] == "gambling"


def test_what_was_described_is_not_asked_again() -> None:
    phone = speaking().writes("trucks full of sand go by every night").presses("Yes, right")

    assert phone.state.asked == "place"


def test_a_told_recording_describes_it_too() -> None:
    phone = speaking()
    phone.sends(MediaKind.VOICE)
    phone.presses_id("category:gambling")

    assert phone.state.asked == "place"


@pytest.mark.parametrize(
    ("topic", "path", "asked"),
    [
        ("cow", "who", ["who", "since", "vehicle"]),
        ("cow", "both", ["who", "what", "when", "vehicle"]),
        ("arms", "what", ["what", "when", "now", "many"]),
        ("extortion", "who", ["who", "since", "weapons"]),
        ("police", "", ["what", "when"]),
    ],
)
def test_a_path_asks_few_questions(topic: str, path: str, asked: list[str]) -> None:
    phone = about(topic)
    if path:
        phone.presses_id(f"path:{path}")
    seen = []
    while phone.state.asked != "place":
        seen.append(phone.state.asked)
        phone.writes("something") if phone.state.asked not in ("now", "weapons") else phone.writes("no")

    assert seen == asked


# --- numerals, words, presses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "two", ["2", "2.", "2)", "(2)", "२", "۲", "٢", "do", "दो", "दू", "two", "دو", "number 2", "02"]
)
def test_a_typed_two_is_the_second_option(two: str) -> None:
    phone = about("gambling").writes(two)

    assert phone.state.answers["path"] == "what"


def test_a_number_is_an_answer_where_numbers_are_answers() -> None:
    phone = about("gambling").presses_id("path:who").writes("x", "skip", "2")

    assert phone.state.answers["many"] == "2"


def test_a_row_pressed_twice_changes_nothing() -> None:
    phone = about("gambling").presses_id("category:gambling")

    assert phone.state.asked == "path"
    assert phone.state.answers["category"] == "gambling"


def test_a_button_of_last_week_still_means_what_it_said() -> None:
    phone = at_readback()
    phone.now += timedelta(days=7)
    phone.presses_id("police:yes")

    assert phone.state.answers["police"] == "yes"
    assert phone.state.asked == "police_who"


def test_a_press_of_something_never_offered_is_not_believed() -> None:
    phone = about("gambling").presses_id("path:everything").presses_id("place:bly-cantt")

    assert "path" not in phone.state.answers
    assert "place" not in phone.state.answers
    assert phone.said.startswith("That button is from before.")


def test_only_the_readback_sends() -> None:
    phone = about("gambling").presses_id("confirm:send").presses_id("path:who")

    assert not phone.reports
    assert "confirm" not in phone.state.answers


# --- back, skip, change -------------------------------------------------------------------------------------------


def test_back_goes_further_each_time_and_loses_no_answer() -> None:
    phone = about("cow").presses_id("path:both").writes("Raju", "loads cattle", "every night")
    phone.writes("back", "back")

    assert phone.state.asked == "what"
    assert phone.state.answers["what"] == "loads cattle"
    assert phone.state.answers["when"] == "every night"


def test_skip_after_back_keeps_the_answer() -> None:
    phone = about("cow").presses_id("path:both").writes("Raju", "loads cattle").writes("back", "skip")

    assert phone.state.answers["what"] == "loads cattle"


def test_words_below_the_readback_are_added() -> None:
    phone = at_readback().writes("one of them limps").presses("Send")

    assert "one of them limps" in phone.reports[0].said


def test_every_answer_can_be_changed_even_when_there_are_more_than_ten() -> None:
    phone = at_readback("harassment", "both")
    state = phone.state
    phone.state = replace(
        state, answers={**state.answers, "since": "x", "vehicle": "x", "weapons": "no", "found": "x"}
    )
    phone.presses("Change")
    first = phone.titles
    phone.presses("Show more")

    assert len(first) == 10
    assert "Police mixed up in it" in first + phone.titles
    assert "Nothing, go back" in phone.titles


def test_long_words_are_cut_in_the_readback_and_whole_in_the_report() -> None:
    long = "they stand there " * 80
    phone = at_readback().presses("Change").presses("What happens").writes(long)
    cut = "…" in phone.said
    phone.presses("Send")

    assert cut
    assert phone.reports[0].answers["what"] == long


# --- where --------------------------------------------------------------------------------------------------------


def _at_place() -> Phone:
    return speaking().writes("trucks full of sand go by every night").presses("Yes, right")


def test_a_known_place_counts_once_it_is_confirmed() -> None:
    phone = _at_place().writes("balua ghat ke pas")
    before = phone.state.answers.get("place")
    phone.presses("Yes, this place")

    assert before is None
    assert phone.state.answers["place"] == "balua ghat ke pas"
    assert phone.state.notes["unit"] == "chn-balua"


def test_an_unknown_place_is_kept_as_written() -> None:
    phone = _at_place().writes("behind the old mill")

    assert phone.state.answers["place"] == "behind the old mill"
    assert phone.state.asked != "place"


def test_a_refused_place_is_not_offered_again() -> None:
    phone = _at_place().writes("balua").presses("No, another place").writes("balua side")

    assert phone.state.answers["place"] == "balua side"
    assert "unit" not in phone.state.notes


def test_a_refused_pin_is_forgotten() -> None:
    phone = (
        _at_place()
        .drops_pin(25.41, 83.18)
        .presses("No, another place")
        .writes("skip")
        .gets(InboundKind.SILENCE)
    )

    assert phone.reports[0].pin is None


def test_a_pin_far_from_everything_stands_without_a_station() -> None:
    phone = _at_place().drops_pin(10.0, 70.0).gets(InboundKind.SILENCE)

    assert phone.reports[0].pin is not None
    assert phone.reports[0].unit == ""


def test_a_pin_that_came_first_is_confirmed_and_not_asked_for() -> None:
    phone = Phone().drops_pin(25.41, 83.18).presses("English").writes("trucks full of sand go by every night")
    phone.presses("Yes, right")

    assert "Balua Ghat" in phone.said


def test_a_second_pin_is_kept_beside_the_first() -> None:
    phone = _at_place().drops_pin(25.41, 83.18).presses("Yes, this place").drops_pin(25.5, 83.2)
    phone.gets(InboundKind.SILENCE)

    assert phone.reports[0].pin is not None
    assert "25.5, 83.2" in phone.reports[0].said


def test_the_location_request_comes_only_when_wanted() -> None:
    phone = _at_place()
    before = phone.messages[0].ask_pin
    phone.presses("Send location")

    assert not before
    assert phone.messages[0].ask_pin


# --- files --------------------------------------------------------------------------------------------------------


def test_an_album_is_counted_and_its_replies_may_settle() -> None:
    phone = about("gambling").presses_id("path:who")
    for _ in range(3):
        phone.sends(MediaKind.PHOTO)

    assert "3 photos" in phone.said
    assert phone.messages[0].settles
    assert len(phone.messages) == 1


def test_a_recording_answers_an_open_question() -> None:
    phone = about("gambling").presses_id("path:who")
    voice = phone.sends(MediaKind.VOICE)

    assert phone.state.answers["who"] == f"voice:{voice.hex}"
    assert phone.state.asked == "since"


def test_files_sent_before_are_not_asked_for() -> None:
    phone = speaking()
    phone.sends(MediaKind.PHOTO, "trucks full of sand go by every night")
    phone.presses("Yes, right").writes("skip")

    assert phone.state.asked == "police"


def test_the_same_file_twice_is_one_file() -> None:
    phone = speaking()
    phone.sends(MediaKind.PHOTO)
    phone._files = 0
    phone.sends(MediaKind.PHOTO)
    phone.gets(InboundKind.SILENCE)

    assert len(phone.reports[0].media) == 1


# --- police -------------------------------------------------------------------------------------------------------


def test_what_was_not_said_about_police_is_not_a_no() -> None:
    phone = speaking().writes("trucks full of sand go by every night").gets(InboundKind.SILENCE)

    assert phone.reports[0].police == "unknown"


def test_police_named_and_never_asked_about_count_as_mixed_up() -> None:
    phone = speaking().writes("the police take money from sand trucks each night").gets(InboundKind.SILENCE)

    assert phone.reports[0].police == "yes"


def test_police_corruption_is_a_yes_without_asking() -> None:
    phone = about("police").writes("a sipahi takes 500 a month").gets(InboundKind.SILENCE)

    assert phone.reports[0].police == "yes"


def test_yes_with_more_words_is_a_yes_and_the_words_are_kept() -> None:
    phone = (
        at_readback()
        .presses("Change")
        .presses("Police mixed up in it")
        .writes("yes the one with the red bike")
    )

    assert phone.state.answers["police"] == "yes"
    assert phone.state.asked == "police_who"
    assert "yes the one with the red bike" in phone.state.notes["said"]  # type: ignore[operator]  # JSON


# --- filing and after ---------------------------------------------------------------------------------------------


def test_filing_gives_the_code_once_in_a_lasting_message() -> None:
    phone = at_readback().presses("Send")

    assert len(phone.messages) == 1
    assert phone.messages[0].lasting
    assert "Code: 4821 0937 5516 2048" in phone.said
    assert phone.titles == ["Yes, please", "No, do not"]


def test_the_state_holds_no_words_after_filing() -> None:
    phone = at_readback().writes("one of them limps").presses("Send")

    assert "limps" not in str(phone.state)
    assert "names after girls" not in str(phone.state)


def test_send_pressed_twice_files_once() -> None:
    phone = filed().presses_id("confirm:send")

    assert len(phone.reports) == 1
    assert phone.done == ()


def test_an_old_button_after_filing_corrects_the_report() -> None:
    phone = filed().presses_id("police:yes", "Yes")

    assert phone.done == (AddStatement("Yes", answers={"police": "yes"}),)


@pytest.mark.parametrize(("title", "allowed"), [("Yes, please", True), ("No, do not", False)])
def test_being_written_to_is_the_persons_choice(title: str, allowed: bool) -> None:
    phone = filed().presses(title)

    assert phone.done == (SetPush(allowed),)


def test_more_words_are_added_even_instead_of_an_answer() -> None:
    phone = filed().writes("and he has a brother")

    assert phone.done == (AddStatement("and he has a brother"),)
    assert not any(isinstance(effect, SetPush) for effect in phone.effects)


def test_a_greeting_after_filing_asks_and_wipes_nothing() -> None:
    phone = filed().writes("Hi")

    assert phone.titles == ["Add to it", "Something new", "See status"]
    assert phone.state.notes["filed"] is True


def test_something_new_is_another_report() -> None:
    phone = (
        filed()
        .writes("Hi")
        .presses("Something new")
        .presses_id("category:cow")
        .writes("loads cattle by night")
    )
    phone.gets(InboundKind.SILENCE)

    assert [report.category for report in phone.reports] == ["harassment", "cow"]
    assert "loads cattle by night" not in phone.reports[0].said


def test_answers_are_shown_only_on_asking_and_marked_heard() -> None:
    phone = filed()
    phone.news = (ANSWER,)
    phone.writes("more")
    before = phone.said
    phone.writes("status")

    assert "looked into" not in before
    assert "We looked into it." in phone.said
    assert phone.done == (MarkHeard((ANSWER.id,)),)
    assert phone.messages[0].lasting


def test_the_notice_tells_nothing_and_its_button_shows_the_answer() -> None:
    phone = filed()
    phone.news = (ANSWER,)
    phone.presses_id(push_notice("en").buttons[0].id)

    assert "We looked into it." in phone.said


def test_what_was_said_before_the_code_joins_the_talk_that_is_found() -> None:
    phone = Phone()
    photo = phone.sends(MediaKind.PHOTO, "he has moved to the market")
    phone.writes("Code: 4821-0937-5516-2048")
    code = phone.done
    phone.gets(InboundKind.CALLED, "resumed")

    assert code == (Resume("4821093755162048"),)
    assert phone.done == (AddStatement("he has moved to the market", None, (photo,)),)
    assert not has_unfiled(phone.state)


def test_a_wrong_code_loses_nothing() -> None:
    phone = speaking().writes("trucks full of sand go by every night", "4821093755162049")
    phone.gets(InboundKind.CALLED, "code_unknown")

    assert has_unfiled(phone.state)
    assert phone.said.startswith("These digits lead to nothing here.")


# --- remove my number ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["remove my number", "नंबर हटाओ", "numbar hatao", "نمبر ہٹاؤ", "नंबर हटाईं", "forget me"]
)
def test_forgetting_is_asked_back_once_and_then_done(words: str) -> None:
    phone = filed().writes(words)
    before = phone.effects[-1]
    phone.presses("Yes, remove it")

    assert not isinstance(before, Forget)
    assert phone.done == (Forget(),)
    assert phone.messages[0].lasting


def test_forgetting_before_filing_sends_on_what_was_told_as_the_question_says() -> None:
    phone = speaking().writes("trucks full of sand go by every night", "forget me")
    asked = phone.said
    phone.writes("yes")

    assert "will be passed on" in asked
    assert [type(effect) for effect in phone.done] == [FileReport, Forget]
    assert phone.state == State("tip", 1, "en")


def test_an_old_button_never_forgets() -> None:
    phone = filed().presses_id("forget:yes")

    assert Forget() not in phone.effects
    assert phone.state.asked == "forget"


# --- silence ------------------------------------------------------------------------------------------------------


def test_who_only_greeted_or_looked_at_topics_is_never_filed() -> None:
    phone = about("gambling").presses_id("path:who").gets(InboundKind.SILENCE)

    assert phone.reports == []
    assert phone.messages == ()


def test_a_tip_left_half_way_is_filed_as_it_is() -> None:
    phone = about("cow").presses_id("path:both").writes("Raju").gets(InboundKind.SILENCE)

    assert phone.reports[0].unfinished
    assert phone.reports[0].answers == {"path": "both", "who": "Raju"}
    assert phone.messages == ()


def test_silence_after_filing_files_nothing() -> None:
    phone = filed().gets(InboundKind.SILENCE).gets(InboundKind.SILENCE)

    assert len(phone.reports) == 1


# --- not understood -----------------------------------------------------------------------------------------------


def test_three_replies_not_understood_lead_on() -> None:
    phone = about("gambling").writes("mmm", "nnn", "ppp")

    assert phone.state.answers["path"] == "what"
    assert phone.state.asked == "what"


def test_one_thought_in_several_messages_is_one_reply() -> None:
    phone = about("gambling")
    for words in ("mmm", "nnn", "ppp", "rrr"):
        phone.writes(words)
        phone.now -= timedelta(seconds=28)

    assert phone.state.asked == "path"


def test_a_text_over_every_limit_is_kept_whole() -> None:
    long = "नदी 🚚 के किनारे \u200d " * 1000
    phone = speaking().writes(long).gets(InboundKind.SILENCE)

    assert phone.reports[0].said == (long,)


def test_danger_is_answered_first_and_marks_the_report() -> None:
    phone = about("cow").presses_id("path:both").writes("please come they are beating him")
    first = phone.said
    phone.gets(InboundKind.SILENCE)

    assert first.startswith("If anyone's life is in danger now")
    assert phone.reports[0].urgent


# --- what is not an answer ----------------------------------------------------------------------------------------


def test_an_edited_message_is_kept_and_answers_nothing() -> None:
    phone = about("gambling")
    asked = phone.state.asked

    phone.gets(InboundKind.LATER, "not Balua, it is Chahania")
    said = phone.said
    phone.gets(InboundKind.SILENCE)

    assert "Received ✓" in said
    assert (phone.reports[0].said, asked) == (("not Balua, it is Chahania",), "path")


def test_words_under_a_file_that_never_came_are_kept() -> None:
    phone = about("gambling").gets(InboundKind.UNSUPPORTED, "they sit behind the mill")
    said = phone.said
    phone.gets(InboundKind.SILENCE)

    assert said.startswith("Sorry, this did not reach us.")
    assert phone.reports[0].said == ("they sit behind the mill",)


@pytest.mark.parametrize("kind", [InboundKind.LATER, InboundKind.UNSUPPORTED])
def test_words_that_came_beside_something_are_added_after_filing(kind: InboundKind) -> None:
    phone = filed().gets(kind, "it was on Sunday")

    assert [effect.text for effect in phone.done if isinstance(effect, AddStatement)] == ["it was on Sunday"]


def test_a_sticker_is_acknowledged_and_nothing_is_asked_again() -> None:
    phone = about("gambling")
    asked = phone.state.asked

    phone.gets(InboundKind.STICKER)

    assert phone.said.startswith("Sticker received ✓")
    assert (phone.state.asked, phone.titles) == (asked, [])


def test_a_sticker_that_comes_first_is_a_greeting() -> None:
    assert Phone().gets(InboundKind.STICKER).state.asked == "language"


def test_a_sticker_after_filing_is_acknowledged() -> None:
    assert filed().gets(InboundKind.STICKER).said.startswith("Sticker received ✓")
