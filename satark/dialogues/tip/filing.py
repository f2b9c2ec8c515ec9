"""The report: everything told so far, once. After it the state holds only what later presses are compared with."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from satark.conversation.values import AddStatement, FileReport, State
from satark.dialogues import notes
from satark.dialogues.tip.topic import OTHER

Police = Literal["yes", "no", "unknown"]

_NOT_TOLD = frozenset({"language", "category", "evidence", "more", "confirm", "change", "forget", "police"})
"""Answers that steer the talk, or have a field of their own in the report."""

_CHOICES = frozenset({"category", "path", "now", "weapons", "police"})
_KEPT_NOTES = frozenset({"opened", "opened_in", "places"})


def has_content(state: State) -> bool:
    """Whether anything was told. Having looked at a list of topics is not telling."""
    told = (answer for name, answer in state.answers.items() if name not in _NOT_TOLD | _CHOICES)
    return bool(
        notes.said(state) or notes.media(state) or notes.pin(state) or notes.word(state, "typed") or any(told)
    )


def has_unfiled(state: State) -> bool:
    """Whether something was told that is not filed yet: left alone for a day, it is filed as it is."""
    return not notes.flag(state, "filed") and has_content(state)


def report(state: State, *, unfinished: bool = False) -> FileReport:
    typed = notes.word(state, "typed")
    answers = {name: answer for name, answer in state.answers.items() if answer and name not in _NOT_TOLD}
    said = [*notes.said(state), *notes.items(state, "replaced")]
    if typed and answers.setdefault("place", typed) != typed:
        said = [*said, typed]
    return FileReport(
        category=notes.category(state) or notes.word(state, "guess") or OTHER,
        answers=answers,
        said=tuple(said),
        pin=notes.pin(state),
        unit=notes.word(state, "unit") or (_unconfirmed_unit(state) if unfinished else ""),
        police=police(state),
        language=state.language or "hi",
        media=notes.media_ids(state),
        unfinished=unfinished,
        urgent=notes.flag(state, "urgent"),
        passed_on=notes.flag(state, "passed_on"),
    )


def _unconfirmed_unit(state: State) -> str:
    """Who fell silent never confirmed the place; the one that was clear from the words still shows the way."""
    offered = notes.items(state, "offer")
    return offered[0] if len(offered) == 1 else ""


def as_statement(state: State) -> AddStatement:
    """The same as an addition to a report that exists already."""
    told = report(state)
    return AddStatement(
        "\n".join(told.said),
        told.pin,
        told.media,
        answers=told.answers | ({"police": told.police} if told.police == "yes" else {}),
        urgent=told.urgent,
        passed_on=told.passed_on,
    )


def police(state: State) -> Police:
    """Whether police are mixed up in it. Not having said so is not a no."""
    if notes.category(state) == "police":
        return "yes"
    unsaid = "yes" if notes.flag(state, "suspect") else "unknown"
    return cast(Police, state.answers.get("police") or unsaid)


def filed(state: State, *, asked: str | None) -> State:
    """The state once the report is with the cells: no words, no files, no points."""
    answers = {
        name: answer for name, answer in state.answers.items() if name in _CHOICES or name == "language"
    }
    kept: dict[str, object] = {key: value for key, value in state.notes.items() if key in _KEPT_NOTES}
    if notes.word(state, "unit"):
        answers["place"] = notes.word(state, "unit")
    if asked == "push":
        kept["consent_asked"] = True
    return replace(state, asked=asked, answers=answers, notes=kept | {"filed": True})
