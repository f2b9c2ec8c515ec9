"""Disposed: with an outcome of the list, with the number where there is one, and with proof of the visit or the reason for none.

What proof is missing is asked, once each; every piece is recorded when it comes, and the answer itself at the end, so that
nothing is called done while it is still being shown. Orders and a cell's directions are answered in plain words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from satark.cases.outcomes import COMPLAINT_OUTCOMES, NUMBERED, is_registered_number
from satark.conversation.script import Heard, Option, Prompt, Reading, Unclear
from satark.conversation.values import Ask, InboundKind, State, TakeStep, Turn
from satark.dialogues.officer import notes, table
from satark.dialogues.officer.placing import steps_of, take_piece
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import ROWS, gone, put, which

OUTCOMES = COMPLAINT_OUTCOMES[:ROWS]
"""Just what a list in WhatsApp holds; the rest can be chosen on the console."""
PROOFS = ("photo", "place", "name")


def begun(key: str, state: State, scene: Scene) -> Turn:
    """Done was pressed: what comes next belongs to the answer. What waits for a choice is asked about afterwards."""
    if not table.is_complaint(scene.tasks.get(key)):
        return put(notes.note(state, answering=True, answered_at=None), "officer.outcome")
    state = notes.note(state, closing={"ref": key})
    return Turn(replace(state, asked="outcome"), (Ask("outcome"),))


# --- the outcome ---------------------------------------------------------------------------------------------------


def outcome_prompt(state: State, scene: Scene) -> Prompt:
    key = notes.ref(state)
    rows = tuple(Option(f"{code}:{key}", f"l.{code}") for code in OUTCOMES)
    return Prompt("closing.outcome", rows, shape="rows", button="b.outcome")


def choose_outcome(state: State, option: str, scene: Scene) -> Reading:
    code, _, key = option.partition(":")
    if code not in OUTCOMES or key not in scene.tasks:
        return gone(state)
    state = notes.about(state, key, scene.now)
    known = _closing(state) if _closing(state).get("ref") == key else {}
    state = notes.note(state, closing={**known, "ref": key, "code": code, "number": ""})
    if code in NUMBERED:
        return Turn(replace(state, asked="number"), (Ask("number"),))
    return lacking(state, scene)


def listen_outcome(state: State, heard: Heard, scene: Scene) -> Reading:
    """Words before the choice say what happened: they are part of the answer."""
    if _unsure(state, heard, scene):
        return take_piece(state, heard, scene)
    if heard.inbound.kind is InboundKind.TEXT:
        return Turn(_saying(state, heard.inbound.text), (Ask("outcome"),))
    return _kept(state, heard, scene)


def number_prompt(state: State, scene: Scene) -> Prompt:
    words = f"closing.number.{_closing(state).get('code') or 'fir'}"
    return Prompt(words, (Option(f"other:{notes.ref(state)}", "b.otheroutcome"),))


def choose_number(state: State, option: str, scene: Scene) -> Reading:
    _, _, key = option.partition(":")
    if key not in scene.tasks:
        return gone(state)
    return begun(key, notes.about(state, key, scene.now), scene)


def listen_number(state: State, heard: Heard, scene: Scene) -> Reading:
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return _kept(state, heard, scene)
    if _unsure(state, heard, scene, asked="number"):
        return take_piece(state, heard, scene)
    number = heard.inbound.text.strip()
    if not is_registered_number(number):
        return Unclear("closing.no_number", state=state)
    return lacking(notes.note(state, closing={**_closing(state), "number": number}), scene)


# --- the proof -----------------------------------------------------------------------------------------------------


def lacking(state: State, scene: Scene) -> Turn:
    """Ask for the next part of the proof that is missing and was not asked for; else it is answered."""
    key = notes.ref(state)
    known = scene.tasks[key].facts.get("missing", PROOFS)
    missing = [each for each in PROOFS if isinstance(known, Sequence) and each in known]
    lacks = next((each for each in missing if each not in {*notes.has(state, key), *_asked(state)}), "")
    if not lacks:
        return _finished(state, scene)
    state = notes.note(state, closing={**_closing(state), "lacks": lacks})
    return Turn(replace(state, asked="proof"), (Ask("proof"),))


def proof_prompt(state: State, scene: Scene) -> Prompt:
    lacks = _lacks(state)
    return Prompt(f"closing.{lacks}", shape="pin" if lacks == "place" else "buttons")


def choose_proof(state: State, option: str, scene: Scene) -> Reading:
    return gone(state)


def listen_proof(state: State, heard: Heard, scene: Scene) -> Reading:
    """The proof itself, or the reason why there is none, written or spoken. Anything else is kept, and it is asked again."""
    piece, lacks, key = notes.piece(heard), _lacks(state), notes.ref(state)
    if piece is None or key not in scene.tasks or _unsure(state, heard, scene):
        return take_piece(state, heard, scene)
    effects: list[TakeStep] = []
    if piece.media or piece.pin:
        state = notes.counted(state, piece)
        effects, state = steps_of(piece, key, state, scene)
    elif piece.text:
        state = _saying(state, piece.text, lacks)
    if lacks == "name" and piece.tells:
        state = notes.proven(state, key, "name", scene)
    if piece.tells and piece.shows != lacks:
        state = notes.note(state, closing={**_closing(state), "asked": [*_asked(state), lacks]})
    turn = lacking(state, scene)
    return replace(turn, effects=(*effects, *turn.effects))


def _finished(state: State, scene: Scene) -> Turn:
    """Everything that can be said of it is said: now it is answered."""
    closing = _closing(state)
    step = TakeStep(
        notes.ref(state),
        "answered",
        "\n".join(cast(list[str], closing.get("said") or [])),
        code=str(closing.get("code") or ""),
        number=str(closing.get("number") or ""),
        stated=tuple(_asked(state)),
    )
    now = int(scene.now.timestamp())
    state = notes.note(state, closing=None, answering=True, answered_at=now)
    if notes.held(state):
        return which("add", state, scene, step)
    return put(state, "closing.done", step)


def resumed(turn: Turn, key: str, scene: Scene) -> Turn:
    """After a piece was placed: the answer that was begun for this task goes on."""
    closing = _closing(turn.state)
    if closing.get("ref") != key:
        return turn
    if not closing.get("code"):
        return replace(turn, state=replace(turn.state, asked="outcome"), replies=(Ask("outcome"),))
    after = lacking(turn.state, scene)
    return replace(after, effects=(*turn.effects, *after.effects))


def _unsure(state: State, heard: Heard, scene: Scene, asked: str = "") -> bool:
    """Whether it may as well be meant for another task that was left a moment ago: then it is asked."""
    return not heard.inbound.about and notes.torn(state, heard.inbound.at, scene, asked=asked)


def _kept(state: State, heard: Heard, scene: Scene) -> Turn:
    """A file or a point while something else is asked: recorded, and asked again."""
    piece, key = notes.piece(heard), notes.ref(state)
    if piece is None or key not in scene.tasks or _unsure(state, heard, scene):
        return take_piece(state, heard, scene)
    steps, state = steps_of(piece, key, notes.counted(state, piece), scene)
    return Turn(state, (Ask(state.asked or "outcome"),), tuple(steps))


def _saying(state: State, text: str, about: str = "") -> State:
    """Words for the answer; a reason is marked by what it stands in for."""
    closing = _closing(state)
    said = cast(list[str], closing.get("said") or [])
    mark = {"photo": "फोटो: ", "place": "लोकेशन: ", "name": "गए: "}.get(about, "")
    return notes.note(state, closing={**closing, "said": [*said, f"{mark}{text.strip()}"]})


def _closing(state: State) -> Mapping[str, object]:
    return cast(Mapping[str, object], state.notes.get("closing") or {})


def _asked(state: State) -> list[str]:
    """Of which parts of the proof the words, written or spoken, say something."""
    return cast(list[str], _closing(state).get("asked") or [])


def _lacks(state: State) -> str:
    return str(_closing(state).get("lacks") or PROOFS[0])
