"""The door of the dialogues: one message in; the new state, what is said, and what must be made true out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

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
from satark.dialogues import complaint, lane, officer, tip
from satark.dialogues.anew import moved
from satark.dialogues.catalogue import COMPLAINT, TIP, officer_words
from satark.dialogues.district import District
from satark.dialogues.render import render
from satark.dialogues.scene import Scene
from satark.dialogues.sides import SourceScript, context_of, stays, turned
from satark.dialogues.speakers import speaker, with_cases


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn, ready for the relay."""

    state: State
    messages: tuple[OutMessage, ...]
    """At most two, normally one."""
    effects: tuple[Effect, ...]


def take(
    script: SourceScript | Literal["officer"],
    state: State,
    inbound: Inbound,
    context: Context,
    district: District,
) -> Spoken:
    """Apply one message to a talk. Pure: the same arguments give the same turn.

    For a person's talk `script` is what `sides.script_of` says.
    """
    if script == "officer":
        turn, messages = officer.take_turn(state, inbound, context, district.finder)
        return Spoken(turn.state, messages, turn.effects)
    begun = state if state.script else replace(state, script=script)
    read = turned(begun, inbound, context)
    turn, scene = _take(read, inbound, context, district)
    if stays(begun, read):
        messages = _said(turn, scene, inbound)
        return Spoken(state, messages, turn.effects)
    turn = moved(read, turn, scene)
    return Spoken(turn.state, _said(turn, scene, inbound), turn.effects)


def _take(state: State, inbound: Inbound, context: Context, district: District) -> tuple[Turn, Scene]:
    match state.script:
        case "complaint":
            return complaint.take_turn(state, inbound, context_of("complaint", context), district)
        case "lane":
            return lane.take_turn(state, inbound, context_of("lane", context), district)
    return tip.take_turn(state, inbound, context_of("tip", context), district)


def _said(turn: Turn, scene: Scene, inbound: Inbound) -> tuple[OutMessage, ...]:
    settles = inbound.kind is InboundKind.MEDIA
    return render(with_cases(turn, scene), speaker(turn, scene), settles=settles)


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


def push_said(language: Language | None, *, allowed: bool, script: str = "tip") -> OutMessage:
    """What somebody hears who has stopped the notices, or wants them again."""
    words = (COMPLAINT if script == "complaint" else TIP)[language or "hi"]
    return OutMessage(words.say("push.yes" if allowed else "push.no"))


def slow_said(language: Language | None) -> OutMessage:
    """The one sentence for whoever sends more than can be answered: nothing is lost, and how it goes on."""
    return OutMessage(TIP[language or "hi"].say("slow"), lasting=True)


def duty_notice(language: Language | None) -> OutMessage:
    """The neutral notice that there is a direction, for a post's phone outside the window."""
    words = officer_words(language)
    return OutMessage(
        words.say("duty.notice"), buttons=(Button("news:read", words.say("b.readduty")),), lasting=True
    )
