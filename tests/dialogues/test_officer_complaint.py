"""A complaint on the phone of a station: from the brief to the proof, by buttons, words, pins and pictures."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from satark.conversation.values import (
    Inbound,
    InboundKind,
    Language,
    Media,
    MediaId,
    MediaKind,
    News,
    ReportIncident,
    TakeStep,
)
from satark.dialogues import notice_messages
from satark.dialogues.officer.closing import OUTCOMES
from satark.dialogues.officer.meant import diary, names_somebody, step_in
from tests.dialogues.limits import breaches, telling_words
from tests.dialogues.phone import MORNING, Phone

REF, OTHER = "4820193375-1", "1047725580-1"


def complaint(ref: str = REF, *, step: str = "", at: int = 0, **facts: object) -> News:
    known = {
        "number": ref[:10],
        "category": "fight",
        "unit": "chn-balua",
        "by": "chandauli.sp",
        "at": (MORNING - timedelta(minutes=60 - at)).isoformat(),
        "due_at": (MORNING + timedelta(minutes=30)).isoformat(),
        "near": ["chn-chakia", "chn-dheena"],
        "names": {
            "chn-balua": ["बलुआ", "Balua"],
            "chn-chakia": ["चकिया", "Chakia"],
            "chn-dheena": ["धीना", "Dheena"],
            "chandauli.sp": ["पुलिस अधीक्षक चंदौली", "SP Chandauli"],
        },
    }
    return News(
        UUID(int=int(ref[:4])), "complaint", "गेट 2 पर मारपीट हो रही है", ref, {**known, "step": step, **facts}
    )


def on_duty(*news: News) -> Phone:
    return Phone(script="officer", news=news or (complaint(),)).writes("english")


def acts(phone: Phone) -> list[tuple[str, str]]:
    return [(effect.act, effect.ref) for effect in phone.effects if isinstance(effect, TakeStep)]


# --- the steps -----------------------------------------------------------------------------------------------------


def test_each_press_is_a_step_and_offers_the_next() -> None:
    phone = on_duty()
    seen = []
    for act in ("received", "team", "spot"):
        phone.presses_id(f"direction:{act}:{REF}")
        seen.append(phone.titles)

    assert acts(phone) == [("received", REF), ("team_sent", REF), ("on_spot", REF)]
    assert seen == [["Team sent", "Need force/help"], ["On spot (location)", "Need force/help"], []]
    assert phone.messages[-1].ask_pin


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("प्राप्त", "received"),
        ("टीम रवाना", "team_sent"),
        ("rawana", "team_sent"),
        ("मौके पर पहुँच गए", "on_spot"),
        ("टीम रवाना, एसआई राम सिंह", "team_sent"),
        ("मौके पर पहुंच गए हैं, भीड़ है", "on_spot"),
    ],
)
def test_words_do_what_the_buttons_do(words: str, act: str) -> None:
    phone = on_duty().writes(words)

    assert acts(phone) == [(act, REF)]


def test_a_pin_says_that_they_are_there_and_after_that_it_is_a_proof() -> None:
    first = on_duty(complaint(step="team_sent")).drops_pin()
    later = on_duty(complaint(step="on_spot")).drops_pin()

    assert (acts(first), acts(later)) == ([("on_spot", REF)], [("progress", REF)])


def test_who_went_and_the_diary_number_may_follow_the_press() -> None:
    phone = on_duty().presses_id(f"direction:team:{REF}").writes("SI Ram Singh, 2 constables, GD 45")

    assert phone.done == (
        TakeStep(REF, "progress", "SI Ram Singh, 2 constables, GD 45", stated=("name",)),
        TakeStep(REF, "gd", number="45", way="in"),
    )


@pytest.mark.parametrize(
    ("text", "step", "found"),
    [
        ("रवानगी जीडी 23", "", ("23", "out")),
        ("GD no 17", "team_sent", ("17", "out")),
        ("वापसी जीडी नंबर 9", "team_sent", ("9", "back")),
        ("wapsi 12", "on_spot", ("12", "back")),
        ("जी.डी. 5", "", ("5", "in")),
        ("12 आदमी थे", "on_spot", None),
    ],
)
def test_a_diary_number_is_found_in_words(text: str, step: str, found: tuple[str, str] | None) -> None:
    entry = diary(text, complaint(step=step))

    assert (entry and (entry.number, entry.way)) == found


def test_the_control_rooms_number_is_that_of_112() -> None:
    entry = diary("112 event P12345", complaint(control=True))

    assert entry is not None
    assert (entry.number, entry.way) == ("p12345", "112")


@pytest.mark.parametrize(
    "text", ["टीम रवाना नहीं हुई", "मौके पर कोई नहीं मिला", "मौके की फोटो", "पूछताछ की", "मौके पर जा रहे हैं"]
)
def test_what_does_not_plainly_say_a_step_is_none(text: str) -> None:
    assert step_in(text) is None


def test_only_words_that_name_somebody_say_who_went() -> None:
    assert names_somebody("टीम रवाना, एसआई राम सिंह")
    assert not names_somebody("टीम रवाना कर दी गई है")


@pytest.mark.parametrize(
    ("act", "row", "expected"),
    [
        ("help", "help:vehicle", TakeStep(REF, "need_help", code="vehicle")),
        ("late", "why:court", TakeStep(REF, "reason", code="court")),
        ("notours", "whose:chn-chakia", TakeStep(REF, "disputed", unit="chn-chakia")),
        ("notours", "whose:unknown", TakeStep(REF, "disputed")),
    ],
)
def test_a_list_names_its_task(act: str, row: str, expected: TakeStep) -> None:
    phone = on_duty(complaint(), complaint(OTHER)).presses_id(f"direction:{act}:{REF}")
    asked = phone.done
    phone.presses_id(f"{row}:{REF}")

    assert (asked, phone.done) == ((), (expected,))


def test_whose_it_is_can_be_written_and_is_offered_before_it_is_taken() -> None:
    phone = on_duty().presses_id(f"direction:notours:{REF}").writes("chakia bazar")
    offered = phone.done, phone.titles
    phone.writes("1")

    assert offered == ((), ["Thana Chakia", "Not known whose it is"])
    assert phone.done == (TakeStep(REF, "disputed", unit="chn-chakia"),)


# --- disposed ------------------------------------------------------------------------------------------------------


def test_disposed_asks_the_outcome_and_then_each_missing_proof_once() -> None:
    phone = on_duty().presses_id(f"direction:done:{REF}").presses_id(f"outcome:preventive:{REF}")
    asked = [phone.said.splitlines()[0]]
    photo = phone.sends(MediaKind.PHOTO)
    asked.append(phone.said.splitlines()[0])
    phone.writes("no network there")
    asked.append(phone.said.splitlines()[0])
    phone.writes("SI Ram Singh")

    assert [words.split()[0] for words in asked] == ["Send", "Press", "Who"]
    assert phone.effects[-1] == TakeStep(
        REF,
        "answered",
        "लोकेशन: no network there\nगए: SI Ram Singh",
        code="preventive",
        stated=("place", "name"),
    )
    assert TakeStep(REF, "progress", media=(photo,)) in phone.effects


def test_what_is_proven_is_not_asked_again() -> None:
    phone = on_duty(complaint(step="on_spot", missing=["photo"])).presses_id(f"direction:done:{REF}")
    phone.presses_id(f"outcome:compromise:{REF}")
    phone.sends(MediaKind.PHOTO)

    assert phone.effects[-1] == TakeStep(REF, "answered", code="compromise")


def test_an_fir_is_not_said_without_its_number() -> None:
    phone = (
        on_duty(complaint(missing=[])).presses_id(f"direction:done:{REF}").presses_id(f"outcome:fir:{REF}")
    )
    phone.writes("दर्ज कर दी")
    without = acts(phone)
    phone.writes("0123/2026")

    assert without == []
    assert phone.done == (TakeStep(REF, "answered", code="fir", number="0123/2026"),)


def test_words_before_the_outcome_are_part_of_the_answer() -> None:
    phone = on_duty(complaint(missing=[])).presses_id(f"direction:done:{REF}").writes("दोनों पक्ष शांत")
    phone.presses_id(f"outcome:compromise:{REF}")

    assert phone.done == (TakeStep(REF, "answered", "दोनों पक्ष शांत", code="compromise"),)


def test_the_outcomes_fill_one_list() -> None:
    phone = on_duty().presses_id(f"direction:done:{REF}")

    assert len(phone.titles) == len(OUTCOMES) == 10
    assert [breaches(message) for message in phone.messages] == [[]]


# --- several at once -----------------------------------------------------------------------------------------------


def test_words_go_to_no_task_that_was_only_acknowledged_while_there_are_several() -> None:
    phone = on_duty(complaint(), complaint(OTHER)).presses_id(f"direction:received:{REF}").writes("वहाँ भीड़ है")
    asked = acts(phone), phone.titles
    phone.presses_id(f"which:{OTHER}")

    assert asked == ([("received", REF)], ["482 019 3375-1", "104 772 5580-1"])
    assert acts(phone)[-1] == ("progress", OTHER)


def both_asked_for_a_photo() -> Phone:
    """The photo of one case was asked for; then, a moment later, that of another."""
    phone = on_duty(complaint(missing=["photo"]), complaint(OTHER, missing=["photo"]))
    for ref in (REF, OTHER):
        phone.presses_id(f"direction:done:{ref}").presses_id(f"outcome:compromise:{ref}")
    return phone


@pytest.mark.parametrize("meant", [REF, OTHER])
def test_a_picture_that_two_cases_wait_for_is_asked_about_and_ends_the_one_it_is_of(meant: str) -> None:
    phone = both_asked_for_a_photo()
    photo = phone.sends(MediaKind.PHOTO)
    asked = acts(phone), phone.titles

    phone.presses_id(f"which:{meant}")

    assert asked == ([], ["482 019 3375-1", "104 772 5580-1"])
    assert phone.done == (
        TakeStep(meant, "progress", media=(photo,)),
        TakeStep(meant, "answered", code="compromise"),
    )


def test_after_it_was_said_which_the_rest_of_an_album_goes_there_too() -> None:
    phone = both_asked_for_a_photo()
    phone.sends(MediaKind.PHOTO)
    phone.presses_id(f"which:{REF}")

    phone.sends(MediaKind.PHOTO)

    assert acts(phone)[-1] == ("progress", REF)


def test_what_waits_for_a_choice_goes_nowhere_with_a_piece_that_quotes() -> None:
    phone = on_duty(complaint(), complaint(OTHER)).writes("वहाँ भीड़ है")
    photo = MediaId(UUID(int=77))
    quoting = Inbound(
        InboundKind.MEDIA, MORNING + timedelta(minutes=9), media=Media(photo, MediaKind.PHOTO), about=OTHER
    )

    phone.sends_again(quoting)

    assert phone.done == (TakeStep(OTHER, "progress", media=(photo,)),)
    assert phone.titles == ["482 019 3375-1", "104 772 5580-1"]


def test_done_takes_nothing_along_that_waits_for_a_choice() -> None:
    phone = on_duty(complaint(missing=[]), complaint(OTHER)).writes("वहाँ भीड़ है")
    phone.presses_id(f"direction:done:{REF}").presses_id(f"outcome:compromise:{REF}")

    assert phone.done == (TakeStep(REF, "answered", code="compromise"),)
    assert len(phone.titles) == 2


def test_a_row_of_an_older_list_places_nothing() -> None:
    phone = on_duty(complaint(), complaint(OTHER)).writes("मेरे काम")
    old = phone.messages[-1].rows[0].id
    phone.writes("वहाँ भीड़ है")

    phone.presses_id(old)

    assert acts(phone) == []


def test_after_a_newer_task_came_words_are_asked_about() -> None:
    phone = on_duty(complaint(), complaint(OTHER)).presses_id(f"direction:team:{REF}")
    phone.news = (*phone.news, complaint("7305118820-1", at=120))
    phone.now += timedelta(hours=2)
    phone.writes("मौके पर पहुँच गए")

    assert acts(phone) == [("team_sent", REF)]
    assert len(phone.titles) == 3


def test_a_number_typed_for_a_list_means_the_row_as_it_was_shown() -> None:
    phone = on_duty(complaint(), complaint(OTHER)).writes("प्राप्त")
    phone.news = (complaint(OTHER), complaint("7305118820-1"))
    phone.writes("1")

    assert phone.done == ()
    assert phone.said == "This direction is no longer open."


def test_a_number_typed_before_the_list_was_there_means_nothing_of_it() -> None:
    phone = on_duty(complaint(), complaint(OTHER)).presses_id(f"direction:done:{REF}")
    phone.unseen = True
    phone.writes("2")

    assert phone.done == ()
    assert phone.state.asked == "outcome"


def test_more_than_ten_open_tasks_are_all_reached() -> None:
    many = [complaint(f"{4820193300 + count}-1") for count in range(14)]
    phone = on_duty(*many).writes("my cases")
    first = phone.titles
    phone.presses("More tasks")

    assert len(first) == 10
    assert len(phone.titles) == 5


def test_the_urgent_one_stands_first() -> None:
    phone = on_duty(complaint(), complaint(OTHER, urgent=True)).writes("my cases")

    assert phone.titles[0] == "104 772 5580-1"


# --- the menu, and incidents ---------------------------------------------------------------------------------------


def test_the_menu_is_a_list_of_what_can_be_begun() -> None:
    phone = on_duty().writes("मेन्यू")

    assert phone.titles == ["My tasks", "Report an incident", "Hand over charge", "What can be written"]


def test_the_first_piece_is_the_report_and_more_belongs_to_it_for_a_quarter_of_an_hour() -> None:
    phone = on_duty().presses_id("menu:incident").writes("पुल पर बस पलट गई")
    photo = phone.sends(MediaKind.PHOTO)
    phone.now += timedelta(minutes=20)
    phone.writes("एक ट्रक भी")

    assert phone.effects == [
        ReportIncident("पुल पर बस पलट गई"),
        ReportIncident(media=(photo,), more=True),
        TakeStep(REF, "progress", "एक ट्रक भी"),
    ]


@pytest.mark.parametrize(
    "words", ["सूचना: पुल पर बस पलट गई", "घटना - पुल पर बस पलट गई", "suchna पुल पर बस पलट गई"]
)
def test_one_word_before_it_is_enough(words: str) -> None:
    assert on_duty().writes(words).done == (ReportIncident("पुल पर बस पलट गई"),)


def test_a_press_about_a_task_ends_the_report() -> None:
    phone = (
        on_duty(complaint(), complaint(OTHER)).writes("सूचना: जाम लगा है").presses_id(f"direction:team:{REF}")
    )
    phone.writes("SI Ram Singh")

    assert acts(phone) == [("team_sent", REF), ("progress", REF)]


def test_a_report_asked_for_long_ago_does_not_swallow_a_picture() -> None:
    phone = on_duty().presses_id("menu:incident")
    phone.now += timedelta(hours=3)
    photo = phone.sends(MediaKind.PHOTO)

    assert phone.done == (TakeStep(REF, "progress", media=(photo,)),)


def test_handing_over_says_what_a_station_does_and_records_nothing() -> None:
    phone = on_duty().presses_id("menu:handover")

    assert phone.done == ()
    assert "code of his own" in phone.said


# --- the brief -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("facts", [{}, {"urgent": True}, {"added": True}, {"control": True}, {"reopened": 1}])
@pytest.mark.parametrize("words", ["गेट 2 पर मारपीट", "देखें " * 500])
def test_a_brief_of_any_length_has_its_buttons_and_tells_a_lock_screen_nothing(
    language: Language, facts: dict[str, object], words: str
) -> None:
    news = complaint()
    news = News(news.id, news.kind, words, news.ref, {**news.facts, **facts})

    messages = notice_messages(news, now=MORNING, language=language)

    assert [breaches(message) for message in messages] == [[]] * len(messages)
    assert [telling_words(message.text, language) for message in messages] == [[]] * len(messages)
    assert words.strip() in "\n".join(message.text for message in messages)
    assert [button.id for button in messages[-1].buttons] == (
        [] if facts.get("added") else [f"direction:received:{REF}", f"direction:notours:{REF}"]
    )


def test_an_urgent_brief_says_its_limit_and_on_whose_order() -> None:
    at, due = MORNING, MORNING + timedelta(minutes=5)
    news = complaint(urgent=True, at=0, due_at=due.isoformat())
    news = News(news.id, news.kind, news.text, news.ref, {**news.facts, "at": at.isoformat()})

    (message,) = notice_messages(news, now=MORNING, language="hi")

    assert "पुलिस अधीक्षक चंदौली के आदेशानुसार। 5 मिनट में उत्तर दें (आज सुबह 10:05 तक)।" in message.text


def test_an_edited_message_adds_and_starts_nothing() -> None:
    phone = on_duty().gets(InboundKind.LATER, "तीन नहीं, दो लोग")

    assert phone.done == (TakeStep(REF, "progress", "तीन नहीं, दो लोग"),)
