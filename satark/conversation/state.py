"""A state as bytes: compact JSON that every release reads, whichever release wrote it.

Keys are added and never reused. A key we do not know is carried along unread: during an upgrade old and new relays
touch the same talk, and releases get rolled back. Whoever changes the shape adds an example to the stored ones.
"""

from __future__ import annotations

import json
from typing import cast, get_args

from satark.conversation.values import Language, State

_LANGUAGES = frozenset(get_args(Language))
_KEYS = frozenset({"script", "release", "language", "asked", "answers", "notes"})


class StateUnreadable(ValueError):
    """Not something `dump` ever wrote."""

    code = "state_unreadable"


def dump(state: State) -> bytes:
    shape = state.unknown | {
        "script": state.script,
        "release": state.release,
        "language": state.language,
        "asked": state.asked,
        "answers": state.answers,
        "notes": state.notes,
    }
    # A lone surrogate can come in a message and is not valid UTF-8: it survives as an escape of JSON's own.
    try:
        return json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(shape, separators=(",", ":")).encode()


def load(stored: bytes) -> State:
    """Raises StateUnreadable. Nothing stored at all is a talk that has not begun."""
    if not stored:
        return State()
    try:
        shape = json.loads(stored)
    except ValueError as error:
        raise StateUnreadable from error
    if not isinstance(shape, dict):
        raise StateUnreadable
    language = shape.get("language")
    return State(
        script=str(shape.get("script") or ""),
        release=int(shape.get("release") or 0),
        language=cast(Language, language) if language in _LANGUAGES else None,
        asked=shape.get("asked") or None,
        answers=dict(shape.get("answers") or {}),
        notes=dict(shape.get("notes") or {}),
        unknown={key: value for key, value in shape.items() if key not in _KEYS},
    )
