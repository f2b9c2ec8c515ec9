"""The phone of a post, rule by rule. Whole talks stand under talks/officer_*.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from satark.channels.whatsapp.outbound import split
from satark.conversation.values import (
    InboundKind,
    Language,
    MediaId,
    MediaKind,
    News,
    TakeStep,
)
from satark.dialogues import direction_message, officer_text
from tests.dialogues.limits import breaches, telling_words
from tests.dialogues.phone import Phone

ONE = News(UUID(int=1), "direction", "Patrol the ghat tonight.", "4820193375-1")
TWO = News(UUID(int=2), "returned", "Say who was met.", "1047725580-2")
DUE = datetime(2026, 11, 22, 13, 17, tzinfo=UTC)


def on_duty(*news: News) -> Phone:
    return Phone(script="officer", news=news).writes("english")


def answering(*news: News) -> Phone:
    return on_duty(*(news or (ONE,))).presses_id(f"direction:done:{ONE.ref}")


def test_received_acknowledges_and_asks_for_the_outcome() -> None:
    phone = on_duty(ONE).presses_id(f"direction:received:{ONE.ref}")

    assert phone.done == (TakeStep(ONE.ref, "received"),)
    assert phone.titles == ["Done"]


@pytest.mark.parametrize("words", ["प्राप्त", "received", "mil gaya", "PRAPT", "Received."])
def test_the_word_acknowledges_the_only_direction(words: str) -> None:
    assert on_duty(ONE).writes(words).done == (TakeStep(ONE.ref, "received"),)


def test_with_several_directions_the_word_asks_which() -> None:
    phone = on_duty(ONE, TWO).writes("received")
    asked = phone.done, phone.titles
    phone.writes("2")

    assert asked == ((), ["482 019 3375-1", "104 772 5580-2"])
    assert phone.done == (TakeStep(TWO.ref, "received"),)


def test_the_first_words_after_done_are_the_answer_and_the_rest_is_added() -> None:
    phone = answering()
    photo = phone.sends(MediaKind.PHOTO)
    phone.writes("two trucks stopped").writes("papers were false")

    assert phone.effects == [
        TakeStep(ONE.ref, "progress", media=(photo,)),
        TakeStep(ONE.ref, "answered", "two trucks stopped"),
        TakeStep(ONE.ref, "progress", "papers were false"),
    ]


def test_done_written_as_the_outcome_is_the_outcome() -> None:
    assert answering().writes("ho gaya").done == (TakeStep(ONE.ref, "answered", "ho gaya"),)


@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.AUDIO])
def test_an_outcome_may_be_spoken(kind: MediaKind) -> None:
    phone = answering()
    voice = phone.sends(kind)

    assert phone.done == (TakeStep(ONE.ref, "answered", media=(voice,)),)


def test_a_picture_alone_is_no_outcome() -> None:
    phone = answering()
    phone.sends(MediaKind.PHOTO)

    assert not any(isinstance(effect, TakeStep) and effect.act == "answered" for effect in phone.effects)
    assert "in a few words" in phone.said


def test_long_after_an_answer_words_are_not_taken_as_part_of_it() -> None:
    phone = answering().writes("two trucks stopped")
    phone.news = (TWO,)
    phone.now += timedelta(hours=1)
    phone.writes("the shop was shut")

    assert phone.done == (TakeStep(TWO.ref, "progress", "the shop was shut"),)


def test_what_is_sent_unasked_belongs_to_the_only_direction() -> None:
    phone = on_duty(ONE)
    photo = phone.sends(MediaKind.PHOTO, "at the ghat")

    assert phone.done == (TakeStep(ONE.ref, "progress", "at the ghat", media=(photo,)),)


def test_what_is_sent_unasked_with_several_directions_waits_for_the_choice() -> None:
    phone = on_duty(ONE, TWO)
    photo = phone.sends(MediaKind.PHOTO)
    phone.writes("the shop was shut")
    waiting = phone.done
    phone.presses_id(f"which:{TWO.ref}")

    assert waiting == ()
    assert phone.done == (
        TakeStep(TWO.ref, "progress", media=(photo,)),
        TakeStep(TWO.ref, "progress", "the shop was shut"),
    )


def test_without_a_direction_nothing_is_added_and_that_is_said() -> None:
    phone = on_duty().writes("some news")

    assert phone.done == ()
    assert "not added anywhere" in phone.said


@pytest.mark.parametrize("act", ["received", "done", "show"])
def test_a_button_of_a_closed_direction_says_so(act: str) -> None:
    phone = on_duty(TWO).presses_id(f"direction:{act}:{ONE.ref}")

    assert phone.done == ()
    assert phone.said == "This direction is no longer open."


def test_directions_can_be_read_again() -> None:
    phone = on_duty(ONE, TWO).writes("directions").presses_id(f"which:{ONE.ref}")

    assert "Patrol the ghat tonight." in phone.said
    assert phone.titles == ["Received", "Done"]


def test_a_notice_without_words_shows_what_it_is_about() -> None:
    assert "Patrol the ghat tonight." in on_duty(ONE).presses_id("news:read").said


def test_hindi_unless_english_is_asked_for() -> None:
    phone = Phone(script="officer", news=(ONE,)).writes("प्राप्त")
    hindi = phone.said
    phone.writes("english", "directions")

    assert "प्राप्ति दर्ज" in hindi
    assert phone.said.startswith("Jai Hind.")


@pytest.mark.parametrize("kind", [InboundKind.REACTION, InboundKind.STICKER])
def test_reactions_and_stickers_are_not_answered(kind: InboundKind) -> None:
    assert on_duty(ONE).gets(kind).messages == ()


def test_an_edited_message_is_one_more_piece_of_the_answer() -> None:
    phone = on_duty(ONE).gets(InboundKind.LATER, "two men, not three")

    assert [effect.text for effect in phone.done if isinstance(effect, TakeStep)] == ["two men, not three"]


def test_words_under_a_file_that_never_came_are_part_of_the_answer() -> None:
    phone = on_duty(ONE).gets(InboundKind.UNSUPPORTED, "picture of the boat")

    assert phone.said.startswith("This did not reach us.")
    assert [effect.text for effect in phone.done if isinstance(effect, TakeStep)] == ["picture of the boat"]


# --- what is sent to a post ---------------------------------------------------------------------------------------


def test_a_direction_carries_brief_term_and_buttons() -> None:
    message = direction_message(
        "Patrol the ghat.", "4820193375-1", "बलुआ", "mining_overloading", DUE, [MediaId(UUID(int=5))]
    )

    assert [button.id for button in message.buttons] == [
        "direction:received:4820193375-1",
        "direction:done:4820193375-1",
    ]
    assert "अवैध खनन, ओवरलोडिंग · बलुआ" in message.text
    assert "22 नवंबर, शाम 6:47 तक" in message.text
    assert message.media == (UUID(int=5),)
    assert breaches(message) == []


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("returned", [False, True])
@pytest.mark.parametrize("brief", ["Patrol the ghat.", "देखें " * 250, "देखें " * 1000])
def test_a_direction_of_any_length_goes_out_and_tells_a_lock_screen_nothing(
    language: Language, returned: bool, brief: str
) -> None:
    message = direction_message(
        brief,
        "4820193375-1",
        "थाना बलुआ",
        "police",
        DUE,
        language=language,
        returned=returned,
    )

    assert [breaches(part) for part in split(message)] in ([[]], [[], []])
    assert brief in message.text
    assert telling_words(message.text, language) == []
    assert message.lasting


@pytest.mark.parametrize(
    ("hours", "spoken"),
    [
        (0, "आज शाम 6:47 तक"),
        (4, "आज रात 10:47 तक"),
        (8, "आज रात 2:47 तक"),
        (14, "कल सुबह 8:47 तक"),
        (18, "कल दोपहर 12:47 तक"),
        (40, "24 नवंबर, सुबह 10:47 तक"),
    ],
)
def test_times_are_said_as_people_say_them(hours: int, spoken: str) -> None:
    message = direction_message(
        "x", "1-1", "", "other", DUE + timedelta(hours=hours), now=DUE - timedelta(hours=1)
    )

    assert spoken in message.text


def test_an_enrolled_phone_is_told_its_post() -> None:
    message = officer_text("officer.enrolled", "hi", post="थानाध्यक्ष बलुआ")

    assert message.text.endswith("थानाध्यक्ष बलुआ")
    assert telling_words(message.text, "hi") == []
