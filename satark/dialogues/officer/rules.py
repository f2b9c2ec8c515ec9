"""What holds at any step of an officer's talk, in the order in which it is tried."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Heard
from satark.conversation.values import Ask, InboundKind, Language, State, Tell, Turn
from satark.dialogues.officer import notes
from satark.dialogues.officer.acts import about_one
from satark.dialogues.officer.incidents import incident_told
from satark.dialogues.officer.orders import ordering
from satark.dialogues.officer.placing import take_piece
from satark.dialogues.officer.scene import OfficerScript, Scene
from satark.dialogues.vocabulary import is_greeting, meanings, numeral

_LANGUAGES: dict[str, Language] = {"lang.hi": "hi", "lang.en": "en"}
_UNTOLD = frozenset({InboundKind.REACTION, InboundKind.STICKER, InboundKind.SILENCE, InboundKind.CALLED})
_ACTS = {
    "b.received": "received",
    "b.notours": "notours",
    "b.team": "team",
    "b.spot": "spot",
    "b.force": "help",
    "b.disposed": "done",
    "b.closed": "done",
}
"""Words for buttons -> the act."""
_LISTENING = frozenset({"which", "outcome", "number", "proof", "whose", "decide", "line"})
"""Questions that read words themselves."""


def untold(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    return Turn(state) if heard.inbound.kind in _UNTOLD else None


def not_taken(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """What did not reach us; the words that came with it are taken all the same."""
    if heard.inbound.kind not in (InboundKind.UNSUPPORTED, InboundKind.CARD):
        return None
    if not heard.plain:
        return Turn(state, (Tell("officer.unsupported"),))
    turn = take_piece(state, heard, scene)
    return replace(turn, replies=(Tell("officer.unsupported"), *turn.replies))


def notice_pressed(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A notice sent as a template has one button: show what it is about."""
    return about_one("show", state, scene, heard.inbound.about) if heard.step == "news" else None


def not_read_yet(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """A number typed before the list was there means nothing of that list."""
    if not scene.unseen or heard.inbound.kind is not InboundKind.TEXT or not numeral(heard.plain):
        return None
    question = script.by_id.get(state.asked or "")
    if question is None or not question.prompt(state, scene).options:
        return None
    return Turn(state, (Ask(question.id),))


def command(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Words instead of buttons. Within an answer `done` is the answer itself, not a word for the button."""
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT or state.asked in ("number", "proof"):
        return None
    if notes.is_answering(state, heard.inbound.at) and not notes.has_answered(state):
        return None
    meant = meanings(heard.plain)
    if language := next((_LANGUAGES[each] for each in sorted(meant) if each in _LANGUAGES), None):
        return Turn(replace(state, language=language), (Tell("officer.language"),))
    if act := next((act for words, act in _ACTS.items() if words in meant), None):
        return about_one(act, state, scene, heard.inbound.about)
    if "do.help" in meant:
        return Turn(replace(state, asked="menu"), (Ask("menu"),))
    if "do.directions" in meant or is_greeting(heard.plain):
        return about_one("show", state, scene, heard.inbound.about)
    return None


def piece_received(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> Turn | None:
    """Files and points at any time; words when nothing that is asked reads them. A quote goes past what is asked."""
    if heard.step:
        return None
    quotes_another = heard.inbound.about not in ("", notes.ref(state))
    if quotes_another or (state.asked not in _LISTENING and _says_nothing_asked(script, state, heard, scene)):
        return take_piece(state, heard, scene)
    if state.asked in ("which", "line") and heard.inbound.kind is not InboundKind.TEXT:
        return take_piece(state, heard, scene)
    return None


def _says_nothing_asked(script: OfficerScript, state: State, heard: Heard, scene: Scene) -> bool:
    """Whether the words are no row of the list that is shown."""
    question = script.by_id.get(state.asked or "")
    if question is None or heard.inbound.kind is not InboundKind.TEXT:
        return True
    options = question.prompt(state, scene).options
    place = numeral(heard.plain) if question.numerals else 0
    meant = meanings(heard.plain)
    return not 0 < place <= len(options) and not any(option.words in meant for option in options)


RULES = (untold, not_taken, notice_pressed, not_read_yet, ordering, command, incident_told, piece_received)
