"""What holds at any step before filing: files, points, words like `help`, silence. None of it loses an answer."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.engine import again, apply
from satark.conversation.script import Goto, Heard, Reading, Rule, Script, Understood
from satark.conversation.values import (
    Ask,
    Effect,
    InboundKind,
    MediaKind,
    State,
    Tell,
    Turn,
)
from satark.dialogues import notes, told
from satark.dialogues.anytime import (
    answers_seen_question,
    ask_language,
    back,
    code_typed,
    reaction,
    said_in_one_breath,
    show_help,
    skip,
    speak,
    to,
)
from satark.dialogues.keeping import keep, keep_extra_pin, keep_media
from satark.dialogues.scene import Scene
from satark.dialogues.tip.details import ANSWERED_IN_WORDS, read_words
from satark.dialogues.tip.filing import as_statement, filed, has_content, report
from satark.dialogues.tip.place import read_pin
from satark.dialogues.vocabulary import is_greeting, meanings

TipScript = Script[Scene]

_COLLECTORS = frozenset({"evidence", "more"})
_SPOKEN = frozenset({MediaKind.VOICE, MediaKind.AUDIO})


def silence(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A tip left half-way counts as filed, as the talk says at its beginning. A mere greeting does not."""
    if heard.inbound.kind is not InboundKind.SILENCE:
        return None
    if not has_content(state):
        return Turn(state)
    return Turn(filed(state, asked=None), effects=(report(state, unfinished=True),))


def called(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """The relay tells how it went with a code."""
    if heard.inbound.kind is not InboundKind.CALLED:
        return None
    if heard.inbound.text == "resumed":
        return _resumed(state, scene)
    turn = again(script, state, scene)
    return replace(turn, replies=(Tell("code_unknown", lasting=True), *turn.replies))


def _resumed(state: State, scene: Scene) -> Turn:
    """The talk goes on where it was filed. What was said on this phone before the code belongs to it."""
    tells, heard_of = told.news(scene)
    effects: tuple[Effect, ...] = heard_of
    if has_content(state):
        effects = (as_statement(state), *heard_of)
    asked = "language" if state.language is None else None
    ask = (Ask("language"),) if asked else ()
    return Turn(filed(state, asked=asked), (Tell("resumed", lasting=True), *tells, *ask), effects)


def not_taken(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Contact cards are most often the sender's own; other kinds never reached us, but for the words with them."""
    match heard.inbound.kind:
        case InboundKind.CARD:
            return again(script, state, scene, "card")
        case InboundKind.STICKER:
            return (
                Turn(state, (Tell("sticker"),))
                if state.asked in script.by_id
                else again(script, state, scene)
            )
        case InboundKind.LATER:
            return again(script, keep(state, heard, scene), scene, "kept")
        case InboundKind.UNSUPPORTED:
            return again(script, keep(state, heard, scene), scene, "unsupported")
    return None


def file_received(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Keep the file; a recording or the words under a picture may answer the open question that was seen."""
    file = heard.inbound.media
    if heard.inbound.kind is not InboundKind.MEDIA or file is None:
        return None
    state = keep_media(state, heard)
    question = script.by_id.get(state.asked or "")
    if question is not None and (question.id in ANSWERED_IN_WORDS or question.id == "place"):
        reading = _answered_by_file(state, question.id, heard, scene)
        if reading is not None:
            return apply(script, state, question, reading, heard, scene)
    state = keep(state, heard, scene)
    if state.asked in _COLLECTORS:
        return Turn(notes.note(state, collecting=True), (Ask(state.asked or ""),))
    return again(script, state, scene, "kept")


def _answered_by_file(state: State, question: str, heard: Heard, scene: Scene) -> Reading | None:
    """Speech answers any open question; the words under a picture all but `where`: they tell what it shows."""
    file = heard.inbound.media
    if heard.plain and question in ANSWERED_IN_WORDS:
        return read_words(state, question, heard, scene)
    if heard.plain or file is None or file.kind not in _SPOKEN:
        return None
    state = notes.say_more(notes.answered_in_words(state, question, ""), notes.word(state, "typed"))
    return Understood(notes.voice_answer(file), notes.without_offer(state))


def point_received(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A point answers `where`, whenever it comes; one more than that is kept beside it."""
    point = heard.inbound.pin
    if heard.inbound.kind is not InboundKind.PIN or point is None:
        return None
    place = script.by_id["place"]
    if state.asked == "place":
        return apply(script, state, place, read_pin(state, point, scene), heard, scene)
    if "place" in state.answers or notes.pin(state) is not None:
        return again(script, keep_extra_pin(state, point), scene, "kept")
    match read_pin(state, point, scene):
        case Understood(answer, learnt):
            learnt = learnt or state
            state = replace(learnt, answers={**learnt.answers, "place": answer})
        case Goto(_, learnt):
            state = learnt
    return again(script, state, scene, "kept")


def command(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Words that mean the same at every step, unless the seen question offers them as an answer."""
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    meant = meanings(heard.plain)
    if answers_seen_question(script, state, meant, scene):
        return None
    for meaning in sorted(meant):
        if meaning.startswith("lang."):
            return speak(script, state, meaning[5:], scene)
        if meaning in _COMMANDS:
            return _COMMANDS[meaning](script, state, heard, scene)
    return greeted(script, state, heard, scene) if is_greeting(heard.plain) else None


def show_status(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn:
    """Answers to an earlier tip; then where this one stands."""
    tells, effects = told.news(scene)
    turn = again(script, state, scene, "" if tells else "status.draft" if has_content(state) else "")
    return replace(turn, replies=tells + turn.replies, effects=effects)


def greeted(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn:
    """A greeting in the middle never wipes anything."""
    begun = state.language is not None or has_content(state)
    return again(script, state, scene, "here" if begun else "")


def ask_forget(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return to("forget", state)


def ask_more(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return to("more", notes.note(state, collecting=None))


_COMMANDS = {
    "do.help": show_help,
    "do.status": show_status,
    "do.language": ask_language,
    "do.forget": ask_forget,
    "do.more": ask_more,
    "do.back": back,
    "do.skip": skip,
    "do.new": greeted,
}


def pressed(script: TipScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Buttons that are not answers: `news:read` is pressed below a notice, at any time."""
    return show_status(script, state, heard, scene) if heard.step == "news" else None


DRAFT_RULES: tuple[Rule[Scene], ...] = (
    reaction,
    silence,
    called,
    not_taken,
    file_received,
    point_received,
    pressed,
    code_typed,
    command,
    said_in_one_breath,
)
