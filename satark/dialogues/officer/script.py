"""The phone of a post: directions come, are acknowledged by a press, and are answered in words, pictures and points.

What quotes a direction's message is about that direction. What is sent after Done belongs to that direction, in any
order. What is sent unasked belongs to the only open one; with several open ones the phone is asked which.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from satark.conversation.script import Heard, Option, Prompt, Question, Reading, Rule, Script, Unclear
from satark.conversation.text import fold
from satark.conversation.values import (
    Acknowledge,
    AnswerDirection,
    Ask,
    Context,
    InboundKind,
    Language,
    News,
    Reply,
    State,
    Tell,
    Turn,
)
from satark.dialogues.officer import notes
from satark.dialogues.vocabulary import is_greeting, meanings, numeral

OfficerScript = Script[Context]

RELEASE = 1
"""Counted up with every change of the questions."""

_LONGEST_WITH_BUTTONS = 800
_MOST_ROWS = 10
_LANGUAGES: dict[str, Language] = {"lang.hi": "hi", "lang.en": "en"}
_UNTOLD = frozenset({InboundKind.REACTION, InboundKind.STICKER, InboundKind.SILENCE, InboundKind.CALLED})


def open_directions(context: Context) -> dict[str, News]:
    """The directions of this post that still want an answer, by their short number."""
    return {item.ref: item for item in context.news if item.kind in ("direction", "returned") and item.ref}


# --- rules --------------------------------------------------------------------------------------------------------


def untold(script: OfficerScript, state: State, heard: Heard, context: Context) -> Turn | None:
    return Turn(state) if heard.inbound.kind in _UNTOLD else None


def not_taken(script: OfficerScript, state: State, heard: Heard, context: Context) -> Turn | None:
    """What did not reach us; the words that came with it are taken all the same."""
    if heard.inbound.kind not in (InboundKind.UNSUPPORTED, InboundKind.CARD):
        return None
    if not heard.plain:
        return Turn(state, (Tell("officer.unsupported"),))
    turn = take_piece(state, heard, context)
    return replace(turn, replies=(Tell("officer.unsupported"), *turn.replies))


def notice_pressed(script: OfficerScript, state: State, heard: Heard, context: Context) -> Turn | None:
    """A notice sent as a template has one button: show what it is about."""
    return about_one("show", state, context, heard.inbound.about) if heard.step == "news" else None


def command(script: OfficerScript, state: State, heard: Heard, context: Context) -> Turn | None:
    """Words instead of buttons. Within an answer `done` is the answer itself, not a word for the button."""
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return None
    if notes.is_answering(state, heard.inbound.at) and not notes.has_answered(state):
        return None
    meant = meanings(heard.plain)
    if language := next((_LANGUAGES[each] for each in sorted(meant) if each in _LANGUAGES), None):
        return Turn(replace(state, language=language), (Tell("officer.language"),))
    if "b.received" in meant:
        return about_one("received", state, context, heard.inbound.about)
    if "b.disposed" in meant:
        return about_one("done", state, context, heard.inbound.about)
    if "do.help" in meant:
        return Turn(state, (Tell("officer.help"),))
    if "do.directions" in meant or is_greeting(heard.plain):
        return about_one("show", state, context, heard.inbound.about)
    return None


def piece_received(script: OfficerScript, state: State, heard: Heard, context: Context) -> Turn | None:
    """Files and points at any time; words when no list is waiting for a choice."""
    if heard.step or (state.asked == "which" and heard.inbound.kind is InboundKind.TEXT):
        return None
    return take_piece(state, heard, context)


# --- acts ---------------------------------------------------------------------------------------------------------


def about_one(act: str, state: State, context: Context, quoted: str = "") -> Turn:
    """Do something about the direction that was quoted or the only open one, or ask which is meant."""
    directions = open_directions(context)
    if not directions:
        return Turn(state, (Tell("officer.nothing"),))
    if quoted in directions:
        return act_on(act, quoted, state, context)
    at_hand = notes.ref(state) if act != "show" and state.asked == "direction" else ""
    if at_hand in directions:
        return act_on(act, at_hand, state, context)
    if len(directions) == 1:
        return act_on(act, next(iter(directions)), state, context)
    return which(act, state)


def which(act: str, state: State) -> Turn:
    return Turn(replace(notes.note(state, act=act), asked="which"), (Ask("which"),))


def act_on(act: str, ref: str, state: State, context: Context) -> Turn:
    """What a press of one direction's button means. One that is closed by now is said to be."""
    if ref not in open_directions(context):
        return Turn(state, (Tell("officer.gone"),))
    match act:
        case "received":
            return acknowledged(state, ref)
        case "done":
            return answer_begun(state, ref)
        case "add":
            return placed(state, ref)
    return shown(state, ref, context)


def acknowledged(state: State, ref: str) -> Turn:
    state = notes.about(state, ref)
    effects = (Acknowledge(ref),)
    if notes.held(state):
        return replace(which("add", state), effects=effects)
    return replace(put(state, "officer.received"), effects=effects)


