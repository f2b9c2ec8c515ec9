"""What the clock owes at a moment: an event to record once, and whom to tell of it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tell:
    """Something to say to a post's phone, or with an empty `post` to the complainant. Codes only: no words of anybody."""

    kind: str
    post: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owed:
    kind: str
    ref: str
    step: str
    """With case, ref and kind: what makes it happen once."""
    post: str
    """Whom it is about."""
    data: Mapping[str, object] = field(default_factory=dict)
    tell: tuple[Tell, ...] = ()
