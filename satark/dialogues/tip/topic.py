"""What it is about: a row of the list, or words that we propose a topic for, or anything else as it was written."""

from __future__ import annotations

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import InboundKind, State
from satark.dialogues import notes
from satark.dialogues.keeping import keep
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import content_words, meanings

CATEGORIES = (
    "cow",
    "drugs",
    "arms",
    "gambling",
    "trafficking",
    "mining_overloading",
    "extortion",
    "harassment",
    "conversion",
    "police",
)
OTHER = "other"

_LIST = tuple(Option(category, f"c.{category}") for category in CATEGORIES)
_SAYS_SOMETHING = 3
"""The list says: not in it? Write it anyway. So many words of content are taken as that."""


def _prompt(state: State, scene: Scene) -> Prompt:
    guess = notes.word(state, "guess")
    if guess and "category" not in state.answers:
        options = (Option(guess, "b.ok"), Option("another", "b.othertopic"))
        return Prompt("dump.ack", options, acknowledges=True)
    return Prompt("cat.ask", _LIST, shape="rows", button="b.choose")


def _choose(state: State, option: str, scene: Scene) -> Reading:
    if option in CATEGORIES or option == OTHER:
        return Understood(option, notes.note(state, guess=None, assumed=None))
    if option == "unsure":
        return Understood(OTHER, notes.note(state, guess=None, assumed=True))
    if option == "another":
        refused = [*notes.items(state, "not_topics"), notes.word(state, "guess")]
        return Goto("category", notes.note(state, guess=None, not_topics=refused))
    return Unclear("old_button", counts=False)


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    if heard.inbound.kind is not InboundKind.TEXT or not heard.plain:
        return Unclear()
    named = _named(heard.plain)
    if named:
        return _choose(state, named, scene)
    was_proposed = notes.word(state, "guess")
    kept = keep(state, heard, scene)
    proposed = notes.word(kept, "guess")
    if proposed and proposed != was_proposed:
        return Goto("category", kept)
    if not was_proposed and content_words(heard.plain) >= _SAYS_SOMETHING:
        return Understood(OTHER, notes.note(kept, assumed=True))
    return Unclear(state=kept)


def _named(plain: str) -> str:
    """A topic called by its title, or `other`."""
    return next((meaning[2:] for meaning in sorted(meanings(plain)) if meaning.startswith("c.")), "")


CATEGORY: Question[Scene] = Question(
    "category", lambda state: True, _prompt, _choose, _listen, skipped_as="unsure"
)
