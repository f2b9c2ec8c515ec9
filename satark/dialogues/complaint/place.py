"""Where it happened: a point, words in any spelling, or nothing. What is clear is not asked back; it stands in the read-back.

Nothing about the place stops a complaint: what nobody understands is the desk's to pick.
"""

from __future__ import annotations

from collections.abc import Sequence

from satark.conversation.script import Goto, Heard, Option, Prompt, Question, Reading, Unclear, Understood
from satark.conversation.values import InboundKind, Pin, State
from satark.dialogues import notes
from satark.dialogues.complaint.filing import unit
from satark.dialogues.district import FoundPlace
from satark.dialogues.scene import Scene

MOST_OFFERED = 8
"""A list has ten rows; two are for another place and for none."""
_ANOTHER = "another"


def is_known(state: State) -> bool:
    """A point far from everything is known once the name of the place was asked for."""
    far = notes.flag(state, "far")
    return bool("place" in state.answers or unit(state) or (notes.pin(state) and not far))


def with_point(state: State, point: Pin, scene: Scene) -> State:
    """A point says where, whenever it comes; the newest counts, the one before is kept as words."""
    before = notes.pin(state)
    if before is not None and before != point:
        state = notes.say_more(state, f"{before.latitude}, {before.longitude} {before.name}".strip())
    state = notes.note(notes.with_pin(state, point), asking_pin=None)
    near = scene.district.finder.near(point)
    if near is None:
        return notes.note(state, pin_unit=None, pin_how=None, far=True)
    known = {**notes.places(state), near.unit: [near.name_hi, near.name_en]}
    return notes.note(state, places=known, pin_unit=near.unit, pin_how=near.how, far=None)


def offered(state: State, found: Sequence[FoundPlace], typed: str) -> State:
    """Several places of one name: the person picks."""
    state = notes.offer(state, found[:MOST_OFFERED], by="words", typed=typed)
    return with_hows(state, found)


def with_hows(state: State, found: Sequence[FoundPlace]) -> State:
    """How each was found, for the desk; and what it can be, should nobody pick."""
    hows = state.notes.get("hows")
    before = dict(hows) if isinstance(hows, dict) else {}
    meant = [*notes.items(state, "meant"), *(place.unit for place in found)]
    return notes.note(
        state, hows=before | {place.unit: place.how for place in found}, meant=list(dict.fromkeys(meant))
    )


def _prompt(state: State, scene: Scene) -> Prompt:
    choices = notes.items(state, "offer")
    if len(choices) > 1:
        rows = tuple(Option(code, title=code) for code in choices)
        others = (Option(_ANOTHER, "b.elsewhere"), Option("skip", "b.skip"))
        return Prompt("place.which", rows + others, shape="rows", button="b.places")
    if notes.flag(state, "asking_pin"):
        return Prompt("place.pin", shape="pin")
    if notes.flag(state, "far"):
        return Prompt("place.far", (Option("skip", "b.skip"),), acknowledges=True)
    return Prompt("place.ask", (Option("pin", "b.sendloc"), Option("skip", "b.skip")))


def _choose(state: State, option: str, scene: Scene) -> Reading:
    match option:
        case "skip":
            typed = notes.word(state, "typed") or state.answers.get("place", "")
            return Understood(typed, _settled(state))
        case "pin":
            return Goto("place", notes.note(state, asking_pin=True))
        case "another":
            kept = notes.say_more(state, notes.word(state, "typed"))
            return Goto("place", notes.note(notes.without_offer(kept), meant=None))
    if option not in notes.places(state):
        return Unclear("old_button", counts=False)
    typed = notes.word(state, "typed") or notes.place_name(state, option, state.language)
    return Understood(typed, notes.note(_settled(state), unit=option, pin_unit=None))


def _settled(state: State) -> State:
    return notes.note(notes.without_offer(state), far=None)


def _listen(state: State, heard: Heard, scene: Scene) -> Reading:
    if heard.inbound.kind is not InboundKind.TEXT or not heard.plain:
        return Unclear("unclear.empty")
    text = heard.inbound.text
    found = scene.district.finder.find(text)
    state = notes.answered_in_words(state, "place", text)
    if len(found) > 1:
        return Goto("place", offered(state, found, text))
    state = with_hows(_settled(state), found)
    if not found:
        return Understood(text, notes.note(state, unit=None))
    known = {**notes.places(state), found[0].unit: [found[0].name_hi, found[0].name_en]}
    return Understood(text, notes.note(state, places=known, unit=found[0].unit, pin_unit=None))


PLACE: Question[Scene] = Question(
    "place",
    lambda state: not is_known(state) or "place" in state.answers,
    _prompt,
    _choose,
    _listen,
    skipped_as="skip",
)