def answer_begun(state: State, ref: str) -> Turn:
    """Done was pressed: what waited to be placed and what comes next is the answer."""
    state = notes.note(notes.about(state, ref), answering=True, answered_at=None)
    turn = put(state, "officer.outcome")
    waiting = notes.held(state)
    effects = tuple(piece.answer(ref) for piece in waiting)
    return replace(turn, state=notes.note(turn.state, held=None), effects=effects)


def placed(state: State, ref: str) -> Turn:
    """The pieces that waited belong to this direction."""
    state = notes.about(state, ref)
    waiting = notes.held(state)
    for piece in waiting:
        state = notes.counted(state, piece)
    turn = put(notes.note(state, held=None), "officer.noted")
    return replace(turn, effects=tuple(piece.answer(ref) for piece in waiting))


def shown(state: State, ref: str, context: Context) -> Turn:
    long = len(open_directions(context)[ref].text) > _LONGEST_WITH_BUTTONS
    return put(notes.about(state, ref), "direction.long" if long else "direction.again")


def put(state: State, words: str) -> Turn:
    """Speak about the direction at hand in these words, with the buttons that make sense after them."""
    return Turn(replace(notes.note(state, words=words), asked="direction"), (Ask("direction"),))


def take_piece(state: State, heard: Heard, context: Context) -> Turn:
    """Words, a file or a point, wherever they belong."""
    piece = notes.piece(heard)
    if piece is None:
        return Turn(state, (Tell("officer.help"),))
    directions = list(open_directions(context))
    quoted = heard.inbound.about if heard.inbound.about in directions else ""
    if notes.is_answering(state, heard.inbound.at) and quoted in ("", notes.ref(state)):
        return answered(state, piece, heard)
    if not directions:
        return Turn(state, (Tell("officer.none"),))
    state = notes.hold(state, piece)
    if quoted:
        return placed(state, quoted)
    return placed(state, directions[0]) if len(directions) == 1 else which("add", state)


def answered(state: State, piece: notes.Piece, heard: Heard) -> Turn:
    """A part of the answer: the first words make it an answer, the rest is added to it."""
    ref = notes.ref(state)
    first = piece.tells and not notes.has_answered(state)
    state = notes.counted(state, piece)
    words = "officer.done" if first else "officer.files"
    if notes.has_answered(state):
        words = "officer.added"
    if first or notes.has_answered(state):
        state = notes.note(state, answered_at=int(heard.inbound.at.timestamp()))
    effects: tuple[AnswerDirection, ...] = (piece.answer(ref, done=first),)
    return replace(put(state, words), effects=effects)


# --- questions ----------------------------------------------------------------------------------------------------

_BUTTONS = {
    "direction.again": ("received", "done"),
    "officer.received": ("done",),
    "officer.noted": ("done",),
}
_TITLES = {"received": "b.received", "done": "b.disposed"}


def _direction_prompt(state: State, context: Context) -> Prompt:
    words = cast(str, state.notes.get("words") or "officer.help")
    ref = notes.ref(state)
    options = tuple(Option(f"{act}:{ref}", _TITLES[act]) for act in _BUTTONS.get(words, ()))
    return Prompt(words, options)


def _choose_direction(state: State, option: str, context: Context) -> Reading:
    act, _, ref = option.partition(":")
    if act not in ("received", "done", "show", "add"):
        return Turn(state, (Tell("officer.gone"),))
    return act_on(act, ref, state, context)


def _listen_direction(state: State, heard: Heard, context: Context) -> Reading:
    return take_piece(state, heard, context)


def _which_prompt(state: State, context: Context) -> Prompt:
    rows = tuple(Option(ref, title=ref) for ref in list(open_directions(context))[:_MOST_ROWS])
    words = "officer.open" if state.notes.get("act") == "show" else "officer.which"
    return Prompt(words, rows, shape="rows", button="b.which")


def _choose_which(state: State, option: str, context: Context) -> Reading:
    act = cast(str, state.notes.get("act") or "show")
    if notes.held(state):
        act = "add"
    elif act == "add":
        act = "show"  # an old list: what waited then has its place
    return act_on(act, option, state, context)


def _listen_which(state: State, heard: Heard, context: Context) -> Reading:
    """The number itself may be written; any other words wait with the rest for a choice."""
    named = next((ref for ref in open_directions(context) if fold(ref) == heard.plain), "")
    if named:
        return _choose_which(state, named, context)
    if not heard.plain:
        return Unclear("", counts=False)
    return take_piece(state, heard, context)


def _not_by_itself(state: State) -> bool:
    return False


def _keep(state: State, heard: Heard, context: Context) -> State:
    return state


def _finish(state: State, context: Context) -> Turn:
    replies: tuple[Reply, ...] = (Tell("officer.help"),)
    return Turn(replace(state, asked=None), replies)


OFFICER: OfficerScript = Script(
    "officer",
    RELEASE,
    (
        Question(
            "direction",
            _not_by_itself,
            _direction_prompt,
            _choose_direction,
            _listen_direction,
            skipped_as=None,
            numerals=False,
        ),
        Question("which", _not_by_itself, _which_prompt, _choose_which, _listen_which, skipped_as=None),
    ),
    cast(tuple[Rule[Context], ...], (untold, not_taken, notice_pressed, command, piece_received)),
    _keep,
    _finish,
    meanings,
    numeral,
)
