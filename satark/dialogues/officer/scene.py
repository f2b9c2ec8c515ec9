"""What an officer's talk knows besides its state: what lies on the post's table, and the places of the district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from satark.conversation.script import Script
from satark.conversation.values import Context, News
from satark.dialogues.district import PlaceFinder
from satark.dialogues.officer import table


@dataclass(frozen=True, slots=True)
class Scene:
    now: datetime
    tasks: Mapping[str, News]
    """What wants an answer of this post, by its short number."""
    told: Mapping[str, News]
    """What was told to this post lately, by its mark."""
    post_name: str = ""
    unseen: bool = False
    """The question asked last has not left us yet."""
    finder: PlaceFinder | None = None

    @classmethod
    def of(cls, context: Context, finder: PlaceFinder | None = None) -> Scene:
        return cls(
            context.now,
            table.tasks(context.news),
            table.told(context.news),
            context.post_name,
            context.unseen,
            finder,
        )

    def at(self, key: str) -> News | None:
        """What a button or a quote names, if it is still there."""
        return self.tasks.get(key) or self.told.get(key)


OfficerScript = Script[Scene]
