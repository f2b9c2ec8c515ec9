"""The one more choice that some acts need: whose it is, what help, why it is late, which station it is decided for.

Every row names its task, so a list of last week still speaks of the same one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from satark.cases.outcomes import NEEDS, REASONS
from satark.conversation.script import Heard, Option, Prompt, Reading, Unclear
from satark.conversation.values import Ask, Decide, InboundKind, State, TakeStep, Turn
from satark.dialogues.officer import notes, table
from satark.dialogues.officer.placing import take_piece
from satark.dialogues.officer.scene import Scene
from satark.dialogues.officer.speaking import ROWS, gone, put

UNKNOWN = "unknown"


# --- help and reasons ----------------------------------------------------------------------------------------------


def help_prompt(state: State, scene: Scene) -> Prompt:
    return _coded(state, scene, NEEDS, "help.which", "b.which_help")


def choose_help(state: State, option: str, scene: Scene) -> Reading:
    return _chosen(state, option, scene, NEEDS, TakeStep("", "need_help"), "step.help")


def why_prompt(state: State, scene: Scene) -> Prompt:
    words = cast(str, state.notes.get("words") or "why.which")
    return _coded(state, scene, REASONS, words, "b.which_reason")


def choose_why(state: State, option: str, scene: Scene) -> Reading:
    return _chosen(state, option, scene, REASONS, TakeStep("", "reason"), "step.reason")


def listen_coded(state: State, heard: Heard, scene: Scene) -> Reading:
    """Any other words are about the task all the same."""
    return take_piece(state, heard, scene)


def _coded(state: State, scene: Scene, codes: tuple[str, ...], words: str, button: str) -> Prompt:
    news = scene.told.get(notes.ref(state))
    key = news.ref if news else notes.ref(state)
    rows = tuple(Option(f"{code}:{key}", f"l.{code}") for code in codes)
    return Prompt(words, rows, shape="rows", button=button)


def _chosen(
    state: State, option: str, scene: Scene, codes: tuple[str, ...], step: TakeStep, words: str
) -> Turn:
    code, _, key = option.partition(":")
    if code not in codes or key not in scene.tasks:
        return gone(state)
    return put(notes.about(state, key, scene.now), words, replace(step, ref=key, code=code))


# --- stations ------------------------------------------------------------------------------------------------------


def whose_prompt(state: State, scene: Scene) -> Prompt:
    more = (Option(f"{UNKNOWN}:{notes.ref(state)}", "l.unknown_station"),)
    return Prompt(
        "whose.which", (*_stations(state, scene, ROWS - 1), *more), shape="rows", button="b.which_station"
    )


def choose_whose(state: State, option: str, scene: Scene) -> Reading:
    unit, _, key = option.partition(":")
    if key not in scene.tasks:
        return gone(state)
    state = notes.note(notes.about(state, key, scene.now), found=None)
    return put(state, "step.notours", TakeStep(key, "disputed", unit="" if unit == UNKNOWN else unit))


def decide_prompt(state: State, scene: Scene) -> Prompt:
    return Prompt("dispute.put", _stations(state, scene, ROWS), shape="rows", button="b.which_station")


def choose_decide(state: State, option: str, scene: Scene) -> Reading:
    unit, _, key = option.partition(":")
    dispute = scene.tasks.get(key)
    if dispute is None or table.kind_of(dispute) != "dispute":
        return gone(state)
    state = notes.note(notes.about(state, key, scene.now), found=None, unit=unit)
    return put(state, "dispute.done", Decide(key, unit))


def listen_station(state: State, heard: Heard, scene: Scene) -> Reading:
    """A station or a place by name: what it can mean is offered, never taken by itself."""
    if not heard.plain or heard.inbound.kind is not InboundKind.TEXT:
        return take_piece(state, heard, scene)
    found = scene.finder.find(heard.inbound.text) if scene.finder else ()
    if not found:
        return Unclear("whose.not_found", counts=False, state=state)
    units = {place.unit: [place.name_hi, place.name_en] for place in found[: ROWS - 1]}
    return Turn(notes.note(state, found=units), (Ask(state.asked or "whose"),))


def _stations(state: State, scene: Scene, most: int) -> tuple[Option, ...]:
    """What was found by its name, else those named and near."""
    key = notes.ref(state)
    news = scene.tasks.get(key)
    found = cast(dict[str, list[str]], state.notes.get("found") or {})
    at = 1 if state.language == "en" else 0
    named = {unit: names[at] for unit, names in found.items()}
    if not named and news is not None:
        named = {unit: table.name_of(news, unit, state.language) for unit in table.stations(news)}
    return tuple(Option(f"{unit}:{key}", title=name) for unit, name in _apart(named)[:most])


def _apart(named: dict[str, str]) -> list[tuple[str, str]]:
    """Two rows may not have one title: the second of two that read the same is told apart by its code."""
    seen: set[str] = set()
    rows = []
    for unit, name in named.items():
        title = unit if name[:23] in seen else name
        seen.add(name[:23])
        rows.append((unit, title))
    return rows
