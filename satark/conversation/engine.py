"""One message, one turn: pure. No clock, no chance, nothing sent; the caller makes the effects true.

A press is read by the question it names and everything else by the question last seen. A question that a release
removed is not guessed at: what was said is kept and the talk asks afresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from satark.conversation.script import (
    C,
    Goto,
    Heard,
    Option,
    Question,
    Reading,
    Script,
    Unclear,
    Understood,
)
from satark.conversation.text import plain
from satark.conversation.values import Ask, Inbound, InboundKind, State, Tell, Turn

UNCLEAR_REPLIES = 3
"""After so many replies that were not understood the talk goes on without an answer."""

ONE_BREATH = 20
"""Seconds. People send one thought in several messages."""


def advance(script: Script[C], state: State, inbound: Inbound, context: C) -> Turn:
    """Apply one message: the state to store, what to say, what to make true."""
    return respond(script, state, hear(inbound), context)


def respond(script: Script[C], state: State, heard: Heard, context: C) -> Turn:
    """`advance` for a message that was read already."""
    state = rebase(script, state)
    for rule in script.rules:
        turn = rule(script, state, heard, context)
        if turn is not None:
            return turn
    return reply(script, state, heard, context)


def hear(inbound: Inbound) -> Heard:
    if inbound.kind is InboundKind.CHOICE:
        step, _, option = inbound.choice.partition(":")
        return Heard(inbound, step=step, option=option)
    return Heard(inbound, plain(inbound))


def rebase(script: Script[C], state: State) -> State:
    """The state under this release. Answers to questions that are gone stay, unread."""
    if state.script == script.name and state.release == script.release:
        return state
    return replace(state, script=script.name, release=script.release)


def reply(script: Script[C], state: State, heard: Heard, context: C) -> Turn:
    """Read a message by the question that was pressed or seen."""
    question = script.by_id.get(heard.step or state.asked or "")
    if question is None:
        because = "old_button" if heard.step else ""
        return again(script, script.keep(state, heard, context), context, because)
    option, exact = chosen(script, question, state, heard, context)
    if not option:
        return apply(script, state, question, question.listen(state, heard, context), heard, context)
    if not exact:
        state = script.keep(state, heard, context)
    return apply(script, state, question, question.choose(state, option, context), heard, context)


def apply(
    script: Script[C], state: State, question: Question[C], reading: Reading, heard: Heard, context: C
) -> Turn:
    """Turn what a question made of a message into the next state and the next thing to say."""
    match reading:
        case Understood(answer, learnt, tells, effects):
            after = ask_next(script, settle(learnt or state, question.id, answer), context)
            return replace(after, replies=tells + after.replies, effects=effects + after.effects)
        case Goto(target, learnt, tells, because):
            asked = replace(learnt, asked=target, notes=_without(learnt.notes, "unclear"))
            return Turn(asked, (*tells, Ask(target, because)))
        case Unclear():
            return not_understood(script, state, question, reading, heard, context)
        case Turn():
            return reading


def settle(state: State, question: str, answer: str) -> State:
    """The state with this answer, and with no memory of how often it had to be asked."""
    return replace(state, answers={**state.answers, question: answer}, notes=_without(state.notes, "unclear"))


def ask_next(script: Script[C], state: State, context: C, because: str = "") -> Turn:
    """Put the first wanted question that has no answer."""
    for question in script.questions:
        if question.id not in state.answers and question.wanted(state):
            return Turn(replace(state, asked=question.id), (Ask(question.id, because),))
    return script.finish(state, context)


def again(script: Script[C], state: State, context: C, because: str = "") -> Turn:
    """Put the question last seen once more, saying why; ask afresh when there is none."""
    if state.asked in script.by_id:
        return Turn(state, (Ask(state.asked, because),))
    return ask_next(script, state, context, because)


def go_back(script: Script[C], state: State, context: C) -> Turn:
    """Put the question answered before the one last seen. Its answer stands until there is a new one."""
    answered = list(_revisitable(script, state))
    if state.asked in answered:
        answered = answered[: answered.index(state.asked)]
    if not answered:
        return again(script, state, context, "back.none")
    state = replace(state, asked=answered[-1], notes=_without(state.notes, "unclear"))
    return Turn(state, (Ask(answered[-1]),))


def pass_over(script: Script[C], state: State, heard: Heard, context: C, because: str = "") -> Turn:
    """Go on without an answer. What was answered before is not lost by passing it over."""
    question = script.by_id.get(state.asked or "")
    if question is None or question.skipped_as is None:
        return again(script, state, context, "skip.none")
    if question.id in state.answers or not question.skipped_as:
        reading: Reading = Understood(state.answers.get(question.id, ""))
    else:
        reading = question.choose(state, question.skipped_as, context)
    turn = apply(script, state, question, reading, heard, context)
    return replace(turn, replies=(Tell(because), *turn.replies)) if because else turn


def not_understood(
    script: Script[C], state: State, question: Question[C], reading: Unclear, heard: Heard, context: C
) -> Turn:
    """Keep the words and put the seen question again; never more often than `UNCLEAR_REPLIES` in a row."""
    state = reading.state or script.keep(state, heard, context)
    if not reading.counts or question.id != state.asked:
        return again(script, state, context, reading.because)
    count = _count(state, heard.inbound.at)
    if count >= UNCLEAR_REPLIES and question.skipped_as is not None:
        return pass_over(script, state, heard, context, "unclear.go_on")
    state = replace(state, notes={**state.notes, "unclear": [count, int(heard.inbound.at.timestamp())]})
    because = "unclear.again" if count > 1 and reading.because == "unclear" else reading.because
    return again(script, state, context, because)


def chosen(
    script: Script[C], question: Question[C], state: State, heard: Heard, context: C
) -> tuple[str, bool]:
    """The option of this question that a message stands for, and whether it says nothing else."""
    if heard.step:
        return heard.option, True
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return "", True
    options = question.prompt(state, context).options
    place = script.numeral(heard.plain) if question.numerals else 0
    if 0 < place <= len(options):
        return options[place - 1].id, True
    if option := _meant(options, script.meanings(heard.plain)):
        return option, True
    if question.loose:
        return _begun_with(script, options, heard.plain), False
    return "", True


def _meant(options: tuple[Option, ...], meanings: frozenset[str]) -> str:
    return next((option.id for option in options if option.words in meanings), "") if meanings else ""


def _begun_with(script: Script[C], options: tuple[Option, ...], words: str) -> str:
    """`don't know, maybe` begins with an answer: the longest beginning counts."""
    parts = words.split(" ", 3)
    for length in range(min(len(parts) - 1, 3), 0, -1):
        if option := _meant(options, script.meanings(" ".join(parts[:length]))):
            return option
    return ""


def _revisitable(script: Script[C], state: State) -> Iterator[str]:
    """Answered questions that this talk still wants, in the order they were first answered."""
    for answered in state.answers:
        question = script.by_id.get(answered)
        if question is not None and question.wanted(state):
            yield answered


def _count(state: State, at: datetime) -> int:
    """How many replies in a row were not understood. Several messages within a breath are one reply."""
    match state.notes.get("unclear"):
        case [int(count), int(last)]:
            return count if at.timestamp() - last < ONE_BREATH else count + 1
    return 1


def _without(notes: dict[str, object], key: str) -> dict[str, object]:
    if key not in notes:
        return notes
    return {name: value for name, value in notes.items() if name != key}
