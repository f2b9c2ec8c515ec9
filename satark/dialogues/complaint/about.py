"""What a complaint is about, by all the words told so far: the order in which they came makes no difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from satark.cases.categories import BY_CODE
from satark.conversation.text import fold
from satark.conversation.values import State
from satark.dialogues import lexicon, notes
from satark.dialogues.lexicon import Lexicon, entries

_ENOUGH = 2
_GRAVE = "grave"
_POLICE = "police"
_READ = 1500
"""Characters that are read of one text; more never changed what a complaint is about."""
_LEXICON = Lexicon(entries("complaints"))


@dataclass(frozen=True, slots=True)
class About:
    category: str = ""
    """A code of the list, or nothing where the words do not say."""
    police: bool = False
    """Whether policemen seem to have done wrong."""
    grave: bool = False
    """Whether weapons, blood or death are named."""


def read(texts: Iterable[str]) -> About:
    return _about(_merged({}, texts))


def understood(state: State) -> About:
    """Of everything told so far. What was read in an earlier turn is not read again."""
    count, totals = _known(state)
    return _about(_merged(totals, notes.said(state)[count:]))


def with_understood(state: State) -> State:
    """The state with what its words point to, so that the next turn reads only what is new."""
    count, totals = _known(state)
    said = notes.said(state)
    if count == len(said):
        return state
    return notes.note(state, points=[len(said), _merged(totals, said[count:])])


def _known(state: State) -> tuple[int, dict[str, int]]:
    match state.notes.get("points"):
        case [int(count), dict() as totals]:
            return count, cast(dict[str, int], totals)
    return 0, {}


def _merged(totals: Mapping[str, int], texts: Iterable[str]) -> dict[str, int]:
    """The strongest that any one text points to each label: no order of the texts makes a difference."""
    merged = dict(totals)
    for text in texts:
        for label, weight in _totals(text).items():
            merged[label] = max(weight, merged.get(label, 0))
    return merged


def _totals(text: str) -> Mapping[str, int]:
    plain = fold(text[:_READ])
    if not plain:
        return {}
    totals = _LEXICON.totals(plain)
    return totals | {_POLICE: _ENOUGH} if _takes_money(plain) else totals


def _about(totals: Mapping[str, int]) -> About:
    topics = {label: weight for label, weight in totals.items() if label not in (_GRAVE, _POLICE)}
    category = max(sorted(topics), key=topics.__getitem__, default="")
    named = category if topics.get(category, 0) >= _ENOUGH else ""
    return About(named, totals.get(_POLICE, 0) >= _ENOUGH, _GRAVE in totals)


def _takes_money(plain: str) -> bool:
    """Police and money in one breath. Who calls for help names the police too, and must not be kept waiting by a question."""
    hints = lexicon.read(plain)
    return hints.topic == _POLICE and not hints.urgent


def category(state: State) -> str:
    """The category that was chosen, else the one that the words point to."""
    return state.answers.get("category") or understood(state).category


def is_cognizable(state: State) -> bool:
    """A guess, for the signature's three days: who reads it decides."""
    known = BY_CODE.get(category(state))
    return understood(state).grave or (known is not None and known.cognizable)
