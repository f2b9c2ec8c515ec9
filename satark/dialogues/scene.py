"""What the tip is told for one turn besides the message: the moment, the district, and what the words point to."""

from __future__ import annotations

from dataclasses import dataclass

from satark.conversation.values import Context
from satark.dialogues.district import District
from satark.dialogues.lexicon import Hints


@dataclass(frozen=True, slots=True)
class Scene:
    context: Context
    district: District
    hints: Hints
    """What this message seems to say."""
