"""What is said of complaints that are filed: where they stand, whether anybody came, how it was, that one is taken back.

Buttons carry the complaint's number, so that an old one is about what it was about. A number that is not the person's
own changes nothing: the relay looks whose it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from satark.conversation.script import Heard, Option, Prompt
from satark.conversation.values import (
    Ask,
    Effect,
    MarkHeard,
    OpenCase,
    Rate,
    Retract,
    SayVisit,
    State,
    TakeUp,
    Tell,
    Turn,
)
from satark.dialogues import notes, told
from satark.dialogues.scene import Scene

Came = Literal["yes", "no", "partly"]

VISIT: dict[Came, str] = {"yes": "b.came", "no": "b.nobody", "partly": "b.partly"}
STARS = {"good": 5, "fair": 3, "bad": 1}
_OVER = frozenset({"done", "closed"})
_PUSHED = frozenset({"step", "visit"})
_SHOWN = 5
"""Complaints of which a status tells at once."""


def visit_prompt(number: str) -> Prompt:
    options = tuple(Option(f"{came}.{number}", words) for came, words in VISIT.items())
    return Prompt("visit.ask", options)


def known(number: str, scene: Scene) -> OpenCase | None:
    return next((case for case in scene.context.complaints if case.number == number), None)


def about_now(state: State, scene: Scene) -> OpenCase | None:
    """The complaint that the talk is about: the one taken up last, else the newest link."""
    chosen = known(notes.word(state, "about"), scene)
    return chosen or next(iter(scene.context.complaints), None)


def standings(scene: Scene) -> tuple[Tell, ...]:
    """A few lines for each complaint, the one talked of last first. `summary` fills in the words."""
    cases = scene.context.complaints[:_SHOWN]
    return tuple(Tell("status.line", {"case": case.number}, lasting=True) for case in cases)


def show_status(state: State, scene: Scene) -> Turn:
    """What there is to hear and where everything stands; asks whether anybody came where a station says it is done."""
    tells, heard = told.news(scene)
    tells += standings(scene)
    effects: tuple[Effect, ...] = (*heard, *_heard_of(scene, _PUSHED))
    if number := waited_for(scene):
        state = notes.note(replace(state, asked="visit"), about=number)
        return Turn(state, (*tells, Ask("visit")), effects)
    return Turn(state, tells or (Tell("idle"),), effects)


def waited_for(scene: Scene) -> str:
    """The complaint of which it was asked, and not yet said, whether anybody came; nothing where there is none."""
    numbers = (str(item.facts.get("number") or "") for item in scene.context.news if item.kind == "visit")
    return next((number for number in numbers if known(number, scene) is not None), "")


def _heard_of(scene: Scene, kinds: frozenset[str], number: str = "") -> tuple[MarkHeard, ...]:
    """The mark that these were heard: what was pushed is not told again."""
    heard = [
        item.id
        for item in scene.context.news
        if item.kind in kinds and number in ("", str(item.facts.get("number")))
    ]
    return (MarkHeard(tuple(heard)),) if heard else ()


def pressed(state: State, heard: Heard, scene: Scene) -> Turn | None:
    """`visit:no.4820193375`, `news:read`: None where it is no such button."""
    option, _, number = heard.option.partition(".")
    match heard.step:
        case "news":
            return show_status(state, scene)
        case "visit" if option in VISIT and known(number, scene) is not None:
            return say_visit(state, option, number, scene)
        case "visit":
            return show_status(state, scene)
    return None


def say_visit(state: State, came: Came, number: str, scene: Scene, text: str = "") -> Turn:
    """The word of who waited. Before the station says it is done, `no` says only that it goes slowly."""
    case = known(number, scene)
    heard = _heard_of(scene, frozenset({"visit"}), number)
    effects: tuple[Effect, ...] = (*heard, TakeUp(number), SayVisit(came, text))
    state = notes.note(state, about=number, about_at=int(scene.context.now.timestamp()))
    if came == "yes":
        return Turn(replace(state, asked="rate"), (Tell("visit.yes"), Ask("rate")), effects)
    state = replace(state, asked=None) if state.asked == "visit" else state
    if case is not None and case.stage not in _OVER:
        line = Tell("status.line", {"case": number})
        return Turn(state, (Tell("visit.early"), line), effects)
    return Turn(state, (Tell(f"visit.{came}"),), effects)


def rate(state: State, stars: int, scene: Scene) -> Turn:
    case = about_now(state, scene)
    effects = (TakeUp(case.number), Rate(stars)) if case else ()
    return Turn(replace(state, asked=None), (Tell("rate.done"),), effects)


def retract(state: State, number: str, text: str) -> Turn:
    return Turn(replace(state, asked=None), (Tell("withdraw.done"),), (TakeUp(number), Retract(text)))
