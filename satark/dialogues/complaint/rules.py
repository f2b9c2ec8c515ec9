"""What holds at any step while a complaint is told: files, points, words like `help`, news of earlier ones."""

from __future__ import annotations

from dataclasses import replace

from satark.cases.numbers import is_number
from satark.conversation.engine import again, apply, ask_next
from satark.conversation.script import Heard, Question, Rule, Understood
from satark.conversation.values import Ask, InboundKind, MediaKind, State, Tell, Turn
from satark.dialogues import notes, numbers, told
from satark.dialogues.anytime import (
    SourceScript,
    answers_seen_question,
    ask_language,
    back,
    code_typed,
    reaction,
    show_help,
    skip,
    speak,
    to,
)
from satark.dialogues.complaint import followup
from satark.dialogues.complaint.filing import complaint, filed, has_content, is_new
from satark.dialogues.complaint.place import with_point
from satark.dialogues.complaint.sealing import is_undecided, undecided_ends
from satark.dialogues.keeping import keep, keep_media
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import is_greeting, meanings

_SPOKEN = frozenset({MediaKind.VOICE, MediaKind.AUDIO})
_SPOKEN_TO = frozenset({"place", "name"})


def onward(script: SourceScript, state: State, scene: Scene, because: str = "") -> Turn:
    """The seen question once more, or the next one where what came has answered it."""
    seen = script.by_id.get(state.asked or "")
    if seen is not None and (seen.id in _ON_REQUEST or _is_open(seen, state)):
        return Turn(state, (Ask(seen.id, because),))
    return ask_next(script, state, scene, because)


def _is_open(question: Question[Scene], state: State) -> bool:
    return question.id not in state.answers and question.wanted(state)


_ON_REQUEST = frozenset({"change", "more", "forget"})


def silence(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Left half-way for a day: the desk has it as it is. What waited for a decision goes the careful way."""
    if heard.inbound.kind is not InboundKind.SILENCE:
        return None
    if not has_content(state):
        return Turn(state)
    if is_undecided(state):
        return undecided_ends(state)
    rest = complaint(state, unfinished=True, offered=scene.district.languages)
    return Turn(filed(state), effects=(rest,) if is_new(state) else ())


def called(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """The relay did not know a code. (Of one that it knew the door of the dialogues takes care.)"""
    if heard.inbound.kind is not InboundKind.CALLED:
        return None
    turn = again(script, state, scene)
    return replace(turn, replies=(Tell("code_unknown", lasting=True), *turn.replies))


def not_taken(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Contact cards are most often the sender's own; other kinds never reached us, but for the words with them."""
    match heard.inbound.kind:
        case InboundKind.CARD:
            return again(script, state, scene, "card")
        case InboundKind.STICKER:
            return Turn(state, (Tell("sticker"),)) if state.asked else again(script, state, scene)
        case InboundKind.LATER:
            return onward(script, keep(state, heard, scene), scene, "kept")
        case InboundKind.UNSUPPORTED:
            return onward(script, keep(state, heard, scene), scene, "unsupported")
    return None


def file_received(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Keep the file and the words under it; a recording may answer the open question that was seen."""
    file = heard.inbound.media
    if heard.inbound.kind is not InboundKind.MEDIA or file is None:
        return None
    state = keep_media(state, heard)
    seen = script.by_id.get(state.asked or "")
    if seen is not None and seen.id in _SPOKEN_TO and file.kind in _SPOKEN and not heard.plain:
        understood = Understood(notes.voice_answer(file), notes.without_offer(state))
        return apply(script, state, seen, understood, heard, scene)
    return onward(script, keep(state, heard, scene), scene, "kept")


def point_received(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    point = heard.inbound.pin
    if heard.inbound.kind is not InboundKind.PIN or point is None:
        return None
    was_asked = state.asked == "place"
    state = with_point(state, point, scene)
    if was_asked and not notes.flag(state, "far"):
        state = replace(notes.without_offer(state), answers={**state.answers, "place": "pin"})
        return ask_next(script, state, scene)
    return onward(script, state, scene, "" if was_asked else "kept")


def pressed(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Buttons below news of an earlier complaint say the same at any time; then this one goes on."""
    if heard.step == "news":
        return show_status(script, state, heard, scene)
    turn = followup.pressed(state, heard, scene)
    if turn is None:
        return None
    after = again(script, state, scene)
    tells = tuple(reply for reply in turn.replies if isinstance(reply, Tell))
    return replace(after, replies=tells + after.replies, effects=turn.effects)


def number_typed(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A complaint's number says which is meant. Another's, or a mistyped one, tells nothing; a phone's has no check digit."""
    number = numbers.typed(heard.plain) if heard.inbound.kind is InboundKind.TEXT else ""
    if not number or state.asked == "phone" or not is_number(number):
        return None
    is_own = followup.known(number, scene) is not None
    tell = Tell("status.line", {"case": number}, lasting=True) if is_own else Tell("status.unknown")
    turn = again(script, state, scene)
    return replace(turn, replies=(tell, *turn.replies))


def command(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
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


def said_in_one_breath(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Words that came before their question could be read answer nothing: they are kept as told of themselves."""
    if not scene.context.unseen or heard.inbound.kind is not InboundKind.TEXT:
        return None
    return onward(script, keep(state, heard, scene), scene, "kept")


def greeted(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    """A greeting in the middle never wipes anything."""
    return again(script, state, scene, "here" if has_content(state) else "")


def show_status(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    """Earlier complaints and answers; then where this one stands."""
    tells, effects = told.news(scene)
    tells += followup.standings(scene)
    turn = again(script, state, scene, "status.draft" if has_content(state) else "")
    return replace(turn, replies=tells + turn.replies, effects=effects)


def ask_forget(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return to("forget", state)


def ask_more(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn:
    return to("more", state) if has_content(state) else again(script, state, scene)


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

DRAFT_RULES: tuple[Rule[Scene], ...] = (
    reaction,
    silence,
    called,
    not_taken,
    file_received,
    point_received,
    pressed,
    code_typed,
    number_typed,
    command,
    said_in_one_breath,
)
