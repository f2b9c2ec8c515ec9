"""What the desk gets: the complaint with its first words, then what is new each time, then the word that it is complete.

`given` notes how much of the talk the desk has. Whatever was added since, by a turn or without one, goes with the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from satark.conversation.values import FileComplaint, Language, State
from satark.dialogues import notes
from satark.dialogues.complaint import about
from satark.dialogues.language import guess

MOST_CANDIDATES = 8
_KEPT_NOTES = frozenset({"opened", "opened_in", "hours_said"})
_NOT_GIVEN = ("skip", "pin", "told")


def has_content(state: State) -> bool:
    """Whether anything was told, in whatever form."""
    return bool(
        notes.said(state)
        or notes.media(state)
        or notes.pin(state)
        or notes.word(state, "typed")
        or state.answers.get("place")
    )


def has_unfiled(state: State) -> bool:
    """Whether something is not with the desk yet, or the talk still asks: left alone for a day, it ends as it is."""
    return notes.flag(state, "held") or (not notes.flag(state, "filed") and has_content(state))


def unit(state: State) -> str:
    """The station understood: where the point lies, else what was confirmed, else the one place named for sure."""
    offered = notes.items(state, "offer")
    named = offered[0] if len(offered) == 1 else ""
    return notes.word(state, "pin_unit") or notes.word(state, "unit") or named


def candidates(state: State) -> tuple[str, ...]:
    """Stations that it can be, the understood one first."""
    found = [
        unit(state),
        notes.word(state, "unit"),
        *notes.items(state, "offer"),
        *notes.items(state, "meant"),
    ]
    return tuple(dict.fromkeys(code for code in found if code))[:MOST_CANDIDATES]


def how(state: State) -> str:
    if notes.word(state, "pin_unit"):
        return notes.word(state, "pin_how")
    hows = cast(dict[str, str], state.notes.get("hows") or {})
    return hows.get(unit(state), "named") if unit(state) else ""


def place_told(state: State) -> str:
    """The person's own words on where it was."""
    told = state.answers.get("place", "") or notes.word(state, "typed")
    return "" if told in _NOT_GIVEN or told.startswith(notes.VOICE) else told


def place(state: State) -> str:
    """Where, in the person's words; a place found inside longer words by its name."""
    if told := place_told(state):
        return told
    known = unit(state)
    return notes.place_name(state, known, state.language) if known else ""


def shares_number(state: State) -> bool:
    return state.answers.get("share") == "yes"


def phone(state: State) -> str:
    return state.answers.get("phone", "") if shares_number(state) else ""


def complaint(state: State, *, unfinished: bool, offered: tuple[Language, ...]) -> FileComplaint:
    """What the desk does not have yet, with everything that is understood by now."""
    said, files = given(state)
    spoken = {name: answer for name, answer in state.answers.items() if answer.startswith(notes.VOICE)}
    name = state.answers.get("name", "")
    return FileComplaint(
        category=about.category(state) or "other",
        answers=spoken,
        said=tuple(notes.said(state)[said:]),
        pin=notes.pin(state),
        place=place(state),
        unit=unit(state),
        how=how(state),
        candidates=candidates(state),
        name="" if name.startswith(notes.VOICE) else name,
        share_number=shares_number(state),
        language=state.language or guess(state, offered),
        media=notes.media_ids(state)[files:],
        cognizable=about.is_cognizable(state),
        phone=phone(state),
        unfinished=unfinished,
        goes_on="given" in state.notes,
        urgent=notes.flag(state, "urgent"),
        passed_on=notes.flag(state, "passed_on"),
    )


def is_new(state: State) -> bool:
    """Whether the desk lacks anything of what was told."""
    return has_content(state) and state.notes.get("given") != _measure(state)


def is_waiting(state: State) -> bool:
    """Whether something that was told is with nobody yet: it waits for an answer, or for the next turn."""
    return notes.flag(state, "held") or (not notes.flag(state, "filed") and is_new(state))


def with_given(state: State) -> State:
    """The state once everything in it is with the desk."""
    return notes.note(state, given=_measure(state))


def filed(state: State) -> State:
    """The state once the complaint is complete: no words, no files, no points, no name, no number."""
    kept = {key: value for key, value in state.notes.items() if key in _KEPT_NOTES}
    answers = {name: answer for name, answer in state.answers.items() if name == "language"}
    return replace(state, asked=None, answers=answers, notes=kept | {"filed": True})


def given(state: State) -> tuple[int, int]:
    match state.notes.get("given"):
        case [int(said), int(files), *_]:
            return said, files
    return 0, 0


def _measure(state: State) -> list[object]:
    understood = [
        about.category(state),
        place(state),
        unit(state),
        state.answers.get("name", ""),
        state.answers.get("share", ""),
        state.answers.get("phone", ""),
        state.notes.get("pin"),
        notes.flag(state, "urgent"),
    ]
    return [len(notes.said(state)), len(notes.media(state)), understood]
