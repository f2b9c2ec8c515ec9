"""A superior's phone: what he is told, the orders he gives in words, disputes he decides, and his digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from satark.conversation.values import (
    Decide,
    GiveOrder,
    Inbound,
    InboundKind,
    Language,
    MarkHeard,
    News,
    TakeStep,
)
from satark.dialogues import mark_of, notice_messages
from tests.dialogues.limits import breaches, telling_words
from tests.dialogues.phone import MORNING, Phone
from tests.dialogues.test_officer_complaint import REF, complaint

NAMES = {
    "chn-balua.sho": ["थानाध्यक्ष बलुआ", "SHO Balua"],
    "chn-chakia.sho": ["थानाध्यक्ष चकिया", "SHO Chakia"],
    "chn-balua": ["बलुआ", "Balua"],
    "chn-chakia": ["चकिया", "Chakia"],
    "chn-c-skd.co": ["सीओ सकलडीहा", "CO Sakaldiha"],
}


def told(kind: str, number: int = 7, *, text: str = "", ref: str = "", **facts: object) -> News:
    known = {"names": NAMES, "at": MORNING.isoformat(), "number": "4820193375", **facts}
    return News(UUID(int=number << 100), kind, text, ref, known)


LATE = told(
    "escalation",
    ref=REF,
    post="chn-balua.sho",
    clock="receive",
    over=720,
    to="chn-c-skd.co",
    category="fight",
    unit="chn-balua",
)
DIGEST = told(
    "digest", 8, span="morning", filed=41, on_time=33, late=5, silent=3,
    lines=[
        {"post": "chn-balua.sho", "count": 2, "over": 10800, "cause": "network"},
        {"post": "chn-chakia.sho", "count": 1, "over": 3600, "cause": "will"},
    ],
)  # fmt: skip


def superior(*news: News) -> Phone:
    return Phone(script="officer", news=news or (LATE,)).writes("english")


def answers(phone: Phone, news: News, text: str) -> Phone:
    """A reply that quotes what was told."""
    phone.now += timedelta(seconds=30)
    about = mark_of(news.id.hex)
    return phone.sends_again(Inbound(InboundKind.TEXT, phone.now, text=text, about=about))


def at(hour: int) -> datetime:
    """That hour of the day in India, at which these talks begin at ten in the morning."""
    return MORNING + timedelta(hours=hour - 10)


def test_one_press_calls_for_an_explanation_within_a_day() -> None:
    phone = superior().presses_id(f"direction:explain:{mark_of(LATE.id.hex)}")

    (order,) = phone.done
    assert isinstance(order, GiveOrder)
    assert (order.kind, order.post, order.about) == ("explanation", "chn-balua.sho", REF)
    assert order.due_at == phone.now + timedelta(hours=24)
    assert "SHO Balua" in phone.said


@pytest.mark.parametrize("words", ["explain by 6", "6 बजे तक स्पष्टीकरण दें", "शाम 6 बजे तक जवाब भेजें"])
def test_an_answer_in_words_to_what_was_told_is_an_order_with_its_term(words: str) -> None:
    phone = answers(superior(), LATE, words)

    assert phone.done == (GiveOrder("explanation", "chn-balua.sho", words, at(18), REF),)


def test_an_order_that_names_no_term_has_a_day() -> None:
    phone = answers(superior(), LATE, "मौके पर जाकर रिपोर्ट भेजें")

    (order,) = phone.done
    assert isinstance(order, GiveOrder)
    assert (order.kind, order.due_at) == ("order", phone.now + timedelta(hours=24))


def test_words_that_are_no_order_by_themselves_are_asked_about() -> None:
    phone = answers(superior(), LATE, "बहुत देर हो गई")
    asked = phone.done, phone.titles
    phone.presses("Send the order")

    assert asked == ((), ["Send the order", "Do not send"])
    assert [effect.text for effect in phone.done if isinstance(effect, GiveOrder)] == ["बहुत देर हो गई"]


def test_what_was_asked_about_can_be_dropped() -> None:
    phone = answers(superior(), LATE, "बहुत देर हो गई").presses("Do not send")

    assert phone.done == ()
    assert phone.said == "All right, nothing was sent."


@pytest.mark.parametrize("words", ["ok", "देख लिया", "ठीक है"])
def test_that_it_was_seen_is_no_order(words: str) -> None:
    assert answers(superior(), LATE, words).done == (MarkHeard((LATE.id,)),)


def test_a_line_of_a_digest_is_chosen_by_its_name() -> None:
    phone = answers(superior(DIGEST), DIGEST, "chakia explain by 6")

    assert phone.done == (GiveOrder("explanation", "chn-chakia.sho", "chakia explain by 6", at(18)),)


def test_an_order_that_names_no_line_asks_which() -> None:
    phone = answers(superior(DIGEST), DIGEST, "explain by 6")
    asked = phone.done, phone.titles
    phone.presses("SHO Balua")

    assert asked == ((), ["SHO Balua", "SHO Chakia"])
    assert phone.done == (GiveOrder("explanation", "chn-balua.sho", "explain by 6", at(18)),)


def test_without_a_quote_only_what_plainly_is_an_order_is_one() -> None:
    plain = superior().writes("explain by 6")
    chatter = superior().writes("where is the driver")

    assert [type(effect) for effect in plain.done] == [GiveOrder]
    assert chatter.done == ()


def test_the_explanation_that_one_owes_is_no_order_to_somebody_else() -> None:
    own = News(UUID(int=5), "explanation", "Explain the delay.", REF, {"kind": "explanation", "names": {}})
    phone = superior(own).presses_id(f"direction:done:{REF}").writes("there was no vehicle, jawab 6 baje tak")

    assert phone.done == (TakeStep(REF, "answered", "there was no vehicle, jawab 6 baje tak"),)


def test_what_a_station_needs_stands_in_the_order_that_asks_for_it() -> None:
    order = News(
        UUID(int=9),
        "order",
        "भीड़ बढ़ रही है",
        "4820193375-2",
        {"kind": "order", "order": "help", "code": "vehicle"},
    )

    (message,) = notice_messages(order, now=MORNING, language="hi")

    assert "गाड़ी" in message.text
    assert [button.title for button in message.buttons] == ["प्राप्त", "निस्तारित"]


def test_a_dispute_is_decided_from_the_list_of_the_stations_named_and_near() -> None:
    dispute = News(
        UUID(int=6), "dispute", "Not ours.", "4820193375-2",
        {"kind": "dispute", "unit": "chn-balua", "claimed": "chn-chakia", "near": ["chn-chakia"], "names": NAMES},
    )  # fmt: skip
    phone = superior(dispute).presses_id("direction:show:4820193375-2")
    shown = phone.titles
    phone.presses("Chakia")

    assert shown == ["Chakia", "Balua"]
    assert phone.done == (Decide("4820193375-2", "chn-chakia"),)


def test_a_complaint_is_no_dispute_whatever_a_button_says() -> None:
    assert superior(complaint()).presses_id(f"decide:chn-chakia:{REF}").done == ()


def test_a_digest_is_announced_first_and_read_with_the_press() -> None:
    (message,) = notice_messages(DIGEST, now=MORNING, language="hi")
    phone = Phone(script="officer", news=(DIGEST,)).presses_id(message.buttons[0].id)

    assert "41" not in message.text
    assert "कुल 41, 33 समय पर, 5 देर से, 3 पर जवाब नहीं" in phone.said
    assert "थानाध्यक्ष बलुआ: 2, 3 घंटे (नेटवर्क: संदेश नहीं पहुँचा)" in phone.said
    assert phone.done == (MarkHeard((DIGEST.id,)),)


def test_the_late_one_reads_the_fact_and_gives_a_reason() -> None:
    own = told(
        "escalation", ref=REF, post="chn-balua.sho", clock="receive", over=720, to="chn-c-skd.co", own=True
    )
    (message,) = notice_messages(own, now=MORNING, language="hi")
    phone = Phone(script="officer", news=(complaint(), own)).presses_id(message.rows[0].id)

    assert "सीओ सकलडीहा को सूचना भेजी गई" in message.text
    assert next(row.title for row in message.rows) == "गाड़ी नहीं"
    assert phone.done == (TakeStep(REF, "reason", code="no_vehicle"),)


def test_words_of_the_late_one_to_it_are_about_his_own_task() -> None:
    own = told("escalation", ref=REF, post="chn-balua.sho", clock="receive", over=720, own=True)

    phone = answers(superior(complaint(), own), own, "6 बजे तक पहुँचेंगे")

    assert phone.done == (TakeStep(REF, "progress", "6 बजे तक पहुँचेंगे"),)


def test_the_control_room_answers_a_call_for_the_radio_with_its_number() -> None:
    ladder = told(
        "escalation", ref=REF, post="chn-balua.sho", clock="ladder", step="radio", over=0, to="chandauli.dcr"
    )

    phone = answers(superior(ladder), ladder, "RT 45 at 10:50")

    assert phone.done == (TakeStep(REF, "gd", number="RT 45 at 10:50", way="radio"),)


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize(
    "news",
    [
        LATE,
        DIGEST,
        told("escalation", ref=REF, post="chn-balua.sho", clock="visit", over=0, to="chn-c-skd.co"),
        told(
            "escalation", ref=REF, post="chn-balua.sho", clock="signature", over=0, until=MORNING.isoformat()
        ),
        told("escalation", ref=REF, post="chn-balua.sho", clock="signature", over=9, to="chn-c-skd.co"),
        told("escalation", ref=REF, post="chn-balua.sho", clock="ladder", step="call", over=0, to="x"),
        told("recall", ref=REF, why="decided"),
        told("answered", ref=REF, post="chn-balua.sho", text="गाड़ी नहीं थी"),
        told("incident", post="chn-balua.sho", text="पुल पर बस पलट गई", unit="chn-balua", category="other"),
    ],
    ids=lambda each: each.kind + str(each.facts.get("clock") or "") if isinstance(each, News) else each,
)
def test_what_is_told_keeps_every_limit_and_tells_a_lock_screen_nothing(
    language: Language, news: News
) -> None:
    messages = notice_messages(news, now=MORNING, language=language)

    assert [breaches(message) for message in messages] == [[]] * len(messages)
    assert [telling_words(message.text, language) for message in messages] == [[]] * len(messages)
    assert "{" not in messages[-1].text
