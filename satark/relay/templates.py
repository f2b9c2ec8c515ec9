"""What WhatsApp said last of our templates. One that it would refuse is not sent; one we know nothing of is taken for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from satark.relay import shared

FOR_GOOD = frozenset(
    {"REJECTED", "DISABLED", "ARCHIVED", "DELETED", "PENDING_DELETION", "LIMIT_EXCEEDED", "PENDING"}
)
"""Until WhatsApp or the watch says otherwise."""
FOR_A_WHILE = {"PAUSED": timedelta(hours=6), "MISSING": timedelta(hours=1)}
"""A pause ends after three or six hours without a word; a template that was missing may have been filed since."""
WORDS = {"REINSTATED": "APPROVED", "UNPAUSED": "APPROVED"}
"""What happened -> the state that it leads to, where those are two words."""
REFUSED = {"132001": "MISSING", "132007": "REJECTED", "132015": "PAUSED", "132016": "DISABLED"}
"""What a refused send tells of its template."""


def learn(cursor: Any, name: str, language: str, state: str, now: datetime, *, quality: str = "") -> None:
    """Note a template's state in WhatsApp's own word (capital letters). An empty state or quality stays as it was."""
    shared.alone(cursor)
    cursor.execute(
        """INSERT INTO relay_template (name, language, state, quality, at) VALUES (%s, %s, %s, %s, %s)
           ON CONFLICT (name, language) DO UPDATE
              SET state = CASE WHEN excluded.state = '' THEN relay_template.state ELSE excluded.state END,
                  quality = CASE WHEN excluded.quality = '' THEN relay_template.quality ELSE excluded.quality END,
                  at = excluded.at""",
        [name, language, state[:40], quality[:20], now],
    )


def is_usable(state: str, at: datetime, now: datetime) -> bool:
    if state in FOR_A_WHILE:
        return now - at >= FOR_A_WHILE[state]
    return state not in FOR_GOOD


def out_of_use(cursor: Any, now: datetime) -> bool:
    """Whether any template of ours would be refused at present."""
    cursor.execute("SELECT state, at FROM relay_template")
    return any(not is_usable(state, at, now) for state, at in cursor.fetchall())


class States:
    """The states of one pass over the table, read when the first is asked for."""

    def __init__(self, cursor: Any, now: datetime) -> None:
        self._cursor = cursor
        self._now = now
        self._known: dict[tuple[str, str], bool] | None = None

    def usable(self, template: tuple[str, str]) -> bool:
        """Whether WhatsApp will take this template (its name, Meta's code of its language), as far as we know."""
        if self._known is None:
            self._cursor.execute("SELECT name, language, state, at FROM relay_template")
            self._known = {
                (name, language): is_usable(state, at, self._now)
                for name, language, state, at in self._cursor.fetchall()
            }
        return self._known.get(template, True)
