"""What fills the placeholders of a source's messages: what came, what it is about, the read-back."""

from __future__ import annotations

from satark.conversation.script import Option
from satark.conversation.values import State
from satark.dialogues import notes
from satark.dialogues.catalogue import Words
from satark.dialogues.counting import files_counted
from satark.dialogues.tip.closing import CHANGEABLE
from satark.dialogues.told import shortened

_LONGEST_ANSWER = 90
"""Characters of one answer in the read-back; the report keeps all."""
_LONGEST_SUMMARY = 700
_LONGEST_PLACE = 160

_CHOICE_WORDS = {
    "path": {"who": "b.who", "what": "b.what", "both": "b.both"},
    "now": {"yes": "b.yes", "no": "b.no", "unknown": "b.dontknow"},
    "weapons": {"yes": "b.yes", "no": "b.no", "unknown": "b.dontknow"},
    "police": {"yes": "b.yes", "no": "b.no", "unknown": "b.dontknow"},
}


def value_of(name: str, state: State, words: Words) -> str | None:
    """The text for one placeholder; None when somebody else fills it."""
    match name:
        case "items":
            return received(state, words)
        case "category":
            return words.say(f"c.{notes.word(state, 'guess') or notes.category(state) or 'other'}")
        case "place":
            return _place_asked(state, words)
        case "summary":
            return summary(state, words)
    return None


def received(state: State, words: Words) -> str:
    """`2 photos, your words`: what is there so far; after filing, what came just now."""
    counted = files_counted(notes.counts(state), words)
    if notes.flag(state, "filed"):
        added = notes.word(state, "added")
        return (
            words.say("n.and").join(counted)
            if added == "media" and counted
            else words.say(f"n.{added or 'words'}")
        )
    if notes.pin(state) is not None:
        counted.append(words.say("n.pin"))
    if notes.said(state) or not counted:
        counted.append(words.say("n.words"))
    return words.say("n.and").join(counted)


def title_of(option: Option, state: State, words: Words) -> str:
    return words.say(option.words) if option.words else notes.place_name(state, option.title, words.language)


def detail_of(option: Option, question: str, state: State, words: Words) -> str:
    """The second line of a row: what a topic covers, what an answer is now, a long name in full."""
    if question == "change":
        return answer_shown(option.id, state, words)
    if option.title:
        return notes.place_name(state, option.title, words.language)
    detail = f"{option.words}.detail"
    return words.say(detail) if detail in words else ""


def summary(state: State, words: Words) -> str:
    """Line by line what was understood, cut politely; the report has it whole."""
    lines = []
    for question in CHANGEABLE:
        shown = answer_shown(question.id, state, words)
        if shown:
            lines.append(f"{words.say(f'l.{question.id}')}: {shortened(shown, _LONGEST_ANSWER)}")
    if notes.said(state):
        room = max(_LONGEST_ANSWER, _LONGEST_SUMMARY - sum(map(len, lines)))
        lines.append(f"{words.say('l.said')}: {shortened(_in_one_line(' / '.join(notes.said(state))), room)}")
    return "\n".join(lines)


def answer_shown(question: str, state: State, words: Words) -> str:
    """One answer as the person reads it, or nothing when there is none."""
    if question == "evidence":
        return words.say("n.and").join(files_counted(notes.counts(state), words))
    if question == "category":
        return words.say(f"c.{notes.category(state)}") if notes.category(state) else ""
    answer = state.answers.get(question, "")
    if question == "place":
        return _place_answered(answer, state, words)
    if answer.startswith(notes.VOICE):
        return words.say("v.voice")
    if answer and question in _CHOICE_WORDS:
        return words.say(_CHOICE_WORDS[question].get(answer, "b.dontknow"))
    return _in_one_line(answer)


def _place_answered(answer: str, state: State, words: Words) -> str:
    if answer.startswith(notes.VOICE):
        return words.say("v.voice")
    told = words.say("v.pin") if answer == "pin" else _in_one_line(answer)
    unit = notes.word(state, "unit")
    if not told or not unit:
        return told
    name = notes.place_name(state, unit, words.language)
    return told if told == name else f"{shortened(told, _LONGEST_ANSWER - len(name) - 3)} ({name})"


def _place_asked(state: State, words: Words) -> str:
    offered = notes.items(state, "offer")
    return shortened(notes.place_name(state, offered[0], words.language), _LONGEST_PLACE) if offered else ""


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
