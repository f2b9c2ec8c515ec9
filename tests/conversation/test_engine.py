"""The engine by itself, on a script of three questions and its next release."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from satark.conversation.engine import UNCLEAR_REPLIES, advance, go_back, hear
from satark.conversation.script import (
    Goto,
    Heard,
    Option,
    Prompt,
    Question,
    Reading,
    Script,
    Unclear,
    Understood,
)
from satark.conversation.values import (
    Ask,
    Forget,
    Inbound,
    InboundKind,
    Language,
    State,
    Tell,
    Turn,
)

NOON = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
YES_NO = (Option("yes", "b.yes"), Option("no", "b.no"))
MEANINGS = {"yes": frozenset({"b.yes"}), "no": frozenset({"b.no"})}


def question(name: str, *options: Option, **changes: object) -> Question[None]:
    """A question that takes its options, or any words when it has none."""

    def choose(state: State, option: str, context: None) -> Reading:
        known = any(option == each.id for each in options)
        return Understood(option) if known else Unclear("old_button", counts=False)

    def listen(state: State, heard: Heard, context: None) -> Reading:
        return Unclear() if options or not heard.plain else Understood(heard.inbound.text)

    made: Question[None] = Question(
        name, lambda state: True, lambda state, context: Prompt(f"{name}.ask", options), choose, listen
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of Question


def script(*questions: Question[None], release: int = 1) -> Script[None]:
    return Script(
        "potholes",
        release,
        questions,
        rules=(),
        keep=lambda state, heard, context: replace(
            state,
            notes={**state.notes, "kept": [*state.notes.get("kept", []), heard.inbound.text]},  # type: ignore[misc]
        ),
        finish=lambda state, context: Turn(replace(state, asked=None), (Tell("thanks"),)),
        meanings=lambda plain: MEANINGS.get(plain, frozenset()),
        numeral=lambda plain: int(plain) if plain.isdigit() else 0,
    )


DEEP = question("deep", *YES_NO)
WHERE = question("where")
NAME = question("name", numerals=False)
POTHOLES = script(DEEP, WHERE, NAME)


def parked_at(name: str, **answers: str) -> State:
    return State("potholes", 1, "en", name, answers)


def text(words: str) -> Inbound:
    return Inbound(InboundKind.TEXT, NOON, text=words)


def press(choice: str) -> Inbound:
    return Inbound(InboundKind.CHOICE, NOON, text="title", choice=choice)


def test_the_first_message_puts_the_first_question() -> None:
    turn = advance(POTHOLES, State(), text("hello"), None)

    assert turn.replies == (Ask("deep"),)
    assert turn.state.asked == "deep"
    assert turn.state.notes["kept"] == ["hello"]


@pytest.mark.parametrize("message", [press("deep:yes"), text("yes"), text("1"), text("YES")])
def test_an_option_is_chosen_by_press_word_or_numeral(message: Inbound) -> None:
    turn = advance(POTHOLES, parked_at("deep"), message, None)

    assert turn.state.answers == {"deep": "yes"}
    assert turn.replies == (Ask("where"),)


def test_a_reply_is_read_by_the_question_the_person_saw() -> None:
    next_release = script(question("photo"), DEEP, WHERE, NAME, release=2)

    turn = advance(next_release, parked_at("where", deep="yes"), text("near the well"), None)

    assert turn.state.answers["where"] == "near the well"
    assert turn.replies == (Ask("photo"),)
    assert turn.state.release == 2


def test_a_removed_question_is_not_guessed_at_and_its_answers_stay() -> None:
    next_release = script(DEEP, NAME, release=2)

    turn = advance(next_release, parked_at("where", deep="yes", since="May"), text("near the well"), None)

    assert turn.replies == (Ask("name"),)
    assert turn.state.answers == {"deep": "yes", "since": "May"}
    assert turn.state.notes["kept"] == ["near the well"]


def test_an_unwanted_question_is_passed_by() -> None:
    shallow = replace(WHERE, wanted=lambda state: state.answers.get("deep") == "yes")

    turn = advance(script(DEEP, shallow, NAME), parked_at("deep"), press("deep:no"), None)

    assert turn.replies == (Ask("name"),)


def test_an_old_button_answers_the_question_it_names() -> None:
    turn = advance(POTHOLES, parked_at("name", deep="no", where="x"), press("deep:yes"), None)

    assert turn.state.answers["deep"] == "yes"
    assert turn.replies == (Ask("name"),)


@pytest.mark.parametrize("choice", ["", ":", "gone:yes", "deep:maybe", "deep", "deep:yes:no", ":yes"])
def test_a_button_nobody_offered_changes_no_answer(choice: str) -> None:
    turn = advance(POTHOLES, parked_at("where", deep="no"), press(choice), None)

    assert turn.state.answers == {"deep": "no"}
    assert next(reply for reply in turn.replies if isinstance(reply, Ask)).question == "where"


def test_a_number_is_an_answer_where_numerals_do_not_choose() -> None:
    counted = replace(NAME, prompt=lambda state, context: Prompt("x", YES_NO))

    turn = advance(script(counted), parked_at("name"), text("1"), None)

    assert turn.state.answers == {"name": "1"}


def test_a_loose_question_takes_a_beginning_and_keeps_the_words() -> None:
    loose = replace(DEEP, loose=True)

    turn = advance(script(loose, NAME), parked_at("deep"), text("yes and long"), None)

    assert turn.state.answers == {"deep": "yes"}
    assert turn.state.notes["kept"] == ["yes and long"]


def test_words_not_understood_are_kept_and_never_asked_about_for_ever() -> None:
    state = parked_at("deep")
    for minute in range(UNCLEAR_REPLIES):
        at = NOON.replace(minute=minute)
        turn = advance(POTHOLES, state, replace(text(f"perhaps {minute}"), at=at), None)
        state = turn.state

    assert turn.replies == (Tell("unclear.go_on"), Ask("where"))
    assert state.notes["kept"] == ["perhaps 0", "perhaps 1", "perhaps 2"]


def test_a_question_that_cannot_be_skipped_is_asked_again() -> None:
    stubborn = replace(DEEP, skipped_as=None)
    state = parked_at("deep")
    for minute in range(UNCLEAR_REPLIES + 1):
        at = NOON.replace(minute=minute)
        turn = advance(script(stubborn), state, replace(text("perhaps"), at=at), None)
        state = turn.state

    assert state.asked == "deep"
    assert "deep" not in state.answers


def test_back_leads_to_the_answer_before() -> None:
    turn = go_back(POTHOLES, parked_at("name", deep="no", where="x"), None)

    assert turn.replies == (Ask("where"),)
    assert turn.state.answers == {"deep": "no", "where": "x"}


def test_back_at_the_first_question_says_so() -> None:
    assert go_back(POTHOLES, parked_at("deep"), None).replies == (Ask("deep", "back.none"),)


def test_a_new_answer_to_an_old_question_keeps_its_place_in_the_talk() -> None:
    state = advance(POTHOLES, parked_at("deep", deep="no", where="x"), press("deep:yes"), None).state

    assert list(state.answers) == ["deep", "where"]


def test_a_question_may_lead_elsewhere_say_something_and_have_effects() -> None:
    elsewhere = replace(
        DEEP, choose=lambda state, option, context: Goto("name", state, (Tell("wait"),), "kept")
    )
    effective = replace(
        DEEP,
        choose=lambda state, option, context: Understood("yes", tells=(Tell("fine"),), effects=(Forget(),)),
    )

    gone = advance(script(elsewhere, NAME), parked_at("deep"), press("deep:yes"), None)
    done = advance(script(effective), parked_at("deep"), press("deep:yes"), None)

    assert gone.replies == (Tell("wait"), Ask("name", "kept"))
    assert done.replies == (Tell("fine"), Tell("thanks"))
    assert done.effects == (Forget(),)


def test_a_rule_comes_before_the_question_and_the_first_one_wins() -> None:
    ruled = replace(
        POTHOLES,
        rules=(
            lambda script, state, heard, context: None,
            lambda script, state, heard, context: Turn(state, (Tell("first"),)),
            lambda script, state, heard, context: Turn(state, (Tell("second"),)),
        ),
    )

    assert advance(ruled, parked_at("deep"), press("deep:yes"), None).replies == (Tell("first"),)


def test_the_given_state_is_never_changed() -> None:
    state = parked_at("deep")
    advance(POTHOLES, state, text("perhaps"), None)

    assert state == parked_at("deep")


@pytest.mark.parametrize("asked", ["deep", "where", "name", "gone", None])
@pytest.mark.parametrize("release", [1, 2, 3])
@pytest.mark.parametrize("kind", list(InboundKind))
def test_every_place_of_every_release_takes_every_kind_of_message(
    asked: str | None, release: int, kind: InboundKind
) -> None:
    languages: tuple[Language | None, ...] = (None, "hi")
    for language in languages:
        state = State("potholes", release, language, asked, {"gone": "x"}, {"odd": 1})
        turn = advance(POTHOLES, state, Inbound(kind, NOON, text="words", choice="deep:yes"), None)

        assert turn.replies
        assert turn.state.answers["gone"] == "x"


def test_a_pressed_title_counts_as_no_words() -> None:
    assert hear(press("deep:yes")).plain == ""
