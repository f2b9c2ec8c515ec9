"""The officer's phone: one message in, one turn and its messages out."""

from __future__ import annotations

from satark.conversation.engine import advance
from satark.conversation.script import Option, Prompt
from satark.conversation.values import Context, Inbound, InboundKind, OutMessage, State, Turn
from satark.dialogues.catalogue import Words, officer_words
from satark.dialogues.counting import files_counted
from satark.dialogues.officer import notes
from satark.dialogues.officer.directions import direction_message, officer_text, spoken_ref
from satark.dialogues.officer.script import OFFICER, open_directions
from satark.dialogues.render import Speaker, render

__all__ = ["direction_message", "officer_text", "take_turn"]


def take_turn(state: State, inbound: Inbound, context: Context) -> tuple[Turn, tuple[OutMessage, ...]]:
    turn = advance(OFFICER, state, inbound, context)
    settles = inbound.kind is InboundKind.MEDIA
    return turn, render(turn.replies, _speaker(turn.state, context), settles=settles)


def _speaker(state: State, context: Context) -> Speaker:
    words = officer_words(state.language)

    def prompt_of(question: str) -> Prompt:
        return OFFICER.by_id[question].prompt(state, context)

    def title_of(option: Option) -> str:
        return words.say(option.words) if option.words else option.title

    def detail_of(option: Option, question: str) -> str:
        news = open_directions(context).get(option.id)
        return " ".join(news.text.split()) if news else ""

    return Speaker(words, prompt_of, lambda name: _value_of(name, state, context, words), title_of, detail_of)


def _value_of(name: str, state: State, context: Context, words: Words) -> str | None:
    match name:
        case "ref":
            return spoken_ref(notes.ref(state))
        case "text":
            news = open_directions(context).get(notes.ref(state))
            return news.text if news else ""
        case "items":
            return words.say("n.and").join(files_counted(notes.files(state), words)) or words.say("n.words")
        case "post":
            return context.post_name
    return None
