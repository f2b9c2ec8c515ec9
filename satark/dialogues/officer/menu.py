"""What an officer can begin by himself: his cases, a report of an incident, handing over, help.

Handing over writes nothing down. The phone and its number belong to the chair, so an officer who leaves gives them to the
one who comes; who holds the chair is the roster's to say, with its hour. What a phone can do is what a station would do
anyway: the one who comes sends a code of his own from it, and with that the talk begins anew, without a word of whoever had
it before; what is open stays with the chair.
"""

from __future__ import annotations

from satark.conversation.script import Heard, Option, Prompt, Reading
from satark.conversation.values import State, Tell, Turn
from satark.dialogues.officer import incidents
from satark.dialogues.officer.acts import about_one
from satark.dialogues.officer.placing import take_piece
from satark.dialogues.officer.scene import Scene

_ROWS = ("cases", "incident", "handover", "help")


def prompt(state: State, scene: Scene) -> Prompt:
    rows = tuple(Option(each, f"l.menu.{each}") for each in _ROWS)
    return Prompt("menu.ask", rows, shape="rows", button="b.menu")


def choose(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "cases":
            return about_one("show", state, scene)
        case "incident":
            return incidents.begun(state, scene.now)
        case "handover":
            return Turn(state, (Tell("handover", {"open": str(len(scene.tasks))}),))
    return Turn(state, (Tell("officer.help"),))


def listen(state: State, heard: Heard, scene: Scene) -> Reading:
    return take_piece(state, heard, scene)
