"""Every id that can reach a page has its words here, so that no officer reads a code."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import override

from satark.cases import errors
from satark.cases.categories import CATEGORIES as OPEN_CATEGORIES
from satark.cases.models import Event
from satark.cases.outcomes import COMPLAINT_OUTCOMES, NEEDS, OUTCOMES, PARKED, REASONS
from satark.cases.values import EventLine
from satark.console import complaint_timeline, complaint_words, questions, timeline, words
from satark.dialogues.tip.draft import DRAFT
from satark.dialogues.tip.topic import CATEGORIES, OTHER

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def test_every_category_and_outcome_has_words() -> None:
    assert {*CATEGORIES, OTHER, *(each.code for each in OPEN_CATEGORIES)} <= set(words.CATEGORIES)
    assert {*OUTCOMES, *COMPLAINT_OUTCOMES} == set(words.OUTCOMES)


def test_every_kind_of_event_has_a_sentence() -> None:
    assert {*timeline.KINDS, *complaint_timeline.COMPLAINT_KINDS} == set(Event.Kind.values)


def test_reasons_needs_and_whys_have_words() -> None:
    assert set(complaint_words.REASONS) == set(REASONS)
    assert set(complaint_words.NEEDS) == set(NEEDS)
    assert set(complaint_words.PARKED) == set(PARKED)


def test_every_refusal_has_words() -> None:
    codes = {error.code for error in errors.CaseError.__subclasses__()}

    assert codes <= set(words.ERRORS)


def test_every_question_of_the_talk_has_words() -> None:
    about_the_talk_itself = {"language", "confirm", "change", "more", "forget"}

    assert {question.id for question in DRAFT.questions} - about_the_talk_itself <= set(questions.QUESTIONS)


def test_an_unknown_id_is_shown_as_it_is() -> None:
    assert questions.spoken("brand_new", "brand_new:choice") == ("brand_new", "choice")
    assert words.called(words.CATEGORIES, "brand_new") == "brand_new"


def test_a_source_who_could_not_be_told_is_said_with_the_reason_and_what_comes_of_it() -> None:
    kept = EventLine(NOW, "reply_held", "", "", "", "", "", None, "", {"why": "window"})

    with override("en"):
        says = timeline.entry(kept, "", timeline.KINDS, timeline.TOLD_HERE).says

    assert says == (
        "No message tells the source: the phone has not written for a day. They read it when they write to us."
    )
