"""Words, files and points, wherever they belong: to what was quoted, to the task at hand, to the only one; else it is asked.

Never to a task that was neither quoted, pressed nor chosen while there are several, and never to another one in place of
one that is over.
"""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.script import Heard
from satark.conversation.values import State, TakeStep, Tell, Turn
from satark.dialogues.officer import meant, notes, table
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import put, which


def take_piece(state: State, heard: Heard, scene: Scene) -> Turn:
    piece = notes.piece(heard)
    if piece is None:
        return Turn(state, (Tell("officer.help"),))
    quoted, at_hand = _quoted(heard, scene), notes.ref(state)
    torn = not quoted and notes.torn(state, heard.inbound.at, scene)
    if notes.is_answering(state, heard.inbound.at) and quoted in ("", at_hand) and not torn:
        return answered(state, piece, heard, scene)
    if quoted and quoted not in scene.tasks:
        return waiting(state, piece, scene, "officer.gone")
    expected = at_hand in scene.tasks and state.notes.get("words") in notes.ASKING
    if quoted:
        return placed(state, quoted, scene, piece)
    if not scene.tasks:
        return Turn(state, (Tell("officer.none"),))
    if notes.held(state):
        return waiting(state, piece, scene)
    if expected and not torn:
        return placed(state, at_hand, scene, piece)
    if len(scene.tasks) == 1 and at_hand in ("", *scene.tasks):
        return placed(state, next(iter(scene.tasks)), scene, piece)
    return waiting(state, piece, scene)


def waiting(state: State, piece: notes.Piece, scene: Scene, because: str = "") -> Turn:
    """Kept until it is said which task it is about."""
    tells = (Tell(because),) if because else ()
    if not scene.tasks:
        return Turn(state, (*tells, Tell("officer.none")))
    turn = which("add", notes.hold(state, piece), scene)
    return replace(turn, replies=(*tells, *turn.replies))


def chosen(state: State, key: str, scene: Scene) -> Turn:
    """It was said that what waited belongs to this task."""
    return placed(notes.note(state, held=None), key, scene, *notes.held(state))


def placed(state: State, key: str, scene: Scene, *pieces: notes.Piece) -> Turn:
    """These belong to this task. What waits for a choice goes on waiting: it is asked about again."""
    state = notes.about(state, key, scene.now)
    effects: list[TakeStep] = []
    for piece in pieces:
        state = notes.counted(state, piece)
        steps, state = steps_of(piece, key, state, scene)
        effects += steps
    if notes.held(state):
        return which("add", state, scene, *effects)
    return put(state, _words(effects), *effects)


def steps_of(piece: notes.Piece, key: str, state: State, scene: Scene) -> tuple[list[TakeStep], State]:
    """What a piece does to a complaint by itself: a place says that they are there, `टीम रवाना …` that they went."""
    news = scene.tasks.get(key)
    if not table.is_complaint(news) or news is None:
        return [piece.step(key)], state
    if piece.shows:
        state = notes.proven(state, key, piece.shows, scene)
    act = meant.step_in(piece.text) or "progress"
    if piece.pin and table.fact(news, "step") not in ("on_spot", "answered"):
        act = "on_spot"
    step = piece.step(key, act)
    if meant.names_somebody(piece.text) and (act == "team_sent" or state.notes.get("words") == "step.team"):
        # Who went was asked with the press: these words say it.
        state = notes.proven(state, key, "name", scene)
        step = replace(step, stated=("name",))
    if diary := meant.diary(piece.text, news):
        return [step, TakeStep(key, "gd", number=diary.number, way=diary.way)], state
    return [step], state


def answered(state: State, piece: notes.Piece, heard: Heard, scene: Scene) -> Turn:
    """A part of the answer: the first words make it an answer, the rest is added to it."""
    key = notes.ref(state)
    first = piece.tells and not notes.has_answered(state)
    state = notes.counted(state, piece)
    words = "officer.done" if first else "officer.files"
    if notes.has_answered(state):
        words = "officer.added"
    if first or notes.has_answered(state):
        state = notes.note(state, answered_at=int(heard.inbound.at.timestamp()))
    if first and notes.held(state):
        return which("add", state, scene, piece.step(key, "answered"))
    return put(state, words, piece.step(key, "answered" if first else "progress"))


def _quoted(heard: Heard, scene: Scene) -> str:
    """The task that is quoted. What was told about a task of one's own is about that task."""
    quoted = heard.inbound.about
    news = scene.told.get(quoted)
    if news is not None:
        return news.ref if table.is_own(news) else ""
    return "" if quoted.startswith(table.MARK) else quoted


def _words(effects: list[TakeStep]) -> str:
    acts = {effect.act for effect in effects}
    if "on_spot" in acts:
        return "step.spot"
    return "step.team" if "team_sent" in acts else "officer.noted"
