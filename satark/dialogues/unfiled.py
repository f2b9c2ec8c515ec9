"""Whether a talk has something that is not with the police yet: left alone for a day, it ends as it is."""

from __future__ import annotations

from satark.conversation.values import State
from satark.dialogues.complaint import filing as complaint
from satark.dialogues.tip import filing as tip


def has_unfiled(state: State) -> bool:
    return complaint.has_unfiled(state) if state.script == "complaint" else tip.has_unfiled(state)
