"""Every id that can reach a page has its words here, so that no officer reads a code."""

from __future__ import annotations

from satark.cases import errors
from satark.cases.models import Event
from satark.cases.outcomes import OUTCOMES
from satark.console import questions, timeline, words
from satark.dialogues.tip.draft import DRAFT
from satark.dialogues.tip.topic import CATEGORIES, OTHER


def test_every_category_and_outcome_has_words() -> None:
    assert tuple(words.CATEGORIES) == (*CATEGORIES, OTHER)
    assert tuple(words.OUTCOMES) == OUTCOMES


def test_every_kind_of_event_has_a_sentence() -> None:
    assert set(timeline.KINDS) == set(Event.Kind.values)


def test_every_refusal_has_words() -> None:
    codes = {error.code for error in errors.CaseError.__subclasses__()}

    assert codes <= set(words.ERRORS)


def test_every_question_of_the_talk_has_words() -> None:
    about_the_talk_itself = {"language", "confirm", "change", "more", "forget"}

    assert {question.id for question in DRAFT.questions} - about_the_talk_itself <= set(questions.QUESTIONS)


def test_an_unknown_id_is_shown_as_it_is() -> None:
    assert questions.spoken("brand_new", "brand_new:choice") == ("brand_new", "choice")
    assert words.called(words.CATEGORIES, "brand_new") == "brand_new"
