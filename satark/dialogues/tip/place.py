"""Where: a point, words in any spelling, or nothing. What we understood is confirmed before it counts.

A point that the person calls wrong is forgotten at once: it is most often the sender's own home.
"""

from __future__ import annotations

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import InboundKind, Pin, State
from satark.dialogues import notes
from satark.dialogues.keeping import learn
from satark.dialogues.scene import Scene

MOST_OFFERED = 8
"""A list has ten rows; two are for another place and for none."""

_ANOTHER = "another"


def read_pin(state: State, point: Pin, scene: Scene) -> Reading:
    """A point answers the question once the place nearest to it is confirmed."""
    state = notes.with_pin(set_aside(state), point)
    near = scene.district.finder.near(point)
    if near is None:
        return _settled(state, "pin")
    return Goto("place", notes.offer(state, (near,), by="pin"))


def _prompt(state: State, scene: Scene) -> Prompt:
    offered = notes.items(state, "offer")
    if len(offered) == 1:
        by_pin = notes.word(state, "offer_by") == "pin"
        options = (Option(offered[0], "b.here"), Option(_ANOTHER, "b.otherplace"))
        return Prompt("place.near" if by_pin else "place.confirm", options, acknowledges=by_pin)
    if offered:
        rows = tuple(Option(unit, title=unit) for unit in offered)
        others = (Option(_ANOTHER, "b.elsewhere"), Option("skip", "b.skip"))
        return Prompt("place.which", rows + others, shape="rows", button="b.places")
    if notes.flag(state, "asking_pin"):
        return Prompt("place.pin", shape="pin")
    return Prompt("place.ask", (Option("pin", "b.sendloc"), Option("skip", "b.skip")))


def _choose(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "skip":
            typed = notes.word(state, "typed")
            return Understood(typed or state.answers.get("place", ""), notes.without_offer(state))
        case "pin":
            return Goto("place", notes.note(set_aside(state), asking_pin=True))
        case "another":
            return Goto("place", _refuse(state))
    if option not in notes.places(state):
        return Unclear("old_button", counts=False)
    return _confirmed(state, option)


def _confirmed(state: State, unit: str) -> Reading:
    """The answer is what the person wrote; for a place spotted in a longer text, its name."""
    typed = notes.word(state, "typed")
    if typed:
        return _settled(state, typed, unit)
    by_pin = notes.word(state, "offer_by") == "pin" or notes.pin(state) is not None
    return _settled(state, "pin" if by_pin else notes.place_name(state, unit, state.language), unit)


def _settled(state: State, answer: str, unit: str = "") -> Understood:
    """The place is known now. Another one named before is kept in words; a point of it no longer holds."""
    if "place" in state.answers and answer != "pin":
        state = notes.note(state, pin=None)
    state = notes.answered_in_words(state, "place", answer)
    return Understood(answer, notes.note(notes.without_offer(state), unit=unit or None))


def _refuse(state: State) -> State:
    """None of what we offered is it. The same is not offered for other words again."""
    refused = [*notes.items(state, "refused"), *notes.items(state, "offer")]
    if notes.word(state, "offer_by") == "pin":
        state = notes.note(state, pin=None)
    return notes.note(set_aside(state), refused=sorted(set(refused)))


def set_aside(state: State) -> State:
    """Words that waited for a confirmation are kept among what was said."""
    return notes.without_offer(notes.say_more(state, notes.word(state, "typed")))


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    if heard.inbound.kind is not InboundKind.TEXT or not heard.plain:
        return Unclear("unclear.empty")
    text = heard.inbound.text
    state = learn(notes.note(set_aside(state), typed=text), heard, scene)
    refused = notes.items(state, "refused")
    found = [place for place in scene.district.finder.find(text) if place.unit not in refused]
    if not found:
        return _settled(state, text)
    return Goto("place", notes.offer(state, found[:MOST_OFFERED], by="words", typed=text))


PLACE: Question[Scene] = Question(
    "place", lambda state: True, _prompt, _choose, _listen, skipped_as="skip", numerals=True
)
