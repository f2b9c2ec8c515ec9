"""A talk carries only so many free words: the oldest of a long one are laid down, and come back into the report.

Every message reads and seals the whole state; without a bound, one who pastes a book would make everybody wait.
"""

from __future__ import annotations

from satark.conversation.values import State
from satark.dialogues import notes

MOST = 12_000
"""Characters of free words carried along: three of the longest messages."""


def spill(state: State) -> tuple[State, tuple[str, ...]]:
    """As `_spill`; words of a complaint that the desk has already are only let go."""
    kept, out = _spill(state)
    match state.notes.get("points"):
        case [int(read), totals] if out:
            kept = notes.note(kept, points=[max(read - len(out), 0), totals])
    given = state.notes.get("given")
    if not out or not isinstance(given, list):
        return kept, out
    known = int(given[0])
    return notes.note(kept, given=[max(known - len(out), 0), *given[1:]]), out[known:]


def _spill(state: State) -> tuple[State, tuple[str, ...]]:
    """The state with at most half of `MOST` once that is passed, and the words taken out, the oldest first."""
    said = notes.said(state)
    carried = sum(map(len, said))
    if carried <= MOST:
        return state, ()
    out = 0
    while carried > MOST // 2 and out < len(said) - 1:
        carried -= len(said[out])
        out += 1
    return notes.note(state, said=said[out:]), tuple(said[:out])
