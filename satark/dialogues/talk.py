"""The door of the dialogues: one message in; the new state, what is said, and what must be made true out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from satark.conversation.script import Option, Prompt
from satark.conversation.values import (
    Button,
    Context,
    Effect,
    Inbound,
    InboundKind,
    Language,
    OutMessage,
    State,
    Turn,
)
from satark.dialogues import officer
from satark.dialogues.catalogue import TIP, Words, officer_words
from satark.dialogues.district import District
from satark.dialogues.language import guess
from satark.dialogues.render import Speaker, render
from satark.dialogues.scene import Scene
from satark.dialogues.tip import take_turn
from satark.dialogues.tip.afterwards import FILED
from satark.dialogues.tip.draft import DRAFT
from satark.dialogues.tip.summary import detail_of, title_of, value_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn, ready for the relay."""

    state: State
    messages: tuple[OutMessage, ...]
    """At most two, normally one."""
    effects: tuple[Effect, ...]


def take(
    script: Literal["tip", "officer"], state: State, inbound: Inbound, context: Context, district: District
) -> Spoken:
    """Apply one message to a talk. Pure: the same arguments give the same turn."""
    if script == "officer":
        turn, messages = officer.take_turn(state, inbound, context, district.finder)
        return Spoken(turn.state, messages, turn.effects)
    turn, scene = take_turn(state, inbound, context, district)
    settles = inbound.kind is InboundKind.MEDIA
    return Spoken(turn.state, render(turn.replies, _speaker(turn, scene), settles=settles), turn.effects)


def fill(message: OutMessage, values: dict[str, str]) -> OutMessage:
    """The message with `{code}` and the like filled in, once it is known."""
    text = message.text
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return replace(message, text=text)


def push_notice(language: Language | None) -> OutMessage:
    """The neutral notice that there is an answer; what it says is shown only on asking."""
    words = TIP[language or "hi"]
    return OutMessage(
        words.say("push.notice"), buttons=(Button("news:read", words.say("b.readreply")),), lasting=True
    )


def push_said(language: Language | None, *, allowed: bool) -> OutMessage:
    """What somebody hears who has stopped the notices, or wants them again."""
    return OutMessage(TIP[language or "hi"].say("push.yes" if allowed else "push.no"))


def slow_said(language: Language | None) -> OutMessage:
    """The one sentence for whoever sends more than can be answered: nothing is lost, and how it goes on."""
    return OutMessage(TIP[language or "hi"].say("slow"), lasting=True)


def duty_notice(language: Language | None) -> OutMessage:
    """The neutral notice that there is a direction, for a post's phone outside the window."""
    words = officer_words(language)
    return OutMessage(
        words.say("duty.notice"), buttons=(Button("news:read", words.say("b.readduty")),), lasting=True
    )


def _speaker(turn: Turn, scene: Scene) -> Speaker:
    state = turn.state
    words = TIP[state.language or guess(state, scene.district.languages)]

    def prompt_of(question: str) -> Prompt:
        asked = DRAFT.by_id.get(question) or FILED.by_id[question]
        return asked.prompt(state, scene)

    return Speaker(
        words,
        prompt_of,
        value_of=lambda name: value_of(name, state, words),
        title_of=lambda option: _title_of(option, state, words),
        detail_of=lambda option, question: detail_of(option, question, state, words),
        own_text=lambda entry: _in_all_languages(entry, scene.district.languages),
    )


def _title_of(option: Option, state: State, words: Words) -> str:
    if option.words.startswith("lang."):
        return TIP[_language(option.id)].say("lang.name")
    return title_of(option, state, words)


def _language(code: str) -> Language:
    return next((language for language in TIP if language == code), "hi")


def _in_all_languages(entry: str, offered: tuple[Language, ...]) -> str | None:
    """The language question is put in every language at once, one line each."""
    if entry not in ("lang.ask", "lang.kept"):
        return None
    line = "lang.line" if entry == "lang.ask" else "lang.kept"
    return "\n".join(TIP[language].say(line) for language in offered)
