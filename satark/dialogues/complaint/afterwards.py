"""After a complaint is complete: whatever is said belongs to it, and the talk answers what it is asked."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Heard, Rule, Script
from satark.conversation.values import Ask, InboundKind, State, TakeUp, Tell, Turn
from satark.dialogues import notes, numbers
from satark.dialogues.anytime import (
    SourceScript,
    answers_seen_question,
    ask_language,
    code_typed,
    reaction,
    speak,
    to,
)
from satark.dialogues.complaint import followup
from satark.dialogues.complaint.adding import add, ended, moment, must_ask
from satark.dialogues.complaint.asked import QUESTIONS, begun_anew
from satark.dialogues.complaint.draft import RELEASE
from satark.dialogues.scene import Scene
from satark.dialogues.vocabulary import is_greeting, meanings, numeral

IDLE = Tell("idle")


def untold(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    match heard.inbound.kind:
        case InboundKind.SILENCE:
            return replace(ended(state, scene), replies=())
        case InboundKind.CALLED:
            return Turn(replace(state, asked=None), (Tell("code_unknown", lasting=True),))
        case InboundKind.CARD:
            return Turn(state, (Tell("card"),))
        case InboundKind.STICKER:
            return Turn(state, (Tell("sticker"),))
        case InboundKind.UNSUPPORTED:
            turn = add(state, heard, scene) if heard.plain else Turn(state)
            return replace(turn, replies=(Tell("unsupported"), *turn.replies[1:]))
    return None


def something_added(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Files, points and later words are added at once."""
    pieces = (InboundKind.MEDIA, InboundKind.PIN, InboundKind.LATER)
    return add(state, heard, scene) if heard.inbound.kind in pieces else None


def pressed(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    if not heard.step:
        return None
    if heard.step in script.by_id and heard.step != "visit":
        return None
    return followup.pressed(state, heard, scene) or Turn(state, (IDLE,))


def visit_answered(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """`नहीं` below the question whether anybody came, which was pushed and not put by this talk."""
    number = followup.waited_for(scene) if state.asked is None else ""
    if not number or not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    meant, place = meanings(heard.plain), numeral(heard.plain)
    for at, (came, title) in enumerate(followup.VISIT.items(), 1):
        if title in meant or at == place:
            return followup.say_visit(state, came, number, scene)
    return None


def number_typed(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Ten digits: which complaint is meant, and where it stands."""
    if heard.inbound.kind is not InboundKind.TEXT:
        return None
    number = numbers.typed(heard.plain)
    if not number:
        return None
    if followup.known(number, scene) is None:
        return Turn(state, (Tell("status.unknown"),))
    state = notes.note(state, about=number, about_at=moment(scene))
    return Turn(state, (Tell("status.line", {"case": number}, lasting=True),), (TakeUp(number),))


def command(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    meant = meanings(heard.plain)
    if answers_seen_question(script, state, meant, scene):
        return None
    for meaning in sorted(meant):
        if meaning.startswith("lang."):
            turn = speak(script, state, meaning[5:], scene)
            return turn if turn.replies else replace(turn, replies=(IDLE,))
        turn_or_none = _obeyed(meaning, script, state, heard, scene)
        if turn_or_none is not None:
            return turn_or_none
    return to("again", state) if is_greeting(heard.plain) else None


def _obeyed(meaning: str, script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    match meaning:
        case "do.status":
            return followup.show_status(replace(state, asked=None), scene)
        case "do.help":
            return Turn(state, (Tell("help"),))
        case "do.more":
            return Turn(replace(state, asked=None), (Tell("add.after"),))
        case "do.new":
            return begun_anew(state, scene)
        case "do.nobody":
            return _nobody_came(state, heard, scene)
        case "do.withdraw":
            return _asked_of_one("withdraw", state, scene)
        case "do.rate":
            return to("rate", state)
        case "do.language":
            return ask_language(script, state, heard, scene)
        case "do.forget":
            return to("forget", state)
        case "do.back" | "do.skip":
            return Turn(replace(state, asked=None), (IDLE,))
    return None


def _nobody_came(state: State, heard: Heard, scene: Scene) -> Turn:
    """About the only complaint, or the one in hand; else it is asked of which."""
    case = followup.about_now(state, scene)
    if case is None:
        return add(state, heard, scene)
    if must_ask(state, scene):
        return Turn(replace(notes.note(state, act="nobody"), asked="which"), (Ask("which"),))
    return followup.say_visit(state, "no", case.number, scene, heard.inbound.text)


def _asked_of_one(act: str, state: State, scene: Scene) -> Turn:
    case = followup.about_now(state, scene)
    if case is None:
        return Turn(state, (IDLE,))
    if must_ask(state, scene):
        return Turn(replace(notes.note(state, act=act), asked="which"), (Ask("which"),))
    return to(act, notes.note(state, about=case.number))


def nothing_asked(script: SourceScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    if state.asked in script.by_id or heard.step:
        return None
    return add(state, heard, scene) if heard.plain else Turn(state, (IDLE,))


_RULES: tuple[Rule[Scene], ...] = (
    reaction,
    untold,
    something_added,
    pressed,
    code_typed,
    number_typed,
    visit_answered,
    command,
    nothing_asked,
)


def _finish(state: State, scene: Scene) -> Turn:
    return Turn(replace(state, asked=None))


def _keep(state: State, heard: Heard, scene: Scene) -> State:
    """Never needed for words: a rule or the seen question adds them to the complaint."""
    return state


FILED: Script[Scene] = Script("complaint", RELEASE, QUESTIONS, _RULES, _keep, _finish, meanings, numeral)
