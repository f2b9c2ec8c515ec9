"""What an open complaint can be about: a fixed list, by which it is counted, routed and timed. Titles are the scripts' and pages'.

The ten topics of the sealed lane are another list (`dialogues.tip.topic`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    cognizable: bool = False
    """Whether it most often tells of an offence that the police must register (BNSS 173). Only ever a guess: an officer decides."""
    woman_officer: bool = False
    """Whether a woman officer is offered, and the station's help desk gets the brief as well."""
    sealed: bool = False
    """Whether it is never an open complaint: it goes the confidential way."""


CATEGORIES: tuple[Category, ...] = (
    Category("fight"),
    Category("land"),
    Category("theft", cognizable=True),
    Category("women", cognizable=True, woman_officer=True),
    Category("family", woman_officer=True),
    Category("missing", cognizable=True),
    Category("accident", cognizable=True),
    Category("cyber", cognizable=True),
    Category("nuisance"),
    Category("police", sealed=True),
    # Understood from words or picked by the desk; a list in chat has room for ten.
    Category("noise"),
    Category("animals"),
    Category("threat"),
    Category("fraud", cognizable=True),
    Category("child", cognizable=True, woman_officer=True),
    Category("other"),
)

BY_CODE: dict[str, Category] = {category.code: category for category in CATEGORIES}
OTHER = "other"
OFFERED = 10
"""So many of the list, in its order, are rows that a complainant is shown."""
