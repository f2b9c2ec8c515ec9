"""After filing: whatever is said or sent belongs to the report, and the talk only answers what it is asked."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import ask_next
from satark.conversation.script import (
    Heard,
    Option,
    Prompt,
    Question,
    Reading,
    Rule,
    Script,
    Unclear,
    Understood,
)
from satark.conversation.values import AddStatement, Ask, InboundKind, Reply, SetPush, State, Tell, Turn
from satark.dialogues import notes, told
from satark.dialogues.anytime import ask_language, code_typed, reaction, speak
from satark.dialogues.language import LANGUAGE, OPEN, chosen
from satark.dialogues.scene import Scene
from satark.dialogues.tip.draft import DRAFT, RELEASE
from satark.dialogues.tip.forget import FORGET
from satark.dialogues.tip.rules import ask_forget
from satark.dialogues.tip.topic import CATEGORIES
from satark.dialogues.vocabulary import is_greeting, meanings, numeral

TipScript = Script[Scene]

_CORRECTED_BY_BUTTON = {
    "category": frozenset({*CATEGORIES, "other"}),
    "path": frozenset({"who", "what", "both"}),
    "now": frozenset({"yes", "no", "unknown"}),
    "weapons": frozenset({"yes", "no", "unknown"}),
    "police": frozenset({"yes", "no", "unknown"}),
}
"""Buttons of before filing that still say something: a correction of the report."""

IDLE = Tell("idle")


def _at_rest(state: State, *replies: Reply) -> Turn:
    return Turn(replace(state, asked=None), replies)


# --- what comes in ------------------------------------------------------------------------------------------------


def silence(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    return Turn(state) if heard.inbound.kind is InboundKind.SILENCE else None


def called(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """The relay tells how it went with a code. Who has just come back hears at once what there is to hear."""
    if heard.inbound.kind is not InboundKind.CALLED:
        return None
    if heard.inbound.text != "resumed":
        return _at_rest(state, Tell("code_unknown", lasting=True))
    tells, effects = told.news(scene)
    turn = _at_rest(state, Tell("resumed", lasting=True), *tells)
    return replace(turn, effects=effects)


def not_taken(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    match heard.inbound.kind:
        case InboundKind.CARD:
            return Turn(state, (Tell("card"),))
        case InboundKind.STICKER:
            return Turn(state, (Tell("sticker"),))
        case InboundKind.LATER:
            return add(state, heard, scene)
        case InboundKind.UNSUPPORTED:
            return _lost(state, heard, scene)
    return None


def _lost(state: State, heard: Heard, scene: Scene) -> Turn:
    """Something did not reach us; the words that came with it are added all the same."""
    if not heard.plain:
        return Turn(state, (Tell("unsupported"),))
    turn = add(state, heard, scene)
    return replace(turn, replies=(Tell("unsupported"), *turn.replies[1:]))


def something_added(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Files and points are added to the report at once."""
    inbound = heard.inbound
    if inbound.kind is InboundKind.MEDIA and inbound.media is not None:
        return add(state, heard, scene)
    if inbound.kind is InboundKind.PIN and inbound.pin is not None:
        return add(state, heard, scene)
    return None


def add(state: State, heard: Heard, scene: Scene) -> Turn:
    """One more statement; the acknowledgement counts all files since filing, so that one answers an album."""
    inbound = heard.inbound
    text = inbound.text if heard.plain else ""
    if inbound.media is not None:
        state = _counted(state, inbound.media.kind.value)
    statement = AddStatement(
        text,
        inbound.pin,
        (inbound.media.id,) if inbound.media is not None else (),
        urgent=scene.hints.urgent,
        passed_on=inbound.passed_on,
    )
    state = notes.note(state, added=_kind_of(heard))
    if notes.flag(state, "consent_asked"):
        return Turn(state, (Tell("added"),), (statement,))
    # Filed by silence: whether an answer may be pushed was never asked. It is asked with the first word.
    state = replace(notes.note(state, consent_asked=True), asked="push")
    return Turn(state, (Tell("added"), Ask("push")), (statement,))


def _kind_of(heard: Heard) -> str:
    kind = heard.inbound.kind
    return kind.value if kind in (InboundKind.MEDIA, InboundKind.PIN) else "words"


def _counted(state: State, kind: str) -> State:
    late = notes.counts(state)
    return notes.note(state, late={**late, kind: late.get(kind, 0) + 1})


