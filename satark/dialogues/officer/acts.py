"""What a press about one task means, or the word for it. A button names its task: an old one never acts on another."""

from __future__ import annotations

from dataclasses import replace

from satark.conversation.values import State, TakeStep, Tell, Turn
from satark.dialogues.officer import closing, notes, orders, table
from satark.dialogues.officer.placing import chosen
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import gone, put, shown, which

LISTS = {"notours": "whose", "help": "help", "late": "why"}
"""Acts of a complaint that need one more choice -> the question."""
STEPS: dict[str, tuple[notes.Act, str]] = {
    "received": ("received", "step.received"),
    "team": ("team_sent", "step.team"),
    "spot": ("on_spot", "step.spot"),
}
"""Acts of a complaint that are done by the press -> the step, and what is said then."""


def about_one(act: str, state: State, scene: Scene, quoted: str = "") -> Turn:
    """Do something about the task that was quoted, is at hand or is the only one, or ask which is meant."""
    if quoted:
        news = scene.at(quoted)
        own = news is not None and table.is_own(news)
        return act_on(act, news.ref if news and own else quoted, state, scene)
    if not scene.tasks:
        return Turn(state, (Tell("officer.nothing"),))
    at_hand = notes.ref(state)
    if act != "show" and at_hand in scene.tasks:
        return act_on(act, at_hand, state, scene)
    if len(scene.tasks) == 1 and (act == "show" or not at_hand):
        return act_on(act, next(iter(scene.tasks)), state, scene)
    return which(act, state, scene)


def act_on(act: str, key: str, state: State, scene: Scene) -> Turn:
    """What a press of one task's button means. One that is over by now is said to be."""
    if (told := scene.told.get(key)) is not None:
        return orders.act_on_told(act, told, state, scene)
    news = scene.tasks.get(key)
    if news is None:
        return gone(state)
    if act == "add":
        turn = chosen(state, key, scene)
        # It was just said which one is meant: until another is touched nothing is asked about that again.
        return closing.resumed(replace(turn, state=notes.note(turn.state, left=None)), key, scene)
    if act == "done":
        return closing.begun(key, notes.about(state, key, scene.now), scene)
    if act == "received" or (act in STEPS and table.is_complaint(news)):
        return _stepped(act, key, notes.about(state, key, scene.now), scene)
    if act in LISTS and table.is_complaint(news):
        question = LISTS[act]
        return put(notes.about(state, key, scene.now), f"{question}.which", question=question)
    return shown(state, key, scene)


def _stepped(act: str, key: str, state: State, scene: Scene) -> Turn:
    """Recorded with the press. What belongs to it may follow, and its absence holds nothing up."""
    step, words = STEPS[act]
    effect = TakeStep(key, step)
    if notes.held(state):
        return which("add", state, scene, effect)
    if not table.is_complaint(scene.tasks[key]):
        return put(state, "officer.received", effect)
    if act == "spot" and "place" not in notes.has(state, key):
        words = "step.pin"
    return put(state, words, effect)
