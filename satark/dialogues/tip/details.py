"""The questions of a path: few, short, each can be skipped. Which ones depends on the path and the topic."""

from __future__ import annotations

from collections.abc import Callable

from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import InboundKind, State
from satark.dialogues import notes
from satark.dialogues.keeping import keep, learn
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import steers

WITH_VEHICLE = frozenset({"cow", "drugs", "trafficking", "mining_overloading"})
WITH_WEAPONS = frozenset({"extortion"})
WITH_MANY = frozenset({"arms", "gambling", "harassment", "conversion"})

_SKIP = (Option("skip", "b.skip"),)
_YES_NO = (Option("yes", "b.yes"), Option("no", "b.no"), Option("unknown", "b.dontknow"))
_PATHS = (Option("who", "b.who"), Option("what", "b.what"), Option("both", "b.both"))


def read_words(state: State, question: str, heard: Heard, scene: Scene) -> Reading:
    """Words, as they were written, answer an open question."""
    text = heard.inbound.text
    return Understood(text, learn(notes.answered_in_words(state, question, text), heard, scene))


def open_question(name: str, wanted: Callable[[State], bool]) -> Question[Scene]:
    """A question answered in the person's own words, by text or voice."""

    def choose(state: State, option: str, scene: Scene) -> Reading:
        if option != "skip":
            return Unclear("old_button", counts=False)
        return Understood(state.answers.get(name, ""))

    def listen(state: State, heard: Heard, scene: Scene) -> Reading:
        if heard.inbound.kind is not InboundKind.TEXT or not heard.plain:
            return Unclear("unclear.empty")
        return read_words(state, name, heard, scene)

    prompt = Prompt(f"{name}.ask", _SKIP)
    return Question(name, wanted, lambda state, scene: prompt, choose, listen, numerals=False)


def choice(
    name: str,
    wanted: Callable[[State], bool],
    options: tuple[Option, ...],
    *,
    skipped_as: str,
    loose: bool = False,
) -> Question[Scene]:
    """A question answered by one of a few buttons; anything else written is kept."""
    known = frozenset(option.id for option in options)

    def choose(state: State, option: str, scene: Scene) -> Reading:
        return Understood(option) if option in known else Unclear("old_button", counts=False)

    def listen(state: State, heard: Heard, scene: Scene) -> Reading:
        if steers(heard.plain):
            return Unclear("unclear.again", state=state)
        return Unclear(state=keep(state, heard, scene))

    prompt = Prompt(f"{name}.ask", options)
    return Question(name, wanted, lambda state, scene: prompt, choose, listen, skipped_as, loose)


def _path(*paths: str) -> Callable[[State], bool]:
    return lambda state: state.answers.get("path") in paths


def _on_path_about(categories: frozenset[str]) -> Callable[[State], bool]:
    return lambda state: "path" in state.answers and notes.category(state) in categories


def _asks_path(state: State) -> bool:
    return notes.category(state) != "police" and ("path" in state.answers or not notes.is_described(state))


def _asks_what(state: State) -> bool:
    told = "what" not in state.answers and notes.is_described(state)
    return not told and (state.answers.get("path") in ("what", "both") or notes.category(state) == "police")


def _asks_when(state: State) -> bool:
    return state.answers.get("path") in ("what", "both") or "what" in state.answers


def _asks_found(state: State) -> bool:
    with_another = WITH_VEHICLE | WITH_WEAPONS | WITH_MANY
    return state.answers.get("path") == "who" and notes.category(state) not in with_another


def police_is_asked(state: State) -> bool:
    return notes.category(state) != "police"


def _asks_police_who(state: State) -> bool:
    return not police_is_asked(state) or state.answers.get("police") in ("yes", "unknown")


PATH = choice("path", _asks_path, _PATHS, skipped_as="what")
DETAILS: tuple[Question[Scene], ...] = (
    open_question("who", _path("who", "both")),
    open_question("what", _asks_what),
    open_question("since", _path("who")),
    open_question("found", _asks_found),
    open_question("when", _asks_when),
    choice("now", _path("what"), _YES_NO, skipped_as="unknown", loose=True),
    open_question("vehicle", _on_path_about(WITH_VEHICLE)),
    choice("weapons", _on_path_about(WITH_WEAPONS), _YES_NO, skipped_as="unknown", loose=True),
    open_question("many", _on_path_about(WITH_MANY)),
)
POLICE = choice("police", police_is_asked, _YES_NO, skipped_as="unknown", loose=True)
POLICE_WHO = open_question("police_who", _asks_police_who)

ANSWERED_IN_WORDS = frozenset({"who", "what", "since", "found", "when", "vehicle", "many", "police_who"})
"""Those that a recording or the words under a picture may answer."""