def pressed(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A button of before filing still means what it said; pressed twice it says nothing new."""
    if not heard.step or heard.step in script.by_id:
        return None
    if heard.step == "news":
        return show_status(state, scene)
    known = _CORRECTED_BY_BUTTON.get(
        heard.step, frozenset(notes.places(state)) if heard.step == "place" else ()
    )
    if heard.option not in known or state.answers.get(heard.step) == heard.option:
        return Turn(state, (IDLE,))
    state = replace(state, answers={**state.answers, heard.step: heard.option})
    statement = AddStatement(heard.inbound.text, answers={heard.step: heard.option})
    return Turn(notes.note(state, added="words"), (Tell("added"),), (statement,))


def command(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    meant = meanings(heard.plain)
    seen = script.by_id.get(state.asked or "")
    if seen is not None and any(option.words in meant for option in seen.prompt(state, scene).options):
        return None
    for meaning in sorted(meant):
        if meaning.startswith("lang."):
            return _spoken_to(speak(script, state, meaning[5:], scene))
        turn = _obeyed(meaning, script, state, heard, scene)
        if turn is not None:
            return turn
    return _ask("again", state) if is_greeting(heard.plain) else None


def _obeyed(meaning: str, script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    match meaning:
        case "do.status":
            return show_status(state, scene)
        case "do.help":
            return Turn(state, (Tell("help"),))
        case "do.more":
            return _at_rest(state, Tell("add.after"))
        case "do.new":
            return _ask("again", state)
        case "do.language":
            return ask_language(script, state, heard, scene)
        case "do.forget":
            return ask_forget(script, state, heard, scene)
        case "do.back" | "do.skip":
            return _at_rest(state, IDLE)
    return None


def _spoken_to(turn: Turn) -> Turn:
    return turn if turn.replies else replace(turn, replies=(IDLE,))


def _ask(question: str, state: State) -> Turn:
    return Turn(replace(state, asked=question), (Ask(question),))


def show_status(state: State, scene: Scene) -> Turn:
    """The answers there are, or the plain sentence that there is none."""
    tells, effects = told.news(scene)
    return Turn(state, tells or (Tell("status.none"),), effects)


def nothing_asked(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Free words belong to the report; a press that nothing waits for gets the plain hint."""
    if state.asked in script.by_id or heard.step:
        return None
    return add(state, heard, scene) if heard.plain else Turn(state, (IDLE,))


# --- what is still asked ------------------------------------------------------------------------------------------


def _words_are_added(state: State, heard: Heard, scene: Scene) -> Reading:
    """Instead of an answer something more was told. The question is not insisted on."""
    if not heard.plain or numeral(heard.plain):
        return Unclear("", counts=False)
    return add(state, heard, scene)


def _choose_push(state: State, option: str, scene: Scene) -> Reading:
    if option not in ("yes", "no"):
        return Unclear("old_button", counts=False)
    return Understood(option, tells=(Tell(f"push.{option}"),), effects=(SetPush(option == "yes"),))


def _choose_again(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "add":
            return _at_rest(state, Tell("add.after"))
        case "status":
            return show_status(replace(state, asked=None), scene)
        case "new":
            return begun_anew(state, scene)
    return Unclear("old_button", counts=False)


def begun_anew(state: State, scene: Scene) -> Turn:
    """A new tip in the same talk: only the language is known already."""
    fresh = State(state.script, state.release, unknown=state.unknown)
    if state.language is not None:
        fresh = chosen(fresh, state.language)
    turn = ask_next(DRAFT, fresh, scene)
    return replace(turn, replies=(OPEN, *turn.replies))


def _not_by_itself(state: State) -> bool:
    return False


PUSH: Question[Scene] = Question(
    "push",
    _not_by_itself,
    lambda state, scene: Prompt("push.consent", (Option("yes", "b.pushyes"), Option("no", "b.pushno"))),
    _choose_push,
    _words_are_added,
    skipped_as="no",
)
AGAIN: Question[Scene] = Question(
    "again",
    _not_by_itself,
    lambda state, scene: Prompt(
        "again.ask", (Option("add", "b.addold"), Option("new", "b.newtip"), Option("status", "b.status"))
    ),
    _choose_again,
    _words_are_added,
    skipped_as="add",
)

_RULES: tuple[Rule[Scene], ...] = (
    reaction,
    silence,
    called,
    not_taken,
    something_added,
    pressed,
    code_typed,
    command,
    nothing_asked,
)


def _finish(state: State, scene: Scene) -> Turn:
    return Turn(replace(state, asked=None))


def _keep(state: State, heard: Heard, scene: Scene) -> State:
    """Never needed for words: a rule or the seen question adds them to the report."""
    return state


FILED: TipScript = Script(
    "tip",
    RELEASE,
    (
        PUSH,
        AGAIN,
        replace(FORGET, listen=_words_are_added),
        replace(LANGUAGE, listen=_words_are_added),
    ),
    _RULES,
    _keep,
    _finish,
    meanings,
    numeral,
)
