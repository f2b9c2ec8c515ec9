"""A number that takes both complaints and tips asks which it is, once. What is told before is kept for either.

Where the words tell of wrong done by policemen the question is left out: they go the confidential way.
"""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import ask_next, hear, respond
from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Script, Unclear
from satark.conversation.values import Context, Inbound, InboundKind, State, Turn
from satark.dialogues import anytime, hearing, notes, told
from satark.dialogues.complaint import about, to_the_desk
from satark.dialogues.complaint.draft import DRAFT as COMPLAINT
from satark.dialogues.complaint.sealing import confidential, undecided_ends
from satark.dialogues.district import District
from satark.dialogues.keeping import keep, keep_extra_pin, keep_media
from satark.dialogues.language import LANGUAGE, OPEN
from satark.dialogues.scene import Scene
from satark.dialogues.tip.filing import has_content
from satark.dialogues.vocabulary import is_greeting, meanings, numeral

RELEASE = 1
_OPTIONS = (Option("open", "b.open"), Option("sealed", "b.sealed"))


def take_turn(state: State, inbound: Inbound, context: Context, district: District) -> tuple[Turn, Scene]:
    heard = hear(inbound)
    scene = hearing.scene_of(heard, context, district)
    if scene.hints.urgent:
        state = notes.note(state, urgent=True)
    if inbound.passed_on:
        state = notes.note(state, passed_on=True)
    turn = to_the_desk(respond(LANE, state, heard, scene), scene)
    return hearing.warned(turn, scene), scene


def _tells_of_police(state: State) -> bool:
    return about.understood(state).police or notes.word(state, "guess") == "police"


def _choose(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "sealed":
            return confidential(state, scene)
        case "open":
            return _open(state, scene)
    return Unclear("old_button", counts=False)


def _open(state: State, scene: Scene) -> Turn:
    told_so_far = {name: answer for name, answer in state.answers.items() if name == "language"}
    fresh = replace(state, script=COMPLAINT.name, release=COMPLAINT.release, asked=None, answers=told_so_far)
    turn = ask_next(COMPLAINT, fresh, scene, "kept" if has_content(state) else "")
    return replace(turn, replies=(OPEN, *turn.replies))


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    """Whatever is told before the choice is kept for either way."""
    if not heard.plain:
        return Unclear("")
    kept = keep(state, heard, scene)
    if _tells_of_police(kept):
        return confidential(kept, scene)
    return Unclear("kept" if has_content(kept) else "", state=kept)


_LANE: Question[Scene] = Question(
    "lane",
    lambda state: not _tells_of_police(state),
    lambda state, scene: Prompt("lane.ask", _OPTIONS),
    _choose,
    _listen,
    # Taken for careful.
    skipped_as="sealed",
)


def _piece(script: anytime.SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Files and points are kept; the question is put again."""
    inbound = heard.inbound
    match inbound.kind:
        case InboundKind.SILENCE:
            return undecided_ends(state) if has_content(state) else Turn(state)
        case InboundKind.MEDIA:
            state = keep(keep_media(state, heard), heard, scene)
        case InboundKind.PIN if inbound.pin is not None:
            state = keep_extra_pin(state, inbound.pin)
        case InboundKind.CARD | InboundKind.STICKER | InboundKind.UNSUPPORTED:
            kept = keep(state, heard, scene)
            return _again(script, kept, scene, inbound.kind.value)
        case InboundKind.CALLED:
            return _again(script, state, scene, "code_unknown")
        case InboundKind.LATER:
            state = keep(state, heard, scene)
        case _:
            return None
    if state.language is not None and _tells_of_police(state):
        return confidential(state, scene)
    return _again(script, state, scene, "kept")


def _again(script: anytime.SourceScript, state: State, scene: Scene, because: str) -> Turn:
    return ask_next(script, state, scene, because)


def _command(script: anytime.SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    for meaning in sorted(meanings(heard.plain)):
        if meaning.startswith("lang."):
            return anytime.speak(script, state, meaning[5:], scene)
        if meaning == "do.status":
            tells, effects = told.news(scene)
            turn = ask_next(script, state, scene)
            return replace(turn, replies=tells + turn.replies, effects=effects)
        if meaning in _COMMANDS:
            return _COMMANDS[meaning](script, state, heard, scene)
    return ask_next(script, state, scene) if is_greeting(heard.plain) else None


_COMMANDS = {"do.help": anytime.show_help, "do.language": anytime.ask_language, "do.skip": anytime.skip}


def _finish(state: State, scene: Scene) -> Turn:
    """The words told of policemen before a language was chosen: there is nothing to choose."""
    return confidential(state, scene)


LANE: Script[Scene] = Script(
    "lane",
    RELEASE,
    (LANGUAGE, _LANE),
    (anytime.reaction, _piece, anytime.code_typed, _command),
    keep,
    _finish,
    meanings,
    numeral,
)
