"""The language: the first question, and changed by a word at any step. Until it is chosen we guess by the writing."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.text import fold
from satark.conversation.values import Language, State, Tell
from satark.dialogues import notes
from satark.dialogues.catalogue import LANGUAGES
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene

_BHOJPURI = frozenset(fold("बा बाड़े बानी हव नइखे रउआ हमनी होखे कइसे ऊहो एगो बाटे").split())
_ENGLISH = frozenset(
    fold("the is are was were and of with they there who has have from this that people near").split()
)

_MOST_BUTTONS = 3

OPEN = Tell("open", lasting=True)


def guess(state: State, offered: tuple[Language, ...]) -> Language:
    """The likeliest of the offered languages, by script and small words of what was written so far."""
    words = fold(" ".join(notes.said(state))).split()
    likely: Language = "hi"
    if any("\u0600" <= letter <= "\u06ff" for word in words for letter in word):
        likely = "ur"
    elif not _BHOJPURI.isdisjoint(words):
        likely = "bho"
    elif len(_ENGLISH.intersection(words)) > 1:
        likely = "en"
    return likely if likely in offered else offered[0]


def chosen(state: State, language: Language) -> State:
    heard = [*notes.items(state, "opened_in"), language]
    return replace(
        notes.note(state, opened=True, opened_in=list(dict.fromkeys(heard))),
        language=language,
        answers={**state.answers, "language": language},
    )


def opening(state: State, language: Language) -> tuple[Tell, ...]:
    """What a person must know before telling anything, once in each language that is chosen."""
    if state.script == "lane" or language in notes.items(state, "opened_in"):
        # Which of the two is to be known is chosen next, and told then.
        return ()
    # A talk of an earlier release noted only that it was said, in the language it had.
    said_before = notes.flag(state, "opened") and not notes.items(state, "opened_in")
    return () if said_before and state.language == language else (OPEN,)


def _prompt(state: State, scene: Scene) -> Prompt:
    told = notes.said(state) or notes.media(state) or notes.pin(state)
    rows = tuple(Option(language, f"lang.{language}") for language in scene.district.languages)
    words = "lang.kept" if told and state.language is None else "lang.ask"
    shape: Literal["rows", "buttons"] = "rows" if len(rows) > _MOST_BUTTONS else "buttons"
    return Prompt(words, rows, shape=shape, button="b.lang", acknowledges=True)


def _choose(state: State, option: str, scene: Scene) -> Reading:
    language = guess(state, scene.district.languages) if option == "guess" else option
    if language not in LANGUAGES:
        return Unclear("old_button", counts=False)
    return Understood(language, chosen(state, language), opening(state, language))


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain:
        return Unclear("")
    return Unclear("", state=keep(state, heard, scene))


LANGUAGE: Question[Scene] = Question(
    "language", lambda state: state.language is None, _prompt, _choose, _listen, skipped_as="guess"
)
