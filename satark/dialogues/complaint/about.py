"""What a complaint is about, by all the words told so far: the order in which they came makes no difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from satark.cases.categories import BY_CODE
from satark.conversation.text import fold
from satark.conversation.values import State
from satark.dialogues import lexicon, notes
from satark.dialogues.lexicon import Lexicon, entries

_ENOUGH = 2
_GRAVE = "grave"
_POLICE = "police"
_READ = 4000
"""Characters that are read; more never changed what a complaint is about."""
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
    plain = fold(" ".join(texts)[:_READ])
    totals = _LEXICON.totals(plain)
    grave, police = bool(totals.pop(_GRAVE, 0)), totals.pop(_POLICE, 0) >= _ENOUGH
    category = max(sorted(totals), key=totals.__getitem__, default="")
    return About(category if totals[category] >= _ENOUGH else "", police or _takes_money(plain), grave)


def _takes_money(plain: str) -> bool:
    """Police and money in one breath. Who calls for help names the police too, and must not be kept waiting by a question."""
    hints = lexicon.read(plain) if plain else lexicon.SILENT
    return hints.topic == _POLICE and not hints.urgent


def understood(state: State) -> About:
    return read(notes.said(state))


def category(state: State) -> str:
    """The category that was chosen, else the one that the words point to."""
    return state.answers.get("category") or understood(state).category


def is_cognizable(state: State) -> bool:
    """A guess, for the signature's three days: who reads it decides."""
    known = BY_CODE.get(category(state))
    return understood(state).grave or (known is not None and known.cognizable)
